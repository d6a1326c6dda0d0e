"""Rows that are no plain rows of their table: totals, hidden ones, those below the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.checks.matching import clean_name
from models.declaration.kinds import NUMERIC_KINDS, Kind, Table
from models.problems import Problem, Severity
from models.words.mending import LET_IT_CALCULATE, NO_TOTALS
from models.words.text import Argument, Number, counted, text
from models.workbook.fields import Field
from models.workbook.own_names import is_own_name
from models.workbook.totals import is_total_word, is_whole_total, may_be_total, summed_column
from models.xlsx.grid import Row, Sheet, Uncomputed
from models.xlsx.hidden import hidden_columns, hidden_rows

__all__ = ["is_total", "is_total_word", "row_problems", "table_rows"]

_GAP = 20
"""So many blank rows, and nobody sees that the table goes on."""

_EXTERNAL = re.compile(r"(?<!\w)\[\d+\]|\w\|'")
_REFERENCES = frozenset({Kind.TERRITORY, Kind.STAGE})
_NAMES = _REFERENCES | {Kind.KEY, Kind.RULE, Kind.SCENARIO}


def table_rows(sheet: Sheet, header: int) -> list[Row]:
    """Return the rows below the headers, without the row of totals of an Excel table."""
    totals = {s.last for s in sheet.shapes if s.has_totals and s.first == header}
    return [row for row in sheet.rows if row.number > header and row.number not in totals]


def is_total(row: Row, sheet: Sheet, fields: Sequence[Field]) -> bool:
    """Say whether a row is a total of others: by its word, or by a sum of its own column."""
    return _sign_of_total(row, sheet, fields) is not None


def _sign_of_total(row: Row, sheet: Sheet, fields: Sequence[Field]) -> Field | None:
    """Return the column whose cell tells that a row is a total, None where it is none.

    A sum tells it only where nothing names the row: the population of a federation may well be
    the sum of those of its parts.
    """
    word = next((field for field in fields if _has_total_word(row, sheet, field)), None)
    if word is not None or not sheet.formulas:
        return word
    total = next((field for field in fields if _is_sum(row.number, sheet, field)), None)
    return None if total is None or _is_named(row, fields) else total


def _has_total_word(row: Row, sheet: Sheet, field: Field) -> bool:
    value, column = row.value(field.index), field.column
    if column is None or not isinstance(value, str) or not is_total_word(value):
        return False
    if is_own_name(value, sheet.own_names):
        return False
    if column.kind is Kind.KEY:
        return is_whole_total(value)
    return column.kind in _REFERENCES or column.kind in NUMERIC_KINDS


def _is_sum(row: int, sheet: Sheet, field: Field) -> bool:
    formula = sheet.formulas.get((row, field.index))
    is_read = formula is not None and field.column is not None
    return is_read and summed_column(formula or "") == field.letter


def _is_named(row: Row, fields: Sequence[Field]) -> bool:
    """Say whether a row says what it is about, other than that it is a total."""
    names = (f for f in fields if f.column and (f.column.kind in _NAMES or f.key == "name"))
    values = (row.value(field.index) for field in names)
    return any(
        not isinstance(value, str) or (clean_name(value) and not may_be_total(value))
        for value in values
        if value is not None
    )


def row_problems(
    sheet: Sheet,
    table: Table,
    header: int,
    rows: Sequence[Row],
    totals: Sequence[Row],
    fields: Sequence[Field],
) -> Iterator[Problem]:
    """Yield what is odd about the rows of a table; `totals` are those that were not read."""
    for row in totals:
        yield _problem(
            Severity.ERROR,
            "total-row",
            text("The row is a total of other rows; it was not read."),
            NO_TOTALS,
            (table, sheet, row.number),
            _sign_of_total(row, sheet, fields),
        )
    yield from _below(sheet, table, header, rows)
    yield from hidden_rows(sheet, table, rows)
    yield from hidden_columns(sheet, table, header, rows, fields)
    if sheet.formulas:
        yield from _formulas(sheet, table, {row.number for row in rows}, fields)
        yield from _lost_formulas(sheet, table, rows, fields)


def _below(sheet: Sheet, table: Table, header: int, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield the rows that the reader of the sheet may not know to belong to the table."""
    last = next((shape.last for shape in sheet.shapes if shape.first == header), None)
    if last is not None:
        for row in (row for row in rows if row.number > last):
            yield _problem(
                Severity.WARNING,
                "row-below-table",
                text(
                    "The row stands below the table, which ends in row {last}: totals of the "
                    "workbook miss it. It was read.",
                    last=last,
                ),
                text("Drag the corner of the table over the row."),
                (table, sheet, row.number),
            )
        return
    for above, number in pairwise([header, *(row.number for row in rows)]):
        if number - above > _GAP:
            yield _problem(
                Severity.WARNING,
                "row-after-gap",
                text(
                    "The row stands below {count} blank ones. It was read.",
                    count=Number(number - above - 1),
                ),
                text("Move it up, or remove it if it is a leftover."),
                (table, sheet, number),
            )


def _formulas(
    sheet: Sheet, table: Table, rows: set[int], fields: Sequence[Field]
) -> Iterator[Problem]:
    """Yield the formulas whose values were read but may not be what is meant."""
    by_index = {field.index: field for field in fields}
    for (row, column), formula in sheet.formulas.items():
        if row not in rows or column not in by_index:
            continue
        field = by_index[column]
        if _EXTERNAL.search(formula):
            yield _problem(
                Severity.WARNING,
                "external-formula",
                text(
                    "The cell takes its value from another file or program; the stored value was "
                    "read."
                ),
                text("Type the value itself."),
                (table, sheet, row),
                field,
            )
        if _is_sum(row, sheet, field):
            yield _problem(
                Severity.WARNING,
                "sum-of-rows",
                text("The value is a sum of other rows of the table, which count as well."),
                text("Make sure that it is what is meant."),
                (table, sheet, row),
                field,
            )


def _lost_formulas(
    sheet: Sheet, table: Table, rows: Sequence[Row], fields: Sequence[Field]
) -> Iterator[Problem]:
    """Yield the columns kept aside in which formulas have no stored value to keep."""
    for field in (field for field in fields if field.column is None):
        lost = [row.number for row in rows if isinstance(row.value(field.index), Uncomputed)]
        if lost:
            yield _problem(
                Severity.WARNING,
                "formula-without-value",
                counted(
                    "A formula has no stored value; the column is kept aside with blanks there.",
                    "{count} formulas have no stored value; the column is kept aside with blanks "
                    "there.",
                    len(lost),
                ),
                LET_IT_CALCULATE,
                (table, sheet, lost[0]),
                field,
            )


def _problem(
    severity: Severity,
    code: str,
    found: Argument,
    mend: Argument,
    place: tuple[Table, Sheet, int],
    field: Field | None = None,
) -> Problem:
    """Make a problem that stands at a row of the sheet, not of the table that was read."""
    table, sheet, row = place
    key, letter = (field.key, field.letter) if field else (None, "A")
    cell = f"{letter}{row}"
    return Problem(severity, code, found, mend, table.key, column=key, sheet=sheet.name, cell=cell)
