"""One pattern for everything that takes time: a lane on which the newest request counts."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from desktop.engine.watch import StoppedError, Watch, Work, no_memory
from models.problems import RelaisError

DRAIN_MILLISECONDS = 5000
PAINTING_MILLISECONDS = 15
"""The wait before work begins, in which the window paints what asked for it.

Painting calls Qt some thousand times, and each would wait for its turn with work that computes.
"""


class _Run:
    """One request under way: the work, its watch and, in the end, what came of it."""

    def __init__(self, work: Work, lane: Lane) -> None:
        self._work = work
        self._lane = lane
        self.watch = Watch(self._progress, self._deliver)
        self.result: object = None
        self.error: BaseException | None = None

    def __call__(self) -> None:
        try:
            self.result = self._work(self.watch)
        except MemoryError:
            self.error = no_memory()
        except BaseException as error:
            self.error = error
        self._lane.ended_there.emit(self)

    def _progress(self, stage: str, done: int, of: int) -> None:
        self._lane.progressed_there.emit(self, stage, done, of)

    def _deliver(self, part: object) -> None:
        self._lane.delivered_there.emit(self, part)


class Lane(QObject):
    """Runs one piece of work at a time in the background; the newest request replaces others.

    A request made while another runs asks that one to stop and starts when it really has; what
    the replaced one still says is dropped. Signals arrive in the thread of the lane.
    """

    started = Signal()
    progressed = Signal(str, int, int)
    delivered = Signal(object)
    finished = Signal(object)
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
        """Make a lane.

        Args:
            pool: where the work is done.
            parent: the object that it belongs to.
            pause: the milliseconds before work begins; 0, for what only waits for a process: none.
        """
        super().__init__(parent)
        self._pause = pause
        self._pool = pool
        self._running: _Run | None = None
        self._next: Work | None = None
        self._closed = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(pause)
        self._turn.timeout.connect(self._hand_over)
        self.ended_there.connect(self._on_ended)
        self.progressed_there.connect(self._on_progressed)
        self.delivered_there.connect(self._on_delivered)

    def request(self, work: Work) -> None:
        """Run the work; whatever runs on this lane is asked to stop and no longer counts."""
        if self._closed:
            return
        self._next = work
        if self._running is None:
            self._start_next()
        elif self._turn.isActive():
            self._running, self._next = _Run(work, self), None  # the other has not begun
        else:
            self._running.watch.stop()

    def cancel(self) -> None:
        """Ask what runs to stop; `cancelled` follows when it really has."""
        self._next = None
        run = self._running
        if run is None:
            return
        run.watch.stop()
        self.cancelling.emit()
        if self._turn.isActive():
            self._turn.stop()
            self._on_ended(run)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._running is not None

    def close(self) -> None:
        """Take no more requests, ask what runs to stop and say nothing any more."""
        self._closed = True
        self._next = None
        if self._turn.isActive():
            self._turn.stop()
            self._running = None
        if self._running is not None:
            self._running.watch.stop()

    def _start_next(self) -> None:
        assert self._next is not None
        self._running, self._next = _Run(self._next, self), None
        if self._pause:
            self._turn.start()
        else:
            self._hand_over()
        self.started.emit()

    @Slot()
    def _hand_over(self) -> None:
        if self._running is not None:
            self._pool.start(self._running)

    @Slot(object)
    def _on_ended(self, run: _Run) -> None:
        self._running = None
        if self._closed:
            return
        _report_bug(run.error)
        if self._next is not None:
            self._start_next()
            return
        self._tell(run)
        if self._running is None:
            self.ended.emit()

    def _tell(self, run: _Run) -> None:
        if run.watch.cancelled() or isinstance(run.error, StoppedError):
            self.cancelled.emit()
        elif run.error is not None:
            self.failed.emit(run.error)
        else:
            self.finished.emit(run.result)

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


def told(error: object, unforeseen: str) -> RelaisError:
    """Return what the user is told of an error that a lane failed with.

    Args:
        error: what the lane carried.
        unforeseen: what is said of an error that is not for the user.
    """
    return error if isinstance(error, RelaisError) else RelaisError(unforeseen)


def _report_bug(error: BaseException | None) -> None:
    """Hand what is not for the user to the crash dialog; the lane goes on."""
    if error is not None and not isinstance(error, RelaisError | StoppedError):
        sys.excepthook(type(error), error, error.__traceback__)


def drain(pool: QThreadPool, *lanes: Lane) -> bool:
    """Close the lanes and wait until the pool is empty; False: something did not stop in time."""
    for lane in lanes:
        lane.close()
    return pool.waitForDone(DRAIN_MILLISECONDS)
