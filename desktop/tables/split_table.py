"""The split as a matrix: a row for each programme, a column for each payer, then the sums."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop import formats
from desktop.document import Solved
from desktop.formats import MoneyUnit
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.folding import Node, Path, shown
from desktop.tables.split_figures import (
    FIRST_SUMS,
    LAST_SUMS,
    SUMS,
    Column,
    Figures,
    Sum,
    discounted_contributions,
    lines_of,
    sum_of,
    total_paid,
)
from desktop.theme import BODY, Theme
from models.split import PayerLine

if TYPE_CHECKING:
    pass

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

    def texts(self, column: int) -> Iterator[str]:
        """Return the figures of a column as they are shown."""
        return (self._shown(row, self._columns[column]) for row in self._rows)

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
            return formats.exact_percent(value, self._locale)
        return formats.exact(value, self._locale, _CENTS)

    def _exact(self, row: Row, column: Column) -> str | None:
        value, note = row.figure(column), row.note(column)
        if value is None:
            return note or None
        return "\n".join(part for part in (self._full(row, value), note) if part)

    def _spoken(self, row: Row, column: Column) -> str:
        text = self.tr("{column}, {row}: {figure}")
        figure = self._full(row, row.figure(column))
        return text.format(column=column.label, row=row.label, figure=figure)


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
            folded = self.tr("{row}, folded"), self.tr("{row}, unfolded")
            return folded[self.is_unfolded(section)].format(row=node.label)
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


def total_rows(solved: Solved, locale: QLocale) -> tuple[Row, ...]:
    """Return the rows under the matrix: totals and each payer's statement."""
    split, translate = solved.split, QCoreApplication.translate
    contributed = discounted_contributions(split, discount_rate(solved))
    totals: dict[Sum, float] = {
        total: fsum(sum_of(line, total) for line in split.programmes) for total in SUMS
    }
    by_payer = {line.payer: line for line in split.payers}

    def added(of: Callable[[PayerLine], float]) -> Callable[[Column], float | None]:
        def figure(column: Column) -> float | None:
            return fsum(of(by_payer[p]) for p in column.payers) if column.payers else None

        return figure

    def alone(of: Callable[[PayerLine], float | None]) -> Callable[[Column], float | None]:
        return lambda column: of(by_payer[column.payers[0]]) if len(column.payers) == 1 else None

    def paid(column: Column) -> float | None:
        return totals[column.total] if column.total else added(total_paid)(column)

    def ranged(column: Column) -> str:
        lines = lines_of(split, column.payers)
        return _range_note(lines[0], locale) if len(lines) == 1 else ""

    def least(column: Column) -> str:
        return _only_alone(column) or _not_measured(alone(lambda line: line.low)(column))

    def burden_note(column: Column) -> str:
        lines = lines_of(split, column.payers)
        return _only_alone(column) or (_burden_note(lines[0], solved) if lines else "")

    return (
        Row(translate("Split", "Total paid"), paid, ranged, heavy=True),
        Row(translate("Split", "of which others’ programmes"), added(lambda line: line.others)),
        Row(
            _money_of(translate("Split", "Contributions"), split.base_year),
            added(lambda line: contributed[line.payer]),
            lambda column: _contributions_note() if column.payers else "",
        ),
        Row(
            _money_of(translate("Split", "Later benefit"), split.base_year),
            added(lambda line: line.later_benefit),
        ),
        Row(
            translate("Split", "Burden"),
            alone(lambda line: line.burden),
            burden_note,
            share=burden_basis(solved) != "population",
        ),
        Row(translate("Split", "Received from others"), added(lambda line: line.received)),
        Row(translate("Split", "Net transfer to others"), added(lambda line: line.net)),
        Row(translate("Split", "Could pay at least"), alone(lambda line: line.low), least),
        Row(translate("Split", "Could pay at most"), alone(lambda line: line.high), least),
    )


def burden_basis(solved: Solved) -> str:
    """Return what burdens are measured against in the scenario of a split."""
    return solved.rules.burden_basis


def discount_rate(solved: Solved) -> float:
    """Return the rate at which the scenario of a split discounts."""
    return solved.rules.discount_rate


def _money_of(what: str, year: int | None) -> str:
    """Say in the money of which year an amount is, once it is discounted."""
    if year is None:
        return what
    text = QCoreApplication.translate("Split", "{what} (money of {year})")
    return text.format(what=what, year=year)


def _contributions_note() -> str:
    return QCoreApplication.translate("Split", "Without what is left with it as host.")


def _only_alone(column: Column) -> str:
    if len(column.payers) < 2:
        return ""
    return QCoreApplication.translate("Split", "Known for each payer alone; unfold the column.")


def _not_measured(value: float | None) -> str:
    if value is not None:
        return QCoreApplication.translate("Split", "Without hurting a goal met before the last.")
    return QCoreApplication.translate("Split", "Not measured in a case of this size.")


def _range_note(line: PayerLine, locale: QLocale) -> str:
    if line.low is None or line.high is None:
        return ""
    text = QCoreApplication.translate(
        "Split", "Could be from {low} to {high} without hurting a goal met before the last."
    )
    return text.format(low=formats.exact(line.low, locale), high=formats.exact(line.high, locale))


def _burden_note(line: PayerLine, solved: Solved) -> str:
    if line.burden is None:
        return QCoreApplication.translate(
            "Split", "No burden: what it is measured against is zero."
        )
    if burden_basis(solved) == "fiscal_capacity":
        return QCoreApplication.translate("Split", "Contributions over fiscal capacity.")
    if burden_basis(solved) == "population":
        return QCoreApplication.translate("Split", "Contributions for each inhabitant.")
    return QCoreApplication.translate("Split", "Contributions over later benefit.")
