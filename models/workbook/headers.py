"""The row of headers of a sheet, and which column of the table each header names."""

from __future__ import annotations

from typing import Any

from models.checks.checked import column_letter
from models.checks.matching import KnownNames, clean_name, fold, fold_header
from models.declaration.kinds import Column, Table
from models.problems import Problem, Severity
from models.words.text import Argument, Quoted, text
from models.workbook.fields import Field, Headers
from models.workbook.header_rows import (
    header_row,
    named_column,
    names_plainly,
    needed_columns,
    units_of,
)
from models.workbook.near_columns import folded_names, unknown_columns
from models.workbook.rows_above import rows_above
from models.xlsx.grid import ExcelError, Row, Sheet, Uncomputed, Unreadable
from models.xlsx.merged import merged_cells

__all__ = ["Field", "Headers", "find_headers"]


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
