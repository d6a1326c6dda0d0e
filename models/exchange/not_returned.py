"""Sheets and columns that were sent with something in them and did not come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from models.case import Case
from models.declaration.kinds import Table
from models.declaration.tables import TABLE_BY_KEY, TABLES
from models.exchange.located import Located
from models.problems import Problem, Severity
from models.words.text import Argument, Quoted, counted, text

_CODES = {"missing-sheet": "sheet", "missing-column": "column"}
_STAYS = {
    "sheet": text("What was sent stays as it is; add the sheet if it should change."),
    "column": text("What was sent stays as it is; add the column if it should change."),
}
_WAITS = text("Its rows wait for a yes to be deleted; add the sheet if they should stay.")


def softened(problems: Iterable[Problem], *, rows_wait: bool) -> Iterator[Problem]:
    """Make warnings of what did not come back, unless rows cannot be told apart without it.

    Args:
        problems: what is said of the file as a whole case.
        rows_wait: whether the rows of a sheet that is gone are deletions to confirm.
    """
    for problem in problems:
        what, table = _CODES.get(problem.code), TABLE_BY_KEY.get(problem.table)
        if what is None or (table is not None and problem.column in table.identity):
            yield problem
        else:
            mend = _mend(what, rows_wait=rows_wait)
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
                mend = _mend("column", rows_wait=rows_wait)
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
        mend = _mend("sheet", rows_wait=rows_wait)
        yield Problem(Severity.WARNING, "missing-sheet", found, mend, table.key, sheet=table.key)


def _mend(what: str, *, rows_wait: bool) -> Argument:
    return _WAITS if what == "sheet" and rows_wait else _STAYS[what]
