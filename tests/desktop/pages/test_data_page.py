"""What a person does with the cells of the data page, by clicks and keys."""

from __future__ import annotations

import time

import pandas as pd
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.pages.case_grid import CaseGrid
from tests.desktop.test_window import click_cell, grid_of, read

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def go_to(qtbot: QtBot, grid: CaseGrid, row: int, column: str) -> None:
    click_cell(qtbot, grid, grid.table.index(row, grid.table.column_at(column)))


def select_to(qtbot: QtBot, grid: CaseGrid, row: int, column: str) -> None:
    index = grid.table.index(row, grid.table.column_at(column))
    place = grid.visualRect(index).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, SHIFT, place)


def paste(qtbot: QtBot, grid: CaseGrid, text: str) -> None:
    QApplication.clipboard().setText(text)
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)


def column(grid: CaseGrid, key: str) -> list[str]:
    return [read(grid, row, key) for row in range(grid.table.rowCount())]


def frame(window: MainWindow, table: str) -> pd.DataFrame:
    return window.document.open_case.table(table)


def message(window: MainWindow) -> str:
    return window.statusBar().currentMessage()


def test_a_block_is_pasted_at_the_current_cell_as_one_edit(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = frame(worked, "Flows")
    go_to(qtbot, grid, 0, "year")
    to_stage = grid.table.column_at("to_stage")
    keys = [grid.table.column(at).key for at in range(to_stage + 1)]  # type: ignore[union-attr]
    lines = [[read(grid, 0, key) for key in keys], [read(grid, 1, key) for key in keys]]
    lines[0][0], lines[1][0] = "2031", "2032"
    paste(qtbot, grid, "\r\n".join("\t".join(line) for line in lines) + "\r\n")
    assert column(grid, "year")[:2] == ["2031", "2032"]
    assert worked.document.undo_stack.count() == 1
    assert worked.document.undo_stack.undoText().startswith("Paste")
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert frame(worked, "Flows").equals(before)


def test_a_block_longer_than_the_table_adds_rows_and_undo_takes_them_out(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    before, count = frame(worked, "Costs"), grid.table.rowCount()
    go_to(qtbot, grid, count - 1, "cost_per_person")
    paste(qtbot, grid, "1,500\n2\u202f500\n3500.5")
    assert grid.table.rowCount() == count + 2
    assert frame(worked, "Costs")["cost_per_person"].tolist()[-3:] == [1500, 2500, 3500.5]
    assert worked.document.undo_stack.count() == 1
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert frame(worked, "Costs").equals(before)
    assert grid.table.rowCount() == count
    qtbot.keyClick(grid, Qt.Key.Key_Y, CTRL)
    assert frame(worked, "Costs")["cost_per_person"].tolist()[-3:] == [1500, 2500, 3500.5]


def test_one_value_fills_the_selection(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    go_to(qtbot, grid, 0, "persons")
    select_to(qtbot, grid, 2, "persons")
    paste(qtbot, grid, "12")
    assert column(grid, "persons")[:3] == ["12", "12", "12"]
    assert worked.document.undo_stack.count() == 1


def test_a_block_with_one_wrong_cell_changes_nothing_and_says_which_cell_and_why(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    before = frame(worked, "Costs")
    go_to(qtbot, grid, 0, "cost_per_person")
    paste(qtbot, grid, "1\na lot\n3")
    assert frame(worked, "Costs") is before
    assert message(worked) == (
        "“a lot” is not a number. It would stand in Cost per person (EUR), row 3; "
        "nothing was changed."
    )
    assert grid.table.headerData(1, Qt.Orientation.Vertical) == "3"
    assert not worked.isWindowModified()


def test_a_block_wider_than_the_table_is_refused(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    before = frame(worked, "Costs")
    last = grid.table.columnCount() - 1
    click_cell(qtbot, grid, grid.table.index(0, last))
    paste(qtbot, grid, "a\tb")
    assert frame(worked, "Costs") is before
    assert message(worked).startswith("The block is wider than the table.")


def test_a_copied_block_pastes_back_the_same(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = frame(worked, "Flows")
    grid.setFocus()
    grid.selectAll()
    qtbot.keyClick(grid, Qt.Key.Key_C, CTRL)
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert frame(worked, "Flows") is before
    assert worked.document.undo_stack.count() == 0


def test_cells_are_cut_and_come_back_by_one_undo(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = frame(worked, "Flows")
    go_to(qtbot, grid, 0, "persons")
    select_to(qtbot, grid, 1, "persons")
    shown = column(grid, "persons")[:2]
    qtbot.keyClick(grid, Qt.Key.Key_X, CTRL)
    assert QApplication.clipboard().text().split("\n") == shown
    assert column(grid, "persons")[:2] == ["", ""]
    assert worked.document.undo_stack.undoText() == "Cut 2 cells from Flows"
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert frame(worked, "Flows").equals(before)


def test_filling_down_repeats_the_topmost_cell(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    first = column(grid, "persons")[0]
    go_to(qtbot, grid, 0, "persons")
    select_to(qtbot, grid, 3, "persons")
    qtbot.keyClick(grid, Qt.Key.Key_D, CTRL)
    assert column(grid, "persons")[:4] == [first] * 4
    assert worked.document.undo_stack.count() == 1


def test_a_thousand_rows_are_pasted_without_a_halt(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    lines = [grid.table.index(0, at).data() for at in range(grid.table.columnCount())]
    years = ["\t".join([str(1900 + row % 300), *lines[1:]]) for row in range(1000)]
    go_to(qtbot, grid, 0, "year")
    QApplication.clipboard().setText("\n".join(years))
    start = time.perf_counter()
    grid.paste()
    took = time.perf_counter() - start
    assert grid.table.rowCount() == 1000
    assert took < 1.0, took
