"""The rows of one sheet as the frame of its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from models.checks.checked import shown
from models.checks.matching import clean_name
from models.checks.rule_values import NUMERIC_RULES
from models.declaration.kinds import Column, Kind, Table
from models.declaration.rules import RULE_BY_KEY, RULES
from models.problems import Problem
from models.workbook.cells import BLANK, Fault, Parsed, choice_of, parse
from models.workbook.grid import Row, Sheet
from models.workbook.headers import Field, find_headers
from models.workbook.numbers import read_number
from models.workbook.places import Place
from models.workbook.sheets import plain_value

CellFault = tuple[int, str, Fault]
"""The row of a frame, its column and what is wrong there."""


@dataclass(frozen=True)
class ReadTable:
    """One table as it was read: rows, unknown columns, place, problems of sheet and cells."""

    frame: pd.DataFrame
    unknown_columns: tuple[str, ...]
    place: Place
    problems: tuple[Problem, ...]


def read_table(sheet: Sheet, table: Table) -> ReadTable:
    """Read the rows below the headers of a sheet; blank rows are passed over."""
    headers = find_headers(sheet, table)
    fields = _in_order(headers.fields, table)
    rows = [row for row in sheet.rows if row.number > headers.row and _has_value(row, fields)]
    columns, faults = _columns(rows, fields)
    letters = {field.key: field.letter for field in fields}
    place = Place(sheet.name, headers.row, tuple(row.number for row in rows), letters)
    frame = pd.DataFrame(columns, index=range(len(rows)), columns=list(columns), dtype=object)
    unknown = tuple(field.key for field in fields if field.column is None)
    problems = _problems(table, columns, place, faults)
    return ReadTable(frame, unknown, place, (*headers.problems, *problems))


def _in_order(fields: Sequence[Field], table: Table) -> list[Field]:
    """Return the declared columns as declared, then the open and the unknown ones."""
    order = {column.key: place for place, column in enumerate(table.columns)}
    return sorted(fields, key=lambda f: (order.get(f.key, len(order)), f.column is None))


def _has_value(row: Row, fields: Sequence[Field]) -> bool:
    return any(
        value is not None and not (isinstance(value, str) and not clean_name(value))
        for value in (row.value(field.index) for field in fields)
    )


def _columns(
    rows: Sequence[Row], fields: Sequence[Field]
) -> tuple[dict[str, list[Any]], list[CellFault]]:
    columns: dict[str, list[Any]] = {}
    faults: list[CellFault] = []
    for field in fields:
        cells = [row.value(field.index) for row in rows]
        parsed = _parsed(cells, _reader(field.column))
        columns[field.key] = [cell.value for cell in parsed]
        faults += [(r, field.key, cell.fault) for r, cell in enumerate(parsed) if cell.fault]
    faults += _read_rule_numbers(columns, fields)
    return columns, faults


def _parsed(cells: Sequence[Any], reader: Callable[[Any], Parsed]) -> list[Parsed]:
    """Read the cells of a column, the same text only once."""
    texts = {cell: reader(cell) for cell in {cell for cell in cells if isinstance(cell, str)}}
    return [
        BLANK if cell is None else texts[cell] if isinstance(cell, str) else reader(cell)
        for cell in cells
    ]


def _reader(column: Column | None) -> Callable[[Any], Parsed]:
    if column is None:
        return lambda value: Parsed(plain_value(value))
    if column.kind is Kind.CHOICE:
        return lambda value: _choice(value, column)
    return lambda value: parse(value, column)


def _choice(value: Any, column: Column) -> Parsed:
    parsed = parse(value, column)
    if not isinstance(parsed.value, str):
        return parsed
    return Parsed(choice_of(column, parsed.value), parsed.fault)


def _read_rule_numbers(columns: dict[str, list[Any]], fields: Sequence[Field]) -> list[CellFault]:
    """Read the texts that stand where a rule wants a number; texts that are none stay."""
    faults: list[CellFault] = []
    for field in fields:
        if field.column is None or field.column.kind is not Kind.RULE_VALUE:
            continue
        for row, (key, value) in enumerate(
            zip(columns.get("rule", []), columns[field.key], strict=False)
        ):
            if isinstance(value, str) and _wants_number(key):
                parsed = _rule_number(value, field.column)
                columns[field.key][row] = parsed.value
                if parsed.fault is not None:
                    faults.append((row, field.key, parsed.fault))
    return faults


_NUMBER_RULES = frozenset(rule.key for rule in RULES if rule.kind in NUMERIC_RULES)


def _wants_number(key: Any) -> bool:
    return key in RULE_BY_KEY and key in _NUMBER_RULES


def _rule_number(text: str, column: Column) -> Parsed:
    if read_number(text) is None:
        return Parsed(text)
    return parse(text, Column(column.key, column.labels, Kind.NUMBER, column.help))


def _problems(
    table: Table, columns: dict[str, list[Any]], place: Place, faults: Sequence[CellFault]
) -> list[Problem]:
    return [
        Problem(
            fault.severity,
            fault.code,
            fault.found,
            fault.mend,
            table.key,
            row,
            column,
            place.sheet,
            place.cell(row, column),
            _row_key(table, columns, row),
            fault.expected,
        )
        for row, column, fault in faults
    ]


def _row_key(table: Table, columns: dict[str, list[Any]], row: int) -> str:
    cells = (columns[key][row] for key in table.identity if key in columns)
    return " · ".join(shown(cell) for cell in cells if cell is not None)
