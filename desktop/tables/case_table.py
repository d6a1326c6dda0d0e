"""One table of the case as a grid, built from its declaration."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QLocale, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor

from desktop.document.document import Document
from desktop.look.language import say
from desktop.look.theme import Theme
from desktop.tables.arranged_table import ArrangedTable
from desktop.tables.background_job import NewQuestion
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.parts_in_use import PartsInUse
from desktop.tables.row_table import LEFT, RIGHT, TableIndex
from desktop.tables.table_cells import TableCells, Texts, is_same_value, offered_words, only_word
from models.declaration.choices import choice_key
from models.declaration.kinds import Column, Kind, Table
from models.editing import CellEdit, TableChange, row_number
from models.names import currency_of
from models.problem_listing import CellProblems, worst
from models.problems import Problem, Severity
from models.typed_values import typed_value
from models.words.text import joined, text

_Role = Qt.ItemDataRole
# Made once: each cell is asked for them whenever it is painted.
_KEPT = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_LONG = 40
"""Letters from which on a text is said whole where the pointer rests, set in lines."""
_EDITABLE = _KEPT | Qt.ItemFlag.ItemIsEditable
NEW_ROW = "*"
"""What stands before the blank row that one types in to add it."""


class CaseTable(ArrangedTable):
    """The rows of one table; typing in a cell is an undoable edit of the document.

    Signals:
        refused: what was typed cannot stand there; carries the sentence that says so.
        columns_changed: other columns are shown than before.
    """

    refused = Signal(str)
    columns_changed = Signal()

    def __init__(
        self,
        document: Document,
        table: Table,
        theme: Theme,
        locale: QLocale,
        parent: QObject | None = None,
        new_question: NewQuestion | None = None,
        parts: PartsInUse | None = None,
    ) -> None:
        self.parts = PartsInUse(document) if parts is None else parts
        self._hidden = self.parts.hidden(table)
        self._known: dict[str, Texts] = {}
        super().__init__(TableCells(table, None, locale, self._known), new_question, parent)
        self.table = table
        self._document, self._theme, self._locale = document, theme, locale
        self._currency = ""
        # Asked for by number: to make the role of each question would take longer than the answer.
        self._answers: dict[int, Callable[[int, int], object]] = {
            _Role.DisplayRole.value: self._shown,
            _Role.EditRole.value: self._edited,
            EXACT_ROLE: self._edited,
            _Role.TextAlignmentRole.value: lambda _, at: self._alignment(at),
            _Role.BackgroundRole.value: self._ground,
            _Role.ForegroundRole.value: lambda _, at: self.ink(at),
            _Role.ToolTipRole.value: self._advice,
            _Role.AccessibleTextRole.value: self._spoken,
        }
        document.case_replaced.connect(self._on_case_replaced)
        document.table_changed.connect(self._on_table_changed)
        self.parts.begun.connect(self._on_begun)
        self._on_case_replaced()

    def data(self, index: TableIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
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
            return self._row_header(section, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            column = self.column(section)
            return (
                say(column.help) if column else self.tr("Kept as it is in the workbook; not used.")
            )
        return None

    def _row_header(self, row: int, role: int) -> str | None:
        if row == self.shown_row_count() and role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            return self.tr("Type in this row to add it to the table.")
        if role != _Role.DisplayRole or row >= self.rowCount():
            return None
        if row == self.shown_row_count():
            return NEW_ROW
        return str(row_number(self.rows.case_row(row)))

    def flags(self, index: TableIndex) -> Qt.ItemFlag:
        """Say that every cell of a known column can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _KEPT if self.cells.columns[index.column()] is None else _EDITABLE

    def setData(
        self, index: TableIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take over what was typed; what cannot stand there stays as it was typed, marked."""
        column = self.column(index.column()) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or column is None:
            return False
        row, at = self.rows.case_row(index.row()), index.column()
        typed = typed_value(column, str(value), self.cells.reader(row, at), self.cells.language)
        before = self.cells.value(row, at)
        if not is_same_value(before, typed):
            self._document.set_cells(self.table.key, [CellEdit(row, column.key, before, typed)])
        return True

    def column(self, at: int) -> Column | None:
        """Return the declaration of a column; None for one that the case only keeps."""
        return self.cells.columns[at]

    def offered(self, at: int) -> list[str]:
        """Return the words that a cell of a column can hold; none where it takes any text."""
        column, case = self.column(at), self._document.case
        return [] if column is None or case is None else offered_words(column, case)

    def completed(self, at: int, typed: str) -> str:
        """Return the word that a cell of a column takes for what was typed there."""
        column = self.column(at)
        if column is not None and column.choices and choice_key(column, typed) is not None:
            return typed
        return only_word(typed, self.offered(at))

    def column_at(self, key: str | None) -> int:
        """Return where a column stands; the first one for a key that is not there."""
        return self.cells.place(key)

    def label(self, at: int) -> str:
        """Return the label of a column with its unit."""
        column = self.column(at)
        if column is None:
            return self.cells.keys[at]
        label = say(column.labels)
        if column.kind is Kind.MONEY:
            return say(text("{label} ({unit})", label=label, unit=self._currency))
        return label

    def severity(self, row: int, at: int) -> Severity | None:
        """Return how bad the worst problem of a cell is, by its row in the case; None: none."""
        found = self._problems_at(row, at)
        return worst(found) if found else None

    def _ground(self, row: int, at: int) -> QColor | None:
        severity = self.severity(row, at)
        return None if severity is None else self._theme.problem_colour(severity)

    def ink(self, at: int) -> QColor | None:
        """Return the colour of the text of a column; None: the usual one."""
        return None if self.cells.columns[at] else self._theme.quiet_colour()

    def _alignment(self, at: int) -> Qt.AlignmentFlag:
        return RIGHT if self.cells.is_right(at) else LEFT

    def _shown(self, row: int, at: int) -> str:
        return self.cells.shown(row, at)

    def _edited(self, row: int, at: int) -> str:
        return self.cells.edited(row, at)

    def _problems_at(self, row: int, at: int) -> list[Problem]:
        if row >= self.cells.count:
            return []  # those of a row that went, until the data are checked anew
        return self.problems.at(row, self.cells.keys[at], is_first=at == 0)

    def _advice(self, row: int, at: int) -> str | None:
        """Return what is wrong with a cell, else the whole of a text too long for its column."""
        if advice := "\n".join(map(_advice_on, self._problems_at(row, at))):
            return advice
        whole = self.cells.shown(row, at)
        return f"<p>{escape(whole)}</p>" if len(whole) > _LONG else None

    def _spoken(self, row: int, at: int) -> str:
        value = self.cells.shown(row, at) or self.tr("blank")
        if row >= self.cells.count:
            pattern = text("{column}, new row: {value}")
        else:
            pattern = text("{column}, row {row}: {value}", row=row_number(row))
        words = say(pattern.filled(column=self.label(at), value=value))
        return ". ".join([words, *map(_advice_on, self._problems_at(row, at))])

    @Slot()
    def _on_case_replaced(self) -> None:
        self._known.clear()
        self.problems = CellProblems()
        self.forget_row_filter()
        self.begin_anew()

    def _fetch(self) -> None:
        case = self._document.case
        self._hidden = self.parts.hidden(self.table)
        self.cells = TableCells(self.table, case, self._locale, self._known, self._hidden)
        self._currency = "" if case is None else currency_of(case)

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        if self.parts.hidden(self.table) != self._hidden:
            self._show_other_columns()
        elif change.table == self.table.key:
            self.follow(change)
        elif (
            change.table == "Scenarios" and currency_of(self._document.open_case) != self._currency
        ):
            self._fetch()  # what is typed is read in the currency of the case
            last = len(self.cells.keys) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    @Slot(str)
    def _on_begun(self, table: str) -> None:
        if table == self.table.key and self.parts.hidden(self.table) != self._hidden:
            self._show_other_columns()

    def _show_other_columns(self) -> None:
        self.begin_anew()
        self.columns_changed.emit()


def _advice_on(problem: Problem) -> str:
    """Return what a problem is and how to mend it."""
    return say(joined(problem.found, problem.mend))
