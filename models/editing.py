"""Edits of a case: pure functions that return a new one, and what they change, kept by columns."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from models.case import Case

Value = str | float | bool | None
"""What a cell of a case holds; None where it is blank."""


def is_blank(value: object) -> bool:
    """Say whether a cell of the case holds nothing."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def row_number(row: int) -> int:
    """Return the number of a row as the grid and the plain workbook show it, below the header."""
    return row + 2


@dataclass(frozen=True)
class CellEdit:
    """One cell and the values before and after."""

    row: int
    column: str
    before: Value
    after: Value


class ChangeKind(Enum):
    """What happened to the rows of a table."""

    CELLS = "cells"
    INSERTED = "inserted"
    REMOVED = "removed"
    COLUMNS = "columns"
    """All of the table may be different, its columns too; `rows` are all there are now."""


@dataclass(frozen=True)
class TableChange:
    """Which rows of which table an edit concerned; `rows` is sorted.

    Attributes:
        table: the key of the table.
        kind: what happened.
        rows: the rows as they are numbered now; for REMOVED, as they were numbered before.
    """

    table: str
    kind: ChangeKind
    rows: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class ColumnEdit:
    """Some cells of one column and their values before and after, as three arrays of one length."""

    column: str
    rows: NDArray[np.int64]
    before: NDArray[Any]
    after: NDArray[Any]


class CellEdits(Sequence[CellEdit]):
    """Many cells of one table, kept by columns so that a hundred thousand are soon changed."""

    def __init__(self, columns: Sequence[ColumnEdit]) -> None:
        self.columns = tuple(edit for edit in columns if len(edit.rows))

    def __len__(self) -> int:
        return sum(len(edit.rows) for edit in self.columns)

    @overload
    def __getitem__(self, at: int) -> CellEdit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[CellEdit]: ...
    def __getitem__(self, at: int | slice) -> CellEdit | Sequence[CellEdit]:
        if isinstance(at, slice):
            return list(self)[at]
        return next(islice(self, range(len(self))[at], None))

    def __iter__(self) -> Iterator[CellEdit]:
        for edit in self.columns:
            values = zip(edit.rows.tolist(), edit.before, edit.after, strict=True)
            yield from (CellEdit(row, edit.column, old, new) for row, old, new in values)

    def rows(self) -> NDArray[np.int64]:
        """Return the rows that have one of the cells, in order."""
        return union_of([edit.rows for edit in self.columns])


def union_of(rows: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the rows that are in one of some arrays, each once and in order."""
    import numpy as np  # noqa: PLC0415  # the first window needs none

    # A mark for each row; numpy's own union takes ten times as long.
    marks = np.zeros(max((int(one.max(initial=-1)) for one in rows), default=-1) + 1, dtype=bool)
    for one in rows:
        marks[one] = True
    return np.flatnonzero(marks)


def by_columns(cells: Sequence[CellEdit]) -> CellEdits:
    """Return single cells gathered by columns."""
    import numpy as np  # noqa: PLC0415  # the first window needs none

    if isinstance(cells, CellEdits):
        return cells
    gathered: defaultdict[str, list[CellEdit]] = defaultdict(list)
    for cell in cells:
        gathered[cell.column].append(cell)
    return CellEdits(
        [
            ColumnEdit(
                column,
                np.array([cell.row for cell in edited]),
                as_objects([cell.before for cell in edited]),
                as_objects([cell.after for cell in edited]),
            )
            for column, edited in gathered.items()
        ]
    )


def as_objects(values: Sequence[Value]) -> NDArray[Any]:
    """Return values as they are in an array."""
    import numpy as np  # noqa: PLC0415

    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def with_cells(case: Case, table: str, cells: Sequence[tuple[int, str, Value]]) -> Case:
    """Return the case with other values in some cells (row, column, value)."""
    edits = by_columns([CellEdit(row, column, None, value) for row, column, value in cells])
    return with_columns(
        case, table, [(edit.column, edit.rows, edit.after) for edit in edits.columns]
    )


def with_columns(
    case: Case, table: str, columns: Sequence[tuple[str, NDArray[np.int64], NDArray[Any]]]
) -> Case:
    """Return the case with other values in some columns (column, rows, values).

    All other columns are those of the case itself, not copies of them.
    """
    import pandas as pd  # noqa: PLC0415

    frame = case.table(table).copy(deep=False)
    for column, rows, values in columns:
        placed = frame[column].to_numpy(copy=True)
        placed[rows] = _typed(values, placed.dtype)
        frame[column] = pd.Series(placed, dtype=placed.dtype, index=frame.index)
    return _with_frame(case, table, frame)


def without_rows(case: Case, table: str, rows: Sequence[int]) -> Case:
    """Return the case without some rows of a table."""
    import numpy as np  # noqa: PLC0415

    frame = case.table(table)
    is_kept = np.ones(len(frame), dtype=bool)
    is_kept[list(rows)] = False
    return _with_frame(case, table, frame[is_kept].reset_index(drop=True))


def with_rows(case: Case, table: str, rows: Sequence[int], records: pd.DataFrame | None) -> Case:
    """Return the case with rows put in so that they have these numbers afterwards.

    `records` holds the rows in that order; None: blank rows. `rows` is sorted.
    """
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    frame = case.table(table)
    is_new = np.zeros(len(frame) + len(rows), dtype=bool)
    is_new[list(rows)] = True
    grown = {}
    for column in frame.columns:
        before = frame[column].to_numpy()
        values = np.full(len(is_new), _blank_of(before.dtype), dtype=before.dtype)
        values[~is_new] = before
        if records is not None:
            held = records[column].to_numpy()
            is_same = held.dtype == before.dtype
            values[is_new] = held if is_same else _typed(held.astype(object), before.dtype)
        grown[column] = pd.Series(values, dtype=before.dtype)
    return _with_frame(case, table, pd.DataFrame(grown, columns=frame.columns, copy=False))


def _with_frame(case: Case, table: str, frame: pd.DataFrame) -> Case:
    """Return the case with another frame, whose cells have the types of the one before."""
    return replace(case, tables=MappingProxyType({**case.tables, table: frame}))


def _typed(values: NDArray[Any], dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return values as a column of a type holds them, its own blank for every blank."""
    import pandas as pd  # noqa: PLC0415

    blank = pd.isna(values)
    if not blank.any():
        return values.astype(dtype)
    filled = values.astype(object)
    filled[blank] = _blank_of(dtype)
    return filled.astype(dtype)


def _blank_of(dtype: np.dtype[Any]) -> float | None:
    return None if dtype.kind == "O" else math.nan
