"""While nothing else is done, loads and makes what somebody will soon ask for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from desktop.background import Lane
from desktop.pages.all_pages import COMPARE, DATA, EXCHANGE, RULES, TRAJECTORIES
from desktop.pages.page_book import PageBook

PAUSE_MILLISECONDS = 30
"""How long somebody has the window for himself between two things that are made ahead."""
_WITHOUT_QT = (
    "models.project.working_copy",
    "models.flows.passage",
    "models.flows.movements",
    "models.exchange.exchange",
    "models.exchange.merging",
    "solver.comparison.side_by_side",
)
_WITH_QT = (
    "desktop.edits",
    "desktop.tables.cell_changes",
    "desktop.trajectories.tracing",
    "desktop.comparing.engine",
    "desktop.exchange.engine",
    "desktop.meeting.meeting_view",
)


class Ahead(QObject):
    """Goes from one thing to the next, each short enough that nobody waits for it.

    What needs no Qt is loaded in the background, the rest in the thread of the window, since PySide
    makes its types in one thread only. Nothing begins while a lane is busy or a button of the mouse
    is held.
    """

    _loaded_there = Signal()

    def __init__(
        self, book: PageBook, pool: QThreadPool, lanes: Sequence[Lane], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._book, self._pool, self._lanes = book, pool, lanes
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._go_on)
        self._loaded_there.connect(self._pause.start)
        self._steps: deque[Callable[[], None]] = deque(
            [
                *(partial(self._make, at) for at in (RULES, DATA, TRAJECTORIES, COMPARE, EXCHANGE)),
                *(partial(self._load_aside, module) for module in _WITHOUT_QT),
                *(partial(self._load_here, module) for module in _WITH_QT),
                partial(self._complete, DATA),
            ]
        )

    def begin(self) -> None:
        """Begin once the window has been left alone for a moment."""
        self._pause.start()

    def stop(self) -> None:
        """Begin nothing any more."""
        self._steps.clear()
        self._pause.stop()

    @Slot()
    def _go_on(self) -> None:
        held = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if held or any(lane.busy for lane in self._lanes):
            self._pause.start()
        elif self._steps:
            self._steps.popleft()()

    def _load_aside(self, module: str) -> None:
        def load() -> None:
            import_module(module)
            self._loaded_there.emit()

        self._pool.start(load)

    def _load_here(self, module: str) -> None:
        import_module(module)
        self._pause.start()

    def _make(self, number: int) -> None:
        if self._book.go_on(number):
            self._steps.appendleft(partial(self._make, number))
        self._pause.start()

    def _complete(self, number: int) -> None:
        page = self._book.made_at(number)
        if page is not None and page.go_on():
            self._steps.appendleft(partial(self._complete, number))
        self._pause.start()
