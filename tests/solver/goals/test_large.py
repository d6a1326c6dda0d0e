"""The way of large cases gives the very split of the way of small ones."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pandas as pd
import pytest

from models.case import Case
from models.results.split import Split
from solver.engine.cancelling import SolveCancelledError
from solver.engine.engine import Engine
from solver.goals.chain import met
from solver.goals.goal import Chain
from solver.goals.groups import is_a_flow
from solver.program.model import Model
from solver.solve import prepare, solve_to_explain
from solver.state.exact import ExactSplit, goal_value
from tests.benchmarks.random_case import random_case
from tests.cases import with_rules
from tests.solver.goals.test_goal import tight

CENT = 1e-5
"""Scaled money: a thousandth of a cent of a need of a million."""


@pytest.fixture(autouse=True)
def groups_from_two_payers_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solver.goals.goal._FEW_PAYERS", 1)


def small_way(case: Case, monkeypatch: pytest.MonkeyPatch) -> tuple[Chain, Model]:
    """Meet the goals with one program for each level of burdens."""
    with monkeypatch.context() as patch:
        patch.setattr("solver.goals.goal._FEW_PAYERS", 1000)
        prepared = prepare(case, "base")
        return met(prepared.engine, prepared.model), prepared.model


def assert_same(one: ExactSplit, other: ExactSplit) -> None:
    for part in ("contributions", "residuals", "gaps"):
        assert getattr(one, part) == pytest.approx(getattr(other, part), abs=CENT)


def cases(seed: int) -> list[Case]:
    return [
        tight(seed),
        with_rules(tight(seed), own_share_min=0.1, benefit_cap=0.9, discount_rate=0.03),
        with_rules(tight(seed), burden_basis="population"),
        random_case(seed, territories=4, years=2),
    ]


@pytest.mark.parametrize("seed", [*range(12), 53])
def test_large_and_small_ways_give_the_same_payments(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for case in cases(seed):
        wanted, model = small_way(case, monkeypatch)
        found = met(Engine(model.arrays, from_nothing=True), model)
        assert_same(found.split, wanted.split)
        assert found.proved_unique == wanted.proved_unique


@pytest.mark.parametrize("seed", [*range(12), 53])
def test_groups_give_the_burdens_of_the_levels(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for case in cases(seed):
        wanted, model = small_way(case, monkeypatch)
        found = met(Engine(model.arrays), model)
        assert_same(found.split, wanted.split)


def answers_of(monkeypatch: pytest.MonkeyPatch, name: str) -> list[bool]:
    """Return a list in which the answers of a function are noted from now on."""
    module, _, function = name.rpartition(".")
    asked = getattr(import_module(module), function)
    answers: list[bool] = []

    def noted(*arguments: object) -> bool:
        answers.append(asked(*arguments))
        return answers[-1]

    monkeypatch.setattr(name, noted)
    return answers


def test_the_cases_meet_every_turn_of_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some are flows and some are not; some need a residual and some do not."""
    met_at_once = answers_of(monkeypatch, "solver.goals.large.meet_without_residual")
    flows = answers_of(monkeypatch, "solver.goals.goal.is_a_flow")
    for seed in range(12):
        for case in cases(seed):
            prepared = prepare(case, "base")
            met(Engine(prepared.model.arrays, from_nothing=True), prepared.model)
    assert {True, False} == set(met_at_once) == set(flows)


@pytest.mark.parametrize("seed", range(6))
def test_early_answers_keep_every_rule_and_meet_the_goals_so_far(seed: int) -> None:
    case = tight(seed)
    prepared = prepare(case, "base")
    setup, model = prepared.setup, prepared.model
    told: list[tuple[str, ExactSplit]] = []
    final = met(
        Engine(model.arrays, from_nothing=True), model, tell=lambda g, s: told.append((g, s))
    )
    assert told[-1][0] == "equal_burden"
    goals = setup.traced.rules.goals
    for goal, split in told:
        paid = np.bincount(setup.pair_programme, split.contributions, len(setup.need))
        assert paid + split.residuals + split.gaps == pytest.approx(setup.need, abs=CENT)
        columns = split.columns(setup, model.layout)
        assert (columns <= model.arrays.upper + CENT).all()
        limits = slice(0, model.layout.burden_row)
        rows = (model.arrays.matrix @ columns)[limits]
        assert (rows <= model.arrays.row_upper[limits] + CENT).all()
        assert (rows >= model.arrays.row_lower[limits] - CENT).all()
        for reached in goals[: goals.index(goal) + 1]:
            assert goal_value(setup, split, reached) == pytest.approx(
                goal_value(setup, final.split, reached), rel=1e-6, abs=1e-3
            )


def test_early_splits_say_what_is_still_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solver.goals.large.LARGE", 1)
    early: list[Split] = []
    prepared = prepare(tight(3), "base")
    final = solve_to_explain(prepared, early=early.append).split
    assert final.still_to_come == ()
    assert [split.still_to_come for split in early][-1] == ("proportional",)
    for split in early:
        assert {line.goal for line in split.goals}.isdisjoint(split.still_to_come)
        assert [line.need for line in split.programmes] == [
            pytest.approx(line.contributions + line.host_residual + line.unfunded)
            for line in split.programmes
        ]
    for line, last in zip(early[-1].goals, final.goals[:3], strict=True):
        assert line.goal == last.goal
        assert line.value == pytest.approx(last.value, rel=1e-8, abs=0.01)


def test_a_large_case_stops_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solver.goals.large.LARGE", 1)
    asked: list[Split] = []

    def stop_after_the_first_answer() -> bool:
        return bool(asked)

    prepared = prepare(tight(3), "base", cancelled=stop_after_the_first_answer)
    with pytest.raises(SolveCancelledError):
        solve_to_explain(prepared, early=asked.append)


def test_ranges_of_all_payers_are_left_out_where_they_would_take_hours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("solver.explain.ranges._MOST_FOR_ALL", 0)
    split = solve_to_explain(prepare(tight(3), "base")).split
    assert all(line.low is None and line.high is None for line in split.payers)
    assert [problem.code for problem in split.warnings][-1] == "ranges-left-out"


def test_a_clause_of_one_payer_and_year_keeps_the_flow_and_one_across_years_does_not() -> None:
    case = with_rules(random_case(1, territories=4, years=2), discount_rate=0.03)
    years = sorted(set(_years(case)))
    assert _is_a_flow(_with_clause(case, payer="t01", year=years[0]))
    assert not _is_a_flow(_with_clause(case, payer="t01", year=None))
    assert not _is_a_flow(_with_clause(case, payer=None, year=years[0]))


def test_two_clauses_that_cross_are_no_flow_and_nested_ones_are() -> None:
    case = with_rules(random_case(1, territories=4, years=2), discount_rate=0.0)
    one = _clause("a", payer="t01", host="t02")
    crossing = _clause("b", payer="t01", stage="s1")
    inside = _clause("b", payer="t01", host="t02", stage="s1")
    case = case.with_table("Budgets", case.table("Budgets").iloc[:0])
    assert not _is_a_flow(case.with_table("Clauses", pd.DataFrame([one, crossing])))
    assert _is_a_flow(case.with_table("Clauses", pd.DataFrame([one, inside])))


def _years(case: Case) -> list[int]:
    return [int(y) for y in prepare(case, "base").setup.year]


def _clause(key: str, **chosen: object) -> dict[str, object]:
    blank = {"payer": None, "host": None, "stage": None, "year": None}
    return {
        "clause": key,
        **blank,
        **chosen,
        "measure": "amount",
        "sense": "at most",
        "value": 3e6,
        "status": "agreed",
    }


def _with_clause(case: Case, payer: str | None, year: int | None) -> Case:
    return case.with_table("Clauses", pd.DataFrame([_clause("c", payer=payer, year=year)]))


def _is_a_flow(case: Case) -> bool:
    prepared = prepare(case, "base")
    bounds = prepared.engine.bounds()
    layout = prepared.model.layout
    bounds.upper[layout.gap] = 0.0
    bounds.upper[layout.residual[layout.residual >= 0]] = 0.0
    return is_a_flow(prepared.model, bounds, frozenset())
