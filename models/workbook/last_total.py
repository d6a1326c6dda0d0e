"""A row at the end of a table that is nothing but sums of the rows above: left out, and said."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from models.checks.matching import clean_name
from models.declaration.kinds import Kind, Table
from models.declaration.tables import REMARKS
from models.problems import Problem, Severity
from models.words.mending import NO_TOTALS
from models.words.text import text
from models.workbook.fields import Field
from models.workbook.own_names import is_own_name
from models.workbook.totals import is_total_word, is_whole_total, may_be_total, summed_column
from models.xlsx.grid import Row, Sheet
from models.xlsx.stored import is_figure

_FIGURES = frozenset({Kind.MONEY, Kind.PERSONS, Kind.NUMBER})
_REMARKS = frozenset(column.key for column in REMARKS)
_SAME = 1e-9
_FEWEST_ROWS = 2
"""Without a word for it, one row that repeats the one above is no total."""


def without_last_total(
    sheet: Sheet, rows: Sequence[Row], totals: Sequence[Row], fields: Sequence[Field]
) -> tuple[list[Row], list[Row], Row | None]:
    """Take the last row out where it only adds up the rows above.

    Returns the rows of the table, the totals that are an error, and the row that was left out.
    """
    last = max((*rows, *totals), key=lambda row: row.number, default=None)
    above = [row for row in rows if row is not last]
    if last is None or not _adds_up(last, above, sheet, fields):
        return list(rows), list(totals), None
    return above, [row for row in totals if row is not last], last


def left_out_total(sheet: Sheet, table: Table, row: Row | None) -> Iterator[Problem]:
    """Yield that the last row was left out."""
    if row is not None:
        yield Problem(
            Severity.WARNING,
            "total-left-out",
            text("The last row only adds up the rows above; it was left out."),
            NO_TOTALS,
            table.key,
            sheet=sheet.name,
            cell=f"A{row.number}",
        )


def _adds_up(row: Row, above: Sequence[Row], sheet: Sheet, fields: Sequence[Field]) -> bool:
    """Say whether every cell of a row is a sum of its column or a word for a total."""
    filled = [
        field
        for field in fields
        if field.key not in _REMARKS and not _is_blank(row.value(field.index))
    ]
    texts = [field for field in filled if isinstance(row.value(field.index), str)]
    sums = [field for field in filled if field not in texts]
    is_told = bool(texts) or any(_is_sum(row, sheet, field) for field in sums)
    is_nothing = not is_told and not any(map(row.value, (field.index for field in sums)))
    if not sums or is_nothing or not (is_told or len(above) >= _FEWEST_ROWS):
        return False
    return all(_is_word(row, sheet, field) for field in texts) and all(
        _is_sum(row, sheet, field) or _equals_sum(row, above, field) for field in sums
    )


def _is_word(row: Row, sheet: Sheet, field: Field) -> bool:
    word, column = str(row.value(field.index)), field.column
    if is_own_name(word, sheet.own_names):
        return False
    if column is not None and column.kind is Kind.KEY:
        return is_whole_total(word)
    return is_total_word(word) or may_be_total(word)


def _is_sum(row: Row, sheet: Sheet, field: Field) -> bool:
    formula = sheet.formulas.get((row.number, field.index), "")
    return summed_column(formula) == field.letter


def _equals_sum(row: Row, above: Sequence[Row], field: Field) -> bool:
    column = field.column
    if column is not None and column.kind not in _FIGURES:
        return False
    figures = [float(v) for r in above if is_figure(v := r.value(field.index))]
    total = row.value(field.index)
    if not figures or not is_figure(total):
        return False
    return math.isclose(math.fsum(figures), float(total), rel_tol=_SAME, abs_tol=_SAME)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not clean_name(value))
