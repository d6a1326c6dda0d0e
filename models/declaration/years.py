"""One year or a run of years, as rules and clauses name them: 2026 or 2026-2028."""

from __future__ import annotations

import math
import re

from models.declaration.kinds import FIRST_YEAR, LAST_YEAR

__all__ = ["as_years", "number_or_run", "year_span", "years_written"]

_SPAN = re.compile(r"(\d{4})(?:\s*[-\u2012-\u2014]\s*(\d{4}))?")


def year_span(cell: object) -> tuple[int, int] | None:
    """Return the first and the last year that a cell names; None: it is blank, or names none.

    Files of before know numbers there, of one year each.
    """
    span = _SPAN.fullmatch(_text(cell))
    if span is None:
        return None
    first, last = int(span[1]), int(span[2] or span[1])
    return (first, last) if FIRST_YEAR <= first <= last <= LAST_YEAR else None


def years_written(years: tuple[int, int]) -> str:
    """Return how a run of years is held: 2026-2028, one year as 2026."""
    return "-".join(str(year) for year in dict.fromkeys(years))


def as_years(cell: object) -> str | None:
    """Return a cell as a column of years holds it; what names no years stays the text it is."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    years = year_span(cell)
    return _text(cell) if years is None else years_written(years)


def number_or_run(held: str) -> float | str:
    """Return years as a spreadsheet holds them: one year is a number, as in files of before."""
    return float(held) if re.fullmatch(r"\d{4}", held) else held


def _text(cell: object) -> str:
    is_whole = isinstance(cell, float) and cell.is_integer()
    return f"{cell:.0f}" if is_whole else str(cell).strip()
