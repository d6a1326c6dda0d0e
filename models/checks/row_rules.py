"""Rules that one row keeps or breaks on its own, and the names of rows; for one table each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np

from models.checks.checked import CheckedCase
from models.checks.matching import fold
from models.declaration.choices import CHOICE_LABELS, NO, YES
from models.declaration.kinds import (
    A_YEAR,
    FIRST_YEAR,
    LARGEST,
    LAST_YEAR,
    NUMERIC_KINDS,
    Column,
    Kind,
    Table,
)
from models.declaration.years import year_span
from models.names import currency_of
from models.problems import Problem
from models.typed_numbers import only_number
from models.used import columns_of
from models.words.text import Argument, Day, Exactly, Percent, Quoted, as_typed, listed, text
from models.workbook.cells import text_where_number_belongs


def are_years(numbers: np.ndarray[Any, np.dtype[np.float64]]) -> Any:
    """Say of each number whether it is a calendar year."""
    return (numbers == np.floor(numbers)) & (numbers >= FIRST_YEAR) & (numbers <= LAST_YEAR)


def texts_for_numbers(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every text of a draft that stands where a number belongs."""
    for column in _columns(checked, table):
        if column.kind not in NUMERIC_KINDS:
            continue
        for row, typed in checked.texts(table.key, column.key).items():
            fault = text_where_number_belongs(typed, column, currency_of(checked.case))
            yield checked.error(
                fault.code, table.key, row, column.key, fault.found, fault.mend, fault.expected
            )


def required_cells(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every blank cell of a required column."""
    for column in _columns(checked, table):
        if not column.required:
            continue
        cells = checked.cells(table.key, column.key)
        if None not in cells and "" not in cells:
            continue
        blank = {row for row, cell in enumerate(cells) if cell is None or cell == ""}
        if column.kind in NUMERIC_KINDS:
            blank -= set(checked.texts(table.key, column.key))
        for row in sorted(blank):
            found = text(
                "The cell is blank; the column {column} needs a value in every row.",
                column=Quoted(column.labels),
            )
            mend = text("Type the value, or remove the row.")
            yield checked.error("blank-cell", table.key, row, column.key, found, mend)


def finite_numbers(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every number that is infinite or too large to be counted exactly."""
    for column, numbers in _numbers(checked, table):
        for row in np.flatnonzero(np.isinf(numbers)):
            found = text("The number {number} is not finite.", number=Exactly(numbers[row]))
            mend = text("Type the number itself.")
            yield checked.error("not-finite", table.key, int(row), column.key, found, mend)
        for row in np.flatnonzero((np.abs(numbers) > LARGEST) & np.isfinite(numbers)):
            number = Exactly(numbers[row])
            found = text("The number {number} has more than 15 digits.", number=number)
            mend = text("Type the number itself; nothing that is counted here is so large.")
            yield checked.error("too-large", table.key, int(row), column.key, found, mend)


def negative_numbers(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every number below zero where none may be."""
    for column, numbers in _numbers(checked, table):
        if column.may_be_negative or column.kind is Kind.YEAR:
            continue
        for row in np.flatnonzero((numbers < 0) & np.isfinite(numbers)):
            found = text("The number {number} is negative.", number=Exactly(numbers[row]))
            yield checked.error(
                "negative-number",
                table.key,
                int(row),
                column.key,
                found,
                text("Type a number from 0."),
                text("a number from 0"),
            )


def numbers_above_most(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every number above the largest that its column takes."""
    for column, numbers in _numbers(checked, table):
        if column.most is None:
            continue
        for row in np.flatnonzero((numbers > column.most) & (numbers <= LARGEST)):
            number, most = float(numbers[row]), Exactly(column.most)
            found = text(
                "The number {number} is more than {most}.", number=Exactly(number), most=most
            )
            expected = text("a number from 0 to {most}", most=most)
            mend = text(
                "Type a fraction: {fraction} for {percent}.",
                fraction=Exactly(number / 100),
                percent=Percent(number / 100),
            )
            if number > 100 * column.most:
                mend = text("Type a number from 0 to {most}.", most=most)
            yield checked.error(
                "above-most", table.key, int(row), column.key, found, mend, expected
            )


def days(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every text that is no day."""
    for column in _columns(checked, table):
        if column.kind is not Kind.DATE:
            continue
        for row, cell in enumerate(checked.cells(table.key, column.key)):
            if cell is not None and not is_day(cell):
                found = text("{cell} is no day.", cell=Quoted(as_typed(cell)))
                mend = text("Type year, month and day, such as 2026-03-31.")
                expected = text("a day such as 2026-03-31")
                yield checked.error("not-a-day", table.key, row, column.key, found, mend, expected)


def is_day(cell: object) -> bool:
    """Say whether a cell holds a day as a case keeps it: 2026-03-31."""
    try:
        return isinstance(cell, str) and date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def years(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every year, or run of years, that is none."""
    yield from _runs_of_years(checked, table)
    for column, numbers in _numbers(checked, table):
        if column.kind is not Kind.YEAR:
            continue
        good = np.isnan(numbers) | np.isinf(numbers) | are_years(numbers)
        for row in np.flatnonzero(~good):
            yield checked.error(
                "not-a-year",
                table.key,
                int(row),
                column.key,
                _no_year(float(numbers[row])),
                text("Type the year with four digits."),
                A_YEAR,
            )


def _runs_of_years(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    for column in _columns(checked, table):
        if column.kind is not Kind.YEARS:
            continue
        for row, cell in enumerate(checked.cells(table.key, column.key)):
            if cell is None or year_span(cell) is not None:
                continue
            number = only_number(str(cell), ".")
            no_run = text("{typed} is no year, and no run of years.", typed=Quoted(str(cell)))
            found = no_run if number is None else _no_year(number)
            yield checked.error(
                "not-a-year",
                table.key,
                row,
                column.key,
                found,
                text("Type the year with four digits, or a run of years such as 2026-2028."),
                text("{year}, or a run of years such as 2026-2028", year=A_YEAR),
            )


_FIRST_DAY = date(1899, 12, 30)
"""The day from which spreadsheets count."""


def _no_year(number: float) -> Argument:
    """Say that a number is no year, and which day it is where somebody typed a date."""
    if not 20_000 <= number <= 110_000:
        return text("{number} is not a year.", number=as_typed(number))
    day = Day(_FIRST_DAY + timedelta(days=int(number)))
    return text("{number} is not a year (as a date it is {day}).", number=as_typed(number), day=day)


def whole_numbers(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every fraction where a whole number belongs."""
    for column, numbers in _numbers(checked, table):
        if column.kind is not Kind.WHOLE:
            continue
        good = ~np.isfinite(numbers) | (numbers == np.floor(numbers))
        for row in np.flatnonzero(~good):
            found = text("{number} is not a whole number.", number=Exactly(numbers[row]))
            mend = text("Type a whole number.")
            yield checked.error("not-whole", table.key, int(row), column.key, found, mend)


def choices(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every word that is none of the choices of its column."""
    for column in _columns(checked, table):
        if column.kind is not Kind.CHOICE:
            continue
        for row, cell in enumerate(checked.cells(table.key, column.key)):
            if cell is not None and cell not in column.choices:
                yield checked.error(
                    "unknown-choice",
                    table.key,
                    row,
                    column.key,
                    text("{cell} is not one of the words this column knows.", cell=Quoted(cell)),
                    text("Choose one of the words expected."),
                    listed((CHOICE_LABELS[key] for key in column.choices), last=""),
                )


def yes_or_no(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every cell that should be yes or no and is neither."""
    for column in _columns(checked, table):
        if column.kind is not Kind.YES_NO:
            continue
        for row, cell in enumerate(checked.cells(table.key, column.key)):
            if cell is not None and not isinstance(cell, bool | np.bool_):
                yes_or_no = listed((YES, NO), last="or")
                found = text(
                    "The cell holds {cell} where {yes_or_no} belongs.",
                    cell=Quoted(as_typed(cell)),
                    yes_or_no=yes_or_no,
                )
                mend = text("Type {yes_or_no}.", yes_or_no=yes_or_no)
                yield checked.error(
                    "not-yes-no", table.key, row, column.key, found, mend, yes_or_no
                )


def duplicate_keys(checked: CheckedCase, table: Table) -> Iterator[Problem]:
    """Yield an error for every row that has the name of an earlier one; blank is a value too.

    Rows that add up may have one name.
    """
    if table.rows_add_up:
        return
    keys = _keys(checked, table)
    if len(set(keys)) == len(keys):
        return
    seen: set[tuple[Any, ...]] = set()
    for row, key in enumerate(keys):
        if key in seen and not _lacks_required(checked, table, row):
            yield _duplicate(checked, table, row)
        seen.add(key)


def _keys(checked: CheckedCase, table: Table) -> list[tuple[Any, ...]]:
    """Return the name of each row, as names compare."""
    columns = []
    for key in table.identity:
        cells = checked.cells(table.key, key)
        if table.column(key).kind in (Kind.KEY, Kind.TEXT):
            folded = {cell: fold(cell) for cell in set(cells) if isinstance(cell, str)}
            cells = [folded.get(cell, cell) for cell in cells]
        columns.append(cells)
    return list(zip(*columns, strict=True))


def _lacks_required(checked: CheckedCase, table: Table, row: int) -> bool:
    required = (key for key in table.identity if table.column(key).required)
    return any(checked.cells(table.key, key)[row] is None for key in required)


def _duplicate(checked: CheckedCase, table: Table, row: int) -> Problem:
    used = {column.key for column in columns_of(checked.case, table)}
    columns = listed(Quoted(table.column(key).labels) for key in table.identity if key in used)
    return checked.error(
        "duplicate-key",
        table.key,
        row,
        table.identity[0],
        text(
            "An earlier row has the same {columns}: {row}.",
            columns=columns,
            row=checked.row_key(table.key, row),
        ),
        text("Remove one of the two rows, or put them together."),
    )


def _columns(checked: CheckedCase, table: Table) -> Iterator[Column]:
    """Yield the columns in which a cell may be wrong: none of a table without rows."""
    if not len(checked.case.table(table.key)):
        return
    yield from table.columns
    for key in checked.case.open_columns(table.key):
        yield table.column(key)


def _numbers(
    checked: CheckedCase, table: Table
) -> Iterator[tuple[Column, np.ndarray[Any, np.dtype[np.float64]]]]:
    """Yield every column of numbers, taken out of its table."""
    for column in _columns(checked, table):
        if column.kind in NUMERIC_KINDS:
            yield column, checked.case.table(table.key)[column.key].to_numpy(dtype=float)
