"""How the pieces of a bar are painted: parts, the marks of what was, the range, the figure."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.charts.bar import Bar, Frame, Part, part_places
from desktop.charts.chart import Look

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PART_GAP = 1.0
_ARROW = 0.09
"""Half the height of the arrow's head, in rows; it stands in the room under the bar."""


def paint_bar(painter: QPainter, look: Look, frame: Frame, line: QRectF, bar: Bar) -> None:
    """Paint a bar on its row, with its marks, but not what is written."""
    for part, place in part_places(bar, frame, line):
        _paint_part(painter, look, part, place)
    if bar.range is not None:
        _paint_range(painter, look, frame, line, bar.range)
    if bar.before is not None:
        _paint_before(painter, look, frame, line, bar.before)
    if bar.moved_from is not None:
        _paint_move(painter, look, frame, line, bar.moved_from, bar.total)


def _paint_part(painter: QPainter, look: Look, part: Part, place: QRectF) -> None:
    colour = part.colour[1] if look.dark else part.colour[0]
    gap = _PART_GAP if place.width() > 3 * _PART_GAP else 0.0
    painter.fillRect(place.adjusted(0, 0, -gap, 0), colour)


def _paint_before(painter: QPainter, look: Look, frame: Frame, line: QRectF, before: float) -> None:
    x = frame.x(before)
    painter.setPen(QPen(QColor(look.colours.text), 2))
    inset = line.height() * 0.1
    painter.drawLine(int(x), int(line.top() + inset), int(x), int(line.bottom() - inset))


def _paint_move(
    painter: QPainter, look: Look, frame: Frame, line: QRectF, start: float, end: float
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
    painter: QPainter, look: Look, frame: Frame, line: QRectF, ends: tuple[float, float]
) -> None:
    left, right = (frame.x(end) for end in ends)
    middle, cap = line.center().y(), line.height() * 0.14
    painter.setPen(QPen(QColor(look.colours.text), 1))
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))
    for x in (left, right):
        painter.drawLine(QPointF(x, middle - cap), QPointF(x, middle + cap))
