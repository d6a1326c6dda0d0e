"""What stands in the window while no case is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.theme import STEP, TITLE, Theme


class EmptyPage(QWidget):
    """A sentence and the action that follows from it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sentence = QLabel()
        self.sentence.setFont(theme.font(TITLE))
        self.sentence.setWordWrap(True)
        self.open_button = QPushButton(self.tr("Open a workbook…"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12 * STEP, 12 * STEP, 12 * STEP, 12 * STEP)
        layout.setSpacing(4 * STEP)
        layout.addWidget(self.sentence)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.say_empty()

    def say_empty(self) -> None:
        """Say that no case is open."""
        self.sentence.setText(self.tr("No case is open. Open a case workbook to see its split."))
        self.open_button.show()

    def say_opening(self, name: str) -> None:
        """Say which case is being opened."""
        self.sentence.setText(self.tr("Opening {name}…").format(name=name))
        self.open_button.hide()
