"""Finds by itself every text that a window shows, says to a screen reader or offers in a menu."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QBuffer,
    QIODevice,
    QModelIndex,
    QObject,
    QRectF,
    Qt,
)
from PySide6.QtGui import QAction, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop.charts.chart import look_of, paint_chart
from desktop.charts.chart_view import ChartView
from tests.pseudo import CLOSING, OPENING

_Role = Qt.ItemDataRole
_ROLES = (_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole)
_PAINTED = re.compile(r"<text[^>]*>([^<]*)</text>")
_ROWS = 40
"""How many rows of a table or a list are read; the others are made as they are."""


def shown_texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield where a text is and the text: of a window and all that is seen in it."""
    yield "title", window.windowTitle()
    for widget in (window, *window.findChildren(QWidget)):
        if widget is window or widget.isVisibleTo(window):
            for kind, text in _texts_of(widget):
                yield f"{_path(widget)}: {kind}", text
    for action in window.findChildren(QAction):
        yield f"action {action.text()}", action.text()
        yield f"action {action.text()}: tooltip", action.toolTip()
    for menu in window.findChildren(QMenu):
        yield "menu", menu.title()


def _path(widget: QObject) -> str:
    names = []
    at: QObject | None = widget
    while at is not None:
        names.append(type(at).__name__)
        at = at.parent()
    return "/".join(reversed(names[:4]))


def _texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tooltip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    yield "status", widget.statusTip()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    elif isinstance(widget, QGroupBox):
        yield "title", widget.title()
    elif isinstance(widget, QLineEdit):
        yield "text", widget.text()
        yield "placeholder", widget.placeholderText()
    elif isinstance(widget, QTextEdit):
        yield "text", widget.toPlainText()
    elif isinstance(widget, QAbstractSpinBox):
        yield "text", widget.text()
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            yield "tab", widget.tabText(at)
            yield "tab tooltip", widget.tabToolTip(at)
    elif isinstance(widget, QComboBox) or (
        isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView)
    ):
        yield from _of_model(widget.model())
    elif isinstance(widget, ChartView):
        yield from _of_chart(widget)


def _of_model(model: QAbstractItemModel | None) -> Iterator[tuple[str, str]]:
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for orientation, count in (
        (Qt.Orientation.Horizontal, columns),
        (Qt.Orientation.Vertical, min(model.rowCount(QModelIndex()), _ROWS)),
    ):
        for section in range(count):
            for role in _ROLES:
                yield "header", str(model.headerData(section, orientation, role) or "")
    for row in range(min(model.rowCount(QModelIndex()), _ROWS)):
        for column in range(columns):
            index = model.index(row, column, QModelIndex())
            for role in _ROLES:
                yield f"cell ({role.name})", str(index.data(role) or "")


def _of_chart(view: ChartView) -> Iterator[tuple[str, str]]:
    chart = view.chart
    if chart is None:
        return
    yield "chart name", chart.name
    yield "chart note", chart.note
    table = chart.table()
    for row in (table.header, *table.rows):
        yield from (("chart table", cell) for cell in row if isinstance(cell, str))
    yield from (("mark", mark.text) for mark in view.marks())
    yield from (("painted", text) for text in painted_texts(view))


def painted_texts(view: ChartView) -> list[str]:
    """Return the texts that a chart paints, from a drawing that keeps them as texts."""
    drawing, area = QSvgGenerator(), QRectF(view.rect())
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing.setOutputDevice(buffer)
    drawing.setViewBox(area)
    assert view.chart is not None
    painter = QPainter(drawing)
    paint_chart(view.chart, painter, area, look_of(view._theme))
    painter.end()
    content = bytes(buffer.data().data()).decode()
    return mended([unescape(text) for text in _PAINTED.findall(content)])


def mended(lines: list[str]) -> list[str]:
    """Return texts that were painted with those whole again that are broken within their marks."""
    texts: list[str] = []
    for line in lines:
        is_rest = CLOSING in line and OPENING not in line.partition(CLOSING)[0]
        if texts and is_rest and texts[-1].rfind(OPENING) > texts[-1].rfind(CLOSING):
            texts[-1] = f"{texts[-1]} {line}"
        else:
            texts.append(line)
    return texts


def labels_in(panel: QWidget) -> str:
    """Return everything that the labels of a panel say, from the top."""
    return "\n".join(label.text() for label in panel.findChildren(QLabel))
