"""What a payer pays in each year, the figures under their years, to be read from afar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.charts.outcome_chart import figure_with_change
from desktop.look import formats
from desktop.look.language import say
from desktop.look.theme import STEP, Colours
from models.words.text import joined, text

_BETWEEN = 6 * STEP


@dataclass(frozen=True)
class _YearCell:
    year: str
    figure: str
    exact: str

    def width(self, metrics: QFontMetrics) -> int:
        """Return how much room it takes."""
        return max(map(metrics.horizontalAdvance, (self.year, self.figure))) + _BETWEEN


class YearStrip(QLabel):
    """A table with a column for each year, in as many rows of them as the width asks for."""

    def __init__(self, locale: QLocale) -> None:
        super().__init__()
        self._locale = locale
        self._unit = ""
        self._cells: tuple[_YearCell, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

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
        said = [cell.exact for cell in self._cells]
        self.setToolTip("\n".join(said))
        self.setAccessibleName(say(joined(self._unit, *said, between="; ")))

    def height_in(self, font: QFont, width: int) -> int:
        """Return how much room it takes in a type, in a width."""
        rows = -(-len(self._cells) // self._in_a_row(QFontMetrics(font), width))
        return 2 * rows * QFontMetrics(font).height()

    def lay_out(self, font: QFont, width: int, colours: Colours, *, stale: bool) -> None:
        """Put the figures on the screen in a type, in a width."""
        self.setFont(font)
        in_a_row = self._in_a_row(QFontMetrics(font), width)
        quiet, ink = colours.quiet_text, colours.quiet_text if stale else colours.text
        rows = []
        for at in range(0, len(self._cells), in_a_row):
            cells = self._cells[at : at + in_a_row]
            rows.append(_row("", quiet, [cell.year for cell in cells], quiet))
            rows.append(_row(self._unit, quiet, [cell.figure for cell in cells], ink))
        self.setText(f'<table cellspacing="0" cellpadding="0">{"".join(rows)}</table>')

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


def _row(head: str, quiet: str, cells: Sequence[str], ink: str) -> str:
    """Return a row of the table, its head at the left and its cells at the right."""
    style = f"white-space: nowrap; padding-left: {_BETWEEN}px; color: {ink}"
    rest = "".join(f'<td align="right" style="{style}">{escape(cell)}</td>' for cell in cells)
    return f'<tr><td style="white-space: nowrap; color: {quiet}">{escape(head)}</td>{rest}</tr>'
