"""What a hand does on the page of rules and clauses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.look.rule_editor import PercentEditor
from desktop.pages.rules.clause_editor import ClauseEditor
from desktop.pages.rules.page import RulesPage

CTRL = Qt.KeyboardModifier.ControlModifier


def rules_page(qtbot: QtBot, window: MainWindow) -> RulesPage:
    """Go to the page by its key."""
    qtbot.keyClick(window, Qt.Key.Key_4, CTRL)
    page = window.page_of(RulesPage)
    assert page.isVisible()
    return page


def percent(page: RulesPage, rule: str) -> PercentEditor:
    editor = page.rules.rows[rule].editor
    assert isinstance(editor, PercentEditor)
    return editor


def type_percent(qtbot: QtBot, editor: PercentEditor, text: str) -> None:
    editor.box.setFocus()
    editor.box.selectAll()
    qtbot.keyClicks(editor.box, text)
    qtbot.keyClick(editor.box, Qt.Key.Key_Return)


def rule(window: MainWindow, key: str, scenario: str = "base") -> object:
    frame = window.document.open_case.table("Scenarios")
    return frame[frame["rule"] == key][scenario].iloc[0]


def undo(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)


def pick(box: QComboBox, words: str) -> None:
    at = box.findText(words)
    assert at >= 0, words
    box.setCurrentIndex(at)
    box.activated.emit(at)


def write_clause(qtbot: QtBot, page: RulesPage, value: str, **chosen: str) -> ClauseEditor:
    """Open the editor by its button, choose the words, type the value and press Add."""
    qtbot.mouseClick(page.clauses.add_button, Qt.MouseButton.LeftButton)
    editor = open_editor(page)
    for name, words in chosen.items():
        pick(getattr(editor, name), words)
    qtbot.keyClicks(editor.value, value)
    press(qtbot, editor, "Add clause")
    return editor


def open_editor(page: RulesPage) -> ClauseEditor:
    return next(e for e in page.window().findChildren(ClauseEditor) if e.isVisible())


def press(qtbot: QtBot, widget: QWidget, text: str) -> None:
    button = next(b for b in widget.findChildren(QPushButton) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def switch(qtbot: QtBot, view: QListWidget, row: int) -> None:
    """Press the space bar on a row."""
    view.setFocus()
    view.setCurrentRow(row)
    qtbot.keyClick(view, Qt.Key.Key_Space)
