"""Areas shaded by a figure, with the legend that says what the shades mean."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Self

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.charts.chart import Chart, ChartLook, ChartTable, Mark, ink_on, widest, write
from desktop.charts.map_ground import WHOLE, Glimpse, Ground, projected, widest_spot
from desktop.charts.map_legend import MapPlace, Shade, paint_legend, value_or_least
from desktop.look.theme import BODY, CAPTION, STEP

_LEGEND = 68.0 * STEP
_LEAST_MAP = 90.0 * STEP
_MOST_LETTERED = 60
"""With more areas than this, letters say nothing; only names that have room are written."""


@dataclass
class _Drawn:
    """Shapes where they are on the chart.

    Attributes:
        seen: for each whether any of it is in the room.
        spots: the widest place on what is seen of each for its name.
        lettered: whether so few are seen that letters say something.
    """

    shapes: list[QPainterPath] = field(default_factory=list)
    seen: list[bool] = field(default_factory=list)
    spots: list[QRectF] = field(default_factory=list)
    lettered: bool = True

    def moved(self, way: QPointF, room: QRectF) -> _Drawn:
        """Return everything as much further."""
        shapes = [shape.translated(way) for shape in self.shapes]
        seen = [shape.boundingRect().intersects(room) for shape in shapes]
        return _Drawn(shapes, seen, [s.translated(way) for s in self.spots], self.lettered)


class MapChart(Chart):
    """A map, or the part of it that is looked at.

    Args:
        places: the areas.
        shade_of: for each area its place in `shades`; None: not known or beside.
        shades: the classes, from the lowest.
        title: the finding.
        unit: the unit of the figures, and what they are.
        unknown: the legend's words for areas without a figure; "": there are none.
        credit: whose outlines they are.
        headers: the headers of the table: territory and figure.

    Attributes:
        glimpse: the part that is looked at.
    """

    def __init__(
        self,
        places: Sequence[MapPlace],
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
        self.glimpse = WHOLE
        self._headers = headers
        self._paths = projected(self.places)
        self._bounds = _bounds_of(self.places, self._paths)
        self._last: tuple[QRectF, _Drawn] | None = None

    def seen_at(self, glimpse: Glimpse) -> Self:
        """Return the same map with another part looked at."""
        chart = copy(self)
        chart.glimpse, chart._last = glimpse, None
        return chart

    def zoomed(self, area: QRectF, factor: float, at: QPointF | None = None) -> Self:
        """Return it from nearer or farther; a point of the chart, or the middle, stays."""
        ground = self._ground(area)
        return self.seen_at(ground.zoomed(self.glimpse, factor, at or ground.room.center()))

    def moved(self, area: QRectF, by: QPointF) -> Self:
        """Return it after it was pulled by so much on the chart."""
        return self.seen_at(self._ground(area).moved(self.glimpse, by))

    def pulled(self, area: QRectF, by: QPointF) -> Self:
        """Return it moved, with names where they were on their areas: quick, for every step."""
        moved, before = self.moved(area, by), self._drawn(area)
        ground, origin = self._ground(area), QPointF(0.0, 0.0)
        way = ground.fit(moved.glimpse).map(origin) - ground.fit(self.glimpse).map(origin)
        moved._last = (area, before.moved(way, self._room(area)))
        return moved

    def showing(self, area: QRectF, number: int) -> Self:
        """Return it moved so that the area of a mark can be seen, if it cannot be yet."""
        ground = self._ground(area)
        whole = self._drawn(area).shapes[self._reading_order()[number]].boundingRect()
        seen, room = whole & ground.room, ground.room
        if seen.width() >= min(whole.width(), room.width()) / 2 and seen.height() >= (
            min(whole.height(), room.height()) / 2
        ):
            return self
        return self.moved(area, room.center() - whole.center())

    def has_ground_of(self, other: MapChart) -> bool:
        """Say whether a part of one is the same part of the other."""
        mine, theirs = (
            [(place.rings, place.beside) for place in chart.places] for chart in (self, other)
        )
        return mine == theirs

    def paint(self, painter: QPainter, area: QRectF, look: ChartLook) -> None:
        """Paint the areas, their names where there is room, and the legend."""
        drawn, room = self._drawn(area), self._room(area)
        every = list(zip(self.places, self.shade_of, drawn.shapes, drawn.spots, strict=True))
        seen = [one for one, is_seen in zip(every, drawn.seen, strict=True) if is_seen]
        painter.save()
        painter.setClipRect(room)
        for place, shade, shape, _ in seen:
            self._paint_area(painter, look, place, shade, shape)
        unnamed = [
            place
            for place, shade, _, spot in seen
            if not self._paint_name(painter, look, place, shade, spot, drawn.lettered)
        ]
        painter.restore()
        legend = area.adjusted(room.width() + 4 * STEP, 0, 0, 0)
        paint_legend(painter, legend, look, self.shades, self.unknown, unnamed, self.credit)

    def marks(self, area: QRectF, look: ChartLook) -> list[Mark]:  # noqa: ARG002 - a chart's signature
        """Return the areas, those with the highest figures first."""
        room = self._room(area)
        drawn = [*zip(self.places, self._drawn(area).shapes, strict=True)]
        ordered = (drawn[at] for at in self._reading_order())
        return [Mark(s.boundingRect() & room, p.text, p.key, s) for p, s in ordered]

    def table(self) -> ChartTable:
        """Return a row for each area that the map is about."""
        rows = tuple(
            (place.name, "" if place.value is None else place.value)
            for place in sorted(self.places, key=lambda one: -value_or_least(one))
            if not place.beside
        )
        return ChartTable(self._headers, rows)

    def least_size(self, look: ChartLook) -> QSizeF:
        """Return the room for the legend and a map on which areas can be told apart."""
        line = QFontMetricsF(look.font(BODY)).height() + 2 * STEP
        return QSizeF(_LEAST_MAP + _LEGEND, max((len(self.shades) + 4) * line, 60 * STEP))

    def _reading_order(self) -> list[int]:
        keys = [(place.beside, -value_or_least(place)) for place in self.places]
        return sorted(range(len(keys)), key=keys.__getitem__)

    def _room(self, area: QRectF) -> QRectF:
        return area.adjusted(0, 0, -min(_LEGEND, area.width() / 2), 0)

    def _ground(self, area: QRectF) -> Ground:
        inset = 2 * STEP
        return Ground(self._bounds, self._room(area).adjusted(inset, inset, -inset, -inset))

    def _drawn(self, area: QRectF) -> _Drawn:
        if self._last is None or self._last[0] != area:
            self._last = (area, self._draw(area))
        return self._last[1]

    def _draw(self, area: QRectF) -> _Drawn:
        """Fit what is looked at into the room; what lies beyond is cut off there."""
        room, fit = self._room(area), self._ground(area).fit(self.glimpse)
        shapes = [fit.map(path) for path in self._paths]
        parts = [shape.boundingRect() & room for shape in shapes]
        sizes = [
            0.0 if place.beside or part.isEmpty() else part.width() * part.height()
            for place, part in zip(self.places, parts, strict=True)
        ]
        least = sorted(sizes)[-min(_MOST_LETTERED, len(sizes))] if sizes else 0.0
        spots = [
            widest_spot(shape, room) if size >= least and size > 0 else QRectF()
            for shape, size in zip(shapes, sizes, strict=True)
        ]
        few = sum(size > 0 for size in sizes) <= _MOST_LETTERED
        return _Drawn(shapes, [not part.isEmpty() for part in parts], spots, few)

    def _paint_area(
        self,
        painter: QPainter,
        look: ChartLook,
        place: MapPlace,
        shade: int | None,
        shape: QPainterPath,
    ) -> None:
        colours, is_known = look.colours, shade is not None or place.beside
        edge, ground = colours.quiet_text, QColor(colours.surface)
        if place.beside:
            edge, ground = colours.background, QColor(colours.hairline)
        elif shade is not None:
            edge, ground = colours.surface, self.shades[shade].colour(look)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(ground)
        painter.drawPath(shape)
        if not is_known:
            painter.fillPath(shape, QBrush(QColor(edge), Qt.BrushStyle.BDiagPattern))

    def _paint_name(
        self,
        painter: QPainter,
        look: ChartLook,
        place: MapPlace,
        shade: int | None,
        spot: QRectF,
        lettered: bool,
    ) -> bool:
        """Write name and figure, or letters, as there is room; say whether the name stands."""
        if place.beside:
            return True
        painter.setFont(look.font(CAPTION))
        metrics = QFontMetricsF(painter.font())
        both = f"{place.name}\n{place.figure}" if place.figure else ""
        shorter = (place.figure and f"{place.letters} {place.figure}", place.letters)
        for text in (both, *(shorter if lettered else ())):
            lines = text.split("\n") if text else []
            wide = widest(metrics, lines)
            if lines and wide <= spot.width() and len(lines) * metrics.height() <= spot.height():
                break
        else:
            return False
        box = QRectF(0, 0, wide + STEP, len(lines) * metrics.height())
        box.moveCenter(spot.center())
        ink = QColor(look.colours.text)
        if shade is None:
            painter.fillRect(box, QColor(look.colours.surface))
        else:
            ink = ink_on(self.shades[shade].colour(look))
        write(painter, box, text, ink, Qt.AlignmentFlag.AlignCenter)
        return bool(text == both)


def _bounds_of(places: Sequence[MapPlace], paths: Sequence[QPainterPath]) -> QRectF:
    """Return what the areas that the map is about lie in."""
    about = [path for path, place in zip(paths, places, strict=True) if not place.beside]
    bounds = QRectF()
    for path in about or paths:
        bounds = bounds.united(path.boundingRect())
    return bounds
