"""Bars above the page: what should be known or decided, without a dialog in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.look.language import say
from desktop.look.theme import STEP
from models.words.text import Argument

Choice = tuple[Argument, Callable[[], object]]
"""The text of a button and what it does."""


class Notice(QFrame):
    """A sentence and the buttons that follow from it."""

    def __init__(self, sentence: Argument, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.setObjectName("state")
        self._sentence, self._choices = sentence, tuple(choices)
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.buttons = [QPushButton() for _ in choices]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6 * STEP, 2 * STEP, 6 * STEP, 2 * STEP)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self.sentence, 1)
        for button, (_, act) in zip(self.buttons, choices, strict=True):
            button.clicked.connect(lambda _checked=False, act=act: act())
            layout.addWidget(button)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()

    def _tell(self) -> None:
        self.sentence.setText(say(self._sentence))
        for button, (said, _) in zip(self.buttons, self._choices, strict=True):
            button.setText(say(said))


class Notices(QWidget):
    """The bars that stand now, one for each matter."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, Notice] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.hide()

    def say(self, matter: str, sentence: Argument, choices: Sequence[Choice]) -> None:
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
