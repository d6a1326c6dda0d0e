"""The split as a matrix: a row for each programme, a column for each payer, then the sums."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QLocale, QModelIndex, QObject, Qt

from desktop.look import formats
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import Theme
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.row_table import FigureTable
from models.results.folding import Path, TreeNode, shown
from models.results.matrix import MatrixColumn, MatrixFigures, MatrixRow
from models.words.figures import rounded
from models.words.text import Percent, text

_CENTS = 2
_MARKS = {None: "", True: "▸ ", False: "▾ "}
"""What stands before a column that hides parts, or shows them."""


class SplitTable(FigureTable[MatrixRow]):
    """Rows of figures under the payers and the sums."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(theme, locale, parent)
        self._answers |= {
            Qt.ItemDataRole.DisplayRole: self._shown,
            EXACT_ROLE: self._copied,
            Qt.ItemDataRole.ToolTipRole: self._explained,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }
        self._columns: tuple[MatrixColumn, ...] = ()
        self._rows: list[MatrixRow] = []

    def show_rows(
        self, columns: Sequence[MatrixColumn], rows: Sequence[MatrixRow], unit: MoneyUnit
    ) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._columns, self._rows, self._unit = tuple(columns), list(rows), unit
        self.endResetModel()

    def column(self, column: int) -> MatrixColumn:
        """Return what a column is about."""
        return self._columns[column]

    def column_label(self, column: int) -> str:
        """Return what a column is called."""
        return say(self._columns[column].label)

    def texts(self, column: int) -> Iterator[tuple[str, bool]]:
        """Return the figures of a column as they are shown, and whether they are set heavier."""
        return ((self._shown(row, column), self.is_heavy(row)) for row in self._rows)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a payer's name with the mark of what folds, or what a row is about."""
        said = super().headerData(section, orientation, role)
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return f"{_MARKS[self._columns[section].folded]}{said}"
        return said

    def _column_count(self) -> int:
        return len(self._columns)

    def _shown(self, row: MatrixRow, column: int) -> str:
        value = row.figure(self._columns[column])
        if value is None:
            return ""
        if row.share:
            return formats.share(value, self._locale)
        return formats.money(value, self._locale, self._unit)

    def _copied(self, row: MatrixRow, column: int) -> str:
        value = row.figure(self._columns[column])
        if value is None:
            return ""
        return formats.plain(value if row.share else rounded(value, _CENTS), self._locale)

    def _full(self, row: MatrixRow, value: float | None) -> str:
        if value is None:
            return self.tr("not known")
        return say(Percent(value)) if row.share else formats.exact(value, self._locale, _CENTS)

    def _explained(self, row: MatrixRow, column: int) -> str | None:
        about = self._columns[column]
        value, note = row.figure(about), say(row.note(about))
        figure = "" if value is None else self._full(row, value)
        return "\n".join(filter(None, (figure, note))) or None

    def _spoken(self, row: MatrixRow, column: int) -> str:
        about = self._columns[column]
        figure = self._full(row, row.figure(about))
        return say(
            text("{column}, {row}: {figure}", column=about.label, row=row.label, figure=figure)
        )


class FoldingTable(SplitTable):
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
