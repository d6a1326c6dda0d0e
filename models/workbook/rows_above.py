"""Rows above the headers of a table: titles and notes belong there, rows of figures do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.checks.checked import column_letter
from models.declaration.kinds import NUMERIC_KINDS, Table
from models.declaration.tables import NOTE
from models.problems import Problem, Severity
from models.words.text import Quoted, counted, text
from models.workbook.fields import Field
from models.workbook.header_rows import names_all
from models.workbook.totals import is_total_word, summed_column
from models.xlsx.grid import Row, Sheet
from models.xlsx.stored import is_figure

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
    figures = {i for i in filled if is_figure(row.values[i]) and not _is_sum(row, sheet, i)}
    if not figures or len(filled) < 2 or any(map(is_total_word, texts)):
        return False
    numeric = {f.index for f in fields if f.column and f.column.kind in NUMERIC_KINDS}
    return len(filled) >= _FEWEST_CELLS or not figures.isdisjoint(numeric)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_sum(row: Row, sheet: Sheet, index: int) -> bool:
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
