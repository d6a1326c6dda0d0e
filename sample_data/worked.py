"""The worked example of the method: a city, a port and a federation."""

from __future__ import annotations

from sample_data.writing import Cell, Row, Sheets

_COLUMNS: dict[str, tuple[str, ...]] = {
    "Territories": (
        "territory", "name", "parent", "level", "population", "fiscal_capacity", "pays",
    ),
    "Stages": ("stage", "name", "order", "integrator", "duration", "cofunded"),
    "Flows": ("year", "from_stage", "from_territory", "to_stage", "to_territory", "persons"),
    "Costs": ("year", "stage", "territory", "cost_per_person"),
    "Benefits": ("year", "stage", "territory", "beneficiary", "benefit_per_person"),
    "Scenarios": ("rule", "base"),
}  # fmt: skip

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
    "Costs": [(None, "welcome", None, 5000), (None, "training", None, 8000)],
    "Benefits": [
        (None, "work", "city", None, 4000),
        (None, "work", "port", None, 6000),
        (None, "work", None, "federation", 20_000),
    ],
    "Scenarios": [("discount_rate", 0)],
}


def sheets() -> Sheets:
    """Return the tables of the example, as the method gives them."""
    return {name: _rows(name) for name in _ROWS}


def _rows(name: str) -> list[Row]:
    return [dict(zip(_COLUMNS[name], cells, strict=True)) for cells in _ROWS[name]]
