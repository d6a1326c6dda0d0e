"""What a difference is about: a sheet, a column, a row or a cell, by key and never by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from models.declaration.kinds import Kind
from models.declaration.tables import TABLE_BY_KEY
from models.declaration.years import number_or_run

RowKey = tuple[str | float | None, ...]
"""What names a row: the cells of the columns of its table's `identity`; texts are folded."""

RowValues = tuple[tuple[str, Any], ...]
"""A row that is not there on the other side: its columns that are not blank, and their values."""


class Absent(Enum):
    """What stands for a row, a column or a sheet that is not there."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True)
class Address:
    """What a difference is about.

    Attributes:
        table: the key of the table, or the name of a sheet that is none.
        key: the key of the row; None: the column or the sheet as a whole.
        column: the column; None: the row or the sheet as a whole.
    """

    table: str
    key: RowKey | None = None
    column: str | None = None

    @property
    def subject(self) -> str:
        """Whether it is a "cell", a "row", a "column" or a "sheet"."""
        if self.key is not None:
            return "row" if self.column is None else "cell"
        return "sheet" if self.column is None else "column"

    @property
    def order(self) -> tuple[Any, ...]:
        """The place in a list: by table, columns before rows, by key, by column."""
        tables = [*TABLE_BY_KEY, self.table]
        known = TABLE_BY_KEY[self.table].columns if self.table in TABLE_BY_KEY else ()
        columns = [None, *(column.key for column in known), self.column]
        key = () if self.key is None else tuple(map(_token, self.key))
        of_row = tables.index(self.table), self.table, self.key is not None, key
        return *of_row, columns.index(self.column), self.column or ""


def _token(part: str | float | None) -> tuple[int, float, str]:
    if part is None:
        return 0, 0.0, ""
    return (2, 0.0, part) if isinstance(part, str) else (1, float(part), "")


NAMES_WHERE_FILLED = frozenset({"group", "to_group", "responsible"})
"""What names rows only where it is filled in, so that others are named as in the first edition."""


def identity_as_record(where: Address, identity: Sequence[Any]) -> dict[str, object]:
    """Return what a difference is about; `key` is null for a column or a sheet as a whole."""
    key = None
    if where.key is not None:
        names = TABLE_BY_KEY[where.table].identity
        cells = zip(names, identity, strict=True)
        key = {
            name: plain(cell)
            for name, cell in cells
            if cell is not None or name not in NAMES_WHERE_FILLED
        }
    return {"subject": where.subject, "sheet": where.table, "key": key, "column": where.column}


def plain_value_of(where: Address, value: Any) -> object:
    """Return a cell, a row as an object, a column as true, or a sheet as its rows."""
    if value is ABSENT:
        return None
    if where.subject == "row":
        return {column: _plain_in(where.table, column, cell) for column, cell in value}
    if where.subject == "sheet":
        return [[plain(cell) for cell in row] for row in value]
    return _plain_in(where.table, str(where.column), value)


def _plain_in(table: str, column: str, cell: Any) -> object:
    """Return a cell of a column; one year of a column of years is a number."""
    declared = TABLE_BY_KEY[table].find(column) if table in TABLE_BY_KEY else None
    if declared is not None and declared.kind is Kind.YEARS and isinstance(cell, str):
        cell = number_or_run(cell)
    return plain(cell)


def plain(cell: Any) -> object:
    """Return one cell; whole numbers without a fraction, dates as ISO texts."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else cell
