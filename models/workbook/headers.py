"""The row of headers of a sheet: which column of the table each names, and which none."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from models.checks.checked import column_letter
from models.checks.matching import KnownNames, clean_name, did_you_mean, fold, fold_header
from models.declaration.kinds import Column, Kind, Table
from models.problems import Problem
from models.words.text import Argument, Quoted, joined, text
from models.workbook.header_rows import (
    Field,
    TableSheet,
    header_row,
    named_with_units,
    names_plainly,
    needed_columns,
    reads_blank,
)
from models.workbook.hidden import merged_cells
from models.workbook.odd_rows import rows_above
from models.xlsx.grid import Sheet
from models.xlsx.stored import ExcelError, Uncomputed, Unreadable

_ALMOST = 0.8
"""How much of two names must be the same for one to be a slip of the other."""


def find_headers(sheet: Sheet, table: Table) -> TableSheet:
    """Find the row of headers, among the first rows, and read it."""
    found = TableSheet(sheet, table, header_row(sheet, table))
    _read_fields(found)
    found.problems += _missing_columns(found)
    found.problems += _unknown_columns(found)
    found.problems += rows_above(found)
    found.problems += merged_cells(found)
    found.problems += _blank_headers(found)
    return found


def _header_text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean_name(str(value))


def _read_fields(on: TableSheet) -> None:
    taken: dict[str, str] = {}
    own = {_header_text(value) for value in on.header.values if value is not None}
    plain = {key for name in own if (key := names_plainly(on.table, name)) is not None}
    for index, value in enumerate(on.header.values):
        if value is None or not _header_text(value):
            continue
        cell = f"{column_letter(index)}{on.header.number}"
        if isinstance(value, ExcelError | Uncomputed | Unreadable):
            said = text("The header is an error or a formula without a stored value.")
            on.problems.append(on.error("bad-header", said, text("Type the header as text."), cell))
            continue
        found = _field(index, _header_text(value), on.table, own)
        if found.key in plain and found.units and not _is_in_brackets(value):
            found = Field(index, _header_text(value), None)  # another column beside the plain one
        mark = fold(found.key)
        if mark in taken:
            said = text(
                "The column {column} stands here a second time; the first is {cell}.",
                column=Quoted(found.name),
                cell=taken[mark],
            )
            mend = text("Remove or rename one of the two.")
            on.problems.append(on.error("duplicate-header", said, mend, cell, found.key))
            continue
        taken[mark] = cell
        on.fields.append(found)


def _is_in_brackets(header: Any) -> bool:
    return str(header).rstrip("* \n").endswith((")", "]"))


def _field(index: int, name: str, table: Table, headers: set[str]) -> Field:
    key, units = named_with_units(table, name)
    is_label = key is not None and fold_header(name) != fold_header(key)
    # A scenario may be called as the label of a column that stands there under its key.
    if key is not None and not (is_label and table.open_prefix == "" and key in headers):
        return Field(index, key, table.column(key), units)
    prefix = table.open_prefix
    if prefix is not None and name.casefold().startswith(prefix):
        key = prefix + name[len(prefix) :]
        return Field(index, key, table.column(key))
    return Field(index, name, None)


def _missing_columns(on: TableSheet) -> Iterator[Problem]:
    """Yield an error for each missing column; a header that is nearly its name is pointed out."""
    needed = needed_columns(on.table.key) - {field.key for field in on.fields}
    unknown = {fold_header(field.key): field for field in on.fields if field.column is None}
    names = KnownNames(unknown)
    for column in (column for column in on.table.columns if column.key in needed):
        near = next(filter(None, map(names.nearest, _folded_names(column))), None)
        name = Quoted(column.labels)
        mend: Argument = text("Add a column with the header {header}.", header=name)
        if near is not None:
            mend = text(
                "If the column {column} ({cell}) is meant, write {header} there; else add a column "
                "with that header.",
                column=Quoted(unknown[near].name),
                cell=on.at_header(unknown[near]),
                header=name,
            )
        found = text("The column {column} is missing.", column=name)
        yield on.error("missing-column", found, mend, column=column.key)


def _folded_names(column: Column) -> list[str]:
    return [fold_header(name) for name in (column.key, *column.labels.all())]


def is_slip(name: str, known: str) -> bool:
    """Say whether a folded name is hardly anything else than a known one misspelt."""
    return SequenceMatcher(None, name, known).ratio() >= _ALMOST


def _unknown_columns(on: TableSheet) -> Iterator[Problem]:
    """Yield the unknown columns; one whose values would be lost by a slip is an error.

    A column that must be there is reported as missing, with the header that is nearly its name.
    """
    found = {field.key for field in on.fields}
    absent = {n: c for c in on.table.columns if c.key not in found for n in _folded_names(c)}
    names = KnownNames(absent)
    for field in (field for field in on.fields if field.column is None):
        near = names.nearest(fold_header(field.key))
        column = absent[near] if near is not None else None
        if near is None or column is None or column.key in needed_columns(on.table.key):
            yield _kept_aside(on, field, None)
        elif _is_lost(on, field, near, column):
            said = text(
                "The column {column} is not known, so that its values would not count.",
                column=Quoted(field.name),
            )
            mend = text(
                "Did you mean {column}? Then write that as the header; else give the column a name "
                "that is less like it.",
                column=Quoted(column.labels),
            )
            yield on.error("misspelt-column", said, mend, on.at_header(field), field.key)
        else:
            yield _kept_aside(on, field, column)


def _is_lost(on: TableSheet, field: Field, near: str, column: Column) -> bool:
    """Say whether a column is a slip of one that the split depends on, and holds something."""
    if column.kind is Kind.TEXT or not is_slip(fold_header(field.key), near):
        return False
    below = (row for row in on.sheet.rows if row.number > on.header.number)
    return any(row.value(field.index) is not None for row in below)


def _kept_aside(on: TableSheet, field: Field, near: Column | None) -> Problem:
    guess = did_you_mean(Quoted(near.labels)) if near is not None else None
    said = text("The column {column} is not known; it is kept aside.", column=Quoted(field.name))
    mend = joined(guess, text("Rename it if it stands for a known column."))
    return on.warning("unknown-column", said, mend, on.at_header(field), field.key)


def _blank_headers(on: TableSheet) -> Iterator[Problem]:
    """Yield the columns that hold values under a blank header."""
    below = [row for row in on.sheet.rows if row.number > on.header.number]
    width = max((len(row.values) for row in below), default=0)
    for index in (i for i in range(width) if reads_blank(on.header.value(i))):
        first = next((row.number for row in below if not reads_blank(row.value(index))), None)
        if first is None:
            continue
        cell = f"{column_letter(index)}{first}"
        if on.table.open_prefix == "":
            found = text("The column holds values but has no header.")
            mend = text("Type the name of the scenario as its header.")
            yield on.error("blank-header", found, mend, cell)
        else:
            found = text("The column holds values but has no header. It was not read.")
            mend = text("Type a header, or clear the column.")
            yield on.warning("blank-header", found, mend, cell)
