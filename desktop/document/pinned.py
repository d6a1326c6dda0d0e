"""The pinned split: the one that bars and sentences compare every newer one with."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.document.document import Document, Solved


class PinnedSplit(QObject):
    """Keeps a split until another is pinned or another case is opened.

    Attributes:
        solved: the pinned split; None: none yet.
        is_chosen: whether somebody pinned it, rather than that it was there at the time.
    """

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self.solved: Solved | None = None
        self.is_chosen = False
        document.case_replaced.connect(self._forget)

    def pin(self) -> None:
        """Compare from now on with the split as it is."""
        self.solved, self.is_chosen = self._document.solved, True

    def pin_first(self) -> None:
        """Compare with the split as it is where there is none to compare with, once it is final."""
        if self.solved is None and self._document.split_is_current:
            self.solved = self._document.solved

    def beside(self, solved: Solved) -> Solved | None:
        """Return the pinned split; None: there is none in the currency of this one."""
        pinned = self.solved
        same = pinned is not None and pinned.split.currency == solved.split.currency
        return pinned if same else None

    @Slot()
    def _forget(self) -> None:
        self.solved, self.is_chosen = None, False
