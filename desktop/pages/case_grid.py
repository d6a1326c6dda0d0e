"""The grid of one table of the case: what a person can do with its rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from desktop import formats
from desktop.document import Document
from desktop.grid_view import GridView, RowDelegate
from desktop.pages.cell_delegate import CellDelegate
from desktop.tables.case_table import CaseTable
from desktop.tables.pasting import block_of
from desktop.theme import Theme
from models.declaration.kinds import Table


class CaseGrid(GridView):
    """A table of the case in which every cell can be edited where it stands.

    Signals:
        replace_wanted: the key for replacing was pressed.
    """

    replace_wanted = Signal()

    def __init__(self, document: Document, table: Table, theme: Theme, locale: QLocale) -> None:
        super().__init__(theme)
        self._document, self._locale = document, locale
        self.table = CaseTable(document, table, theme, locale, self)
        self.setModel(self.table)
        self.setAccessibleName(table.labels.in_language("en"))
        self.setAccessibleDescription(table.help)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.table.refused_at.connect(self._on_refused_at)
        document.case_replaced.connect(self._on_case_replaced)

    def _new_delegate(self) -> RowDelegate:
        return CellDelegate(self, self._theme)

    def add_row(self) -> None:
        """Put a blank row under the current one, or at the end, and go to its first cell."""
        current = self.currentIndex()
        rows = self.table.rows
        at = rows.case_row(current.row()) + 1 if current.isValid() else self.table.case_row_count()
        self._document.add_row(self.table.table.key, at)
        self.setCurrentIndex(self.table.index(rows.place_of(at) or 0, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def delete_rows(self) -> None:
        """Take out every row in which a cell is selected."""
        chosen = {index.row() for index in self.selectedIndexes()}
        rows = sorted(map(self.table.rows.case_row, chosen))
        self._document.delete_rows(self.table.table.key, rows)

    def cut(self) -> None:
        """Copy the selected cells and make them blank."""
        cells = self.selectedIndexes()
        self.copy()
        text = self.tr("Cut {count} cells from {table}")
        self.table.clear_cells(cells, self._said(text, len(cells)))

    def paste(self) -> None:
        """Put the block on the clipboard at the current cell; one value fills the selection."""
        block = block_of(QApplication.clipboard().text())
        if not block or not self.table.columnCount():
            return
        chosen = [(index.row(), index.column()) for index in self.selectedIndexes()]
        if len(block) == len(block[0]) == 1 and len(chosen) > 1:
            cells = [(row, at, block[0][0]) for row, at in sorted(chosen)]
        else:
            cells = _placed(block, *self._corner(chosen))
        text = self.tr("Paste {count} cells into {table}")
        if self.table.put_texts(cells, self._said(text, len(cells))):
            self._select(cells[0][:2], cells[-1][:2])

    def fill_down(self) -> None:
        """Repeat the topmost selected cell of each column; a lone cell takes the one above."""
        rows: dict[int, list[int]] = {}
        for index in self.selectedIndexes():
            rows.setdefault(index.column(), []).append(index.row())
        pairs: list[tuple[int, int, int]] = []
        for at, chosen in rows.items():
            top = min(chosen)
            source = top if len(chosen) > 1 else max(top - 1, 0)
            pairs.extend((source, row, at) for row in sorted(chosen))
        self.table.fill(pairs)

    def replace(self, places: list[tuple[int, int]], text: str, by: str) -> None:
        """Put a text in the place of another in some cells, as one edit."""
        cells = [
            (row, at, new)
            for row, at in places
            if (new := self.table.replaced(row, at, text, by)) is not None
        ]
        self.table.put_texts(
            cells, self._said(self.tr("Replace in {count} cells of {table}"), len(cells))
        )

    def event(self, event: QEvent) -> bool:
        """Take the key for replacing before the window takes it for something else."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_replace_key(event):
            event.accept()
            return True
        return super().event(event)

    def _corner(self, chosen: list[tuple[int, int]]) -> tuple[int, int]:
        if len(chosen) > 1:
            return min(row for row, _ in chosen), min(at for _, at in chosen)
        current = self.currentIndex()
        return (current.row(), current.column()) if current.isValid() else (0, 0)

    def _said(self, text: str, count: int) -> str:
        table = self.table.table.labels.in_language("en")
        return text.format(count=formats.number(count, self._locale), table=table)

    def _select(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        ends = (self.table.index(*first), self.table.index(*last))
        # A frozen scenario may have refused the rows.
        if all(end.isValid() for end in ends):
            self.selectionModel().setCurrentIndex(ends[0], flags.NoUpdate)
            self.selectionModel().select(QItemSelection(*ends), flags.ClearAndSelect)

    @Slot(int, int)
    def _on_refused_at(self, row: int, at: int) -> None:
        index = self.table.index(row, at)
        if index.isValid():
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Blank the selected cells on Delete; everything else as usual."""
        if _is_replace_key(event):
            self.replace_wanted.emit()
            return
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.table.clear_cells(self.selectedIndexes())
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_case_replaced(self) -> None:
        self.fit_columns()
        self.scrollToTop()


def _is_replace_key(event: QEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    if not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_H and event.modifiers() == control


def _placed(block: list[list[str]], top: int, left: int) -> list[tuple[int, int, str]]:
    return [
        (top + down, left + right, text)
        for down, line in enumerate(block)
        for right, text in enumerate(line)
    ]
