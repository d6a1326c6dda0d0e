"""The split as a matrix: a row for each programme, a column for each payer, then the sums."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.look import formats
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import BODY, Theme
from desktop.tables.copying import EXACT_ROLE
from models.results.folding import Path, TreeNode, shown
from models.results.matrix import MatrixColumn, MatrixFigures, MatrixRow
from models.words.text import Percent, text

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTS = 2
_MARKS = {None: "", True: "▸ ", False: "▾ "}
"""What stands before a column that hides parts, or shows them."""


class FigureTable(QAbstractTableModel):
    """Rows of figures under the payers and the sums; the unit is chosen for all of them."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._locale = theme, locale
        self._stale = False
        self._answers: dict[int, Callable[[MatrixRow, MatrixColumn], object]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, _column: _RIGHT,
            Qt.ItemDataRole.ForegroundRole: lambda _row, _column: self._ink(),
            Qt.ItemDataRole.FontRole: lambda row, _column: self._weight(row),
            EXACT_ROLE: self._copied,
            Qt.ItemDataRole.ToolTipRole: self._exact,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }
        self._unit = formats.ONE
        self._columns: tuple[MatrixColumn, ...] = ()
        self._rows: list[MatrixRow] = []

    def show_rows(
        self, columns: Sequence[MatrixColumn], rows: Sequence[MatrixRow], unit: MoneyUnit
    ) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._columns, self._rows, self._unit = tuple(columns), list(rows), unit
        self.endResetModel()

    def mark_stale(self, stale: bool) -> None:
        """Say whether the figures are those of the case as it is."""
        if stale != self._stale:
            self._stale = stale
            self.layoutChanged.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of payers and sums."""
        return 0 if parent.isValid() else len(self._columns)

    def figure(self, row: int, column: int) -> float | None:
        """Return an exact figure; None where the row says nothing about the column."""
        return self._rows[row].figure(self._columns[column])

    def row(self, row: int) -> MatrixRow:
        """Return a row."""
        return self._rows[row]

    def column(self, column: int) -> MatrixColumn:
        """Return what a column is about."""
        return self._columns[column]

    def label(self, row: int) -> str:
        """Return what a row is called."""
        return say(self._rows[row].label)

    def column_label(self, column: int) -> str:
        """Return what a column is called."""
        return say(self._columns[column].label)

    def texts(self, column: int) -> Iterator[tuple[str, bool]]:
        """Return the figures of a column as they are shown, and whether they are set heavier."""
        at = self._columns[column]
        return ((self._shown(row, at), self.is_heavy(row)) for row in self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says in a role."""
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self._rows[index.row()], self._columns[index.column()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a payer's name, or what a row is about."""
        across = orientation == Qt.Orientation.Horizontal
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            label = self.column_label(section) if across else self.label(section)
            folds = across and role == Qt.ItemDataRole.DisplayRole
            return _MARKS[self._columns[section].folded] + label if folds else label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT | Qt.TextFlag.TextWordWrap if across else _LEFT
        if role == Qt.ItemDataRole.FontRole and not across:
            return self._weight(self._rows[section])
        return None

    def _shown(self, row: MatrixRow, column: MatrixColumn) -> str:
        value = row.figure(column)
        if value is None:
            return ""
        if row.share:
            return formats.share(value, self._locale)
        return formats.money(value, self._locale, self._unit)

    def _ink(self) -> object:
        return self._theme.quiet_colour() if self._stale else None

    def is_heavy(self, row: MatrixRow) -> bool:
        """Say whether a row is set heavier."""
        return row.heavy

    def _weight(self, row: MatrixRow) -> object:
        return self._theme.font(BODY, heavy=True) if self.is_heavy(row) else None

    def _copied(self, row: MatrixRow, column: MatrixColumn) -> str:
        value = row.figure(column)
        if value is None:
            return ""
        return formats.plain(value if row.share else round(value, _CENTS), self._locale)

    def _full(self, row: MatrixRow, value: float | None) -> str:
        if value is None:
            return self.tr("not known")
        if row.share:
            return say(Percent(value))
        return formats.exact(value, self._locale, _CENTS)

    def _exact(self, row: MatrixRow, column: MatrixColumn) -> str | None:
        value, note = row.figure(column), say(row.note(column))
        if value is None:
            return note or None
        return "\n".join(part for part in (self._full(row, value), note) if part)

    def _spoken(self, row: MatrixRow, column: MatrixColumn) -> str:
        figure = self._full(row, row.figure(column))
        return say(
            text("{column}, {row}: {figure}", column=column.label, row=row.label, figure=figure)
        )


class FoldingTable(FigureTable):
    """The rows of a tree, of which only those that are seen exist."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(theme, locale, parent)
        self.tree: tuple[TreeNode, ...] = ()
        self._unfolded: set[Path] = set()
        self._figures: MatrixFigures | None = None

    def show_tree(
        self,
        columns: Sequence[MatrixColumn],
        tree: tuple[TreeNode, ...],
        figures: MatrixFigures,
        unit: MoneyUnit,
        unfolded: Collection[Path],
    ) -> None:
        """Show the rows of another tree."""
        self.tree, self._figures, self._unfolded = tree, figures, set(unfolded)
        self.show_rows(columns, self._seen(tree), unit)

    @property
    def unfolded(self) -> frozenset[Path]:
        """What is unfolded."""
        return frozenset(self._unfolded)

    def node(self, row: int) -> TreeNode:
        """Return what a row is about."""
        node = self._rows[row].node
        assert node is not None
        return node

    def is_unfolded(self, row: int) -> bool:
        """Say whether the parts of a row are seen."""
        return self.node(row).path in self._unfolded

    def row_of(self, path: Path) -> int | None:
        """Return the row of a node; None where it is not seen."""
        found = (row for row in range(len(self._rows)) if self.node(row).path == path)
        return next(found, None)

    def parent_row(self, row: int) -> int | None:
        """Return the row that a row is a part of; None at the top."""
        depth = self.node(row).depth
        above = range(row - 1, -1, -1)
        return next((at for at in above if self.node(at).depth < depth), None)

    def unfold(self, row: int) -> None:
        """Show the parts of a row."""
        node = self.node(row)
        if not node.folds or self.is_unfolded(row):
            return
        self._unfolded.add(node.path)
        parts = self._seen(node.children)
        self.beginInsertRows(QModelIndex(), row + 1, row + len(parts))
        self._rows[row + 1 : row + 1] = parts
        self.endInsertRows()
        self._say_changed(row)

    def fold(self, row: int) -> None:
        """Hide the parts of a row."""
        if not self.is_unfolded(row):
            return
        node, end = self.node(row), row + 1
        while end < len(self._rows) and self.node(end).depth > node.depth:
            end += 1
        self.beginRemoveRows(QModelIndex(), row + 1, end - 1)
        self._unfolded.discard(node.path)
        del self._rows[row + 1 : end]
        self.endRemoveRows()
        self._say_changed(row)

    def unfold_only(self, unfolded: Collection[Path]) -> None:
        """Unfold these and nothing else."""
        self.beginResetModel()
        self._unfolded = set(unfolded)
        self._rows = self._seen(self.tree)
        self.endResetModel()

    def reveal(self, node: TreeNode) -> int:
        """Unfold all that hides a node; return its row."""
        above = {node.path[:length] for length in range(1, len(node.path))}
        if self.row_of(node.path) is None:
            self.unfold_only(self._unfolded | above)
        row = self.row_of(node.path)
        assert row is not None
        return row

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return also, for screen readers, how a row stands in the tree."""
        if orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.AccessibleTextRole:
            node = self.node(section)
            if not node.folds:
                return say(node.label)
            if self.is_unfolded(section):
                return say(text("{row}, unfolded", row=node.label))
            return say(text("{row}, folded", row=node.label))
        return super().headerData(section, orientation, role)

    def _seen(self, nodes: Sequence[TreeNode]) -> list[MatrixRow]:
        assert self._figures is not None
        return [self._figures.row(node) for node in shown(nodes, self._unfolded)]

    def is_heavy(self, row: MatrixRow) -> bool:
        """Say whether a row is set heavier: at the top, where its parts are seen under it."""
        return row.node is not None and row.node.depth == 0 and row.node.path in self._unfolded

    def _say_changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
