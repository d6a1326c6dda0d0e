"""What a scenario changes in the data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from models.case import Case
from models.checks.every import check_case, set_aside
from models.flows.adjustments import FAULTS, adjusted, adjustments_made
from models.flows.lookup import CostTable
from models.flows.places import places_of
from models.problems import Problem, RelaisError, Severity
from models.words.language import ENGLISH
from solver.inputs.assumptions import assumptions
from tests.cases import case, with_rows, with_rules

BASE = case(
    Territories=[("a",), ("b",)],
    Stages=[("course", None, 0, None, 1, True), ("work", None, 1, None, 1, False)],
    Flows=[
        (2026, None, None, "course", "a", 10),
        (2027, "course", "a", "work", "b", 4),
        (2027, "course", "a", None, None, 6),
    ],
    Costs=[(None, "course", None, None, 100), (2028, "course", None, None, 120)],
    Benefits=[(None, "work", None, None, 50), (None, "work", None, "a", 5)],
    Budgets=[(None, "a", 1000), (2026, "b", 500)],
)


def change(*rows: tuple[object, ...]) -> Case:
    given = [("s", *row) for row in rows]
    result, warnings = adjusted(with_rows(BASE, "Adjustments", given), "s")
    assert not warnings
    return result


def cost(changed: Case, territory: str, year: int) -> float:
    places = places_of(changed)
    held = CostTable(changed, places).at(0, year)
    return float(held.cost[held.spot == places.territories.index(territory)][0])


def test_a_scenario_without_adjustments_leaves_the_case_as_it_is() -> None:
    assert adjusted(BASE, "s")[0] is BASE


def test_set_comes_before_multiply_before_add_whatever_the_order_of_rows() -> None:
    rows = [
        ("Flows", "persons", "add", 1),
        ("Flows", "persons", "multiply", 2),
        ("Flows", "persons", "set", 5),
    ]
    for order in (rows, rows[::-1]):
        assert change(*order).table("Flows")["persons"].tolist() == [11.0, 11.0, 11.0]


def test_the_more_an_adjustment_names_the_later_it_is_set() -> None:
    changed = change(
        ("Flows", "persons", "set", 7, "course", "a", 2026), ("Flows", "persons", "set", 5)
    )
    assert changed.table("Flows")["persons"].tolist() == [7.0, 5.0, 5.0]


def test_stage_and_territory_of_a_flow_are_those_that_people_enter() -> None:
    changed = change(("Flows", "persons", "multiply", 2, "course"))
    assert changed.table("Flows")["persons"].tolist() == [20.0, 4.0, 6.0]


def test_a_year_changes_only_that_year_of_a_row_for_every_year() -> None:
    changed = change(("Costs", "cost_per_person", "multiply", 1.1, None, None, 2027))
    assert [cost(changed, "a", year) for year in (2026, 2027, 2028)] == pytest.approx(
        [100.0, 110.0, 120.0]
    )


def test_a_territory_changes_only_there_and_in_all_years() -> None:
    changed = change(("Costs", "cost_per_person", "add", 10, None, "a"))
    assert [cost(changed, "a", year) for year in (2026, 2028)] == [110.0, 130.0]
    assert [cost(changed, "b", year) for year in (2026, 2028)] == [100.0, 120.0]


def test_benefits_change_for_each_beneficiary_on_its_own() -> None:
    changed = change(("Benefits", "benefit_per_person", "multiply", 2, "work", "b"))
    rows = changed.table("Benefits")[["territory", "beneficiary", "benefit_per_person"]]
    found = set(rows.itertuples(index=False, name=None))
    assert found == {(None, None, 50), (None, "a", 5), ("b", None, 100), ("b", "a", 10)}


def test_a_budget_changes_for_its_payer_and_year() -> None:
    changed = change(("Budgets", "max_contribution", "set", 1, None, "a", 2030))
    rows = changed.table("Budgets")
    assert rows[rows["payer"] == "a"]["max_contribution"].tolist() == [1000.0, 1.0]
    assert np.isnan(rows["year"].iloc[0])


def test_an_adjustment_that_finds_no_row_is_said() -> None:
    given = with_rows(
        BASE, "Adjustments", [("s", "Flows", "persons", "multiply", 2, None, "b", 2031)]
    )
    _, warnings = adjusted(given, "s")
    assert [w.code for w in warnings] == ["adjustment-without-effect"]
    assert "territory b, year 2031" in ENGLISH.say(warnings[0].found)


MONEY = [
    ("Flows", "persons"),
    ("Costs", "cost_per_person"),
    ("Costs", "existing_funding"),
    ("Costs", "waiting_cost_per_person"),
    ("Budgets", "max_contribution"),
]


def faulty(*rows: tuple[object, ...]) -> list[Problem]:
    """Return what the checks say of a case with some adjustments of the scenario s."""
    given = with_rules(BASE, rounding={"base": 0.01, "s": None})
    return errors(with_rows(given, "Adjustments", [("s", *row) for row in rows]))


def errors(given: Case) -> list[Problem]:
    return [p for p in check_case(given) if p.severity is Severity.ERROR]


@pytest.mark.parametrize(("sheet", "column"), MONEY)
def test_a_figure_that_is_pushed_below_zero_is_an_error_at_the_adjustment(
    sheet: str, column: str
) -> None:
    (problem,) = faulty((sheet, column, "set", 5), (sheet, column, "add", -3000))
    assert (problem.table, problem.row, problem.column) == ("Adjustments", 1, "value")
    assert f"{sheet} row" in ENGLISH.say(problem.found)
    assert "to −2,995" in ENGLISH.say(problem.found)


def test_the_row_that_is_pushed_is_named_also_where_it_is_a_copy() -> None:
    (problem,) = faulty(("Costs", "cost_per_person", "add", -3000, "course", "b", 2031))
    assert "pushes Costs row “2031 · course · b” to −2,900" in ENGLISH.say(problem.found)


@given(
    st.lists(st.integers(0, 10**12), min_size=1, max_size=4),
    st.integers(1, 10**6),
)
@example([5_000_000], 1)
def test_a_figure_below_zero_is_told_without_the_noise_of_adding_up(
    cents: list[int], below: int
) -> None:
    assume(below * 10**10 > sum(cents))
    column = ("Costs", "cost_per_person")
    added = [*cents[1:], -sum(cents) - below]
    narrower = ("course", "b", 2031)
    rows = [(*column, "add", cent / 100, *narrower[:n]) for n, cent in enumerate(added)]
    (problem,) = faulty((*column, "set", cents[0] / 100), *rows)
    assert f" to −{below / 100:,.15g}: no figure" in ENGLISH.say(problem.found)


def test_an_adjustment_is_one_error_however_many_rows_it_pushes() -> None:
    (problem,) = faulty(("Flows", "persons", "add", -100))
    assert "row “2026 · course · a” (and 2 more) to −90" in ENGLISH.say(problem.found)


def test_the_adjustment_is_named_that_takes_the_figure_below_zero() -> None:
    by_payer = ("Budgets", "max_contribution", "add", -400, None, "b")
    by_both = ("Budgets", "max_contribution", "add", -200, None, "b", 2026)
    by_year = ("Budgets", "max_contribution", "add", -50, None, None, 2026)
    (problem,) = faulty(by_both, by_year, by_payer)
    assert (problem.row, "to −150" in ENGLISH.say(problem.found)) == (0, True)


@pytest.mark.parametrize(
    "rows",
    [
        [("Benefits", "benefit_per_person", "add", -3000)],
        [("Costs", "cost_per_person", "multiply", -1), ("Costs", "cost_per_person", "add", 200)],
        [("Costs", "cost_per_person", "set", -5), ("Costs", "cost_per_person", "add", 5)],
        [
            ("Costs", "cost_per_person", "set", 0.3),
            ("Costs", "cost_per_person", "add", -0.1),
            ("Costs", "cost_per_person", "add", -0.2, "course"),
        ],
        [("Flows", "persons", "add", -4, "work")],
        [("Flows", "persons", "add", -400, "work", "b", 2031)],
    ],
    ids=["benefit", "negative on the way", "set below", "noise", "to zero", "without effect"],
)
def test_only_the_figure_after_all_adjustments_counts(rows: list[tuple[object, ...]]) -> None:
    assert not faulty(*rows)


def test_a_figure_that_grows_past_what_can_be_counted_is_an_error() -> None:
    huge = ("Benefits", "benefit_per_person", "multiply", 1e15)
    assert [p.code for p in faulty(huge)] == ["adjustment-too-large"]
    often = with_rows(BASE, "Adjustments", [("s", *huge)] * 30)
    assert "more than any number" in ENGLISH.say(adjustments_made(often, "s").faults[0].found)


def test_other_errors_of_an_adjustment_are_told_alone() -> None:
    bad = [
        ("Flows", "nothing", "add", -3000),
        ("Flows", "persons", "subtract", 3000),
        ("Nowhere", "persons", "add", -3000),
        ("Flows", "persons", "multiply", 1e300),
        ("Flows", "persons", "add", None),
    ]
    for row in bad:
        found = {p.code for p in faulty(row)}
        assert found
        assert not found & set(FAULTS)


def test_who_computes_such_a_scenario_without_checking_is_refused() -> None:
    given = with_rows(BASE, "Adjustments", [("s", "Costs", "cost_per_person", "add", -3000)])
    with pytest.raises(RelaisError, match="pushes Costs row"):
        adjusted(given, "s")
    assert adjusted(given, "base")[0] is given


def test_what_a_frozen_scenario_would_do_to_the_open_data_is_a_warning() -> None:
    given = with_rules(BASE, rounding={"base": 0.01, "s": None})
    given = with_rows(given, "Adjustments", [("s", "Costs", "cost_per_person", "add", -3000)])
    problems = check_case(given)
    assert errors(given)
    assert all(p.severity is Severity.WARNING for p in set_aside(problems, given, {"s"}))
    assert set_aside(problems, given, {"other"}) == problems
    assert not [p for p in assumptions(given) if p.code in FAULTS]
