"""What stands in place of a page while no case is open, or while one has nothing to split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.look.language import say
from desktop.look.theme import STEP, TITLE, Theme
from models.words.text import text

if TYPE_CHECKING:
    from models.case import Case


class EmptyPage(QWidget):
    """Says that no case is open, or which one is being opened."""

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


class BlankPage(QWidget):
    """The steps to a first split of a case that has nothing to split, and where to begin."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sentence = QLabel()
        self.sentence.setFont(theme.font(TITLE))
        self.sentence.setWordWrap(True)
        self.steps = QLabel()
        self.steps.setWordWrap(True)
        self.fill_button = QPushButton()
        self.open_button = QPushButton()
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addWidget(self.fill_button)
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12 * STEP, 12 * STEP, 12 * STEP, 12 * STEP)
        layout.setSpacing(4 * STEP)
        layout.addWidget(self.sentence)
        layout.addWidget(self.steps)
        layout.addLayout(buttons)
        layout.addStretch(1)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()

    def _tell(self) -> None:
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


def is_blank(case: Case) -> bool:
    """Say whether a case has no people to split anything for."""
    return case.table("Flows").empty
