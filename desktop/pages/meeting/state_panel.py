"""Why there is no split of the rules as they are, and what can be done about it, to a room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea

from desktop.document.document import Document, Solved
from desktop.document.edits import ClauseEdits
from desktop.document.solving import Solving
from desktop.engine.question import AnswerState
from desktop.look.language import say
from desktop.look.theme import STEP, TITLE
from desktop.look.widgets import in_column, in_row, wrapped_label
from desktop.pages.context import Context
from models.problems import Severity
from models.words.conflicts import LOOKING, Conflict, ConflictPart, Role, few_clauses, whose_clash
from models.words.headlines import no_split
from models.words.names import scenario_name
from models.words.text import Argument, Quoted, counted, text

_MOST_PROBLEMS = 2


def state_sentence(solving: Solving) -> Argument:
    """Say why there is no split."""
    if solving.conflict is not None:
        return whose_clash(solving.conflict.split, solving.conflict.case)
    match solving.state:
        case AnswerState.FAILED:
            return solving.error.sentence if solving.error else ""
        case AnswerState.REFUSED:
            return text("The data have errors, so no split can be computed.")
        case AnswerState.CANCELLED:
            return text("The computation was cancelled.")
        case state:
            return no_split(is_computing=state.is_computing)


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
        name = scenario_name(solved.split.scenario, solved.names.scenarios)
        return text("The split of the scenario {scenario}.", scenario=Quoted(name))
    if solved.case is document.case_of_split:
        return text("A first answer, which may still change.")
    if moves <= 0:
        return text("The last split there was, not that of the rules as they are now.")
    return counted(
        "The split before your last move.", "The split before your last {count} moves.", moves
    )


class StatePanel(QFrame):
    """Hidden while there is nothing to say; what it offers is done by a click."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._edits = ClauseEdits(context.document)
        self._shown: tuple[object, ...] = ()
        self.buttons: list[QPushButton] = []
        self.setObjectName("state")
        self._column = in_column(margins=(4 * STEP, 2 * STEP, 2 * STEP, 2 * STEP))
        self.setLayout(self._column)

    def refresh(self) -> None:
        """Say how things stand now."""
        solving = self._context.solving
        self.setEnabled(True)
        shown = (solving.state, solving.conflict, solving.report, solving.settling)
        if shown == self._shown and solving.state is not AnswerState.REFUSED:
            return
        self._shown = shown
        self._clear()
        if lines := self._lines():
            self._column.addWidget(self._label("\n".join(lines)))
        self._offer_ways()
        for widget in (*self.findChildren(QLabel), *self.buttons):
            widget.show()  # a layout would do so in the next turn, and have no height until then
        self.setVisible(bool(lines or self.buttons))

    def _lines(self) -> Sequence[str]:
        solving, conflict = self._context.solving, self._context.solving.conflict
        if solving.state is AnswerState.REFUSED:
            return self._problems()
        if solving.state is not AnswerState.CONFLICT or conflict is None:
            return ()
        words = Conflict(conflict.split, conflict.case)
        said = few_clauses([words.clause(line.clause) for line in solving.conflict_lines])
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

    def _offer_ways(self) -> None:
        """Offer what can be done: in a conflict every way that is as cheap as any other."""
        solving, conflict = self._context.solving, self._context.solving.conflict
        if solving.state is AnswerState.FAILED:
            self._offer(self._line(""), "", text("Try again"), solving.solve_now)
        elif solving.state is AnswerState.CANCELLED:
            self._offer(self._line(""), "", text("Compute"), solving.solve_now)
        elif solving.state is AnswerState.CONFLICT and conflict and not solving.settling:
            words = Conflict(conflict.split, conflict.case)
            self._offer_each(words.equal_ways(solving.report, solving.conflict_lines))

    def _offer_each(self, parts: Iterable[ConflictPart]) -> None:
        """Offer each way out in a line of its own; what is done to the same clauses shares one."""
        ways: dict[tuple[str, ...], list[ConflictPart]] = {}
        for part in parts:
            if part.role is Role.WAY:
                ways.setdefault(part.gives_way, []).append(part)
            else:
                self._column.addWidget(self._label(say(part.together)))
        for first, *others in ways.values():
            line = self._line(say(first.together))
            for way in (first, *others):
                take = partial(self._edits.take, way)
                self._offer(line, say(way.together), way.action, take)

    def _line(self, words: str) -> QHBoxLayout:
        line = in_row((self._label(words), 1))
        self._column.addLayout(line)
        return line

    def _offer(
        self, line: QHBoxLayout, words: str, said: Argument, act: Callable[[], object]
    ) -> None:
        action = say(said)
        button = QPushButton(action)
        button.setAccessibleName(f"{action}: {words}")
        button.clicked.connect(lambda _checked: act())
        self.buttons.append(button)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _label(self, text: str) -> QLabel:
        return wrapped_label(text, font=self._context.theme.font(TITLE))

    def _clear(self) -> None:
        self.buttons = []
        for widget in (*self.findChildren(QLabel), *self.findChildren(QPushButton)):
            # Deleted later, since it may be the very button that was pressed.
            widget.setParent(None)
            widget.deleteLater()
        while self._column.takeAt(0) is not None:
            pass


class StateRoom(QScrollArea):
    """The room for the panel, which scrolls where a screen is too small for all ways out."""

    def __init__(self, panel: StatePanel) -> None:
        super().__init__()
        self._panel = panel
        self.setObjectName("plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(panel)

    def take(self, width: int, room: int, least_beside: int) -> bool:
        """Take what the panel needs of a height; say whether so much is left beside it."""
        self.setVisible(not self._panel.isHidden())
        if self._panel.isHidden():
            return True
        needed = self._panel.heightForWidth(width)
        self.setFixedHeight(max(0, min(needed, room)))
        return needed + least_beside <= room
