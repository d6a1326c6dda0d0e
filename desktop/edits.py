"""Edits of the open case as entries of the history: each can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

from desktop import formats
from models.declaration.tables import TABLE_BY_KEY
from models.editing import (
    CellEdit,
    ChangeKind,
    TableChange,
    by_columns,
    with_columns,
    with_rows,
    without_rows,
)

if TYPE_CHECKING:
    import pandas as pd

    from desktop.document import Document
    from models.case import Case


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
