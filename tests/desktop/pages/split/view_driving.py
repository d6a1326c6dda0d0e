"""What a hand does to see the split in one of its views."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.document.edits import RuleEditing
from desktop.engine.question import AnswerState
from desktop.pages.split.layer_question import LayerQuestion
from desktop.tables.figure_sheet_view import FigureSheetView
from models.declaration.rules import RULE_BY_KEY
from models.editing import Value
from tests.desktop.conftest import wait_for_split

ANSWERED_WITHIN = 60_000


def set_rule(qtbot: QtBot, window: MainWindow, rule: str, value: Value) -> None:
    """Give the chosen scenario another rule, and wait for its split."""
    RuleEditing(window.document, RULE_BY_KEY[rule])(value, 0)
    wait_for_split(qtbot, window)


def click_tab(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Click the tab of a view by its name, without its mnemonic."""
    tabs = window.split_page.tabs
    names = [tabs.tabText(at).replace("&", "") for at in range(tabs.count())]
    place = tabs.tabRect(names.index(name)).center()
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=place)


def wait_for_answer(qtbot: QtBot, question: LayerQuestion[Any]) -> None:
    """Wait until it is found out."""
    qtbot.waitUntil(lambda: question.state is AnswerState.CURRENT, timeout=ANSWERED_WITHIN)


def sentence(window: MainWindow) -> str:
    """Return what the page opens with."""
    return window.split_page.sentence.text().replace("\u00a0", " ")


def shown(view: FigureSheetView) -> list[list[str]]:
    """Return the figures as they are shown, each row behind its label."""
    table = view.table
    columns = range(table.columnCount())
    return [
        [
            table.label(row),
            *(str(table.index(row, c).data()).replace("\u00a0", " ") for c in columns),
        ]
        for row in range(table.rowCount())
    ]


def headers(view: FigureSheetView) -> list[str]:
    """Return what stands over the columns."""
    return [view.table.column_label(column) for column in range(view.table.columnCount())]


def copied(qtbot: QtBot, view: FigureSheetView) -> str:
    """Select everything and copy it by the keys."""
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QApplication.clipboard().text()
