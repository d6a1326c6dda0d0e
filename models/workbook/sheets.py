"""Which sheet of a workbook is which table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.case import UnknownSheet
from models.checks.matching import fold_header
from models.declaration.kinds import Table
from models.declaration.tables import SCENARIOS, TABLES
from models.problems import Problem, Severity
from models.words.text import Quoted, joined, text
from models.workbook.absent_sheets import absent_sheets
from models.workbook.header_rows import has_required, lists_rules, looks_like
from models.workbook.held import adjusted_for, adjustments_made
from models.workbook.identity import own_sheets
from models.workbook.odd_keys import odd_keys
from models.workbook.result_names import sheets_by_name
from models.xlsx.grid import ExcelError, Grid, Sheet, Uncomputed, Unreadable
from models.xlsx.hidden import hidden_figures, hidden_table, how_to_show
from models.xlsx.outline import RESULT


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
    named = {sheet.name: _named_table(sheet) for sheet in sheets}
    keys = {table.key for table in named.values() if table is not None}
    meant = _meant_tables(sheets, named)
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
    sheets: Sequence[Sheet], named: Mapping[str, Table | None]
) -> dict[str, Table | None]:
    """Return the table that each sheet is by its name, its headers, or else by its rules."""
    meant = {sheet.name: named[sheet.name] or _table_by_headers(sheet) for sheet in sheets}
    if SCENARIOS not in meant.values():
        lists = [s.name for s in sheets if meant[s.name] is None and lists_rules(s)]
        meant.update(dict.fromkeys(lists[:1], SCENARIOS))
    return meant


def _passed_over(grid: Grid) -> frozenset[str]:
    """Return the names of the sheets that the program wrote itself and that hold no data."""
    return own_sheets(grid) | _of_result(grid) | {grid.problem_list}


def _of_result(grid: Grid) -> frozenset[str]:
    """Return which sheets are the result, where it is one: as it says, or else by their names."""
    if grid.mark == RESULT:
        return grid.result_sheets or sheets_by_name()
    made = adjustments_made(grid) if adjusted_for(grid) else None
    return frozenset() if made is None else frozenset({made.name})


def _named_table(sheet: Sheet) -> Table | None:
    """Return the table a sheet is named after, unless its headers are plainly another's."""
    name = fold_header(sheet.name)
    table = next((t for t in TABLES if name in map(fold_header, _texts(t))), None)
    if table is None or has_required(sheet, table):
        return table
    return _table_by_headers(sheet) or table


def _table_by_headers(sheet: Sheet) -> Table | None:
    """Return the one table whose columns a sheet has, None where none or several fit best."""
    counts = {table.key: looks_like(sheet, table) for table in TABLES}
    best = max(counts.values())
    fitting = [table for table in TABLES if counts[table.key] == best]
    return fitting[0] if best and len(fitting) == 1 else None


def _texts(table: Table) -> Sequence[str]:
    return (table.key, *table.labels.all())


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
