"""Keeps the split in step with the case: checks, solves and says how it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.document.document import Document, Solved
from desktop.engine.question import DEBOUNCE_MILLISECONDS, AnswerState, Question
from desktop.engine.tasks import (
    CHECK_AND_SOLVE,
    REST,
    SETTLE,
    SOLVE,
    WHOLE,
    ProblemsFound,
    Task,
    TaskRunner,
)
from desktop.engine.watch import Watch, Work
from models.problems import Problem, RelaisError, have_errors
from models.project.project import UNSETTLED
from models.words.text import text

if TYPE_CHECKING:
    from models.case import Case
    from models.editing import TableChange
    from models.results.explanation import ConflictReport
    from models.results.split import ConflictLine, Split

LIVE_TABLES = frozenset({"Scenarios", "Clauses", "Budgets"})
"""An edit of these is solved warm and at once: rules and clauses move while people watch."""
REST_MILLISECONDS = 500  # D121
"""How long a slider rests before its split gets its ranges, by a solve from nothing."""
PATIENCE_MILLISECONDS = 400  # D133
"""How long a computation may go on while a slider moves, so that the split follows it."""


class Solving(QObject):
    """Solves in the background after each change; the old split stays until a new one is there.

    Signals:
        state_changed: the split stands otherwise to the case.
        conflict_settled: what would settle the conflict is in `report`, or None where that could
            not be found or was not waited for.

    Attributes:
        question: for payments and statement.
        further: for what follows when they are there: ranges, all layers, what settles a conflict.
        conflict: the split in which clauses clash; None unless the state is CONFLICT.
    """

    state_changed = Signal()
    conflict_settled = Signal()

    def __init__(
        self, document: Document, question: Question, further: Question, engine: TaskRunner
    ) -> None:
        super().__init__(document)
        self.question, self.further = question, further
        self.conflict: Solved | None = None
        self.report: ConflictReport | None = None
        self._document, self._engine = document, engine
        for one in (question, further):
            one.unforeseen = text("The split could not be computed.")
        self._checked: Case | None = None
        self._asked: Case | None = None
        self._live = False
        self._when_whole: Callable[[], None] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self._rest.timeout.connect(self._confirm)
        document.case_replaced.connect(self._on_case_replaced)
        document.table_changed.connect(self._on_table_changed)
        document.scenario_changed.connect(self.solve_now)
        document.setting_changed.connect(self._on_setting_changed)
        question.changed.connect(self._on_changed)
        question.delivered.connect(self._on_delivered)
        question.earlier.connect(self._on_earlier)
        question.finished.connect(self._on_finished)
        further.finished.connect(self._on_more)
        further.changed.connect(self._on_further_changed)

    @property
    def state(self) -> AnswerState:
        """How the split stands to the case."""
        return self.question.state

    @property
    def error(self) -> RelaisError | None:
        """Why there is no split, or why what was shown first could not be confirmed."""
        return self.question.error or self.further.error

    @property
    def busy(self) -> bool:
        """Whether anything about the split is computed or about to be."""
        return self.question.busy or self.further.busy

    @property
    def rests(self) -> bool:
        """Whether the split is current, and nothing that adds to it is under way or due."""
        return self._document.split_is_current and not self.busy and not self._rest.isActive()

    @property
    def settling(self) -> bool:
        """Whether it is being found out what would settle the conflict."""
        return self.conflict is not None and self.further.busy

    @property
    def conflict_lines(self) -> tuple[ConflictLine, ...]:
        """The clauses that cannot hold together; empty unless the state is CONFLICT."""
        return self.conflict.split.conflict if self.conflict else ()

    @Slot()
    def cancel(self) -> None:
        """Ask to stop; the old split stays."""
        self.question.cancel()

    def when_whole(self, act: Callable[[], None]) -> None:
        """Ask for all layers of the split, and do something once that has come to an end."""
        solved = self._document.solved
        is_whole = solved is not None and solved.split.appendix is not None
        if is_whole or not self._document.split_is_current:
            act()
            return
        self._rest.stop()
        self._when_whole = act
        self.further.ask(self._adding(WHOLE))

    @Slot()
    def solve_now(self, after: int = 0, patience: int = 0) -> None:
        """Compute the split of the case as it is, unless there is one already.

        Args:
            after, patience: as `Question.ask`.
        """
        if self._document.case is None:
            return
        self._rest.stop()
        self._asked = self._document.case
        self.conflict = self.report = None
        self.further.stand(AnswerState.EMPTY)
        if self._document.split_is_current:
            self.question.stand(AnswerState.CURRENT)
            self._ask_for_ranges()
        else:
            self.question.ask(self._work(), after=after, patience=patience)

    def _work(self) -> Work:
        case, scenario = self._document.open_case, self._document.scenario
        engine, known = self._engine, self._document.problems
        frozen = frozenset(self._document.frozen)
        must_check, unsettled = case is not self._checked, self._document.unsettled

        def check_and_solve(watch: Watch) -> Solved | AnswerState:
            from models.names import names_of  # noqa: PLC0415  # the first window needs none

            names = names_of(case)
            problems: list[Problem] = []

            def take(part: Split | ProblemsFound) -> None:
                if not isinstance(part, ProblemsFound):
                    watch.deliver(Solved(case, part, names))
                    return
                problems.extend(part.problems)
                if part.is_all:
                    watch.deliver((case, tuple(problems)))

            taken = watch.delivering(take)
            if must_check:
                split = engine.ask(CHECK_AND_SOLVE, taken, case, scenario, frozen, unsettled)
            else:
                split = None if have_errors(known) else engine.ask(SOLVE, taken, case, scenario)
            return AnswerState.REFUSED if split is None else Solved(case, split, names)

        return check_and_solve

    def _adding(self, task: Task[[Case, str], Split | None]) -> Work:
        """Return the work that adds layers to the split that is shown."""
        case, scenario, engine = self._document.open_case, self._document.scenario, self._engine

        def add(watch: Watch) -> Solved | None:
            from models.names import names_of  # noqa: PLC0415  # as above

            split = engine.ask(task, watch, case, scenario)
            return None if split is None else Solved(case, split, names_of(case))

        return add

    def _ask_for_ranges(self) -> None:
        """Ask for the ranges of the split that is shown, where they are not known."""
        solved = self._document.solved
        if solved is not None and solved.case is self._document.case and solved.split.lacks_ranges:
            self._confirm()

    @Slot()
    def _confirm(self) -> None:
        """Ask for the ranges, and for the very cents of every export."""
        self.further.ask(self._adding(REST))

    @Slot()
    def _on_case_replaced(self) -> None:
        self._checked, self._live = self._document.case, False
        self.solve_now()

    @Slot(str)
    def _on_setting_changed(self, name: str) -> None:
        if name == UNSETTLED:
            self.solve_now()

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        self._live = change.table in LIVE_TABLES
        if not self._live:
            self.solve_now(after=DEBOUNCE_MILLISECONDS)
        elif self._asked is not self._document.case:
            self.solve_now(patience=PATIENCE_MILLISECONDS)

    @Slot()
    def _on_changed(self) -> None:
        self.state_changed.emit()
        if not self.question.busy and self.state is not AnswerState.CURRENT:
            self._act_when_whole()

    @Slot(object)
    def _on_delivered(self, part: Solved | tuple[Case, tuple[Problem, ...]]) -> None:
        if isinstance(part, Solved):
            if part.case is self._document.case:
                self._document.take_split(part)
        elif part[0] is self._document.case:
            self._checked = part[0]
            self._document.take_problems(part[1])

    @Slot(object)
    def _on_earlier(self, found: Solved | AnswerState) -> None:
        """Show the split of a moment ago while rules still change; it is not the current one."""
        if isinstance(found, Solved) and found.split.status != "conflict":
            self._document.take_split(found)

    @Slot(object)
    def _on_finished(self, found: Solved | AnswerState) -> None:
        if isinstance(found, AnswerState):
            return
        if found.split.status == "conflict":
            self._tell_conflict(found)
            return
        self._document.take_split(found)
        if self._live:
            self._rest.start()
        else:
            self._ask_for_ranges()
        self._act_when_whole()

    def _tell_conflict(self, conflict: Solved) -> None:
        scenario, engine = conflict.split.scenario, self._engine
        self.conflict = conflict
        self.further.ask(lambda watch: engine.ask(SETTLE, watch, conflict.case, scenario))
        self.question.stand(AnswerState.CONFLICT)

    @Slot(object)
    def _on_more(self, more: Solved | ConflictReport | None) -> None:
        """Take what follows; the solve from nothing may give a unit to another payment."""
        if isinstance(more, Solved):
            self._document.take_split(more)
        elif more is not None:
            self.report = more

    @Slot()
    def _on_further_changed(self) -> None:
        """Tell what came of it; a fault too, since what is shown is not confirmed then."""
        if self.further.busy or self.further.state is AnswerState.EMPTY:
            return
        if self.conflict is not None:
            self.conflict_settled.emit()
        else:
            self.state_changed.emit()
        self._act_when_whole()

    def _act_when_whole(self) -> None:
        """Do what waited for all layers; where they could not be had it says so."""
        act, self._when_whole = self._when_whole, None
        if act is not None:
            act()
