"""Which sheet of a workbook is which table, and the tables that have none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.case import UnknownSheet
from models.checks.matching import KnownNames, did_you_mean, fold_header
from models.declaration.kinds import Table
from models.declaration.tables import SCENARIOS, TABLES
from models.problems import LET_IT_CALCULATE, Problem, Severity
from models.used import FIRST_EDITION
from models.words.text import Argument, Quoted, counted, joined, text
from models.workbook.header_rows import (
    has_required,
    header_row,
    lists_rules,
    looks_like,
    recognised,
)
from models.workbook.headers import is_slip
from models.workbook.held import adjusted_for, adjustments_made
from models.workbook.hidden import hidden_figures, hidden_table, how_to_show
from models.workbook.identity import DRESSED, is_identity_sheet, own_sheets
from models.workbook.labels import sheets_by_name
from models.workbook.totals import odd_keys
from models.xlsx.grid import Grid, Sheet
from models.xlsx.outline import RESULT
from models.xlsx.stored import ExcelError, Uncomputed, Unreadable

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
    """Return the absent table of which a sheet has the most columns, if it has some.

    Columns of what came with a later edition may be those of anything.
    """
    known = (table for table in absent if table.edition == FIRST_EDITION)
    counts = [(len(recognised(header_row(sheet, table), table)), table) for table in known]
    count, table = max(counts, key=lambda one: one[0], default=(0, None))
    return table if count >= _FEWEST_COLUMNS else None


def _is_lost(sheet: Sheet, table: Table, known: str) -> bool:
    """Say whether a sheet is by its name and a header a table, and holds rows of it.

    What came with a later edition is known by its whole name: a workbook of before may have a
    sheet "Waiting lists".
    """
    if table.edition != FIRST_EDITION:
        return False
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


@dataclass(frozen=True)
class FoundSheets:
    """The sheet of each table that has one, the other sheets, and what is wrong."""

    tables: Mapping[str, Sheet]
    unknown: tuple[UnknownSheet, ...]
    problems: tuple[Problem, ...]


def find_sheets(grid: Grid) -> FoundSheets:
    """Find the sheet of each table by its key or its label in any language."""
    passed_over = _passed_over(grid)
    sheets = [sheet for sheet in grid.sheets if sheet.name not in passed_over]
    tables_known = _known_by_headers(grid)
    named = {sheet.name: _named_table(sheet, tables_known) for sheet in sheets}
    keys = {table.key for table in named.values() if table is not None}
    meant = _meant_tables(sheets, named, tables_known)
    tables: dict[str, Sheet] = {}
    unknown: list[UnknownSheet] = []
    problems: list[Problem] = []
    for sheet in sheets:
        table = meant[sheet.name]
        if table is None:
            unknown.append(_kept(sheet))
            problems += hidden_figures(sheet)
        elif table.key in tables or (named[sheet.name] is None and table.key in keys):
            first = tables.get(table.key)
            problems.append(_twice(sheet, table, first.name if first else table.key))
        else:
            tables[table.key] = sheet
            problems += hidden_table(sheet, table)
            if named[sheet.name] is None:
                problems.append(_by_headers(sheet, table))
    problems += absent_sheets([s for s in sheets if meant[s.name] is None], tables)
    problems += odd_keys(tables)
    return FoundSheets(tables, tuple(unknown), tuple(problems))


def _meant_tables(
    sheets: Sequence[Sheet], named: Mapping[str, Table | None], known: Sequence[Table]
) -> dict[str, Table | None]:
    """Return the table that each sheet is by its name, its headers, or else by its rules.

    `known` are those that are known by their headers.
    """
    meant = {sheet.name: named[sheet.name] or _table_by_headers(sheet, known) for sheet in sheets}
    if SCENARIOS not in meant.values():
        lists = [s.name for s in sheets if meant[s.name] is None and lists_rules(s)]
        meant.update(dict.fromkeys(lists[:1], SCENARIOS))
    return meant


def _known_by_headers(grid: Grid) -> Sequence[Table]:
    """Return the tables that a sheet can be by its headers alone, whatever its name.

    What came with a later edition is found so only in what this program made to be filled in:
    elsewhere sheets with such headers were kept aside before, and stay so.
    """
    if grid.marks.kind == DRESSED or any(map(is_identity_sheet, grid.sheets)):
        return TABLES
    return [table for table in TABLES if table.edition == FIRST_EDITION]


def _passed_over(grid: Grid) -> frozenset[str]:
    """Return the names of the sheets that the program wrote itself and that hold no data."""
    return own_sheets(grid) | _of_result(grid) | {grid.marks.problem_list}


def _of_result(grid: Grid) -> frozenset[str]:
    """Return which sheets are the result, where it is one: as it says, or else by their names."""
    if grid.marks.kind == RESULT:
        return grid.marks.result_sheets or sheets_by_name()
    made = adjustments_made(grid) if adjusted_for(grid) else None
    return frozenset() if made is None else frozenset({made.name})


def _named_table(sheet: Sheet, known: Sequence[Table]) -> Table | None:
    """Return the table a sheet is named after, unless its headers are plainly another's."""
    name = fold_header(sheet.name)
    table = next((t for t in TABLES if name in map(fold_header, (t.key, *t.labels.all()))), None)
    if table is None or has_required(sheet, table):
        return table
    return _table_by_headers(sheet, known) or table


def _table_by_headers(sheet: Sheet, known: Sequence[Table]) -> Table | None:
    """Return the one table whose columns a sheet has, None where none or several fit best."""
    counts = {table.key: looks_like(sheet, table) for table in known}
    best = max(counts.values())
    fitting = [table for table in known if counts[table.key] == best]
    return fitting[0] if best and len(fitting) == 1 else None


def _kept(sheet: Sheet) -> UnknownSheet:
    """Return the sheet as it was, blank rows too, its errors and formulas as their values."""
    rows: list[tuple[object, ...]] = []
    for row in sheet.rows:
        rows += [()] * (row.number - 1 - len(rows))
        rows.append(tuple(plain_values(row.values)))
    return UnknownSheet(sheet.name, tuple(rows))


_WITHOUT_VALUE = frozenset({ExcelError, Uncomputed, Unreadable})


def plain_values(values: Sequence[object]) -> Sequence[object]:
    """Return what is kept of many cells; most need no look at each."""
    is_plain = _WITHOUT_VALUE.isdisjoint(map(type, values))
    return values if is_plain else tuple(map(plain_value, values))


def plain_value(value: object) -> object:
    """Return what is kept of a cell that no table declares."""
    if type(value) not in _WITHOUT_VALUE:
        return value
    if isinstance(value, Unreadable):
        return value.text or None
    return value.code if isinstance(value, ExcelError) else None


def _by_headers(sheet: Sheet, table: Table) -> Problem:
    return Problem(
        Severity.WARNING,
        "sheet-by-headers",
        (
            text("The sheet {sheet} was read as the table {table}, by its headers.")
            if looks_like(sheet, table)
            else text("The sheet {sheet} was read as the table {table}, by its first column.")
        ).filled(sheet=Quoted(sheet.name), table=table.labels),
        text("Call it {table}.", table=Quoted(table.labels)),
        table.key,
        sheet=sheet.name,
    )


def _twice(sheet: Sheet, table: Table, first: str) -> Problem:
    found = text("The table {table} stands here a second time; the first is the sheet {first}.")
    if sheet.state:
        found = text(
            "The table {table} stands on this hidden sheet a second time; the first is the sheet "
            "{first}."
        )
    mend = text("Put the rows of both into one sheet, or remove the one that does not count.")
    return Problem(
        Severity.ERROR,
        "duplicate-sheet",
        found.filled(table=table.labels, first=Quoted(first)),
        joined(mend, how_to_show(sheet)),
        table.key,
        sheet=sheet.name,
    )
