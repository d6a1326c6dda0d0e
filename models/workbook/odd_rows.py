"""Rows that are no plain rows of their table: above its headers, below it, totals, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.checks.checked import column_letter
from models.declaration.kinds import NUMERIC_KINDS
from models.declaration.tables import NOTE
from models.problems import LET_IT_CALCULATE, NO_TOTALS, Problem
from models.words.text import Number, Quoted, counted, text
from models.workbook.header_rows import Field, TableSheet, names_all, reads_blank
from models.workbook.hidden import hidden_columns, hidden_rows
from models.workbook.totals import adds_up_column, is_total_word, sign_of_total, summed_column
from models.xlsx.grid import Sheet, SheetRow
from models.xlsx.stored import Uncomputed, is_figure

_FEWEST_CELLS = 3
"""So many filled cells with a number among them are no title; two may be "Year" and "2026"."""
_GAP = 20
"""So many blank rows, and nobody sees that the table goes on."""
_EXTERNAL = re.compile(r"(?<!\w)\[\d+\]|\w\|'")


def rows_above(on: TableSheet) -> Iterator[Problem]:
    """Yield what is said of rows above the headers, an error where they may be rows of data.

    Titles and units above an Excel table are passed over.
    """
    is_shape = any(shape.first == on.header.number for shape in on.sheet.shapes)
    above = [
        row
        for row in on.sheet.rows
        if row.number < on.header.number
        and not (is_shape and all(isinstance(value, str | None) for value in row.values))
    ]
    if not above:
        return
    where = {"header": on.header.number, "first": above[0].number, "last": above[-1].number}
    lost = next((row for row in above if _is_data(row, on)), None)
    block = next((row for row in above[:-1] if names_all(row, on.table)), None)
    if found := lost or block:
        said = counted(
            "The headers stand in row {header}; row {first} above them was not read, and row "
            "{row} looks like a part of the table.",
            "The headers stand in row {header}; rows {first} to {last} above them were not read, "
            "and row {row} looks like a part of the table.",
            len(above),
            row=found.number,
            **where,
        )
        mend = text(
            "Put all rows of the table under one row of headers; move other figures to another "
            "sheet."
        )
        index = next(index for index, value in enumerate(found.values) if not reads_blank(value))
        yield on.error("rows-ignored", said, mend, f"{column_letter(index)}{found.number}")
    else:
        said = counted(
            "The headers stand in row {header}; row {first} above them was not read.",
            "The headers stand in row {header}; rows {first} to {last} above them were not read.",
            len(above),
            **where,
        )
        mend = text("Move notes to the column {column}.", column=Quoted(NOTE.labels))
        yield on.warning("rows-ignored", said, mend, f"A{above[0].number}")


def _is_data(row: SheetRow, on: TableSheet) -> bool:
    """Say whether a row is like one of the table: other cells, and a figure that is no total."""
    filled = [index for index, value in enumerate(row.values) if not reads_blank(value)]
    texts = [value for value in row.values if isinstance(value, str)]
    figures = {i for i in filled if is_figure(row.values[i]) and not _is_sum(row, on.sheet, i)}
    if not figures or len(filled) < 2 or any(map(is_total_word, texts)):
        return False
    numeric = {f.index for f in on.fields if f.column and f.column.kind in NUMERIC_KINDS}
    return len(filled) >= _FEWEST_CELLS or not figures.isdisjoint(numeric)


def _is_sum(row: SheetRow, sheet: Sheet, index: int) -> bool:
    return summed_column(sheet.formulas.get((row.number, index), "")) is not None


def row_problems(
    on: TableSheet, rows: Sequence[SheetRow], totals: Sequence[SheetRow], fields: Sequence[Field]
) -> Iterator[Problem]:
    """Yield what is odd about the rows of a table; `totals` are those that were not read."""
    for row in totals:
        said = text("The row is a total of other rows; it was not read.")
        field = sign_of_total(row, on.sheet, fields)
        letter, key = (field.letter, field.key) if field else ("A", None)
        yield on.error("total-row", said, NO_TOTALS, f"{letter}{row.number}", key)
    yield from _below(on, rows)
    yield from hidden_rows(on, rows)
    yield from hidden_columns(on, rows, fields)
    if on.sheet.formulas:
        yield from _formulas(on, {row.number for row in rows}, fields)
        yield from _lost_formulas(on, rows, fields)


def _below(on: TableSheet, rows: Sequence[SheetRow]) -> Iterator[Problem]:
    """Yield the rows that the reader of the sheet may not know to belong to the table."""
    header = on.header.number
    last = next((shape.last for shape in on.sheet.shapes if shape.first == header), None)
    if last is not None:
        said = text(
            "The row stands below the table, which ends in row {last}: totals of the workbook "
            "miss it. It was read.",
            last=last,
        )
        mend = text("Drag the corner of the table over the row.")
        for row in (row for row in rows if row.number > last):
            yield on.warning("row-below-table", said, mend, f"A{row.number}")
        return
    mend = text("Move it up, or remove it if it is a leftover.")
    for above, number in pairwise([header, *(row.number for row in rows)]):
        if number - above > _GAP:
            blank = Number(number - above - 1)
            said = text("The row stands below {count} blank ones. It was read.", count=blank)
            yield on.warning("row-after-gap", said, mend, f"A{number}")


def _formulas(on: TableSheet, rows: set[int], fields: Sequence[Field]) -> Iterator[Problem]:
    """Yield the formulas whose values were read but may not be what is meant."""
    by_index = {field.index: field for field in fields}
    for (row, column), formula in on.sheet.formulas.items():
        if row not in rows or column not in by_index:
            continue
        field = by_index[column]
        cell = f"{field.letter}{row}"
        if _EXTERNAL.search(formula):
            said = text(
                "The cell takes its value from another file or program; the stored value was read."
            )
            mend = text("Type the value itself.")
            yield on.warning("external-formula", said, mend, cell, field.key)
        if field.column is not None and adds_up_column(row, on.sheet, field):
            said = text("The value is a sum of other rows of the table, which count as well.")
            mend = text("Make sure that it is what is meant.")
            yield on.warning("sum-of-rows", said, mend, cell, field.key)


def _lost_formulas(
    on: TableSheet, rows: Sequence[SheetRow], fields: Sequence[Field]
) -> Iterator[Problem]:
    """Yield the columns kept aside in which formulas have no stored value to keep."""
    for field in (field for field in fields if field.column is None):
        lost = [row.number for row in rows if isinstance(row.value(field.index), Uncomputed)]
        if lost:
            said = counted(
                "A formula has no stored value; the column is kept aside with blanks there.",
                "{count} formulas have no stored value; the column is kept aside with blanks "
                "there.",
                len(lost),
            )
            cell = f"{field.letter}{lost[0]}"
            yield on.warning("formula-without-value", said, LET_IT_CALCULATE, cell, field.key)
