"""A page of the window: opens with one sentence that states its result."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Self

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.app.all_pages import KIND_OF
from desktop.look.theme import STEP, TITLE
from desktop.pages.context import Context


class Page(QWidget):
    """What all pages have: a place in the rail, a sentence, and what Copy means on them.

    Attributes:
        number: which of the pages it is.
        title: its name in the rail and in the menu, with its mnemonic.
        sentence: states the result of the page in the case's own names and figures.
        body: the layout under the sentence, which a page fills.

    Signals:
        refused: what was asked for may not be done; carries the sentence that says why.
        problems_wanted: somebody wants to see what is wrong with the data.
        settling_wanted: somebody wants to settle the conflict of the chosen scenario.
        row_wanted: somebody wants to see a row of the data; carries its table and its place.
        warnings_wanted: somebody wants to see the warnings of the split.
    """

    refused = Signal(str)
    problems_wanted = Signal()
    settling_wanted = Signal()
    row_wanted = Signal(str, int)
    warnings_wanted = Signal()
    number = 0

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.title = KIND_OF[self.number].title
        self.sentence = QLabel()
        self.sentence.setFont(context.theme.font(TITLE))
        self.sentence.setWordWrap(True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(6 * STEP, 5 * STEP, 6 * STEP, 4 * STEP)
        self.body.setSpacing(3 * STEP)
        self.body.addWidget(self.sentence)

    @classmethod
    def in_steps(cls, context: Context) -> Generator[None, None, Self]:
        """Make the page; pauses where the window may do something else."""
        yield from ()
        return cls(context)

    def go_on(self) -> bool:
        """Make a little of what is made when it first shows; say whether there is more of it."""
        return False

    def take_over(self, before: Page) -> None:
        """Stand as a page of this kind stood: with what was chosen, unfolded and typed there."""

    def copy(self) -> None:
        """Copy what is selected; nothing where nothing can be."""

    def commands(self) -> Sequence[QAction]:
        """Return what can be done on this page, for the menu and the command palette."""
        return ()
