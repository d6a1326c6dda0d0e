"""What a newcomer meets: no case, one with nothing to split, or the sample, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from desktop.look.language import say
from desktop.look.theme import STEP, TITLE, Theme
from desktop.look.widgets import SpokenFrame, in_column, in_row, wrapped_label
from models.words.text import text

if TYPE_CHECKING:
    from models.case import Case


_MARGINS = (12 * STEP,) * 4


class _Title(QLabel):
    """A title like that of a page, whatever size the text has."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWordWrap(True)
        theme.resized.connect(self._take_font)
        self._take_font()

    @Slot()
    def _take_font(self) -> None:
        self.setFont(self._theme.font(TITLE))


class EmptyPage(SpokenFrame):
    """Says that no case is open, or which one is being opened."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sentence = _Title(theme)
        self.open_button, self.new_button = QPushButton(), QPushButton()
        self.sample_button = QPushButton()
        self._buttons = QWidget()
        self._buttons.setLayout(in_row(self.open_button, self.new_button, self.sample_button))
        pieces = (self.sentence, in_row(self._buttons, 1), 1)
        self.setLayout(in_column(*pieces, spacing=4 * STEP, margins=_MARGINS))
        self.setFocusProxy(self.open_button)
        self.say_opening("")

    def say_opening(self, name: str) -> None:
        """Say which case is being opened; "": that none is open."""
        self._opening = name
        self.say_words()

    def say_words(self) -> None:
        """Say what is there, and what can be done about it."""
        self.open_button.setText(self.tr("Open a case…"))
        self.new_button.setText(self.tr("New case"))
        self.sample_button.setText(self.tr("Open the sample"))
        self._buttons.setVisible(not self._opening)
        if self._opening:
            self.sentence.setText(say(text("Opening {name}…", name=self._opening)))
        else:
            self.sentence.setText(self.tr("No case is open. Open one to see its split."))


class BlankPage(SpokenFrame):
    """The steps to a first split of a case that has nothing to split, and where to begin."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sentence, self.steps = _Title(theme), wrapped_label()
        self.fill_button, self.open_button = QPushButton(), QPushButton()
        pieces = (self.sentence, self.steps, in_row(self.fill_button, self.open_button, 1), 1)
        self.setLayout(in_column(*pieces, spacing=4 * STEP, margins=_MARGINS))
        self.setFocusProxy(self.fill_button)
        self.say_words()

    def say_words(self) -> None:
        """Say the steps."""
        self.sentence.setText(self.tr("This case is new: it has its rules, and no people yet."))
        self.steps.setText(
            self.tr(
                "1. List the territories that pay and host.\n"
                "2. List the stages that people go through.\n"
                "3. Say in Flows how many people go from where to where, each year.\n"
                "4. Say in Costs what a stage costs, and in Benefits what it is worth later.\n\n"
                "The split is computed as soon as there are flows and costs. Whole blocks can "
                "also be filled in with Excel: open a workbook."
            )
        )
        self.fill_button.setText(self.tr("Fill in the tables"))
        self.open_button.setText(self.tr("Open a workbook…"))


class FirstCasePanel(SpokenFrame):
    """New case and Open, beside the sample, for whoever has no case of their own yet."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = wrapped_label(quiet=True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.new_button, self.open_button = QPushButton(), QPushButton()
        for button in (self.new_button, self.open_button):
            button.setObjectName("beginning")
        self.setLayout(in_column(self.sentence, self.new_button, self.open_button))
        self.hide()
        self.say_words()

    def say_words(self) -> None:
        """Say what is shown, and what one may begin with instead."""
        self.sentence.setText(self.tr("The case shown is a sample. Begin one of your own:"))
        self.new_button.setText(self.tr("New case"))
        self.open_button.setText(self.tr("Open a case…"))


def is_blank(case: Case) -> bool:
    """Say whether a case has no people to split anything for."""
    return case.table("Flows").empty
