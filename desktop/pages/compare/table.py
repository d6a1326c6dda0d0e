"""Splits side by side as a table: payers as rows, one column for each split, one scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.look import formats
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import BODY, CAPTION, DARK, Theme
from desktop.pages.compare.choice import colour_of
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.grid_view import RowDelegate
from desktop.tables.row_table import LEFT, RIGHT, RowTable, TableIndex
from models.names import Names
from models.results.side_by_side import ComparedSplit, Figure, SideBySide
from models.words.comparison import split_name
from models.words.text import Percent, text

BAR_ROLE = EXACT_ROLE + 1
"""Where the bar of a cell begins and ends, as parts of its width, and its colour."""
_RATIOS: tuple[Figure, ...] = ("burden", "payments")
"""What is measured against the basis of burdens."""


@dataclass(frozen=True)
class CompareRow:
    """A payer, or a sum over all of them."""

    label: str
    values: tuple[float | None, ...]
    heavy: bool = False
    payer: str = ""


def is_share(figure: Figure, side: SideBySide) -> bool:
    """Say whether a figure is shown as percent."""
    basis = side.base_split.comparison.burden_basis
    return figure == "share_of_need" or (figure in _RATIOS and basis != "population")


def rows_of(
    side: SideBySide, figure: Figure, names: Names, only_what_differs: bool
) -> list[CompareRow]:
    """Return a row for each payer, then the sums that go with the figure."""
    rows = [
        CompareRow(
            names.territory(payer),
            tuple(side.figure(figure, split, payer) for split in side.splits),
            payer=payer,
        )
        for payer in side.payers
        if not only_what_differs or side.differs(figure, payer)
    ]
    sums = [row for row in _sums(side, figure) if any(v is not None for v in row.values)]
    return [*rows, *(row for row in sums if not only_what_differs or _differs(row))]


def _differs(row: CompareRow) -> bool:
    return len({value for value in row.values if value is not None}) > 1


def _sums(side: SideBySide, figure: Figure) -> list[CompareRow]:
    translate = QCoreApplication.translate
    if figure in _RATIOS:
        return [
            _sum(side, translate("Compare", "Largest"), lambda s: _end(side, figure, s, max)),
            _sum(side, translate("Compare", "Smallest"), lambda s: _end(side, figure, s, min)),
        ]
    parts: list[tuple[str, Callable[[ComparedSplit], float]]] = [
        (translate("Compare", "Paid in all"), lambda s: s.paid),
        (translate("Compare", "Unfunded"), lambda s: s.measured.unfunded if s.measured else 0.0),
        (translate("Compare", "Need"), lambda s: s.need),
    ]
    if figure == "per_head":
        return []
    if figure == "share_of_need":
        return [
            _sum(side, label, lambda s, part=part: part(s) / s.need if s.need else None)  # type: ignore[misc]
            for label, part in parts[:2]
        ]
    if figure == "change":
        base = side.base_split
        return [
            _sum(
                side,
                label,
                lambda s, part=part: (
                    s.rounded(part(s) - part(base))  # type: ignore[misc]
                    if side.can_be_set_against_base(s)
                    else None
                ),
            )
            for label, part in parts
        ]
    return [_sum(side, label, part) for label, part in parts]


def _sum(side: SideBySide, label: str, part: Callable[[ComparedSplit], float | None]) -> CompareRow:
    values = tuple(part(s) if s.measured is not None else None for s in side.splits)
    return CompareRow(label, values, heavy=True)


def _end(
    side: SideBySide,
    figure: Figure,
    split: ComparedSplit,
    choose: Callable[[list[float]], float],
) -> float | None:
    """Return the largest or the smallest that any payer has; None where none is known."""
    every = (side.figure(figure, split, payer) for payer in side.payers)
    known = [value for value in every if value is not None]
    return choose(known) if known else None


class CompareTable(RowTable[CompareRow]):
    """The figures; the unit is chosen for all of them."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)
        self._theme, self._locale = theme, locale
        self._side: SideBySide | None = None
        self._figure: Figure = "money"
        self._unit = formats.ONE
        self._answers = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, _column: RIGHT,
            Qt.ItemDataRole.ForegroundRole: lambda _row, _column: self._ink(),
            Qt.ItemDataRole.FontRole: lambda row, _column: self._weight(row),
            EXACT_ROLE: self._copied,
            Qt.ItemDataRole.ToolTipRole: self._full,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            BAR_ROLE: self._bar,
        }

    def show_side(
        self, side: SideBySide | None, rows: list[CompareRow], figure: Figure, unit: MoneyUnit
    ) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._side, self._rows, self._figure, self._unit = side, rows, figure, unit
        self.endResetModel()

    def value(self, row: int, column: int) -> float | None:
        """Return an exact figure; None where it is not known."""
        return self._rows[row].values[column]

    def row(self, label: str) -> int:
        """Return the place of a row."""
        return next(i for i, row in enumerate(self._rows) if row.label == label)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the letter and name of a split, or what a row is about."""
        across = orientation == Qt.Orientation.Horizontal
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._column_label(section) if across else self._rows[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT | Qt.TextFlag.TextWordWrap if across else LEFT
        if role == Qt.ItemDataRole.FontRole and across:
            return self._theme.font(CAPTION, heavy=True)
        if role == Qt.ItemDataRole.FontRole and self._rows[section].heavy:
            return self._theme.font(BODY, heavy=True)
        return None

    def _column_count(self) -> int:
        return len(self._side.splits) if self._side is not None else 0

    def _column_label(self, column: int) -> str:
        assert self._side is not None
        split = self._side.splits[column]
        first = split.letters
        if split.letters == self._side.base:
            first = say(text("{letter} (base)", letter=split.letters))
        return f"{first}\n{say(split_name(split))}"

    def _colour(self, split: ComparedSplit) -> QColor:
        return colour_of(split.letters)[self._theme.colours is DARK]

    def _shown(self, row: CompareRow, column: int) -> str:
        value = row.values[column]
        if value is None:
            return ""
        if self._is_share():
            written = formats.share(value, self._locale)
        elif self._figure in ("per_head", *_RATIOS):
            written = formats.figure(value, self._locale, 2)
        else:
            written = formats.money(value, self._locale, self._unit)
        return formats.with_plus(written, value) if self._figure == "change" else written

    def _is_share(self) -> bool:
        return self._side is not None and is_share(self._figure, self._side)

    def _ink(self) -> object:
        return self._theme.quiet_colour() if self._stale else None

    def _weight(self, row: CompareRow) -> object:
        return self._theme.font(BODY, heavy=True) if row.heavy else None

    def _copied(self, row: CompareRow, column: int) -> str:
        value = row.values[column]
        return "" if value is None else formats.plain(value, self._locale)

    def _full(self, row: CompareRow, column: int) -> str:
        value = row.values[column]
        if value is None:
            return self._why_blank(column)
        if self._is_share():
            return say(Percent(value))
        return formats.exact(value, self._locale)

    def _why_blank(self, column: int) -> str:
        assert self._side is not None
        split = self._side.splits[column]
        if split.measured is None:
            return self.tr("There is no such split.")
        if self._figure == "per_head":
            return self.tr("The population is not known.")
        if self._figure == "change":
            return self.tr("There is nothing to set it against.")
        return self.tr("What it is measured against is zero or not known.")

    def _spoken(self, row: CompareRow, column: int) -> str:
        return say(
            text(
                "{row}, {column}: {figure}",
                column=self._column_label(column).replace("\n", " "),
                row=row.label,
                figure=self._full(row, column),
            )
        )

    def _bar(self, row: CompareRow, column: int) -> tuple[float, float, QColor] | None:
        value = row.values[column]
        if row.heavy or value is None or self._side is None:
            return None
        if self._shown(row, column) == formats.ZERO:
            return None
        known = [v for one in self._rows if not one.heavy for v in one.values if v is not None]
        least, most = min([0.0, *known]), max([0.0, *known])
        reach = (most - least) or 1.0
        low, high = sorted((-least / reach, (value - least) / reach))
        return low, high, self._colour(self._side.splits[column])


class BarDelegate(RowDelegate):
    """Paints a thin bar under each figure; all bars of the table share one scale and one zero."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: TableIndex) -> None:
        """Paint a cell."""
        super().paint(painter, option, index)
        bar = index.data(BAR_ROLE)
        if bar is not None:
            low, high, colour = bar
            room = QRectF(option.rect).adjusted(6, 0, -6, 0)
            left = room.left() + low * room.width()
            width = max((high - low) * room.width(), 1.0)
            painter.fillRect(QRectF(left, room.bottom() - 4, width, 3), colour)
