"""Keeps the split in step with the case: checks, solves and says how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from desktop.document.document import Document, Solved
from desktop.engine.background import Lane, told
from desktop.engine.services import Services
from desktop.engine.watch import Watch, Work
from models.problems import Problem, RelaisError, Severity

if TYPE_CHECKING:
    from models.case import Case
    from models.editing import TableChange
    from models.results.explanation import ConflictReport
    from models.results.split import ConflictLine, Split

DEBOUNCE_MILLISECONDS = 300
LIVE_MILLISECONDS = 2
"""How often an edit of what is solved warm looks whether the solve before it has ended: rules and
clauses move while people watch. Where none is under way it waits for nothing."""
LIVE_TABLES = frozenset({"Scenarios", "Clauses", "Budgets"})
REST_MILLISECONDS = 500
"""How long a slider rests before its split gets its ranges, by a solve from nothing."""
PATIENCE_MILLISECONDS = 400
"""How long a computation may go on while a slider moves, so that the split follows it."""


class SplitState(Enum):
    """How the split stands to the case; each is shown with a sentence and an action."""

    EMPTY = "empty"
    SOLVING = "solving"
    CANCELLING = "cancelling"
    CURRENT = "current"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    """The data have errors, so that nothing was solved."""
    FAILED = "failed"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class _Checked:
    case: Case
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Settling:
    conflict: Solved
    report: ConflictReport | None


@dataclass(frozen=True)
class _WithMore:
    """A split that is shown with further layers; None: there is nothing to add to it."""

    solved: Solved | None


class Solving(QObject):
    """Solves in the background after each change; the old split stays until a new one is there.

    Signals:
        state_changed: the split stands otherwise to the case.
        conflict_settled: what would settle the conflict is in `report`, or None where that could
            not be found or was not waited for.
    """

    state_changed = Signal()
    conflict_settled = Signal()

    def __init__(self, document: Document, lane: Lane, services: Services) -> None:
        super().__init__(document)
        self.lane = lane
        self.state = SplitState.EMPTY
        self.error: RelaisError | None = None
        self.conflict: Solved | None = None
        self.report: ConflictReport | None = None
        self.settling = False
        self._document, self._services = document, services
        self._checked: Case | None = None
        self._asked: Case | None = None
        self._debounce = QTimer(self)
        self._debounce.setSingleShot(True)
        self._debounce.setInterval(DEBOUNCE_MILLISECONDS)
        self._debounce.timeout.connect(self._on_debounced)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MILLISECONDS)
        self._rest.timeout.connect(self._on_rested)
        self._when_whole: Callable[[], None] | None = None
        self._live = False
        self._since = QElapsedTimer()
        self._since.start()
        document.case_replaced.connect(self._on_case_replaced)
        document.table_changed.connect(self._on_table_changed)
        document.scenario_changed.connect(self.solve_now)
        self._connect_lane()

    @property
    def conflict_lines(self) -> tuple[ConflictLine, ...]:
        """The clauses that cannot hold together; empty unless the state is CONFLICT."""
        return self.conflict.split.conflict if self.conflict else ()

    @Slot()
    def solve_now(self) -> None:
        """Compute the split of the case as it is, unless there is one already."""
        self._debounce.stop()
        if self._document.case is None:
            return
        if self._document.split_is_current:
            self._give_up_what_runs()
            return
        self._set_state(SplitState.SOLVING)
        self._since.restart()
        self._rest.stop()
        self._asked = self._document.case
        self.lane.request(self._work())

    @Slot()
    def cancel(self) -> None:
        """Ask to stop; the old split stays."""
        if self._debounce.isActive():
            self._debounce.stop()
            self._set_state(SplitState.CANCELLED)
        self.lane.cancel()

    def when_whole(self, act: Callable[[], None]) -> None:
        """Ask for all layers of the split, and do something once that has come to an end."""
        solved = self._document.solved
        is_whole = solved is not None and solved.split.appendix is not None
        if is_whole or not self._document.split_is_current:
            act()
            return
        self._rest.stop()
        self._when_whole = act
        self.lane.request(self._adding(self._services.whole))

    def stop(self) -> None:
        """Start nothing any more."""
        self._debounce.stop()
        self._rest.stop()

    def _connect_lane(self) -> None:
        self.lane.delivered.connect(self._on_delivered)
        self.lane.finished.connect(self._on_finished)
        self.lane.failed.connect(self._on_failed)
        self.lane.cancelling.connect(self._on_cancelling)
        self.lane.cancelled.connect(self._on_cancelled)

    def _work(self) -> Work:
        case, scenario = self._document.open_case, self._document.scenario
        services, known = self._services, self._document.problems
        frozen = frozenset(self._document.frozen)
        must_check = case is not self._checked

        def check_and_solve(watch: Watch) -> Solved | _Settling | None:
            from models.checks.every import set_aside  # noqa: PLC0415
            from models.names import names_of  # noqa: PLC0415  # the first window needs none
            from models.results.split import Split  # noqa: PLC0415

            problems = known
            if must_check:
                problems = set_aside(services.recheck(case, watch), case, frozen)
                watch.deliver(_Checked(case, problems))
            if any(problem.severity is Severity.ERROR for problem in problems):
                return None
            names = names_of(case)

            def deliver_early(split: object) -> None:
                if isinstance(split, Split):
                    watch.deliver(Solved(case, split, names))

            split = services.solve(case, scenario, watch.delivering(deliver_early))
            solved = Solved(case, split, names)
            if split.status != "conflict":
                return solved
            watch.deliver(_Settling(solved, None))
            return _Settling(solved, services.settle(case, scenario, watch))

        return check_and_solve

    @Slot()
    def _on_rested(self) -> None:
        """Ask for the ranges, and for the very cents of every export."""
        if self.state is SplitState.CURRENT and not self.lane.busy:
            self.lane.request(self._adding(self._services.rest))

    def _adding(self, more: Callable[[Case, str, Watch], Split | None]) -> Work:
        """Return the work that adds layers to the split that is shown."""
        case, scenario = self._document.open_case, self._document.scenario

        def add(watch: Watch) -> _WithMore:
            from models.names import names_of  # noqa: PLC0415  # as above

            split = more(case, scenario, watch)
            return _WithMore(None if split is None else Solved(case, split, names_of(case)))

        return add

    def _give_up_what_runs(self) -> None:
        self.lane.cancel()
        self._set_state(SplitState.CURRENT)
        self._ask_for_ranges()

    def _ask_for_ranges(self) -> None:
        """Ask for the ranges of the split that is shown, where they are not known."""
        solved = self._document.solved
        if solved is not None and solved.case is self._document.case and solved.split.lacks_ranges:
            self.lane.request(self._adding(self._services.rest))

    @Slot()
    def _on_case_replaced(self) -> None:
        self._checked = self._document.case
        self.solve_now()

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        self._set_state(SplitState.SOLVING)
        live = change.table in LIVE_TABLES
        if live and self._live and self._debounce.isActive():
            return
        self._live = live
        if live and not self.lane.busy:
            self.solve_now()
        elif not live or self._asked is not self._document.case:
            self._debounce.start(LIVE_MILLISECONDS if live else DEBOUNCE_MILLISECONDS)

    @Slot()
    def _on_debounced(self) -> None:
        """Solve, but let what follows a moving slider come to its end if it is quick."""
        if self._live and self.lane.busy and self._since.elapsed() < PATIENCE_MILLISECONDS:
            self._debounce.start(LIVE_MILLISECONDS)
        else:
            self.solve_now()

    @Slot(object)
    def _on_delivered(self, part: object) -> None:
        if isinstance(part, _Checked) and part.case is self._document.case:
            self._checked = part.case
            self._document.take_problems(part.problems)
        if isinstance(part, Solved) and part.case is self._document.case:
            self._document.take_split(part)
        if isinstance(part, _Settling) and not self._debounce.isActive():
            self.conflict = part.conflict
            self._set_state(SplitState.CONFLICT, settling=True)

    @Slot(object)
    def _on_finished(self, found: object) -> None:
        if isinstance(found, _WithMore):
            self._take_more(found)
        elif self._debounce.isActive():
            self._follow(found)
        elif isinstance(found, _Settling):
            self._end_settling(found.report)
        elif isinstance(found, Solved):
            self._document.take_split(found)
            self._set_state(SplitState.CURRENT)
            if self._live:
                self._rest.start()
            else:
                self._ask_for_ranges()
        else:
            self._set_state(SplitState.REFUSED)
        self._act_when_whole()

    def _take_more(self, more: _WithMore) -> None:
        """Show the ranges too; the solve from nothing may give a unit to another payment."""
        if more.solved is not None and self._document.split_is_current:
            self._document.take_split(more.solved)

    def _act_when_whole(self) -> None:
        """Do what waited for all layers; where they could not be had it says so."""
        act, self._when_whole = self._when_whole, None
        if act is not None:
            act()

    def _follow(self, found: object) -> None:
        """Show the split of a moment ago while rules still change; it is not the current one."""
        if self._live and isinstance(found, Solved):
            self._document.take_split(found)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if self._debounce.isActive():
            return
        if self.settling:
            self._end_settling(None)
            return
        self.error = told(error, self.tr("The split could not be computed."))
        self._set_state(SplitState.FAILED)
        self._act_when_whole()

    @Slot()
    def _on_cancelling(self) -> None:
        if self.state is SplitState.SOLVING:
            self._set_state(SplitState.CANCELLING)

    def _end_settling(self, report: ConflictReport | None) -> None:
        self.report, self.settling = report, False
        self.conflict_settled.emit()

    @Slot()
    def _on_cancelled(self) -> None:
        if self.settling:
            self._end_settling(None)
        if self.state is SplitState.CANCELLING:
            self._set_state(SplitState.CANCELLED)
        self._act_when_whole()

    def _set_state(self, state: SplitState, *, settling: bool = False) -> None:
        if state is not SplitState.CONFLICT:
            self.conflict = None
        self.report, self.settling = None, settling
        self.state = state
        self.state_changed.emit()
