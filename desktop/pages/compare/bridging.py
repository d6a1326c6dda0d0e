"""The bridge that is looked at: walked in the background, kept while the case is unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.document.document import Document
from desktop.engine.background import Lane, told
from desktop.engine.watch import Watch
from desktop.pages.compare.services import ComparingServices
from models.problems import RelaisError
from models.results.bridge import Bridge, BridgeEnd

if TYPE_CHECKING:
    from models.case import Case


class BridgeState(Enum):
    """How the bridge stands."""

    EMPTY = "empty"
    WALKING = "walking"
    CURRENT = "current"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, eq=False)
class _Walked:
    case: Case
    ends: tuple[BridgeEnd, BridgeEnd]
    bridge: Bridge


class Bridging(QObject):
    """Walks from one split to another; ways that were walked are kept.

    Signals:
        changed: there is another bridge or another state.
    """

    changed = Signal()

    def __init__(self, document: Document, lane: Lane, services: ComparingServices) -> None:
        super().__init__(document)
        self.state = BridgeState.EMPTY
        self.bridge: Bridge | None = None
        self.error: RelaisError | None = None
        self.solved = 0, 0
        self._document, self._lane, self._services = document, lane, services
        self._known: dict[tuple[BridgeEnd, BridgeEnd], Bridge] = {}
        self._known_case: Case | None = None
        self._wanted: tuple[BridgeEnd, BridgeEnd] | None = None
        lane.progressed.connect(self._on_progressed)
        lane.finished.connect(self._on_finished)
        lane.failed.connect(self._on_failed)
        lane.cancelled.connect(self._on_cancelled)

    def want(self, start: BridgeEnd, end: BridgeEnd) -> None:
        """Show the way between two splits of the case as it is; walk it where it is not known."""
        case = self._document.open_case
        if case is not self._known_case:
            self._known, self._known_case = {}, case
        wanted = (start, end)
        if wanted in self._known:
            self._wanted, self.bridge = wanted, self._known[wanted]
            self._lane.cancel()
            self._set_state(BridgeState.CURRENT)
        elif wanted != self._wanted or self.state is not BridgeState.WALKING:
            self._wanted, self.bridge = wanted, None
            self.solved = 0, 0
            self._set_state(BridgeState.WALKING)
            bridge = self._services.bridge

            def walk(watch: Watch) -> object:
                return _Walked(case, wanted, bridge(case, start, end, watch))

            self._lane.request(walk)

    def forget(self) -> None:
        """Show no bridge."""
        self._wanted, self.bridge = None, None
        self._lane.cancel()
        self._set_state(BridgeState.EMPTY)

    @Slot()
    def cancel(self) -> None:
        """Stop walking."""
        self._lane.cancel()

    @Slot()
    def retry(self) -> None:
        """Walk again."""
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.want(*wanted)

    @Slot(str, int, int)
    def _on_progressed(self, stage: str, done: int, of: int) -> None:
        if stage == "bridge":
            self.solved = done, of
            self.changed.emit()

    @Slot(object)
    def _on_finished(self, found: object) -> None:
        if isinstance(found, _Walked) and found.case is self._known_case:
            self._known[found.ends] = found.bridge
            if found.ends == self._wanted:
                self.bridge = found.bridge
                self._set_state(BridgeState.CURRENT)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.error = told(error, self.tr("The way between the two splits could not be walked."))
        self._set_state(BridgeState.FAILED)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.state is BridgeState.WALKING:
            self._set_state(BridgeState.CANCELLED)

    def _set_state(self, state: BridgeState) -> None:
        self.state = state
        self.changed.emit()
