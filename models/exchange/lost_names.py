"""Columns that name rows and did not come back: without them a row is taken for another."""

from __future__ import annotations

from collections.abc import Iterator

from models.case import Case
from models.checks.matching import KnownNames, fold_header
from models.declaration.kinds import Column, Table
from models.declaration.tables import TABLE_BY_KEY
from models.exchange.located import Located
from models.problems import Problem, Severity
from models.words.text import Argument, Quoted, counted, listed, text
from models.workbook.places import Place


def lost_names(read: Located, issued: Case) -> Iterator[Problem]:
    """Yield an error for each column that names rows, was sent with values and is not there.

    Required columns are left out: that they are missing is an error of every workbook.
    """
    for key, place in read.places.items():
        table = TABLE_BY_KEY[key]
        sent = issued.unknown_columns.get(key, ())
        new = tuple(c for c in read.case.unknown_columns.get(key, ()) if c not in sent)
        for column in map(table.column, table.identity):
            is_lost = not column.required and column.key not in place.letters
            if is_lost and bool(issued.table(key)[column.key].notna().any()):
                yield _lost(table, column, new, place)


def _lost(table: Table, column: Column, new: tuple[str, ...], place: Place) -> Problem:
    return Problem(
        Severity.ERROR,
        "lost-column",
        text(
            "The column {column} did not come back; without it the rows cannot be told from "
            "others.",
            column=Quoted(column.labels),
        ),
        _mend(column, new, place),
        table.key,
        column=column.key,
        sheet=place.sheet,
    )


def _mend(column: Column, new: tuple[str, ...], place: Place) -> Argument:
    """Name the headers that may be meant: the one most like it, else all new ones."""
    if not new:
        return text(
            "Add the column {column} with the values that were sent.", column=Quoted(column.labels)
        )
    near = _nearest(column, new)
    meant = (near,) if near is not None else new
    names = (
        text("{column} ({cell})", column=Quoted(name), cell=place.cell(None, name))
        for name in meant
    )
    return counted(
        "If the column {names} is meant, write {column} there; else add that column as it was "
        "sent.",
        "If one of the columns {names} is meant, write {column} there; else add that column as it "
        "was sent.",
        len(meant),
        names=listed(names, last=""),
        column=Quoted(column.labels),
    )


def _nearest(column: Column, new: tuple[str, ...]) -> str | None:
    headers = {fold_header(name): name for name in new}
    known = KnownNames(headers)
    labels = (fold_header(name) for name in (column.key, *column.labels.all()))
    near = next(filter(None, map(known.nearest, labels)), None)
    return None if near is None else headers[near]
