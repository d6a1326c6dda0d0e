"""The way back to the pinned split: its scenario, and its case in one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.document import Document, Solved
from desktop.meeting.moved_words import tables_moved
from desktop.project.scenario_edits import ReplaceTables

if TYPE_CHECKING:
    from models.scenarios import Frames


def can_go_back(document: Document, pinned: Solved | None) -> bool:
    """Say whether something was moved since the pinned split, and may be put back."""
    if document.case is None or pinned is None:
        return False
    scenario = pinned.split.scenario
    if scenario in document.frozen:
        return document.scenario != scenario
    if document.refusal_of(pinned.case):
        return False
    return document.scenario != scenario or bool(tables_moved(document.case, pinned.case))


def go_back(document: Document, pinned: Solved) -> None:
    """Put everything back to where it was when the split was pinned; one undoable edit."""
    scenario, tables = pinned.split.scenario, _tables_back(document, pinned)
    if tables:
        text = QCoreApplication.translate("Meeting", "Back to the pinned split")
        document.edit(ReplaceTables(document, text, tables, scenario))
    else:
        document.choose_scenario(scenario)


def _tables_back(document: Document, pinned: Solved) -> Frames:
    """Return the tables to put back; what a frozen scenario rests on is kept with it anyway."""
    if pinned.split.scenario in document.frozen:
        return {}
    keys = tables_moved(document.open_case, pinned.case)
    return {key: pinned.case.table(key) for key in keys}
