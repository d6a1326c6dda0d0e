"""How figures look in the result workbook."""

from __future__ import annotations

YEAR = "0"
PERCENT = "0.0%"
_BURDENS = {"benefit": PERCENT, "fiscal_capacity": "0.0000%", "population": "#,##0.00"}


def burden_look(basis: str) -> str:
    """Return how a burden looks: a percentage, or money for each inhabitant."""
    return _BURDENS[basis]


def dashed(number: str) -> str:
    """Return a number format with a true minus, and a dash for nothing."""
    return f"{number};−{number};–"
