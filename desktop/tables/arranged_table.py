"""A table of the case whose rows may be shown in another order, or some of them only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal, Slot

from desktop.tables.background_job import AT_ONCE_ROWS, NewQuestion, TableJob
from desktop.tables.row_order import RowFilter, RowOrder
from desktop.tables.row_search import wanted_rows
from desktop.tables.row_table import TableIndex
from desktop.tables.table_cells import TableCells
from models.editing import ChangeKind, TableChange
from models.problem_listing import CellProblems

_Role = Qt.ItemDataRole
_MARKS = [_Role.BackgroundRole, _Role.ToolTipRole, _Role.AccessibleTextRole]
_Wanted = TypeVar("_Wanted", bool, str)
_MOST_RUNS = 8
"""Rows that go out in more places than this are no longer told one place after the other."""


class ArrangedTable(QAbstractTableModel):
    """Rows of a table, filtered and sorted as somebody wants them; `rows` says which each is.

    What is edited does not move or vanish until it is arranged anew. Below the rows of the case
    stands a blank one to type in, which is none of them: what is typed there becomes a row.

    Attributes:
        cells: what the cells hold; another one after each edit.
        problems: which cells have problems.
        rows: which row of the case is shown where.
        row_filter: which rows are wanted in which order. A large table is arranged in the
            background and stays as it is until that is done.

    Signals:
        arranged: other rows are shown, or in another order; nothing is selected any longer.
        arranging_changed: the wanted rows are looked for now, or no longer.
        given_up: something else is wanted, since the user stopped the search for what was, or
            since what it was about is gone.
    """

    arranged = Signal()
    arranging_changed = Signal()
    given_up = Signal()

    def __init__(
        self, cells: TableCells, new_question: NewQuestion | None, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self.cells = cells
        self.problems = CellProblems()
        self.rows = RowOrder()
        self.row_filter = self._shown_filter = RowFilter()
        self._is_new = True
        self._arranging = TableJob(self.tr("Filtering and sorting"), new_question, self)
        self._arranging.changed.connect(self.arranging_changed)
        self._arranging.given_up.connect(self._on_given_up)

    @property
    def is_arranging(self) -> bool:
        """Whether the rows that are wanted are not the ones that are shown yet."""
        return self._arranging.is_busy

    def rowCount(self, parent: TableIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows the grid has: those that are shown and the one to type in."""
        return 0 if parent.isValid() or not self.cells.keys else self.shown_row_count() + 1

    def shown_row_count(self) -> int:
        """Return how many rows of the case are shown."""
        return self.rows.count(self.cells.count)

    def case_row_count(self) -> int:
        """Return how many rows the case has, shown or not."""
        return self.cells.count

    def columnCount(self, parent: TableIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns the table has, the user's own included."""
        return 0 if parent.isValid() else len(self.cells.keys)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the rows by the values of a column; a column below zero: as in the case."""
        wanted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self.take_row_filter(replace(self.row_filter, sorted_by=wanted))

    def show_only(self, held: str, *, only_problems: bool = False) -> None:
        """Show only the rows that hold a text in one of their cells, or that have problems."""
        self.take_row_filter(replace(self.row_filter, held=held, only_problems=only_problems))

    def show_same(self, same: tuple[int, str] | None) -> None:
        """Show only the rows that hold exactly a text in a column; None: whatever they hold."""
        self.take_row_filter(replace(self.row_filter, same=same))

    def show_all(self) -> None:
        """Show every row, in the order in which they stand."""
        self.take_row_filter(RowFilter(sorted_by=self.row_filter.sorted_by))

    def take_row_filter(self, wanted: RowFilter) -> None:
        """Show the rows that are wanted, in the order that is wanted."""
        if wanted != self.row_filter:
            self.row_filter = wanted
            self.arrange()

    def arrange(self) -> None:
        """Show the rows that are wanted, in the order that is wanted, as the case is now."""
        cells, wanted, with_problems = self.cells, self.row_filter, self.problems.rows
        if wanted == RowFilter():
            self._arranging.drop()
            self._show(wanted, None)
            return
        self._arranging.ask(
            lambda cancelled: wanted_rows(cells, wanted, with_problems, cancelled),
            partial(self._show, wanted),
            at_once=cells.count <= AT_ONCE_ROWS,
        )

    def take_problems(self, problems: CellProblems) -> None:
        """Mark the cells that have problems."""
        self.problems = problems
        if self.row_filter.only_problems and (self.is_arranging or self._is_new):
            self.arrange()
        self._is_new = False
        self._show_new_problems()
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, _MARKS)

    def _show_new_problems(self) -> None:
        """Add the rows that have a problem now; a row that was mended stays until arranged anew."""
        wanted = self._shown_filter
        if not wanted.only_problems or wanted.held or wanted.same is not None:
            return
        rows = np.array(sorted(self.problems.rows), dtype=np.int64)
        rows = rows[rows < self.cells.count]
        new = rows[self.rows.places_of(rows) < 0]
        if len(new):
            count = self.shown_row_count()
            self.beginInsertRows(QModelIndex(), count, count + len(new) - 1)
            self.rows.append(new)
            self.endInsertRows()

    def follow(self, change: TableChange) -> None:
        """Show what an edit made of the rows."""
        if change.kind is ChangeKind.COLUMNS:
            self.begin_anew()
        elif change.kind is ChangeKind.CELLS:
            self._read()
            first, last = change.rows[0], change.rows[-1]
            if self.rows.is_arranged:
                first, last = 0, self.rowCount() - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
        elif change.kind is ChangeKind.INSERTED:
            self._insert(change.rows)
        else:
            self._remove(change.rows)
        if self.is_arranging:
            # What is under way looks at rows that are no longer there.
            self.arrange()

    def begin_anew(self) -> None:
        """Show the table as it is now, where all of it may be different."""
        wanted, keys = self.row_filter, self.cells.keys
        self.beginResetModel()
        self._read()
        self.row_filter = replace(
            wanted,
            sorted_by=self._moved(wanted.sorted_by, keys),
            same=self._moved(wanted.same, keys),
        )
        self.rows.arrange(None)
        self._shown_filter, self._is_new = RowFilter(), True
        self.endResetModel()
        if self.row_filter != wanted:
            self.given_up.emit()
        self.arrange()

    def forget_row_filter(self) -> None:
        """Want all rows as in the case."""
        self.row_filter = RowFilter()
        self.given_up.emit()

    def _moved(
        self, by: tuple[int, _Wanted] | None, keys: Sequence[str]
    ) -> tuple[int, _Wanted] | None:
        """Return what is wanted of a column, by where that stands now; None: it is gone."""
        if by is None or keys[by[0]] not in self.cells.keys:
            return None
        return self.cells.keys.index(keys[by[0]]), by[1]

    def _read(self) -> None:
        self._fetch()
        self.rows.total = self.cells.count

    def _fetch(self) -> None:
        """Read the cells as they are now."""
        raise NotImplementedError  # a class of Qt cannot be an ABC: two metaclasses

    def _insert(self, rows: tuple[int, ...]) -> None:
        first, last = rows[0], rows[-1]
        if first == self.case_row_count():
            self._append(rows)
            return
        together = last - first + 1 == len(rows)
        if together:
            place = self.rows.place_for(first)
            self.beginInsertRows(QModelIndex(), place, place + last - first)
        else:
            self.beginResetModel()
        self._read()
        self.rows.insert(rows)
        self.endInsertRows() if together else self.endResetModel()

    def _append(self, rows: tuple[int, ...]) -> None:
        """Show rows that the case got at its end, the first of them in the row to type in.

        So whoever types there stays in the row, and another blank one comes below it.
        """
        first = self.shown_row_count()
        self.beginInsertRows(QModelIndex(), first + 1, first + len(rows))
        self._read()
        self.rows.append(rows)
        self.endInsertRows()
        self.dataChanged.emit(self.index(first, 0), self.index(first, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, first, first)

    def _remove(self, rows: tuple[int, ...]) -> None:
        runs = self.rows.runs_of(rows)
        if len(runs) > _MOST_RUNS or (len(runs) > 1 and not self.rows.is_arranged):
            self.beginResetModel()
            self._read()
            self.rows.remove(rows)
            self.endResetModel()
        elif self.rows.is_arranged:
            for run in runs:
                self.beginRemoveRows(QModelIndex(), *run)
                self.rows.hide(run)
                self.endRemoveRows()
            self._read()
            self.rows.remove(rows)
        else:
            self.beginRemoveRows(QModelIndex(), *runs[0])
            self._read()
            self.endRemoveRows()

    def _show(self, wanted: RowFilter, rows: NDArray[np.int64] | None) -> None:
        self._shown_filter = wanted
        self.beginResetModel()
        self.rows.arrange(rows)
        self.endResetModel()
        self.arranged.emit()

    @Slot()
    def _on_given_up(self) -> None:
        """Want what is shown, since the user stopped the search for what was wanted."""
        self.row_filter = self._shown_filter
        self.given_up.emit()
        self.arranging_changed.emit()
