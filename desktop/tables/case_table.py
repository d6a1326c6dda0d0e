"""One table of the case as a grid, built from its declaration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor

from desktop.document import Document
from desktop.edits import CellEdit, ChangeKind, TableChange, row_number
from desktop.naming import currency_of
from desktop.parsing import InputRefusedError, is_blank, parse_cell
from desktop.tables import cell_roles
from desktop.tables.aside import AT_ONCE_ROWS, Aside, NewLane
from desktop.tables.cell_problems import CellProblems
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.offered_words import offered_words
from desktop.tables.row_order import RowOrder
from desktop.tables.table_cells import TableCells, Texts
from desktop.tables.wish import Wish
from desktop.theme import Theme
from models.declaration.kinds import Column, Kind, Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_MARKS = [_Role.BackgroundRole, _Role.ToolTipRole, _Role.AccessibleTextRole]
# Made once: each cell is asked for them whenever it is painted.
_KEPT = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _KEPT | Qt.ItemFlag.ItemIsEditable
_MOST_RUNS = 8
"""Rows that go out in more places than this are no longer told one place after the other."""


class CaseTable(QAbstractTableModel):
    """The rows of one table; typing in a cell is an undoable edit of the document.

    Rows may be shown in another order than the case has them, or not at all; `rows` says which
    row of the case each is. What is edited does not move or vanish until it is arranged anew.

    Attributes:
        cells: what the cells hold; another one after each edit.
        wish: which rows are wanted in which order. A large table is arranged in the background
            and stays as it is until that is done.

    Signals:
        refused: what was typed cannot stand there; carries the sentence that says so.
        arranged: other rows are shown, or in another order; nothing is selected any longer.
        arranging_changed: the wanted rows are looked for now, or no longer.
        given_up: the user stopped that, so that what is shown is what is wanted again.
    """

    refused = Signal(str)
    arranged = Signal()
    arranging_changed = Signal()
    given_up = Signal()

    def __init__(
        self,
        document: Document,
        table: Table,
        theme: Theme,
        locale: QLocale,
        parent: QObject | None = None,
        new_lane: NewLane | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self._document, self._theme, self._locale = document, theme, locale
        self._known: dict[str, Texts] = {}
        self.cells = TableCells(table, None, locale, self._known)
        self.rows = RowOrder()
        self.wish = self._shown_wish = Wish()
        self._currency = ""
        self._problems = CellProblems()
        self._arranging = Aside(self.tr("Filtering and sorting"), new_lane, self)
        self._arranging.changed.connect(self.arranging_changed)
        self._arranging.given_up.connect(self._on_given_up)
        # Asked for by number: to make the role of each question would take longer than the answer.
        self._answers: dict[int, Callable[[int, int], object]] = {
            _Role.DisplayRole.value: self._shown,
            _Role.EditRole.value: self._edited,
            EXACT_ROLE: self._edited,
            _Role.TextAlignmentRole.value: lambda _, at: cell_roles.alignment(self.cells, at),
            _Role.BackgroundRole.value: self.ground,
            _Role.ForegroundRole.value: lambda _, at: self.ink(at),
            _Role.ToolTipRole.value: self._advice,
            _Role.AccessibleTextRole.value: self._spoken,
        }
        document.case_replaced.connect(self._on_case_replaced)
        document.table_changed.connect(self._on_table_changed)
        self._on_case_replaced()

    @property
    def is_arranging(self) -> bool:
        """Whether the rows that are wanted are not the ones that are shown yet."""
        return self._arranging.is_busy

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows are shown."""
        return 0 if parent.isValid() else self.rows.count(self.cells.count)

    def case_row_count(self) -> int:
        """Return how many rows the case has, shown or not."""
        return self.cells.count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns the table has, the user's own included."""
        return 0 if parent.isValid() else len(self.cells.keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says in a role."""
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self.rows.case_row(index.row()), index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's label with its unit, or a row's number as in the plain workbook."""
        if orientation == Qt.Orientation.Vertical:
            if role != Qt.ItemDataRole.DisplayRole or section >= self.rowCount():
                return None
            return str(row_number(self.rows.case_row(section)))
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return cell_roles.alignment(self.cells, section)
        if role == Qt.ItemDataRole.ToolTipRole:
            column = self.column(section)
            return column.help if column else self.tr("Kept as it is in the workbook; not used.")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Say that every cell of a known column can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _KEPT if self.cells.columns[index.column()] is None else _EDITABLE

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take over what was typed; refuse, with a sentence, what cannot stand there."""
        column = self.column(index.column()) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or column is None:
            return False
        row, at = self.rows.case_row(index.row()), index.column()
        try:
            typed = parse_cell(column, str(value), self._locale)
        except InputRefusedError as error:
            text = self.tr("{why} {column} in row {row} stays as it was.")
            said = text.format(why=error, column=self.label(at), row=row_number(row))
            self.refused.emit(said)
            return False
        before = self.cells.value(row, at)
        if before != typed and not (is_blank(before) and is_blank(typed)):
            self._document.set_cells(self.table.key, [CellEdit(row, column.key, before, typed)])
        return True

    def column(self, at: int) -> Column | None:
        """Return the declaration of a column; None for one that the case only keeps."""
        return self.cells.columns[at]

    def offered(self, at: int) -> list[str]:
        """Return the words that a cell of a column can hold; none where it takes any text."""
        column, case = self.column(at), self._document.case
        return [] if column is None or case is None else offered_words(column, case)

    def column_at(self, key: str | None) -> int:
        """Return where a column stands; the first one for a key that is not there."""
        return self.cells.place(key)

    def label(self, at: int) -> str:
        """Return the label of a column with its unit."""
        column = self.column(at)
        if column is None:
            return self.cells.keys[at]
        label = column.labels.in_language("en")
        if column.kind is Kind.MONEY:
            return self.tr("{label} ({unit})").format(label=label, unit=self._currency)
        return label

    def ground(self, row: int, at: int) -> QColor | None:
        """Return the ground of a cell with problems, by its row in the case; None: none."""
        return cell_roles.ground(self.cells, self._problems, row, at, self._theme)

    def ink(self, at: int) -> QColor | None:
        """Return the colour of the text of a column; None: the usual one."""
        return cell_roles.ink(self.cells, at, self._theme)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the rows by the values of a column; a column below zero: as in the case."""
        wanted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._wish_for(replace(self.wish, sorted_by=wanted))

    def show_only(self, held: str, *, only_problems: bool = False) -> None:
        """Show only the rows that hold a text in one of their cells, or that have problems."""
        self._wish_for(replace(self.wish, held=held, only_problems=only_problems))

    def arrange(self) -> None:
        """Show the rows that are wanted, in the order that is wanted, as the case is now."""
        cells, wish, with_problems = self.cells, self.wish, self._problems.rows
        if wish == Wish():
            self._arranging.drop()
            self._show(wish, None)
            return
        from desktop.tables.arranging import wanted_rows  # noqa: PLC0415  # loads pandas

        self._arranging.ask(
            lambda cancelled: wanted_rows(cells, wish, with_problems, cancelled),
            partial(self._show, wish),
            at_once=cells.count <= AT_ONCE_ROWS,
        )

    def _wish_for(self, wish: Wish) -> None:
        if wish != self.wish:
            self.wish = wish
            self.arrange()

    def _show(self, wish: Wish, rows: NDArray[np.int64] | None) -> None:
        self._shown_wish = wish
        self.beginResetModel()
        self.rows.arrange(rows)
        self.endResetModel()
        self.arranged.emit()

    @Slot()
    def _on_given_up(self) -> None:
        """Want what is shown, since the user stopped the search for what was wanted."""
        self.wish = self._shown_wish
        self.given_up.emit()
        self.arranging_changed.emit()

    def _shown(self, row: int, at: int) -> str:
        return self.cells.shown(row, at)

    def _edited(self, row: int, at: int) -> str:
        return self.cells.edited(row, at)

    def _advice(self, row: int, at: int) -> str | None:
        return cell_roles.all_advice(self.cells, self._problems, row, at)

    def _spoken(self, row: int, at: int) -> str:
        return cell_roles.spoken(self.cells, self._problems, row, at, self.label(at))

    @Slot()
    def _on_case_replaced(self) -> None:
        self._known.clear()
        self._problems = CellProblems()
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Show the table as it is now, where all of it may be different."""
        self.beginResetModel()
        self._fetch()
        self.rows.arrange(None)
        self.endResetModel()
        self.arrange()

    def _fetch(self) -> None:
        case = self._document.case
        self.cells = TableCells(self.table, case, self._locale, self._known)
        self._currency = "" if case is None else currency_of(case)

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        if change.table == self.table.key:
            self._follow(change)
            if self.is_arranging:
                # What is under way looks at rows that are no longer there.
                self.arrange()
        elif change.table == "Scenarios":
            self._currency = currency_of(self._document.open_case)
            last = len(self.cells.keys) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def _follow(self, change: TableChange) -> None:
        if change.kind is ChangeKind.COLUMNS:
            self._begin_anew()
        elif change.kind is ChangeKind.CELLS:
            self._fetch()
            first, last = change.rows[0], change.rows[-1]
            if self.rows.is_arranged:
                first, last = 0, self.rowCount() - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
        elif change.kind is ChangeKind.INSERTED:
            self._insert(change.rows)
        else:
            self._remove(change.rows)

    def _insert(self, rows: tuple[int, ...]) -> None:
        first, last = rows[0], rows[-1]
        together = last - first + 1 == len(rows)
        if together:
            place = self.rows.place_for(first)
            self.beginInsertRows(QModelIndex(), place, place + last - first)
        else:
            self.beginResetModel()
        self._fetch()
        self.rows.insert(rows)
        self.endInsertRows() if together else self.endResetModel()

    def _remove(self, rows: tuple[int, ...]) -> None:
        runs = self.rows.runs_of(rows)
        if len(runs) > _MOST_RUNS or (len(runs) > 1 and not self.rows.is_arranged):
            self.beginResetModel()
            self._fetch()
            self.rows.remove(rows)
            self.endResetModel()
        elif self.rows.is_arranged:
            for run in runs:
                self.beginRemoveRows(QModelIndex(), *run)
                self.rows.hide(run)
                self.endRemoveRows()
            self._fetch()
            self.rows.remove(rows)
        else:
            self.beginRemoveRows(QModelIndex(), *runs[0])
            self._fetch()
            self.endRemoveRows()

    def take_problems(self, problems: CellProblems) -> None:
        """Mark the cells that have problems."""
        self._problems = problems
        if self.is_arranging:
            self.arrange()
        self._show_new_problems()
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, _MARKS)

    def _show_new_problems(self) -> None:
        """Add the rows that have a problem now; a row that was mended stays until arranged anew."""
        if not self._shown_wish.only_problems or self._shown_wish.held:
            return
        new = sorted(
            row
            for row in self._problems.rows
            if row < self.cells.count and self.rows.place_of(row) is None
        )
        if new:
            count = self.rowCount()
            self.beginInsertRows(QModelIndex(), count, count + len(new) - 1)
            self.rows.append(new)
            self.endInsertRows()
