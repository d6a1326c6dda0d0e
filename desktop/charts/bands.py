"""Bands that stand for people on their way from block to block, and what their colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QLinearGradient, QPainter, QPainterPath

from desktop.charts.chart import ChartLook, write
from desktop.look.theme import CAPTION, STEP

Ink = tuple[QColor, QColor]
"""A colour on light and on dark ground."""
_SWATCH = 3.0 * STEP
_FAINT, _PLAIN, _STRONG = 0.22, 0.75, 0.95
"""How much of their colour groups have: more than streams without, to be told apart."""
_LEAVING = 0.5
"""What of it those have who leave."""


@dataclass(frozen=True)
class StreamPart:
    """The people of one group on a way.

    Attributes:
        colours: where it begins and where it ends.
        name: of the group.
    """

    persons: float
    projected: float
    followed: float
    colours: tuple[Ink, Ink]
    name: str


@dataclass(frozen=True)
class LegendEntry:
    """What a colour means."""

    name: str
    colour: Ink


def faded(colour: QColor, part: float) -> QColor:
    """Return a colour that lets so much of the ground through, from 1 to 0."""
    faded = QColor(colour)
    faded.setAlphaF(part)
    return faded


def band(start: QRectF, end: QRectF, down: float = 0.0, tall: float | None = None) -> QPainterPath:
    """Return the shape of a stream, or of a part of it that lies `down` from its upper edge."""
    tall = start.height() if tall is None else min(tall, start.height() - down)
    x1, x2 = start.left(), end.left()
    bend = (x2 - x1) / 2 if x2 > x1 else 16.0 * STEP
    y1, y2 = start.top() + down, end.top() + down
    path = QPainterPath(QPointF(x1, y1))
    path.cubicTo(x1 + bend, y1, x2 - bend, y2, x2, y2)
    path.lineTo(x2, y2 + tall)
    path.cubicTo(x2 - bend, y2 + tall, x1 + bend, y1 + tall, x1, y1 + tall)
    path.closeSubpath()
    return path


def band_brush(shape: QPainterPath, start: QColor, end: QColor) -> QBrush:
    """Return what fills a band that changes its colour on the way."""
    if start == end:
        return QBrush(start)
    box = shape.boundingRect()
    gradient = QLinearGradient(box.left(), 0, box.right(), 0)
    gradient.setColorAt(0.3, start)
    gradient.setColorAt(0.7, end)
    return QBrush(gradient)


def paint_parts(
    painter: QPainter,
    parts: Sequence[StreamPart],
    edges: tuple[QRectF, QRectF],
    scale: float,
    look: ChartLook,
    *,
    is_faint: bool,
    leaves: bool,
) -> None:
    """Paint a stream group by group, hatched where projected.

    Args:
        parts: from the top.
        edges: where the stream begins and ends; their left, top and height count.
        scale: the width of a person.
        is_faint: whether only those who are followed are to be seen at once.
        leaves: whether they leave the trajectory.
    """
    less = _LEAVING if leaves else 1.0
    shade = less * (_FAINT if is_faint else _PLAIN)
    down = 0.0
    for part in parts:
        first, last = (look.pick(colour) for colour in part.colours)
        known = max(part.persons - part.projected, 0.0)
        followed = part.followed if is_faint else 0.0
        strips = (
            (down, known, shade),
            (down + known * scale, part.projected, 0.5 * shade),
            (down, followed, less * _STRONG),
        )
        for below, persons, strength in strips:
            if persons > 0:
                shape = band(*edges, below, persons * scale)
                brush = band_brush(shape, faded(first, strength), faded(last, strength))
                painter.fillPath(shape, brush)
        if part.projected > 0:
            hatched = band(*edges, down + known * scale, part.projected * scale)
            painter.fillPath(hatched, QBrush(faded(last, shade), Qt.BrushStyle.BDiagPattern))
        down += part.persons * scale


def legend_height(legend: Sequence[LegendEntry], width: float, look: ChartLook) -> float:
    """Return the room that a legend takes; 0: there is none."""
    if not legend:
        return 0.0
    line = QFontMetricsF(look.font(CAPTION)).height()
    return max(y for _, _, y in _spots(legend, width, look)) + line + 2 * STEP


def paint_legend(
    painter: QPainter, area: QRectF, legend: Sequence[LegendEntry], look: ChartLook
) -> None:
    """Paint a swatch with its name for each entry, from the left, in as many lines as it takes."""
    painter.setFont(look.font(CAPTION))
    metrics = QFontMetricsF(painter.font())
    for entry, x, y in _spots(legend, area.width(), look):
        top = area.top() + y
        swatch = QRectF(area.left() + x, top + (metrics.height() - _SWATCH) / 2, _SWATCH, _SWATCH)
        painter.fillRect(swatch, look.pick(entry.colour))
        left = swatch.right() + 1.5 * STEP
        room = QRectF(left, top, area.right() - left, metrics.height())
        name = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room.width())
        write(painter, room, name, look.colours.text)


def _spots(
    legend: Sequence[LegendEntry], width: float, look: ChartLook
) -> list[tuple[LegendEntry, float, float]]:
    metrics = QFontMetricsF(look.font(CAPTION))
    spots: list[tuple[LegendEntry, float, float]] = []
    x = y = 0.0
    for entry in legend:
        wide = _SWATCH + 1.5 * STEP + metrics.horizontalAdvance(entry.name)
        if x and x + wide > width:
            x, y = 0.0, y + metrics.height()
        spots.append((entry, x, y))
        x += wide + 5 * STEP
    return spots
