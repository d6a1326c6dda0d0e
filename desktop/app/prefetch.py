"""While nothing else is done, loads and makes what somebody will soon ask for."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from desktop.app.all_pages import COMPARE, DATA, EXCHANGE, RULES, TRAJECTORIES
from desktop.app.page_book import PageBook
from desktop.engine.background import Lane

PAUSE_MILLISECONDS = 30
"""How long somebody has the window for himself between two turns."""
TURN_SECONDS = 0.01
"""How long a turn goes on taking steps."""
_WITHOUT_QT = (
    "models.project.working_copy",
    "models.flows.passage",
    "models.flows.movements",
    "models.exchange.exchange",
    "solver.compare.side_by_side",
)
_WITH_QT = (
    "desktop.tables.cell_changes",
    "desktop.pages.trajectories.tracing",
    "desktop.pages.compare.engine",
    "desktop.pages.exchange.engine",
    "desktop.pages.meeting.meeting_view",
)


class Ahead(QObject):
    """Goes from one thing to the next, each short enough that nobody waits for it.

    What needs no Qt is loaded in the background, the rest in the thread of the window, since PySide
    makes its types in one thread only. Nothing begins while a lane is busy or a button of the mouse
    is held.
    """

    def __init__(self, book: PageBook, aside: Lane, lanes: Sequence[Lane], parent: QObject) -> None:
        """Make it for a window.

        Args:
            book: makes the pages.
            aside: loads what needs no Qt; one of the lanes.
            lanes: all lanes of the window.
        """
        super().__init__(parent)
        self._book, self._aside, self._lanes = book, aside, lanes
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._go_on)
        pages = (RULES, DATA, TRAJECTORIES, COMPARE, EXCHANGE)
        self._steps: deque[Callable[[], bool]] = deque(
            [
                *(partial(book.go_on, number) for number in pages),
                *(partial(self._load_aside, module) for module in _WITHOUT_QT),
                *(partial(_load_here, module) for module in _WITH_QT),
                lambda: book.at(DATA).go_on(),
            ]
        )
        """Each says whether it has to be taken once more."""

    def begin(self) -> None:
        """Begin once the window has been left alone for a moment."""
        self._pause.start()

    def stop(self) -> None:
        """Begin nothing any more."""
        self._steps.clear()
        self._pause.stop()

    @Slot()
    def _go_on(self) -> None:
        """Take steps for a moment, of which the last may take longer."""
        end = time.monotonic() + TURN_SECONDS
        while self._steps and self._is_free() and time.monotonic() < end:
            if not self._steps[0]():
                self._steps.popleft()
        if self._steps:
            self._pause.start()

    def _is_free(self) -> bool:
        held = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        return not held and not any(lane.busy for lane in self._lanes)

    def _load_aside(self, module: str) -> bool:
        self._aside.request(lambda _watch: import_module(module))
        return False


def _load_here(module: str) -> bool:
    import_module(module)
    return False
