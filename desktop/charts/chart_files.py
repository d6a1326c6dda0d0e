"""Pictures of charts: PNG, SVG, PDF, the clipboard and paper, all from one painting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
)
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPaintDevice, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.app import dialogs
from desktop.app.dialogs import ask_where_to_write
from desktop.charts.chart import (
    Chart,
    ChartLook,
    foot_height,
    look_on_paper,
    paint_chart,
    paint_foot,
)
from desktop.charts.chart_origin import file_name_of, origin_for
from desktop.look.theme import STEP, Theme
from models.problems import RelaisError
from models.workbook.safe_writing import replace_safely

_SHARPNESS = 2.0
_MARGIN = 16
_MOST_BLANK = 10 * STEP
"""More blank than this under a chart is cut off."""
_DOTS_PER_INCH = 96


@dataclass(frozen=True)
class _Sheet:
    """A picture: how large it is, where the chart lies and where the line under it."""

    size: QSize
    chart: QRectF
    foot: QRectF


def chart_image(chart: Chart, size: QSize, look: ChartLook, source: str = "") -> QImage:
    """Return a picture of a chart at twice the resolution of the screen.

    Args:
        chart: what is painted.
        size: of the chart with a margin; where its lower part would be blank, less is enough.
        look: colours and fonts.
        source: the line under it that says where it is from.
    """
    sheet = _sheet(chart, size, look, source)
    image = QImage(sheet.size * _SHARPNESS, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_SHARPNESS)
    _paint_on(image, chart, sheet, look, source)
    return image


def write_chart(chart: Chart, path: Path, size: QSize, look: ChartLook, source: str = "") -> None:
    """Write a chart to a .png, .svg or .pdf file; as `chart_image`.

    Raises:
        RelaisError: the file cannot be written; an old one is still whole.
    """
    kind = path.suffix.lower().lstrip(".")
    replace_safely(path, _content(chart, kind, size, look, source), lambda _written: None)


def print_chart(chart: Chart, printer: QPrinter, look: ChartLook, source: str = "") -> None:
    """Print a chart on one page, with the line that says where it is from."""
    painter = QPainter(printer)
    scale = printer.resolution() / _DOTS_PER_INCH
    painter.scale(scale, scale)
    page = printer.pageLayout().paintRectPixels(printer.resolution())
    whole = QRectF(0, 0, page.width() / scale, page.height() / scale)
    room = whole.adjusted(0, 0, 0, -foot_height(_foot(chart, source), whole.width(), look))
    _paint(chart, painter, _Sheet(whole.size().toSize(), room, whole), look, source)
    painter.end()


def _content(chart: Chart, kind: str, size: QSize, look: ChartLook, source: str) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if kind == "png":
        chart_image(chart, size, look, source).save(buffer, "PNG")  # type: ignore[call-overload]
    else:
        sheet = _sheet(chart, size, look, source)
        device = _svg(buffer, sheet, source) if kind == "svg" else _pdf(buffer, sheet)
        device.setTitle(chart.title)
        _paint_on(device, chart, sheet, look, source)
    return bytes(content.data())


def _svg(buffer: QBuffer, sheet: _Sheet, source: str) -> QSvgGenerator:
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_DOTS_PER_INCH)
    generator.setSize(sheet.size)
    generator.setViewBox(QRectF(QPointF(0, 0), QSizeF(sheet.size)))
    generator.setDescription(source)
    return generator


def _pdf(buffer: QBuffer, sheet: _Sheet) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    points = QSizeF(sheet.size) * 72 / _DOTS_PER_INCH
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    return writer


def _paint_on(
    device: QPaintDevice, chart: Chart, sheet: _Sheet, look: ChartLook, source: str
) -> None:
    painter = QPainter(device)
    painter.fillRect(QRectF(QPointF(0, 0), QSizeF(sheet.size)), QColor(look.ground))
    _paint(chart, painter, sheet, look, source)
    painter.end()


def _paint(chart: Chart, painter: QPainter, sheet: _Sheet, look: ChartLook, source: str) -> None:
    paint_chart(chart, painter, sheet.chart, look)
    if foot := _foot(chart, source):
        paint_foot(foot, painter, sheet.foot, look)


def _foot(chart: Chart, source: str) -> str:
    """Return what stands under a picture: what the page said beside it, and where it is from."""
    return "\n".join(filter(None, (chart.note, source)))


def _sheet(chart: Chart, size: QSize, look: ChartLook, source: str) -> _Sheet:
    """Lay the chart out in all of its size, then cut off what is blank under it."""
    inside = QRectF(QPointF(0, 0), QSizeF(size)).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    end = _end_of_ink(chart, size, inside, look)
    bottom = inside.bottom() if inside.bottom() - end <= _MOST_BLANK else end
    tall = foot_height(_foot(chart, source), inside.width(), look)
    foot = inside.adjusted(0, 0, 0, bottom - inside.bottom() + tall)
    return _Sheet(QSize(size.width(), round(foot.bottom()) + _MARGIN), inside, foot)


def _end_of_ink(chart: Chart, size: QSize, inside: QRectF, look: ChartLook) -> float:
    """Return where the lowest thing that a chart paints ends."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(look.ground))
    blank = _row(image, 0)
    painter = QPainter(image)
    paint_chart(chart, painter, inside, look)
    painter.end()
    inked = (y for y in range(size.height() - 1, -1, -1) if _row(image, y) != blank)
    return next(inked, size.height()) + 1.0


def _row(image: QImage, y: int) -> bytes:
    return bytes(image.constScanLine(y))  # type: ignore[call-overload, no-any-return]


def copy_chart(view: QWidget, chart: Chart, theme: Theme) -> None:
    """Put a picture on the clipboard, as large as the view."""
    image = chart_image(chart, view.size(), look_on_paper(theme), _source(view))
    QApplication.clipboard().setImage(image)


def save_chart(view: QWidget, chart: Chart, theme: Theme) -> None:
    """Ask for a file and write the picture there; say so, or why that was not possible."""
    translate, origin = QCoreApplication.translate, origin_for(view)
    proposal = origin.proposal(chart) if origin else Path(file_name_of(chart) + ".png")
    kinds = {
        translate("ChartView", "Picture (*.png)"): ".png",
        translate("ChartView", "Drawing (*.svg)"): ".svg",
        translate("ChartView", "Document (*.pdf)"): ".pdf",
    }
    path = ask_where_to_write(view, translate("ChartView", "Save the chart"), proposal, kinds)
    if path is None:
        return
    try:
        write_chart(chart, path, view.size(), look_on_paper(theme), _source(view))
    except RelaisError as error:
        dialogs.tell_error(view, error)
        return
    if origin is not None:
        origin.say_written(path)


def print_on_paper(view: QWidget, chart: Chart, theme: Theme) -> None:
    """Ask for a printer and print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, view).exec() == QDialog.DialogCode.Accepted:
        print_chart(chart, printer, look_on_paper(theme), _source(view))


def _source(view: QWidget) -> str:
    """Return the line under a picture that says where it is from."""
    origin = origin_for(view)
    return origin.source() if origin else ""
