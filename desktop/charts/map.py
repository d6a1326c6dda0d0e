"""Areas shaded by a figure, with the legend that says what the shades mean."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from desktop.charts.chart import Chart, ChartTable, Look, Mark
from desktop.theme import BODY, CAPTION, STEP

_LEGEND = 68.0 * STEP
_SWATCH = 5.0 * STEP
_LEAST_MAP = 90.0 * STEP
_RAMP = {False: ("#dcebf7", "#0a4a7d"), True: ("#24425c", "#a5d4fa")}
_BELOW_ZERO = {False: ("#f6dfc4", "#8f4408"), True: ("#5c4128", "#f3b77b")}
"""From little to much, on light and on dark ground; below zero another hue."""
_SCANS = 24
_MOST_LETTERED = 60
"""With more areas than this, letters say nothing; only names that have room are written."""


@dataclass(frozen=True)
class Place:
    """One area.

    Attributes:
        key: what it stands for.
        rings: its outline as longitude and latitude, or as x and y of a plane.
        name: what it is called.
        letters: what is written on it where its name has no room.
        value: what it is shaded by; None: not known.
        figure: the value as it is written on the area.
        text: what it says in full.
        beside: whether it only stands beside those the map is about.
    """

    key: object
    rings: tuple[tuple[tuple[float, float], ...], ...]
    name: str
    letters: str
    value: float | None
    figure: str
    text: str
    beside: bool = False


@dataclass(frozen=True)
class Shade:
    """One class of the legend.

    Attributes:
        label: which figures it holds.
        strength: from 0, the lightest, to 1.
        below_zero: whether its figures are.
    """

    label: str
    strength: float
    below_zero: bool = False

    def colour(self, look: Look) -> QColor:
        """Return its colour."""
        ramp = _BELOW_ZERO if self.below_zero else _RAMP
        first, last = (QColor(name) for name in ramp[look.dark])
        pairs = zip(first.getRgb()[:3], last.getRgb()[:3], strict=True)  # type: ignore[index]
        return QColor(*(round(a + (b - a) * self.strength) for a, b in pairs))


@dataclass
class _Drawn:
    """Shapes where they are on the chart, and the widest place on each for its name."""

    shapes: list[QPainterPath] = field(default_factory=list)
    spots: list[QRectF] = field(default_factory=list)


class MapChart(Chart):
    """A map.

    Args:
        places: the areas.
        shade_of: for each area its place in `shades`; None: not known or beside.
        shades: the classes, from the lowest.
        title: the finding.
        unit: the unit of the figures, and what they are.
        unknown: the legend's words for areas without a figure; "": there are none.
        credit: whose outlines they are.
        headers: the headers of the table: territory and figure.
    """

    def __init__(
        self,
        places: Sequence[Place],
        shade_of: Sequence[int | None],
        shades: Sequence[Shade],
        title: str,
        unit: str,
        *,
        unknown: str,
        credit: str,
        headers: tuple[str, str],
    ) -> None:
        self.places, self.shade_of, self.shades = tuple(places), tuple(shade_of), tuple(shades)
        self.title, self.unit = title, unit
        self.unknown, self.credit = unknown, credit
        self._headers = headers
        self._paths = _projected(self.places)
        self._last: tuple[tuple[float, ...], _Drawn] | None = None

    def paint(self, painter: QPainter, area: QRectF, look: Look) -> None:
        """Paint the areas, their names where there is room, and the legend."""
        drawn = self._drawn(area)
        painter.save()
        painter.setClipRect(self._room(area))
        for place, shade, shape in zip(self.places, self.shade_of, drawn.shapes, strict=True):
            self._paint_area(painter, look, place, shade, shape)
        unnamed = [
            place
            for place, shade, spot in zip(self.places, self.shade_of, drawn.spots, strict=True)
            if not self._paint_name(painter, look, place, shade, spot)
        ]
        painter.restore()
        self._paint_legend(painter, area, look, unnamed)

    def marks(self, area: QRectF, look: Look) -> list[Mark]:  # noqa: ARG002 - a chart's signature
        """Return the areas, those with the highest figures first."""
        drawn, room = self._drawn(area), self._room(area)
        marks = [
            (place, Mark(shape.boundingRect() & room, place.text, place.key, shape))
            for place, shape in zip(self.places, drawn.shapes, strict=True)
        ]
        ordered = sorted(marks, key=lambda one: (one[0].beside, -_or_least(one[0].value)))
        return [mark for _, mark in ordered]

    def table(self) -> ChartTable:
        """Return a row for each area that the map is about."""
        rows = tuple(
            (place.name, "" if place.value is None else place.value)
            for place in sorted(self.places, key=lambda one: -_or_least(one.value))
            if not place.beside
        )
        return ChartTable(self._headers, rows)

    def least_size(self, look: Look) -> QSizeF:
        """Return the room for the legend and a map on which areas can be told apart."""
        line = QFontMetricsF(look.font(BODY)).height() + 2 * STEP
        return QSizeF(_LEAST_MAP + _LEGEND, max((len(self.shades) + 4) * line, 60 * STEP))

    def _room(self, area: QRectF) -> QRectF:
        return area.adjusted(0, 0, -min(_LEGEND, area.width() / 2), 0)

    def _drawn(self, area: QRectF) -> _Drawn:
        key = (area.left(), area.top(), area.width(), area.height())
        if self._last is None or self._last[0] != key:
            self._last = (key, self._draw(self._room(area)))
        return self._last[1]

    def _draw(self, room: QRectF) -> _Drawn:
        """Fit the areas that the map is about into the room; those beside are cut off there."""
        about = [p for p, place in zip(self._paths, self.places, strict=True) if not place.beside]
        bounds = QRectF()
        for path in about or self._paths:
            bounds = bounds.united(path.boundingRect())
        inner = room.adjusted(2 * STEP, 2 * STEP, -2 * STEP, -2 * STEP)
        scale = min(
            max(inner.width(), 1.0) / max(bounds.width(), 1e-12),
            max(inner.height(), 1.0) / max(bounds.height(), 1e-12),
        )
        fit = QTransform()
        fit.translate(inner.center().x(), inner.center().y())
        fit.scale(scale, scale)
        fit.translate(-bounds.center().x(), -bounds.center().y())
        shapes = [fit.map(path) for path in self._paths]
        sizes = [
            0.0 if place.beside else s.boundingRect().width() * s.boundingRect().height()
            for place, s in zip(self.places, shapes, strict=True)
        ]
        least = sorted(sizes)[-min(_MOST_LETTERED, len(sizes))] if sizes else 0.0
        spots = [
            _widest_spot(shape) if size >= least and size > 0 else QRectF()
            for shape, size in zip(shapes, sizes, strict=True)
        ]
        return _Drawn(shapes, spots)

    def _paint_area(
        self, painter: QPainter, look: Look, place: Place, shade: int | None, shape: QPainterPath
    ) -> None:
        colours = look.colours
        painter.setPen(QPen(QColor(colours.surface), 1))
        if place.beside:
            painter.setPen(QPen(QColor(colours.background), 1))
            painter.setBrush(QColor(colours.hairline))
            painter.drawPath(shape)
            return
        if shade is not None:
            painter.setBrush(self.shades[shade].colour(look))
            painter.drawPath(shape)
            return
        painter.setBrush(QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.quiet_text), 1))
        painter.drawPath(shape)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(colours.quiet_text), Qt.BrushStyle.BDiagPattern))
        painter.drawPath(shape)

    def _paint_name(
        self, painter: QPainter, look: Look, place: Place, shade: int | None, spot: QRectF
    ) -> bool:
        """Write name and figure, or letters, as there is room; say whether the name stands."""
        if place.beside:
            return True
        painter.setFont(look.font(CAPTION))
        metrics = QFontMetricsF(painter.font())
        both = f"{place.name}\n{place.figure}" if place.figure else ""
        few = sum(not other.beside for other in self.places) <= _MOST_LETTERED
        shorter = (place.figure and f"{place.letters} {place.figure}", place.letters)
        for text in (both, *(shorter if few else ())):
            lines = text.split("\n") if text else []
            wide = max((metrics.horizontalAdvance(line) for line in lines), default=0.0)
            if lines and wide <= spot.width() and len(lines) * metrics.height() <= spot.height():
                break
        else:
            return False
        ground = self.shades[shade].colour(look) if shade is not None else None
        if ground is None:
            box = QRectF(0, 0, wide + STEP, len(lines) * metrics.height())
            box.moveCenter(spot.center())
            painter.fillRect(box, QColor(look.colours.surface))
        painter.setPen(QColor(_ink_on(ground) if ground else look.colours.text))
        box = QRectF(0, 0, wide + STEP, len(lines) * metrics.height())
        box.moveCenter(spot.center())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return bool(text == both)

    def _paint_legend(
        self, painter: QPainter, area: QRectF, look: Look, unnamed: Sequence[Place]
    ) -> None:
        left = self._room(area).right() + 4 * STEP
        painter.setFont(look.font(BODY))
        line = QFontMetricsF(painter.font()).height() + STEP
        y = area.top()
        hatched = QBrush(QColor(look.colours.quiet_text), Qt.BrushStyle.BDiagPattern)
        rows: list[tuple[str, QBrush]] = [
            (shade.label, QBrush(shade.colour(look))) for shade in reversed(self.shades)
        ]
        for text, brush in rows:
            y = _legend_row(painter, area, look, left, y, line, text, brush)
        if self.unknown:
            y += 2 * STEP
            y = _legend_row(painter, area, look, left, y, line, self.unknown, hatched)
        painter.setFont(look.font(CAPTION))
        metrics = QFontMetricsF(painter.font())
        room = QRectF(left, 0, area.right() - left, 1e4)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        credit = metrics.boundingRect(room, flags, self.credit).height() if self.credit else 0.0
        end = area.bottom() - credit - 2 * STEP
        _paint_unnamed(painter, look, QRectF(left, y + 3 * STEP, room.width(), end - y), unnamed)
        painter.setPen(QColor(look.colours.quiet_text))
        bottom = QRectF(left, area.top(), area.right() - left, area.height())
        flags = int(
            Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        )
        painter.drawText(bottom, flags, self.credit)


def _paint_unnamed(painter: QPainter, look: Look, room: QRectF, unnamed: Sequence[Place]) -> None:
    """List the areas on which their name has no room, if the list fits."""
    metrics = QFontMetricsF(painter.font())
    line = metrics.height() + 1
    if len(unnamed) * line > room.height() - 3 * STEP:
        return
    letters = max((metrics.horizontalAdvance(p.letters) for p in unnamed), default=0.0) + 2 * STEP
    figures = max((metrics.horizontalAdvance(p.figure) for p in unnamed), default=0.0)
    painter.setPen(QColor(look.colours.text))
    for number, place in enumerate(sorted(unnamed, key=lambda p: -_or_least(p.value))):
        row = QRectF(room.left(), room.top() + number * line, room.width(), line)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft, place.letters)
        right = Qt.AlignmentFlag.AlignRight
        painter.drawText(row, right, place.figure)
        name = row.adjusted(letters, 0, -figures - 2 * STEP, 0)
        text = metrics.elidedText(place.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft, text)


def _legend_row(
    painter: QPainter,
    area: QRectF,
    look: Look,
    left: float,
    top: float,
    line: float,
    text: str,
    brush: QBrush,
) -> float:
    """Paint one row of the legend and return where the next one starts."""
    swatch = QRectF(left, top + (line - 0.75 * _SWATCH) / 2, 1.4 * _SWATCH, 0.75 * _SWATCH)
    painter.setPen(QPen(QColor(look.colours.hairline), 1))
    painter.setBrush(brush)
    painter.drawRect(swatch)
    painter.setPen(QColor(look.colours.text))
    room = QRectF(swatch.right() + 2 * STEP, top + STEP / 2, 0, 1e4)
    room.setRight(area.right())
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    box = QFontMetricsF(painter.font()).boundingRect(room, flags, text)
    painter.drawText(room, flags, text)
    return top + max(line, box.height() + STEP)


def _or_least(value: float | None) -> float:
    return -math.inf if value is None else value


def _ink_on(colour: QColor) -> str:
    light = 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF()
    return "#ffffff" if light < 0.55 else "#16181b"


def _projected(places: Sequence[Place]) -> list[QPainterPath]:
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
        for number, (x, y) in enumerate(ring):
            if number:
                path.lineTo(x, y)
            else:
                path.moveTo(x, y)
        path.closeSubpath()
    return path


def _widest_spot(shape: QPainterPath) -> QRectF:
    """Return a box inside a shape that is good to write in: among some, the largest."""
    bounds = shape.boundingRect()
    if bounds.width() < 6 * STEP or bounds.height() < 4 * STEP:
        return QRectF()
    polygons = [[(p.x(), p.y()) for p in one.toList()] for one in shape.toSubpathPolygons()]
    step = bounds.height() / _SCANS
    rows = [_spans(polygons, bounds.top() + (i + 0.5) * step) for i in range(_SCANS)]
    best, most = QRectF(), 0.0
    for first in range(_SCANS):
        spans = rows[first]
        for tall in range(1, _SCANS - first + 1):
            if tall > 1:
                spans = _common(spans, rows[first + tall - 1])
            if not spans:
                break
            left, right = max(spans, key=lambda span: span[1] - span[0])
            # A name is wide and low: height beyond a few lines does not help it.
            size = (right - left) * min(tall * step, 9 * STEP)
            if size > most:
                most = size
                best = QRectF(left, bounds.top() + first * step, right - left, tall * step)
    return best.adjusted(STEP / 2, 0, -STEP / 2, 0)


def _spans(
    polygons: Sequence[Sequence[tuple[float, float]]], y: float
) -> list[tuple[float, float]]:
    """Return from where to where a horizontal line is inside, by odd crossings."""
    crossings = []
    for polygon in polygons:
        for (x1, y1), (x2, y2) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
            if (y1 <= y) != (y2 <= y):
                crossings.append(x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    crossings.sort()
    return [*zip(crossings[::2], crossings[1::2], strict=False)]


def _common(
    some: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    pairs = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return [(left, right) for left, right in pairs if right > left]
