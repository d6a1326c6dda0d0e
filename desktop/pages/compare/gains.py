"""Who gains and who loses: diverging bars for each split against the base, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Self

from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop.charts.bar import Bar, BarPart
from desktop.charts.bars import Bars
from desktop.charts.chart import ChartLook, chart_area, look_of
from desktop.charts.chart_view import ChartView
from desktop.look import formats
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import BODY, CAPTION, HEADING, STEP, TITLE, Theme
from desktop.pages.compare.comparing import colour_of
from models.names import Names
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.comparison import gains_sentence, with_letter
from models.words.payers import with_gap
from models.words.text import Money, text

_WIDE = 1280
"""From this width on charts may stand side by side, and type may be as large as a page's title."""
_BESIDE, _BELOW = 8 * STEP, 6 * STEP
_ENDLESS = 1e4


def gain_charts(
    side: SideBySide, names: Names, unit: MoneyUnit, unit_line: str, locale: QLocale
) -> list[GainBars]:
    """Return a chart for each split that can be set against the base; all share one scale."""
    there = [split for split in side.others if side.can_be_set_against_base(split)]
    every = [change for split in there for change in side.changes(split).values()]
    reach = (min([0.0, *every]), max([0.0, *every]))
    figures = [signed(change, unit, locale) for change in every]
    return [
        GainBars(
            _bars(side, split, names, unit, locale),
            say(with_gap(gains_sentence(side, split), *_gap(side, split))),
            unit_line,
            reach,
            figures,
        )
        for split in there
    ]


def _gap(side: SideBySide, split: ComparedSplit) -> tuple[float, Money]:
    """Return how much more stays unfunded than under the base, and how that is written."""
    change = side.gap_change(split)
    return change, Money(abs(change), split.currency, brief=True)


class GainBars(Bars):
    """Bars that leave as much room for figures as the charts beside them: one scale, one zero."""

    def __init__(
        self,
        bars: Sequence[Bar],
        title: str,
        unit: str,
        reach: tuple[float, float],
        figures: Sequence[str],
    ) -> None:
        super().__init__(bars, title, unit, reach=reach)
        self._figures = tuple(figures)

    def sized(self, size: int) -> Self:
        """Return the same chart in another size of type."""
        chart = copy(self)
        chart._size = size
        chart.title_size = max(HEADING, size)
        chart.unit_size = HEADING if size > HEADING else CAPTION
        return chart

    def least_height(self, width: float, look: ChartLook) -> float | None:
        """Return the height in which everything can be read; None: it is not wide enough."""
        least, whole = self.least_size(look), QRectF(0, 0, width, _ENDLESS)
        head = whole.height() - chart_area(self, whole, look).height()
        return None if least.width() > width else head + least.height()

    def _figure_width(self, metrics: QFontMetricsF) -> float:
        widths = [metrics.horizontalAdvance(figure) for figure in self._figures]
        return max(widths, default=0.0) + 3 * STEP


def signed(amount: float, unit: MoneyUnit, locale: QLocale) -> str:
    """Write a difference in a unit with its sign."""
    return formats.with_plus(formats.money(amount, locale, unit), amount)


def _bars(
    side: SideBySide, split: ComparedSplit, names: Names, unit: MoneyUnit, locale: QLocale
) -> list[Bar]:
    changes = side.changes(split)
    ordered = sorted(changes, key=lambda payer: (-changes[payer], side.payers.index(payer)))
    return [_bar(payer, changes[payer], split, names, unit, locale) for payer in ordered]


def _bar(
    payer: str, change: float, split: ComparedSplit, names: Names, unit: MoneyUnit, locale: QLocale
) -> Bar:
    name = names.territory(payer)
    said = text(
        "{split}, {payer}: {amount} {currency}",
        split=with_letter(split),
        payer=name,
        amount=formats.signed(change, locale, 2),
        currency=split.currency,
    )
    part = BarPart(say(with_letter(split)), change, colour_of(split.letters), say(said))
    return Bar(name, (part,), signed(change, unit, locale), key=payer)


class GainsView(QScrollArea):
    """The charts in the largest type in which all are seen at once, so that a projector will do.

    Where there is room, two stand side by side.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(widgetResizable=True)
        self._theme = theme
        self.views: list[ChartView] = []
        self._charts: tuple[GainBars, ...] = ()
        self._fitting = BODY, 1
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 2 * STEP, 2 * STEP, 0)
        self._grid.setHorizontalSpacing(_BESIDE)
        self._grid.setVerticalSpacing(_BELOW)
        self.setWidget(self._inside)
        self.setAccessibleName(self.tr("Who gains and who loses"))

    def show_charts(self, charts: Sequence[GainBars]) -> None:
        """Show other charts."""
        self._charts = tuple(charts)
        while len(self.views) < len(charts):
            self.views.append(ChartView(self._theme))
        self._fitting = self._that_fits()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the charts in the type, and side by side, as there is room now."""
        super().resizeEvent(event)
        fitting = self._that_fits()
        if fitting != self._fitting:
            self._fitting = fitting
            self._show()

    def _that_fits(self) -> tuple[int, int]:
        """Return the largest size of type, and columns, in which nothing has to be scrolled to."""
        is_wide = self.width() >= _WIDE
        sizes = (TITLE, HEADING, BODY) if is_wide else (HEADING, BODY)
        columns = (1, 2) if is_wide else (1,)
        every = ((size, count) for size in sizes for count in columns)
        return next((one for one in every if self._fits(*one)), (BODY, columns[-1]))

    def _fits(self, size: int, columns: int) -> bool:
        look = look_of(self._theme)
        width = (self.width() - 2 * STEP - (columns - 1) * _BESIDE) / columns
        heights = [chart.sized(size).least_height(width, look) for chart in self._charts]
        known = [height for height in heights if height is not None]
        rows = [max(known[at : at + columns]) for at in range(0, len(known), columns)]
        return len(known) == len(heights) and sum(rows) + len(rows) * _BELOW <= self.height()

    def _show(self) -> None:
        size, columns = self._fitting
        for place, view in enumerate(self.views):
            self._grid.addWidget(view, place // columns, place % columns)
            there = place < len(self._charts)
            view.setVisible(there)
            view.show_chart(self._charts[place].sized(size) if there else None)
            if there:
                view.setMinimumHeight(view.sizeHint().height())
