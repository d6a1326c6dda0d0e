"""Bars on a page: they move to their new values, or are drawn anew for the room there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QRectF,
    QSizeF,
    QVariantAnimation,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.charts.bar import Bar, BarPart, Frame, Pose
from desktop.charts.bars import Bars, rows_that_fit
from desktop.charts.chart import Chart, ChartLook, ChartTable, Mark, chart_area, look_of, widest
from desktop.charts.chart_view import SteadyChartView
from desktop.look.theme import HUGE, LARGE, Theme

_LEAST_ROWS = 2
_MOST_LABEL = 0.3
"""How much of its width a chart gives to names in the largest type."""


class MovingBarsView(SteadyChartView):
    """Shows bars; those with the same key move from where they are to where they belong.

    Only the painting on the screen moves. The chart, its marks, its table, its name for screen
    readers and its pictures are those of the end from the first moment.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._from: Pose | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_step)

    @property
    def moving(self) -> bool:
        """Whether the bars are on their way."""
        return self._motion.state() is not QAbstractAnimation.State.Stopped

    def show_chart(self, chart: Chart | None) -> None:
        """Show another chart; a change while bars move starts from where they are."""
        before, shown = self.pose(), self.chart
        super().show_chart(chart)
        if isinstance(shown, Bars) and isinstance(chart, Bars) and shown.bars == chart.bars:
            return
        self._motion.stop()
        self._from = None
        duration = self._theme.motion_milliseconds()
        if before is None or not duration or not self.isVisible():
            return
        if isinstance(shown, Bars) and isinstance(chart, Bars) and is_same_figure(shown, chart):
            self._from = before
            self._motion.setDuration(duration)
            self._motion.start()

    def pose(self) -> Pose | None:
        """Return where the bars stand on the screen now; None: there are none."""
        if not isinstance(self.chart, Bars):
            return None
        look = look_of(self._theme)
        return self._pose_in(chart_area(self.chart, self._whole(), look), look, self.chart)

    def chart_on_screen(self) -> Chart | None:
        """Return the chart as it is painted now."""
        if not self.moving or not isinstance(self.chart, Bars):
            return self.chart
        return _OnTheWay(self.chart, self._pose_in)

    def _pose_in(self, area: QRectF, look: ChartLook, end: Bars) -> Pose:
        pose = end.pose(area, look)
        if self._from is None or not self.moving:
            return pose
        return pose_between(self._from, pose, float(self._motion.currentValue()))

    @Slot()
    def _on_step(self) -> None:
        self.update()


class _OnTheWay(Chart):
    """Bars on their way; all but where they stand is that of the end."""

    def __init__(self, end: Bars, pose: Callable[[QRectF, ChartLook, Bars], Pose]) -> None:
        self._end, self._pose = end, pose
        self.title, self.unit, self.unit_size = end.title, end.unit, end.unit_size

    def paint(self, painter: QPainter, area: QRectF, look: ChartLook) -> None:
        """Paint the bars where they stand at this moment."""
        self._end.paint_pose(painter, area, look, self._pose(area, look, self._end))

    def marks(self, area: QRectF, look: ChartLook) -> list[Mark]:
        """Return the marks of the end."""
        return self._end.marks(area, look)

    def table(self) -> ChartTable:
        """Return the figures of the end."""
        return self._end.table()

    def least_size(self, look: ChartLook) -> QSizeF:
        """Return the least size of the end."""
        return self._end.least_size(look)


def is_same_figure(before: Bars, after: Bars) -> bool:
    """Say whether two charts show the same figure of some bars, so that one can become the other.

    Bars in other parts, or of other things, are another chart: moving would mean nothing. A part
    may come or go, as what stays unfunded does.
    """
    shared = {bar.key for bar in before.bars} & {bar.key for bar in after.bars}
    parts, then = set(before.series()), set(after.series())
    return bool(shared) and bool(parts) and (parts <= then or then <= parts)


def pose_between(before: Pose, after: Pose, share: float) -> Pose:
    """Return how bars stand after a share of their way; new ones grow from zero on their row."""
    old = {bar.key: (bar, row) for bar, row in zip(before.bars, before.rows, strict=True)}
    bars, rows = [], []
    for bar, row in zip(after.bars, after.rows, strict=True):
        old_bar, old_row = old.get(bar.key, (None, row))
        bars.append(_bar_between(old_bar, bar, share))
        rows.append(_between(old_row, row, share))
    first, last = before.frame, after.frame
    frame = Frame(
        _between(first.zero, last.zero, share),
        _between(first.scale, last.scale, share),
        _between(first.row, last.row, share),
    )
    return Pose(tuple(bars), tuple(rows), frame)


def _bar_between(before: Bar | None, after: Bar, share: float) -> Bar:
    values = {part.name: part.value for part in before.parts} if before else {}
    parts = tuple(_part_between(values, part, share) for part in after.parts)
    ends = after.range
    if before is not None and before.range is not None and ends is not None:
        low, high = before.range
        ends = (_between(low, ends[0], share), _between(high, ends[1], share))
    return replace(after, parts=parts, range=ends)


def _part_between(values: Mapping[str, float], after: BarPart, share: float) -> BarPart:
    return replace(after, value=_between(values.get(after.name, 0.0), after.value, share))


def _between(before: float, after: float, share: float) -> float:
    return before + (after - before) * share


class FittingBarsView(MovingBarsView):
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
