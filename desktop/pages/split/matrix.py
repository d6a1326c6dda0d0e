"""The matrix of the split with its totals under it, which stay in place while it scrolls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QLocale,
    QObject,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QSpacerItem, QVBoxLayout, QWidget

from desktop.document.document import Solved
from desktop.look.formats import MoneyUnit
from desktop.look.theme import BODY, STEP, Theme
from desktop.pages.split.figures import Column, figures_of, programme_of
from desktop.pages.split.folding import Node, Path, every_node, levels, shown, unfolded_to
from desktop.pages.split.table import FigureTable, FoldingTable, columns_of
from desktop.pages.split.totals import total_rows
from desktop.pages.split.tree import (
    NESTINGS,
    Dimension,
    dimension_name,
    payer_tree,
    programme_tree,
    territories_of,
)
from desktop.pages.split.views import INDENT, MARK, FigureView, MatrixView
from desktop.tables.grid_view import GridView
from models.results.split import Programme

LEAST_FIGURE, MOST_FIGURE = 80, 200
FIRST_COLUMN = (180, 360)
HEADER_PADDING = 5 * STEP
_SEEN_AT_FIRST = 24
"""How many rows may be unfolded when a case is shown for the first time."""
_COLUMNS_AT_FIRST = 12
_MOST_TOTALS, _LEAST_TOTALS = 0.5, 3
"""What part of the height the totals may take, and how many of them are always seen."""
_Select = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True)
class Chosen:
    """What is chosen in the matrix: a cell, a row, or a column.

    Attributes:
        payers: the payers of the column; empty for a row or a sum.
        node: the programmes of the row; None for the totals or a column.
    """

    payers: tuple[str, ...] = ()
    node: Node | None = None


class SplitMatrix(QWidget):
    """Two tables that scroll sideways as one: the programmes, and the totals.

    Signals:
        chosen: another cell, row or column was chosen, or nothing any more; carries a Chosen.
        reasons_wanted: Enter was pressed on what is chosen.
    """

    chosen = Signal(object)
    reasons_wanted = Signal()

    def __init__(self, theme: Theme, locale: QLocale) -> None:
        super().__init__()
        self._theme, self._locale = theme, locale
        self._solved: Solved | None = None
        self._unit: MoneyUnit | None = None
        self._nesting: Sequence[Dimension] = NESTINGS[0]
        self._payers: tuple[Node, ...] = ()
        self._tree: tuple[Node, ...] = ()
        self._tree_made_of: tuple[object, ...] = ()
        self._unfolded_payers: set[Path] = set()
        self._widths: dict[str, int] = {}
        self._asked: dict[int, int] = {}
        self._measure()
        self._fitting = self._choosing = False
        self.programmes = FoldingTable(theme, locale, self)
        self.totals = FigureTable(theme, locale, self)
        self.view = MatrixView(self.programmes, theme)
        self.totals_view = FigureView(theme)
        self.totals_view.setModel(self.totals)
        self._dress(self.view, "matrix", self.tr("Who pays what, by programme"))
        self._dress(self.totals_view, "totals", self.tr("Totals of each payer"))
        self._corner = QLabel(self.view)
        self._corner.setObjectName("quiet")
        self._corner.setContentsMargins(2 * STEP, 0, 0, 0)
        self._link_views()
        self._lay_out()

    def show_split(self, solved: Solved, unit: MoneyUnit) -> None:
        """Show a split in a unit; what was unfolded and chosen stays so where it is still there."""
        new_case = self._solved is None or self._solved.names != solved.names
        kept = Chosen() if new_case else self._chosen_now()
        self._solved, self._unit = solved, unit
        tree = self._tree_of(solved)
        self._payers = payer_tree(solved, territories_of(solved.case))
        unfolded = self.programmes.unfolded
        if new_case or not self.programmes.tree:
            unfolded = frozenset(_first_unfolded(tree, _SEEN_AT_FIRST))
            self._unfolded_payers = _first_unfolded(self._payers, _COLUMNS_AT_FIRST)
        columns = self._columns()
        self._choosing = True
        self.programmes.show_tree(columns, tree, figures_of(solved.split), unit, unfolded)
        self.totals.show_rows(columns, total_rows(solved, self._locale), unit)
        self._choosing = False
        self._fit()
        self._choose_again(kept)

    def take_over(self, before: SplitMatrix, solved: Solved, unit: MoneyUnit) -> None:
        """Show a split as another matrix shows it: nested, unfolded and chosen as there."""
        self._nesting, self._widths = before._nesting, dict(before._widths)
        self._solved, self._unfolded_payers = solved, set(before._unfolded_payers)
        columns, tree = self._columns(), self._tree_of(solved)
        unfolded = before.programmes.unfolded
        self._choosing = True
        self.programmes.show_tree(columns, tree, figures_of(solved.split), unit, unfolded)
        self.totals.show_rows(columns, total_rows(solved, self._locale), unit)
        self._choosing = False
        self._unit = unit
        self._fit()
        for mine, theirs in ((self.view, before.view), (self.totals_view, before.totals_view)):
            _choose_as_in(theirs, mine)
        self._tell_chosen()

    def nest(self, nesting: Sequence[Dimension]) -> None:
        """Nest the rows in another order."""
        self._nesting = nesting
        if self._solved is None or self._unit is None:
            return
        tree = self._tree_of(self._solved)
        figures = figures_of(self._solved.split)
        unfolded = _first_unfolded(tree, _SEEN_AT_FIRST)
        self.programmes.show_tree(self._columns(), tree, figures, self._unit, unfolded)
        self._fit()
        self.chosen.emit(Chosen())

    def levels(self) -> tuple[tuple[str, ...], ...]:
        """Return what kinds of rows there are at each level."""
        return levels(self.programmes.tree)

    def unfold_to(self, depth: int) -> None:
        """Unfold everything down to a level, and fold what lies under it."""
        kept = self._chosen_now()
        self.programmes.unfold_only(unfolded_to(self.programmes.tree, depth))
        self._choose_again(kept)

    def fold_payers(self, column: int, *, fold: bool) -> None:
        """Fold payers into one column, or show the parts of a column."""
        folded = self.programmes.column(column).folded
        if folded is None or folded is fold or self._solved is None or self._unit is None:
            return
        path = self.programmes.column(column).path
        (self._unfolded_payers.discard if fold else self._unfolded_payers.add)(path)
        self.show_split(self._solved, self._unit)

    def fold_current_payers(self, *, fold: bool) -> None:
        """Fold or unfold the column that is chosen."""
        column = self.view.currentIndex().column()
        if column >= 0:
            self.fold_payers(column, fold=fold)

    def level_seen(self) -> int:
        """Return the deepest level of which rows are seen."""
        rows = range(self.programmes.rowCount())
        return max((self.programmes.node(row).depth for row in rows), default=0)

    def row_name(self, node: Node) -> str:
        """Return what a row is about together with the rows above it."""
        above = [
            each.label
            for each in every_node(self.programmes.tree)
            if node.path[: len(each.path)] == each.path
        ]
        return " · ".join(above)

    def go_to(self, payer: str | None, programme: Programme | None) -> None:
        """Choose a cell, a payer, a programme; nothing with neither, and where one is gone."""
        column = self._column_of(payer)
        row = self._row_of(programme) if programme is not None else None
        is_gone = column is None or (programme is not None and row is None)
        if is_gone or (payer is None and programme is None):
            self._clear()
            self.chosen.emit(Chosen())
            return
        view: GridView = self.view if row is not None else self.totals_view
        index = view.model().index(row or 0, column or 0)
        self._clear_other(view)
        view.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
        view.scrollTo(index)
        self._tell_chosen()

    def mark_stale(self, stale: bool) -> None:
        """Set figures that are not current in the second grey."""
        self.programmes.mark_stale(stale)
        self.totals.mark_stale(stale)

    def copy(self) -> None:
        """Copy the selected cells of the table that has the focus."""
        (self.totals_view if self.totals_view.hasFocus() else self.view).copy()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the title of the first column over it, and fill the width."""
        is_resized = watched is self.view.viewport() and isinstance(event, QResizeEvent)
        if is_resized and not self._choosing:  # else the totals have other columns still
            self._fit_first_column()
            self._fill()
            self._place_corner()
        return super().eventFilter(watched, event)

    def _tree_of(self, solved: Solved) -> tuple[Node, ...]:
        """Return the rows, the same as before where the programmes are."""
        territories = territories_of(solved.case)
        programmes = [programme_of(line) for line in solved.split.programmes]
        made_of = (self._nesting, solved.names, territories, programmes)
        if made_of != self._tree_made_of:
            self._tree_made_of = made_of
            self._tree = programme_tree(solved, territories, self._nesting)
        return self._tree

    def _columns(self) -> tuple[Column, ...]:
        assert self._solved is not None
        payers = [line.payer for line in self._solved.split.payers]
        return columns_of(self._payers, payers, self._unfolded_payers)

    def _dress(self, view: GridView, name: str, spoken: str) -> None:
        view.setObjectName(name)
        view.setAccessibleName(spoken)
        view.setCornerButtonEnabled(False)
        view.setTabKeyNavigation(False)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setFont(self._theme.font(BODY))

    def _link_views(self) -> None:
        bottom, top = self.totals_view, self.view
        bottom.horizontalHeader().hide()
        bottom.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bottom.horizontalScrollBar().valueChanged.connect(top.horizontalScrollBar().setValue)
        top.horizontalScrollBar().valueChanged.connect(bottom.horizontalScrollBar().setValue)
        bottom.horizontalScrollBar().rangeChanged.connect(self._fit_totals)
        header = top.horizontalHeader()
        header.setMinimumSectionSize(LEAST_FIGURE // 2)
        header.sectionResized.connect(self._on_resized)
        header.sectionClicked.connect(self._on_header_clicked)
        self.programmes.rowsInserted.connect(self._fit_labels)
        self.programmes.modelReset.connect(self._fit_labels)
        top.viewport().installEventFilter(self)
        for view in (top, bottom):
            view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        top.left.connect(self._tell_chosen)
        top.entered_reasons.connect(self.reasons_wanted)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        under = self._under = QHBoxLayout()
        under.setSpacing(0)
        under.addWidget(self.totals_view)
        self._beside = QSpacerItem(0, 0)
        under.addItem(self._beside)
        layout.addLayout(under)

    @Slot(int)
    def _on_header_clicked(self, column: int) -> None:
        folded = self.programmes.column(column).folded
        if folded is not None:
            self.fold_payers(column, fold=not folded)

    @Slot(int, int, int)
    def _on_resized(self, column: int, _old: int, new: int) -> None:
        self.totals_view.setColumnWidth(column, new)
        if not self._fitting:
            self._widths[self.programmes.column(column).label] = new

    # What is chosen.

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if self._choosing:
            return
        bottom = self.sender() is self.totals_view.selectionModel()
        view: GridView = self.totals_view if bottom else self.view
        if view.selectionModel().hasSelection():
            self._clear_other(view)
        self._tell_chosen()

    def _clear_other(self, view: GridView) -> None:
        self._choosing = True
        (self.view if view is self.totals_view else self.totals_view).clearSelection()
        self._choosing = False

    def _clear(self) -> None:
        self._choosing = True
        self.view.clearSelection()
        self.totals_view.clearSelection()
        self._choosing = False

    @Slot()
    def _tell_chosen(self) -> None:
        self.chosen.emit(self._chosen_now())

    def _chosen_now(self) -> Chosen:
        for view, table in ((self.view, self.programmes), (self.totals_view, self.totals)):
            model, current = view.selectionModel(), view.currentIndex()
            if not model.hasSelection() or not current.isValid():
                continue
            node = table.row(current.row()).node
            payers = table.column(current.column()).payers
            if model.isRowSelected(current.row()):
                return Chosen((), node)
            if model.isColumnSelected(current.column()):
                return Chosen(payers, None)
            return Chosen(payers, node)
        return Chosen()

    def _choose_again(self, kept: Chosen) -> None:
        """Choose what was chosen before, where it is still seen."""
        row = self.programmes.row_of(kept.node.path) if kept.node is not None else None
        columns = range(self.programmes.columnCount())
        column = next((c for c in columns if self.programmes.column(c).payers == kept.payers), None)
        if kept == Chosen() or column is None or (kept.node is not None and row is None):
            self.chosen.emit(self._chosen_now())
            return
        view: GridView = self.view if row is not None else self.totals_view
        index = view.model().index(row or 0, column)
        view.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
        self._tell_chosen()

    def _column_of(self, payer: str | None) -> int | None:
        """Return the column of a payer, unfolded where that hides it; None: it is gone."""
        if payer is None:
            return 0
        column = self._column_seen(payer)
        if column is None and self._solved is not None and self._unit is not None:
            self._unfolded_payers = unfolded_to(self._payers, len(self._payers) + 99)
            self.show_split(self._solved, self._unit)
            column = self._column_seen(payer)
        return column

    def _column_seen(self, payer: str) -> int | None:
        columns = range(self.programmes.columnCount())
        return next((c for c in columns if self.programmes.column(c).payers == (payer,)), None)

    def _row_of(self, programme: Programme) -> int | None:
        """Return the row of a programme, unfolded where that hides it; None: it is gone."""
        lines = self._solved.split.programmes if self._solved is not None else ()
        leaves = [at for at, line in enumerate(lines) if programme_of(line) == programme]
        nodes = every_node(self.programmes.tree)
        found = (node for node in nodes if not node.folds and list(node.leaves) == leaves)
        node = next(found, None)
        return None if node is None else self.programmes.reveal(node)

    # Widths and heights.

    def _measure(self) -> None:
        self._plain = QFontMetrics(self._theme.font(BODY))
        self._heavy = QFontMetrics(self._theme.font(BODY, heavy=True))

    def _fit(self) -> None:
        self._asked = {}
        self._measure()
        self._fit_first_column()
        self._fill()
        self.view.horizontalHeader().setFixedHeight(self._header_height())
        self._fit_totals()
        self._place_corner()

    def _fill(self) -> None:
        """Give each column what its figures need, and share out what is left of the width."""
        count = self.programmes.columnCount()
        if not count:
            return
        wanted = [self._width(column) for column in range(count)]
        free = [c for c in range(count) if self.programmes.column(c).label not in self._widths]
        spare = self.view.viewport().width() - sum(wanted)
        if spare > 0 and free:
            each, left = divmod(spare, len(free))
            for number, column in enumerate(free):
                wanted[column] += each + (number < left)
        self._fitting = True
        for column, width in enumerate(wanted):
            self.view.setColumnWidth(column, width)
            self.totals_view.setColumnWidth(column, width)
        self._fitting = False

    def _width(self, column: int) -> int:
        """Return the width chosen by hand, or else what the totals ask for: no sum is longer."""
        chosen = self._widths.get(self.programmes.column(column).label)
        if chosen is not None:
            return chosen
        if column not in self._asked:
            wanted = self._figures_width(column) + 5 * STEP
            wanted = min(max(wanted, self._longest_word(column), LEAST_FIGURE), MOST_FIGURE)
            self._asked[column] = wanted
        return self._asked[column]

    def _figures_width(self, column: int) -> int:
        """Return the width of the longest plain and the longest heavy figure, the wider of both."""
        longest = {True: "", False: ""}
        for text, is_heavy in self.totals.texts(column):
            longest[is_heavy] = max(longest[is_heavy], text, key=len)
        return max(
            self._heavy.horizontalAdvance(longest[True]),
            self._plain.horizontalAdvance(longest[False]),
        )

    @Slot()
    def _fit_totals(self) -> None:
        """Give the totals the height of their rows, but no more than they leave to the matrix."""
        across = self.totals_view.horizontalScrollBar()
        row = self.totals_view.verticalHeader().defaultSectionSize()
        header, rows = self.view.horizontalHeader().height(), self.totals.rowCount()
        most = max(int((self.height() - header) * _MOST_TOTALS) // row, _LEAST_TOTALS)
        height = min(rows, most) * row + STEP
        height += across.sizeHint().height() if across.maximum() > 0 else 0
        self.totals_view.setFixedHeight(height)
        self._leave_room_for_a_scroll_bar(scrolls=rows > most)

    def _leave_room_for_a_scroll_bar(self, *, scrolls: bool) -> None:
        """Let both tables be equally wide inside, whether the totals scroll or not."""
        policy = Qt.ScrollBarPolicy
        wanted = policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
        self.totals_view.setVerticalScrollBarPolicy(wanted)
        width = 0 if scrolls else self.view.verticalScrollBar().sizeHint().width()
        self._beside.changeSize(width, 0)
        self._under.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new height."""
        super().resizeEvent(event)
        self._fit_totals()

    @Slot()
    def _fit_labels(self) -> None:
        """Give labels that have just unfolded their room."""
        if self.isVisible() and not self._choosing:
            self._fit_first_column()
            self._fill()
            self._place_corner()

    def _fit_first_column(self) -> None:
        """Give the labels that are seen the room they ask for; those at the top may be heavy."""
        nodes = [self.programmes.node(row) for row in range(self.programmes.rowCount())]
        labels = {(node.label, node.depth) for node in nodes}
        widths = [
            (self._plain if depth else self._heavy).horizontalAdvance(label) + depth * INDENT + MARK
            for label, depth in labels
        ]
        rows = [self.totals.row(row) for row in range(self.totals.rowCount())]
        widths += [
            (self._heavy if row.heavy else self._plain).horizontalAdvance(row.label) for row in rows
        ]
        width = max(widths, default=0) + 5 * STEP
        most = min(FIRST_COLUMN[1], self.width() * 2 // 5)
        width = max(min(width, most), FIRST_COLUMN[0])
        self.view.verticalHeader().setFixedWidth(width)
        self.totals_view.verticalHeader().setFixedWidth(width)
        self._corner.setText(dimension_name(self._nesting[0]))

    def _headline(self, column: int) -> str:
        return str(self.programmes.headerData(column, Qt.Orientation.Horizontal))

    def _longest_word(self, column: int) -> int:
        words = re.findall(r"[^\s-]+-?", self._headline(column))
        metrics = self.view.horizontalHeader().fontMetrics()
        return max(map(metrics.horizontalAdvance, words), default=0) + HEADER_PADDING

    def _header_height(self) -> int:
        metrics = self.view.horizontalHeader().fontMetrics()
        heights = [
            metrics.boundingRect(
                QRect(0, 0, self.view.columnWidth(column) - HEADER_PADDING, 1000),
                Qt.TextFlag.TextWordWrap,
                self._headline(column),
            ).height()
            for column in range(self.programmes.columnCount())
        ]
        return max(heights, default=metrics.height()) + 3 * STEP

    def _place_corner(self) -> None:
        across, down = self.view.horizontalHeader(), self.view.verticalHeader()
        self._corner.setGeometry(0, 0, down.width(), across.height())


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


def _first_unfolded(tree: Sequence[Node], most: int) -> set[Path]:
    """Return what to unfold so that as many levels are seen as fit."""
    unfolded: set[Path] = set()
    for depth in range(1, len(levels(tree))):
        deeper = unfolded_to(tree, depth)
        if sum(1 for _ in shown(tree, deeper)) > most:
            break
        unfolded = deeper
    return unfolded
