"""The bars of a meeting: as many payers as there is room for, in the largest type that fits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent

from desktop.charts.bars import Bars, rows_that_fit
from desktop.charts.chart import chart_area, look_of, widest
from desktop.charts.motion import MovingBarsView
from desktop.look.theme import HUGE, LARGE

_LEAST_ROWS = 2
_MOST_LABEL = 0.3
"""How much of its width a chart gives to names in the largest type."""


class MeetingBars(MovingBarsView):
    """Shows bars that are drawn anew for the room there is.

    Signals:
        resized: there is more or less room.
    """

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the room changed."""
        super().resizeEvent(event)
        self.resized.emit()

    def show_fitting(self, draw: Callable[[int, int | None], Bars], far: bool) -> None:
        """Show bars as large as they fit; where even smaller ones do not, some share one.

        Args:
            draw: makes the chart in a size of type, with so many bars at most.
            far: whether the screen has room for the largest type at all.
        """
        chart = draw(HUGE, None)
        if not far or not self._fits(chart):
            chart = draw(LARGE, max(self._rows(LARGE, chart.unit), _LEAST_ROWS))
        self.show_chart(chart)

    def _fits(self, chart: Bars) -> bool:
        """Say whether every bar can be read, and most of the width is left to the bars."""
        metrics = QFontMetricsF(look_of(self._theme).font(HUGE))
        longest = widest(metrics, (bar.label for bar in chart.bars))
        enough = longest <= _MOST_LABEL * self.width()
        return enough and len(chart.bars) <= self._rows(HUGE, chart.unit)

    def _rows(self, size: int, unit: str) -> int:
        """Return how many rows fit under the line of the unit."""
        look = look_of(self._theme)
        below = chart_area(Bars((), "", unit, size=size), QRectF(self.rect()), look)
        return rows_that_fit(below.height(), size, look)
