"""What solving assumes, over all scenarios of a case."""

from __future__ import annotations

from solver.inputs.assumptions import assumptions
from tests.cases import with_rows, with_rules, worked


def test_nothing_is_assumed_about_the_worked_example() -> None:
    assert assumptions(worked()) == ()


def test_a_budget_of_another_year_is_said_once_for_all_scenarios() -> None:
    case = with_rules(worked(), benefit_cap={"base": 1, "free": "none"})
    case = with_rows(case, "Budgets", [(2023, "federation", 300000)])
    assert [p.code for p in assumptions(case)] == ["budget-of-another-year"]


def test_progress_is_told_scenario_by_scenario() -> None:
    told: list[tuple[str, int, int]] = []
    case = with_rules(worked(), benefit_cap={"base": 1, "free": "none"})
    assumptions(case, lambda *step: told.append(step))
    assert told == [("trace", 0, 2), ("trace", 1, 2)]
