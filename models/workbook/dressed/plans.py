"""Which table stands on which sheet, in which columns and rows, and how its values are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from typing import Any

import pandas as pd

from models.case import Case
from models.checks.checked import column_letter
from models.checks.matching import fold_header
from models.declaration.choices import choice_label, yes_no_label
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.rules import RULE_BY_KEY
from models.declaration.tables import ADJUSTABLE_SHEETS, REMARKS, TABLE_BY_KEY, TABLES
from models.declaration.years import number_or_run
from models.typed_dates import held_day
from models.used import keys_to_fill, tables_of
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.looks import ON_THE_RIGHT
from models.workbook.identity import IDENTITY_SHEET
from models.workbook.labels import CHECKS, FIRST, LISTS
from models.workbook.layout import quoted

TITLE_ROW, HELP_ROW, UNIT_ROW, HEADER_ROW = range(4)
"""The rows above those of the table, from 0."""
LAST_ROW = 1_048_575
"""The last row of a sheet, from 0."""
_SPARE_ROWS = 10
_LEAST_ROWS = 25
_COUNTED_BELOW = 1_000
_FIGURES = frozenset({Kind.MONEY, Kind.PERSONS, Kind.NUMBER})


@dataclass(frozen=True)
class ShownColumn:
    """One column of a sheet: its key, its header, its declaration (None: nobody's)."""

    key: str
    header: str
    column: Column | None

    @property
    def is_required(self) -> bool:
        """Whether every row needs a value."""
        return self.column is not None and self.column.required

    @property
    def is_numeric(self) -> bool:
        """Whether numbers stand in it."""
        return self.column is not None and self.column.kind in NUMERIC_KINDS

    @property
    def is_right(self) -> bool:
        """Whether its cells stand on the right."""
        return self.column is not None and self.column.kind in ON_THE_RIGHT

    @property
    def is_figure(self) -> bool:
        """Whether its total says something."""
        return self.column is not None and self.column.kind in _FIGURES


@dataclass(frozen=True, eq=False)
class TablePlan:
    """One table on its sheet.

    Attributes:
        table: its declaration.
        sheet: the name of the sheet.
        columns: the columns from the left, `source` and `note` last.
        frame: the rows.
        given: the rows that are locked.
    """

    table: Table
    sheet: str
    columns: tuple[ShownColumn, ...]
    frame: pd.DataFrame
    given: frozenset[int]

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns on the sheet that together name a row."""
        shown = {column.key for column in self.columns}
        return tuple(key for key in self.table.identity if key in shown)

    @property
    def last_table_row(self) -> int:
        """The last row of the Excel table, from 0: some spare ones below those filled."""
        return HEADER_ROW + max(len(self.frame) + _SPARE_ROWS, _LEAST_ROWS)

    @property
    def counted_rows(self) -> int:
        """How many rows the checks look at: those of the table and many below it."""
        return self.last_table_row - HEADER_ROW + _COUNTED_BELOW

    def cells_of(self, key: str) -> str:
        """Return the address of the cells of a column that the checks look at."""
        index = next(i for i, column in enumerate(self.columns) if column.key == key)
        letter = column_letter(index)
        first, last = HEADER_ROW + 2, HEADER_ROW + 1 + self.counted_rows
        return f"{quoted(self.sheet)}!${letter}${first}:${letter}${last}"


def plans_of(issue: Issue) -> tuple[TablePlan, ...]:
    """Return the plan of every table of the case, in the order of the declaration."""
    return tuple(_plan(issue, table) for table in tables_of(issue.case))


def _plan(issue: Issue, table: Table) -> TablePlan:
    frame, last = issue.case.table(table.key), [column.key for column in REMARKS]
    keys = keys_to_fill(issue.case, table)
    keys.sort(key=lambda key: last.index(key) + 1 if key in last else 0)
    columns = tuple(
        ShownColumn(key, _header(issue.case, table, key, issue.language), table.find(key))
        for key in keys
    )
    given = issue.given.get(table.key, frozenset())
    return TablePlan(table, table.labels.in_language(issue.language), columns, frame, given)


def _header(case: Case, table: Table, key: str, language: str) -> str:
    """Return the header of a column: its label, with * where it must be filled in."""
    label = label_of(case, table, key, language)
    column = table.find(key)
    return f"{label} *" if column and column.required and label != key else label


def label_of(case: Case, table: Table, key: str, language: str) -> str:
    """Return the label of a column in a language.

    Where a scenario is called like a label of the column, the key says which is which.
    """
    if not table.declares(key):
        return key
    column = table.column(key)
    if table.open_prefix == "":
        taken = {fold_header(name) for name in case.open_columns(table.key)}
        if any(fold_header(label) in taken for label in column.labels.all()):
            return key
    return column.labels.in_language(language)


@dataclass(frozen=True)
class OwnSheets:
    """The names of the sheets that are no tables."""

    first: str
    lists: str
    checks: str


def own_sheets(issue: Issue) -> OwnSheets:
    """Return names that no other sheet of the workbook has."""
    taken = {table.labels.in_language(issue.language).casefold() for table in TABLES}
    taken |= {sheet.name.casefold() for sheet in issue.case.unknown_sheets} | {IDENTITY_SHEET}
    names = [issue.spoken.say(name) for name in (FIRST, LISTS, CHECKS)]
    return OwnSheets(*(_free(name, taken) for name in names))


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name for a sheet that is not taken: "Checks", "Checks (Relais)", "… (Relais 2)"."""
    further = (f"{name} (Relais {number})" for number in count(2))
    names = chain((name, f"{name} (Relais)"), further)
    return next(free for free in names if free.casefold() not in taken)


def shown_value(
    table: Table, column: Column | None, row: dict[str, Any], value: Any, language: str
) -> Any:
    """Return the value of a cell in a language; names of the user stay as they are."""
    if column is None or value is None:
        return value
    if column.kind in _SHOWN:
        return _SHOWN[column.kind](value, language)
    if table.key == "Adjustments" and column.key == "column":
        return _adjusted_label(str(row.get("sheet")), value, language)
    return value


def _rule_label(key: str, language: str) -> str:
    rule = RULE_BY_KEY.get(key)
    return rule.labels.in_language(language) if rule else key


def _day(held: str, _language: str) -> date | str:
    return held_day(held) or held


_SHOWN: Mapping[Kind, Callable[[Any, str], Any]] = {
    Kind.YES_NO: yes_no_label,
    Kind.CHOICE: choice_label,
    Kind.RULE: _rule_label,
    Kind.DATE: _day,
    Kind.YEARS: lambda held, _language: number_or_run(held),
}
"""How the values of some kinds are shown in a language."""


def _adjusted_label(sheet: str, key: str, language: str) -> str:
    """Return the label of a column that an adjustment names."""
    table = TABLE_BY_KEY.get(sheet)
    if table is None or sheet not in ADJUSTABLE_SHEETS or not table.declares(key):
        return key
    return table.column(key).labels.in_language(language)
