"""What stands in place of the views of trajectories while there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.look.language import say
from desktop.look.theme import HEADING, STEP, Theme
from desktop.pages.trajectories.controls import Asking, State


class StateOfPage(QWidget):
    """Says why there is nothing, and offers what can be done about it.

    Signals:
        problems_wanted: the user wants to see what is wrong with the data.
        anew_wanted: people are to be followed once more.
    """

    problems_wanted = Signal()
    anew_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._state = State.EMPTY
        self.advice = QLabel()
        self.advice.setFont(theme.font(HEADING))
        self.advice.setObjectName("quiet")
        self.advice.setWordWrap(True)
        self.button = QPushButton()
        self.button.clicked.connect(self._act)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2 * STEP, 0, 0)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self.advice)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)

    def title(self, asking: Asking) -> str:
        """Return the sentence that opens the page."""
        return {
            State.REFUSED: self.tr("The data have errors, so nobody can be followed."),
            State.FAILED: say(asking.error.sentence) if asking.error else "",
            State.CANCELLED: self.tr("The computation was cancelled."),
        }.get(asking.state, self.tr("People are being followed through the stages…"))

    def explain(self, asking: Asking) -> None:
        """Say what can be done."""
        self._state = asking.state
        advice, action = {
            State.REFUSED: (
                self.tr("Correct them on the page Data (Ctrl+1); this page follows by itself."),
                self.tr("Show problems"),
            ),
            State.FAILED: (self.tr("Correct the rule or the data it names."), self.tr("Retry")),
            State.CANCELLED: ("", self.tr("Compute")),
        }.get(asking.state, ("", ""))
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.button.setText(action)
        self.button.setVisible(bool(action))

    @Slot()
    def _act(self) -> None:
        if self._state is State.REFUSED:
            self.problems_wanted.emit()
        else:
            self.anew_wanted.emit()
