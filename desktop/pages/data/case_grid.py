"""The grid of one table of the case: what a person can do with its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QKeyCombination,
    QLocale,
    QModelIndex,
    QPoint,
    QSettings,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyleOptionHeader,
    QTableView,
)

from desktop.document.document import Document
from desktop.look.context_menu import menu_place
from desktop.look.language import say
from desktop.look.theme import Theme
from desktop.pages.data.cell_delegate import MARGIN, CellDelegate, rows_to_go
from desktop.tables.background_job import AT_ONCE_CELLS, NewQuestion, TableJob
from desktop.tables.case_table import CaseTable
from desktop.tables.cell_changes import headers_of
from desktop.tables.changing import Changing
from desktop.tables.column_words import block_text
from desktop.tables.copying import ChosenCells, chosen_cells, count_of, rows_of
from desktop.tables.grid_view import ColumnWidths, GridView, RowDelegate
from desktop.tables.parts_in_use import PartsInUse
from desktop.tables.row_search import FoundCells
from models.declaration.kinds import Table
from models.editing import row_number
from models.words.text import counted


class CaseGrid(GridView):
    """A table of the case in which every cell can be edited where it stands.

    Signals:
        replace_wanted: the key for replacing was pressed.
        menu_wanted: what can be done with the chosen cells is to be offered; carries the place.
        order_menu_wanted: in which order the rows can stand is to be offered, by the column of
            the current cell; carries the place.
    """

    replace_wanted = Signal()
    menu_wanted = Signal(QPoint)
    order_menu_wanted = Signal(QPoint)

    def __init__(
        self,
        document: Document,
        table: Table,
        theme: Theme,
        locale: QLocale,
        new_question: NewQuestion | None = None,
        parts: PartsInUse | None = None,
    ) -> None:
        super().__init__(theme)
        self._document = document
        self._is_fitted = False
        self._widths: ColumnWidths | None = None
        self.table = CaseTable(document, table, theme, locale, self, new_question, parts)
        self._changing = Changing(document, self.table, new_question)
        self._copying = TableJob(self.tr("Copying"), new_question, self)
        self.setModel(self.table)
        self.setAccessibleName(say(table.labels))
        self.setAccessibleDescription(say(table.help))
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        # The headers mark no selection; to know it they would ask each of a hundred thousand rows.
        for one in (header, self.verticalHeader()):
            one.setSelectionModel(QItemSelectionModel(self.table, one))
            one.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_column_menu)
        self.verticalHeader().customContextMenuRequested.connect(self._on_row_menu)
        header.setStretchLastSection(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self._changing.refused_at.connect(self._on_refused_at)
        self.table.given_up.connect(self._show_order)
        self.table.columns_changed.connect(self._fit_anew)
        document.case_replaced.connect(self._on_case_replaced)

    def _new_delegate(self) -> RowDelegate:
        delegate = CellDelegate(self, self._theme)
        delegate.left.connect(self._go_down)
        return delegate

    @Slot(int)
    def _go_down(self, rows: int) -> None:
        """Go to the cell some rows below, above where it is less than zero; else stay."""
        current = self.currentIndex()
        below = current.siblingAtRow(current.row() + rows)
        if below.isValid():
            self.setCurrentIndex(below)

    def _new_row_header(self) -> QHeaderView:
        return RowHeader(self)

    def _texts_of(self, column: int, rows: Iterable[int]) -> dict[str, int]:
        # As the model would say it, which takes some ten thousand calls.
        cells, case_row = self.table.cells, self.table.rows.case_row
        return {cells.shown(case_row(row), column): row for row in rows}

    def _width_of(self, text: str, _index: QModelIndex) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2 * (MARGIN + 1)

    def remember_widths(self, settings: QSettings) -> None:
        """Keep the widths that somebody gives the columns, and give them back."""
        name = self.table.table.key
        self._widths = ColumnWidths(
            self.horizontalHeader(), settings, name, lambda: self.table.cells.keys
        )

    def add_row(self) -> None:
        """Put a blank row under the current one, or at the end, and go to its first cell."""
        current, count = self.currentIndex(), self.table.case_row_count()
        rows = self.table.rows
        at = min(rows.case_row(current.row()) + 1, count) if current.isValid() else count
        self._document.add_row(self.table.table.key, at)
        self.setCurrentIndex(self.table.index(rows.place_of(at) or 0, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def delete_rows(self) -> None:
        """Take out every row in which a cell is selected."""
        rows = self.table.rows.case_rows(rows_of(self._chosen()))
        self._document.delete_rows(self.table.table.key, sorted(rows.tolist()))

    def copy(self) -> None:
        """Put the selected cells on the clipboard, exact and tab-separated."""
        chosen = self._chosen()
        if not chosen:
            return
        cells, rows = self.table.cells, self.table.rows.case_rows(rows_of(chosen))
        self._copying.ask(
            lambda cancelled: block_text(cells, rows, chosen, cancelled),
            QApplication.clipboard().setText,
            at_once=count_of(chosen) <= AT_ONCE_CELLS,
        )

    def choose_rows(self, case_rows: Sequence[int]) -> None:
        """Select some rows of the case, whole, and go to the first of them."""
        flags, last = QItemSelectionModel.SelectionFlag, self.table.columnCount() - 1
        shown = (self.table.rows.place_of(row) for row in case_rows)
        places = sorted(place for place in shown if place is not None)
        chosen = QItemSelection()
        for place in places:
            chosen.select(self.table.index(place, 0), self.table.index(place, last))
        if places:
            first = self.table.index(places[0], 0)
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.selectionModel().select(chosen, flags.ClearAndSelect)
            self.scrollTo(first)

    def take_over(self, before: CaseGrid) -> None:
        """Show the same rows in the same order, with the same cells chosen."""
        self.table.take_row_filter(before.table.row_filter)
        current, chosen = before.currentIndex(), before._chosen()
        if current.isValid():
            self.setCurrentIndex(self.table.index(current.row(), current.column()))
        self._select(chosen)
        for mine, theirs in (
            (self.verticalScrollBar(), before.verticalScrollBar()),
            (self.horizontalScrollBar(), before.horizontalScrollBar()),
        ):
            mine.setValue(theirs.value())

    def cut(self) -> None:
        """Copy the selected cells and make them blank."""
        chosen = self._chosen()
        self.copy()
        self._changing.clear(
            chosen,
            counted("Cut 1 cell from {table}", "Cut {count} cells from {table}", count_of(chosen)),
        )

    def paste(self) -> None:
        """Put the block on the clipboard at the current cell; one value fills the selection."""
        text = QApplication.clipboard().text()
        if not text or not self.table.columnCount():
            return
        chosen = self._chosen()
        corner = self._corner(chosen)
        places = self._places_named(text)
        self._changing.paste(
            text,
            chosen,
            corner,
            lambda count: counted(
                "Paste 1 cell into {table}", "Paste {count} cells into {table}", count
            ),
            self._select,
            places,
        )

    def _places_named(self, text: str) -> list[int]:
        """Return the columns that the headers of a block name, if hidden ones are among them.

        They are shown from now on. Any other block goes where the current cell is.
        """
        table, parts = self.table.table, self.table.parts
        keys = headers_of(text, table)
        if parts.hidden(table).isdisjoint(keys):
            return []
        parts.begin(table.key, keys)
        return [self.table.column_at(key) for key in keys]

    def clear(self) -> None:
        """Make the selected cells blank."""
        self._changing.clear(self._chosen())

    def sort_by_current(self, order: Qt.SortOrder) -> None:
        """Show the rows by the values of the current column."""
        self.sortByColumn(self.currentIndex().column(), order)

    def show_order_of_case(self) -> None:
        """Show the rows as they stand in the case."""
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)

    def show_same(self) -> None:
        """Show only the rows that hold what the current cell holds."""
        current = self.currentIndex()
        if self.is_on_row():
            row, at = self.table.rows.case_row(current.row()), current.column()
            self.table.show_same((at, self.table.cells.edited(row, at)))

    def has_columns(self) -> bool:
        """Say whether there is a table at all."""
        return self.table.columnCount() > 0

    def is_on_row(self) -> bool:
        """Say whether the current cell is one of the case."""
        return 0 <= self.currentIndex().row() < self.table.shown_row_count()

    def has_chosen(self) -> bool:
        """Say whether a cell of the case is selected."""
        count = self.table.shown_row_count()
        return any(one.top() < count for one in self.selectionModel().selection().toList())

    def fill_down(self) -> None:
        """Repeat the topmost selected cell of each column; a lone cell takes the one above."""
        chosen = self._chosen()
        sources = {
            at: int(rows[0]) if len(rows) > 1 else max(int(rows[0]) - 1, 0)
            for at, rows in chosen.items()
        }
        self._changing.fill(sources, chosen)

    def replace(self, places: FoundCells, text: str, by: str) -> None:
        """Put a text in the place of another in some cells, as one edit."""
        self._changing.replace(
            places,
            text,
            by,
            lambda count: counted(
                "Replace in 1 cell of {table}", "Replace in {count} cells of {table}", count
            ),
        )

    def event(self, event: QEvent) -> bool:
        """Take the key for replacing before the window takes it for something else."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_replace_key(event):
            event.accept()
            return True
        return super().event(event)

    def _chosen(self) -> ChosenCells:
        """Return the selected cells of the case; the row to type in is none of it."""
        count = self.table.shown_row_count()
        chosen = chosen_cells(self.selectionModel().selection())
        of_case = {at: rows[: np.searchsorted(rows, count)] for at, rows in chosen.items()}
        return {at: rows for at, rows in of_case.items() if len(rows)}

    def _corner(self, chosen: ChosenCells) -> tuple[int, int]:
        if count_of(chosen) > 1:
            return min(int(rows[0]) for rows in chosen.values()), min(chosen)
        current = self.currentIndex()
        return (current.row(), current.column()) if current.isValid() else (0, 0)

    def _select(self, cells: ChosenCells) -> None:
        if not cells:
            return
        flags = QItemSelectionModel.SelectionFlag
        first, last = min(cells), max(cells)
        ends = (
            self.table.index(int(cells[first][0]), first),
            self.table.index(int(cells[last][-1]), last),
        )
        # A frozen scenario may have refused the rows.
        if all(end.isValid() for end in ends):
            self.selectionModel().setCurrentIndex(ends[0], flags.NoUpdate)
            self.selectionModel().select(QItemSelection(*ends), flags.ClearAndSelect)

    @Slot()
    def _show_order(self) -> None:
        """Mark the column by which the rows stand, after another order was given up."""
        at, descending = self.table.row_filter.sorted_by or (-1, False)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(at, order)

    @Slot(int, int)
    def _on_refused_at(self, row: int, at: int) -> None:
        index = self.table.index(row, at)
        if index.isValid():
            self.scrollTo(index)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go on to the next cell of the row; from the last one on it leaves the table."""
        at = self.currentIndex()
        beside = at.siblingAtColumn(at.column() + (1 if forward else -1))
        if not beside.isValid() or self.isColumnHidden(beside.column()):
            return super().focusNextPrevChild(forward)
        self.setCurrentIndex(beside)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Blank the selected cells on Delete, go down on Enter; everything else as usual."""
        if _is_replace_key(event):
            self.replace_wanted.emit()
            return
        if rows := rows_to_go(event):
            self._go_down(rows)
            return
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.clear()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Let the page offer what can be done."""
        self.menu_wanted.emit(menu_place(self, event))

    @Slot(QPoint)
    def _on_row_menu(self, place: QPoint) -> None:
        """Choose the row under the pointer, unless it is among the chosen ones, and offer."""
        header = self.verticalHeader()
        row = header.logicalIndexAt(place)
        if row >= 0 and not self.selectionModel().rowIntersectsSelection(row, QModelIndex()):
            self.selectRow(row)
        self.menu_wanted.emit(header.viewport().mapToGlobal(place))

    @Slot(QPoint)
    def _on_column_menu(self, place: QPoint) -> None:
        """Go to the column under the pointer, and offer its orders."""
        header = self.horizontalHeader()
        at, current = header.logicalIndexAt(place), self.currentIndex()
        if at >= 0 and at != current.column():
            self.setCurrentIndex(self.table.index(max(current.row(), 0), at))
        self.order_menu_wanted.emit(header.viewport().mapToGlobal(place))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the columns their widths when they are first seen."""
        self._fit_if_new()
        super().showEvent(event)

    @Slot()
    def _on_case_replaced(self) -> None:
        self._fit_anew()
        self.scrollToTop()

    @Slot()
    def _fit_anew(self) -> None:
        self._is_fitted = False
        if self.isVisible():
            self._fit_if_new()

    def _fit_if_new(self) -> None:
        if not self._is_fitted:
            self._is_fitted = True
            self.fit_columns()
            if self._widths is not None:
                self._widths.restore()


class RowHeader(QHeaderView):
    """As wide as the number of the last row asks for.

    Of itself it would measure two hundred of its rows whenever the grid is laid out, each by half
    a dozen questions to the table.
    """

    def __init__(self, grid: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        """Return how wide the numbers are."""
        option = QStyleOptionHeader()
        self.initStyleOption(option)
        option.text = "0" * len(str(row_number(self.count())))
        contents = QStyle.ContentsType.CT_HeaderSection
        return self.style().sizeFromContents(contents, option, QSize(), self)


def _is_replace_key(event: QEvent) -> bool:
    keys = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_H)
    return isinstance(event, QKeyEvent) and event.keyCombination() == keys
