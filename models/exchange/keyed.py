"""The rows of a table by their keys, whatever their order, and where in a file they stand."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from models.case import Case, row_key_of
from models.checks.matching import fold
from models.declaration.kinds import Kind, Table
from models.declaration.tables import TABLE_BY_KEY
from models.exchange.addresses import NAMES_WHERE_FILLED, Address, RowKey, RowValues
from models.problems import RelaisError
from models.words.text import listed, text
from models.workbook.frames import TablePlace


class Keyed:
    """One table of a case by key; rows without any value are no rows.

    Where rows of a key add up, they stand together in the first of them.

    Raises:
        RelaisError: two rows have the same key, so that neither can be told from the other.
    """

    def __init__(self, table: Table, frame: pd.DataFrame) -> None:
        self.table = table
        self.columns = tuple(map(str, frame.columns))
        self._cells = {column: _plain(frame[column].tolist()) for column in self.columns}
        self._length = len(frame)
        self._typed: dict[tuple[int, str], Any] = {}
        self.further: dict[RowKey, list[int]] = {}
        self.rows: Mapping[RowKey, int] = self._by_key()
        for key, rows in self.further.items():
            self._put_together(self.rows[key], rows)

    def cells(self, column: str) -> list[Any]:
        """Return the cells of a column, None where blank; of no column, as many None."""
        return self._cells.get(column) or [None] * self._length

    def cell(self, key: RowKey, column: str) -> Any:
        """Return one cell, None where it is blank or where there is no such row or column."""
        row = self.rows.get(key)
        return None if row is None or column not in self._cells else self._cells[column][row]

    def cells_as_typed(self, column: str, together: Collection[RowKey]) -> list[Any]:
        """Return the cells of a column; only the rows of some keys are put together."""
        cells = list(self.cells(column))
        for key in self.further.keys() - together:
            row = self.rows[key]
            cells[row] = self._typed.get((row, column), cells[row])
        return cells

    def keys_of_rows(self) -> dict[int, RowKey]:
        """Return the key of each row, of those too that are added to another."""
        keys = {row: key for key, row in self.rows.items()}
        return keys | {row: key for key, rows in self.further.items() for row in rows}

    def values(self, key: RowKey) -> RowValues:
        """Return the cells of a row that are not blank."""
        row = self.rows[key]
        cells = ((column, self._cells[column][row]) for column in self.columns)
        return tuple((column, value) for column, value in cells if value is not None)

    def identity(self, key: RowKey) -> tuple[Any, ...]:
        """Return the cells that name a row, as they are written."""
        return tuple(self.cell(key, column) for column in self.table.identity)

    def _by_key(self) -> dict[RowKey, int]:
        parts = [_folded(self.cells(column)) for column in self.table.identity]
        blank = self._blank_rows(parts)
        rows: dict[RowKey, int] = {}
        for row, key in enumerate(zip(*parts, strict=True)):
            if row in blank:
                continue
            if key not in rows:
                rows[key] = row
            elif self.table.rows_add_up:
                self.further.setdefault(key, []).append(row)
            else:
                raise self._duplicate(row)
        return rows

    def _put_together(self, first: int, further: list[int]) -> None:
        """Let the first of some rows hold their sum, and what else is said in them once each."""
        for column, cells in self._cells.items():
            declared = self.table.find(column)
            is_figure = declared is not None and declared.kind is Kind.MONEY
            said = [cells[row] for row in (first, *further) if cells[row] is not None]
            if column in self.table.identity or len(said) + is_figure < 2:
                continue
            self._typed[first, column] = cells[first]
            cells[first] = _sum(said) if is_figure else _said_once(said)

    def _blank_rows(self, parts: list[list[Any]]) -> frozenset[int]:
        """Return the rows without any value; only those without a key can be such."""
        nameless = (
            row
            for row, key in enumerate(zip(*parts, strict=True))
            if all(part is None for part in key)
        )
        columns = tuple(self._cells.values())
        return frozenset(row for row in nameless if all(cells[row] is None for cells in columns))

    def _duplicate(self, row: int) -> RelaisError:
        key = row_key_of(self._cells[column][row] for column in self.table.identity)
        filled = (
            key
            for key in self.table.identity
            if key not in NAMES_WHERE_FILLED or set(self.cells(key)) != {None}
        )
        columns = (self.table.column(key).labels for key in filled)
        what = text(
            "Two rows have the same {columns} ({row}), so that they cannot be told apart.",
            columns=listed(columns, last=""),
            row=key or text("no name"),
        )
        mend = text("Remove one of the two rows, or put them together.")
        return RelaisError(what, self.table.labels, mend)


def _sum(figures: list[Any]) -> Any:
    """Return what figures add up to; a draft may have a text among them, which stays."""
    typed = next((figure for figure in figures if isinstance(figure, str)), None)
    return math.fsum(figures) if typed is None else typed


def _said_once(texts: list[Any]) -> Any:
    said = sorted(set(map(str, texts)))
    return texts[0] if len(said) == 1 else "; ".join(said)


def _plain(cells: Iterable[Any]) -> list[Any]:
    return [None if value is None or value != value else value for value in cells]  # noqa: PLR0124


def _folded(cells: list[Any]) -> list[str | float | None]:
    texts = {cell: fold(cell) or None for cell in {c for c in cells if isinstance(c, str)}}
    return [texts[cell] if isinstance(cell, str) else cell for cell in cells]


@dataclass(frozen=True)
class Source:
    """Where a value stands: file, sheet as it is called there, cell ("" where it has none)."""

    file: str
    sheet: str
    cell: str

    def as_record(self) -> dict[str, str]:
        """Return it as plain values, for `--json` and the trail."""
        return {"file": self.file, "sheet": self.sheet, "cell": self.cell}


@dataclass(frozen=True, eq=False)
class Located:
    """A case that was read from a file.

    Attributes:
        file: what the file is called wherever its values are shown.
        case: its rows.
        places: where its tables stand in the file; a table it does not have is not in it.
    """

    file: str
    case: Case
    places: Mapping[str, TablePlace]
    _keyed: dict[str, Keyed] = field(default_factory=dict, init=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how another process makes it: what is kept of the tables is found there anew."""
        return Located, (self.file, self.case, self.places)

    def keyed(self, table: str) -> Keyed:
        """Return the rows of a table by key."""
        if table not in self._keyed:
            self._keyed[table] = Keyed(TABLE_BY_KEY[table], self.case.table(table))
        return self._keyed[table]

    def source(self, where: Address) -> Source:
        """Return where the file says it; of a row or column it has not, only the sheet."""
        place = self.places.get(where.table)
        if place is None:
            return Source(self.file, where.table, "")
        if where.key is None:
            return Source(self.file, place.sheet, place.cell(None, where.column))
        row = self.keyed(where.table).rows.get(where.key)
        return Source(self.file, place.sheet, "" if row is None else place.cell(row, where.column))
