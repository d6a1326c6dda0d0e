"""What a person does with the cells of the data page, by clicks and keys."""

from __future__ import annotations

import pandas as pd
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.data.case_grid import CaseGrid
from desktop.tables.row_search import places_of
from models.editing import CellEdit
from tests.desktop.app.test_start import click_cell, grid_of, read, type_into
from tests.desktop.conftest import wait_for_split

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
    return [read(grid, row, key) for row in range(grid.table.shown_row_count())]


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
    before, count = frame(worked, "Costs"), grid.table.shown_row_count()
    go_to(qtbot, grid, count - 1, "cost_per_person")
    paste(qtbot, grid, "1,500\n2\u202f500\n3500.5")
    assert grid.table.shown_row_count() == count + 2
    assert frame(worked, "Costs")["cost_per_person"].tolist()[-3:] == [1500, 2500, 3500.5]
    assert worked.document.undo_stack.count() == 1
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert frame(worked, "Costs").equals(before)
    assert grid.table.shown_row_count() == count
    qtbot.keyClick(grid, Qt.Key.Key_Y, CTRL)
    assert frame(worked, "Costs")["cost_per_person"].tolist()[-3:] == [1500, 2500, 3500.5]


def test_one_value_fills_the_selection(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    go_to(qtbot, grid, 0, "persons")
    select_to(qtbot, grid, 2, "persons")
    paste(qtbot, grid, "12")
    assert column(grid, "persons")[:3] == ["12", "12", "12"]
    assert worked.document.undo_stack.count() == 1


def test_a_block_with_one_wrong_cell_is_pasted_whole_as_one_edit_and_that_cell_is_listed(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    before = frame(worked, "Costs")
    go_to(qtbot, grid, 0, "cost_per_person")
    paste(qtbot, grid, "1\na lot\n3")
    assert column(grid, "cost_per_person")[:3] == ["1", "a lot", "3"]
    page = worked.data_page
    qtbot.waitUntil(lambda: page.problem_table.rowCount() > 0, timeout=10_000)
    first = page.problem_table.problem(0)
    assert (first.code, first.row, first.column) == ("not-a-number", 1, "cost_per_person")
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert frame(worked, "Costs").equals(before)


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


def test_a_thousand_rows_are_pasted_as_one_edit(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    lines = [grid.table.index(0, at).data() for at in range(grid.table.columnCount())]
    years = ["\t".join([str(1900 + row % 300), *lines[1:]]) for row in range(1000)]
    go_to(qtbot, grid, 0, "year")
    QApplication.clipboard().setText("\n".join(years))
    grid.paste()
    qtbot.waitUntil(lambda: grid.table.shown_row_count() == 1000, timeout=20_000)
    assert worked.document.undo_stack.count() == 1


def click_header(qtbot: QtBot, grid: CaseGrid, key: str) -> None:
    header = grid.horizontalHeader()
    at = grid.table.column_at(key)
    grid.scrollTo(grid.table.index(0, at))
    x = header.sectionViewportPosition(at) + header.sectionSize(at) // 2
    place = QPoint(x, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def persons(grid: CaseGrid) -> list[float]:
    return [float(text.replace(",", "").replace("–", "0")) for text in column(grid, "persons")]


def test_a_click_on_a_header_sorts_and_the_third_brings_the_order_of_the_case_back(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before, case_order = frame(worked, "Flows"), persons(grid)
    click_header(qtbot, grid, "persons")
    assert persons(grid) == sorted(case_order)
    click_header(qtbot, grid, "persons")
    assert persons(grid) == sorted(case_order, reverse=True)
    click_header(qtbot, grid, "persons")
    assert persons(grid) == case_order
    assert frame(worked, "Flows") is before


def test_a_row_that_is_sorted_keeps_its_number_and_its_edits(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    click_header(qtbot, grid, "persons")
    click_header(qtbot, grid, "persons")
    of_case = int(grid.table.headerData(0, Qt.Orientation.Vertical)) - 2  # type: ignore[call-overload]
    most = frame(worked, "Flows")["persons"]
    assert most.iloc[of_case] == most.max()
    type_into(qtbot, grid, 0, "persons", "1")
    assert frame(worked, "Flows")["persons"].iloc[of_case] == 1
    assert read(grid, 0, "persons") == "1"
    go_to(qtbot, grid, 0, "persons")
    paste(qtbot, grid, "2\n3")
    assert frame(worked, "Flows")["persons"].iloc[of_case] == 2
    assert persons(grid)[:2] == [2, 3]


def narrow(qtbot: QtBot, window: MainWindow, text: str) -> None:
    line = window.data_page.filter_bar.line
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.waitUntil(lambda: window.data_page.grid.table.row_filter.held == text)


def test_only_rows_that_hold_a_text_are_shown_and_a_sentence_counts_them(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    total = grid.table.shown_row_count()
    columns = range(grid.table.columnCount())
    shown = [[str(grid.table.index(row, at).data()) for at in columns] for row in range(total)]
    stage = next(
        text
        for text in [cell for row in shown for cell in row if cell]
        if sum(text in "|".join(r) for r in shown) < total
    )
    wanted = [row for row in shown if stage.casefold() in "|".join(row).casefold()]
    narrow(qtbot, worked, stage.upper())
    assert grid.table.shown_row_count() == len(wanted) < total
    sentence = worked.data_page.filter_bar.sentence
    assert sentence.text() == f"{len(wanted)} of {total} rows are shown."
    qtbot.keyClick(worked.data_page.filter_bar.line, Qt.Key.Key_Escape)
    assert grid.table.shown_row_count() == total
    assert sentence.text() == ""


def test_rows_added_and_deleted_among_the_shown_ones_are_the_right_ones_of_the_case(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = frame(worked, "Flows")
    narrow(qtbot, worked, read(grid, 3, "to_stage"))
    of_case = grid.table.rows.case_row(1)
    shown = grid.table.shown_row_count()
    go_to(qtbot, grid, 1, "year")
    qtbot.mouseClick(worked.data_page.add_button, Qt.MouseButton.LeftButton)
    assert grid.currentIndex().row() == 2
    assert frame(worked, "Flows").iloc[of_case + 1].isna().all()
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert grid.table.shown_row_count() == shown
    go_to(qtbot, grid, 1, "year")
    qtbot.mouseClick(worked.data_page.delete_button, Qt.MouseButton.LeftButton)
    assert grid.table.shown_row_count() == shown - 1
    left = before.drop(index=of_case).reset_index(drop=True)
    assert frame(worked, "Flows").equals(left)
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert frame(worked, "Flows").equals(before)
    assert grid.table.shown_row_count() == shown


def test_only_rows_with_problems_are_shown(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    total = grid.table.shown_row_count()
    type_into(qtbot, grid, 1, "stage", "nowhere")
    qtbot.waitUntil(lambda: worked.document.has_errors)
    wanted = {p.row for p in worked.document.problems if p.table == "Costs" and p.row is not None}
    qtbot.mouseClick(worked.data_page.filter_bar.only_problems, Qt.MouseButton.LeftButton)
    assert {grid.table.rows.case_row(r) for r in range(grid.table.shown_row_count())} == wanted
    assert grid.table.shown_row_count() < total


def test_a_problem_in_a_row_that_is_not_shown_is_shown_when_it_is_chosen(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    narrow(qtbot, worked, "no such text")
    assert grid.table.shown_row_count() == 0
    worked.data_page.show_cell("Costs", 1, "stage")
    assert grid.currentIndex() == grid.table.index(1, grid.table.column_at("stage"))
    assert worked.data_page.filter_bar.line.text() == ""


def find(qtbot: QtBot, window: MainWindow, text: str, key: Qt.Key = Qt.Key.Key_F) -> None:
    qtbot.keyClick(window.data_page.grid, key, CTRL)
    bar = window.data_page.find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar.line, text)


def test_a_text_is_found_counted_and_walked_through(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    go_to(qtbot, grid, 0, "year")
    stage = read(grid, 0, "stage")
    find(qtbot, worked, stage.upper())
    bar = worked.data_page.find_bar
    places = places_of(grid.table.cells, None, stage, lambda: False)
    assert bar.count.text() == f"1 of {len(places)}"
    assert read(grid, *places[0][:1], "stage") == stage
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == places[1 % len(places)]
    qtbot.keyClick(bar.line, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(bar.line, Qt.Key.Key_Return, SHIFT)
    assert bar.count.text() == f"{len(places)} of {len(places)}"
    qtbot.keyClicks(bar.line, "zzz")
    assert bar.count.text() == "Not found"
    qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert grid.hasFocus()


def test_all_places_are_replaced_by_one_edit(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = frame(worked, "Flows")
    year = read(grid, 0, "year")
    count = column(grid, "year").count(year)
    find(qtbot, worked, year, Qt.Key.Key_H)
    bar = worked.data_page.find_bar
    qtbot.keyClicks(bar.by, "2040")
    qtbot.mouseClick(bar.all_button, Qt.MouseButton.LeftButton)
    assert column(grid, "year").count("2040") == count
    assert worked.document.undo_stack.count() == 1
    assert bar.count.text() == "Not found"
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert frame(worked, "Flows").equals(before)


def test_one_place_is_replaced_and_the_next_is_found(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    go_to(qtbot, grid, 0, "year")
    year = read(grid, 0, "year")
    count = column(grid, "year").count(year)
    find(qtbot, worked, year, Qt.Key.Key_H)
    bar = worked.data_page.find_bar
    qtbot.keyClicks(bar.by, "2040")
    qtbot.mouseClick(bar.replace_button, Qt.MouseButton.LeftButton)
    assert read(grid, 0, "year") == "2040"
    assert column(grid, "year").count(year) == count - 1


def test_what_is_wrong_once_replaced_stands_there_as_text_and_can_be_undone(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = frame(worked, "Flows")
    find(qtbot, worked, read(grid, 0, "year"), Qt.Key.Key_H)
    bar = worked.data_page.find_bar
    qtbot.keyClicks(bar.by, "soon")
    qtbot.mouseClick(bar.all_button, Qt.MouseButton.LeftButton)
    assert read(grid, 0, "year") == "soon"
    worked.document.undo_stack.undo()
    assert frame(worked, "Flows").equals(before)


def edit(qtbot: QtBot, grid: CaseGrid, row: int, key: str) -> QLineEdit:
    go_to(qtbot, grid, row, key)
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    return editor


def popup_of(editor: QLineEdit) -> QAbstractItemView:
    popup = editor.completer().popup()
    assert popup is not None
    return popup


def words_of(editor: QLineEdit) -> list[str]:
    words = editor.completer().completionModel()
    return [str(words.index(row, 0).data()) for row in range(words.rowCount())]


def test_a_cell_offers_the_territories_stages_and_choices_it_can_hold(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    stages = frame(worked, "Stages")["stage"].tolist()
    editor = edit(qtbot, grid, 0, "to_stage")
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    popup = popup_of(editor)
    assert popup.isVisible()
    assert words_of(editor) == stages
    popup.setCurrentIndex(popup.model().index(1, 0))
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read(grid, 0, "to_stage") == stages[1])
    qtbot.waitUntil(lambda: grid.state() is not QAbstractItemView.State.EditingState)
    assert worked.document.undo_stack.count() == 1


def test_yes_and_no_are_offered_and_typing_narrows_the_words(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Stages")
    editor = edit(qtbot, grid, 0, "cofunded")
    editor.selectAll()
    qtbot.keyClicks(editor, "n")
    assert words_of(editor) == ["no"]
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_scenarios_and_choices_are_offered(worked: MainWindow) -> None:
    tables = {grid.table.table.key: grid.table for grid in worked.data_page.grids}
    clauses = tables["Clauses"]
    assert clauses.offered(clauses.column_at("scenario")) == list(
        worked.document.open_case.scenarios()
    )
    assert "agreed" in clauses.offered(clauses.column_at("status"))
    flows = tables["Flows"]
    assert flows.offered(flows.column_at("persons")) == []


def test_a_word_typed_to_its_end_is_taken_over_by_one_enter_while_the_list_is_open(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    stage = frame(worked, "Stages")["stage"].tolist()[-1]
    editor = edit(qtbot, grid, 0, "to_stage")
    editor.selectAll()
    qtbot.keyClicks(editor, stage)
    popup = popup_of(editor)
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.state() is not QAbstractItemView.State.EditingState)
    assert read(grid, 0, "to_stage") == stage


@pytest.mark.parametrize("key", ["persons", "to_stage", "note"])
def test_what_is_being_typed_stays_when_problems_and_other_cells_come_meanwhile(
    qtbot: QtBot, worked: MainWindow, key: str
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    editor = edit(qtbot, grid, 2, key)
    editor.selectAll()
    qtbot.keyClicks(editor, "7")
    worked.document.take_problems(())
    before = frame(worked, "Flows")["persons"].iloc[0]
    worked.document.set_cells("Flows", [CellEdit(0, "persons", before, 90.0)])
    wait_for_split(qtbot, worked)
    qtbot.keyClicks(editor, "5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read(grid, 2, key) == "75")
