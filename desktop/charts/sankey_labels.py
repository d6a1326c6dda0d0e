"""Names beside blocks: each has its own line, as near to its block as there is room for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEngine, QPainter, QPainterPath, QPen

from desktop.charts.bands import faded
from desktop.charts.chart import ChartLook
from desktop.look.theme import STEP

_HALO = 1.5
_HALO_STRENGTH = 0.85
_CLEARED = 0.72
_AROUND = tuple(
    QPointF(across, down) * _HALO / max(math.hypot(across, down), 1.0)
    for across in (-1, 0, 1)
    for down in (-1, 0, 1)
    if across or down
)
_LEADER = 3.0 * STEP


@dataclass(frozen=True)
class Wanted:
    """A name that is to stand beside a block: those with little weight give way."""

    text: str
    block: QRectF
    weight: float
    faint: bool = False


@dataclass(frozen=True)
class Label:
    """A name where it stands; lines lead to those of a column if one is not beside its block."""

    wanted: Wanted
    place: QRectF
    is_led: bool


def labels_beside(wanted: Sequence[Wanted], line: float, room: QRectF) -> list[Label]:
    """Return where the names of a column stand, from the top.

    Args:
        wanted: from the top; the least of them have none where there is no room for all.
        line: the height of a name.
        room: how high and low names may stand, and how far to the right.
    """
    count = max(int(room.height() / line), 0)
    kept = sorted(range(len(wanted)), key=lambda at: -wanted[at].weight)[:count]
    mine = [wanted[at] for at in sorted(kept)]
    tops = spread([w.block.center().y() - line / 2 for w in mine], line, room.top(), room.bottom())
    pairs = list(zip(mine, tops, strict=True))
    is_led = any(_is_off(one.block, top + line / 2, line) for one, top in pairs)
    indent = STEP + (_LEADER if is_led else 0.0)
    return [
        Label(one, QRectF(left, top, room.right() - left, line), is_led)
        for one, top in pairs
        for left in (one.block.right() + indent,)
    ]


def _is_off(block: QRectF, middle: float, line: float) -> bool:
    """Say whether a name could be taken for that of the next block."""
    return max(block.top() - middle, middle - block.bottom()) > line / 4


def spread(tops: Sequence[float], line: float, low: float, high: float) -> list[float]:
    """Move lines that overlap apart, all of them together as little as can be (least squares).

    The shifted heights must rise, which pooling neighbours that do not solves (isotonic
    regression: Ayer and others 1955).
    """
    pools: list[tuple[float, int]] = []
    for at, top in enumerate(tops):
        mean, size = top - at * line, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    level = [mean for mean, size in pools for _ in range(size)]
    highest = max(high - len(level) * line, low)
    return [min(max(mean, low), highest) + at * line for at, mean in enumerate(level)]


def paint_label(
    painter: QPainter, label: Label, look: ChartLook, *, on_colours: bool = False
) -> None:
    """Write a name so that it can be read on streams, also of strong colours, and lead to it."""
    wanted, place = label.wanted, label.place
    metrics = QFontMetricsF(painter.font())
    if label.is_led:
        block = wanted.block
        start = QPointF(block.right() + 1, block.center().y())
        end = QPointF(place.left() - STEP / 2, place.center().y())
        painter.setPen(QPen(QColor(look.colours.quiet_text), 1))
        painter.drawLine(start, QPointF(block.right() + STEP / 2, start.y()))
        painter.drawLine(QPointF(block.right() + STEP / 2, start.y()), end)
    text = fitted(wanted.text, metrics, place.width())
    base = QPointF(place.left(), place.center().y() + (metrics.ascent() - metrics.descent()) / 2)
    if on_colours:
        wide = metrics.horizontalAdvance(text)
        cleared = QRectF(base.x(), place.top(), wide, place.height()).adjusted(-2, 1, 2, -1)
        painter.fillRect(cleared, faded(QColor(look.ground), _CLEARED))
    else:
        _paint_halo(painter, base, text, QColor(look.ground))
    painter.setPen(QColor(look.colours.quiet_text if wanted.faint else look.colours.text))
    painter.drawText(base, text)


def fitted(text: str, metrics: QFontMetricsF, room: float) -> str:
    """Return as much of a name as there is room for before its figure, which stays whole.

    Where there is room for no letter of the name, the figure stands alone. Figures are grouped by
    narrow blanks; the last plain one stands before them.
    """
    name, blank, figure = text.rpartition(" ")
    left = room - metrics.horizontalAdvance(blank + figure)
    least = metrics.horizontalAdvance(name[:1] + "…")
    if not name or left < min(least, metrics.horizontalAdvance(name)):
        if name and metrics.horizontalAdvance(figure) <= room:
            return figure
        return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, left) + blank + figure


def _paint_halo(painter: QPainter, base: QPointF, text: str, ground: QColor) -> None:  # D129
    """Clear the ground around a text.

    On a picture of points this is the text itself, moved a little each way: to stroke its outline
    there takes twenty times as long. A drawing gets the outline, so that it holds its words once.
    """
    ground.setAlphaF(_HALO_STRENGTH)
    if painter.paintEngine().type() == QPaintEngine.Type.Raster:
        painter.setPen(ground)
        for move in _AROUND:
            painter.drawText(base + move, text)
        return
    outline = QPainterPath()
    outline.addText(base, painter.font(), text)
    pen = QPen(ground, 2 * _HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(outline, pen)
