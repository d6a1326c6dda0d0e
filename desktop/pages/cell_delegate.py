"""The editor of a cell: a line, with a list below it where the cell takes known words."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.grid_view import RowDelegate
from desktop.tables.case_table import CaseTable
from desktop.theme import Theme

_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(RowDelegate):
    """Offers the words that a cell can hold; others can be typed and are judged as ever."""

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view, theme)
        self._grid = view

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
            self._open()
            return wanted
        return super().eventFilter(watched, event)

    def _open(self) -> None:
        completer = self._editor.completer()
        completer.setCompletionPrefix("")
        completer.complete()
