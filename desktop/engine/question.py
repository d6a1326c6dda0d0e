"""Asking for something in the background: a question, of which the newest counts."""

from __future__ import annotations

import sys
from collections.abc import Hashable
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QThreadPool, QTimer, Signal, Slot

from desktop.engine.watch import StoppedError, Watch, Work, no_memory
from models.problems import RelaisError
from models.words.text import Argument, Text

DEBOUNCE_MILLISECONDS = 300
"""How long an edit waits for the next one, where nobody watches what moves."""
DRAIN_MILLISECONDS = 5000
PAINTING_MILLISECONDS = 15
"""The wait before work begins, in which the window paints what asked for it.

Painting calls Qt some thousand times, and each would wait for its turn with work that computes.
"""
SENDING_SECONDS = 0.005
"""How long a window waits at most until what it asks, while something moves, is on its way."""


class AnswerState(Enum):
    """How the answer stands to what is asked; each is shown with a sentence and an action."""

    EMPTY = "empty"
    """Nothing is asked."""
    WAITING = "waiting"
    """Something else has to be there first."""
    UNASKED = "unasked"
    """It takes so long that one asks first."""
    COMPUTING = "computing"
    CANCELLING = "cancelling"
    CURRENT = "current"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    """The data have errors, so that nothing was computed."""
    FAILED = "failed"
    CONFLICT = "conflict"
    """The clauses cannot all hold."""

    @property
    def is_computing(self) -> bool:
        """Whether work is under way, even where it was asked to stop."""
        return self in (AnswerState.COMPUTING, AnswerState.CANCELLING)


class _Run:
    """A question as it was asked at one time: the work, and in the end what came of it."""

    def __init__(self, work: Work, key: Hashable, question: Question) -> None:
        self._work, self._question, self.key = work, question, key
        step, part = question.progressed_there.emit, question.delivered_there.emit
        self.watch = Watch(partial(step, self), partial(part, self))
        self.since = QElapsedTimer()
        self.is_wanted = True
        self.result: object = None
        self.error: BaseException | None = None

    def __call__(self) -> None:
        try:
            self.result = self._work(self.watch)
        except MemoryError:
            self.error = no_memory()
        except BaseException as error:
            self.error = error
        self._question.ended_there.emit(self)


class Question(QObject):
    """Something that is asked again and again: one piece of work at a time, the newest counts.

    What is asked while another work runs asks that one to stop and begins when it really has; what
    comes late of the other is dropped. Answers with a key are kept while what they are about stays.
    Signals arrive in the thread of the question.

    Signals:
        changed: the answer stands otherwise.
        started: work begins.
        progressed: how far it is: the stage, how many steps are done, of how many.
        delivered: carries a part of the answer.
        finished: carries the answer.
        earlier: carries the answer to what was asked before, which was let come to its end.
        failed: carries what went wrong.
        cancelling, cancelled: somebody wants to stop; it has stopped.
        ended: nothing is under way any more.

    Attributes:
        state: how the answer stands.
        error: why there is none, where it failed and that can be told.
        unforeseen: what is told of an error that is not for the user.
        kept: the answers by their key.
    """

    changed = Signal()
    started = Signal()
    progressed = Signal(str, int, int)
    delivered = Signal(object)
    finished = Signal(object)
    earlier = Signal(object)
    failed = Signal(object)
    cancelling = Signal()
    cancelled = Signal()
    ended = Signal()

    ended_there = Signal(object)
    progressed_there = Signal(object, str, int, int)
    delivered_there = Signal(object, object)

    def __init__(
        self,
        pool: QThreadPool,
        parent: QObject | None = None,
        pause: int = PAINTING_MILLISECONDS,
    ) -> None:
        """Make a question that nobody has asked yet.

        Args:
            pool: where the work is done.
            parent: the object that it belongs to.
            pause: the milliseconds before work begins; 0, for what only waits for a process: none.
        """
        super().__init__(parent)
        self.state = AnswerState.EMPTY
        self.error: RelaisError | None = None
        self.unforeseen: Argument = ""
        self.kept: dict[Hashable, Any] = {}
        self._about: object = None
        self._pool, self._pause = pool, pause
        self._running: _Run | None = None
        self._next: _Run | None = None
        self._newest: tuple[Work, Hashable] | None = None
        self._closed = False
        self._due, self._patience = QTimer(self, singleShot=True), QTimer(self, singleShot=True)
        self._due.timeout.connect(self._begin)
        self._patience.timeout.connect(self._stop_running)
        self.ended_there.connect(self._on_ended)
        self.progressed_there.connect(self._on_progressed)
        self.delivered_there.connect(self._on_delivered)

    @property
    def busy(self) -> bool:
        """Whether work is under way or about to begin."""
        return self._running is not None or self._next is not None

    def about(self, subject: object) -> None:
        """Say what the next questions are about; answers about anything else are let go."""
        if subject is not self._about:
            self._about, self.kept, self._newest = subject, {}, None
            self.state, self.error = AnswerState.EMPTY, None
            self._drop()

    def ask(self, work: Work, key: Hashable = None, *, after: int = 0, patience: int = 0) -> None:
        """Ask, unless the answer is known; what was asked before no longer counts.

        Args:
            work: finds the answer, or returns the state in which there is none.
            key: under which the answer is kept; None: it is not.
            after: the milliseconds in which something else may be asked in its place.
            patience: the milliseconds that what runs may take to come to its end.
        """
        if self._closed:
            return
        if key in self.kept:
            self.stand(AnswerState.CURRENT)
            return
        self._newest = work, key
        self._next, self.error = _Run(work, key, self), None
        self._due.start(max(after, self._pause)) if max(after, self._pause) else self._due.stop()
        if self._running is not None:
            self._be_patient(self._running, patience)
        self.state = AnswerState.COMPUTING
        self._begin()  # before the pages say so: the work need not wait for them
        if patience and self._running is not None:
            self._running.watch.wait_until_sent(SENDING_SECONDS)
        if self.state is AnswerState.COMPUTING:
            self.changed.emit()

    @Slot()
    def retry(self) -> None:
        """Ask again what was asked last."""
        if self._newest is not None:
            self.ask(*self._newest)

    def stand(self, state: AnswerState) -> None:
        """Want no answer but what is known, whatever runs; stand like this."""
        self._drop()
        self.error = None
        self._settle_as(state)

    @Slot()
    def cancel(self) -> None:
        """Ask what runs to stop; it is cancelled when it really has."""
        waited, self._next = self._next, None
        self._due.stop()
        run = self._running
        if run is not None and (run.is_wanted or waited is not None):
            run.is_wanted = True
            run.watch.stop()
            self._settle_as(AnswerState.CANCELLING, self.cancelling)
        elif run is None and waited is not None:
            self._settle_as(AnswerState.CANCELLED, self.cancelled)
            self.ended.emit()

    def close(self) -> None:
        """Take no more questions, ask what runs to stop and say nothing any more."""
        self._closed = True
        self._drop()

    def _drop(self) -> None:
        """Want no answer any more; what had not begun has ended with that."""
        waited, self._next = self._next, None
        self._due.stop()
        self._patience.stop()
        if self._running is not None:
            self._running.is_wanted = False
            self._running.watch.stop()
        elif waited is not None and not self._closed:
            self.ended.emit()

    def _be_patient(self, run: _Run, patience: int) -> None:
        left = patience - run.since.elapsed()
        if left <= 0:
            run.watch.stop()
        elif not self._patience.isActive():
            self._patience.start(left)

    @Slot()
    def _stop_running(self) -> None:
        if self._running is not None:
            self._running.watch.stop()

    @Slot()
    def _begin(self) -> None:
        """Begin with what was asked last, where its time has come."""
        if self._next is None or self._running is not None or self._due.isActive():
            return
        self._running, self._next = self._next, None
        self._running.since.start()
        self._pool.start(self._running)
        self.started.emit()

    @Slot(object)
    def _on_ended(self, run: _Run) -> None:
        self._running = None
        self._patience.stop()
        if self._closed:
            return
        _report_bug(run.error)
        if self._next is not None:
            if run.is_wanted and run.error is None and not run.watch.cancelled():
                self.earlier.emit(run.result)
            self._begin()
        elif run.is_wanted:
            self._settle(run)
        if not self.busy:
            self.ended.emit()

    def _settle(self, run: _Run) -> None:
        if run.watch.cancelled() or isinstance(run.error, StoppedError):
            self._settle_as(AnswerState.CANCELLED, self.cancelled)
        elif run.error is not None:
            refusal = run.error if isinstance(run.error, RelaisError) else None
            self.error = refusal or RelaisError(self.unforeseen)
            self._settle_as(AnswerState.FAILED, self.failed, run.error)
        elif isinstance(run.result, AnswerState):
            self._settle_as(run.result, self.finished, run.result)
        else:
            if run.key is not None:
                self.kept[run.key] = run.result
            self._settle_as(AnswerState.CURRENT, self.finished, run.result)

    def _settle_as(self, state: AnswerState, signal: Any = None, *carried: object) -> None:
        """Stand like this and say so, first to whoever takes the answer."""
        self.state = state
        if signal is not None:
            signal.emit(*carried)
        if self.state is state:
            self.changed.emit()

    @Slot(object, str, int, int)
    def _on_progressed(self, run: _Run, stage: str, done: int, of: int) -> None:
        if self._counts(run):
            self.progressed.emit(stage, done, of)

    @Slot(object, object)
    def _on_delivered(self, run: _Run, part: object) -> None:
        if self._counts(run):
            self.delivered.emit(part)

    def _counts(self, run: _Run) -> bool:
        return run is self._running and not self._closed and not run.watch.cancelled()


class PageQuestion(QObject):
    """Asks a question for a page, which shows how its answer stands.

    Signals:
        changed: there is something else to show.

    Attributes:
        question: what is asked.
    """

    changed = Signal()

    def __init__(self, question: Question, unforeseen: Text, parent: QObject | None) -> None:
        super().__init__(parent)
        self.question = question
        question.unforeseen = unforeseen
        question.changed.connect(self.changed)

    @property
    def state(self) -> AnswerState:
        """How the answer stands."""
        return self.question.state

    @property
    def error(self) -> RelaisError | None:
        """Why there is none, where it failed."""
        return self.question.error

    @Slot()
    def act(self) -> None:
        """Do what is offered beside the state: stop what runs, or ask in spite of everything."""
        if self.state is AnswerState.COMPUTING:
            self.question.cancel()
        else:
            self.ask_anyway()

    @Slot()
    def ask_anyway(self) -> None:
        """Ask again, or ask though it takes long."""
        self.question.retry()


def _report_bug(error: BaseException | None) -> None:
    """Hand what is not for the user to the crash dialog; the question can be asked again."""
    if error is not None and not isinstance(error, RelaisError | StoppedError):
        sys.excepthook(type(error), error, error.__traceback__)


def drain(pool: QThreadPool, *questions: Question) -> bool:
    """Close the questions and wait until the pool is empty; False: one did not stop in time."""
    for question in questions:
        question.close()
    return pool.waitForDone(DRAIN_MILLISECONDS)
