"""The editor of a cell: a line, with a list below it where the cell takes known words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStaticText
from PySide6.QtWidgets import (
    QApplication,
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
from models.problems import Severity

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected.value
_EDITED = Qt.ItemDataRole.EditRole
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MARGIN = STEP + 3
"""Where the text of an editor begins, so that nothing moves when one opens."""
_MOST_WRITTEN = 5_000
_BAND = 2
"""How much of the ground of a selection is seen around a cell with a problem."""
_CORNERS = {Severity.ERROR: 2 * STEP, Severity.WARNING: STEP}
"""How large the corner is that marks a cell with a problem."""


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

    Signals:
        left: what was typed is taken over, and the cell is left for another row; carries by how
            many rows that lies below, above where it is less than zero.
    """

    left = Signal(int)

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view, theme)
        self._grid = view
        self._written: dict[tuple[str, int], _Written] = {}
        self._ink = QColor(theme.colours.text)
        theme.changed.connect(self._on_theme_changed)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground, the text, what is wrong and, where the keys stand, a frame."""
        table, colours, rect = cast(CaseTable, index.model()), self._theme.colours, option.rect
        row, at, state = table.rows.case_row(index.row()), index.column(), option.state.value
        severity = table.severity(row, at)
        if severity is not None:
            self._paint_problem(painter, rect, severity, chosen=bool(state & _SELECTED))
        elif state & _SELECTED:
            painter.fillRect(rect, QColor(colours.selection))
        elif index.row() == self.hovered_row:
            painter.fillRect(rect, QColor(colours.hover))
        text = table.cells.shown(row, at)
        if text:
            written = self._fitting(text, rect.width() - 2 * MARGIN, option)
            indent = MARGIN
            if table.cells.is_right(at):
                indent = rect.width() - MARGIN - written.width
            painter.setPen(table.ink(at) or self._ink)
            top = (rect.height() - written.height) // 2
            painter.drawStaticText(rect.left() + indent, rect.top() + top, written.text)
        if state & _FOCUSED:
            painter.setPen(QColor(colours.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_problem(
        self, painter: QPainter, rect: QRect, severity: Severity, *, chosen: bool
    ) -> None:
        """Paint the ground and a corner, which says so without colour, also where it is chosen."""
        ground, mark = self._theme.problem_colour(severity), self._theme.problem_mark(severity)
        if chosen:
            painter.fillRect(rect, QColor(self._theme.colours.selection))
            rect = rect.adjusted(_BAND, _BAND, -_BAND, -_BAND)
        painter.fillRect(rect, ground)
        painter.setPen(mark)
        if chosen:
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        size = _CORNERS[severity]
        painter.setBrush(mark)
        right, top = rect.right(), rect.top()
        painter.drawPolygon(
            [QPoint(right - size, top), QPoint(right, top), QPoint(right, top + size)]
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)

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
        editor = WordEditor(parent, partial(table.completed, index.column()))
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
        editor.installEventFilter(_Opener(editor))
        if popup is not None:
            popup.installEventFilter(_Leaver(editor, popup))
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Show what the cell holds, but leave what is being typed as it is.

        Views ask for this again whenever cells change, as when problems are found meanwhile. To
        set the same text once more would take the selection away, which typing replaces.
        """
        shown = editor.text() if isinstance(editor, QLineEdit) else None
        if shown is None or not (_is_typed(editor) or shown == index.data(_EDITED)):
            super().setEditorData(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab and Enter take the only word that is left; Enter goes on to the cell below."""
        if isinstance(watched, WordEditor) and _goes_on(event):
            watched.take_only_word()
        if isinstance(watched, QLineEdit) and (rows := rows_to_go(event)):
            self._take_over(watched)
            self.left.emit(rows)
            return True
        return super().eventFilter(watched, event)

    def _accept(self, editor: WordEditor) -> None:
        # The line takes the word over only after this.
        QTimer.singleShot(0, editor, lambda: self._commit(editor))

    def _commit(self, editor: WordEditor) -> None:
        if self._grid.state() is QTableView.State.EditingState:
            self._take_over(editor)

    def _take_over(self, editor: QLineEdit) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def _is_typed(editor: QWidget) -> bool:
    """Say whether somebody typed into an editor since it shows what it shows."""
    return isinstance(editor, QLineEdit) and editor.isModified()


def _goes_on(event: QEvent) -> bool:
    """Say whether it is a key that is done with a cell."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, *_ENTER)
    )


def rows_to_go(event: QEvent) -> int:
    """Return by how many rows a key goes down from its cell, -1: up; 0: it stays in its row."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return 0
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    ways = {Qt.KeyboardModifier.NoModifier: 1, Qt.KeyboardModifier.ShiftModifier: -1}
    return ways.get(held, 0) if event.key() in _ENTER else 0


class WordEditor(QLineEdit):
    """A line in which one of some words is typed, or whatever else is judged later."""

    def __init__(self, parent: QWidget, completed: Callable[[str], str]) -> None:
        super().__init__(parent)
        self._completed = completed
        self.setFrame(False)

    def take_only_word(self) -> None:
        """Complete what was typed where only one of the words is left."""
        if self.isModified():
            self.setText(self._completed(self.text()))


class _Leaver(QObject):
    """Gives Tab and Enter to the editor while its list is open, as if there were none.

    Else the list would give Tab to the window, and Enter would stay in the cell.
    """

    def __init__(self, editor: QLineEdit, popup: QWidget) -> None:
        super().__init__(popup)
        self._editor, self._popup = editor, popup

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list and let the editor go on."""
        if isinstance(event, QKeyEvent) and _goes_on(event):
            self._popup.hide()
            again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            return QApplication.sendEvent(self._editor, again)
        return super().eventFilter(watched, event)


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
