"""Horizontal bars from zero: one a row, in parts, with their figures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop.charts.chart import Chart, ChartTable, Look, Mark
from desktop.theme import BODY, STEP

_LEAST_BAR = 160.0
_PART_GAP = 1.0


@dataclass(frozen=True)
class Part:
    """A part of a bar.

    Attributes:
        name: what it is, as a column of the table that stands for the chart.
        value: its length; negative parts go to the left of zero.
        colour: on light and on dark ground.
        text: what it says in full.
        letters: what is written on it where there is room, so that it reads in grey; "": nothing.
    """

    name: str
    value: float
    colour: tuple[QColor, QColor]
    text: str
    letters: str = ""


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
    """

    label: str
    parts: tuple[Part, ...]
    figure: str
    key: object = None
    before: float | None = None
    heavy: bool = False
    range: tuple[float, float] | None = None


@dataclass(frozen=True)
class _Frame:
    """Where things stand: the x of zero, how long a unit is, and how high a row."""

    zero: float
    scale: float
    row: float


class Bars(Chart):
    """Bars sorted by the caller, on one scale.

    Args:
        bars: from the top.
        title: the finding.
        unit: the unit of the figures.
        size: the size of the type, of the type scale.
        reach: the least and most value that must fit, so that charts can share a scale.
    """

    def __init__(
        self,
        bars: Sequence[Bar],
        title: str,
        unit: str,
        *,
        size: int = BODY,
        reach: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self.bars = tuple(bars)
        self.title, self.unit = title, unit
        self._size, self._reach = size, reach

    def paint(self, painter: QPainter, area: QRectF, look: Look) -> None:
        """Paint the bars, the line of zero, labels and figures."""
        frame = self._frame(area, look)
        painter.setFont(look.font(self._size))
        for number, bar in enumerate(self.bars):
            self._paint_bar(painter, area, look, frame, number, bar)
        if self.bars:
            painter.setPen(QPen(QColor(look.colours.quiet_text), 1))
            bottom = area.top() + frame.row * len(self.bars)
            painter.drawLine(int(frame.zero), int(area.top()), int(frame.zero), int(bottom))

    def marks(self, area: QRectF, look: Look) -> list[Mark]:
        """Return one mark for each part."""
        frame = self._frame(area, look)
        return [
            Mark(place, part.text, bar.key)
            for number, bar in enumerate(self.bars)
            for part, place in _places(bar, frame, self._line(area, frame, number))
        ]

    def table(self) -> ChartTable:
        """Return a row for each bar and a column for each part."""
        names = tuple(dict.fromkeys(part.name for bar in self.bars for part in bar.parts))
        ends = self._range_names() if any(bar.range for bar in self.bars) else ()
        rows: list[tuple[str | float, ...]] = []
        for bar in self.bars:
            values = {part.name: part.value for part in bar.parts}
            known = (bar.range or ("", "")) if ends else ()
            rows.append((bar.label, *(values.get(name, 0.0) for name in names), *known))
        return ChartTable(("", *names, *ends), tuple(rows))

    def _range_names(self) -> tuple[str, str]:
        translate = QCoreApplication.translate
        return translate("Charts", "At least"), translate("Charts", "At most")

    def least_size(self, look: Look) -> QSizeF:
        """Return the room for all labels and figures, and bars that can be compared."""
        metrics = QFontMetricsF(look.font(self._size))
        width = self._label_width(metrics) + 2 * self._figure_width(metrics) + _LEAST_BAR
        return QSizeF(width, len(self.bars) * _row_height(metrics))

    def _paint_bar(
        self, painter: QPainter, area: QRectF, look: Look, frame: _Frame, number: int, bar: Bar
    ) -> None:
        line = self._line(area, frame, number)
        metrics = QFontMetricsF(look.font(self._size))
        painter.setPen(QColor(look.colours.text))
        font = painter.font()
        font.setBold(bar.heavy)
        painter.setFont(font)
        label = QRectF(area.left(), line.top(), self._label_width(metrics) - 2 * STEP, frame.row)
        painter.drawText(label, _LEFT, metrics.elidedText(bar.label, _ELIDED, label.width()))
        font.setBold(False)
        painter.setFont(font)
        for part, place in _places(bar, frame, line):
            _paint_part(painter, look, part, place)
        if bar.range is not None:
            _paint_range(painter, look, frame, line, bar.range)
        if bar.before is not None:
            _paint_before(painter, look, frame, line, bar.before)
        _paint_figure(painter, look, frame, line, bar, self._figure_width(metrics))

    def _frame(self, area: QRectF, look: Look) -> _Frame:
        metrics = QFontMetricsF(look.font(self._size))
        least, most = self._extent()
        figure = self._figure_width(metrics)
        left = area.left() + self._label_width(metrics) + (figure if least < 0 else 0.0)
        room = max(area.right() - figure - left, 1.0)
        scale = room / ((most - least) or 1.0)
        row = min(area.height() / max(len(self.bars), 1), 1.5 * _row_height(metrics))
        return _Frame(left - least * scale, scale, max(row, _row_height(metrics)))

    def _extent(self) -> tuple[float, float]:
        ends = [end for bar in self.bars for end in _ends(bar)]
        least, most = self._reach
        return min([least, 0.0, *ends]), max([most, 0.0, *ends])

    def _line(self, area: QRectF, frame: _Frame, number: int) -> QRectF:
        return QRectF(area.left(), area.top() + number * frame.row, area.width(), frame.row)

    def _label_width(self, metrics: QFontMetricsF) -> float:
        widths = [metrics.horizontalAdvance(bar.label) for bar in self.bars]
        return max(widths, default=0.0) * 1.08 + 3 * STEP

    def _figure_width(self, metrics: QFontMetricsF) -> float:
        widths = [metrics.horizontalAdvance(bar.figure) for bar in self.bars]
        return max(widths, default=0.0) + 3 * STEP


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ELIDED = Qt.TextElideMode.ElideRight


def _row_height(metrics: QFontMetricsF) -> float:
    return metrics.height() + 2 * STEP


def _ends(bar: Bar) -> tuple[float, ...]:
    below = sum(part.value for part in bar.parts if part.value < 0)
    above = sum(part.value for part in bar.parts if part.value > 0)
    return below, above, bar.before or 0.0, *(bar.range or ())


def _places(bar: Bar, frame: _Frame, line: QRectF) -> list[tuple[Part, QRectF]]:
    """Return where each part is, negative ones to the left of zero."""
    below = above = 0.0
    placed = []
    height = line.height() * 0.62
    for part in (part for part in bar.parts if part.value):
        start = above if part.value >= 0 else below
        left, right = sorted((start, start + part.value))
        place = QRectF(
            frame.zero + left * frame.scale,
            line.center().y() - height / 2,
            max((right - left) * frame.scale, 0.0),
            height,
        )
        placed.append((part, place))
        if part.value >= 0:
            above += part.value
        else:
            below += part.value
    return placed


def _paint_part(painter: QPainter, look: Look, part: Part, place: QRectF) -> None:
    colour = part.colour[1] if look.dark else part.colour[0]
    gap = _PART_GAP if place.width() > 3 * _PART_GAP else 0.0
    painter.fillRect(place.adjusted(0, 0, -gap, 0), colour)
    wide = QFontMetricsF(painter.font()).horizontalAdvance(part.letters) + STEP
    if part.letters and place.width() > wide:
        painter.setPen(QColor("#ffffff" if _weight(colour) < 0.55 else "#16181b"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, part.letters)


def _weight(colour: QColor) -> float:
    """Return how light a colour looks, from 0 to 1."""
    return 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF()


def _paint_before(
    painter: QPainter, look: Look, frame: _Frame, line: QRectF, before: float
) -> None:
    x = frame.zero + before * frame.scale
    painter.setPen(QPen(QColor(look.colours.text), 2))
    inset = line.height() * 0.1
    painter.drawLine(int(x), int(line.top() + inset), int(x), int(line.bottom() - inset))


def _paint_range(
    painter: QPainter, look: Look, frame: _Frame, line: QRectF, ends: tuple[float, float]
) -> None:
    left, right = (frame.zero + end * frame.scale for end in ends)
    middle, cap = line.center().y(), line.height() * 0.14
    painter.setPen(QPen(QColor(look.colours.text), 1))
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))
    for x in (left, right):
        painter.drawLine(QPointF(x, middle - cap), QPointF(x, middle + cap))


def _paint_figure(
    painter: QPainter, look: Look, frame: _Frame, line: QRectF, bar: Bar, width: float
) -> None:
    below, above, *others = _ends(bar)
    painter.setPen(QColor(look.colours.text))
    if above > 0 or below == 0:
        end = frame.zero + max(above, *others) * frame.scale + 2 * STEP
        painter.drawText(QRectF(end, line.top(), width, line.height()), _LEFT, bar.figure)
    else:
        end = frame.zero + min(below, *others) * frame.scale - 2 * STEP - width
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(end, line.top(), width, line.height()), right, bar.figure)
