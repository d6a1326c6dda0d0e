"""Enter goes down a column and Shift with Enter up, as in a spreadsheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.data.case_grid import CaseGrid
from tests.desktop.app.test_start import grid_of, read
from tests.desktop.pages.data.test_page import CTRL, edit, go_to, popup_of

ENTER = Qt.Key.Key_Return
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def place(grid: CaseGrid) -> tuple[int, int]:
    return grid.currentIndex().row(), grid.currentIndex().column()


@pytest.mark.parametrize(
    ("key", "held", "row"),
    [
        (ENTER, NONE, 3),
        (ENTER, SHIFT, 1),
        (Qt.Key.Key_Enter, KEYPAD, 3),
        (Qt.Key.Key_Enter, KEYPAD | SHIFT, 1),
        (ENTER, CTRL, 2),
    ],
)
def test_what_was_typed_is_taken_over_and_the_next_cell_of_the_column_is_there_to_type_in(
    qtbot: QtBot, worked: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier, row: int
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    editor = edit(qtbot, grid, 2, "persons")
    editor.selectAll()
    qtbot.keyClicks(editor, "75")
    qtbot.keyClick(editor, key, held)
    qtbot.waitUntil(lambda: grid.state() is not QAbstractItemView.State.EditingState)
    assert read(grid, 2, "persons") == "75"
    assert place(grid) == (row, grid.table.column_at("persons"))
    assert worked.document.undo_stack.count() == 1
    qtbot.waitUntil(grid.hasFocus)


def test_where_nothing_was_typed_it_goes_down_all_the_same_and_changes_nothing(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    at = grid.table.column_at("persons")
    go_to(qtbot, grid, 1, "persons")
    qtbot.keyClick(grid, ENTER)
    assert place(grid) == (2, at)
    qtbot.keyClick(grid, ENTER, SHIFT)
    assert place(grid) == (1, at)
    assert worked.document.undo_stack.count() == 0


def test_above_the_first_row_and_below_the_row_to_type_in_there_is_nowhere_to_go(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    at, last = grid.table.column_at("persons"), grid.table.rowCount() - 1
    go_to(qtbot, grid, 0, "persons")
    qtbot.keyClick(grid, ENTER, SHIFT)
    assert place(grid) == (0, at)
    go_to(qtbot, grid, last, "persons")
    qtbot.keyClick(grid, ENTER)
    assert place(grid) == (last, at)


def opened_at_another_word(
    qtbot: QtBot, grid: CaseGrid
) -> tuple[QAbstractItemView, QModelIndex, str]:
    """Open the first list of `to_stage`; return it, the place of another word, and that word."""
    words = grid.table.offered(grid.table.column_at("to_stage"))
    other = next(word for word in words if word != read(grid, 0, "to_stage"))
    editor = edit(qtbot, grid, 0, "to_stage")
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    popup = popup_of(editor)
    return popup, popup.model().index(words.index(other), 0), other


def test_the_word_chosen_in_an_open_list_is_taken_over_on_the_way_down(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    popup, at, other = opened_at_another_word(qtbot, grid)
    popup.setCurrentIndex(at)
    qtbot.keyClick(popup, ENTER)
    qtbot.waitUntil(lambda: grid.state() is not QAbstractItemView.State.EditingState)
    assert read(grid, 0, "to_stage") == other
    assert place(grid) == (1, grid.table.column_at("to_stage"))


def test_a_word_clicked_in_the_list_is_taken_over_and_its_cell_stays_the_current_one(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    popup, at, other = opened_at_another_word(qtbot, grid)
    item = popup.visualRect(at)
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=item.center())
    qtbot.waitUntil(lambda: grid.state() is not QAbstractItemView.State.EditingState)
    assert read(grid, 0, "to_stage") == other
    assert place(grid) == (0, grid.table.column_at("to_stage"))
