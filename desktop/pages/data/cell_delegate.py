"""The editor of a cell: a line, with a list below it where the cell takes known words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStaticText
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.look.theme import STEP, Theme
from desktop.tables.case_table import CaseTable
from desktop.tables.grid_view import RowDelegate

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
MARGIN = STEP + 3
"""Where the text of an editor begins, so that nothing moves when one opens."""
_MOST_WRITTEN = 5_000


@dataclass(frozen=True)
class _Written:
    """A text as it is painted, laid out, with its size in pixels."""

    text: QStaticText
    width: int
    height: int


class CellDelegate(RowDelegate):
    """Offers the words that a cell can hold; others can be typed and are judged as ever.

    It paints the cells itself: through the style sheet, which asks each cell for a dozen things, a
    page of scrolling would take three times as long.
    """

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view, theme)
        self._grid = view
        self._written: dict[tuple[str, int], _Written] = {}
        self._ink = QColor(theme.colours.text)
        theme.changed.connect(self._on_theme_changed)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground, the text and, where the keys stand, a frame."""
        table, colours, rect = cast(CaseTable, index.model()), self._theme.colours, option.rect
        row, at, state = table.rows.case_row(index.row()), index.column(), option.state.value
        ground: QColor | str | None = table.ground(row, at)
        if state & _SELECTED:
            ground = colours.selection
        elif ground is None and index.row() == self.hovered_row:
            ground = colours.hover
        if ground is not None:
            painter.fillRect(rect, QColor(ground))
        text = table.cells.shown(row, at)
        if text:
            written = self._fitting(text, rect.width() - 2 * MARGIN, option)
            indent = MARGIN
            if table.cells.is_figure(at):
                indent = rect.width() - MARGIN - written.width
            painter.setPen(table.ink(at) or self._ink)
            top = (rect.height() - written.height) // 2
            painter.drawStaticText(rect.left() + indent, rect.top() + top, written.text)
        if state & _FOCUSED:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _fitting(self, text: str, room: int, option: QStyleOptionViewItem) -> _Written:
        """Return as much of a text as there is room for, in one line, laid out once."""
        written = self._written.get((text, room))
        if written is None:
            if len(self._written) > _MOST_WRITTEN:
                self._written.clear()
            metrics = option.fontMetrics
            shown = text.replace("\n", " ")
            if metrics.horizontalAdvance(shown) > room:
                shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
            laid_out = QStaticText(shown)
            laid_out.setTextFormat(Qt.TextFormat.PlainText)
            written = _Written(laid_out, metrics.horizontalAdvance(shown), metrics.height())
            self._written[text, room] = written
        return written

    @Slot()
    def _on_theme_changed(self) -> None:
        self._written.clear()
        self._ink = QColor(self._theme.colours.text)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Make the editor of a cell."""
        table = cast(CaseTable, index.model())
        words = table.offered(index.column())
        if not words:
            return super().createEditor(parent, option, index)
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAccessibleName(table.label(index.column()))
        completer = QCompleter(words, editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        popup = completer.popup()
        if popup is not None:
            popup.setAccessibleName(table.label(index.column()))
        editor.setCompleter(completer)
        completer.activated.connect(lambda _text: self._accept(editor))
        # While the list is open it takes the keys, and the view does not see Enter.
        editor.returnPressed.connect(lambda: self._accept(editor))
        editor.installEventFilter(_Opener(editor))
        return editor

    def _accept(self, editor: QLineEdit) -> None:
        # The line takes the word over only after this.
        QTimer.singleShot(0, editor, lambda: self._commit(editor))

    def _commit(self, editor: QLineEdit) -> None:
        if self._grid.state() is not QTableView.State.EditingState:
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


class _Opener(QObject):
    """Opens the whole list on the down key, and on a click once the line is there."""

    def __init__(self, editor: QLineEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the list where it is asked for."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        wanted = event.type() == QEvent.Type.KeyPress and down
        if wanted or event.type() == QEvent.Type.MouseButtonPress:
            completer = self._editor.completer()
            completer.setCompletionPrefix("")
            completer.complete()
            return wanted
        return super().eventFilter(watched, event)
