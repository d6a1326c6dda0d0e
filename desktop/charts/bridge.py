"""A bridge: from one amount to another, each step a bar that begins where the last one ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop.charts.bar import Bar, Frame, frame_of, row_height, row_line
from desktop.charts.bars import Bars
from desktop.charts.chart import LEFT, Chart, ChartLook, ChartTable, Mark, widest, write
from desktop.look.formats import NO_BREAK, ZERO
from desktop.look.theme import BODY, CAPTION, STEP

_LEAST_BAR = 200.0
_MOST_LABEL = 0.45
_MOST_LABEL_PIXELS = 420.0
_THICK = 0.6
_LEAST_WIDTH = 2.0
UP = (QColor("#3f4750"), QColor("#d0d5db"))
DOWN = (QColor("#9aa1a9"), QColor("#7a828b"))
"""Steps up and down are greys, since colours name the splits; the figure says the sign."""
LEVEL = (QColor("#6b7280"), QColor("#a9b0ba"))
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Span:
    """One row: an amount from zero, or a step from one amount to the next.

    Attributes:
        label: what it is.
        before: where it begins; of an amount 0.
        after: where it ends.
        figure: the figure written beside it; of a step with its sign.
        text: what it says in full.
        is_level: whether it is an amount rather than a step.
        colour: of an amount; steps have the colours of more and less.
    """

    label: str
    before: float
    after: float
    figure: str
    text: str
    is_level: bool = False
    colour: tuple[QColor, QColor] = LEVEL

    @property
    def change(self) -> float:
        """The length that is drawn, with its sign."""
        return self.after - self.before


@dataclass(frozen=True)
class _BridgeFrame(Frame):
    """With the width of the labels."""

    label: float


class BridgeChart(Chart):
    """Steps from a first amount to a last one, from the top; the figures stand beside the bars."""

    def __init__(self, spans: Sequence[Span], title: str, unit: str, *, decimals: int = 2) -> None:
        self.spans = tuple(spans)
        self.title, self.unit = title, unit
        self._decimals = decimals

    def paint(self, painter: QPainter, area: QRectF, look: ChartLook) -> None:
        """Paint the rows, the lines between them, and the line of zero."""
        frame = self._frame(area, look)
        painter.setFont(look.font(BODY))
        for number, span in enumerate(self.spans):
            self._paint_row(painter, area, look, frame, number, span)
        if self.spans:
            painter.setPen(QPen(QColor(look.colours.quiet_text), 1))
            bottom = area.top() + frame.row * len(self.spans)
            painter.drawLine(QLineF(frame.zero, area.top(), frame.zero, bottom))

    def marks(self, area: QRectF, look: ChartLook) -> list[Mark]:
        """Return one mark for each row; a step of nothing can be read too."""
        frame = self._frame(area, look)
        return [
            Mark(_place(span, frame, row_line(area, frame, number)), span.text, number)
            for number, span in enumerate(self.spans)
        ]

    def table(self) -> ChartTable:
        """Return a row for each amount and step: what changes, and where it leads."""
        rows = tuple((span.label, self._exact(span.change), span.after) for span in self.spans)
        return ChartTable(("", "Δ", "="), rows, self._decimals)

    def least_size(self, look: ChartLook) -> QSizeF:
        """Return the room for labels, figures and bars that can be compared."""
        metrics = QFontMetricsF(look.font(BODY))
        label = min(self._longest_label(metrics), _MOST_LABEL_PIXELS / 2)
        width = label + 2 * self._figure_width(metrics) + _LEAST_BAR
        return QSizeF(width, len(self.spans) * self._row(metrics))

    def _exact(self, change: float) -> float:
        """Return a change without the noise of floating-point numbers, so that all add up."""
        return round(change, self._decimals) + 0.0

    def _paint_row(
        self,
        painter: QPainter,
        area: QRectF,
        look: ChartLook,
        frame: _BridgeFrame,
        number: int,
        span: Span,
    ) -> None:
        line = row_line(area, frame, number)
        font = look.bold_font(BODY, bold=span.is_level)
        label = QRectF(line.left(), line.top(), frame.label - 2 * STEP, line.height())
        shown = in_two_lines(span.label, QFontMetricsF(font), label.width())
        write(painter, label, shown, look.colours.text, font=font)
        colours = span.colour if span.is_level else (UP if span.change > 0 else DOWN)
        place = _place(span, frame, line)
        painter.fillRect(place, look.pick(colours))
        self._paint_figure(painter, look, frame, place, line, span)
        if number + 1 < len(self.spans):
            painter.setPen(QPen(QColor(look.colours.quiet_text), 1, Qt.PenStyle.DotLine))
            x = frame.x(span.after)
            painter.drawLine(QLineF(x, place.bottom(), x, line.bottom() + line.height() * 0.2))

    def _paint_figure(
        self,
        painter: QPainter,
        look: ChartLook,
        frame: _BridgeFrame,
        place: QRectF,
        line: QRectF,
        span: Span,
    ) -> None:
        width = self._figure_width(QFontMetricsF(painter.font()))
        leftwards = span.change < 0 and place.left() - width > frame.label
        left = place.left() - 2 * STEP - width if leftwards else place.right() + 2 * STEP
        box = QRectF(left, line.top(), width, line.height())
        write(painter, box, span.figure, look.colours.text, _RIGHT if leftwards else LEFT)

    def _frame(self, area: QRectF, look: ChartLook) -> _BridgeFrame:
        metrics = QFontMetricsF(look.font(BODY))
        figure = self._figure_width(metrics) + 2 * STEP
        most_label = min(_MOST_LABEL * area.width(), _MOST_LABEL_PIXELS)
        label = min(self._longest_label(metrics), most_label)
        ends = [end for span in self.spans for end in (span.before, span.after)]
        row = min(area.height() / max(len(self.spans), 1), 1.6 * row_height(metrics))
        frame = frame_of(area, label, figure, ends, max(row, self._row(metrics)))
        return _BridgeFrame(frame.zero, frame.scale, frame.row, label)

    def _row(self, metrics: QFontMetricsF) -> float:
        return row_for(self._longest_label(metrics), metrics)

    def _longest_label(self, metrics: QFontMetricsF) -> float:
        return widest(metrics, (span.label for span in self.spans)) * 1.08 + 3 * STEP

    def _figure_width(self, metrics: QFontMetricsF) -> float:
        return widest(metrics, (span.figure for span in self.spans)) * 1.08 + STEP


class StepBars(Bars):
    """Bars of the steps of a bridge: what a step changes takes up to two lines beside its bar.

    Under each bar stand the figures of its parts, which no bar is too short for.

    Args:
        bars: the steps, then what they come to.
        title, unit, hatched: as of all bars.
        decimals: of the amounts, in its table.
    """

    def __init__(
        self,
        bars: Sequence[Bar],
        title: str,
        unit: str,
        *,
        hatched: frozenset[object] = frozenset(),
        decimals: int = 2,
    ) -> None:
        super().__init__(bars, title, unit, hatched=hatched)
        self._decimals = decimals

    def table(self) -> ChartTable:
        """Return a row for each step, a column for each payer and one for what is unfunded."""
        return replace(super().table(), decimals=self._decimals)

    def paint(self, painter: QPainter, area: QRectF, look: ChartLook) -> None:
        """Paint the bars, and under each of them its figures."""
        super().paint(painter, area, look)
        frame = self._frame(area, look)
        metrics, font = QFontMetricsF(look.font(CAPTION)), look.font(CAPTION)
        for row, bar in enumerate(self.bars):
            line = self._line(area, look, frame, row)
            said = metrics.elidedText(_figures(bar), Qt.TextElideMode.ElideRight, area.width())
            width = metrics.horizontalAdvance(said) + STEP
            box = QRectF(area.left(), line.bottom(), width, metrics.height())
            painter.fillRect(box, QColor(look.ground))  # the line of zero keeps clear of it
            write(painter, box, said, look.colours.text, font=font)

    def _line(self, area: QRectF, look: ChartLook, frame: Frame, row: float) -> QRectF:
        line = super()._line(area, look, frame, row)
        below = QFontMetricsF(look.font(BODY)).height() + STEP
        return line.adjusted(0, 0, 0, -min(below, line.height() / 2))

    def _fitted(self, bar: Bar, room: float, look: ChartLook) -> str:
        return in_two_lines(bar.label, QFontMetricsF(look.bold_font(BODY, bold=bar.heavy)), room)

    def _row(self, metrics: QFontMetricsF) -> float:
        return row_for(super()._label_width(metrics), metrics) + metrics.height() + STEP

    def _label_width(self, metrics: QFontMetricsF) -> float:
        return min(super()._label_width(metrics), _MOST_LABEL_PIXELS)


def _figures(bar: Bar) -> str:
    """Return the figures of the parts of a bar that are not nothing, each after its letters."""
    there = (part for part in bar.parts if part.figure not in ("", ZERO))
    figures = (f"{part.letters or part.name} {part.figure}" for part in there)
    return " · ".join(one.replace(" ", NO_BREAK) for one in figures)


def row_for(longest: float, metrics: QFontMetricsF) -> float:
    """Return how high a row is at least: two lines where the longest label needs them."""
    return row_height(metrics) + (metrics.height() if longest > _MOST_LABEL_PIXELS else 0.0)


def in_two_lines(text: str, metrics: QFontMetricsF, width: float) -> str:
    """Break a text once, between words, where it is too long; what is still too long is cut."""
    words = text.split(" ")
    counts = range(len(words), 0, -1)
    fits = (at for at in counts if metrics.horizontalAdvance(" ".join(words[:at])) <= width)
    first = next(fits, len(words))
    lines = (" ".join(words[:first]), " ".join(words[first:]))
    elided = (metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines)
    return "\n".join(line for line in elided if line)


def _place(span: Span, frame: Frame, line: QRectF) -> QRectF:
    left, right = sorted((frame.x(span.before), frame.x(span.after)))
    height = line.height() * _THICK
    width = max(right - left, _LEAST_WIDTH)
    return QRectF(left, line.center().y() - height / 2, width, height)
