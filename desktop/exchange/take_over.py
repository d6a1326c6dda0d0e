"""What came back taken over: one edit, undone as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.edits import CaseEdit
from models.editing import ChangeKind, TableChange

if TYPE_CHECKING:
    from desktop.document import Document
    from models.case import Case


class TakeOver(CaseEdit):
    """Another case in place of the open one, and the scenario that can then be chosen."""

    def __init__(self, document: Document, text: str, after: Case) -> None:
        super().__init__(text)
        self._document = document
        self._before, self._after = document.open_case, after
        self._scenario = document.scenario

    def after(self) -> Case:
        """Return the new case."""
        return self._after

    def redo(self) -> None:
        """Put the new case in."""
        self._put(self._before, self._after)

    def undo(self) -> None:
        """Put the old case back."""
        self._put(self._after, self._before)

    def _put(self, old: Case, new: Case) -> None:
        chosen = self._scenario if self._scenario in new.scenarios() else new.scenarios()[0]
        changes = [
            TableChange(key, ChangeKind.COLUMNS, tuple(range(len(frame))))
            for key, frame in new.tables.items()
            if not frame.equals(old.tables[key])
        ]
        self._document.take_tables(new, changes, chosen)
