"""How the split stands to the case, in a sentence, with the action that follows from it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop.document.document import Document
from desktop.document.solving import Solving, SplitState
from desktop.look.language import say
from desktop.look.theme import STEP
from models.words.conflicts import Conflict
from models.words.goals import first_answer
from models.words.text import Quoted, text


class StateLine(QFrame):
    """Hidden while the split is current; otherwise says why it is not and what can be done.

    Signals:
        problems_wanted: the user wants to see what is wrong with the data.
        settle_wanted: the user wants to settle the clauses that clash.
    """

    problems_wanted = Signal()
    settle_wanted = Signal()

    def __init__(self, document: Document, solving: Solving) -> None:
        super().__init__()
        self.setObjectName("state")
        self._document, self._solving = document, solving
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.action = QPushButton()
        self.action.clicked.connect(self._act)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 2 * STEP)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.action)
        solving.state_changed.connect(self.refresh)
        document.split_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say how things stand now."""
        state = self._solving.state
        self.setVisible(state not in (SplitState.CURRENT, SplitState.EMPTY))
        sentences = [self._sentence(state), self._what_is_shown()]
        apart = "\n" if state is SplitState.CONFLICT else " "
        self.sentence.setText(apart.join(sentence for sentence in sentences if sentence))
        self.action.setText(self._action(state))
        self.action.setEnabled(state is not SplitState.CANCELLING)
        self.action.setVisible(bool(self.action.text()))

    def _sentence(self, state: SplitState) -> str:
        if state is SplitState.CONFLICT:
            return self._conflict()
        if state is SplitState.FAILED:
            return str(self._solving.error)
        return {
            SplitState.SOLVING: self.tr("Computing the split…"),
            SplitState.CANCELLING: self.tr("Cancelling…"),
            SplitState.CANCELLED: self.tr("The computation was cancelled."),
            SplitState.REFUSED: self.tr("The data have errors, so no split can be computed."),
        }.get(state, "")

    def _conflict(self) -> str:
        conflict, lines = self._solving.conflict, self._solving.conflict_lines
        assert conflict is not None
        first = (
            self.tr("This clause cannot hold under the rules. The value at which it would fit:")
            if len(lines) == 1
            else self.tr(
                "These clauses cannot all hold. For each, the value at which it alone would fit:"
            )
        )
        told = Conflict(conflict.split, conflict.case)
        return "\n".join([first, *(f"• {say(told.need(line))}" for line in lines)])

    def _what_is_shown(self) -> str:
        solved = self._document.solved
        if solved is None or self._document.split_is_current:
            return ""
        if solved.split.scenario != self._document.scenario:
            scenario = Quoted(solved.split.scenario)
            return say(
                text("The split shown is that of the scenario {scenario}.", scenario=scenario)
            )
        if solved.case is self._document.case:
            return say(first_answer(solved.split))
        return self.tr("The split shown is the one before your last edit; it is not current.")

    def _action(self, state: SplitState) -> str:
        return {
            SplitState.SOLVING: self.tr("Cancel"),
            SplitState.CANCELLING: self.tr("Cancel"),
            SplitState.CANCELLED: self.tr("Compute"),
            SplitState.FAILED: self.tr("Retry"),
            SplitState.CONFLICT: self.tr("Settle it…"),
            SplitState.REFUSED: self.tr("Show problems"),
        }.get(state, "")

    @Slot()
    def _act(self) -> None:
        match self._solving.state:
            case SplitState.SOLVING:
                self._solving.cancel()
            case SplitState.REFUSED:
                self.problems_wanted.emit()
            case SplitState.CONFLICT:
                self.settle_wanted.emit()
            case _:
                self._solving.solve_now()
