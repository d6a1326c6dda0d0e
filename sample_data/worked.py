"""The worked example of the method: a city, a port and a federation."""

from __future__ import annotations

from sample_data.writing import Cell, Sheets, row_of

_ROWS: dict[str, list[tuple[Cell, ...]]] = {
    "Territories": [
        ("federation", "Federation", None, "federal", 3000, 30_000_000, True),
        ("city", "City", "federation", "region", 1000, 8_000_000, True),
        ("port", "Port", "federation", "region", 2000, 22_000_000, True),
    ],
    "Stages": [
        ("reception", "Reception", 0, "reception", 1, False),
        ("welcome", "Welcome", 1, "housing", 1, True),
        ("training", "Training", 2, "education", 1, True),
        ("work", "Work", 3, "work", 5, False),
    ],
    "Flows": [
        (2022, None, None, "reception", "city", 100),
        (2023, "reception", "city", "welcome", "city", 80),
        (2023, "reception", "city", None, None, 20),
        (2024, "welcome", "city", "training", "city", 40),
        (2024, "welcome", "city", "training", "port", 20),
        (2024, "welcome", "city", None, None, 20),
        (2025, "training", "city", "work", "city", 10),
        (2025, "training", "city", "work", "port", 20),
        (2025, "training", "city", None, None, 10),
        (2025, "training", "port", "work", "port", 15),
        (2025, "training", "port", None, None, 5),
    ],
    "Benefits": [
        (None, "work", "city", None, 4000),
        (None, "work", "port", None, 6000),
        (None, "work", None, "federation", 20_000),
    ],
    "Scenarios": [("discount_rate", 0)],
}


_COSTS = {"welcome": 5000, "training": 8000}


def sheets() -> Sheets:
    """Return the tables of the example, as the method gives them."""
    rows = {name: [row_of(name, *cells) for cells in table] for name, table in _ROWS.items()}
    costs = [
        {"year": None, "stage": stage, "territory": None, "cost_per_person": cost}
        for stage, cost in _COSTS.items()
    ]
    return {**rows, "Costs": costs}
