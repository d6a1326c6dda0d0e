"""The matrix of the split with its totals under it, which stay in place while it scrolls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QLocale,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.document.document import Solved
from desktop.look.formats import ONE, MoneyUnit
from desktop.look.language import say
from desktop.look.theme import Theme
from desktop.look.widgets import in_column
from desktop.pages.split.figure_tables import FoldingTable, SplitTable
from desktop.pages.split.figure_views import FigureView, MatrixView
from desktop.pages.split.matrix_sizes import MatrixSizes
from desktop.tables.grid_view import GridView
from models.names import Names
from models.programme import Programme
from models.results.folding import Path, TreeNode, every_node, first_unfolded, levels, unfolded_to
from models.results.matrix import figures_of
from models.words.matrix import (
    DIMENSION_NAMES,
    NESTINGS,
    Dimension,
    but_groups,
    columns_of,
    payer_tree,
    programme_tree,
    territories_of,
    total_rows,
)
from models.words.text import Argument

_SEEN_AT_FIRST = 24
"""How many rows may be unfolded when a case is shown for the first time."""
_COLUMNS_AT_FIRST = 12
_Select = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True)
class ChosenCells:
    """What is chosen in the matrix: a cell, a row, or a column.

    Attributes:
        payers: the payers of the column; empty for a row or a sum.
        node: the programmes of the row; None for the totals or a column.
    """

    payers: tuple[str, ...] = ()
    node: TreeNode | None = None


class SplitMatrix(QWidget):
    """Two tables that scroll sideways as one: the programmes, and the totals.

    Signals:
        chosen: another cell, row or column was chosen, or nothing any more; carries ChosenCells.
        reasons_wanted: Enter was pressed on what is chosen.
        menu_wanted: what can be done with what is chosen is to be offered; carries the place.
    """

    chosen = Signal(object)
    reasons_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, locale: QLocale) -> None:
        super().__init__()
        self._solved: Solved | None = None
        self._unit = ONE
        self._nesting: Sequence[Dimension] = NESTINGS[0]
        self._payers: tuple[TreeNode, ...] = ()
        self._tree: tuple[TreeNode, ...] = ()
        self._tree_made_of: tuple[object, ...] = ()
        self._unfolded_payers: set[Path] = set()
        self._choosing = False
        self.programmes = FoldingTable(theme, locale, self)
        self.totals = SplitTable(theme, locale, self)
        self.view = MatrixView(self.programmes, theme)
        self.totals_view = FigureView(self.totals, theme)
        self.view.dress_as_matrix(self.tr("Who pays what, by programme"))
        self.totals_view.dress_as_matrix(self.tr("Totals of each payer"))
        self.totals_view.setObjectName("totals")
        self._sizes = MatrixSizes(self, self.view, self.totals_view, theme)
        self._link_views()
        self.setLayout(in_column((self.view, 1), self._sizes.under, spacing=0))

    def show_split(self, solved: Solved, unit: MoneyUnit) -> None:
        """Show a split in a unit; what was unfolded and chosen stays so where it is still there."""
        new_case = self._solved is None or not _names_alike(self._solved.names, solved.names)
        kept = ChosenCells() if new_case else self.chosen_now()
        self._solved, self._unit = solved, unit
        tree = self._tree_of(solved)
        territories = territories_of(solved.case)
        self._payers = payer_tree(solved.split, solved.names, territories)
        unfolded: Collection[Path] = self.programmes.unfolded
        if new_case or not self.programmes.tree:
            unfolded = but_groups(tree, first_unfolded(tree, _SEEN_AT_FIRST))
            self._unfolded_payers = first_unfolded(self._payers, _COLUMNS_AT_FIRST)
        self._fill(tree, unfolded)
        self.choose_again(kept)

    def take_over(self, before: SplitMatrix, solved: Solved, unit: MoneyUnit) -> None:
        """Show a split as another matrix shows it: nested, unfolded and chosen as there."""
        self._nesting, self._sizes.by_hand = before._nesting, dict(before._sizes.by_hand)
        self._solved, self._unit = solved, unit
        self._unfolded_payers = set(before._unfolded_payers)
        self._fill(self._tree_of(solved), before.programmes.unfolded)
        for mine, theirs in ((self.view, before.view), (self.totals_view, before.totals_view)):
            _choose_as_in(theirs, mine)
        self._tell_chosen()

    def forget_widths(self) -> None:
        """Let the columns be as wide as their figures ask for, whatever was chosen by hand."""
        self._sizes.by_hand.clear()

    def nest(self, nesting: Sequence[Dimension]) -> None:
        """Nest the rows in another order."""
        self._nesting = nesting
        if self._solved is not None:
            tree = self._tree_of(self._solved)
            self._fill(tree, but_groups(tree, first_unfolded(tree, _SEEN_AT_FIRST)))
            self.chosen.emit(ChosenCells())

    def _fill(self, tree: tuple[TreeNode, ...], unfolded: Collection[Path]) -> None:
        """Show these rows and the totals under the columns that are unfolded."""
        solved, unit = self._solved, self._unit
        assert solved is not None
        payers = [line.payer for line in solved.split.payers]
        columns = columns_of(self._payers, payers, self._unfolded_payers)
        self._choosing = self._sizes.is_waiting = True
        self.programmes.show_tree(columns, tree, figures_of(solved.split), unit, unfolded)
        self.totals.show_rows(columns, total_rows(solved.split, solved.rules), unit)
        self._choosing = self._sizes.is_waiting = False
        self._sizes.corner.setText(say(DIMENSION_NAMES[self._nesting[0]]))
        self._sizes.fit()

    def levels(self) -> tuple[tuple[Argument, ...], ...]:
        """Return what kinds of rows there are at each level."""
        return levels(self.programmes.tree)

    def unfold_to(self, depth: int) -> None:
        """Unfold everything down to a level, and fold what lies under it."""
        kept = self.chosen_now()
        self.programmes.unfold_only(unfolded_to(self.programmes.tree, depth))
        self.choose_again(kept)

    def fold_payers(self, column: int, *, fold: bool) -> None:
        """Fold payers into one column, or show the parts of a column."""
        folded = self.programmes.column(column).folded
        if folded is None or folded is fold or self._solved is None:
            return
        path = self.programmes.column(column).path
        (self._unfolded_payers.discard if fold else self._unfolded_payers.add)(path)
        self.show_split(self._solved, self._unit)

    def fold_current_payers(self, *, fold: bool) -> None:
        """Fold or unfold the column that is chosen."""
        column = self.view.currentIndex().column()
        if column >= 0:
            self.fold_payers(column, fold=fold)

    def can_fold_payers(self, *, fold: bool) -> bool:
        """Say whether the column that is chosen has parts to fold, or to unfold."""
        column = self.view.currentIndex().column()
        return column >= 0 and self.programmes.column(column).folded is (not fold)

    def fold_current_row(self, *, fold: bool) -> None:
        """Fold or unfold the row that is chosen."""
        if self.can_fold_row(fold=fold):
            row = self.view.currentIndex().row()
            (self.programmes.fold if fold else self.programmes.unfold)(row)

    def can_fold_row(self, *, fold: bool) -> bool:
        """Say whether the row that is chosen has parts to fold, or to unfold."""
        row = self.view.currentIndex().row()
        if row < 0 or not self.view.selectionModel().hasSelection():
            return False
        return self.programmes.node(row).folds and self.programmes.is_unfolded(row) is fold

    def has_chosen(self) -> bool:
        """Say whether anything is chosen."""
        views = (self.view, self.totals_view)
        return any(view.selectionModel().hasSelection() for view in views)

    def level_seen(self) -> int:
        """Return the deepest level of which rows are seen."""
        rows = range(self.programmes.rowCount())
        return max((self.programmes.node(row).depth for row in rows), default=0)

    def row_name(self, node: TreeNode) -> str:
        """Return what a row is about together with the rows above it."""
        above = [
            say(each.label)
            for each in every_node(self.programmes.tree)
            if node.path[: len(each.path)] == each.path
        ]
        return " · ".join(above)

    @Slot(object)
    def go_to(self, payer: str | None, programme: Programme | None = None) -> None:
        """Choose a cell, a payer, a programme; nothing with neither, and where one is gone."""
        column = self._column_of(payer)
        row = self._row_of(programme) if programme is not None else None
        is_gone = column is None or (programme is not None and row is None)
        if is_gone or (payer is None and programme is None):
            self._clear()
            self.chosen.emit(ChosenCells())
            return
        view = self._choose(row, column or 0)
        self._clear(but=view)
        view.scrollTo(view.currentIndex())
        self._tell_chosen()

    def whole_height(self) -> int:
        """Return the height in which all rows that are unfolded, and all totals, are seen."""
        return self._sizes.whole_height()

    def mark_stale(self, stale: bool) -> None:
        """Set figures that are not current in the second grey."""
        self.programmes.mark_stale(stale)
        self.totals.mark_stale(stale)

    def wanted_width(self) -> int:
        """Return the width in which all columns are seen."""
        return self._sizes.wanted_width()

    def copy(self) -> None:
        """Copy the selected cells of the table that has the focus."""
        (self.totals_view if self.totals_view.hasFocus() else self.view).copy()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new height."""
        super().resizeEvent(event)
        self._sizes.fit_totals()

    def _tree_of(self, solved: Solved) -> tuple[TreeNode, ...]:
        """Return the rows, the same as before where the programmes are."""
        territories = territories_of(solved.case)
        programmes = [line.programme for line in solved.split.programmes]
        made_of = (self._nesting, solved.names, territories, programmes)
        if made_of != self._tree_made_of:
            self._tree_made_of = made_of
            self._tree = programme_tree(solved.split, solved.names, territories, self._nesting)
        return self._tree

    def _link_views(self) -> None:
        bottom, top = self.totals_view, self.view
        bottom.horizontalHeader().hide()
        bottom.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        top.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bottom.horizontalScrollBar().valueChanged.connect(top.horizontalScrollBar().setValue)
        top.horizontalScrollBar().valueChanged.connect(bottom.horizontalScrollBar().setValue)
        top.horizontalHeader().sectionClicked.connect(self._on_header_clicked)
        for view in (top, bottom):
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.selectionModel().selectionChanged.connect(self._on_selection_changed)
            view.menu_wanted.connect(self.menu_wanted)
        top.left.connect(self._tell_chosen)
        top.entered_reasons.connect(self.reasons_wanted)

    @Slot(int)
    def _on_header_clicked(self, column: int) -> None:
        folded = self.programmes.column(column).folded
        if folded is not None:
            self.fold_payers(column, fold=not folded)

    # What is chosen.

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if self._choosing:
            return
        bottom = self.sender() is self.totals_view.selectionModel()
        view: GridView = self.totals_view if bottom else self.view
        if view.selectionModel().hasSelection():
            self._clear(but=view)
        self._tell_chosen()

    def _clear(self, but: GridView | None = None) -> None:
        self._choosing = True
        for view in (self.view, self.totals_view):
            if view is not but:
                view.clearSelection()
        self._choosing = False

    @Slot()
    def _tell_chosen(self) -> None:
        self.chosen.emit(self.chosen_now())

    def chosen_now(self) -> ChosenCells:
        """Return what is chosen."""
        for view, table in ((self.view, self.programmes), (self.totals_view, self.totals)):
            model, current = view.selectionModel(), view.currentIndex()
            if not model.hasSelection() or not current.isValid():
                continue
            node = table.row(current.row()).node
            payers = table.column(current.column()).payers
            if model.isRowSelected(current.row()):
                return ChosenCells((), node)
            if model.isColumnSelected(current.column()):
                return ChosenCells(payers, None)
            return ChosenCells(payers, node)
        return ChosenCells()

    def choose_again(self, kept: ChosenCells) -> None:
        """Choose what was chosen before, where it is still seen."""
        row = self.programmes.row_of(kept.node.path) if kept.node is not None else None
        column = self._column_seen(kept.payers)
        is_gone = kept.node is not None and row is None
        if kept == ChosenCells():
            self._clear()
        elif row is not None and not kept.payers:
            self.view.selectRow(row)
        elif column is not None and not is_gone:
            self._clear(but=self._choose(row, column))
        self._tell_chosen()

    def _choose(self, row: int | None, column: int) -> GridView:
        """Choose a cell of the programmes, or of the totals where there is no row."""
        view: GridView = self.view if row is not None else self.totals_view
        index = view.model().index(row or 0, column)
        view.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
        return view

    def _column_of(self, payer: str | None) -> int | None:
        """Return the column of a payer, unfolded where that hides it; None: it is gone."""
        if payer is None:
            return 0
        column = self._column_seen((payer,))
        if column is None and self._solved is not None:
            self._unfolded_payers = unfolded_to(self._payers, len(self._payers) + 99)
            self.show_split(self._solved, self._unit)
            column = self._column_seen((payer,))
        return column

    def _column_seen(self, payers: tuple[str, ...]) -> int | None:
        columns = range(self.programmes.columnCount())
        return next((c for c in columns if self.programmes.column(c).payers == payers), None)

    def _row_of(self, programme: Programme) -> int | None:
        """Return the row of a programme, unfolded where that hides it; None: it is gone."""
        lines = self._solved.split.programmes if self._solved is not None else ()
        leaves = [at for at, line in enumerate(lines) if line.programme == programme]
        nodes = every_node(self.programmes.tree)
        found = (node for node in nodes if not node.folds and list(node.leaves) == leaves)
        node = next(found, None)
        return None if node is None else self.programmes.reveal(node)


def _names_alike(before: Names, now: Names) -> bool:
    """Say whether rows and columns have the names of before; clauses and scenarios may differ."""
    rows = ((names.territories, names.stages, names.groups) for names in (before, now))
    return next(rows) == next(rows)


def _choose_as_in(theirs: GridView, mine: GridView) -> None:
    """Choose the cells that are chosen in another view of the same rows and columns."""
    chosen, current = theirs.selectionModel(), theirs.currentIndex()
    if not chosen.hasSelection() or not current.isValid():
        return
    flags = _Select.ClearAndSelect
    if chosen.isRowSelected(current.row()):
        flags |= _Select.Rows
    elif chosen.isColumnSelected(current.column()):
        flags |= _Select.Columns
    index = mine.model().index(current.row(), current.column())
    mine.selectionModel().setCurrentIndex(index, flags)
