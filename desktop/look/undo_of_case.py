"""Ctrl+Z undoes typing while there is some, and the last edit of the case otherwise."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget


class UndoOfCase(QObject):
    """Lets the keys of undo and redo through to the window when a line has nothing to undo."""

    def __init__(self, line: QLineEdit, focused: QWidget) -> None:
        super().__init__(focused)
        self._line = line
        focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the shortcut to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self._line.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self._line.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)
