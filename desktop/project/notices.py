"""Bars above the page: what should be known or decided, without a dialog in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.theme import STEP

Choice = tuple[str, Callable[[], object]]
"""The text of a button and what it does."""


class Notice(QFrame):
    """A sentence and the buttons that follow from it."""

    def __init__(self, sentence: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.setObjectName("state")
        self.sentence = QLabel(sentence)
        self.sentence.setWordWrap(True)
        self.buttons = [QPushButton(text) for text, _ in choices]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6 * STEP, 2 * STEP, 6 * STEP, 2 * STEP)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self.sentence, 1)
        for button, (_, act) in zip(self.buttons, choices, strict=True):
            button.clicked.connect(lambda _checked=False, act=act: act())
            layout.addWidget(button)


class Notices(QWidget):
    """The bars that stand now, one for each matter."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, Notice] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.hide()

    def say(self, matter: str, sentence: str, choices: Sequence[Choice]) -> None:
        """Show a bar in place of the one of the same matter."""
        self.drop(matter)
        notice = Notice(sentence, choices)
        self.shown[matter] = notice
        self._layout.addWidget(notice)
        self.show()

    def drop(self, matter: str) -> None:
        """Take a bar away."""
        notice = self.shown.pop(matter, None)
        if notice is not None:
            self._layout.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self.shown))
