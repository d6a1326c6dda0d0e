"""The areas of a map, the classes they are shaded by, and the legend that says so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from desktop.charts.chart import ChartLook, widest, write
from desktop.look.colours import mixed
from desktop.look.theme import BODY, CAPTION, STEP

_RAMP = {False: ("#dcebf7", "#0a4a7d"), True: ("#24425c", "#a5d4fa")}
_BELOW_ZERO = {False: ("#f6dfc4", "#8f4408"), True: ("#5c4128", "#f3b77b")}
"""From little to much, on light and on dark ground; below zero another hue."""
_SWATCH = 5.0 * STEP


@dataclass(frozen=True)
class MapPlace:
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

    def colour(self, look: ChartLook) -> QColor:
        """Return its colour."""
        ramp = _BELOW_ZERO if self.below_zero else _RAMP
        return mixed(*ramp[look.dark], self.strength)


def value_or_least(place: MapPlace) -> float:
    """Return the value of an area to sort by; unknown ones come last."""
    return -math.inf if place.value is None else place.value


def paint_legend(
    painter: QPainter,
    room: QRectF,
    look: ChartLook,
    shades: Sequence[Shade],
    unknown: str,
    unnamed: Sequence[MapPlace],
    credit: str,
) -> None:
    """Paint the legend into its room.

    Args:
        unknown: the words for areas without a figure; "": there are none.
        unnamed: the areas that are seen, but on which their name has no room.
        credit: whose outlines they are.
    """
    painter.setFont(look.font(BODY))
    line = QFontMetricsF(painter.font()).height() + STEP
    y = room.top()
    hatched = QBrush(QColor(look.colours.quiet_text), Qt.BrushStyle.BDiagPattern)
    for shade in reversed(shades):
        y = _paint_row(painter, room, look, y, line, shade.label, QBrush(shade.colour(look)))
    if unknown:
        y = _paint_row(painter, room, look, y + 2 * STEP, line, unknown, hatched)
    painter.setFont(look.font(CAPTION))
    flags = int(
        Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    )
    metrics = QFontMetricsF(painter.font())
    height = metrics.boundingRect(room, flags, credit).height() if credit else 0.0
    end = room.bottom() - height - 2 * STEP
    _paint_unnamed(painter, look, QRectF(room.left(), y + 3 * STEP, room.width(), end - y), unnamed)
    write(painter, room, credit, look.colours.quiet_text, flags)


def _paint_unnamed(
    painter: QPainter, look: ChartLook, room: QRectF, unnamed: Sequence[MapPlace]
) -> None:
    """List the areas on which their name has no room, if the list fits."""
    metrics = QFontMetricsF(painter.font())
    line = metrics.height() + 1
    if len(unnamed) * line > room.height() - 3 * STEP:
        return
    letters = widest(metrics, (place.letters for place in unnamed)) + 2 * STEP
    figures = widest(metrics, (place.figure for place in unnamed))
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    for number, place in enumerate(sorted(unnamed, key=lambda p: -value_or_least(p))):
        row = QRectF(room.left(), room.top() + number * line, room.width(), line)
        name = row.adjusted(letters, 0, -figures - 2 * STEP, 0)
        text = metrics.elidedText(place.name, Qt.TextElideMode.ElideRight, name.width())
        for box, said, side in (
            (row, place.letters, left),
            (row, place.figure, right),
            (name, text, left),
        ):
            write(painter, box, said, look.colours.text, side)


def _paint_row(
    painter: QPainter,
    area: QRectF,
    look: ChartLook,
    top: float,
    line: float,
    text: str,
    brush: QBrush,
) -> float:
    """Paint one row of the legend and return where the next one starts."""
    swatch = QRectF(area.left(), top + (line - 0.75 * _SWATCH) / 2, 1.4 * _SWATCH, 0.75 * _SWATCH)
    painter.setPen(QPen(QColor(look.colours.hairline), 1))
    painter.setBrush(brush)
    painter.drawRect(swatch)
    left = swatch.right() + 2 * STEP
    room = QRectF(left, top + STEP / 2, area.right() - left, 1e4)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    write(painter, room, text, look.colours.text, flags)
    box = QFontMetricsF(painter.font()).boundingRect(room, flags, text)
    return top + max(line, box.height() + STEP)
