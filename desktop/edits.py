"""What an edit does to a case: each returns a new one, so that every edit can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from desktop import formats
from desktop.parsing import Value
from models.declaration.tables import TABLE_BY_KEY

if TYPE_CHECKING:
    import pandas as pd

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


def with_cells(case: Case, table: str, cells: Sequence[tuple[int, str, Value]]) -> Case:
    """Return the case with other values in some cells (row, column, value)."""
    frame = case.table(table).copy()
    by_column: defaultdict[str, list[tuple[int, Value]]] = defaultdict(list)
    for row, column, value in cells:
        by_column[column].append((row, value))
    for edited, placed in by_column.items():
        values = frame[edited].to_numpy(dtype=object, copy=True)
        for row, value in placed:
            values[row] = value
        frame[edited] = values
    return case.with_table(table, frame)


def without_rows(case: Case, table: str, rows: Sequence[int]) -> Case:
    """Return the case without some rows of a table."""
    frame = case.table(table)
    return case.with_table(table, frame.drop(index=list(rows)).reset_index(drop=True))


def with_rows(case: Case, table: str, rows: Sequence[int], records: pd.DataFrame | None) -> Case:
    """Return the case with rows put in so that they have these numbers afterwards.

    `records` holds the rows in that order; None: blank rows. `rows` is sorted.
    """
    frame = case.table(table)
    wanted = set(rows)
    kept = iter(range(len(frame)))
    order = [-1 if at in wanted else next(kept) for at in range(len(frame) + len(rows))]
    grown = frame.reindex(order).reset_index(drop=True)
    if records is not None:
        for column in grown.columns:
            values = grown[column].to_numpy(dtype=object, copy=True)
            values[list(rows)] = records[column].to_numpy(dtype=object)
            grown[column] = values
    return case.with_table(table, grown)


def table_label(key: str) -> str:
    """Return the name of a table as the window shows it."""
    return TABLE_BY_KEY[key].labels.in_language("en")


class SetCells(QUndoCommand):
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
        self._document, self._table, self._cells = document, table, tuple(cells)
        length = len(document.open_case.table(table))
        self._new_rows = tuple(range(length, length + added))
        changed = sorted({cell.row for cell in cells if cell.row < length})
        self._changed = TableChange(table, ChangeKind.CELLS, tuple(changed))

    def redo(self) -> None:
        """Put the new values in."""
        case = self._document.open_case
        if self._new_rows:
            case = with_rows(case, self._table, self._new_rows, None)
        cells = [(cell.row, cell.column, cell.after) for cell in self._cells]
        self._take(with_cells(case, self._table, cells), ChangeKind.INSERTED)

    def undo(self) -> None:
        """Put the old values back."""
        case, kept = self._document.open_case, set(self._changed.rows)
        if self._new_rows:
            case = without_rows(case, self._table, self._new_rows)
        cells = [(cell.row, cell.column, cell.before) for cell in self._cells if cell.row in kept]
        self._take(with_cells(case, self._table, cells), ChangeKind.REMOVED)

    def _take(self, case: Case, kind: ChangeKind) -> None:
        # The number of rows first: whoever follows has them before the cells are told.
        changes = [TableChange(self._table, kind, self._new_rows), self._changed]
        self._document.take_edit(case, *(change for change in changes if change.rows))


class AddRows(QUndoCommand):
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

    def redo(self) -> None:
        """Put the rows in."""
        case = with_rows(self._document.open_case, self._table, self._rows, self._records)
        self._document.take_edit(case, TableChange(self._table, ChangeKind.INSERTED, self._rows))

    def undo(self) -> None:
        """Take the rows out."""
        case = without_rows(self._document.open_case, self._table, self._rows)
        self._document.take_edit(case, TableChange(self._table, ChangeKind.REMOVED, self._rows))


class DeleteRows(QUndoCommand):
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

    def redo(self) -> None:
        """Take the rows out."""
        case = without_rows(self._document.open_case, self._table, self._rows)
        self._document.take_edit(case, TableChange(self._table, ChangeKind.REMOVED, self._rows))

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
        column=label, table=table_label(table), row=cells[0].row + 1
    )
