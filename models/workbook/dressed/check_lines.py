"""What the sheet of checks computes: formulas over the sheets, and the values they have now."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.checks.matching import fold
from models.workbook.dressed.plans import ShownColumn, TablePlan
from models.workbook.dressed.words import ROWS

_MOST_COMPARED = 6_000
"""Above so many rows, comparing each with each takes Excel too long."""


@dataclass(frozen=True)
class Formula:
    """A formula and the value it has when the workbook is written."""

    text: str
    value: float


@dataclass(frozen=True)
class CheckLine:
    """One line of the checks: a column of figures or a required one, or the rows of a table.

    Attributes:
        sheet: the name of the sheet.
        what: the header of the column, or the word for rows.
        number_format: how its total is shown.
        now: the total as the workbook stands.
        sent: the total as it was sent.
        texts: how many cells hold text where numbers belong.
        missing: in how many rows a value is missing that must be there.
        doubled: how many rows share their key with another; None: too many rows to compare.
    """

    sheet: str
    what: str
    key: str
    now: Formula | None = None
    sent: float | None = None
    texts: Formula | None = None
    missing: Formula | None = None
    doubled: Formula | None = None
    is_uncounted: bool = False


def check_lines(plans: Sequence[TablePlan], language: str) -> list[CheckLine]:
    """Return the lines of every table, that of its rows first."""
    return [line for plan in plans for line in _lines(plan, language)]


def _lines(plan: TablePlan, language: str) -> Iterator[CheckLine]:
    yield _rows_line(plan, language)
    for shown in plan.columns:
        if shown.is_numeric or shown.is_required:
            yield _column_line(plan, shown)


def _rows_line(plan: TablePlan, language: str) -> CheckLine:
    count = float(len(plan.frame))
    is_small = plan.counted_rows <= _MOST_COMPARED
    return CheckLine(
        plan.sheet,
        ROWS.in_language(language),
        "",
        now=Formula(f"SUMPRODUCT(--({_filled(plan)}))", count),
        sent=count,
        doubled=_doubled(plan) if is_small else None,
        is_uncounted=not is_small,
    )


def _column_line(plan: TablePlan, shown: ShownColumn) -> CheckLine:
    cells = plan.cells_of(shown.key)
    values = plan.frame[shown.key].tolist()
    total = math.fsum(v for v in values if not _is_blank(v)) if shown.is_figure else None
    blank = float(sum(map(_is_blank, values)))
    return CheckLine(
        plan.sheet,
        shown.header.removesuffix(" *"),
        shown.key,
        now=None if total is None else Formula(f"SUM({cells})", total),
        sent=total,
        texts=Formula(f"SUMPRODUCT(--ISTEXT({cells}))", 0.0) if shown.is_numeric else None,
        missing=_missing(plan, cells, blank) if shown.is_required else None,
    )


def _missing(plan: TablePlan, cells: str, blank: float) -> Formula:
    return Formula(f'SUMPRODUCT(({_filled(plan)})*({cells}=""))', blank)


def _filled(plan: TablePlan) -> str:
    """Return the condition that a row holds anything."""
    tests = (f'({plan.cells_of(shown.key)}<>"")' for shown in plan.columns)
    return f"({'+'.join(tests)})>0"


def _doubled(plan: TablePlan) -> Formula:
    """Return how many rows have a key that another row has too.

    The sign = keeps a key such as ">5" from being read as a condition.
    """
    cells = [plan.cells_of(key) for key in plan.table.identity]
    pairs = ",".join(f'{address},"="&{address}' for address in cells)
    filled = "+".join(f'({address}<>"")' for address in cells)
    keys = Counter(_keys(plan))
    return Formula(
        f"SUMPRODUCT((({filled})>0)*(COUNTIFS({pairs})>1))",
        float(sum(count for count in keys.values() if count > 1)),
    )


def _keys(plan: TablePlan) -> Iterator[tuple[Any, ...]]:
    columns = [plan.frame[key].tolist() for key in plan.table.identity]
    for cells in zip(*columns, strict=True):
        key = tuple(None if _is_blank(c) else fold(str(c)) for c in cells)
        if any(cell is not None for cell in key):
            yield key


def _is_blank(value: Any) -> bool:
    return value is None or value == "" or value != value  # noqa: PLR0124 - only NaN differs
