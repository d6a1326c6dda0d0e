"""Horizontal bars from zero: one a row, in parts, with their figures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Self

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from desktop.charts.bar import (
    Bar,
    BarPart,
    Frame,
    Pose,
    frame_of,
    paint_bar,
    part_places,
    row_height,
    row_line,
)
from desktop.charts.chart import Chart, ChartLook, ChartTable, Mark, ink_on, widest, write
from desktop.look.theme import BODY, CAPTION, LARGE, STEP, TITLE

_LEAST_BAR = 160.0
_MOST_OF_WIDTH = 0.55
"""The part of the width that labels take at most."""
_SPREAD, _SPREAD_FAR = 1.5, 3.0
"""How many times its least height a row may take: more on a projector."""
_FADED = 0.35
"""How much is left of the colour of bars that are not current."""


class Bars(Chart):
    """Bars sorted by the caller, on one scale.

    Args:
        bars: from the top.
        title: the finding.
        unit: the unit of the figures.
        size: the size of the type, of the type scale.
        reach: the least and most value that must fit, so that charts can share a scale.
        hatched: the keys of bars, and names of parts, that stand for what is missing rather than
            for what is there.
        faded: whether the bars show what is no longer so.
    """

    def __init__(
        self,
        bars: Sequence[Bar],
        title: str,
        unit: str,
        *,
        size: int = BODY,
        reach: tuple[float, float] = (0.0, 0.0),
        hatched: frozenset[object] = frozenset(),
        faded: bool = False,
    ) -> None:
        self.bars = tuple(bars)
        self.hatched, self.faded = hatched, faded
        self.title, self.unit = title, unit
        self._size, self._reach = size, reach
        self._moment: Pose | None = None
        self.unit_size = TITLE if size >= LARGE else CAPTION

    def pose(self, area: QRectF, look: ChartLook) -> Pose:
        """Return where the bars stand in an area."""
        rows = tuple(float(row) for row in range(len(self.bars)))
        return Pose(self.bars, rows, self._frame(area, look))

    def posed(self, moment: Pose) -> Self:
        """Return the same chart, painted as it stands at a moment of its way."""
        chart = copy(self)
        chart._moment = moment
        return chart

    def paint(self, painter: QPainter, area: QRectF, look: ChartLook) -> None:
        """Paint the bars, the line of zero, labels and figures."""
        pose = self._moment or self.pose(area, look)
        room = self._label_room(QFontMetricsF(look.font(self._size)), area) - 2 * STEP
        for bar, row in zip(pose.bars, pose.rows, strict=True):
            line = self._line(area, look, pose.frame, row)
            self._paint_label(
                painter, look, QRectF(line.topLeft(), QSizeF(room, line.height())), bar
            )
            self._paint_bar(painter, look, pose.frame, line, bar)
        if pose.bars:
            painter.setPen(QPen(QColor(look.colours.quiet_text), 1))
            zero, bottom = int(pose.frame.zero), area.top() + pose.frame.row * len(pose.bars)
            painter.drawLine(zero, int(area.top()), zero, int(bottom))

    def marks(self, area: QRectF, look: ChartLook) -> list[Mark]:
        """Return one mark for each part."""
        pose = self.pose(area, look)
        return [
            Mark(place, part.text, bar.key)
            for bar, row in zip(pose.bars, pose.rows, strict=True)
            for part, place in part_places(bar, pose.frame, self._line(area, look, pose.frame, row))
        ]

    def series(self) -> tuple[str, ...]:
        """Return the names of the parts."""
        return tuple(dict.fromkeys(part.name for bar in self.bars for part in bar.parts))

    def table(self) -> ChartTable:
        """Return a row for each bar, a column for each part, and what else its marks say."""
        names = self.series()
        translate = QCoreApplication.translate
        ends: tuple[str, ...] = ()
        if any(bar.range for bar in self.bars):
            ends = (translate("Charts", "At least"), translate("Charts", "At most"))
        moved = any(bar.moved_from is not None for bar in self.bars)
        last = (translate("Charts", "Last change"),) if moved else ()
        rows: list[tuple[str | float, ...]] = []
        for bar in self.bars:
            values = {part.name: part.value for part in bar.parts}
            known = (bar.range or ("", "")) if ends else ()
            change = 0.0 if bar.moved_from is None else bar.total - bar.moved_from
            figures = (values.get(name, 0.0) for name in names)
            rows.append((bar.label, *figures, *known, *((change,) if moved else ())))
        return ChartTable(("", *names, *ends, *last), tuple(rows))

    def least_size(self, look: ChartLook) -> QSizeF:
        """Return the room for all labels and figures, and bars that can be compared."""
        metrics = QFontMetricsF(look.font(self._size))
        width = self._label_width(metrics) + 2 * self._figure_width(metrics) + _LEAST_BAR
        return QSizeF(width, len(self.bars) * self._row(metrics))

    def _paint_bar(
        self, painter: QPainter, look: ChartLook, frame: Frame, line: QRectF, bar: Bar
    ) -> None:
        """Paint a bar; its letters and its figure keep clear of the line of what was before."""
        painter.setFont(look.font(self._size))
        painter.setOpacity(_FADED if self.faded else 1.0)
        paint_bar(painter, look, frame, line, bar)
        crossed = None if bar.before is None else frame.x(bar.before)
        for part, place in part_places(bar, frame, line):
            if bar.key in self.hatched or part.name in self.hatched:
                _paint_hatch(painter, look, place)
            _paint_letters(painter, look, part, place, crossed)
        painter.setOpacity(1.0)
        ink = look.colours.quiet_text if self.faded else look.colours.text
        width = QFontMetricsF(painter.font()).horizontalAdvance(bar.figure)
        place = figure_place(bar, frame, line, width)
        write(painter, place, bar.figure, ink, Qt.AlignmentFlag.AlignCenter)

    def _paint_label(self, painter: QPainter, look: ChartLook, box: QRectF, bar: Bar) -> None:
        font = look.bold_font(self._size, bold=bar.heavy)
        write(painter, box, self._fitted(bar, box.width(), look), look.colours.text, font=font)

    def _fitted(self, bar: Bar, room: float, look: ChartLook) -> str:
        """Return as much of a label as there is room for."""
        metrics = QFontMetricsF(look.font(self._size))
        return metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, room)

    def _frame(self, area: QRectF, look: ChartLook) -> Frame:
        metrics = QFontMetricsF(look.font(self._size))
        spread = _SPREAD_FAR if self._size >= LARGE else _SPREAD
        row = min(area.height() / max(len(self.bars), 1), spread * row_height(metrics))
        ends = (*self._reach, *(end for bar in self.bars for end in bar.reach))
        widths = self._label_room(metrics, area), self._figure_width(metrics)
        return frame_of(area, *widths, ends, max(row, self._row(metrics)))

    def _line(self, area: QRectF, _look: ChartLook, frame: Frame, row: float) -> QRectF:
        """Return where the bar of a row is, with its label and its figure."""
        return row_line(area, frame, row)

    def _row(self, metrics: QFontMetricsF) -> float:
        """Return how high a row is at least."""
        return row_height(metrics)

    def _label_width(self, metrics: QFontMetricsF) -> float:
        return widest(metrics, (bar.label for bar in self.bars)) * 1.08 + 3 * STEP

    def _label_room(self, metrics: QFontMetricsF, area: QRectF) -> float:
        """Return the room for labels: where it is narrow, bars keep nearly half of it."""
        return min(self._label_width(metrics), _MOST_OF_WIDTH * area.width())

    def _figure_width(self, metrics: QFontMetricsF) -> float:
        return widest(metrics, (bar.figure for bar in self.bars)) + 3 * STEP


def figure_place(bar: Bar, frame: Frame, line: QRectF, width: float) -> QRectF:
    """Return where the figure of a bar stands: at its end, or past a line that is in its way.

    Args:
        width: how wide the figure is.
    """
    leftwards = bar.below < 0 and bar.above <= 0
    way = -1.0 if leftwards else 1.0
    ends = (bar.below if leftwards else bar.above, *(bar.range or ()))
    start = frame.x(min(ends) if leftwards else max(ends))
    room = 2 * STEP + width + STEP
    if bar.before is not None and 0 <= (frame.x(bar.before) - start) * way < room:
        start = frame.x(bar.before)
    left = start + way * 2 * STEP - (width if leftwards else 0.0)
    # While bars move, the scale may not have given way yet to a longer figure.
    left = min(left, line.right() - width)
    return QRectF(left, line.top(), width + 1.0, line.height())


def rows_that_fit(height: float, size: int, look: ChartLook) -> int:
    """Return how many rows can be read in a height, in a size of type."""
    return int(height // row_height(QFontMetricsF(look.font(size))))


def _paint_hatch(painter: QPainter, look: ChartLook, place: QRectF) -> None:
    ink = QColor(look.colours.text)
    painter.fillRect(place, QBrush(ink, Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(ink, 1))
    painter.drawRect(place)


def _paint_letters(
    painter: QPainter, look: ChartLook, part: BarPart, place: QRectF, crossed: float | None
) -> None:
    """Write the letters of a part, on the wider side of a line that crosses it."""
    if crossed is not None and place.left() < crossed < place.right():
        if crossed > place.center().x():
            place.setRight(crossed)
        else:
            place.setLeft(crossed)
    width = QFontMetricsF(painter.font()).horizontalAdvance(part.letters)
    if part.letters and place.width() > width + STEP:
        ink = ink_on(look.pick(part.colour))
        write(painter, place, part.letters, ink, Qt.AlignmentFlag.AlignCenter)
