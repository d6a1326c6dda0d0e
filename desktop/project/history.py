"""The undo stack, with when each edit was made and what earlier sittings did."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from models.project.history import HistoryLine, moment_now


class History(QUndoStack):
    """Undo and redo, and one readable line for each edit that is part of the case.

    Attributes:
        past: the lines of edits that can no longer be undone.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.past: tuple[HistoryLine, ...] = ()
        self._moments: list[str] = []
        self._pushing = False
        self.indexChanged.connect(self._on_index_changed)

    def push(self, command: QUndoCommand) -> None:
        """Do an edit, which can be undone from then on."""
        self._pushing = True
        try:
            super().push(command)
        finally:
            self._pushing = False

    def endMacro(self) -> None:
        """End an edit that was made of several."""
        self._pushing = True
        try:
            super().endMacro()
        finally:
            self._pushing = False

    def begin(self, past: Sequence[HistoryLine]) -> None:
        """Start anew after these lines."""
        self.past, self._moments = tuple(past), []
        self.clear()

    def let_past_be_past(self) -> None:
        """Keep the lines of all edits and forget how to undo them."""
        self.begin(self.lines())

    def lines(self) -> tuple[HistoryLine, ...]:
        """Return every edit that is part of the case, the earliest first."""
        return (*self.past, *self.undoable()[: self.index()])

    def undoable(self) -> tuple[HistoryLine, ...]:
        """Return the edits of this sitting, those too that were undone and can be redone."""
        return tuple(
            HistoryLine(moment, self.text(at))
            for at, moment in enumerate(self._moments[: self.count()])
        )

    @Slot(int)
    def _on_index_changed(self, index: int) -> None:
        if self._pushing:
            self._moments[max(0, index - 1) :] = [moment_now()]
