"""Pictures of charts: PNG, SVG, PDF, the clipboard and paper, all from one painting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgGenerator

from desktop.charts.chart import Chart, Look
from desktop.charts.painting import paint_chart
from models.workbook.safely import replace_safely

KINDS = ("png", "svg", "pdf")
_SHARPNESS = 2.0
_MARGIN = 16
_DOTS_PER_INCH = 96


def chart_image(chart: Chart, size: QSize, look: Look) -> QImage:
    """Return a picture of a chart at twice the resolution of the screen."""
    image = QImage(size * _SHARPNESS, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_SHARPNESS)
    image.fill(QColor(look.colours.surface))
    painter = QPainter(image)
    paint_chart(chart, painter, _inside(QSizeF(size)), look)
    painter.end()
    return image


def write_chart(chart: Chart, path: Path, size: QSize, look: Look) -> None:
    """Write a chart to a .png, .svg or .pdf file.

    Raises:
        RelaisError: the file cannot be written; an old one is still whole.
    """
    kind = path.suffix.lower().lstrip(".")
    makers = {"png": _png, "svg": _svg, "pdf": _pdf}
    replace_safely(path, makers[kind](chart, size, look), lambda _written: None)


def print_chart(chart: Chart, printer: QPrinter, look: Look) -> None:
    """Print a chart on one page."""
    painter = QPainter(printer)
    scale = printer.resolution() / _DOTS_PER_INCH
    painter.scale(scale, scale)
    page = printer.pageLayout().paintRectPixels(printer.resolution())
    paint_chart(chart, painter, QRectF(0, 0, page.width() / scale, page.height() / scale), look)
    painter.end()


def _png(chart: Chart, size: QSize, look: Look) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    chart_image(chart, size, look).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def _svg(chart: Chart, size: QSize, look: Look) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_DOTS_PER_INCH)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(chart.title)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(look.colours.surface))
    paint_chart(chart, painter, _inside(QSizeF(size)), look)
    painter.end()
    return bytes(content.data())


def _pdf(chart: Chart, size: QSize, look: Look) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    points = QSizeF(size) * 72 / _DOTS_PER_INCH
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setTitle(chart.title)
    painter = QPainter(writer)
    paint_chart(chart, painter, _inside(QSizeF(size)), look)
    painter.end()
    return bytes(content.data())


def _inside(size: QSizeF) -> QRectF:
    return QRectF(0, 0, size.width(), size.height()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
