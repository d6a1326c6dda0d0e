"""The way back to the pinned split: its scenario, and its case in one edit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.document.document import Document, Solved
from models.edits import Edit, between


def can_go_back(document: Document, pinned: Solved | None) -> bool:
    """Say whether something was moved since the pinned split, and may be put back."""
    if document.case is None or pinned is None:
        return False
    edit = _way_back(document, pinned)
    is_moved = bool(edit.patches) or document.scenario != pinned.split.scenario
    return is_moved and not document.refusal_of(edit)


def go_back(document: Document, pinned: Solved) -> None:
    """Put everything back to where it was when the split was pinned; one undoable edit."""
    edit = _way_back(document, pinned)
    if edit.patches:
        document.edit(edit)
    else:
        document.choose_scenario(pinned.split.scenario)


def _way_back(document: Document, pinned: Solved) -> Edit:
    """Return the edit that goes back; what a frozen scenario rests on is kept with it anyway."""
    case, scenario = document.open_case, pinned.split.scenario
    after = case if scenario in document.frozen else pinned.case
    text = QCoreApplication.translate("Meeting", "Back to the pinned split")
    return between(case, after, text, (document.scenario, scenario))
