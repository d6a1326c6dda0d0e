"""A bridge: from one amount to another, each step a bar that begins where the last one ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop.charts.bar import LEFT, Bar, Frame, row_height, row_line
from desktop.charts.bars import Bars
from desktop.charts.chart import Chart, ChartLook, ChartTable, Mark, widest
from desktop.look.theme import BODY, STEP

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

    def __init__(self, spans: Sequence[Span], title: str, unit: str) -> None:
        self.spans = tuple(spans)
        self.title, self.unit = title, unit

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
        rows = tuple((span.label, span.change, span.after) for span in self.spans)
        return ChartTable(("", "Δ", "="), rows)

    def least_size(self, look: ChartLook) -> QSizeF:
        """Return the room for labels, figures and bars that can be compared."""
        metrics = QFontMetricsF(look.font(BODY))
        label = min(self._longest_label(metrics), _MOST_LABEL_PIXELS / 2)
        width = label + 2 * self._figure_width(metrics) + _LEAST_BAR
        return QSizeF(width, len(self.spans) * self._row(metrics))

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
        font = look.font(BODY)
        font.setBold(span.is_level)
        painter.setFont(font)
        painter.setPen(QColor(look.colours.text))
        label = QRectF(line.left(), line.top(), frame.label - 2 * STEP, line.height())
        shown = in_two_lines(span.label, QFontMetricsF(font), label.width())
        painter.drawText(label, LEFT, shown)
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
        painter.setPen(QColor(look.colours.text))
        width = self._figure_width(QFontMetricsF(painter.font()))
        if span.change < 0 and place.left() - width > frame.label:
            box = QRectF(place.left() - 2 * STEP - width, line.top(), width, line.height())
            painter.drawText(box, _RIGHT, span.figure)
        else:
            box = QRectF(place.right() + 2 * STEP, line.top(), width, line.height())
            painter.drawText(box, LEFT, span.figure)

    def _frame(self, area: QRectF, look: ChartLook) -> _BridgeFrame:
        metrics = QFontMetricsF(look.font(BODY))
        figure = self._figure_width(metrics) + 2 * STEP
        most_label = min(_MOST_LABEL * area.width(), _MOST_LABEL_PIXELS)
        label = min(self._longest_label(metrics), most_label)
        ends = [end for span in self.spans for end in (span.before, span.after)]
        least, most = min([0.0, *ends]), max([0.0, *ends])
        left = area.left() + label + (figure if least < 0 else 0.0)
        room = max(area.right() - figure - left, 1.0)
        scale = room / ((most - least) or 1.0)
        row = min(area.height() / max(len(self.spans), 1), 1.6 * row_height(metrics))
        row = max(row, self._row(metrics))
        return _BridgeFrame(left - least * scale, scale, row, label)

    def _row(self, metrics: QFontMetricsF) -> float:
        """Return how high a row is at least: two lines where a label needs them."""
        longest = self._longest_label(metrics)
        return row_height(metrics) + (metrics.height() if longest > _MOST_LABEL_PIXELS else 0.0)

    def _longest_label(self, metrics: QFontMetricsF) -> float:
        return widest(metrics, (span.label for span in self.spans)) * 1.08 + 3 * STEP

    def _figure_width(self, metrics: QFontMetricsF) -> float:
        return widest(metrics, (span.figure for span in self.spans)) * 1.08 + STEP


class StepBars(Bars):
    """Bars of the steps of a bridge: what a step changes takes up to two lines beside its bar."""

    def least_size(self, look: ChartLook) -> QSizeF:
        """Return the room for all labels and figures, and bars that can be compared."""
        metrics = QFontMetricsF(look.font(BODY))
        return QSizeF(super().least_size(look).width(), len(self.bars) * self._row(metrics))

    def _paint_label(self, painter: QPainter, look: ChartLook, line: QRectF, bar: Bar) -> None:
        font = look.font(BODY)
        font.setBold(bar.heavy)
        metrics = QFontMetricsF(font)
        label = QRectF(
            line.left(), line.top(), self._label_width(metrics) - 2 * STEP, line.height()
        )
        painter.setFont(font)
        painter.setPen(QColor(look.colours.text))
        painter.drawText(label, LEFT, in_two_lines(bar.label, metrics, label.width()))
        painter.setFont(look.font(BODY))

    def _frame(self, area: QRectF, look: ChartLook) -> Frame:
        frame = super()._frame(area, look)
        return replace(frame, row=max(frame.row, self._row(QFontMetricsF(look.font(BODY)))))

    def _row(self, metrics: QFontMetricsF) -> float:
        is_long = super()._label_width(metrics) > _MOST_LABEL_PIXELS
        return row_height(metrics) + (metrics.height() if is_long else 0.0)

    def _label_width(self, metrics: QFontMetricsF) -> float:
        return min(super()._label_width(metrics), _MOST_LABEL_PIXELS)


def in_two_lines(text: str, metrics: QFontMetricsF, width: float) -> str:
    """Break a text once, between words, where it is too long; what is still too long is cut."""
    words = text.split(" ")
    fits = (at for at in range(len(words), 0, -1) if _width(words[:at], metrics) <= width)
    first = next(fits, len(words))
    lines = (" ".join(words[:first]), " ".join(words[first:]))
    elided = (metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines)
    return "\n".join(line for line in elided if line)


def _width(words: Sequence[str], metrics: QFontMetricsF) -> float:
    return metrics.horizontalAdvance(" ".join(words))


def _place(span: Span, frame: Frame, line: QRectF) -> QRectF:
    left, right = sorted((frame.x(span.before), frame.x(span.after)))
    height = line.height() * _THICK
    width = max(right - left, _LEAST_WIDTH)
    return QRectF(left, line.center().y() - height / 2, width, height)
