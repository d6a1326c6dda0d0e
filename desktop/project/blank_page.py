"""What stands in place of a split while the case has nothing to split: what to do first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.look.theme import STEP, TITLE, Theme

if TYPE_CHECKING:
    from desktop.document.document import Document


class BlankPage(QWidget):
    """The steps to a first split, and where to begin."""

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


def is_blank_case(document: Document) -> bool:
    """Say whether the open case has no people to split anything for."""
    return document.case is not None and document.case.table("Flows").empty
