"""Edits of whole scenarios, each undoable as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.edits import CaseEdit
from models.editing import ChangeKind, TableChange

if TYPE_CHECKING:
    from desktop.document import Document
    from models.case import Case
    from models.scenarios import Frames


class ReplaceTables(CaseEdit):
    """Other rows and columns in some tables, and perhaps another scenario that is chosen."""

    def __init__(self, document: Document, text: str, tables: Frames, scenario: str) -> None:
        super().__init__(text)
        self._document = document
        self._after = tables
        self._before = {key: document.open_case.table(key) for key in tables}
        self._scenario_after, self._scenario_before = scenario, document.scenario

    def after(self) -> Case:
        """Return the case with the new tables."""
        return self._with(self._after)

    def redo(self) -> None:
        """Put the new tables in."""
        self._put(self._after, self._scenario_after)

    def undo(self) -> None:
        """Put the old tables back."""
        self._put(self._before, self._scenario_before)

    def _put(self, tables: Frames, scenario: str) -> None:
        changes = [
            TableChange(key, ChangeKind.COLUMNS, tuple(range(len(frame))))
            for key, frame in tables.items()
        ]
        self._document.take_tables(self._with(tables), changes, scenario)

    def _with(self, tables: Frames) -> Case:
        case = self._document.open_case
        for key, frame in tables.items():
            case = case.with_table(key, frame)
        return case
