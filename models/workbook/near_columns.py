"""Columns of a sheet that the table does not know, and the known ones they may stand for."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from models.checks.matching import KnownNames, did_you_mean, fold_header
from models.declaration.kinds import Column, Kind, Table
from models.problems import Problem, Severity
from models.words.text import Quoted, joined, text
from models.workbook.fields import Field, Headers
from models.workbook.header_rows import needed_columns
from models.xlsx.grid import Sheet

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
