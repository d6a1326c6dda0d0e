"""The split as a matrix: a row for each programme, a column for each payer, then the sums."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
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
from desktop.pages.split.figures import FIRST_SUMS, LAST_SUMS, Column, Figures
from desktop.pages.split.folding import Node, Path, shown
from desktop.tables.copying import EXACT_ROLE
from models.words.text import Percent, text

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTS = 2


def _no_note(_column: Column) -> str:
    return ""


@dataclass(frozen=True, eq=False)
class Row:
    """One row of the matrix or of its totals: a figure or nothing under each column.

    Attributes:
        figure: gives the exact figure under a column; None: nothing is known.
        note: what is to be said about it.
        share: whether the figures are shares.
        heavy: whether the row is set heavier.
        node: the programmes that it is about; None: all.
    """

    label: str
    figure: Callable[[Column], float | None]
    note: Callable[[Column], str] = _no_note
    share: bool = False
    heavy: bool = False
    node: Node | None = None


class FigureTable(QAbstractTableModel):
    """Rows of figures under the payers and the sums; the unit is chosen for all of them."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._locale = theme, locale
        self._stale = False
        self._answers: dict[int, Callable[[Row, Column], object]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, _column: _RIGHT,
            Qt.ItemDataRole.ForegroundRole: lambda _row, _column: self._ink(),
            Qt.ItemDataRole.FontRole: lambda row, _column: self._weight(row),
            EXACT_ROLE: self._copied,
            Qt.ItemDataRole.ToolTipRole: self._exact,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }
        self._unit = formats.ONE
        self._columns: tuple[Column, ...] = ()
        self._rows: list[Row] = []

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Row], unit: MoneyUnit) -> None:
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

    def row(self, row: int) -> Row:
        """Return a row."""
        return self._rows[row]

    def column(self, column: int) -> Column:
        """Return what a column is about."""
        return self._columns[column]

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
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headline(section) if across else self._rows[section].label
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._columns[section].label if across else self._rows[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT | Qt.TextFlag.TextWordWrap if across else _LEFT
        if role == Qt.ItemDataRole.FontRole and not across:
            return self._weight(self._rows[section])
        return None

    def _headline(self, section: int) -> str:
        column = self._columns[section]
        mark = {None: "", True: "▸ ", False: "▾ "}[column.folded]
        return mark + column.label

    def _shown(self, row: Row, column: Column) -> str:
        value = row.figure(column)
        if value is None:
            return ""
        if row.share:
            return formats.share(value, self._locale)
        return formats.money(value, self._locale, self._unit)

    def _ink(self) -> object:
        return self._theme.quiet_colour() if self._stale else None

    def is_heavy(self, row: Row) -> bool:
        """Say whether a row is set heavier."""
        return row.heavy

    def _weight(self, row: Row) -> object:
        return self._theme.font(BODY, heavy=True) if self.is_heavy(row) else None

    def _copied(self, row: Row, column: Column) -> str:
        value = row.figure(column)
        if value is None:
            return ""
        return formats.plain(value if row.share else round(value, _CENTS), self._locale)

    def _full(self, row: Row, value: float | None) -> str:
        if value is None:
            return self.tr("not known")
        if row.share:
            return say(Percent(value))
        return formats.exact(value, self._locale, _CENTS)

    def _exact(self, row: Row, column: Column) -> str | None:
        value, note = row.figure(column), row.note(column)
        if value is None:
            return note or None
        return "\n".join(part for part in (self._full(row, value), note) if part)

    def _spoken(self, row: Row, column: Column) -> str:
        figure = self._full(row, row.figure(column))
        return say(
            text("{column}, {row}: {figure}", column=column.label, row=row.label, figure=figure)
        )


class FoldingTable(FigureTable):
    """The rows of a tree, of which only those that are seen exist."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(theme, locale, parent)
        self.tree: tuple[Node, ...] = ()
        self._unfolded: set[Path] = set()
        self._figures: Figures | None = None

    def show_tree(
        self,
        columns: Sequence[Column],
        tree: tuple[Node, ...],
        figures: Figures,
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

    def node(self, row: int) -> Node:
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

    def reveal(self, node: Node) -> int:
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
                return node.label
            if self.is_unfolded(section):
                return say(text("{row}, unfolded", row=node.label))
            return say(text("{row}, folded", row=node.label))
        return super().headerData(section, orientation, role)

    def _seen(self, nodes: Sequence[Node]) -> list[Row]:
        return [self._row(node) for node in shown(nodes, self._unfolded)]

    def _row(self, node: Node) -> Row:
        figures = self._figures
        assert figures is not None

        def figure(column: Column) -> float:
            return figures.figure(node, column)

        return Row(node.label, figure, node=node)

    def is_heavy(self, row: Row) -> bool:
        """Say whether a row is set heavier: at the top, where its parts are seen under it."""
        return row.node is not None and row.node.depth == 0 and row.node.path in self._unfolded

    def _say_changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)


def columns_of(
    tree: Sequence[Node], payers: Sequence[str], unfolded: Collection[Path]
) -> tuple[Column, ...]:
    """Return a column for each payer that is seen, between what is asked and what is answered.

    The need and what stays of it come first: they are read with the label of the row, however
    many payers follow.
    """
    named = {
        "paid": QCoreApplication.translate("Split", "Paid in all"),
        "residual": QCoreApplication.translate("Split", "of which host residual"),
        "unfunded": QCoreApplication.translate("Split", "Unfunded"),
        "need": QCoreApplication.translate("Split", "Need"),
    }
    first, last = (
        [Column(named[total], total=total) for total in sums] for sums in (FIRST_SUMS, LAST_SUMS)
    )
    return (*first, *_payer_columns(tree, payers, unfolded), *last)


def _payer_columns(
    tree: Sequence[Node], payers: Sequence[str], unfolded: Collection[Path]
) -> Iterator[Column]:
    for node in shown(tree, unfolded):
        folded = node.path not in unfolded if node.folds else None
        yield Column(
            node.label, tuple(payers[at] for at in node.leaves), folded=folded, path=node.path
        )
