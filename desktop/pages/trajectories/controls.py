"""Keeps what the page Trajectories shows in step with the case, in the background."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal, Slot

from desktop.document.document import Document
from desktop.engine.background import Lane, told
from desktop.engine.watch import StoppedError, Watch
from models.problems import RelaisError
from models.results.trajectories import Trajectories, TrajectoryQuery


class State(Enum):
    """How the answer stands to the case."""

    EMPTY = "empty"
    COMPUTING = "computing"
    CURRENT = "current"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    """The data have errors, so that nothing was computed."""
    FAILED = "failed"


class Asking(QObject):
    """Computes an answer when somebody looks and something has changed.

    Signals:
        changed: there is another answer, or the one there became current or stale.
    """

    changed = Signal()

    def __init__(self, document: Document, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._lane = document, lane
        is_open = document.case is not None
        self.state = State.COMPUTING if is_open else State.EMPTY
        self.asked = TrajectoryQuery()
        self.answer: Trajectories | None = None
        self.error: RelaisError | None = None
        self._watched, self._due = False, is_open
        document.case_replaced.connect(self._on_case_replaced)
        document.table_changed.connect(self._on_table_changed)
        # Problems are known anew after every edit, and after every opening: only then is it
        # known whether the flows can be read.
        document.problems_changed.connect(self.ask_anew)
        document.scenario_changed.connect(self.ask_anew)
        lane.finished.connect(self._on_finished)
        lane.failed.connect(self._on_failed)
        lane.cancelled.connect(self._on_cancelled)

    def watch(self, watched: bool) -> None:
        """Say whether anybody looks; nothing is computed for nobody."""
        self._watched = watched
        if watched and self._due:
            self.ask_anew()

    def ask(self, asked: TrajectoryQuery) -> None:
        """Ask for something else."""
        if asked != self.asked:
            self.asked = asked
            self.ask_anew()

    @Slot()
    def ask_anew(self) -> None:
        """Compute what is asked for the case as it is."""
        case, scenario, asked = self._document.case, self._document.scenario, self.asked
        self._due = True
        if case is None or not self._watched:
            return
        self._due = False
        if self._document.has_errors:
            self._lane.cancel()
            self._set_state(State.REFUSED)
            return
        before = self.answer.traced if self.answer else None

        def work(watch: Watch) -> Trajectories:
            # Takes a moment (numpy, pandas), so it waits for the first use, in the background.
            from models.flows import trajectories as tracing  # noqa: PLC0415

            watch.progress("trace", 0, 0)
            known = before is not None and before.case is case and before.scenario == scenario
            of = before if known and before is not None else tracing.traced(case, scenario)
            if watch.cancelled():
                raise StoppedError
            return tracing.answer(of, asked, watch.cancelled)

        self._set_state(State.COMPUTING)
        self._lane.request(work)

    @Slot()
    def _on_case_replaced(self) -> None:
        self.asked, self.answer = TrajectoryQuery(), None
        self._due = True
        self._set_state(State.COMPUTING)

    @Slot(object)
    def _on_table_changed(self, _change: object) -> None:
        self._lane.cancel()
        self._due = True
        self._set_state(State.COMPUTING)

    @Slot(object)
    def _on_finished(self, answer: object) -> None:
        if isinstance(answer, Trajectories) and answer.traced.case is self._document.case:
            self.answer, self.asked = answer, answer.query
            self._set_state(State.CURRENT)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.error = told(error, self.tr("People's ways could not be followed."))
        self._set_state(State.FAILED)

    @Slot()
    def _on_cancelled(self) -> None:
        if not self._due:
            self._set_state(State.CANCELLED)

    def _set_state(self, state: State) -> None:
        self.state = state
        self.changed.emit()
