"""What a right click offers on the cells, the rows and the headers of a grid."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.palette import commands_now
from desktop.app.window import MainWindow
from desktop.pages.data.case_grid import CaseGrid
from tests.desktop.app.test_start import centre, click_cell, grid_of, read
from tests.desktop.pages.data.test_page import CTRL, column, frame, go_to, persons, select_to


def right_click(qtbot: QtBot, widget: QWidget, place: QPoint) -> QMenu:
    """Click and return the menu that opens."""
    qtbot.mouseClick(widget, Qt.MouseButton.RightButton, pos=place)
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def menu_on(qtbot: QtBot, grid: CaseGrid, row: int, key: str) -> QMenu:
    index = grid.table.index(row, grid.table.column_at(key))
    grid.scrollTo(index)
    return right_click(qtbot, grid.viewport(), centre(grid, index))


def header_menu(qtbot: QtBot, grid: CaseGrid, key: str) -> QMenu:
    header, at = grid.horizontalHeader(), grid.table.column_at(key)
    grid.scrollTo(grid.table.index(0, at))
    x = header.sectionViewportPosition(at) + 8
    return right_click(qtbot, header.viewport(), QPoint(x, header.height() // 2))


def captions(menu: QMenu) -> list[str]:
    shown = (action for action in menu.actions() if not action.isSeparator())
    return [action.text().replace("&", "") for action in shown]


def entry(menu: QMenu, caption: str) -> QAction:
    return next(a for a in menu.actions() if a.text().replace("&", "") == caption)


def choose(qtbot: QtBot, menu: QMenu, caption: str) -> None:
    place = menu.actionGeometry(entry(menu, caption)).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def greyed(menu: QMenu) -> set[str]:
    return {a.text().replace("&", "") for a in menu.actions() if not a.isEnabled()} - {""}


def test_a_right_click_on_a_cell_offers_what_the_edit_menu_does_too(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    menu = menu_on(qtbot, grid, 0, "persons")
    assert captions(menu) == [
        "Cut",
        "Copy",
        "Paste",
        "Clear cells",
        "Fill down",
        "Add row",
        "Delete rows",
        "Find…",
        "Find and replace…",
        "Only rows that hold…",
        "Only rows with this value",
        "Show all rows",
        "Sort from low to high",
        "Sort from high to low",
        "Order of the case",
    ]
    assert menu.accessibleName() == "Flows"
    offered = {action for action in worked.menus.edit_menu.actions() if not action.isSeparator()}
    assert {action for action in menu.actions() if not action.isSeparator()} <= offered
    assert grid.currentIndex() == grid.table.index(0, grid.table.column_at("persons"))
    menu.close()


def test_the_entries_do_what_their_keys_do(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    first, second = column(grid, "persons")[:2]
    choose(qtbot, menu_on(qtbot, grid, 0, "persons"), "Copy")
    assert QApplication.clipboard().text() == first
    choose(qtbot, menu_on(qtbot, grid, 1, "persons"), "Paste")
    assert column(grid, "persons")[:2] == [first, first]
    choose(qtbot, menu_on(qtbot, grid, 1, "persons"), "Clear cells")
    assert column(grid, "persons")[:2] == [first, ""]
    choose(qtbot, menu_on(qtbot, grid, 1, "persons"), "Fill down")
    assert column(grid, "persons")[:2] == [first, first]
    for _ in range(3):
        qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert column(grid, "persons")[:2] == [first, second]


def test_what_cannot_be_done_just_now_is_greyed_while_the_menu_is_open(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    QApplication.clipboard().clear()
    menu = menu_on(qtbot, grid, grid.table.shown_row_count(), "persons")
    of_cells = {"Cut", "Copy", "Clear cells", "Fill down", "Delete rows"}
    others = {"Paste", "Only rows with this value", "Show all rows", "Order of the case"}
    assert greyed(menu) == of_cells | others
    menu.close()
    QApplication.clipboard().setText("5")
    menu = menu_on(qtbot, grid, 0, "persons")
    assert greyed(menu) == {"Show all rows", "Order of the case"}
    menu.close()
    go_to(qtbot, grid, 1, "persons")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert read(grid, 1, "persons") == "5"


def test_a_right_click_in_a_selection_keeps_it(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    go_to(qtbot, grid, 0, "persons")
    select_to(qtbot, grid, 2, "persons")
    choose(qtbot, menu_on(qtbot, grid, 1, "persons"), "Copy")
    assert QApplication.clipboard().text().split("\n") == column(grid, "persons")[:3]


def test_a_right_click_on_the_number_of_a_row_chooses_the_row(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before, header = frame(worked, "Flows"), grid.verticalHeader()
    place = QPoint(8, header.sectionViewportPosition(2) + 8)
    choose(qtbot, right_click(qtbot, header.viewport(), place), "Delete rows")
    assert frame(worked, "Flows").equals(before.drop(index=2).reset_index(drop=True))


def test_only_rows_with_the_value_of_a_cell_are_shown_until_that_is_taken_back(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    total, stages = grid.table.shown_row_count(), column(grid, "to_stage")
    wanted = stages[3]
    choose(qtbot, menu_on(qtbot, grid, 3, "to_stage"), "Only rows with this value")
    assert column(grid, "to_stage") == [wanted] * stages.count(wanted)
    bar = worked.data_page.filter_bar
    assert bar.sentence.text() == f"{stages.count(wanted)} of {total} rows are shown."
    assert bar.same_button.accessibleName() == f"Only To stage: {wanted}"
    assert bar.same_button.isVisible()
    qtbot.mouseClick(bar.same_button, Qt.MouseButton.LeftButton)
    assert column(grid, "to_stage") == stages
    assert not bar.same_button.isVisible()
    choose(qtbot, menu_on(qtbot, grid, 3, "to_stage"), "Only rows with this value")
    choose(qtbot, menu_on(qtbot, grid, 0, "to_stage"), "Show all rows")
    assert column(grid, "to_stage") == stages


def test_a_value_is_compared_exactly_and_in_its_own_column_only(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    at = grid.table.column_at("persons")
    for row, typed in enumerate(["12", "12.001", "112", ""]):
        grid.table.setData(grid.table.index(row, at), typed)
    before = column(grid, "persons")
    choose(qtbot, menu_on(qtbot, grid, 0, "persons"), "Only rows with this value")
    assert column(grid, "persons") == ["12"]
    choose(qtbot, menu_on(qtbot, grid, 0, "persons"), "Show all rows")
    choose(qtbot, menu_on(qtbot, grid, 3, "persons"), "Only rows with this value")
    assert column(grid, "persons") == [""] * before.count("")
    assert worked.data_page.filter_bar.same_button.accessibleName() == "Only Persons: blank"


def test_a_right_click_on_a_header_sorts_by_its_column_and_back(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    click_cell(qtbot, grid, grid.table.index(1, 0))
    before = persons(grid)
    menu = header_menu(qtbot, grid, "persons")
    assert captions(menu) == [
        "Sort from low to high",
        "Sort from high to low",
        "Order of the case",
        "More columns…",
    ]
    choose(qtbot, menu, "Sort from high to low")
    assert persons(grid) == sorted(before, reverse=True)
    choose(qtbot, header_menu(qtbot, grid, "persons"), "Sort from low to high")
    assert persons(grid) == sorted(before)
    choose(qtbot, header_menu(qtbot, grid, "persons"), "Order of the case")
    assert persons(grid) == before


def test_every_entry_is_in_the_palette_while_it_can_be_done(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    go_to(qtbot, grid, 0, "persons")
    offered: Callable[[], set[str]] = lambda: {  # noqa: E731
        one.text for one in commands_now(worked.data_page, worked.menuBar(), worked.document)
    }
    assert {"Data: Sort from low to high", "Data: Only rows with this value"} <= offered()
    assert "Data: Order of the case" not in offered()
    grid.sort_by_current(Qt.SortOrder.AscendingOrder)
    assert "Data: Order of the case" in offered()
