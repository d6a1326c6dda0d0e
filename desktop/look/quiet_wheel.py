"""The wheel scrolls the page; it turns a control only once that was chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class QuietWheel(QObject):
    """Keeps the wheel away from controls that do not have the focus."""

    def watch(self, control: QWidget) -> None:
        """Guard one control; it no longer takes the focus by the wheel either."""
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to whatever scrolls."""
        unchosen = isinstance(watched, QWidget) and not watched.hasFocus()
        if unchosen and event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)
