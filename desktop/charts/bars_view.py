"""Bars on a page: they move to their new values, or are drawn anew for the room there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, replace

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QRectF, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.charts.bar import Bar, Frame, Pose, row_line
from desktop.charts.bars import Bars, rows_that_fit
from desktop.charts.chart import Chart, Mark, chart_area, look_of, widest
from desktop.charts.chart_view import ChartView
from desktop.look.theme import HUGE, LARGE, Theme

_LEAST_ROWS = 2
_MOST_LABEL = 0.3
"""How much of its width a chart gives to names in the largest type."""


class MovingBarsView(ChartView):
    """Shows bars; those with the same key move from where they are to where they belong.

    Only the painting on the screen moves. The chart, its marks, its table, its name for screen
    readers and its pictures are those of the end from the first moment.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._from: Pose | None = None
        self._motion = QVariantAnimation(self, startValue=0.0, endValue=1.0)
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
        both = (shown, chart) if isinstance(shown, Bars) and isinstance(chart, Bars) else None
        if both is not None and both[0].bars == both[1].bars:
            return
        self._motion.stop()
        duration = self._theme.motion_milliseconds()
        if both is not None and duration and self.isVisible() and is_same_figure(*both):
            self._from = before
            self._motion.setDuration(duration)
            self._motion.start()
            self.repaint()  # D195: an update would wait

    @Slot()
    def end_motion(self) -> None:
        """Let the bars stand where they belong at once, as when the next change is on its way."""
        if self.moving:
            self._motion.stop()
            self.update()

    def pose(self) -> Pose | None:
        """Return where the bars stand on the screen now; None: there are none."""
        if not isinstance(self.chart, Bars):
            return None
        look = look_of(self._theme)
        end = self.chart.pose(chart_area(self.chart, self._whole(), look), look)
        if self._from is None or not self.moving:
            return end
        return pose_between(self._from, end, float(self._motion.currentValue()))

    def chart_on_screen(self) -> Chart | None:
        """Return the chart as it is painted now; all but where bars stand is that of the end."""
        pose = self.pose() if self.moving else None
        return self.chart.posed(pose) if pose and isinstance(self.chart, Bars) else self.chart

    @Slot()
    def _on_step(self) -> None:
        self.update()


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
    ends = zip(astuple(before.frame), astuple(after.frame), strict=True)
    frame = Frame(*(_between(first, last, share) for first, last in ends))
    return Pose(tuple(bars), tuple(rows), frame)


def _bar_between(before: Bar | None, after: Bar, share: float) -> Bar:
    values = {part.name: part.value for part in before.parts} if before else {}
    parts = tuple(
        replace(part, value=_between(values.get(part.name, 0.0), part.value, share))
        for part in after.parts
    )
    ends = after.range
    if before is not None and before.range is not None and ends is not None:
        low, high = before.range
        ends = (_between(low, ends[0], share), _between(high, ends[1], share))
    return replace(after, parts=parts, range=ends)


def _between(before: float, after: float, share: float) -> float:
    return before + (after - before) * share


class FittingBarsView(MovingBarsView):
    """Shows bars that are drawn anew for the room there is; a whole row is one mark, its name too.

    Signals:
        resized: there is more or less room.
    """

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the room changed."""
        super().resizeEvent(event)
        self.resized.emit()

    def marks(self) -> list[Mark]:
        """Return the rows: name, bar and figure are chosen alike, and a bar of nothing too."""
        if not isinstance(self.chart, Bars):
            return []
        look = look_of(self._theme)
        area = chart_area(self.chart, self._whole(), look)
        pose = self.chart.pose(area, look)
        return [
            Mark(row_line(area, pose.frame, row), "\n".join(p.text for p in bar.parts), bar.key)
            for bar, row in zip(pose.bars, pose.rows, strict=True)
        ]

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
