"""Why there is no split of the rules as they are, and what can be done about it, to a room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from desktop import formats
from desktop.context import Context
from desktop.meeting.repairs import Repair, Repairs
from desktop.rules.clause_edits import ClauseEdits
from desktop.solving import SplitState
from desktop.theme import STEP, TITLE
from models.problems import Severity

_MOST_PROBLEMS = 2


class StatePanel(QFrame):
    """Hidden while there is nothing to say; what it offers is done by a click."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._edits = ClauseEdits(context.document, context.locale)
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
        said = Repairs(conflict, self._edits, self._context.locale).clashing(keys)
        looking = (self.tr("Looking for what would settle this…"),) if solving.settling else ()
        return (*(f"• {clause}" for clause in said), *looking)

    def _problems(self) -> Sequence[str]:
        problems = self._context.document.problems
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        said = [f"• {problem.place}: {problem.found}" for problem in errors[:_MOST_PROBLEMS]]
        if more := len(errors) - len(said):
            one, many = self.tr("and {count} more error"), self.tr("and {count} more errors")
            said.append(formats.counted(one, many, more, self._context.locale))
        return said

    def _repairs(self) -> Sequence[Repair]:
        solving = self._context.solving
        if solving.state is SplitState.CONFLICT and solving.conflict is not None:
            repairs = Repairs(solving.conflict, self._edits, self._context.locale)
            return () if solving.settling else repairs.offered(solving)
        if solving.state is SplitState.FAILED:
            return (Repair("", self.tr("Try again"), solving.solve_now),)
        if solving.state is SplitState.CANCELLED:
            return (Repair("", self.tr("Compute"), solving.solve_now),)
        return ()

    def _offer(self, repair: Repair) -> None:
        button = QPushButton(repair.action)
        button.setAccessibleName(f"{repair.action}: {repair.words}")
        button.clicked.connect(lambda _checked: repair.act())
        self.buttons.append(button)
        line = QHBoxLayout()
        line.setSpacing(4 * STEP)
        line.addWidget(self._label(repair.words), 1)
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
