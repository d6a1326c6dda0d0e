"""Rows that are no plain rows of their table: above its headers, below it, totals, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from models.checks.checked import column_letter
from models.declaration.kinds import NUMERIC_KINDS, Table
from models.declaration.tables import NOTE
from models.problems import LET_IT_CALCULATE, NO_TOTALS, Problem, Severity
from models.words.text import Argument, Number, Quoted, counted, text
from models.workbook.header_rows import Field, names_all
from models.workbook.hidden import hidden_columns, hidden_rows
from models.workbook.totals import adds_up_column, is_total_word, sign_of_total, summed_column
from models.xlsx.grid import Row, Sheet
from models.xlsx.stored import Uncomputed, is_figure

_FEWEST_CELLS = 3
"""So many filled cells with a number among them are no title; two may be "Year" and "2026"."""


def rows_above(
    sheet: Sheet, table: Table, header: Row, fields: Sequence[Field]
) -> Iterator[Problem]:
    """Yield what is said of rows above the headers, an error where they may be rows of data.

    Titles and units above an Excel table are passed over.
    """
    is_shape = any(shape.first == header.number for shape in sheet.shapes)
    above = [
        row
        for row in sheet.rows
        if row.number < header.number and not (is_shape and _only_texts(row))
    ]
    if not above:
        return
    lost = next((row for row in above if _is_data(row, sheet, fields)), None)
    block = next((row for row in above[:-1] if names_all(row, table)), None)
    if found := lost or block:
        yield _lost(sheet, table, header, above, found)
    else:
        yield _ignored(sheet, table, header, above)


def _only_texts(row: Row) -> bool:
    return all(value is None or isinstance(value, str) for value in row.values)


def _is_data(row: Row, sheet: Sheet, fields: Sequence[Field]) -> bool:
    """Say whether a row is like one of the table: other cells, and a figure that is no total."""
    filled = [index for index, value in enumerate(row.values) if not _is_blank(value)]
    texts = [value for value in row.values if isinstance(value, str)]
    figures = {i for i in filled if is_figure(row.values[i]) and not _is_some_sum(row, sheet, i)}
    if not figures or len(filled) < 2 or any(map(is_total_word, texts)):
        return False
    numeric = {f.index for f in fields if f.column and f.column.kind in NUMERIC_KINDS}
    return len(filled) >= _FEWEST_CELLS or not figures.isdisjoint(numeric)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_some_sum(row: Row, sheet: Sheet, index: int) -> bool:
    formula = sheet.formulas.get((row.number, index), "")
    return summed_column(formula) is not None


def _ignored(sheet: Sheet, table: Table, header: Row, above: Sequence[Row]) -> Problem:
    return Problem(
        Severity.WARNING,
        "rows-ignored",
        counted(
            "The headers stand in row {header}; row {first} above them was not read.",
            "The headers stand in row {header}; rows {first} to {last} above them were not read.",
            len(above),
            header=header.number,
            first=above[0].number,
            last=above[-1].number,
        ),
        text("Move notes to the column {column}.", column=Quoted(NOTE.labels)),
        table.key,
        sheet=sheet.name,
        cell=f"A{above[0].number}",
    )


def _lost(sheet: Sheet, table: Table, header: Row, above: Sequence[Row], found: Row) -> Problem:
    first = next(index for index, value in enumerate(found.values) if not _is_blank(value))
    return Problem(
        Severity.ERROR,
        "rows-ignored",
        counted(
            "The headers stand in row {header}; row {first} above them was not read, and row "
            "{row} looks like a part of the table.",
            "The headers stand in row {header}; rows {first} to {last} above them were not read, "
            "and row {row} looks like a part of the table.",
            len(above),
            header=header.number,
            first=above[0].number,
            last=above[-1].number,
            row=found.number,
        ),
        text(
            "Put all rows of the table under one row of headers; move other figures to another "
            "sheet."
        ),
        table.key,
        sheet=sheet.name,
        cell=f"{column_letter(first)}{found.number}",
    )


_GAP = 20
"""So many blank rows, and nobody sees that the table goes on."""

_EXTERNAL = re.compile(r"(?<!\w)\[\d+\]|\w\|'")


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
            sign_of_total(row, sheet, fields),
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
        if field.column is not None and adds_up_column(row, sheet, field):
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
