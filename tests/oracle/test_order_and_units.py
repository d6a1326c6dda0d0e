"""Checks 4 and 5 of every split (2-method 2.8) and adjustments, with the new tables and columns."""

from __future__ import annotations

from copy import deepcopy
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from tests.agreement.cases import Row, Tables, shown
from tests.agreement.second_edition import wide_tables
from tests.drawing import seeds
from tests.oracle.inaction import coverage_by_hosts, inaction
from tests.oracle.places import Programme
from tests.oracle.rules import exact
from tests.oracle.setting import Setting, setting_of

MONEY = {
    "Stages": ("standard_cost",),
    "Costs": ("cost_per_person", "fixed_cost", "existing_funding", "waiting_cost_per_person"),
    "Waiting": ("waiting_cost_per_person",),
    "Benefits": ("benefit_per_person",),
    "Existing": ("amount",),
    "Budgets": ("max_contribution",),
    "Policies": ("spending",),
}
ADJUSTED = (
    ("Flows", "persons_without", 1),
    ("Costs", "fixed_cost", 4000),
    ("Costs", "additionality", 0.5),
    ("Existing", "amount", 900),
    ("Benefits", "benefit_per_person", 700),
)


def figures_of(setting: Setting) -> list[Any]:
    """Return all that is money and follows from the tables alone, in no order."""
    lost = inaction(setting, coverage_by_hosts(setting))
    money: list[dict[Any, Any]] = [
        setting.need,
        setting.every_later_benefit,
        setting.pairs,
        setting.target,
        setting.total_benefit,
        setting.counted,
        setting.excess,
        lost.lost,
        lost.waiting,
        {"saved": lost.saved},
    ]
    return money


def with_adjustments(tables: Tables, random: Random) -> Tables:
    """Add adjustments of the new columns, by group too."""
    groups = [row["group"] for row in tables.get("Groups", [])]
    tables["Adjustments"] = [
        {
            "scenario": "base",
            "sheet": sheet,
            "column": column,
            "operation": random.choice(["multiply", "set"]),
            "value": value,
            "stage": random.choice([None, *(row["stage"] for row in tables["Stages"])]),
            "group": random.choice([None, *groups]),
            "year": random.choice([None, 2024]),
        }
        for sheet, column, value in ADJUSTED
        for _ in range(2)
    ]
    return tables


@pytest.mark.parametrize("seed", seeds(43_000, 30))
def test_the_order_of_rows_and_sheets_changes_no_figure(seed: int) -> None:
    random = Random(seed)
    tables = with_adjustments(wide_tables(seed, clauses=0), random)
    sheets = random.sample(list(tables), len(tables))
    mixed = {sheet: random.sample(tables[sheet], len(tables[sheet])) for sheet in sheets}
    assert figures_of(setting_of(mixed)) == figures_of(setting_of(tables)), shown(tables)


@pytest.mark.parametrize("seed", seeds(43_100, 30))
def test_all_money_times_a_thousand_gives_every_figure_times_a_thousand(seed: int) -> None:
    tables = wide_tables(seed, clauses=0)
    large = deepcopy(tables)
    for sheet, columns in MONEY.items():
        for row in large.get(sheet, []):
            row.update({c: exact(row[c]) * 1000 for c in columns if row.get(c) is not None})
    for row in large["Scenarios"]:
        if row["rule"] == "least_transfer" and row["base"] is not None:
            row["base"] *= 1000
    small = figures_of(setting_of(tables))
    wanted = [{key: 1000 * amount for key, amount in some.items()} for some in small]
    assert figures_of(setting_of(large)) == wanted, shown(tables)


def test_an_adjustment_selects_by_group_and_changes_new_columns_too() -> None:
    """Without the course 10 of the 40 of family would find a job, not 5; fixed costs 900."""
    cost: Row = {"stage": "course", "cost_per_person": 100, "fixed_cost": 300}
    adjustment: Row = {"scenario": "base", "operation": "multiply", "group": "family"}
    flows: list[Row] = []
    for group in ("asylum", "family"):
        course = {"year": 2024, "to_stage": "course", "to_territory": "city", "persons": 40}
        left = {"year": 2025, "from_stage": "course", "from_territory": "city", "persons": 20}
        job = {"to_stage": "job", "to_territory": "city", "persons_without": 5}
        flows += [{**course, "group": group}, {**left, **job, "group": group}]
    tables: Tables = {
        "Territories": [{"territory": "city"}],
        "Stages": [
            {"stage": "course", "order": 1, "cofunded": True},
            {"stage": "job", "order": 2, "cofunded": False},
        ],
        "Groups": [{"group": "asylum"}, {"group": "family"}],
        "Flows": flows,
        "Costs": [cost],
        "Benefits": [{"stage": "job", "benefit_per_person": 1000}],
        "Adjustments": [
            {**adjustment, "sheet": "Flows", "column": "persons_without", "value": 2},
            {**adjustment, "sheet": "Costs", "column": "fixed_cost", "value": 3},
        ],
    }
    setting = setting_of(tables)
    asylum, family = (Programme("course", "city", 2024, group) for group in ("asylum", "family"))
    assert setting.need == {asylum: 4300, family: 4900}
    assert setting.later_benefit == {("city", asylum): 15_000, ("city", family): 10_000}
    assert setting.total_benefit == {"city": Fraction(25_000)}
