from __future__ import annotations

import pytest

from models.case import Case
from models.results.split import Split
from solver.solve import solve_case
from tests.agreement.both import by_oracle, totals_of
from tests.agreement.cases import shown, tiny_case
from tests.agreement.test_conflicts import assert_same_conflict
from tests.drawing import seeds
from tests.oracle.goals import Chain, chain, payer_range
from tests.oracle.program import unit_of
from tests.oracle.setting import Setting

SEEDS = seeds(1000, 48)


@pytest.mark.parametrize("seed", SEEDS)
def test_both_programs_reach_the_same_goals_ranges_or_conflict(seed: int) -> None:
    case = tiny_case(seed)
    setting = by_oracle(case)
    split, expected = solve_case(case, "base"), chain(setting)
    if expected is None:
        assert_same_conflict(split, setting, case)
        return
    assert split.status == "ok", shown(case)
    assert_same_goals(split, expected, case)
    assert_same_ranges(split, expected, case)


def assert_same_goals(split: Split, expected: Chain, case: Case) -> None:
    """Compare the value of each goal, every burden one by one."""
    scale = float(unit_of(expected.setting))
    assert [line.goal for line in split.goals] == [goal for goal, _ in expected.values], shown(case)
    for line, (goal, value) in zip(split.goals, expected.values, strict=True):
        near: object
        if isinstance(value, tuple):
            near = pytest.approx(value, rel=1e-5, abs=least_difference(expected.setting))
        else:
            near = pytest.approx(value, rel=1e-6, abs=1e-6 * scale + 0.006)
        assert line.value == near, f"{goal}\n{shown(case)}"


def least_difference(setting: Setting) -> float:
    """Return the burden of the least payment that counts, measured against any basis."""
    bases = [float(setting.basis(h)) for h in setting.payers if setting.basis(h) > 0]
    scale = float(unit_of(setting))
    return max(1e-6 * scale / max(bases, default=1.0), 1e-8 * scale / min(bases, default=1.0))


def assert_same_ranges(split: Split, expected: Chain, case: Case) -> None:
    """Compare the ends of each payer's range, and find its total between them."""
    slack = 1e-5 * float(unit_of(expected.setting)) + split.rounding
    totals = totals_of(split)
    for line in split.payers:
        low, high = payer_range(expected, line.payer)
        near = pytest.approx((low, high), rel=0, abs=slack)
        assert (line.low, line.high) == near, f"{line.payer}\n{shown(case)}"
        assert line.low is not None
        assert line.high is not None
        assert line.low - slack <= totals[line.payer] + split.rounding, shown(case)
        assert totals[line.payer] - split.rounding <= line.high + slack, shown(case)
