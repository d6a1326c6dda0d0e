"""What stands in the window while no case is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.look.language import say
from desktop.look.theme import STEP, TITLE, Theme
from models.words.text import text


class EmptyPage(QWidget):
    """A sentence and the actions that follow from it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sentence = QLabel()
        self.sentence.setFont(theme.font(TITLE))
        self.sentence.setWordWrap(True)
        self.open_button = QPushButton()
        self.new_button = QPushButton()
        self.sample_button = QPushButton()
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * STEP)
        for button in (self.open_button, self.new_button, self.sample_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12 * STEP, 12 * STEP, 12 * STEP, 12 * STEP)
        layout.setSpacing(4 * STEP)
        layout.addWidget(self.sentence)
        layout.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.say_empty()

    def say_empty(self) -> None:
        """Say that no case is open."""
        self._tell("")

    def say_opening(self, name: str) -> None:
        """Say which case is being opened."""
        self._tell(name)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tell(self._opening)

    def _tell(self, opening: str) -> None:
        self._opening = opening
        self.open_button.setText(self.tr("Open a case…"))
        self.new_button.setText(self.tr("New case"))
        self.sample_button.setText(self.tr("Open the sample"))
        self._buttons.setVisible(not opening)
        if opening:
            self.sentence.setText(say(text("Opening {name}…", name=opening)))
        else:
            self.sentence.setText(self.tr("No case is open. Open one to see its split."))
