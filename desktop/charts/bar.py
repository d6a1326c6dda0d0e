"""One bar of a chart: its parts, its marks, where it stands at a moment, and its painting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from desktop.charts.chart import ChartLook
from desktop.look import formats
from desktop.look.language import say
from desktop.look.theme import STEP
from models.words.text import text

_THICKNESS = 0.62
"""How much of its row a bar takes."""
_PART_GAP = 1.0
_ARROW = 0.09
"""Half the height of the arrow's head, in rows; it stands in the room under the bar."""


@dataclass(frozen=True)
class BarPart:
    """A part of a bar.

    Attributes:
        name: what it is, as a column of the table that stands for the chart.
        value: its length; negative parts go to the left of zero.
        colour: on light and on dark ground.
        text: what it says in full.
        letters: what is written on it where there is room, so that it reads in grey; "": nothing.
        figure: its value as it is read, for charts that write it.
    """

    name: str
    value: float
    colour: tuple[QColor, QColor]
    text: str
    letters: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Bar:
    """One row.

    Attributes:
        label: what it is for.
        parts: from zero outwards.
        figure: the figure written after it.
        key: what it stands for.
        before: where it ended before, drawn as a line across; None: nowhere.
        heavy: whether its label is set heavier.
        range: the least and most that it could end at, drawn as a thin line; None: not known.
        moved_from: where it ended before the last change, drawn as an arrow to where it ends
            now; None: the last change did not move it.
    """

    label: str
    parts: tuple[BarPart, ...]
    figure: str
    key: object = None
    before: float | None = None
    heavy: bool = False
    range: tuple[float, float] | None = None
    moved_from: float | None = None

    @property
    def below(self) -> float:
        """Where it ends to the left of zero."""
        return sum(part.value for part in self.parts if part.value < 0)

    @property
    def above(self) -> float:
        """Where it ends to the right of zero."""
        return sum(part.value for part in self.parts if part.value > 0)

    @property
    def total(self) -> float:
        """What its parts come to."""
        return sum(part.value for part in self.parts)

    @property
    def reach(self) -> tuple[float, float]:
        """The least and the most that something of it stands at."""
        others = (self.before or 0.0, self.moved_from or 0.0, *(self.range or ()))
        return min(self.below, *others), max(self.above, *others)


@dataclass(frozen=True)
class Frame:
    """Where things stand: the x of zero, how long a unit is, and how high a row."""

    zero: float
    scale: float
    row: float

    def x(self, value: float) -> float:
        """Return where a value stands."""
        return self.zero + value * self.scale


@dataclass(frozen=True)
class Pose:
    """Bars at a moment, each on its row; rows count from 0, and between two while bars move."""

    bars: tuple[Bar, ...]
    rows: tuple[float, ...]
    frame: Frame


def frame_of(area: QRectF, label: float, figure: float, ends: Iterable[float], row: float) -> Frame:
    """Return where things stand in an area.

    Args:
        label: how much room the labels take to the left of all.
        figure: how much room a figure takes outside of a bar.
        ends: all values that must fit; zero always does.
        row: how high a row is.
    """
    values = [0.0, *ends]
    least, most = min(values), max(values)
    left = area.left() + label + (figure if least < 0 else 0.0)
    scale = max(area.right() - figure - left, 1.0) / ((most - least) or 1.0)
    return Frame(left - least * scale, scale, row)


def row_height(metrics: QFontMetricsF) -> float:
    """Return how high a row of one line of type is at least."""
    return metrics.height() + 2 * STEP


def row_line(area: QRectF, frame: Frame, row: float) -> QRectF:
    """Return where a row is."""
    return QRectF(area.left(), area.top() + row * frame.row, area.width(), frame.row)


def part_places(bar: Bar, frame: Frame, line: QRectF) -> list[tuple[BarPart, QRectF]]:
    """Return where each part is, negative ones to the left of zero."""
    ends = {True: 0.0, False: 0.0}
    placed = []
    height = line.height() * _THICKNESS
    for part in (part for part in bar.parts if part.value):
        start = ends[part.value > 0]
        ends[part.value > 0] += part.value
        left, right = sorted((start, start + part.value))
        width = max((right - left) * frame.scale, 0.0)
        top = line.center().y() - height / 2
        placed.append((part, QRectF(frame.x(left), top, width, height)))
    return placed


def paint_bar(painter: QPainter, look: ChartLook, frame: Frame, line: QRectF, bar: Bar) -> None:
    """Paint a bar on its row, with its marks, but not what is written."""
    for part, place in part_places(bar, frame, line):
        gap = _PART_GAP if place.width() > 3 * _PART_GAP else 0.0
        painter.fillRect(place.adjusted(0, 0, -gap, 0), look.pick(part.colour))
    if bar.range is not None:
        _paint_range(painter, look, frame, line, bar.range)
    if bar.before is not None:
        _paint_before(painter, look, frame, line, bar.before)
    if bar.moved_from is not None:
        _paint_move(painter, look, frame, line, bar.moved_from, bar.total)


def _paint_before(
    painter: QPainter, look: ChartLook, frame: Frame, line: QRectF, before: float
) -> None:
    x = frame.x(before)
    painter.setPen(QPen(QColor(look.colours.text), 2))
    inset = line.height() * 0.1
    painter.drawLine(int(x), int(line.top() + inset), int(x), int(line.bottom() - inset))


def _paint_move(
    painter: QPainter, look: ChartLook, frame: Frame, line: QRectF, start: float, end: float
) -> None:
    """Draw an arrow under the bar from where it ended to where it ends."""
    half = line.height() * _ARROW
    y, tail, tip = line.bottom() - half - 1, frame.x(start), frame.x(end)
    way = 1.0 if tip > tail else -1.0
    neck = tip - way * 2 * half
    ink = QColor(look.colours.text)
    painter.setPen(QPen(ink, max(1.5, half / 2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    if (neck - tail) * way > 0:
        painter.drawLine(QPointF(tail, y), QPointF(neck, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    head = (QPointF(tip, y), QPointF(neck, y - half), QPointF(neck, y + half))
    painter.drawPolygon(QPolygonF(head))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_range(
    painter: QPainter, look: ChartLook, frame: Frame, line: QRectF, ends: tuple[float, float]
) -> None:
    left, right = (frame.x(end) for end in ends)
    middle, cap = line.center().y(), line.height() * 0.14
    painter.setPen(QPen(QColor(look.colours.text), 1))
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))
    for x in (left, right):
        painter.drawLine(QPointF(x, middle - cap), QPointF(x, middle + cap))


def marked(bar: Bar, moved_from: float | None, locale: QLocale) -> Bar:
    """Return a bar that shows where the last change moved it from; None: it did not move it."""
    if moved_from is None:
        return bar
    change = formats.signed(bar.total - moved_from, locale, 2)
    said = say(text("By the last change: {change}", change=change))
    parts = tuple(replace(part, text=f"{part.text}\n{said}") for part in bar.parts)
    return replace(bar, parts=parts, moved_from=moved_from)


def with_legend(unit: str, moved_from: Mapping[str, float]) -> str:
    """Return the line of the unit, which says what the arrows are where there are any."""
    if not moved_from:
        return unit
    return say(text("{unit}; the arrow: the last change", unit=unit))
