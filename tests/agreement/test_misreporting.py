"""Both programs say what a payer would pay and gain if figures that it supplies were not true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from models.case import Case
from models.results.misreport import Misreport
from models.scenarios import rules_of
from solver.compare.misreporting import misreports
from solver.solve import prepare, solve_payments
from tests.agreement.cases import Tables, case_from, shown, tiny_tables
from tests.agreement.second_edition import wide_tables
from tests.drawing import first_made, seeds
from tests.oracle.goals import Chain, chain
from tests.oracle.misreporting import reporting
from tests.oracle.program import Sum, minimise, paid, unit_of
from tests.oracle.setting import setting_from, setting_of
from tests.oracle.test_misreporting import course_of_the_city

SEEDS = seeds(5000, 2)
PERCENT = 20
DRAW: Mapping[int, Callable[[int], Tables]] = {1: tiny_tables, 2: wide_tables}
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
    """The oracle has no last word between splits that are equally good: it finds from where to
    where the payer's bill and its net transfers may go."""
    case = with_a_split(seed, edition)
    setting, found = setting_of(case, "base", edition=edition), found_in(case)
    slack = 3 * rules_of(case, "base").rounding + 1e-5 * float(unit_of(setting))
    true = chain(setting)
    assert true is not None
    assert len(found) == 4 * len({one.payer for one in found})
    drawn = shown(case)
    for one in found:
        part = Fraction(int(one.percent), 100)
        false = chain(setting_from(reporting(setting.data, one.payer, part, (one.figures,))))
        said = f"{one.payer} {one.figures} {part}\n{drawn}"
        assert (one.then is None) is (false is None), said
        if one.then is None or false is None:
            continue
        for line, of in ((one.now, true), (one.then, false)):
            for figure, terms in (
                (line.paid, paid(of.setting, one.payer)),
                (line.net, net(of, one.payer)),
            ):
                low, high = ends(of, terms)
                assert low - slack <= figure <= high + slack, said
        assert one.gain == pytest.approx(one.now.net - one.then.net), said


def net(found: Chain, payer: str) -> Sum:
    """Return what a payer pays for others' programmes less what others pay for its own."""
    host = found.setting.host
    others = {("x", h, k): Fraction(1) for h, k in found.setting.pairs if h == payer != host[k]}
    return others | {
        ("x", h, k): Fraction(-1) for h, k in found.setting.pairs if h != payer == host[k]
    }


def ends(found: Chain, terms: Sum) -> tuple[float, float]:
    """Return the least and most of a sum of payments, all goals held."""
    unit = float(unit_of(found.setting))
    low = minimise(terms, found.limits)
    high = minimise({name: -factor for name, factor in terms.items()}, found.limits)
    assert low is not None
    assert high is not None
    return low.value * unit, -high.value * unit


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
