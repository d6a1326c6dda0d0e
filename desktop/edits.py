"""What an edit does to a case: each returns a new one, so that every edit can be undone."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, overload

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from desktop import formats
from desktop.parsing import Value
from models.declaration.tables import TABLE_BY_KEY

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from desktop.document import Document
    from models.case import Case


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
            values[is_new] = _typed(records[column].to_numpy(dtype=object), before.dtype)
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


def row_number(row: int) -> int:
    """Return the number of a row as the grid and the plain workbook show it, below the header."""
    return row + 2


def table_label(key: str) -> str:
    """Return the name of a table as the window shows it."""
    return TABLE_BY_KEY[key].labels.in_language("en")


class CaseEdit(QUndoCommand):
    """An edit of the open case; `Document.edit` makes it."""

    def after(self) -> Case:
        """Return the open case with the edit made."""
        raise NotImplementedError  # a class of Qt cannot be an ABC: two metaclasses


class SetCells(CaseEdit):
    """Other values in some cells of one table, some of them perhaps in rows added at its end."""

    def __init__(
        self,
        document: Document,
        table: str,
        cells: Sequence[CellEdit],
        text: str = "",
        added: int = 0,
    ) -> None:
        super().__init__(text or _set_cells_text(table, cells))
        self._document, self._table, self._edits = document, table, by_columns(cells)
        self._length = len(document.open_case.table(table))
        rows = self._edits.rows()
        end = max(self._length + added, int(rows.max(initial=-1)) + 1)
        self._new_rows = tuple(range(self._length, end))
        changed = tuple(rows[rows < self._length].tolist())
        self._changed = TableChange(table, ChangeKind.CELLS, changed)

    def after(self) -> Case:
        """Return the case with the new values."""
        case = self._document.open_case
        if self._new_rows:
            case = with_rows(case, self._table, self._new_rows, None)
        placed = [(edit.column, edit.rows, edit.after) for edit in self._edits.columns]
        return with_columns(case, self._table, placed)

    def redo(self) -> None:
        """Put the new values in."""
        self._take(self.after(), ChangeKind.INSERTED)

    def undo(self) -> None:
        """Put the old values back."""
        case = self._document.open_case
        if self._new_rows:
            case = without_rows(case, self._table, self._new_rows)
        placed = []
        for edit in self._edits.columns:
            old = edit.rows < self._length
            placed.append((edit.column, edit.rows[old], edit.before[old]))
        self._take(with_columns(case, self._table, placed), ChangeKind.REMOVED)

    def _take(self, case: Case, kind: ChangeKind) -> None:
        # The number of rows first: whoever follows has them before the cells are told.
        changes = [TableChange(self._table, kind, self._new_rows), self._changed]
        self._document.take_edit(case, *(change for change in changes if change.rows))


class AddRows(CaseEdit):
    """Rows in one table, from one row on: blank ones, or `records` (then `count` is theirs)."""

    def __init__(
        self,
        document: Document,
        table: str,
        at: int,
        count: int = 1,
        *,
        records: pd.DataFrame | None = None,
        text: str = "",
    ) -> None:
        count = count if records is None else len(records)
        counted = formats.counted(
            QCoreApplication.translate("Edits", "Add 1 row to {{table}}"),
            QCoreApplication.translate("Edits", "Add {count} rows to {{table}}"),
            count,
        )
        super().__init__(text or counted.format(table=table_label(table)))
        self._document, self._table, self._records = document, table, records
        self._rows = tuple(range(at, at + count))

    def after(self) -> Case:
        """Return the case with the rows."""
        return with_rows(self._document.open_case, self._table, self._rows, self._records)

    def redo(self) -> None:
        """Put the rows in."""
        change = TableChange(self._table, ChangeKind.INSERTED, self._rows)
        self._document.take_edit(self.after(), change)

    def undo(self) -> None:
        """Take the rows out."""
        case = without_rows(self._document.open_case, self._table, self._rows)
        self._document.take_edit(case, TableChange(self._table, ChangeKind.REMOVED, self._rows))


class DeleteRows(CaseEdit):
    """Some rows of one table taken out."""

    def __init__(self, document: Document, table: str, rows: Sequence[int], text: str = "") -> None:
        counted = formats.counted(
            QCoreApplication.translate("Edits", "Delete 1 row from {{table}}"),
            QCoreApplication.translate("Edits", "Delete {count} rows from {{table}}"),
            len(rows),
        )
        super().__init__(text or counted.format(table=table_label(table)))
        self._document, self._table, self._rows = document, table, tuple(sorted(rows))
        self._records = document.open_case.table(table).iloc[list(self._rows)].copy()

    def after(self) -> Case:
        """Return the case without the rows."""
        return without_rows(self._document.open_case, self._table, self._rows)

    def redo(self) -> None:
        """Take the rows out."""
        change = TableChange(self._table, ChangeKind.REMOVED, self._rows)
        self._document.take_edit(self.after(), change)

    def undo(self) -> None:
        """Put the rows back where they were."""
        case = with_rows(self._document.open_case, self._table, self._rows, self._records)
        self._document.take_edit(case, TableChange(self._table, ChangeKind.INSERTED, self._rows))


def _set_cells_text(table: str, cells: Sequence[CellEdit]) -> str:
    if len(cells) > 1:
        return QCoreApplication.translate("Edits", "Change {count} cells in {table}").format(
            count=len(cells), table=table_label(table)
        )
    label = TABLE_BY_KEY[table].column(cells[0].column).labels.in_language("en")
    return QCoreApplication.translate("Edits", "Change {column} in {table}, row {row}").format(
        column=label, table=table_label(table), row=row_number(cells[0].row)
    )
