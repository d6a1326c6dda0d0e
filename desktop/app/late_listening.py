"""What a page that is made late hears of the document: first all that it missed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from desktop.document.document import Document, DocumentSignals

_SIGNALS = tuple(name for name, told in vars(DocumentSignals).items() if isinstance(told, Signal))
_MISSED = (
    "case_replaced",
    "path_changed",
    "problems_changed",
    "frozen_changed",
    "scenario_changed",
    "split_changed",
)
"""What opening a case tells, in its order, and what followed."""


class LateListening(DocumentSignals):
    """Stands for the document with one page: has all it has, and passes on all it tells."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        for name in _SIGNALS:
            getattr(document, name).connect(getattr(self, name))

    def __getattr__(self, name: str) -> Any:
        """Return what the document has under this name."""
        return getattr(self._document, name)

    def catch_up(self) -> None:
        """Tell what whoever listens has missed."""
        for name in _MISSED:
            getattr(self, name).emit()
