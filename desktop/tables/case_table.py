"""One table of the case as a grid, built from its declaration."""

from __future__ import annotations

import math
import re
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
from desktop.tables.cell_texts import edited_text, shown_text, yes_or_no
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.row_order import RowOrder, sorted_rows
from desktop.theme import Theme
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.rules import RULE_BY_KEY, RuleKind
from models.declaration.tables import REMARKS
from models.problems import Problem, Severity

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_KEPT_IN = {Kind.TERRITORY: ("Territories", "territory"), Kind.STAGE: ("Stages", "stage")}
_SHARE_RULES = frozenset({RuleKind.SHARE, RuleKind.GROWTH})


class CaseTable(QAbstractTableModel):
    """The rows of one table; typing in a cell is an undoable edit of the document.

    Rows may be shown in another order than the case has them, or not at all; `rows` says which
    row of the case each is. What is edited does not move or vanish until it is arranged anew.

    Signals:
        refused: what was typed cannot stand there; carries the sentence that says so.
        refused_at: which row and column of a block was refused; comes before the sentence.
        arranged: other rows are shown, or in another order; nothing is selected any longer.
    """

    refused = Signal(str)
    refused_at = Signal(int, int)
    arranged = Signal()

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
        self._columns: list[Column | None] = []
        self._cells: list[Any] = []
        self._texts: dict[int, list[str]] = {}
        self.rows = RowOrder()
        self.held = ""
        self.only_problems = False
        self._sorted_by: tuple[int, bool] | None = None
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
        return 0 if parent.isValid() else self.rows.count(self.case_row_count())

    def case_row_count(self) -> int:
        """Return how many rows the case has, shown or not."""
        return len(self._cells[0]) if self._cells else 0

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns the table has, the user's own included."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says in a role."""
        if not index.isValid():
            return None
        answer = self._answers.get(role)
        return answer(self.rows.case_row(index.row()), index.column()) if answer else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's label with its unit, or a row's number as in the plain workbook."""
        if orientation == Qt.Orientation.Vertical:
            if role != Qt.ItemDataRole.DisplayRole or section >= self.rowCount():
                return None
            return str(self.rows.case_row(section) + 2)
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
        row, at = self.rows.case_row(index.row()), index.column()
        try:
            typed = parse_cell(column, str(value), self._locale)
        except InputRefusedError as error:
            self._refuse(row, at, str(error))
            return False
        self._change(row, column.key, self.value(row, at), typed)
        return True

    def column(self, at: int) -> Column | None:
        """Return the declaration of a column; None for one that the case only keeps."""
        return self._columns[at]

    def offered(self, at: int) -> list[str]:
        """Return the words that a cell of a column can hold; none where it takes any text."""
        column, case = self.column(at), self._document.case
        if column is None or case is None:
            return []
        if column.kind is Kind.SCENARIO:
            return list(case.scenarios())
        if column.kind is Kind.YES_NO:
            return [yes_or_no(True), yes_or_no(False)]
        if column.kind is Kind.RULE:
            return sorted(RULE_BY_KEY)
        if column.kind in _KEPT_IN:
            table, key = _KEPT_IN[column.kind]
            return [str(word) for word in case.table(table)[key] if not is_blank(word)]
        return list(column.choices)

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
        """Return the value of a cell as the case holds it, by its row in the case."""
        value: Value = self._cells[at][row]
        return value

    def clear_cells(self, indexes: list[QModelIndex], text: str = "") -> None:
        """Make cells blank, as one edit with this entry in the history."""
        cells = []
        for index in indexes:
            column = self.column(index.column())
            if column is not None:
                blank = math.nan if column.kind in NUMERIC_KINDS else None
                row = self.rows.case_row(index.row())
                before = self.value(row, index.column())
                cells.append(CellEdit(row, column.key, before, blank))
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
        count, total = self.rowCount(), self.case_row_count()
        for shown_row, at, typed in cells:
            is_new = shown_row >= count
            row = total + shown_row - count if is_new else self.rows.case_row(shown_row)
            if (at, typed) not in values:
                try:
                    values[at, typed] = parse_cell(self._editable(at), typed, self._locale)
                except InputRefusedError as error:
                    self._refuse_all(shown_row, at, row + 2, str(error))
                    return False
            before = None if is_new else self.value(row, at)
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
        for source, row, at in ((*map(self.rows.case_row, p[:2]), p[2]) for p in pairs):
            before, after = self.value(row, at), self.value(source, at)
            if self.column(at) is not None and not _same(before, after):
                edits.append(CellEdit(row, self._keys[at], before, after))
        self._document.set_cells(self.table.key, edits)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the rows by the values of a column; a column below zero: as in the case."""
        wanted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        if wanted != self._sorted_by:
            self._sorted_by = wanted
            self.arrange()

    def show_only(self, held: str, *, only_problems: bool = False) -> None:
        """Show only the rows that hold a text in one of their cells, or that have problems."""
        if (held, only_problems) != (self.held, self.only_problems):
            self.held, self.only_problems = held, only_problems
            self.arrange()

    def arrange(self) -> None:
        """Show the rows that are wanted, in the order that is wanted, as the case is now."""
        self.beginResetModel()
        self.rows.arrange(self._wanted_rows())
        self.endResetModel()
        self.arranged.emit()

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return where a text is shown, in the order of reading; case does not count."""
        wanted = text.casefold()
        found: list[tuple[int, int]] = []
        if wanted:
            for at in range(len(self._keys)):
                rows = (row for row, shown in enumerate(self.texts(at)) if wanted in shown)
                places = (self.rows.place_of(row) for row in rows)
                found.extend((place, at) for place in places if place is not None)
        return sorted(found)

    def replaced(self, shown_row: int, at: int, text: str, by: str) -> str | None:
        """Return what to type so that a cell has another text in place of one that it shows.

        None where that cannot be: the column is only kept, or only the rounding or the grouping
        of the figure that is shown has the text.
        """
        column, row = self.column(at), self.rows.case_row(shown_row)
        if column is None:
            return None
        wanted = re.compile(re.escape(text), re.IGNORECASE)
        exact = self._edited(row, at)
        if wanted.search(exact) is None:
            exact = self._shown(row, at)
            try:
                same = _same(parse_cell(column, exact, self._locale), self.value(row, at))
            except InputRefusedError:
                same = False
            if not same:
                return None
        new = wanted.sub(lambda _: by, exact)
        return None if new == exact else new

    def texts(self, at: int) -> list[str]:
        """Return what the cells of a column show, without case, by their rows in the case."""
        if at not in self._texts:
            self._texts[at] = self._shown_column(at)
        return self._texts[at]

    def _shown_column(self, at: int) -> list[str]:
        column, values = self.column(at), self._cells[at]
        if column is None or column.kind is Kind.RULE_VALUE or self.table.key == "Clauses":
            return [self._shown(row, at).casefold() for row in range(len(values))]
        # Years, territories and stages come again and again.
        known: dict[object, str] = {}
        texts = []
        for row, value in enumerate(values):
            if is_blank(value):
                texts.append("")
                continue
            if value not in known:
                known[value] = self._shown(row, at).casefold()
            texts.append(known[value])
        return texts

    def _wanted_rows(self) -> list[int] | None:
        by = self._sorted_by
        if by is not None and by[0] >= len(self._keys):
            by = None
        if by is None and not self.held and not self.only_problems:
            return None
        rows = self._filtered_rows()
        return rows if by is None else sorted_rows(rows, self._cells[by[0]], descending=by[1])

    def _filtered_rows(self) -> list[int]:
        rows = set(range(self.case_row_count()))
        if self.held:
            wanted = self.held.casefold()
            columns = map(self.texts, range(len(self._keys)))
            rows &= {row for texts in columns for row, text in enumerate(texts) if wanted in text}
        if self.only_problems:
            rows &= self._rows_with_problems()
        return sorted(rows)

    def _rows_with_problems(self) -> set[int]:
        return {row for row, _ in self._problems}

    def _editable(self, at: int) -> Column:
        if at >= len(self._keys):
            raise InputRefusedError(self.tr("The block is wider than the table."))
        column = self.column(at)
        if column is None:
            raise InputRefusedError(self.tr("This column is only kept as it is in the workbook."))
        return column

    def _refuse_all(self, shown_row: int, at: int, number: int, why: str) -> None:
        self.refused_at.emit(shown_row, at)
        if at >= len(self._keys):
            text = self.tr("{why} It ends {count} columns to the right of {column}.")
            beyond, at = at - len(self._keys) + 1, len(self._keys) - 1
            why = text.format(why=why, count=beyond, column=self.label(at))
            self.refused.emit(self.tr("{why} Nothing was changed.").format(why=why))
            return
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
        self.rows.arrange(self._wanted_rows())
        self.endResetModel()
        self.arranged.emit()

    def _fetch(self) -> None:
        case = self._document.case
        if case is None:
            self._keys, self._cells, self._columns = [], [], []
            return
        frame = case.table(self.table.key)
        self._keys = _in_order(str(key) for key in frame.columns)
        self._cells = [frame[key].tolist() for key in self._keys]
        kept = case.unknown_columns.get(self.table.key, ())
        self._columns = [_declared(self.table, key, kept) for key in self._keys]
        self._texts = {}
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
            if self.rows.is_arranged:
                first, last = 0, self.rowCount() - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._keys) - 1))
        elif not together:
            self._reload()
        elif change.kind is ChangeKind.INSERTED:
            place = self.rows.place_for(first)
            self.beginInsertRows(QModelIndex(), place, place + last - first)
            self._fetch()
            self.rows.insert(first, last - first + 1)
            self.endInsertRows()
        else:
            self._remove(first, last)

    def _remove(self, first: int, last: int) -> None:
        if not self.rows.is_arranged:
            self.beginRemoveRows(QModelIndex(), first, last)
            self._fetch()
            self.endRemoveRows()
            return
        for run in self.rows.runs_of(first, last):
            self.beginRemoveRows(QModelIndex(), *run)
            self.rows.hide(run)
            self.endRemoveRows()
        self._fetch()
        self.rows.remove(first, last)

    @Slot()
    def _on_problems_changed(self) -> None:
        self._sort_problems()
        self._show_new_problems()
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self._keys) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _show_new_problems(self) -> None:
        """Add the rows that have a problem now; a row that was mended stays until arranged anew."""
        if not self.only_problems or self.held:
            return
        new = sorted(r for r in self._rows_with_problems() if self.rows.place_of(r) is None)
        if new:
            count = self.rowCount()
            self.beginInsertRows(QModelIndex(), count, count + len(new) - 1)
            self.rows.append(new)
            self.endInsertRows()

    def _sort_problems(self) -> None:
        sorted_by_cell: defaultdict[tuple[int, str | None], list[Problem]] = defaultdict(list)
        for problem in self._document.problems:
            if problem.table == self.table.key and problem.row is not None:
                sorted_by_cell[problem.row, problem.column].append(problem)
        self._problems = sorted_by_cell


def _declared(table: Table, key: str, kept: Iterable[str]) -> Column | None:
    try:
        return None if key in kept else table.column(key)
    except KeyError:
        return None


def _in_order(keys: Iterable[str]) -> list[str]:
    """Return the columns with the remarks after what they remark on."""
    remarks = {column.key for column in REMARKS}
    return sorted(keys, key=lambda key: key in remarks)


def _advice(problem: Problem) -> str:
    return f"{problem.found} {problem.mend}".strip()


def _same(one: Value, other: Value) -> bool:
    return one == other or (is_blank(one) and is_blank(other))
