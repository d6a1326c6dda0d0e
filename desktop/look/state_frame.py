"""A sentence on how things stand, with the action that follows from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop.look.theme import STEP


class StateFrame(QFrame):
    """Hidden while there is nothing to say.

    Signals:
        acted: the action was asked for.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("state")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.action = QPushButton()
        self.action.clicked.connect(self.acted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.action)
        self.hide()

    def say(self, sentence: str, action: str = "", *, enabled: bool = True) -> None:
        """Say a sentence and offer an action; nothing: hide."""
        self.sentence.setText(sentence)
        self.action.setText(action)
        self.action.setEnabled(enabled)
        self.action.setVisible(bool(action))
        self.setVisible(bool(sentence))
