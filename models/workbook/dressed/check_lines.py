"""What the sheet of checks computes: formulas over the sheets, and the values they have now."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.declaration.kinds import NUMERIC_KINDS
from models.words.text import Argument, text
from models.workbook.dressed.plans import ShownColumn, TablePlan

_MOST_COMPARED = 6_000
"""Above so many rows, comparing each with each takes Excel too long."""
_LONGEST_KEY = 120
"""A criterion has 255 characters at most, and each may have to be written as two."""
_LIKE_A_NUMBER = re.compile(r"(?=.*\d)[\d\s.,:/'%()€$£+e-]+")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d{1,2})?")


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
        doubled: how many rows share their key with another; None: too many rows to compare, or
            keys that COUNTIFS does not tell apart.
    """

    sheet: str
    what: Argument
    key: str
    now: Formula | None = None
    sent: float | None = None
    texts: Formula | None = None
    missing: Formula | None = None
    doubled: Formula | None = None
    is_uncounted: bool = False


def check_lines(plans: Sequence[TablePlan]) -> list[CheckLine]:
    """Return the lines of every table, that of its rows first."""
    return [line for plan in plans for line in _lines(plan)]


def _lines(plan: TablePlan) -> Iterator[CheckLine]:
    yield _rows_line(plan)
    for shown in plan.columns:
        if shown.is_numeric or shown.is_required:
            yield _column_line(plan, shown)


def _rows_line(plan: TablePlan) -> CheckLine:
    count = float(len(plan.frame))
    is_counted = plan.counted_rows <= _MOST_COMPARED and are_told_apart(plan)
    return CheckLine(
        plan.sheet,
        text("(rows)"),
        "",
        now=Formula(f"SUMPRODUCT(--({_filled(plan)}))", count),
        sent=count,
        doubled=_doubled(plan) if is_counted else None,
        is_uncounted=not is_counted,
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
    pairs = ",".join(
        f'{plan.cells_of(key)},"="&{_literal(plan, key)}' for key in plan.table.identity
    )
    filled = "+".join(f'({plan.cells_of(key)}<>"")' for key in plan.table.identity)
    keys = Counter(_keys(plan))
    return Formula(
        f"SUMPRODUCT((({filled})>0)*(COUNTIFS({pairs})>1))",
        float(sum(count for count in keys.values() if count > 1)),
    )


def _literal(plan: TablePlan, key: str) -> str:
    """Return the cells of a column as COUNTIFS takes them letter by letter, not as patterns."""
    cells = plan.cells_of(key)
    if plan.table.column(key).kind in NUMERIC_KINDS:
        return cells
    for sign in "~*?":
        cells = f'SUBSTITUTE({cells},"{sign}","~{sign}")'
    return cells


def _keys(plan: TablePlan) -> Iterator[tuple[Any, ...]]:
    """Yield the key of each row as COUNTIFS compares it: large and small letters are the same."""
    columns = [plan.frame[key].tolist() for key in plan.table.identity]
    for cells in zip(*columns, strict=True):
        key = tuple(None if _is_blank(c) else str(c).lower() for c in cells)
        if any(cell is not None for cell in key):
            yield key


def are_told_apart(plan: TablePlan) -> bool:
    """Say whether COUNTIFS tells the keys apart: it takes texts of one number for the same."""
    for key in plan.table.identity:
        if plan.table.column(key).kind in NUMERIC_KINDS:
            continue
        texts = {str(v).lower() for v in plan.frame[key].tolist() if not _is_blank(v)}
        if any(len(key) > _LONGEST_KEY for key in texts) or not _are_other_numbers(texts):
            return False
    return True


def _are_other_numbers(texts: Iterable[str]) -> bool:
    """Say whether no two of the texts could be one number; a date or a percentage might be any."""
    likely = [text for text in texts if _LIKE_A_NUMBER.fullmatch(text)]
    plain = {float(text) for text in likely if _PLAIN_NUMBER.fullmatch(text)}
    return len(plain) == len(likely) or len(likely) == 1


def _is_blank(value: Any) -> bool:
    return value is None or value == "" or value != value  # noqa: PLR0124 - only NaN differs
