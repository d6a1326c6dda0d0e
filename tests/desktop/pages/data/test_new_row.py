"""The blank row below the last one: what is typed there becomes a row, and it is none before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.data.case_grid import CaseGrid
from tests.desktop.app.test_start import click_cell, grid_of, read, type_into
from tests.desktop.conftest import freeze
from tests.desktop.pages.data.test_page import (
    CTRL,
    click_header,
    column,
    find,
    frame,
    go_to,
    message,
    narrow,
    paste,
)

VERTICAL = Qt.Orientation.Vertical


def new_row(grid: CaseGrid) -> int:
    return grid.table.rowCount() - 1


def test_below_the_last_row_stands_a_blank_one_that_is_marked_and_says_what_it_is_for(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    table, row = grid.table, new_row(grid)
    assert row == table.shown_row_count() == len(frame(worked, "Flows"))
    assert table.headerData(row, VERTICAL) == "*"
    tip = table.headerData(row, VERTICAL, Qt.ItemDataRole.ToolTipRole)
    assert tip == "Type in this row to add it to the table."
    assert {table.index(row, at).data() for at in range(table.columnCount())} == {""}
    spoken = table.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Year, new row: blank"


def test_typing_there_adds_a_row_as_one_edit_and_another_blank_one_comes_below(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before, row = frame(worked, "Flows"), new_row(grid)
    type_into(qtbot, grid, row, "persons", "12")
    assert frame(worked, "Flows")["persons"].tolist() == [*before["persons"], 12]
    assert grid.currentIndex() == grid.table.index(row + 1, grid.table.column_at("persons"))
    assert grid.table.headerData(row, VERTICAL) == str(row + 2)
    assert grid.table.headerData(row + 1, VERTICAL) == "*"
    assert worked.document.undo_stack.count() == 1
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert frame(worked, "Flows").equals(before)
    assert new_row(grid) == row


def test_tab_goes_on_in_the_row_that_was_added(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    row = new_row(grid)
    go_to(qtbot, grid, row, "year")
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "2031")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert read(grid, row, "year") == "2031"
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (row, 1)
    assert new_row(grid) == row + 1


def test_it_is_in_no_copy_and_nothing_is_cleared_filled_or_deleted_in_it(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = frame(worked, "Flows")
    click_cell(qtbot, grid, grid.table.index(0, 0))
    grid.selectAll()
    qtbot.keyClick(grid, Qt.Key.Key_C, CTRL)
    assert len(QApplication.clipboard().text().split("\n")) == len(before)
    go_to(qtbot, grid, new_row(grid), "persons")
    QApplication.clipboard().setText("kept")
    for key, held in (
        (Qt.Key.Key_C, CTRL),
        (Qt.Key.Key_X, CTRL),
        (Qt.Key.Key_D, CTRL),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(grid, key, held)
    grid.delete_rows()
    assert QApplication.clipboard().text() == "kept"
    assert frame(worked, "Flows") is before
    assert worked.document.undo_stack.count() == 0


def test_a_block_pasted_there_adds_its_rows(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    before, row = frame(worked, "Costs"), new_row(grid)
    go_to(qtbot, grid, row, "cost_per_person")
    paste(qtbot, grid, "1500\n2500")
    after = frame(worked, "Costs")["cost_per_person"].tolist()
    assert after == [*before["cost_per_person"], 1500, 2500]
    assert new_row(grid) == row + 2
    assert worked.document.undo_stack.count() == 1
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert frame(worked, "Costs").equals(before)


def test_among_sorted_and_filtered_rows_it_stays_last_and_what_is_typed_there_too(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = frame(worked, "Flows")
    click_header(qtbot, grid, "persons")
    click_header(qtbot, grid, "persons")
    narrow(qtbot, worked, read(grid, 0, "to_stage"))
    row = new_row(grid)
    assert row < len(before)
    assert column(grid, "persons")[-1] != ""
    assert grid.table.headerData(row, VERTICAL) == "*"
    type_into(qtbot, grid, row, "persons", "7")
    assert read(grid, row, "persons") == "7"
    assert grid.currentIndex().row() == new_row(grid) == row + 1
    assert frame(worked, "Flows")["persons"].tolist() == [*before["persons"], 7]
    sentence = worked.data_page.filter_bar.sentence.text()
    assert sentence == f"{row + 1} of {len(before) + 1} rows are shown."


def test_where_no_row_is_shown_one_can_still_be_typed(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    before = frame(worked, "Costs")
    narrow(qtbot, worked, "no such text")
    assert (grid.table.shown_row_count(), new_row(grid)) == (0, 0)
    type_into(qtbot, grid, 0, "cost_per_person", "7")
    assert frame(worked, "Costs")["cost_per_person"].tolist() == [*before["cost_per_person"], 7]


def test_finding_never_stops_there(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    stage = read(grid, 0, "stage")
    go_to(qtbot, grid, new_row(grid), "stage")
    find(qtbot, worked, stage)
    assert grid.currentIndex().row() < grid.table.shown_row_count()
    assert grid.currentIndex().data().casefold().find(stage.casefold()) >= 0


def test_what_is_refused_there_leaves_it_blank(qtbot: QtBot, worked: MainWindow) -> None:
    freeze(qtbot, worked)
    grid = grid_of(qtbot, worked, "Clauses")
    before, row = frame(worked, "Clauses"), new_row(grid)
    type_into(qtbot, grid, row, "scenario", "base")
    assert frame(worked, "Clauses") is before
    assert new_row(grid) == row
    assert {grid.table.index(row, at).data() for at in range(grid.table.columnCount())} == {""}
    assert "frozen" in message(worked)


def test_the_command_adds_a_row_there_too(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before, row = frame(worked, "Flows"), new_row(grid)
    go_to(qtbot, grid, row, "persons")
    qtbot.mouseClick(worked.data_page.add_button, Qt.MouseButton.LeftButton)
    assert len(frame(worked, "Flows")) == len(before) + 1
    assert grid.currentIndex().row() == row
