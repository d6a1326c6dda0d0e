"""One table of the case as a grid, built from its declaration."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

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

from desktop.document import Document
from desktop.edits import CellEdit, ChangeKind, TableChange
from desktop.naming import currency_of
from desktop.parsing import InputRefusedError, Value, is_blank, parse_cell
from desktop.tables.cell_texts import edited_text, shown_text
from desktop.tables.copying import EXACT_ROLE
from desktop.theme import Theme
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.rules import RULE_BY_KEY, RuleKind
from models.declaration.tables import REMARKS
from models.problems import Problem, Severity

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SHARE_RULES = frozenset({RuleKind.SHARE, RuleKind.GROWTH})


class CaseTable(QAbstractTableModel):
    """The rows of one table; typing in a cell is an undoable edit of the document.

    Signals:
        refused: what was typed cannot stand there; carries the sentence that says so.
        refused_at: which row and column of a block was refused; comes before the sentence.
    """

    refused = Signal(str)
    refused_at = Signal(int, int)

    def __init__(
        self,
        document: Document,
        table: Table,
        theme: Theme,
        locale: QLocale,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = table
        self._document, self._theme, self._locale = document, theme, locale
        self._keys: list[str] = []
        self._cells: list[Any] = []
        self._currency = ""
        self._problems: dict[tuple[int, str | None], list[Problem]] = {}
        self._answers: dict[int, Callable[[int, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.EditRole: self._edited,
            EXACT_ROLE: self._edited,
            Qt.ItemDataRole.TextAlignmentRole: lambda _, at: self._alignment(at),
            Qt.ItemDataRole.BackgroundRole: self._ground,
            Qt.ItemDataRole.ForegroundRole: lambda _, at: self._ink(at),
            Qt.ItemDataRole.ToolTipRole: self._all_advice,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }
        document.case_replaced.connect(self._reload)
        document.table_changed.connect(self._on_table_changed)
        document.problems_changed.connect(self._on_problems_changed)
        self._reload()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows the table has."""
        return 0 if parent.isValid() or not self._cells else len(self._cells[0])

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns the table has, the user's own included."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says in a role."""
        if not index.isValid():
            return None
        answer = self._answers.get(role)
        return answer(index.row(), index.column()) if answer else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's label with its unit, or a row's number as in the plain workbook."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 2) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            column = self.column(section)
            return column.help if column else self.tr("Kept as it is in the workbook; not used.")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Say that every cell of a known column can be edited."""
        flags = super().flags(index)
        editable = index.isValid() and self.column(index.column()) is not None
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take over what was typed; refuse, with a sentence, what cannot stand there."""
        column = self.column(index.column()) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or column is None:
            return False
        try:
            typed = parse_cell(column, str(value), self._locale)
        except InputRefusedError as error:
            self._refuse(index.row(), index.column(), str(error))
            return False
        self._change(index.row(), column.key, self.value(index.row(), index.column()), typed)
        return True

    def column(self, at: int) -> Column | None:
        """Return the declaration of a column; None for one that the case only keeps."""
        key = self._keys[at]
        case = self._document.case
        if case is not None and key in case.unknown_columns.get(self.table.key, ()):
            return None
        try:
            return self.table.column(key)
        except KeyError:
            return None

    def column_at(self, key: str | None) -> int:
        """Return where a column stands; the first one for a key that is not there."""
        return self._keys.index(key) if key in self._keys else 0

    def label(self, at: int) -> str:
        """Return the label of a column with its unit."""
        column = self.column(at)
        if column is None:
            return self._keys[at]
        label = column.labels.in_language("en")
        if column.kind is Kind.MONEY:
            return self.tr("{label} ({unit})").format(label=label, unit=self._currency)
        return label

    def value(self, row: int, at: int) -> Value:
        """Return the value of a cell as the case holds it."""
        value: Value = self._cells[at][row]
        return value

    def clear_cells(self, indexes: list[QModelIndex], text: str = "") -> None:
        """Make cells blank, as one edit with this entry in the history."""
        cells = []
        for index in indexes:
            column = self.column(index.column())
            if column is not None:
                blank = math.nan if column.kind in NUMERIC_KINDS else None
                before = self.value(index.row(), index.column())
                cells.append(CellEdit(index.row(), column.key, before, blank))
        self._document.set_cells(self.table.key, cells, text)

    def put_texts(self, cells: Sequence[tuple[int, int, str]], text: str) -> bool:
        """Take over texts as if each were typed into its cell (row, column, text), as one edit.

        Rows below the last one are added. Where one text cannot stand in its cell nothing is
        changed, and a sentence says which cell and why.

        Args:
            cells: where each text goes.
            text: the entry in the history.

        Returns:
            whether the texts are there now.
        """
        values: dict[tuple[int, str], Value] = {}
        edits = []
        count = self.rowCount()
        for row, at, typed in cells:
            if (at, typed) not in values:
                try:
                    values[at, typed] = parse_cell(self._editable(at), typed, self._locale)
                except InputRefusedError as error:
                    self._refuse_all(row, at, str(error))
                    return False
            before = self.value(row, at) if row < count else None
            after = values[at, typed]
            if not _same(before, after):
                edits.append(CellEdit(row, self._keys[at], before, after))
        added = max((row for row, _, _ in cells), default=0) + 1 - count
        self._document.set_cells(self.table.key, edits, text, max(added, 0))
        return True

    def fill(self, pairs: Sequence[tuple[int, int, int]]) -> None:
        """Put the value of one row into another of the same column (from, to, column), as one edit.

        Columns that the case only keeps stay as they are.
        """
        edits = []
        for source, row, at in pairs:
            before, after = self.value(row, at), self.value(source, at)
            if self.column(at) is not None and not _same(before, after):
                edits.append(CellEdit(row, self._keys[at], before, after))
        self._document.set_cells(self.table.key, edits)

    def _editable(self, at: int) -> Column:
        if at >= len(self._keys):
            raise InputRefusedError(self.tr("The block is wider than the table."))
        column = self.column(at)
        if column is None:
            raise InputRefusedError(self.tr("This column is only kept as it is in the workbook."))
        return column

    def _refuse_all(self, row: int, at: int, why: str) -> None:
        self.refused_at.emit(row, at)
        if at >= len(self._keys):
            text = self.tr("{why} It ends {count} columns to the right of {column}.")
            beyond, at = at - len(self._keys) + 1, len(self._keys) - 1
            why = text.format(why=why, count=beyond, column=self.label(at))
            self.refused.emit(self.tr("{why} Nothing was changed.").format(why=why))
            return
        number = self.headerData(row, Qt.Orientation.Vertical)
        text = self.tr("{why} It would stand in {column}, row {row}; nothing was changed.")
        self.refused.emit(text.format(why=why, column=self.label(at), row=number))

    def _change(self, row: int, key: str, before: Value, after: Value) -> None:
        if not _same(before, after):
            self._document.set_cells(self.table.key, [CellEdit(row, key, before, after)])

    def _refuse(self, row: int, at: int, why: str) -> None:
        text = self.tr("{why} {column} in row {row} stays as it was.")
        self.refused.emit(text.format(why=why, column=self.label(at), row=row + 1))

    def _shown(self, row: int, at: int) -> str:
        column = self.column(at)
        value = self.value(row, at)
        if column is None:
            return "" if is_blank(value) else str(value)
        return shown_text(column, value, self._locale, as_share=self._is_share(row, at))

    def _edited(self, row: int, at: int) -> str:
        column = self.column(at)
        if column is None:
            return self._shown(row, at)
        value = self.value(row, at)
        return edited_text(value, self._locale, as_share=self._is_share(row, at))

    def _is_share(self, row: int, at: int) -> bool:
        """Say whether the number in a cell is a fraction shown as percent."""
        if self.table.key == "Clauses" and self._keys[at] == "value":
            return str(self.value(row, self.column_at("measure"))).startswith("share")
        column = self.column(at)
        if column is None or column.kind is not Kind.RULE_VALUE:
            return False
        rule = RULE_BY_KEY.get(str(self.value(row, self.column_at("rule"))))
        return rule is not None and rule.kind in _SHARE_RULES

    def _is_figure(self, at: int) -> bool:
        column = self.column(at)
        return column is not None and column.kind in NUMERIC_KINDS

    def _problems_at(self, row: int, at: int) -> list[Problem]:
        whole_row = self._problems.get((row, None), []) if at == 0 else []
        return self._problems.get((row, self._keys[at]), []) + whole_row

    def _alignment(self, at: int) -> Qt.AlignmentFlag:
        return _RIGHT if self._is_figure(at) else _LEFT

    def _ink(self, at: int) -> object:
        return None if self.column(at) else self._theme.quiet_colour()

    def _all_advice(self, row: int, at: int) -> str | None:
        return "\n".join(_advice(problem) for problem in self._problems_at(row, at)) or None

    def _ground(self, row: int, at: int) -> object:
        problems = self._problems_at(row, at)
        if not problems:
            return None
        error = any(problem.severity is Severity.ERROR for problem in problems)
        return self._theme.problem_colour(Severity.ERROR if error else Severity.WARNING)

    def _spoken(self, row: int, at: int) -> str:
        words = self.tr("{column}, row {row}: {value}").format(
            column=self.label(at), row=row + 1, value=self._shown(row, at) or self.tr("blank")
        )
        return ". ".join([words, *(_advice(problem) for problem in self._problems_at(row, at))])

    @Slot()
    def _reload(self) -> None:
        self.beginResetModel()
        self._fetch()
        self.endResetModel()

    def _fetch(self) -> None:
        case = self._document.case
        if case is None:
            self._keys, self._cells = [], []
            return
        frame = case.table(self.table.key)
        self._keys = _in_order(str(key) for key in frame.columns)
        self._cells = [frame[key].tolist() for key in self._keys]
        self._currency = currency_of(case)
        self._sort_problems()

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        if change.table == self.table.key:
            self._follow(change)
        elif change.table == "Scenarios":
            self._currency = currency_of(self._document.open_case)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._keys) - 1)

    def _follow(self, change: TableChange) -> None:
        if change.kind is ChangeKind.COLUMNS:
            self._reload()
            return
        first, last = change.rows[0], change.rows[-1]
        together = last - first + 1 == len(change.rows)
        if change.kind is ChangeKind.CELLS:
            self._fetch()
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._keys) - 1))
        elif not together:
            self._reload()
        elif change.kind is ChangeKind.INSERTED:
            self.beginInsertRows(QModelIndex(), first, last)
            self._fetch()
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), first, last)
            self._fetch()
            self.endRemoveRows()

    @Slot()
    def _on_problems_changed(self) -> None:
        self._sort_problems()
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self._keys) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _sort_problems(self) -> None:
        sorted_by_cell: defaultdict[tuple[int, str | None], list[Problem]] = defaultdict(list)
        for problem in self._document.problems:
            if problem.table == self.table.key and problem.row is not None:
                sorted_by_cell[problem.row, problem.column].append(problem)
        self._problems = sorted_by_cell


def _in_order(keys: Iterable[str]) -> list[str]:
    """Return the columns with the remarks after what they remark on."""
    remarks = {column.key for column in REMARKS}
    return sorted(keys, key=lambda key: key in remarks)


def _advice(problem: Problem) -> str:
    return f"{problem.found} {problem.mend}".strip()


def _same(one: Value, other: Value) -> bool:
    return one == other or (is_blank(one) and is_blank(other))
