"""The grid of the matrix: its first column is a tree that folds by click and by key."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem

from desktop.look.context_menu import menu_place
from desktop.look.theme import BODY, STEP, Theme
from desktop.pages.split.figure_tables import FoldingTable, SplitTable
from desktop.tables.grid_view import GridView, RowDelegate

INDENT = 4 * STEP
"""How far each level stands in from the one above it."""
MARK = 4 * STEP
"""The room of the triangle before a label."""
_Key = Qt.Key
_Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class FigureDelegate(RowDelegate):
    """Paints figures itself: through the style sheet a screenful of cells would take too long."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground, the figure, and a frame where the keys stand."""
        colours, rect = self._theme.colours, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or index.row() == self.hovered_row:
            painter.fillRect(rect, QColor(colours.selection if chosen else colours.hover))
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if text:
            ink = index.data(Qt.ItemDataRole.ForegroundRole)
            painter.setPen(ink if isinstance(ink, QColor) else QColor(colours.text))
            painter.setFont(index.data(Qt.ItemDataRole.FontRole) or option.font)
            painter.drawText(rect.adjusted(STEP, 0, -2 * STEP, 0), _RIGHT, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))


class TreeHeader(QHeaderView):
    """The labels of the rows, each level set in, with a triangle where something folds."""

    def __init__(self, table: FoldingTable, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._table, self._theme = table, theme
        self.setSectionsClickable(True)
        self.setMouseTracking(True)

    def label_start(self, row: int) -> int:
        """Return how far in the label of a row stands."""
        return 2 * STEP + self._table.node(row).depth * INDENT + MARK

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Paint ground, hairlines, triangle and label."""
        colours, node = self._theme.colours, self._table.node(row)
        chosen = self.selectionModel().isRowSelected(row)
        painter.save()
        painter.fillRect(rect, QColor(colours.selection if chosen else colours.surface))
        painter.setPen(QColor(colours.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        start = rect.left() + self.label_start(row)
        if node.folds:
            self._paint_mark(painter, QRectF(start - MARK, rect.top(), MARK, rect.height()), row)
        painter.setPen(QColor(colours.text))
        painter.setFont(self._theme.font(BODY, heavy=self._table.is_heavy(self._table.row(row))))
        room = QRect(start, rect.top(), rect.right() - 2 * STEP - start, rect.height())
        text = painter.fontMetrics().elidedText(
            self._table.label(row), Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold on the triangle; choose the row elsewhere."""
        row = self.logicalIndexAt(event.position().toPoint())
        on_mark = row >= 0 and event.position().x() < self.label_start(row)
        if on_mark and self._table.node(row).folds:
            toggle(self._table, row)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold the row."""
        row = self.logicalIndexAt(event.position().toPoint())
        if row >= 0 and event.position().x() >= self.label_start(row):
            toggle(self._table, row)

    def _paint_mark(self, painter: QPainter, room: QRectF, row: int) -> None:
        x, y, size = room.left() + STEP, room.center().y(), 4.0
        if self._table.is_unfolded(row):
            points = [(x, y - size / 2), (x + 2 * size, y - size / 2), (x + size, y + size / 2)]
        else:
            points = [(x + 1, y - size), (x + 1 + size, y), (x + 1, y + size)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.quiet_text))
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))


class FigureView(GridView):
    """A grid of nothing but figures.

    Signals:
        menu_wanted: what can be done with what is chosen is to be offered; carries the place.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, table: SplitTable, theme: Theme) -> None:
        super().__init__(theme)
        self.table = table
        self.setModel(table)

    def _new_delegate(self) -> RowDelegate:
        return FigureDelegate(self, self._theme)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Let the page offer what can be done."""
        self.menu_wanted.emit(menu_place(self, event))


class MatrixView(FigureView):
    """Folds with keys: + and − and space anywhere, Left and Right from the first figure.

    Signals:
        left: Escape was pressed: nothing is to be chosen any more.
        entered_reasons: Enter was pressed: the reasons of what is chosen are to be read.
    """

    left = Signal()
    entered_reasons = Signal()

    table: FoldingTable

    def __init__(self, table: FoldingTable, theme: Theme) -> None:
        super().__init__(table, theme)
        self._header = TreeHeader(table, theme)
        self._dress(self._header)
        self.setVerticalHeader(self._header)
        for header in (self._header, self.horizontalHeader()):
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_row_menu)
        self.horizontalHeader().customContextMenuRequested.connect(self._on_column_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold, unfold, leave; everything else as usual."""
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
            | Qt.KeyboardModifier.AltModifier
            | Qt.KeyboardModifier.MetaModifier
        )
        key = Qt.Key(event.key())
        if key == _Key.Key_Escape:
            self.clearSelection()
            self.left.emit()
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            self.entered_reasons.emit()
        elif not (plain and self.currentIndex().isValid() and self._folded_by(key, event)):
            super().keyPressEvent(event)

    @Slot(QPoint)
    def _on_row_menu(self, place: QPoint) -> None:
        """Choose the row under the pointer and offer what can be done with it."""
        row = self._header.logicalIndexAt(place)
        if row >= 0:
            self.selectRow(row)
        self.menu_wanted.emit(self._header.viewport().mapToGlobal(place))

    @Slot(QPoint)
    def _on_column_menu(self, place: QPoint) -> None:
        """Choose the column under the pointer and offer what can be done with it."""
        header = self.horizontalHeader()
        column = header.logicalIndexAt(place)
        if column >= 0:
            self.selectColumn(column)
        self.menu_wanted.emit(header.viewport().mapToGlobal(place))

    def _folded_by(self, key: Qt.Key, event: QKeyEvent) -> bool:
        """Do what a key does to the row it stands on; False: nothing."""
        index, table = self.currentIndex(), self.table
        row, first = index.row(), index.column() == 0
        folds, unfolded = table.node(row).folds, table.is_unfolded(row)
        if key == _Key.Key_Plus or (key == _Key.Key_Right and first and folds and not unfolded):
            table.unfold(row)
        elif key == _Key.Key_Minus or (key == _Key.Key_Left and first and unfolded):
            self._fold_or_go_up(row)
        elif key == _Key.Key_Left and first:
            self._go_up(row)
        elif key == _Key.Key_Space and folds and not event.modifiers():
            toggle(table, row)
        else:
            return False
        return True

    def _fold_or_go_up(self, row: int) -> None:
        if self.table.is_unfolded(row):
            self.table.fold(row)
        else:
            self._go_up(row)

    def _go_up(self, row: int) -> None:
        above = self.table.parent_row(row)
        if above is not None:
            there = self.table.index(above, self.currentIndex().column())
            self.selectionModel().setCurrentIndex(
                there, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )


def toggle(table: FoldingTable, row: int) -> None:
    """Fold a row, or unfold it."""
    if table.is_unfolded(row):
        table.fold(row)
    else:
        table.unfold(row)
