"""What an answer lacks of what was sent, and what in it was not to be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from models.case import Case, row_key_of
from models.checks.matching import KnownNames, fold_header
from models.declaration.kinds import Column, Table
from models.declaration.tables import TABLE_BY_KEY, TABLES
from models.exchange.differences import Difference
from models.exchange.issued import IssuedVersion
from models.exchange.keyed import Located
from models.problems import Problem, Severity
from models.words.text import Argument, Quoted, counted, listed, text
from models.workbook.dressed.issue import given_rows
from models.workbook.frames import TablePlace

_STAYS = {
    "missing-sheet": text("What was sent stays as it is; add the sheet if it should change."),
    "missing-column": text("What was sent stays as it is; add the column if it should change."),
}
_WAITS = text("Its rows wait for a yes to be deleted; add the sheet if they should stay.")


def softened(problems: Iterable[Problem], *, rows_wait: bool) -> Iterator[Problem]:
    """Make warnings of what did not come back, unless rows cannot be told apart without it.

    Args:
        problems: what is said of the file as a whole case.
        rows_wait: whether the rows of a sheet that is gone are deletions to confirm.
    """
    for problem in problems:
        table = TABLE_BY_KEY.get(problem.table)
        if problem.code not in _STAYS or (table is not None and problem.column in table.identity):
            yield problem
        else:
            mend = _mend(problem.code, rows_wait=rows_wait)
            yield replace(problem, severity=Severity.WARNING, mend=mend)


def not_returned(read: Located, issued: Case, *, rows_wait: bool) -> Iterator[Problem]:
    """Yield a warning for what is gone and no error of every workbook: what may be missing there.

    Columns that name rows are left out, which are errors of their own.
    """
    for table in TABLES:
        place = read.places.get(table.key)
        if place is None:
            yield from _sheet(table, issued, rows_wait=rows_wait)
            continue
        for column in table.columns:
            is_told = column.required or column.key in table.identity
            sent = int(issued.table(table.key)[column.key].notna().sum())
            if sent and not is_told and column.key not in place.letters:
                found = counted(
                    "The column {column} did not come back; 1 cell was sent in it.",
                    "The column {column} did not come back; {count} cells were sent in it.",
                    sent,
                    column=Quoted(column.labels),
                )
                mend = _mend("missing-column", rows_wait=rows_wait)
                yield Problem(
                    Severity.WARNING,
                    "missing-column",
                    found,
                    mend,
                    table.key,
                    column=column.key,
                    sheet=place.sheet,
                )


def _sheet(table: Table, issued: Case, *, rows_wait: bool) -> Iterator[Problem]:
    rows = len(issued.table(table.key))
    if rows and not table.required:
        found = counted(
            "The sheet {sheet} did not come back; 1 row was sent in it.",
            "The sheet {sheet} did not come back; {count} rows were sent in it.",
            rows,
            sheet=table.labels,
        )
        mend = _mend("missing-sheet", rows_wait=rows_wait)
        yield Problem(Severity.WARNING, "missing-sheet", found, mend, table.key, sheet=table.key)


def _mend(code: str, *, rows_wait: bool) -> Argument:
    return _WAITS if code == "missing-sheet" and rows_wait else _STAYS[code]


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


def _lost(table: Table, column: Column, new: tuple[str, ...], place: TablePlace) -> Problem:
    return Problem(
        Severity.ERROR,
        "lost-column",
        text(
            "The column {column} did not come back; without it the rows cannot be told from "
            "others.",
            column=Quoted(column.labels),
        ),
        _mend_column(column, new, place),
        table.key,
        column=column.key,
        sheet=place.sheet,
    )


def _mend_column(column: Column, new: tuple[str, ...], place: TablePlace) -> Argument:
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


def given_and_changed(
    issued: IssuedVersion, sent: Located, read: Located, found: Sequence[Difference]
) -> Iterator[Problem]:
    """Yield a warning at each cell or row that was locked when it was sent and differs now.

    Only a part for one territory has such rows; locked cells can be unlocked by anybody.

    Args:
        issued: what was sent.
        sent: the same by its rows.
        read: what came back.
        found: the differences between them.
    """
    if not issued.recipient or not found:
        return
    given = {
        table: {key for key, row in sent.keyed(table).rows.items() if row in rows}
        for table, rows in given_rows(issued.case, issued.recipient).items()
    }
    for one in found:
        if one.where.key is not None and one.where.key in given.get(one.where.table, ()):
            source = read.source(one.where)
            name = row_key_of(one.identity)
            yield Problem(
                Severity.WARNING,
                "given-row-changed",
                text(
                    "{row} was sent to be read, not to be changed, and was changed.",
                    row=Quoted(name),
                ),
                text("Take the change over only if whoever answers for the row agrees."),
                sheet=source.sheet,
                cell=source.cell,
                table=one.where.table,
                column=one.where.column,
                row_key=name,
            )
