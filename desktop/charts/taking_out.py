"""Taking a chart out of the window: to the clipboard, into a file, onto paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.app import dialogs
from desktop.charts.chart import Chart, look_on_paper
from desktop.charts.chart_files import chart_image, print_chart, write_chart
from desktop.charts.chart_origin import file_name_of, origin_for
from desktop.look.theme import Theme
from desktop.project.target_file import ask_where_to_write
from models.problems import RelaisError


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
