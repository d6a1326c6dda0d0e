"""Tables whose rows are kept as they are: what a cell says is worked out from its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.look import formats
from desktop.look.language import say
from desktop.look.theme import BODY, Theme
from desktop.tables.copying import EXACT_ROLE

if TYPE_CHECKING:
    from models.results.figure_rows import FigureRow
    from models.results.matrix import MatrixRow
    from models.words.side_by_side import CompareRow

TableIndex = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_Row = TypeVar("_Row")
_NamedRow = TypeVar("_NamedRow", "CompareRow", "FigureRow", "MatrixRow")


class RowTable(QAbstractTableModel, Generic[_Row]):
    """Rows under headers; a class of it says by role what a row shows in a column.

    What it shows may be marked as that of an earlier state of the case.
    """

    def __init__(self, headers: Sequence[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers = tuple(headers)
        self._rows: Sequence[_Row] = ()
        self._stale = False
        self._answers: dict[int, Callable[[_Row, int], object]] = {}

    def mark_stale(self, stale: bool) -> None:
        """Say whether the figures are those of the case as it is."""
        if stale != self._stale:
            self._stale = stale
            self.layoutChanged.emit()

    def rowCount(self, parent: TableIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: TableIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else self._column_count()

    def data(self, index: TableIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says in a role."""
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self._rows[index.row()], index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column tells."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return self._headers[section]

    def _column_count(self) -> int:
        return len(self._headers)

    def _say(self, shown: Callable[[_Row, int], str]) -> None:
        """Let cells show texts, which a pointer shows and a copy holds as well."""
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, EXACT_ROLE)
        self._answers |= dict.fromkeys(roles, shown)


class TextTable(RowTable[tuple[str, ...]]):
    """Rows of texts under headers."""

    def __init__(self, headers: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(headers, parent)
        self._say(lambda row, column: row[column])

    def put(self, rows: Sequence[tuple[str, ...]], *, same: bool = True) -> None:
        """Show other rows; where only texts differ and they are about the same, all selected stay.

        Args:
            rows: the texts.
            same: whether each row is about what it was about, where there are as many as before.
        """
        new = list(rows)
        if same and len(new) == len(self._rows):
            self._rows = new
            if new:
                end = self.index(len(new) - 1, len(self._headers) - 1)
                self.dataChanged.emit(self.index(0, 0), end)
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell."""
        return self._rows[row][column]


class FigureTable(RowTable[_NamedRow]):
    """Figures in rows that have names; the unit is chosen for all of them.

    A class of it adds what a figure says as it is shown, copied, explained and read aloud.
    """

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._theme, self._locale = theme, locale
        self._unit = formats.ONE
        self._answers = {
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, _column: RIGHT,
            Qt.ItemDataRole.ForegroundRole: lambda _row, _column: self._ink(),
            Qt.ItemDataRole.FontRole: lambda row, _column: self._weight(row),
        }

    def row(self, row: int) -> _NamedRow:
        """Return a row."""
        return self._rows[row]

    def label(self, row: int) -> str:
        """Return what a row is called."""
        return say(self._rows[row].label)

    def column_label(self, column: int) -> str:
        """Return what a column is called."""
        raise NotImplementedError

    def is_heavy(self, row: _NamedRow) -> bool:
        """Say whether a row is set heavier."""
        return row.heavy

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column or a row is about."""
        across = orientation == Qt.Orientation.Horizontal
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.column_label(section) if across else self.label(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT | Qt.TextFlag.TextWordWrap if across else LEFT
        if role == Qt.ItemDataRole.FontRole and not across:
            return self._weight(self._rows[section])
        return None

    def _ink(self) -> object:
        return self._theme.quiet_colour() if self._stale else None

    def _weight(self, row: _NamedRow) -> object:
        return self._theme.font(BODY, heavy=True) if self.is_heavy(row) else None
