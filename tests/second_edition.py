"""A small case that uses every table and column of the second edition, and tables of the first."""

from __future__ import annotations

from models.case import Case
from models.declaration.kinds import Table
from models.declaration.tables import TABLES
from models.used import FIRST_EDITION
from tests.cases import case

FIRST_TABLES: tuple[Table, ...] = tuple(t for t in TABLES if t.edition == FIRST_EDITION)


def everything() -> Case:
    """Return a valid case with a cell in every column of the second edition."""
    return case(
        Territories=[
            ("land", "Land", None, "federal", 3000.0, 3e7, True),
            ("north", "North", "land", "region", 2000.0, 2e7, True),
            ("south", "South", "land", "region", 1000.0, 1e7, True),
        ],
        Stages=[
            {"stage": "reception", "order": 0.0, "cofunded": False},
            {"stage": "course", "name": "Language course", "order": 1.0, "cofunded": True}
            | {"standard_cost": 4000.0},
            {"stage": "work", "order": 2.0, "duration": 2.0, "cofunded": False},
        ],
        Groups=[("asylum", "Asylum seekers"), ("protected", "Temporary protection")],
        Flows=[
            _arrivals("asylum", 100.0),
            _arrivals("protected", 50.0),
            _move(2024, "asylum", ("reception", "north"), ("course", "north"), 80.0),
            _move(2024, "protected", ("reception", "north"), ("course", "north"), 40.0),
            _move(2025, "asylum", ("course", "north"), ("work", "north"), 30.0)
            | {"to_group": "protected", "persons_without": 10.0},
            _move(2025, "protected", ("course", "north"), ("work", "south"), 20.0)
            | {"persons_without": 5.0},
        ],
        Costs=[
            {"stage": "course", "territory": "north", "group": "asylum", "responsible": "north"}
            | {"share": 0.75, "cost_per_person": 5000.0, "fixed_cost": 1000.0},
            {"stage": "course", "territory": "north", "group": "asylum", "responsible": "south"}
            | {"share": 0.25, "cost_per_person": 4000.0, "additionality": 0.5},
            {"stage": "course", "cost_per_person": 3000.0},
        ],
        Waiting=[
            (None, "course", None, "asylum", "north", 700.0),
            (2024.0, "course", "north", None, "land", 300.0),
        ],
        Benefits=[
            {"stage": "work", "benefit_per_person": 4000.0},
            {"stage": "work", "group": "protected", "beneficiary": "land"}
            | {"benefit_per_person": 20_000.0},
        ],
        Existing=[
            ("land", 2024.0, "course", "north", "asylum", "north", 10_000.0, True),
            ("south", 2024.0, "course", "north", None, None, 500.0, False),
        ],
        Budgets=[(2024.0, "north", 1e6)],
        Clauses=[
            {"clause": "cap", "payer": "land", "host": "north", "stage": "course"}
            | {"group": "asylum", "year": "2024-2026", "each": "year, group"}
            | {"measure": "share_of_need", "sense": "at most", "value": 0.8}
            | {"proposed_by": "land", "proposed_on": "2026-03-31", "round": "first"}
            | {"decided_round": "second", "status": "agreed"},
            {"clause": "old", "year": "2024", "measure": "amount", "sense": "at most"}
            | {"value": 9e5, "round": "first", "status": "withdrawn"},
        ],
        Scenarios={
            "discount_rate": {"base": 0.02, "low": None},
            "additionality": {"base": 1.0, "low": 0.25},
            "same_key_by": {"base": None, "low": "host, stage"},
        },
        Adjustments=[
            {"scenario": "low", "sheet": "Costs", "column": "cost_per_person"}
            | {"operation": "multiply", "value": 1.1, "stage": "course", "group": "asylum"},
            {"scenario": "low", "sheet": "Waiting", "column": "waiting_cost_per_person"}
            | {"operation": "add", "value": 10.0, "stage": "course"},
        ],
        Policies=[
            {"policy": "school", "owner": "north", "stage": "course", "group": "asylum"}
            | {"year": 2024.0, "category": "general", "spending": 1000.0}
            | {"counts_as_funding": True},
        ],
        Paid=[
            ("land", 2024.0, 6000.0, "north", "course", "asylum", "north"),
            ("land", 2024.0, 4000.0, "north", "course", "asylum", "north"),
            ("south", 2024.0, 500.0),
        ],
        Rounds=[
            ("first", 1.0, "2026-03-31", "land, north"),
            ("second", 2.0, "2026-04-15", "land, north, south"),
        ],
        Dissents=[("low", "south", "We do not agree with the shares.")],
    )


def _arrivals(group: str, persons: float) -> dict[str, object]:
    return {
        "year": 2023.0,
        "group": group,
        "to_stage": "reception",
        "to_territory": "north",
        "persons": persons,
    }


def _move(
    year: int, group: str, start: tuple[str, str], end: tuple[str, str], persons: float
) -> dict[str, object]:
    return {
        "year": float(year),
        "group": group,
        "from_stage": start[0],
        "from_territory": start[1],
        "to_stage": end[0],
        "to_territory": end[1],
        "persons": persons,
    }
