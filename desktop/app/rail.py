"""The left rail: one button for each page."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from desktop.look.theme import STEP

WIDTH = 42 * STEP


class Rail(QFrame):
    """The pages of the window by name; the chosen one is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setMinimumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.buttons: list[QPushButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * STEP, 4 * STEP, 2 * STEP, 4 * STEP)
        self._layout.setSpacing(STEP)
        self._layout.addStretch(1)
        self.clear()

    def clear(self) -> None:
        """Take all buttons away, before those of another language come."""
        self.setAccessibleName(self.tr("Pages"))
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self.buttons = []

    def add_page(self, action: QAction) -> None:
        """Add the button of a page; the action shows the page."""
        button = QPushButton(action.text().replace("&", ""))
        button.setCheckable(True)
        button.setToolTip(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        button.clicked.connect(action.trigger)
        action.toggled.connect(button.setChecked)
        action.enabledChanged.connect(button.setEnabled)
        self._layout.insertWidget(len(self.buttons), button)
        self.buttons.append(button)
