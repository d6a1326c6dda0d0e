"""The row of headers of a sheet: which column of the table each names, and which none."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from models.checks.checked import column_letter
from models.checks.matching import KnownNames, clean_name, did_you_mean, fold, fold_header
from models.declaration.kinds import Column, Kind, Table
from models.problems import Problem, Severity
from models.words.text import Argument, Quoted, joined, text
from models.workbook.header_rows import (
    Field,
    Headers,
    header_row,
    named_column,
    names_plainly,
    needed_columns,
    units_of,
)
from models.workbook.hidden import merged_cells
from models.workbook.odd_rows import rows_above
from models.xlsx.grid import Row, Sheet
from models.xlsx.stored import ExcelError, Uncomputed, Unreadable

_ALMOST = 0.8
"""How much of two names must be the same for one to be a slip of the other."""


def folded_names(column: Column) -> list[str]:
    """Return the key of a column and its labels in all languages, folded as headers are."""
    return [fold_header(name) for name in (column.key, *column.labels.all())]


def is_slip(name: str, known: str) -> bool:
    """Say whether a folded name is hardly anything else than a known one misspelt."""
    return SequenceMatcher(None, name, known).ratio() >= _ALMOST


def unknown_columns(sheet: Sheet, table: Table, headers: Headers) -> Iterator[Problem]:
    """Yield the unknown columns; one whose values would be lost by a slip is an error.

    A column that must be there is reported as missing, with the header that is nearly its name.
    """
    found = {field.key for field in headers.fields}
    absent = {n: c for c in table.columns if c.key not in found for n in folded_names(c)}
    names = KnownNames(absent)
    for field in headers.fields:
        if field.column is not None:
            continue
        near = names.nearest(fold_header(field.key))
        column = absent[near] if near is not None else None
        if near is None or column is None or column.key in needed_columns(table.key):
            yield _kept_aside(sheet, table, headers, field, None)
        elif _is_lost(sheet, headers, field, near, column):
            yield _misspelt(sheet, table, headers, field, column)
        else:
            yield _kept_aside(sheet, table, headers, field, column)


def _is_lost(sheet: Sheet, headers: Headers, field: Field, near: str, column: Column) -> bool:
    """Say whether a column is a slip of one that the split depends on, and holds something."""
    if column.kind is Kind.TEXT or not is_slip(fold_header(field.key), near):
        return False
    below = (row for row in sheet.rows if row.number > headers.row)
    return any(row.value(field.index) is not None for row in below)


def _misspelt(
    sheet: Sheet, table: Table, headers: Headers, field: Field, column: Column
) -> Problem:
    return Problem(
        Severity.ERROR,
        "misspelt-column",
        text(
            "The column {column} is not known, so that its values would not count.",
            column=Quoted(field.name),
        ),
        text(
            "Did you mean {column}? Then write that as the header; else give the column a name "
            "that is less like it.",
            column=Quoted(column.labels),
        ),
        table.key,
        column=field.key,
        sheet=sheet.name,
        cell=f"{field.letter}{headers.row}",
    )


def _kept_aside(
    sheet: Sheet, table: Table, headers: Headers, field: Field, near: Column | None
) -> Problem:
    guess = did_you_mean(Quoted(near.labels)) if near is not None else None
    return Problem(
        Severity.WARNING,
        "unknown-column",
        text("The column {column} is not known; it is kept aside.", column=Quoted(field.name)),
        joined(guess, text("Rename it if it stands for a known column.")),
        table.key,
        column=field.key,
        sheet=sheet.name,
        cell=f"{field.letter}{headers.row}",
    )


def find_headers(sheet: Sheet, table: Table) -> Headers:
    """Find the row of headers, among the first rows, and read it."""
    header = header_row(sheet, table)
    headers = Headers(header.number)
    _read_fields(sheet, table, header, headers)
    _report_missing(sheet, table, headers)
    headers.problems += unknown_columns(sheet, table, headers)
    headers.problems += rows_above(sheet, table, header, headers.fields)
    headers.problems += merged_cells(sheet, table, headers)
    _report_blank_headers(sheet, table, header, headers)
    return headers


def _header_text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean_name(str(value))


def _read_fields(sheet: Sheet, table: Table, header: Row, headers: Headers) -> None:
    taken: dict[str, str] = {}
    own = {_header_text(value) for value in header.values if value is not None}
    plain = {key for name in own if (key := names_plainly(table, name)) is not None}
    for index, value in enumerate(header.values):
        if value is None or not _header_text(value):
            continue
        letter = column_letter(index)
        if isinstance(value, ExcelError | Uncomputed | Unreadable):
            headers.problems.append(_bad_header(sheet, table, headers.row, letter))
            continue
        found = _field(index, _header_text(value), table, own)
        if found.key in plain and found.units and not _is_in_brackets(value):
            found = Field(index, _header_text(value), None)  # another column beside the plain one
        mark = fold(found.key)
        if mark in taken:
            headers.problems.append(
                _duplicate(sheet, table, f"{letter}{headers.row}", found, taken[mark])
            )
            continue
        taken[mark] = f"{letter}{headers.row}"
        headers.fields.append(found)


def _is_in_brackets(header: Any) -> bool:
    return str(header).rstrip("* \n").endswith((")", "]"))


def _field(index: int, name: str, table: Table, headers: set[str]) -> Field:
    key = named_column(table, name)
    is_label = key is not None and fold_header(name) != fold_header(key)
    # A scenario may be called as the label of a column that stands there under its key.
    if key is not None and not (is_label and table.open_prefix == "" and key in headers):
        return Field(index, key, table.column(key), units_of(table, name))
    prefix = table.open_prefix
    if prefix is not None and name.casefold().startswith(prefix):
        key = prefix + name[len(prefix) :]
        return Field(index, key, table.column(key))
    return Field(index, name, None)


def _bad_header(sheet: Sheet, table: Table, row: int, letter: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "bad-header",
        text("The header is an error or a formula without a stored value."),
        text("Type the header as text."),
        table.key,
        sheet=sheet.name,
        cell=f"{letter}{row}",
    )


def _duplicate(sheet: Sheet, table: Table, cell: str, field: Field, first: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "duplicate-header",
        text(
            "The column {column} stands here a second time; the first is {cell}.",
            column=Quoted(field.name),
            cell=first,
        ),
        text("Remove or rename one of the two."),
        table.key,
        column=field.key,
        sheet=sheet.name,
        cell=cell,
    )


def _report_missing(sheet: Sheet, table: Table, headers: Headers) -> None:
    found = {field.key for field in headers.fields}
    needed = needed_columns(table.key) - found
    missing = [column for column in table.columns if column.key in needed]
    headers.problems += [_missing(sheet, table, column, headers) for column in missing]


def _missing(sheet: Sheet, table: Table, column: Column, headers: Headers) -> Problem:
    """Return the error of a missing column; a header that is nearly its name is pointed out."""
    unknown = {fold_header(field.key): field for field in headers.fields if field.column is None}
    names = KnownNames(unknown)
    near = next(filter(None, map(names.nearest, folded_names(column))), None)
    name = Quoted(column.labels)
    mend: Argument = text("Add a column with the header {header}.", header=name)
    if near is not None:
        field = unknown[near]
        mend = text(
            "If the column {column} ({cell}) is meant, write {header} there; else add a column "
            "with that header.",
            column=Quoted(field.name),
            cell=f"{field.letter}{headers.row}",
            header=name,
        )
    return Problem(
        Severity.ERROR,
        "missing-column",
        text("The column {column} is missing.", column=name),
        mend,
        table.key,
        column=column.key,
        sheet=sheet.name,
    )


def _report_blank_headers(sheet: Sheet, table: Table, header: Row, headers: Headers) -> None:
    """Report the columns that hold values under a blank header."""
    below = [row for row in sheet.rows if row.number > header.number]
    width = max((len(row.values) for row in below), default=0)
    for index in (i for i in range(width) if _is_blank(header.value(i))):
        first = next((row.number for row in below if not _is_blank(row.value(index))), None)
        if first is not None:
            cell = f"{column_letter(index)}{first}"
            headers.problems.append(_blank_header(sheet, table, cell))


def _blank_header(sheet: Sheet, table: Table, cell: str) -> Problem:
    is_scenario = table.open_prefix == ""
    return Problem(
        Severity.ERROR if is_scenario else Severity.WARNING,
        "blank-header",
        text("The column holds values but has no header.")
        if is_scenario
        else text("The column holds values but has no header. It was not read."),
        text("Type the name of the scenario as its header.")
        if is_scenario
        else text("Type a header, or clear the column."),
        table.key,
        sheet=sheet.name,
        cell=cell,
    )


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
