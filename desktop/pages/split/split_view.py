"""What the views of the page Split have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.document.document import Solved
from models.words.text import Argument


class SplitView(QWidget):
    """One way to look at a split, of which the page shows one at a time.

    Signals:
        sentence_changed: the page is to open with something else.
        menu_wanted: what can be done with what is chosen is to be offered; carries the place.
        rules_wanted: somebody wants to see the rules of the scenario.
    """

    sentence_changed = Signal()
    menu_wanted = Signal(QPoint)
    rules_wanted = Signal()

    def sentence(self, solved: Solved) -> Argument:
        """Return what the page opens with while this view is shown."""
        raise NotImplementedError

    def show_split(self, solved: Solved) -> None:
        """Show a split."""
        raise NotImplementedError

    def mark_stale(self, stale: bool) -> None:
        """Set figures that are not current in the second grey."""
        raise NotImplementedError

    def first_place(self) -> QWidget:
        """Return what has the keys when somebody goes to the page."""
        raise NotImplementedError

    def copy(self) -> None:
        """Copy what is selected."""
        raise NotImplementedError

    def can_copy(self) -> bool:
        """Say whether something is selected that can be copied."""
        raise NotImplementedError

    def look(self, *, now: bool) -> None:
        """Say whether somebody looks: what only this view shows is computed for nobody else."""

    def forget(self) -> None:
        """Forget what was shown and chosen: another case is open."""

    @property
    def groups(self) -> Sequence[Sequence[QAction]]:
        """What can be done here, in groups."""
        return ()
