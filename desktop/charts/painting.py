"""A whole chart with its title and unit, painted alike everywhere."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from desktop.charts.chart import Chart, Look
from desktop.look.theme import CAPTION, HEADING, STEP

_WHITE, _DARK = "#ffffff", "#16181b"
_LIGHT_GROUND = 0.55
"""From this brightness on, of 1, dark letters read better on a colour than white ones."""


def chart_area(chart: Chart, whole: QRectF, look: Look) -> QRectF:
    """Return what is left for the chart under its title and unit."""
    return whole.adjusted(0, _head(chart, whole, look), 0, 0)


def paint_chart(chart: Chart, painter: QPainter, whole: QRectF, look: Look) -> None:
    """Paint title, unit and chart."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top = whole.top()
    for text, size, colour in (
        (chart.title, HEADING, look.colours.text),
        (chart.unit, chart.unit_size, look.colours.quiet_text),
    ):
        if text:
            height = _height(text, size, whole, look)
            painter.setFont(look.font(size))
            painter.setPen(QColor(colour))
            line = QRectF(whole.left(), top, whole.width(), height)
            painter.drawText(line, int(Qt.TextFlag.TextWordWrap), text)
            top += height
    painter.save()
    chart.paint(painter, chart_area(chart, whole, look), look)
    painter.restore()


def ink_on(ground: QColor | str) -> QColor:
    """Return the ink that can be read on a colour: white, or dark on a light one."""
    colour = QColor(ground)
    light = 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF()
    return QColor(_WHITE if light < _LIGHT_GROUND else _DARK)


def foot_height(foot: str, width: float, look: Look) -> float:
    """Return the room that the words under a picture take."""
    return _height(foot, CAPTION, QRectF(0, 0, width, 0), look) + STEP if foot else 0.0


def paint_foot(foot: str, painter: QPainter, whole: QRectF, look: Look) -> None:
    """Write at the lower edge of a picture."""
    painter.setFont(look.font(CAPTION))
    painter.setPen(QColor(look.colours.quiet_text))
    below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
    painter.drawText(whole, int(below | Qt.TextFlag.TextWordWrap), foot)


def _head(chart: Chart, whole: QRectF, look: Look) -> float:
    texts = ((chart.title, HEADING), (chart.unit, chart.unit_size))
    height = sum(_height(text, size, whole, look) for text, size in texts if text)
    return height + 2 * STEP if height else 0.0


def _height(text: str, size: int, whole: QRectF, look: Look) -> float:
    metrics = QFontMetricsF(look.font(size))
    box = QRectF(0, 0, whole.width(), 1e4)
    return metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), text).height() + STEP
