"""Both programs say what a payer would pay and gain if figures that it supplies were not true."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from models.case import Case
from models.results.misreport import Misreport
from models.scenarios import rules_of
from solver.compare.misreporting import misreports
from solver.solve import prepare, solve_payments
from tests.agreement.cases import case_from, shown, tiny_tables
from tests.agreement.second_edition import wide_tables
from tests.drawing import first_made, seeds
from tests.oracle import misreporting as oracle
from tests.oracle.program import unit_of
from tests.oracle.setting import setting_of
from tests.oracle.test_misreporting import course_of_the_city

SEEDS = seeds(5000, 25)
PERCENT = 20
DRAW = {1: tiny_tables, 2: wide_tables}
"""What draws the cases of each edition of the method."""


def found_in(case: Case) -> tuple[Misreport, ...]:
    """Return the misreports of every payer; none where the case has no split."""
    prepared = prepare(case, "base")
    true = solve_payments(prepared).split
    return misreports(prepared, true, PERCENT, [line.payer for line in true.payers])


def with_a_split(seed: int, edition: int) -> Case:
    """Return the first case from a seed on whose figures move somebody's bill."""

    def fitting(number: int) -> Case | None:
        case = replace(case_from(DRAW[edition](number)), edition=edition)
        return case if any(one.gain for one in found_in(case)) else None

    return first_made(fitting, seed)


@pytest.mark.parametrize("edition", DRAW)
@pytest.mark.parametrize("seed", SEEDS)
def test_both_programs_find_what_a_misreport_brings(seed: int, edition: int) -> None:
    case = with_a_split(seed, edition)
    setting, found = setting_of(case, "base", edition=edition), found_in(case)
    scale, rounding = float(unit_of(setting)), rules_of(case, "base").rounding
    assert len(found) == 4 * len({one.payer for one in found})
    for one in found:
        part = Fraction(int(one.percent), 100)
        expected = oracle.misreport(setting.data, one.payer, part, (one.figures,))
        case_shown = f"{one.payer} {one.figures} {part}\n{shown(case)}"
        if expected is None:
            assert one.gain is None, case_shown
            continue
        assert one.then is not None, case_shown
        slack = 3 * rounding + 1e-5 * scale
        assert one.now.paid == pytest.approx(expected.true.paid, abs=slack), case_shown
        assert one.then.paid == pytest.approx(expected.false.paid, abs=slack), case_shown
        assert one.then.received == pytest.approx(expected.false.received, abs=slack), case_shown
        assert one.gain == pytest.approx(expected.gain, abs=2 * slack), case_shown


def test_the_case_by_hand_is_the_same_here() -> None:
    """The state says 270,000 of benefit; the city says that the course costs 110,000."""
    case = case_from(course_of_the_city())
    prepared = prepare(case, "base")
    true = solve_payments(prepared).split
    state, city = (misreports(prepared, true, 10, [payer]) for payer in ("state", "city"))
    assert [(one.figures, one.percent) for one in state] == [
        ("benefits", -10), ("benefits", 10), ("costs", -10), ("costs", 10)
    ]  # fmt: skip
    assert state[0].then is not None
    assert state[0].then.paid == pytest.approx(72_972.97, abs=0.01)
    assert state[0].gain == pytest.approx(2027.03, abs=0.01)
    assert (state[2].gain, state[3].gain) == (0, 0)  # it answers for nothing
    assert city[3].then is not None
    assert city[3].then.paid == pytest.approx(27_500, abs=0.01)
    assert city[3].gain == pytest.approx(10_000 - 2500, abs=0.01)
