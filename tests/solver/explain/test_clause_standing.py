"""Where a clause stands by the figures of a split, against the row of the program that holds it."""

from __future__ import annotations

import pytest

from models.case import Case
from models.clause import clauses_of
from models.results.clause_standing import clause_standings
from solver.explain.limits import is_reached, limits_of, used_of
from solver.solve import prepare, solve_to_explain
from tests.agreement.cases import tiny_case
from tests.drawing import first_made, seeds
from tests.solver.explain.builders import belgium, solved_or_none


@pytest.mark.parametrize("scenario", ["base", "federal_ceiling", "own_share_25"])
def test_the_clauses_of_the_sample_stand_as_in_the_program(scenario: str) -> None:
    assert _stand_as_in_the_program(belgium(), scenario) > 1


@pytest.mark.parametrize("seed", seeds(0, 12))
def test_the_clauses_of_a_drawn_case_stand_as_in_the_program(seed: int) -> None:
    assert _stand_as_in_the_program(first_made(_with_clauses, seed), "base") > 0


def _with_clauses(number: int) -> Case | None:
    """Return the drawn case of a number where it has clauses in force that can all hold."""
    case = tiny_case(number)
    in_force = any(one.counts and one.applies_in("base") for one in clauses_of(case))
    return case if in_force and solved_or_none(case) is not None else None


def _stand_as_in_the_program(case: Case, scenario: str) -> int:
    """Compare what is counted, the bound and whether it is reached; return of how many clauses."""
    answer = solve_to_explain(prepare(case, scenario))
    assert answer.answer is not None
    setup, split = answer.answer.setup, answer.split
    used = used_of(answer.answer.model, answer.answer.split)
    standings = {one.clause.key: one for one in clause_standings(clauses_of(case), split)}
    compared = 0
    for limit in limits_of(answer.answer.model, answer.answer.start):
        if limit.name.kind != "clause":
            continue
        standing = standings.pop(limit.name.clause or "")
        units = split.rounding * max(1, standing.programmes)
        row, bound = used[1][limit.position] * setup.unit, limit.bound * setup.unit
        assert standing.paid == pytest.approx(row, abs=units)
        if standing.programmes and standing.per_value:
            assert standing.clause.value * standing.per_value == pytest.approx(bound, abs=units)
        if is_reached(limit, used) and not standing.asks_for_nothing:
            assert standing.binds
        compared += 1
    assert not standings
    return compared
