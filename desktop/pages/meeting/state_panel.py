"""Why there is no split of the rules as they are, and what can be done about it, to a room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from desktop.document.clause_edits import ClauseEdits
from desktop.document.solving import SplitState
from desktop.look.language import say
from desktop.look.theme import STEP, TITLE
from desktop.pages.context import Context
from desktop.pages.meeting.repairs import Repair, Repairs
from models.problems import Severity
from models.words.conflicts import LOOKING
from models.words.text import Argument, counted, text

_MOST_PROBLEMS = 2


class StatePanel(QFrame):
    """Hidden while there is nothing to say; what it offers is done by a click."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._edits = ClauseEdits(context.document)
        self._shown: tuple[object, ...] = ()
        self.buttons: list[QPushButton] = []
        self.setObjectName("state")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        self._column.setSpacing(2 * STEP)

    def text(self) -> str:
        """Return everything that is said, from the top."""
        return "\n".join(label.text() for label in self.findChildren(QLabel))

    def refresh(self) -> None:
        """Say how things stand now."""
        solving = self._context.solving
        self.setEnabled(True)
        shown = (solving.state, solving.conflict, solving.report, solving.settling)
        if shown == self._shown and solving.state is not SplitState.REFUSED:
            return
        self._shown = shown
        lines, repairs = self._lines(), self._repairs()
        self._clear()
        if lines:
            self._column.addWidget(self._label("\n".join(lines)))
        for repair in repairs:
            self._offer(repair)
        self.setVisible(bool(lines or repairs))

    def _lines(self) -> Sequence[str]:
        solving, conflict = self._context.solving, self._context.solving.conflict
        if solving.state is SplitState.REFUSED:
            return self._problems()
        if solving.state is not SplitState.CONFLICT or conflict is None:
            return ()
        keys = [line.clause for line in solving.conflict_lines]
        said = Repairs(conflict, self._edits).clashing(keys)
        looking = (say(LOOKING),) if solving.settling else ()
        return (*(f"• {say(clause)}" for clause in said), *looking)

    def _problems(self) -> Sequence[str]:
        problems = self._context.document.problems
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        said: list[Argument] = [
            text("• {place}: {found}", place=problem.place, found=problem.found)
            for problem in errors[:_MOST_PROBLEMS]
        ]
        if more := len(errors[_MOST_PROBLEMS:]):
            said.append(counted("and {count} more error", "and {count} more errors", more))
        return tuple(map(say, said))

    def _repairs(self) -> Sequence[Repair]:
        solving = self._context.solving
        if solving.state is SplitState.CONFLICT and solving.conflict is not None:
            repairs = Repairs(solving.conflict, self._edits)
            return () if solving.settling else repairs.offered(solving)
        if solving.state is SplitState.FAILED:
            return (Repair("", text("Try again"), solving.solve_now),)
        if solving.state is SplitState.CANCELLED:
            return (Repair("", text("Compute"), solving.solve_now),)
        return ()

    def _offer(self, repair: Repair) -> None:
        action, words = say(repair.action), say(repair.words)
        button = QPushButton(action)
        button.setAccessibleName(f"{action}: {words}")
        button.clicked.connect(lambda _checked: repair.act())
        self.buttons.append(button)
        line = QHBoxLayout()
        line.setSpacing(4 * STEP)
        line.addWidget(self._label(words), 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(line)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setFont(self._context.theme.font(TITLE))
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return label

    def _clear(self) -> None:
        self.buttons = []
        for widget in (*self.findChildren(QLabel), *self.findChildren(QPushButton)):
            # Deleted later, since it may be the very button that was pressed.
            widget.setParent(None)
            widget.deleteLater()
        while self._column.takeAt(0) is not None:
            pass
