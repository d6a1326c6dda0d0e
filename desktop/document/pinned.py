"""The pinned split: the one that bars and sentences compare every newer one with."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.document.document import Document, Solved
from desktop.look.language import say
from models.editing import Edit, between
from models.words.headlines import PinnedBy, pinned_split
from models.words.text import text


class PinnedSplit(QObject):
    """Keeps a split until another is pinned or another case is opened; there is one in a window.

    Attributes:
        solved: the pinned split; None: none yet.
        by: how it came to be that: whether somebody pinned it, or it was there at the time.
    """

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self.solved: Solved | None = None
        self.by = PinnedBy.CASE
        document.case_replaced.connect(self._forget)

    @property
    def is_chosen(self) -> bool:
        """Whether somebody pinned it."""
        return self.by is PinnedBy.PERSON

    def pin(self, by: PinnedBy = PinnedBy.PERSON) -> None:
        """Compare from now on with the split as it is."""
        self.solved, self.by = self._document.solved, by

    def pin_first(self) -> None:
        """Compare with the split as it is where there is none to compare with, once it is final."""
        if self.solved is None and self._document.split_is_current:
            self.pin(PinnedBy.CASE)

    def beside(self, solved: Solved) -> Solved | None:
        """Return the pinned split; None: there is none in the currency of this one."""
        pinned = self.solved
        same = pinned is not None and pinned.split.currency == solved.split.currency
        return pinned if same else None

    @property
    def can_go_back(self) -> bool:
        """Whether something was moved since the pinned split, and may be put back."""
        document, pinned = self._document, self.solved
        if document.case is None or pinned is None:
            return False
        edit = self._way_back(pinned)
        is_moved = bool(edit.patches) or document.scenario != pinned.split.scenario
        return is_moved and not document.refusal_of(edit)

    def go_back(self) -> None:
        """Put everything back to where it was when the split was pinned; one undoable edit."""
        assert self.solved is not None
        edit = self._way_back(self.solved)
        if edit.patches:
            self._document.edit(edit)
        else:
            self._document.choose_scenario(self.solved.split.scenario)

    def _way_back(self, pinned: Solved) -> Edit:
        """Return the edit that goes back; what a frozen scenario rests on is kept with it."""
        document, scenario = self._document, pinned.split.scenario
        after = document.open_case if scenario in document.frozen else pinned.case
        words = say(text("Back to {pinned}", pinned=pinned_split(self.by)))
        return between(document.open_case, after, words, (document.scenario, scenario))

    @Slot()
    def _forget(self) -> None:
        self.solved, self.by = None, PinnedBy.CASE
