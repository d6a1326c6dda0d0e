"""Why there is no split of the rules as they are, and what can be done about it, to a room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from desktop.document.clause_edits import ClauseEdits
from desktop.document.document import Document, Solved
from desktop.document.solving import Solving, SplitState
from desktop.look.language import say
from desktop.look.theme import STEP, TITLE
from desktop.pages.context import Context
from models.problems import Severity
from models.words.conflicts import LOOKING, Conflict, whose_clash
from models.words.text import Argument, Quoted, counted, joined, text


def state_sentence(solving: Solving) -> Argument:
    """Say why there is no split."""
    if solving.conflict is not None:
        return whose_clash(solving.conflict.split, solving.conflict.case)
    match solving.state:
        case SplitState.FAILED:
            return solving.error.sentence if solving.error else ""
        case SplitState.SOLVING | SplitState.CANCELLING:
            return text("The split is being computed.")
        case SplitState.REFUSED:
            return text("The data have errors, so no split can be computed.")
        case SplitState.CANCELLED:
            return text("The computation was cancelled.")
        case _:
            return text("There is no split yet.")


def stale_words(document: Document, solved: Solved, moves: int) -> Argument:
    """Say what bars are of where that is not the case as it is; "" where it is.

    Args:
        document: the case as it is.
        solved: the split that the bars show.
        moves: how many entries the history has grown by since.
    """
    if document.split_is_current:
        return ""
    if solved.split.scenario != document.scenario:
        return text("The split of the scenario {scenario}.", scenario=Quoted(solved.split.scenario))
    if solved.case is document.case_of_split:
        return text("A first answer, which may still change.")
    if moves <= 0:
        return text("The last split there was, not that of the rules as they are now.")
    return counted(
        "The split before your last move.", "The split before your last {count} moves.", moves
    )


_MOST_NAMED = 2


@dataclass(frozen=True)
class Repair:
    """One way out: in words, what its button says, and what that does."""

    words: Argument
    action: Argument
    act: Callable[[], object]


class Repairs:
    """The words of a conflict and of its repairs, as on the page of rules, but fewer."""

    def __init__(self, conflict: Solved, edits: ClauseEdits) -> None:
        self._conflict, self._edits = Conflict(conflict.split, conflict.case), edits

    def clashing(self, keys: Sequence[str]) -> tuple[Argument, ...]:
        """Return the clauses that cannot hold, in words."""
        return _few([self._conflict.clause(key) for key in keys])

    def offered(self, solving: Solving) -> tuple[Repair, ...]:
        """Return the way that moves the least money, and which clauses need not count."""
        report = solving.report
        moves: Sequence[tuple[str, float | None]] = ()
        if report:
            moves = [(change.clause, change.needs) for change in report.changes]
        if not moves:
            prices = report.prices if report and report.sets else solving.conflict_lines
            moves = [(price.clause, price.needs) for price in prices if price.needs is not None][:1]
        dropped: Sequence[str] = [line.clause for line in solving.conflict_lines][:1]
        if report and report.to_drop:
            dropped = min(report.to_drop, key=len)
        return (*self._to_move(moves), *self._to_drop(dropped))

    def _to_move(self, moves: Sequence[tuple[str, float | None]]) -> tuple[Repair, ...]:
        values = [(key, needs) for key, needs in moves if needs is not None]
        if not values:
            return ()
        words = _few([self._conflict.change(key, needs) for key, needs in values])
        act = partial(self._edits.move, self._conflict.taken(values))
        return (Repair(joined(*words, between="; "), text("Take it"), act),)

    def _to_drop(self, keys: Sequence[str]) -> tuple[Repair, ...]:
        if not keys:
            return ()
        clauses = joined(*self.clashing(keys), between="; ")
        words = text("Not counted: {clauses}", clauses=clauses)
        return (Repair(words, text("Do without"), partial(self._edits.drop, list(keys))),)


def _few(sentences: Sequence[Argument]) -> tuple[Argument, ...]:
    more = len(sentences) - _MOST_NAMED
    if more <= 0:
        return tuple(sentences)
    rest = counted("and {count} more clause", "and {count} more clauses", more)
    return (*sentences[:_MOST_NAMED], rest)


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
