"""The table view of every page: steady rows, the row under the pointer, copying."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.tables.copying import copied_text
from desktop.theme import CAPTION, STEP, Theme

LEAST_COLUMN, MOST_COLUMN = 72, 320

_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints the row under the pointer on the hover ground."""

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self.hovered_row = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell."""
        unmarked = index.data(Qt.ItemDataRole.BackgroundRole) is None
        if index.row() == self.hovered_row and unmarked:
            painter.fillRect(option.rect, QColor(self._theme.colours.hover))
        super().paint(painter, option, index)


class GridView(QTableView):
    """A table whose header stays in place and whose cells can be copied exactly."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = RowDelegate(self, theme)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.entered.connect(self._on_entered)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(True)
        self.setShowGrid(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.verticalHeader().setMinimumSectionSize(theme.row_height())
        self.horizontalHeader().setFont(theme.font(CAPTION))
        self.verticalHeader().setFont(theme.font(CAPTION))
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        theme.changed.connect(self.viewport().update)

    def fit_columns(self) -> None:
        """Give each column the width its contents ask for, within bounds."""
        self.resizeColumnsToContents()
        for column in range(self.model().columnCount()):
            width = self.columnWidth(column) + 2 * STEP
            self.setColumnWidth(column, min(max(width, LEAST_COLUMN), MOST_COLUMN))

    def copy(self) -> None:
        """Put the selected cells on the clipboard, exact and tab-separated."""
        text = copied_text(self.model(), self.selectedIndexes())
        if text:
            QApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on the copy key; everything else as usual."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row under the pointer."""
        self._hover(-1)
        super().leaveEvent(event)

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()
