"""Where areas lie: their outlines on a plane, what of it is looked at, and room for names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from desktop.charts.map_legend import MapPlace
from desktop.look.theme import STEP

MOST_ZOOM = 48.0
"""How close one can look; Malta fills a map of Europe then."""
_SCANS = 24
_HIGH_ENOUGH = 9.0 * STEP
"""A name is wide and low: height beyond a few lines does not help it."""
_Point = tuple[float, float]
_Span = tuple[float, float]


@dataclass(frozen=True)
class Glimpse:
    """The part of a map that is looked at.

    Attributes:
        zoom: how much larger than the whole map everything is.
        x, y: how far its middle lies from that of the whole map, on the plane.
    """

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0


WHOLE = Glimpse()


@dataclass(frozen=True)
class Ground:
    """A plane in a room on the chart.

    Attributes:
        bounds: what the whole map holds, on the plane.
        room: where it is on the chart.
    """

    bounds: QRectF
    room: QRectF

    def fit(self, glimpse: Glimpse) -> QTransform:
        """Return what brings the plane into the room."""
        seen, scale = self.within(glimpse), self._scale() * glimpse.zoom
        middle = self.bounds.center()
        fit = QTransform()
        fit.translate(self.room.center().x(), self.room.center().y())
        fit.scale(scale, scale)
        fit.translate(-middle.x() - seen.x, -middle.y() - seen.y)
        return fit

    def within(self, glimpse: Glimpse) -> Glimpse:
        """Return the nearest glimpse that shows nothing beyond the whole map."""
        zoom = min(max(glimpse.zoom, 1.0), MOST_ZOOM)
        slack = (1 - 1 / zoom) / (2 * self._scale())
        most_x, most_y = self.room.width() * slack, self.room.height() * slack
        x = min(max(glimpse.x, -most_x), most_x)
        y = min(max(glimpse.y, -most_y), most_y)
        return Glimpse(zoom, x, y)

    def zoomed(self, glimpse: Glimpse, factor: float, at: QPointF) -> Glimpse:
        """Return a closer or wider glimpse in which a point of the chart stays where it is."""
        seen = self.within(glimpse)
        zoom = min(max(seen.zoom * factor, 1.0), MOST_ZOOM)
        away = at - self.room.center()
        nearer = (1 / seen.zoom - 1 / zoom) / self._scale()
        return self.within(Glimpse(zoom, seen.x + away.x() * nearer, seen.y + away.y() * nearer))

    def moved(self, glimpse: Glimpse, by: QPointF) -> Glimpse:
        """Return the glimpse after the map was pulled by so much on the chart."""
        seen = self.within(glimpse)
        scale = self._scale() * seen.zoom
        return self.within(Glimpse(seen.zoom, seen.x - by.x() / scale, seen.y - by.y() / scale))

    def _scale(self) -> float:
        return min(
            max(self.room.width(), 1.0) / max(self.bounds.width(), 1e-12),
            max(self.room.height(), 1.0) / max(self.bounds.height(), 1e-12),
        )


def projected(places: Sequence[MapPlace]) -> list[QPainterPath]:
    """Return the shapes on a plane, y downwards.

    Degrees go through Lambert's azimuthal projection, in which areas keep their size, around
    the middle of those the map is about; other coordinates are a plane's already.
    """
    about = [place for place in places if not place.beside] or list(places)
    points = [point for place in about for ring in place.rings for point in ring]
    everything = (p for place in places for ring in place.rings for p in ring)
    if not all(abs(x) <= 180 and abs(y) <= 90 for x, y in everything):
        return [_path(((x, -y) for x, y in ring) for ring in place.rings) for place in places]
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return [_path(_lambert(ring, middle) for ring in place.rings) for place in places]


def _lambert(
    ring: Iterable[tuple[float, float]], middle: tuple[float, float]
) -> Iterable[tuple[float, float]]:
    x0, y0 = math.radians(middle[0]), math.radians(middle[1])
    sin0, cos0 = math.sin(y0), math.cos(y0)
    for lon, lat in ring:
        turn, y = math.radians(lon) - x0, math.radians(lat)
        sin1, cos1 = math.sin(y), math.cos(y)
        reach = 1 + sin0 * sin1 + cos0 * cos1 * math.cos(turn)
        k = math.sqrt(2 / max(reach, 1e-6))
        yield k * cos1 * math.sin(turn), -k * (cos0 * sin1 - sin0 * cos1 * math.cos(turn))


def _path(rings: Iterable[Iterable[tuple[float, float]]]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
        path.closeSubpath()
    return path


def widest_spot(shape: QPainterPath, room: QRectF) -> QRectF:
    """Return a box inside what is seen of a shape, good to write in: among some, the largest."""
    seen = shape.boundingRect() & room
    if seen.width() < 6 * STEP or seen.height() < 4 * STEP:
        return QRectF()
    polygons = [[(p.x(), p.y()) for p in one.toList()] for one in shape.toSubpathPolygons()]
    step = seen.height() / _SCANS
    edges = [(seen.left(), seen.right())]
    rows = [_common(spans, edges) for spans in _spans(polygons, seen.top() + step / 2, step)]
    best, most = (0.0, 0.0, 0, 0), 0.0
    for first in range(_SCANS):
        spans = rows[first]
        for tall in range(1, _SCANS - first + 1):
            if tall > 1:
                spans = _common(spans, rows[first + tall - 1])
            if not spans:
                break
            left, right = max(spans, key=lambda span: span[1] - span[0])
            high = tall * step
            size = (right - left) * min(high, _HIGH_ENOUGH)
            if size > most:
                most, best = size, (left, right, first, first + tall)
            if high >= _HIGH_ENOUGH or (right - left) * _HIGH_ENOUGH <= most:
                break
    left, right, first, end = best
    while end < _SCANS and any(a <= left and right <= b for a, b in rows[end]):
        end += 1
    spot = QRectF(left, seen.top() + first * step, right - left, (end - first) * step)
    return spot.adjusted(STEP / 2, 0, -STEP / 2, 0)


def _spans(polygons: Sequence[Sequence[_Point]], top: float, step: float) -> list[list[_Span]]:
    """Return for each row from where to where it is inside, by odd crossings."""
    crossings: list[list[float]] = [[] for _ in range(_SCANS)]
    for polygon in polygons:
        for (x1, y1), (x2, y2) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
            first = max(math.ceil((min(y1, y2) - top) / step), 0)
            last = min(math.ceil((max(y1, y2) - top) / step), _SCANS)
            for row in range(first, last):
                y = top + row * step
                crossings[row].append(x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    return [[*zip(row[::2], row[1::2], strict=False)] for row in map(sorted, crossings)]


def _common(some: Sequence[_Span], others: Sequence[_Span]) -> list[_Span]:
    pairs = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return [(left, right) for left, right in pairs if right > left]
