"""What rounded amounts reach is reckoned at once, and as rows only where a limit has to be held."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from models.case import Case
from solver.solve import prepare, solve_case
from solver.state.rounding import _limit_ends, _limits, _reached
from tests.agreement.cases import tiny_case
from tests.agreement.test_second_edition_program import drawn_case
from tests.cases import sample_case
from tests.drawing import seeds

CASES = {
    **{f"first edition {seed}": tiny_case(seed, clauses=2) for seed in seeds(31_000, 4)},
    **{
        f"{part} {seed}": drawn_case(seed, (part,))
        for part in ("same_key", "existing", "clauses", "groups")
        for seed in seeds(31_100, 2)
    },
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_both_ways_reach_the_same_at_any_amounts(case: Case) -> None:
    model = prepare(case, "base").model
    cells = len(model.setup.pair_payer) + 4 * len(model.setup.need) + len(model.setup.payers)
    amounts = np.random.default_rng(7).uniform(0, 1e6, cells)
    reached = _reached(model, amounts)
    assert reached == pytest.approx(_limits(model, cells) @ amounts)
    assert all(len(ends) == len(reached) for ends in _limit_ends(model))


def test_limits_that_count_payments_are_held_without_a_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Clauses of each year, which sums of the flow can hold."""

    def search(*_: object) -> None:
        raise AssertionError("no search is needed")

    case = sample_case("belgium")
    monkeypatch.setattr("solver.state.whole_numbers.cheapest_zero_one", search)
    split = solve_case(case)
    needs: dict[int, float] = defaultdict(float)
    for line in split.programmes:
        needs[line.year] += line.need
    for year, need in needs.items():
        paid = sum(p.amount for p in split.payments if (p.payer, p.year) == ("BE", year))
        assert paid <= 0.15 * need + 1.5 * split.rounding
