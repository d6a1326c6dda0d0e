"""What a payer pays in each year, the figures under their years, to be read from afar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.charts.outcome_chart import figure_with_change
from desktop.look import formats
from desktop.look.language import say
from desktop.look.theme import STEP, mark_stale
from desktop.look.widgets import line_label
from models.words.text import text

_BETWEEN = 6 * STEP


@dataclass(frozen=True)
class _YearCell:
    year: str
    figure: str
    exact: str

    def width(self, metrics: QFontMetrics) -> int:
        """Return how much room it takes."""
        return max(map(metrics.horizontalAdvance, (self.year, self.figure))) + _BETWEEN


class YearStrip(QWidget):
    """A column for each year, in as many rows of them as the width asks for."""

    def __init__(self, locale: QLocale) -> None:
        super().__init__()
        self._locale = locale
        self._unit = ""
        self._cells: tuple[_YearCell, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(0)

    def show_years(
        self,
        paid: Mapping[int, float],
        pinned: Mapping[int, float] | None,
        least: float,
        currency: str,
    ) -> None:
        """Show what is paid in each year, and how much more or less than in the pinned split.

        Args:
            pinned: what is paid there in each year; None: there is no pinned split.
            least: the difference up to which amounts are the same.
        """
        unit = formats.coarse_unit([*paid.values(), *(pinned or {}).values()])
        self._unit = formats.unit_label(unit, currency)
        self._cells = tuple(
            self._cell(year, amount, None if pinned is None else pinned.get(year, 0.0), least, unit)
            for year, amount in paid.items()
        )

    def texts(self) -> Sequence[str]:
        """Return what is paid in each year, in words for a screen reader."""
        return [cell.exact for cell in self._cells]

    def height_in(self, font: QFont, width: int) -> int:
        """Return how much room it takes in a type, in a width."""
        rows = -(-len(self._cells) // self._in_a_row(QFontMetrics(font), width))
        return 2 * rows * QFontMetrics(font).height()

    def lay_out(self, font: QFont, width: int, *, stale: bool) -> None:
        """Put the figures on the screen in a type, in a width."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        in_a_row = self._in_a_row(QFontMetrics(font), width)
        for at, cell in enumerate(self._cells):
            row, column = divmod(at, in_a_row)
            if not column:
                self._put(line_label(self._unit, quiet=True, font=font), 2 * row + 1, 0)
            self._put(line_label(cell.year, quiet=True, font=font), 2 * row, column + 1)
            figure = line_label(cell.figure, font=font)
            figure.setAccessibleName(cell.exact)
            figure.setToolTip(cell.exact)
            mark_stale(figure, stale=stale)
            self._put(figure, 2 * row + 1, column + 1)
        for column in range(1, self._grid.columnCount() + 1):
            self._grid.setColumnStretch(column, int(column > in_a_row))

    def _put(self, label: QLabel, row: int, column: int) -> None:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label, row, column, side)

    def _in_a_row(self, metrics: QFontMetrics, width: int) -> int:
        widest = max((cell.width(metrics) for cell in self._cells), default=1)
        room = width - metrics.horizontalAdvance(self._unit)
        return max(1, min(len(self._cells), room // widest))

    def _cell(
        self,
        year: int,
        amount: float,
        pinned: float | None,
        least: float,
        unit: formats.MoneyUnit,
    ) -> _YearCell:
        change = 0.0 if pinned is None else amount - pinned
        figure = figure_with_change(amount, change, least, unit, self._locale)
        exact = text("{year}: {amount}", year=year, amount=formats.exact(amount, self._locale))
        return _YearCell(str(year), figure, say(exact))
