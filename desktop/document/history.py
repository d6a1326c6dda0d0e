"""The undo stack, with when each edit was made and what earlier sittings did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from models.project.project import HistoryLine, moment_now

if TYPE_CHECKING:
    from models.edits import Edit

_MERGING = 4001


class Entry(QUndoCommand):
    """An edit in the history: the only way in which the open case changes."""

    def __init__(self, edit: Edit, make: Callable[[Edit], None]) -> None:
        super().__init__(edit.sentence)
        self._edit, self._make = edit, make

    def redo(self) -> None:
        """Make the edit."""
        self._make(self._edit)

    def undo(self) -> None:
        """Take it back."""
        self._make(self._edit.reversed())

    def id(self) -> int:
        """Return what entries must share to be merged."""
        return -1 if self._edit.movement is None else _MERGING

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over what came next in the same movement; back at the start nothing is left."""
        both = self._edit.joined(other._edit) if isinstance(other, Entry) else None
        if both is None:
            return False
        self._edit = both
        self.setText(both.sentence)
        self.setObsolete(not both.patches)
        return True


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
