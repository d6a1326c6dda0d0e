"""Which sheet of a workbook is which table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.case import UnknownSheet
from models.checks.matching import fold_header
from models.declaration.kinds import Table
from models.declaration.tables import TABLES
from models.problems import Problem, Severity
from models.workbook.grid import ExcelError, Grid, Sheet, Uncomputed, Unreadable
from models.workbook.result_names import RESULT_SHEETS

RESULT = "result"
"""What the mark of a workbook says when it holds the result of a split."""


@dataclass(frozen=True)
class FoundSheets:
    """The sheet of each table that has one, the other sheets, and what is wrong."""

    tables: Mapping[str, Sheet]
    unknown: tuple[UnknownSheet, ...]
    problems: tuple[Problem, ...]


def find_sheets(grid: Grid) -> FoundSheets:
    """Find the sheet of each table by its key or its label in any language."""
    names = {fold_header(text): table for table in TABLES for text in _texts(table)}
    tables: dict[str, Sheet] = {}
    unknown: list[UnknownSheet] = []
    problems: list[Problem] = []
    for sheet in grid.sheets:
        table = names.get(fold_header(sheet.name))
        if table is None:
            if not (grid.mark == RESULT and sheet.name in RESULT_SHEETS):
                unknown.append(_kept(sheet))
                problems.append(_unknown(sheet))
        elif table.key in tables:
            problems.append(_twice(sheet, table, tables[table.key].name))
        else:
            tables[table.key] = sheet
    problems += [_missing(t) for t in TABLES if t.required and t.key not in tables]
    return FoundSheets(tables, tuple(unknown), tuple(problems))


def _texts(table: Table) -> Sequence[str]:
    return (table.key, *table.labels.all())


def _kept(sheet: Sheet) -> UnknownSheet:
    """Return the sheet as it was, blank rows too, its errors and formulas as their values."""
    rows: list[tuple[object, ...]] = []
    for row in sheet.rows:
        rows += [()] * (row.number - 1 - len(rows))
        rows.append(tuple(plain_value(value) for value in row.values))
    return UnknownSheet(sheet.name, tuple(rows))


def plain_value(value: object) -> object:
    """Return what is kept of a cell that no table declares."""
    if isinstance(value, Uncomputed):
        return None
    if isinstance(value, Unreadable):
        return value.text or None
    return value.code if isinstance(value, ExcelError) else value


def _unknown(sheet: Sheet) -> Problem:
    return Problem(
        Severity.WARNING,
        "unknown-sheet",
        f'The sheet "{sheet.name}" is no table of a case; it is kept aside.',
        "Rename it if it stands for a table.",
        sheet=sheet.name,
    )


def _twice(sheet: Sheet, table: Table, first: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "duplicate-sheet",
        f'The table {table.key} stands here a second time; the first is the sheet "{first}".',
        "Remove or rename one of the two sheets.",
        table.key,
        sheet=sheet.name,
    )


def _missing(table: Table) -> Problem:
    return Problem(
        Severity.ERROR,
        "missing-sheet",
        f"The sheet {table.key} is missing.",
        f'Add a sheet called "{table.key}" with its columns.',
        table.key,
        sheet=table.key,
    )
