"""Bars above the page: what should be known or decided, without a dialog in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import SpokenFrame, in_column, in_row, wrapped_label
from models.words.text import Argument

Choice = tuple[Argument, Callable[[], object]]
"""The text of a button and what it does."""


class Notice(SpokenFrame):
    """A sentence and the buttons that follow from it."""

    def __init__(self, sentence: Argument, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.setObjectName("state")
        self._sentence, self._choices = sentence, tuple(choices)
        self.sentence, self.buttons = wrapped_label(), [QPushButton() for _ in choices]
        for button, (_, act) in zip(self.buttons, choices, strict=True):
            button.clicked.connect(lambda _checked=False, act=act: act())
        margins = (6 * STEP, 2 * STEP, 6 * STEP, 2 * STEP)
        self.setLayout(in_row((self.sentence, 1), *self.buttons, spacing=3 * STEP, margins=margins))
        self.say_words()

    def say_words(self) -> None:
        """Say the sentence, and what the buttons do."""
        self.sentence.setText(say(self._sentence))
        for button, (said, _) in zip(self.buttons, self._choices, strict=True):
            button.setText(say(said))


class Notices(QWidget):
    """The bars that stand now, one for each matter."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, Notice] = {}
        self._layout = in_column(spacing=0)
        self.setLayout(self._layout)
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
