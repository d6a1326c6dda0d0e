"""What a real window says of a few cases, page by page, is what stands in the golden files.

Every text is asked of Qt's own widgets (labels, buttons, boxes, charts, what a screen reader gets),
so that the pages may be made anew. Set WRITE_GOLDEN=1 to write the files anew; then read what
changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.chart_view import ChartView
from models.workbook.plain import write_case
from tests.cases import SAMPLES
from tests.desktop.conftest import OpenWindow
from tests.second_edition import everything
from tests.sentences.cases import GROUPS
from tests.sentences.window import without_tags

GOLDEN = Path(__file__).parents[1] / "sentences" / "golden" / "screen"
_MOST_CELLS = 300
"""A table with more is one of data, not of words."""
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
EVERYTHING = "everything of the second edition"
CASES = {
    "worked": None,
    "two clauses of one payer": "conflicts",
    "everybody half and everybody all": "conflicts",
    "budgets of 3000 each": "gaps",
    "no programme": "gaps",
    "another own share and a clause": "scenarios",
    EVERYTHING: "",
}
"""The cases that are opened, and the group that each is from."""


@pytest.mark.parametrize("name", CASES)
def test_what_the_window_says_is_as_written_down(
    name: str, qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window()
    window.open_path(_path(name, tmp_path))
    qtbot.waitUntil(lambda: window.document.case is not None, timeout=60_000)
    window.resize(1366, 768)
    text = "\n".join(_said(qtbot, window)) + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def _path(name: str, folder: Path) -> Path:
    group = CASES[name]
    if group is None:
        return SAMPLES / f"{name}.xlsx"
    path = folder / "case.xlsx"
    write_case(everything() if name == EVERYTHING else GROUPS[group]()[name], path)
    return path


def _said(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    seen: set[str] = set()
    for page in window.page_list:
        window.show_page(page)
        _until_calm(qtbot, window)
        yield f"## {page.title}"
        for line in _of_widgets(page):
            if line not in seen:  # what all pages have stands there once
                seen.add(line)
                yield line


def _until_calm(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing runs and the page says the same twice."""
    before: list[str] = []
    for _ in range(100):
        qtbot.wait(150)  # longer than any page waits before it asks
        qtbot.waitUntil(lambda: not any(one.busy for one in window.questions), timeout=60_000)
        now = list(_of_widgets(window.pages))
        if now == before:
            return
        before = now
    raise AssertionError("the page does not come to rest")


def _of_widgets(page: QWidget) -> Iterable[str]:
    for widget in [page, *page.findChildren(QWidget)]:
        if widget.isVisible():
            yield from (_on_one_line(text) for text in _of_widget(widget) if text.strip())


def _of_widget(widget: QWidget) -> Iterator[str]:
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QTextEdit):
        yield from widget.toPlainText().split("\n")
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model())
    if isinstance(widget, ChartView) and (chart := widget.chart) is not None:
        yield from (chart.name, chart.title, chart.unit, chart.note)
        yield " | ".join(chart.table().header)
        yield from (mark.text for mark in widget.marks())


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    top = QModelIndex()
    rows, columns = model.rowCount(top), _columns(model, top)
    for column in range(columns):
        yield from (
            str(model.headerData(column, Qt.Orientation.Horizontal, role) or "") for role in _ROLES
        )
    if rows * columns <= _MOST_CELLS:
        yield from _of_rows(model, top)


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    """Return the columns of a table; a list has one, and no public way to say so."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def _of_rows(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        for column in range(_columns(model, parent)):
            index = model.index(row, column, parent)
            yield from (str(model.data(index, role) or "") for role in _ROLES)
        if not isinstance(model, QAbstractListModel):
            yield from _of_rows(model, model.index(row, 0, parent))


def _on_one_line(text: str) -> str:
    plain = without_tags(text) if "</" in text else text
    return plain.replace("\n", "⏎").replace("\u00a0", "⍽").replace("\u202f", "⍽")
