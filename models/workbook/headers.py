"""The row of headers of a sheet, and which column of the table each header names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from models.checks.matching import KnownNames, clean_name, fold, fold_header
from models.declaration.kinds import Column, Table
from models.problems import Problem, Severity
from models.workbook.grid import ExcelError, Row, Sheet, Uncomputed, Unreadable
from models.workbook.header_rows import header_row, named_column


@dataclass(frozen=True)
class Field:
    """One column of a sheet: its place from 0, its key, its declaration (None: unknown)."""

    index: int
    key: str
    column: Column | None

    @property
    def letter(self) -> str:
        """The letter of the column in the sheet."""
        return get_column_letter(self.index + 1)


@dataclass
class Headers:
    """The headers of one sheet: the number of their row, the columns found, the problems."""

    row: int
    fields: list[Field] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_headers(sheet: Sheet, table: Table) -> Headers:
    """Find the row of headers, among the first rows, and read it."""
    header = header_row(sheet, table)
    headers = Headers(header.number)
    _read_fields(sheet, table, header, headers)
    _report_missing(sheet, table, headers)
    _report_ignored_rows(sheet, table, headers)
    _report_blank_headers(sheet, table, header, headers)
    return headers


def _header_text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean_name(str(value))


def _read_fields(sheet: Sheet, table: Table, header: Row, headers: Headers) -> None:
    taken: dict[str, str] = {}
    own = {_header_text(value) for value in header.values if value is not None}
    for index, value in enumerate(header.values):
        if value is None or not _header_text(value):
            continue
        letter = get_column_letter(index + 1)
        if isinstance(value, ExcelError | Uncomputed | Unreadable):
            headers.problems.append(_bad_header(sheet, table, headers.row, letter))
            continue
        found = _field(index, _header_text(value), table, own)
        mark = fold(found.key)
        if mark in taken:
            headers.problems.append(
                _duplicate(sheet, table, f"{letter}{headers.row}", found.key, taken[mark])
            )
            continue
        taken[mark] = f"{letter}{headers.row}"
        headers.fields.append(found)


def _field(index: int, text: str, table: Table, headers: set[str]) -> Field:
    key = named_column(table, text)
    is_label = key is not None and fold_header(text) != fold_header(key)
    # A scenario may be called as the label of a column that stands there under its key.
    if key is not None and not (is_label and table.open_prefix == "" and key in headers):
        return Field(index, key, table.column(key))
    prefix = table.open_prefix
    if prefix is not None and text.casefold().startswith(prefix):
        key = prefix + text[len(prefix) :]
        return Field(index, key, table.column(key))
    return Field(index, text, None)


def _bad_header(sheet: Sheet, table: Table, row: int, letter: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "bad-header",
        "The header is an error or a formula without a stored value.",
        "Type the header as text.",
        table.key,
        sheet=sheet.name,
        cell=f"{letter}{row}",
    )


def _duplicate(sheet: Sheet, table: Table, cell: str, key: str, first: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "duplicate-header",
        f'The column "{key}" stands here a second time; the first is {first}.',
        "Remove or rename one of the two.",
        table.key,
        column=key,
        sheet=sheet.name,
        cell=cell,
    )


def _report_missing(sheet: Sheet, table: Table, headers: Headers) -> None:
    found = {field.key for field in headers.fields}
    missing = [c for c in table.columns if c.required and c.key not in found]
    headers.problems += [_missing(sheet, table, column, headers) for column in missing]
    headers.problems += [
        Problem(
            Severity.WARNING,
            "unknown-column",
            f'The column "{field.key}" is not known; it is kept aside.',
            "Rename it if it stands for a known column.",
            table.key,
            column=field.key,
            sheet=sheet.name,
            cell=f"{field.letter}{headers.row}",
        )
        for field in headers.fields
        if field.column is None
    ]


def _missing(sheet: Sheet, table: Table, column: Column, headers: Headers) -> Problem:
    """Return the error of a missing column; a header that is nearly its name is pointed out."""
    unknown = {fold_header(field.key): field for field in headers.fields if field.column is None}
    names = KnownNames(unknown)
    near = next(filter(None, map(names.nearest, _folded_names(column))), None)
    mend = f'Add a column with the header "{column.key}".'
    if near is not None:
        field = unknown[near]
        mend = (
            f'If the column "{field.key}" ({field.letter}{headers.row}) is meant, write '
            f'"{column.key}" there; else add a column with that header.'
        )
    return Problem(
        Severity.ERROR,
        "missing-column",
        f'The column "{column.key}" is missing.',
        mend,
        table.key,
        column=column.key,
        sheet=sheet.name,
    )


def _folded_names(column: Column) -> list[str]:
    return [fold_header(text) for text in (column.key, *column.labels.all())]


def _report_ignored_rows(sheet: Sheet, table: Table, headers: Headers) -> None:
    """Report rows above the headers; titles and units above an Excel table belong there."""
    is_shape = any(shape.first == headers.row for shape in sheet.shapes)
    above = [
        row.number
        for row in sheet.rows
        if row.number < headers.row and not (is_shape and _only_texts(row))
    ]
    if above:
        rows = f"row {above[0]}" if len(above) == 1 else f"rows {above[0]} to {above[-1]}"
        headers.problems.append(
            Problem(
                Severity.WARNING,
                "rows-ignored",
                f"The headers stand in row {headers.row}; {rows} above them were not read.",
                "Move notes to the column note.",
                table.key,
                sheet=sheet.name,
                cell=f"A{above[0]}",
            )
        )


def _only_texts(row: Row) -> bool:
    return all(value is None or isinstance(value, str) for value in row.values)


def _report_blank_headers(sheet: Sheet, table: Table, header: Row, headers: Headers) -> None:
    """Report the columns that hold values under a blank header."""
    below = [row for row in sheet.rows if row.number > header.number]
    width = max((len(row.values) for row in below), default=0)
    for index in (i for i in range(width) if _is_blank(header.value(i))):
        first = next((row.number for row in below if not _is_blank(row.value(index))), None)
        if first is not None:
            cell = f"{get_column_letter(index + 1)}{first}"
            headers.problems.append(_blank_header(sheet, table, cell))


def _blank_header(sheet: Sheet, table: Table, cell: str) -> Problem:
    is_scenario = table.open_prefix == ""
    return Problem(
        Severity.ERROR if is_scenario else Severity.WARNING,
        "blank-header",
        "The column holds values but has no header." + ("" if is_scenario else " It was not read."),
        "Type the name of the scenario as its header."
        if is_scenario
        else "Type a header, or clear the column.",
        table.key,
        sheet=sheet.name,
        cell=cell,
    )


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
