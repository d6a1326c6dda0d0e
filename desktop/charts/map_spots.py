"""Where on an area its name has most room."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from desktop.look.theme import STEP

_SCANS = 24
_HIGH_ENOUGH = 9.0 * STEP
"""A name is wide and low: height beyond a few lines does not help it."""
_Point = tuple[float, float]
_Span = tuple[float, float]


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
    return [_pairs(row) for row in crossings]


def _pairs(crossings: list[float]) -> list[_Span]:
    crossings.sort()
    return [*zip(crossings[::2], crossings[1::2], strict=False)]


def _common(some: Sequence[_Span], others: Sequence[_Span]) -> list[_Span]:
    pairs = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return [(left, right) for left, right in pairs if right > left]
