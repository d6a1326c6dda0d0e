"""Which split to mark the last change from: the one before the newest entry of the history."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.document.document import Document, Solved


class LastChange(QObject):  # D155
    """Remembers the split that a change started from, until the next change.

    The whole way of a slider is one change, as it is one entry of the history.
    """

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._newest: Solved | None = None
        self._start: Solved | None = None
        self._entry = document.undo_stack.index()
        document.case_replaced.connect(self._forget)

    def moved_from(self, solved: Solved) -> dict[str, float]:
        """Return for each payer that the last change moved what it paid before.

        Args:
            solved: the split that is shown now.
        """
        start = self.start(solved)
        if start is None:
            return {}
        before = start.split.totals
        least = max(solved.split.rounding, start.split.rounding) / 2
        return {
            payer: before.get(payer, 0.0)
            for payer, now in solved.split.totals.items()
            if abs(now - before.get(payer, 0.0)) > least
        }

    def start(self, solved: Solved) -> Solved | None:
        """Return the split that the last change started from; None: there was no change.

        Args:
            solved: the split that is shown now.
        """
        self._note(solved)
        return self._start

    def moves_since(self, solved: Solved) -> int:
        """Return how many entries the history has grown by since a split came.

        Args:
            solved: the split that is shown now.
        """
        self._note(solved)
        return self._document.undo_stack.index() - self._entry

    def _note(self, solved: Solved) -> None:
        entry, newest = self._document.undo_stack.index(), self._newest
        if newest is None or not _is_comparable(newest, solved):
            self._start = None
        elif entry != self._entry and solved is not newest:
            self._start = newest
        if solved is not newest:
            self._newest, self._entry = solved, entry

    @Slot()
    def _forget(self) -> None:
        self._newest = self._start = None
        self._entry = self._document.undo_stack.index()


def _is_comparable(before: Solved, after: Solved) -> bool:
    first, then = before.split, after.split
    return (first.scenario, first.currency) == (then.scenario, then.currency)
