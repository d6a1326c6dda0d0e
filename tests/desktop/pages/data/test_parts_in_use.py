"""What of the second edition the data page shows, and how somebody begins to use the rest."""

from __future__ import annotations

import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.data.case_grid import CaseGrid
from desktop.pages.data.parts_dialog import PartsDialog
from models.declaration.tables import TABLES
from models.editing import between
from models.used import FIRST_EDITION
from tests import cases
from tests.cases import with_cells
from tests.desktop.app.test_start import grid_of, type_into
from tests.desktop.pages.data.test_cell_menus import choose, header_menu
from tests.desktop.pages.data.test_page import column, frame, go_to, paste

FIRST = [table.key for table in TABLES if table.edition == FIRST_EDITION]


def tables(window: MainWindow) -> list[str]:
    return [grid.table.table.key for grid in window.data_page.grids]


def keys(grid: CaseGrid) -> list[str]:
    return grid.table.cells.keys


def command(window: MainWindow, caption: str) -> None:
    action = next(a for a in window.data_page.commands() if a.text() == caption)
    assert window.data_page.is_possible(action)
    action.trigger()


def dialog(qtbot: QtBot, window: MainWindow) -> PartsDialog:
    def shown() -> list[PartsDialog]:
        return [one for one in window.findChildren(PartsDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


def box_of(asked: PartsDialog, key: str) -> QCheckBox:
    return next(box for part, box in asked.boxes if part.key == key)


def tick(qtbot: QtBot, asked: PartsDialog, *wanted: str) -> None:
    """Tick by the keys alone, and accept."""
    for key in wanted:
        box_of(asked, key).setFocus()
        qtbot.keyClick(box_of(asked, key), Qt.Key.Key_Space)
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not asked.isVisible())


def test_a_case_of_the_first_edition_shows_nothing_of_the_second(worked: MainWindow) -> None:
    assert tables(worked) == FIRST
    assert worked.data_page.tabs.count() == len(FIRST)
    for grid in worked.data_page.grids:
        table = grid.table.table
        later = {one.key for one in table.columns if one.edition > FIRST_EDITION}
        assert later.isdisjoint(keys(grid))
        assert [key for key in keys(grid) if table.declares(key)] == [
            one.key for one in table.columns if one.key not in later
        ]


def test_the_menu_of_a_header_begins_a_column_that_no_undo_takes_away(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    go_to(qtbot, grid, 1, "persons")
    choose(qtbot, header_menu(qtbot, grid, "persons"), "More columns…")
    asked = dialog(qtbot, worked)
    assert [part.key for part, _ in asked.boxes] == ["group", "to_group", "persons_without"]
    assert "had the programme they leave not been funded" in (
        box_of(asked, "persons_without").accessibleDescription()
    )
    tick(qtbot, asked, "persons_without")
    assert worked.document.undo_stack.count() == 0
    at = grid.currentIndex()
    assert (at.row(), keys(grid)[at.column()]) == (1, "persons_without")
    assert keys(grid)[at.column() - 1] == "persons"
    type_into(qtbot, grid, 1, "persons_without", "7")
    assert frame(worked, "Flows")["persons_without"].iloc[1] == 7.0
    worked.document.undo_stack.undo()
    assert frame(worked, "Flows")["persons_without"].isna().all()
    assert "persons_without" in keys(grid)
    worked.document.undo_stack.redo()
    assert column(grid, "persons_without")[1] == "7"


def test_a_sheet_that_is_begun_brings_the_columns_that_name_its_rows(
    qtbot: QtBot, worked: MainWindow
) -> None:
    flows = grid_of(qtbot, worked, "Flows")
    command(worked, "More sheets…")
    tick(qtbot, dialog(qtbot, worked), "Groups")
    assert tables(worked) == [*FIRST[:2], "Groups", *FIRST[2:]]
    grid = worked.data_page.grid
    assert grid.table.table.key == "Groups"
    assert "group" not in keys(flows)
    type_into(qtbot, grid, 0, "group", "asylum")
    assert {"group", "to_group"} <= set(keys(flows))
    assert "persons_without" not in keys(flows)
    assert flows.table.offered(flows.table.column_at("group")) == ["asylum"]
    worked.document.undo_stack.undo()
    assert "Groups" in tables(worked)
    assert "group" in keys(flows)


def test_what_is_begun_and_not_used_can_be_left_again(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    command(worked, "More columns…")
    tick(qtbot, dialog(qtbot, worked), "share", "fixed_cost")
    type_into(qtbot, grid, 0, "share", "0.5")
    command(worked, "More columns…")
    asked = dialog(qtbot, worked)
    assert not box_of(asked, "share").isEnabled(), "the case uses it"
    tick(qtbot, asked, "fixed_cost")
    assert "fixed_cost" not in keys(grid)
    assert "share" in keys(grid)


def test_a_block_whose_header_names_a_hidden_column_shows_it(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = frame(worked, "Flows")
    go_to(qtbot, grid, 1, "year")
    paste(qtbot, grid, "Persons without\tpersons\n3\t41\n4\t42\n")
    after = frame(worked, "Flows")
    assert after["persons_without"].iloc[1:3].tolist() == [3.0, 4.0]
    assert after["persons"].iloc[1:3].tolist() == [41.0, 42.0]
    assert after["year"].equals(before["year"])
    assert "persons_without" in keys(grid)
    assert worked.document.undo_stack.count() == 1
    worked.document.undo_stack.undo()
    assert frame(worked, "Flows")["persons"].equals(before["persons"])


def test_a_block_without_such_a_header_goes_where_the_keys_are(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Territories")
    go_to(qtbot, grid, 0, "level")
    paste(qtbot, grid, "Name\nLevel\n")
    assert frame(worked, "Territories")["level"].iloc[:2].tolist() == ["Name", "Level"]


def test_what_an_edit_brings_from_elsewhere_is_shown_until_another_case_is_opened(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid, case = grid_of(qtbot, worked, "Flows"), worked.document.open_case
    after = with_cells(case, "Flows", [(3, "persons_without", 5.0)])
    worked.document.edit(between(case, after, "taken over"))
    assert column(grid, "persons_without")[3] == "5"
    worked.document.undo_stack.undo()
    assert "persons_without" in keys(grid)
    worked.document.undo_stack.setClean()
    worked.open_path(cases.FIRST_EDITION / "belgium.xlsx")
    count = len(after.table("Flows"))
    qtbot.waitUntil(lambda: len(frame(worked, "Flows")) > count)
    assert "persons_without" not in keys(worked.data_page.grid)


def test_a_problem_leads_to_a_column_that_is_not_shown_yet(worked: MainWindow) -> None:
    worked.data_page.show_cell("Flows", 2, "group")
    grid = worked.data_page.grid
    assert keys(grid)[grid.currentIndex().column()] == "group"
    worked.data_page.show_cell("Rounds", 0, "date")
    assert worked.data_page.grid.table.table.key == "Rounds"


def test_what_is_begun_stays_in_another_language(qtbot: QtBot, worked: MainWindow) -> None:
    worked.data_page.show_cell("Flows", 2, "to_group")
    page = worked.data_page
    worked.speak("fr")
    qtbot.waitUntil(lambda: worked.data_page is not page)
    assert "to_group" in keys(worked.data_page.grid)


@pytest.mark.parametrize("typed", ["2026-03-31", "31 March 2026", "31/03/2026", "31 mars 2026"])
def test_a_day_is_typed_and_shown_as_in_the_language(
    qtbot: QtBot, worked: MainWindow, typed: str
) -> None:
    case = worked.document.open_case
    rounds = pd.DataFrame({"round": ["b", "a"], "order": [2.0, 1.0], "date": [None, "2026-12-01"]})
    worked.document.edit(between(case, case.with_table("Rounds", rounds), "rounds"))
    grid = grid_of(qtbot, worked, "Rounds")
    type_into(qtbot, grid, 0, "date", typed)
    assert frame(worked, "Rounds")["date"].tolist() == ["2026-03-31", "2026-12-01"]
    assert column(grid, "date") == ["31 March 2026", "1 December 2026"]
    grid.setCurrentIndex(grid.table.index(0, grid.table.column_at("date")))
    grid.copy()
    assert QApplication.clipboard().text() == "31 March 2026"
    grid.sort_by_current(Qt.SortOrder.DescendingOrder)
    assert column(grid, "date") == ["1 December 2026", "31 March 2026"]


def test_a_clause_takes_a_run_of_years_in_its_cell(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Clauses")
    type_into(qtbot, grid, 0, "year", "2026 - 2028")
    assert frame(worked, "Clauses")["year"].tolist() == ["2026-2028"]
    paste(qtbot, grid, "2027\n2028\nsoon\n")
    assert frame(worked, "Clauses")["year"].tolist()[-3:] == ["2027", "2028", "soon"]
    go_to(qtbot, grid, 1, "year")
    grid.fill_down()
    years = frame(worked, "Clauses")["year"].tolist()
    assert years[1] == years[0] == "2026-2028"
    grid.table.show_only("2028")
    assert column(grid, "year") == ["2026-2028", "2026-2028", "2028"]
