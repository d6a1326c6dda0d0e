"""The rows of one sheet as the frame of its table, and where they stand in the workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

import pandas as pd

from models.case import row_key_of
from models.checks.matching import clean_name
from models.checks.rule_values import named_rule
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.rules import NUMERIC_RULES, RULES, RuleKind
from models.problems import Problem, Severity
from models.typed_numbers import decimal_mark, read_number
from models.workbook.cells import Parsed, as_text, parse, without_noise
from models.workbook.header_rows import Field, table_rows
from models.workbook.headers import find_headers
from models.workbook.hidden import with_merged_remarks
from models.workbook.odd_rows import row_problems
from models.workbook.sheets import plain_values
from models.workbook.totals import is_total_word, left_out_total, sign_of_total, without_last_total
from models.workbook.unit_marks import unit_problems
from models.xlsx.grid import Sheet, SheetRow


@dataclass(frozen=True)
class TablePlace:
    """The sheet of a table, the row of its headers, its rows, the letters of its columns."""

    sheet: str
    header: int
    rows: tuple[int, ...]
    letters: Mapping[str, str]

    def cell(self, row: int | None, column: str | None) -> str:
        """Return the address of a cell; without row that of the header, "" where there is none."""
        letter = self.letters.get(column) if column is not None else None
        if row is None:
            return f"{letter}{self.header}" if letter else ""
        letters = self.letters.values()
        first = letter or min(letters, key=lambda text: (len(text), text), default="A")
        return f"{first}{self.rows[row]}"


def placed(problem: Problem, places: Mapping[str, TablePlace]) -> Problem:
    """Return the problem with the address that its cell has in the workbook."""
    place = places.get(problem.table)
    if place is None:
        return replace(problem, cell="")
    cell = place.cell(problem.row, problem.column)
    return replace(problem, sheet=place.sheet, cell=cell)


CellFault = tuple[int, str, Problem]
"""The row of a frame, its column and what is wrong there."""


@dataclass(frozen=True)
class ReadTable:
    """One table as it was read: rows, unknown columns, place, problems of sheet and cells.

    `unread` are the cells that are blank in the rows since they could not be read: row, column and
    what stands there, as a draft keeps it.
    """

    frame: pd.DataFrame
    unknown_columns: tuple[str, ...]
    place: TablePlace
    problems: tuple[Problem, ...]
    unread: tuple[tuple[int, str, str | float], ...] = ()


def read_table(
    sheet: Sheet,
    table: Table,
    mark: str = "",
    tick: Callable[[], None] = lambda: None,
    money: str = "",
    language: str = "",
) -> ReadTable:
    """Read the rows below the headers of a sheet; blank rows and totals are passed over.

    `mark` is the decimal mark of the workbook's language, "" where it is not known; `tick` is
    called before each column, what it raises ends the reading. `money` is the currency of the
    case, "" where no units are looked at; `language` is that of the workbook, "" where nothing
    tells it.
    """
    found = find_headers(sheet, table)
    header = found.header.number
    fields = _in_order(found.fields, table)
    rows, totals = _rows(sheet, header, fields)
    rows, totals, left_out = without_last_total(sheet, rows, totals, fields)
    rows = with_merged_remarks(rows, sheet, fields)
    columns, faults, unread = _columns(rows, fields, (mark, money, language), tick)
    letters = {field.key: field.letter for field in fields}
    place = TablePlace(sheet.name, header, tuple(row.number for row in rows), letters)
    frame = pd.DataFrame(columns, index=range(len(rows)), columns=list(columns), dtype=object)
    unknown = tuple(field.key for field in fields if field.column is None)
    odd = row_problems(found, rows, totals, fields)
    problems = [*left_out_total(found, left_out), *_problems(table, columns, place, faults)]
    units = unit_problems(found, rows, fields, money) if money else ()
    return ReadTable(frame, unknown, place, (*found.problems, *units, *odd, *problems), unread)


def _in_order(fields: Sequence[Field], table: Table) -> list[Field]:
    order = {column.key: place for place, column in enumerate(table.columns)}
    return sorted(fields, key=lambda f: (order.get(f.key, len(order)), f.column is None))


def _rows(
    sheet: Sheet, header: int, fields: Sequence[Field]
) -> tuple[list[SheetRow], list[SheetRow]]:
    """Return the rows of the table that are not blank, and those that are totals of others."""
    below = table_rows(sheet, header)
    columns = _cells(below, fields)
    blank = {text: not clean_name(text) for cells in columns for text in _texts(cells)}
    empty: Sequence[int] = range(len(below))
    for cells in columns:
        empty = [at for at in empty if cells[at] is None or blank.get(cells[at])]
    unfilled = set(empty)
    rows = [row for place, row in enumerate(below) if place not in unfilled]
    if not sheet.formulas and not any(map(is_total_word, blank)):
        return rows, []
    totals = [row for row in rows if sign_of_total(row, sheet, fields) is not None]
    numbers = {row.number for row in totals}
    return [row for row in rows if row.number not in numbers], totals


def _cells(rows: Sequence[SheetRow], fields: Sequence[Field]) -> list[tuple[Any, ...]]:
    """Return the cells of each column, None where a row ends before it."""
    columns = list(zip_longest(*(row.values for row in rows)))
    blank = (None,) * len(rows)
    return [columns[f.index] if f.index < len(columns) else blank for f in fields]


def _texts(cells: Collection[Any]) -> set[str]:
    return {cell for cell in cells if isinstance(cell, str)}


def _columns(
    rows: Sequence[SheetRow],
    fields: Sequence[Field],
    habits: tuple[str, str, str],
    tick: Callable[[], None],
) -> tuple[dict[str, list[Any]], list[CellFault], tuple[tuple[int, str, str | float], ...]]:
    columns: dict[str, list[Any]] = {}
    faults: list[CellFault] = []
    stored = {f.key: cells for f, cells in zip(fields, _cells(rows, fields), strict=True)}
    for field in fields:
        tick()
        columns[field.key], found = _read_column(stored[field.key], field.column, *habits)
        faults += [(row, field.key, fault) for row, fault in found]
    faults += _read_rule_numbers(columns, fields, habits[0])
    refused = ((row, key) for row, key, one in faults if one.severity is Severity.ERROR)
    return columns, faults, tuple((row, key, as_text(stored[key][row])) for row, key in refused)


def _read_column(
    cells: Sequence[Any], column: Column | None, mark: str, money: str, language: str
) -> tuple[list[Any], list[tuple[int, Problem]]]:
    """Return the values of a column and what is wrong; the same text is read only once."""
    if column is None:
        return list(plain_values(cells)), []
    texts = _texts(cells)
    is_numeric = column.kind in NUMERIC_KINDS
    takes_numbers = is_numeric or column.kind is Kind.RULE_VALUE
    shown_mark = decimal_mark(texts, mark) if is_numeric else ""
    parsed = {text: parse(text, column, shown_mark, money, language) for text in texts}
    values: list[Any] = []
    faults: list[tuple[int, Problem]] = []
    for row, cell in enumerate(cells):
        kind = type(cell)
        if cell is None or (takes_numbers and kind is float):
            values.append(cell)
            continue
        if takes_numbers and kind is int:
            values.append(float(cell))
            continue
        read = parsed[cell] if kind is str else parse(cell, column, shown_mark)
        values.append(read.value)
        if read.fault is not None:
            faults.append((row, read.fault))
    if column.kind in _WHOLE_KINDS:
        values = [without_noise(value) for value in values]
    return values, faults


def _read_rule_numbers(
    columns: dict[str, list[Any]], fields: Sequence[Field], mark: str
) -> list[CellFault]:
    """Read the texts that stand where a rule wants a number; texts that are none stay."""
    faults: list[CellFault] = []
    names = enumerate(columns.get("rule", []))
    rules = {row: named_rule(name) if isinstance(name, str) else None for row, name in names}
    numbers = [row for row, rule in rules.items() if rule in _NUMBER_RULES]
    years = [row for row, rule in rules.items() if rule in _YEAR_RULES]
    for field in fields:
        if field.column is None or field.column.kind is not Kind.RULE_VALUE:
            continue
        cells = columns[field.key]
        texts = {row: cells[row] for row in numbers if isinstance(cells[row], str)}
        shown_mark = decimal_mark(texts.values(), mark)
        for row, text in texts.items():
            parsed = _rule_number(text, field.column, shown_mark)
            cells[row] = parsed.value
            if parsed.fault is not None:
                faults.append((row, field.key, parsed.fault))
        for row in years:
            cells[row] = without_noise(cells[row])
    return faults


_WHOLE_KINDS = frozenset({Kind.YEAR, Kind.WHOLE})
_NUMBER_RULES = frozenset(rule.key for rule in RULES if rule.kind in NUMERIC_RULES)
_YEAR_RULES = frozenset(rule.key for rule in RULES if rule.kind in (RuleKind.YEAR, RuleKind.YEARS))


def _rule_number(text: str, column: Column, mark: str) -> Parsed:
    if read_number(text) is None:
        return Parsed(text)
    return parse(text, Column(column.key, column.labels, Kind.NUMBER, column.help), mark)


def _problems(
    table: Table, columns: dict[str, list[Any]], place: TablePlace, faults: Sequence[CellFault]
) -> list[Problem]:
    return [
        replace(
            fault,
            table=table.key,
            row=row,
            column=column,
            sheet=place.sheet,
            cell=place.cell(row, column),
            row_key=row_key_of(columns[key][row] for key in table.identity if key in columns),
        )
        for row, column, fault in faults
    ]
