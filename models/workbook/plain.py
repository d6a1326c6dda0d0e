"""Writing a case in the plain form: headers in row 1, rows from row 2, keys as declared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from models.case import Case, UnknownSheet
from models.checks.matching import clean_name
from models.checks.references import match_names
from models.declaration.kinds import Kind, Table
from models.declaration.tables import TABLES
from models.declaration.years import number_or_run
from models.editing import is_blank
from models.problems import RelaisError
from models.used import column_keys, tables_of
from models.words.text import Quoted, text
from models.workbook.books import Book, made, write_value
from models.workbook.reading import read_raw
from models.workbook.safe_writing import replace_safely
from models.workbook.totals import name_properties
from models.xlsx.guard import LARGE_LIMITS

CASE = "case"
"""What the mark of a workbook says when it holds a case."""

_RELATIVE_TOLERANCE = 1e-12


def write_case(case: Case, path: Path) -> None:
    """Write a case as a workbook in the plain form; the same case gives the same bytes.

    Raises:
        RelaisError: the file cannot be written, or would not read back as this case; the old
            file is as it was.
    """

    def fill(book: Book) -> None:
        write_tables(book, case)
        for sheet in case.unknown_sheets:
            write_unknown(book, sheet)

    content = made(path.name, "Relais", CASE, fill)
    replace_safely(path, content, lambda written: check_written(case, written, path.name))


def write_tables(book: Book, case: Case) -> None:
    """Add a sheet for every table of the case, empty ones too."""
    book.note(name_properties(case))
    for table in tables_of(case):
        frame = case.table(table.key)
        sheet = book.sheet(table.key)
        sheet.freeze_panes(1, 0)
        for position, key in enumerate(column_keys(case, table)):
            sheet.write_string(0, position, key, book.format(bold=True))
            sheet.set_column(position, position, max(10, min(len(key) + 2, 40)))
            column = table.find(key)
            holds_years = column is not None and column.kind is Kind.YEARS
            for row, value in enumerate(frame[key].tolist()):
                if holds_years and isinstance(value, str):
                    write_value(book, sheet, row + 1, position, number_or_run(value))
                elif value is not None:
                    write_value(book, sheet, row + 1, position, value)


def check_written(case: Case, written: Path, name: str, *, by_key: bool = True) -> None:
    """Read a workbook back and compare its tables with the case.

    `by_key` says that choices stand in it by their keys, not by the words of a language.

    Raises:
        RelaisError: they differ.
    """
    raw = read_raw(written, limits=LARGE_LIMITS)
    read = raw.as_typed(raw.case)
    refuse_other_case(case, read if by_key else match_names(read)[0], name)


def refuse_other_case(case: Case, read: Case, name: str) -> None:
    """Compare the tables and further sheets of a case with those that were read back.

    Raises:
        RelaisError: they differ.
    """
    for table in TABLES:
        if not _same_table(case.table(table.key), read.table(table.key), table):
            what = text(
                "The sheet {sheet} would not read back as it is; nothing was written.",
                sheet=table.key,
            )
            mend = text("Look for unusual characters in its texts.")
            raise RelaisError(what, name, mend)
    kept = {sheet.name: _trimmed(sheet) for sheet in read.unknown_sheets}
    for sheet in case.unknown_sheets:
        if not _same_rows(_trimmed(sheet), kept.get(sheet.name, [])):
            what = text(
                "The sheet {sheet} would not read back as it is; nothing was written.",
                sheet=Quoted(sheet.name),
            )
            raise RelaisError(what, name, text("Rename the sheet or remove it."))


def write_unknown(book: Book, unknown: UnknownSheet) -> None:
    """Add a sheet that is no table, as it was kept."""
    sheet = book.sheet(unknown.name)
    for row, values in enumerate(unknown.rows):
        for column, value in enumerate(values):
            write_value(book, sheet, row, column, value)


def _same_table(ours: pd.DataFrame, theirs: pd.DataFrame, table: Table) -> bool:
    return list(ours.columns) == list(theirs.columns) and _same_rows(
        list(_rows(ours, table)), list(_rows(theirs, table))
    )


def _rows(frame: pd.DataFrame, table: Table) -> Iterator[tuple[Any, ...]]:
    columns = [
        [_comparable(value, _keeps_blanks(table, str(key))) for value in frame[key].tolist()]
        for key in frame.columns
    ]
    for row in zip(*columns, strict=True):
        if any(value is not None for value in row):
            yield row


def _keeps_blanks(table: Table, key: str) -> bool:
    column = table.find(key)
    return column is None or column.kind is Kind.TEXT


def _comparable(value: Any, keeps_blanks: bool) -> Any:
    if is_blank(value):
        return None
    if not isinstance(value, str):
        return value
    name = clean_name(value)
    return (unicodedata.normalize("NFC", value) if keeps_blanks else name) if name else None


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return abs(ours - theirs) <= _RELATIVE_TOLERANCE * max(abs(ours), abs(theirs))
    if isinstance(ours, str) or ours is None:
        return bool(ours == theirs)
    return type(ours) is type(theirs)


def _trimmed(sheet: UnknownSheet) -> list[tuple[Any, ...]]:
    rows = [_without_blank_end(row) for row in sheet.rows]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _without_blank_end(row: tuple[Any, ...]) -> tuple[Any, ...]:
    values = [None if value == "" or is_blank(value) else value for value in row]
    while values and values[-1] is None:
        values.pop()
    return tuple(values)


def _same_rows(ours: list[tuple[Any, ...]], theirs: list[tuple[Any, ...]]) -> bool:
    return len(ours) == len(theirs) and all(
        len(a) == len(b) and all(map(_same, a, b)) for a, b in zip(ours, theirs, strict=True)
    )
