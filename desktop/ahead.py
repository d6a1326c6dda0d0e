"""While nothing else is done, loads and makes what somebody will soon ask for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from desktop.background import Lane
from desktop.pages.all_pages import COMPARE, DATA, EXCHANGE, PAGES, RULES, TRAJECTORIES
from desktop.pages.page_book import PageBook

PAUSE_MILLISECONDS = 150
"""How long somebody has the window for himself between two things that are made ahead."""
_FOR_EDITS = (
    "desktop.edits",
    "desktop.tables.cell_changes",
    "desktop.tables.column_words",
    "models.project.working_copy",
)
_FOR_PAGES = ("desktop.trajectories.tracing", "desktop.exchange.engine", "desktop.comparing.engine")
_FOR_THE_ROOM = ("desktop.meeting.meeting_view",)


class Ahead(QObject):
    """Goes from one thing to the next, each short enough that nobody waits for it.

    Loading goes on in the background, making in the thread of the window; neither begins while a
    lane is busy or a button of the mouse is held.
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
        pages = [kind.module for kind in PAGES]
        self._steps: deque[Callable[[], None]] = deque(
            [
                *(partial(self._load, module) for module in pages),
                partial(self._make, RULES),
                *(partial(self._load, module) for module in _FOR_EDITS),
                *(partial(self._make, at) for at in (DATA, TRAJECTORIES, COMPARE, EXCHANGE)),
                *(partial(self._load, module) for module in (*_FOR_PAGES, *_FOR_THE_ROOM)),
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

    def _load(self, module: str) -> None:
        def load() -> None:
            import_module(module)
            self._loaded_there.emit()

        self._pool.start(load)

    def _make(self, number: int) -> None:
        if self._book.go_on(number):
            self._steps.appendleft(partial(self._make, number))
        self._pause.start()
