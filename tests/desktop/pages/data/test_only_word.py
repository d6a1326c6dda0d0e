"""Enter and Tab take the only word that is left of what a cell offers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.data.case_grid import CaseGrid
from desktop.tables.table_cells import only_word
from tests.desktop.app.test_start import grid_of, read
from tests.desktop.pages.data.test_page import edit, popup_of

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
WORDS = ["welcome", "training", "train", "étape", "work"]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("we", "welcome"),
        ("WO", "work"),
        ("comE", "welcome"),
        ("etap", "étape"),
        ("train", "train"),
        ("TRAIN", "train"),
        ("trai", "trai"),
        ("r", "r"),
        ("atlantis", "atlantis"),
        ("", ""),
        (" ", " "),
    ],
)
def test_a_word_is_taken_where_no_other_is_meant(typed: str, taken: str) -> None:
    assert only_word(typed, WORDS) == taken


def finish(qtbot: QtBot, grid: CaseGrid, editor: QLineEdit, typed: str, key: Qt.Key) -> None:
    editor.selectAll()
    qtbot.keyClicks(editor, typed)
    popup = popup_of(editor)
    qtbot.keyClick(popup if popup.isVisible() else editor, key)
    if key == ENTER:
        qtbot.waitUntil(lambda: grid.state() is not QAbstractItemView.State.EditingState)


@pytest.mark.parametrize("key", [ENTER, TAB])
def test_the_key_takes_the_only_word_that_is_left(
    qtbot: QtBot, worked: MainWindow, key: Qt.Key
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = read(grid, 0, "to_stage")
    other = next(w for w in grid.table.offered(grid.table.column_at("to_stage")) if w != before)
    editor = edit(qtbot, grid, 0, "to_stage")
    finish(qtbot, grid, editor, other[:-1], key)
    assert read(grid, 0, "to_stage") == other
    assert worked.document.undo_stack.count() == 1
    row, columns = (0, 1) if key == TAB else (1, 0)
    at = grid.table.column_at("to_stage") + columns
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (row, at)


@pytest.mark.parametrize("key", [ENTER, TAB])
def test_where_several_are_left_what_was_typed_stays(
    qtbot: QtBot, sample: MainWindow, key: Qt.Key
) -> None:
    grid = grid_of(qtbot, sample, "Flows")
    at = grid.table.column_at("to_territory")
    words = grid.table.offered(at)
    letter = next(w[0] for w in words if sum(o.startswith(w[0]) for o in words) > 1)
    editor = edit(qtbot, grid, 0, "to_territory")
    finish(qtbot, grid, editor, letter, key)
    assert read(grid, 0, "to_territory") == letter


def test_what_nobody_typed_is_not_completed(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    at = grid.table.column_at("to_stage")
    part = grid.table.offered(at)[-1][:-1]
    grid.table.setData(grid.table.index(0, at), part)
    editor = edit(qtbot, grid, 0, "to_stage")
    qtbot.keyClick(editor, ENTER)
    qtbot.waitUntil(lambda: grid.state() is not QAbstractItemView.State.EditingState)
    assert read(grid, 0, "to_stage") == part


def test_the_key_of_a_choice_is_that_choice_also_where_another_one_has_it_inside(
    worked: MainWindow,
) -> None:
    for grid in worked.data_page.grids:
        for at in range(grid.table.columnCount()):
            column = grid.table.column(at)
            for key in column.choices if column is not None else ():
                assert grid.table.completed(at, key) == key
