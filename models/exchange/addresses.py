"""What a difference is about: a sheet, a column, a row or a cell, by key and never by place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from models.declaration.tables import TABLE_BY_KEY

RowKey = tuple[str | float | None, ...]
"""What names a row: the cells of the columns of its table's `identity`; texts are folded."""

RowValues = tuple[tuple[str, Any], ...]
"""A row that is not there on the other side: its columns that are not blank, and their values."""


class Absent(Enum):
    """What stands for a row, a column or a sheet that is not there."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True)
class Where:
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
        tables = list(TABLE_BY_KEY)
        known = self.table in TABLE_BY_KEY
        table = tables.index(self.table) if known else len(tables)
        key = () if self.key is None else tuple(map(_token, self.key))
        return table, self.table, self.key is not None, key, *self._column_order(known)

    def _column_order(self, known: bool) -> tuple[int, str]:
        declared = [column.key for column in TABLE_BY_KEY[self.table].columns] if known else []
        if self.column is None:
            return -1, ""
        is_declared = self.column in declared
        return (declared.index(self.column) if is_declared else len(declared)), self.column


def _token(part: str | float | None) -> tuple[int, float, str]:
    if part is None:
        return 0, 0.0, ""
    return (2, 0.0, part) if isinstance(part, str) else (1, float(part), "")
