"""Who gains and who loses: diverging bars for each split against the base, on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop.charts.bar import Bar, BarPart
from desktop.charts.bars import Bars
from desktop.charts.chart_view import ChartView
from desktop.look import formats
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import STEP, Theme
from desktop.pages.compare.comparing import colour_of
from models.names import Names
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.comparison import gains_sentence, with_letter
from models.words.payers import with_gap
from models.words.text import Money, text

_WIDE = 1280


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
    """The charts, two side by side where there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(widgetResizable=True)
        self._theme = theme
        self.views: list[ChartView] = []
        self._columns = 1
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 2 * STEP, 2 * STEP, 0)
        self._grid.setHorizontalSpacing(8 * STEP)
        self._grid.setVerticalSpacing(6 * STEP)
        self.setWidget(self._inside)
        self.setAccessibleName(self.tr("Who gains and who loses"))

    def show_charts(self, charts: Sequence[Bars]) -> None:
        """Show other charts."""
        while len(self.views) < len(charts):
            self.views.append(ChartView(self._theme))
        self._place()
        for place, view in enumerate(self.views):
            there = place < len(charts)
            view.setVisible(there)
            view.show_chart(charts[place] if there else None)
            if there:
                view.setMinimumHeight(view.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put charts side by side only where their bars stay long enough to compare."""
        super().resizeEvent(event)
        if self._columns != self._fitting_columns():
            self._place()

    def _fitting_columns(self) -> int:
        return 2 if self.width() >= _WIDE else 1

    def _place(self) -> None:
        self._columns = self._fitting_columns()
        for place, view in enumerate(self.views):
            self._grid.addWidget(view, place // self._columns, place % self._columns)
