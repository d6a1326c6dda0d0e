"""Tables that a workbook has no sheet for, and the unknown sheets that may be them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from models.checks.matching import KnownNames, did_you_mean, fold_header
from models.declaration.kinds import Table
from models.declaration.tables import TABLES
from models.problems import Problem, Severity
from models.words.mending import LET_IT_CALCULATE
from models.words.text import Argument, Quoted, counted, joined, text
from models.workbook.header_rows import header_row, recognised
from models.workbook.near_columns import is_slip
from models.xlsx.grid import Sheet, Uncomputed

_FEWEST_LETTERS = 5
_FEWEST_COLUMNS = 2


def absent_sheets(unknown: Sequence[Sheet], found: Collection[str]) -> Iterator[Problem]:
    """Yield what is said of unknown sheets, and the tables that must be there and are not.

    Args:
        unknown: the sheets that are no table.
        found: the keys of the tables that have a sheet.
    """
    absent = {
        fold_header(name): table
        for table in TABLES
        if table.key not in found
        for name in (table.key, *table.labels.all())
    }
    names = KnownNames(absent)
    near: dict[str, str] = {}
    for sheet in unknown:
        name = names.nearest(fold_header(sheet.name))
        table = absent[name] if name is not None else _partly(sheet, absent.values())
        if table is not None:
            near.setdefault(table.key, sheet.name)
        if table is not None and name is not None and _is_lost(sheet, table, name):
            yield _misspelt(sheet, table)
        else:
            yield _kept_aside(sheet, table)
        yield from _lost_formulas(sheet)
    for table in TABLES:
        if table.required and table.key not in found:
            yield _missing(table, near.get(table.key))


def _partly(sheet: Sheet, absent: Iterable[Table]) -> Table | None:
    """Return the absent table of which a sheet has the most columns, if it has some."""
    counts = [(len(recognised(header_row(sheet, table), table)), table) for table in absent]
    count, table = max(counts, key=lambda one: one[0], default=(0, None))
    return table if count >= _FEWEST_COLUMNS else None


def _is_lost(sheet: Sheet, table: Table, known: str) -> bool:
    """Say whether a sheet is by its name and a header a table, and holds rows of it."""
    name = fold_header(sheet.name)
    is_part = len(known) >= _FEWEST_LETTERS and name.startswith(known)
    header = header_row(sheet, table)
    has_rows = any(row.number > header.number for row in sheet.rows)
    return (is_part or is_slip(name, known)) and bool(recognised(header, table)) and has_rows


def _misspelt(sheet: Sheet, table: Table) -> Problem:
    return Problem(
        Severity.ERROR,
        "misspelt-sheet",
        text(
            "The sheet {sheet} is no table of a case, so that its rows would not count.",
            sheet=Quoted(sheet.name),
        ),
        text(
            "Did you mean {table}? Then call it that and check its headers; else give it a name "
            "that is less like it.",
            table=Quoted(table.labels),
        ),
        table.key,
        sheet=sheet.name,
    )


def _kept_aside(sheet: Sheet, near: Table | None) -> Problem:
    guess = did_you_mean(Quoted(near.labels)) if near is not None else None
    return Problem(
        Severity.WARNING,
        "unknown-sheet",
        text(
            "The sheet {sheet} is no table of a case; it is kept aside.", sheet=Quoted(sheet.name)
        ),
        joined(guess, text("Rename it if it stands for a table.")),
        sheet=sheet.name,
    )


def _lost_formulas(sheet: Sheet) -> Iterator[Problem]:
    """Yield that formulas of a sheet kept aside have no stored value to keep."""
    if not sheet.formulas:
        return
    values = (value for row in sheet.rows for value in row.values)
    lost = sum(isinstance(value, Uncomputed) for value in values)
    if lost:
        yield Problem(
            Severity.WARNING,
            "formula-without-value",
            counted(
                "A formula has no stored value; the sheet is kept aside with blanks there.",
                "{count} formulas have no stored value; the sheet is kept aside with blanks there.",
                lost,
            ),
            LET_IT_CALCULATE,
            sheet=sheet.name,
        )


def _missing(table: Table, near: str | None) -> Problem:
    name = Quoted(table.labels)
    mend: Argument = text("Add a sheet called {table} with its columns.", table=name)
    if near is not None:
        mend = text(
            "If the sheet {sheet} is meant, call it {table}; else add one with its columns.",
            sheet=Quoted(near),
            table=name,
        )
    return Problem(
        Severity.ERROR,
        "missing-sheet",
        text("The sheet {table} is missing.", table=table.labels),
        mend,
        table.key,
        sheet=table.key,
    )
