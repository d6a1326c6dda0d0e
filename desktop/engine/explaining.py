"""Keeps the reasons in step with the split and with what is chosen."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.document.document import Document, Solved
from desktop.engine.background import Lane, told
from desktop.engine.explainer import Explainer
from desktop.engine.watch import Watch
from desktop.engine.why_questions import AboutSplit, Found, Question, still_asked
from models.problems import RelaisError

DEBOUNCE_MILLISECONDS = 120
_MOST_UNASKED = 20_000
"""Payers times programmes up to which nobody minds that the scenario is solved once more."""


class WhyState(Enum):
    """How the reasons stand; each is shown with a sentence and, where there is one, an action."""

    WAITING = "waiting"
    """The split is not current; reasons follow when it is."""
    UNASKED = "unasked"
    """The case is so large that one asks first."""
    LOADING = "loading"
    FOUND = "found"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Explaining(QObject):
    """Asks the engine about what is chosen; the newest question counts.

    What was found is kept while the split is current.

    Signals:
        changed: another question, or how its answer stands.
    """

    changed = Signal()

    def __init__(self, document: Document, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lane = lane
        self.question: Question = AboutSplit()
        self.state = WhyState.WAITING
        self.found: Found | None = None
        self.error: RelaisError | None = None
        self._document = document
        self._explainer = Explainer()
        self._active = False
        self._asked_for: Solved | None = None
        self._kept: dict[Question, Found] = {}
        self._kept_of: Solved | None = None
        self._debounce = QTimer(self)
        self._debounce.setSingleShot(True)
        self._debounce.setInterval(DEBOUNCE_MILLISECONDS)
        self._debounce.timeout.connect(self._request)
        document.split_changed.connect(self._on_split_changed)
        lane.finished.connect(self._on_finished)
        lane.failed.connect(self._on_failed)
        lane.cancelled.connect(self._on_cancelled)

    def ask(self, question: Question) -> None:
        """Ask another question about the split there is."""
        if question != self.question:
            self.question = question
            self._begin()

    def set_active(self, active: bool) -> None:
        """Say whether anybody sees the reasons; nothing is asked of the engine otherwise."""
        if active == self._active:
            return
        self._active = active
        if active:
            self._begin()
        else:
            self._debounce.stop()
            self.lane.cancel()

    @Slot()
    def ask_anyway(self) -> None:
        """Ask again, or ask though the case is large."""
        self._asked_for = self._document.solved
        self._begin()

    @Slot()
    def _on_split_changed(self) -> None:
        solved = self._document.solved
        self.question = AboutSplit() if solved is None else still_asked(self.question, solved.split)
        self._begin()

    def _begin(self) -> None:
        """Find out how things stand and ask the engine if that is to be done."""
        self._debounce.stop()
        document = self._document
        self.error = None
        if self._kept_of is not document.solved:
            self._kept, self._kept_of = {}, document.solved
        self.found = self._kept.get(self.question)
        if not document.split_is_current:
            self.found = None
            self._set_state(WhyState.WAITING)
            self.lane.cancel()
        elif self.found is not None:
            self._set_state(WhyState.FOUND)
            self.lane.cancel()
        elif self._is_large() and self._asked_for is not document.solved:
            self._set_state(WhyState.UNASKED)
            self.lane.cancel()
        else:
            self._set_state(WhyState.LOADING)
            if self._active:
                self._debounce.start()

    def _is_large(self) -> bool:
        solved = self._document.solved
        if solved is None:
            return False
        return len(solved.split.payers) * len(solved.split.programmes) > _MOST_UNASKED

    @Slot()
    def _request(self) -> None:
        solved, question, explainer = self._document.solved, self.question, self._explainer
        if solved is None or not self._active or not self._document.split_is_current:
            return
        case, scenario = solved.case, solved.split.scenario

        def find(watch: Watch) -> tuple[Solved, Question, Found]:
            return solved, question, explainer.find(case, scenario, question, watch)

        self.lane.request(find)

    @Slot(object)
    def _on_finished(self, result: tuple[Solved, Question, Found]) -> None:
        solved, question, found = result
        if solved is not self._kept_of:
            return
        self._kept[question] = found
        if question == self.question and self.state is WhyState.LOADING:
            self.found = found
            self._set_state(WhyState.FOUND)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if self.state is WhyState.LOADING and not self._debounce.isActive():
            self.error = told(error, self.tr("The reasons could not be found."))
            self._set_state(WhyState.FAILED)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.state is WhyState.LOADING and self._active and not self._debounce.isActive():
            self._set_state(WhyState.CANCELLED)

    def _set_state(self, state: WhyState) -> None:
        self.state = state
        self.changed.emit()
