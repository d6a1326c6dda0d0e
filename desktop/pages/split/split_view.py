"""What the views of the page Split have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.document.document import Solved
from desktop.look.language import say
from desktop.look.theme import mark_stale
from desktop.look.unit_box import UnitBox
from desktop.look.widgets import wrapped_label
from desktop.pages.context import Context
from desktop.tables.figure_sheet_view import FigureSheetView
from models.results.figure_rows import FigureSheet
from models.words.text import Argument, Text


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


class SheetView(SplitView):
    """A view that is a table of figures with words beside it.

    Attributes:
        table_name: what the table is called for screen readers.
        table_view: the table; hidden where there is nothing to show.
        note: what the figures mean.
    """

    table_name: Text

    def __init__(self, context: Context, unit_box: UnitBox) -> None:
        super().__init__()
        self._unit_box = unit_box
        self._shown: Solved | None = None
        self.table_view = FigureSheetView(context.theme, context.locale, say(self.table_name))
        self.note = wrapped_label(quiet=True)
        self.table_view.menu_wanted.connect(self.menu_wanted)

    def mark_stale(self, stale: bool) -> None:
        """Set figures that are not current in the second grey."""
        self.table_view.table.mark_stale(stale)
        mark_stale(self.note, stale=stale)

    def first_place(self) -> QWidget:
        """Return the table."""
        return self.table_view

    def copy(self) -> None:
        """Copy the selected figures."""
        self.table_view.copy()

    def can_copy(self) -> bool:
        """Say whether figures are selected."""
        return not self.table_view.isHidden() and self.table_view.has_chosen()

    def forget(self) -> None:
        """Forget the figures of another case."""
        self._shown = None

    def show_sheet(self, sheet: FigureSheet) -> None:
        """Show a table, no higher than its rows."""
        self.table_view.show_sheet(sheet, self._unit_box.unit)
        self.table_view.setMaximumHeight(self.table_view.rows_height())
