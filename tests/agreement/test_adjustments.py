"""The tables as adjustments leave them give the oracle what it finds figure by figure."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

import pandas as pd
import pytest

from models.case import Case, case_of
from models.flows.adjustments import adjusted, adjustments_made
from tests.agreement.cases import Row, Tables, shown
from tests.agreement.second_edition import wide_tables
from tests.drawing import first_made, seeds
from tests.oracle.setting import Setting, setting_of

ADJUSTED = (
    ("Flows", "persons"),
    ("Flows", "persons_without"),
    ("Costs", "cost_per_person"),
    ("Costs", "fixed_cost"),
    ("Costs", "existing_funding"),
    ("Costs", "additionality"),
    ("Waiting", "waiting_cost_per_person"),
    ("Benefits", "benefit_per_person"),
    ("Existing", "amount"),
)
"""Rows of Existing for all groups together are of none that an adjustment names."""


def drawn_case(seed: int) -> Case | None:
    """Return a case with adjustments that can all be made; None: they cannot."""
    random = Random(seed)
    tables = wide_tables(seed, clauses=0)
    tables["Adjustments"] = [_adjustment(tables, random, *random.choice(ADJUSTED)) for _ in "12345"]
    case = case_of({key: pd.DataFrame(rows) for key, rows in tables.items()})
    return None if adjustments_made(case, "base").faults else case


def _adjustment(tables: Tables, random: Random, sheet: str, column: str) -> Row:
    groups = [] if sheet == "Existing" else [row["group"] for row in tables.get("Groups", [])]
    operation = random.choice(["multiply", "set", "add"])
    figures: dict[str, list[float]] = {"multiply": [0.5, 3], "set": [700, 20], "add": [3, 100]}
    if column == "additionality":
        figures = {"multiply": [0.5, 0.9], "set": [0.25, 0], "add": [0, 0.125]}
    return {
        "scenario": "base",
        "sheet": sheet,
        "column": column,
        "operation": operation,
        "value": random.choice(figures[operation]),
        "stage": random.choice([None, *(row["stage"] for row in tables["Stages"])]),
        "territory": random.choice([None, *(row["territory"] for row in tables["Territories"])]),
        "group": random.choice([None, *groups]),
        "year": random.choice([None, 2024, 2025]),
    }


def figures_of(setting: Setting) -> list[Mapping[Any, Fraction]]:
    return [
        setting.persons,
        setting.need,
        setting.every_later_benefit,
        setting.total_benefit,
        setting.counted,
        setting.excess,
    ]


@pytest.mark.parametrize("seed", seeds(61_000, 16))
def test_tables_with_their_adjustments_made_give_the_figures_of_adjusted_ones(seed: int) -> None:
    case = first_made(drawn_case, seed)
    made = adjusted(case, "base")[0]
    bare = made.with_table("Adjustments", made.table("Adjustments").iloc[:0])
    for mine, theirs in zip(*(figures_of(setting_of(c)) for c in (bare, case)), strict=True):
        wanted = {key: pytest.approx(float(amount), 1e-9, 1e-6) for key, amount in theirs.items()}
        assert {key: float(amount) for key, amount in mine.items()} == wanted, shown(case)
