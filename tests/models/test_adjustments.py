"""What a scenario changes in the data."""

from __future__ import annotations

import numpy as np
import pytest

from models.adjustments import adjusted
from models.case import Case
from models.flows.places import places_of
from models.flows.unit_costs import CostTable
from tests.cases import case, with_rows

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
    return float(CostTable(changed, places).at(0, year).cost[places.territories.index(territory)])


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
    assert "territory b, year 2031" in warnings[0].found
