"""The window in another language: everything stays but the words."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.look import language
from desktop.look.language import kept_language, shown_language
from desktop.pages.page import DATA, RULES, SPLIT
from desktop.pages.rules.page import RulesPage
from models.editing import CellEdit
from tests.desktop.conftest import wait_for_split

WITHIN = 5_000


def speak(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Choose a language in the menu by its own name, and wait until the window speaks it."""
    before = window.menus
    action_named(window, name).trigger()
    qtbot.waitUntil(lambda: window.menus is not before, timeout=WITHIN)


def every_menu_action(window: MainWindow) -> list[QAction]:
    """Return the actions of the menus and their submenus, as they are now."""
    found: list[QAction] = []
    left = [action.menu() for action in window.menuBar().actions()]
    while left:
        menu = left.pop()
        if isinstance(menu, QMenu):
            for action in menu.actions():
                left.append(action.menu())
                if not action.menu() and not action.isSeparator():
                    found.append(action)
    return found


def action_named(window: MainWindow, name: str) -> QAction:
    return next(one for one in every_menu_action(window) if one.text() == name)


def test_each_language_is_offered_by_its_own_name(worked: MainWindow) -> None:
    for name in ("English", "Français", "Nederlands", "Deutsch"):
        assert action_named(worked, name).isChecked() is (name == "English")


def test_the_case_its_history_and_its_split_stay(qtbot: QtBot, worked: MainWindow) -> None:
    document = worked.document
    document.set_cells(*_doubled_costs(worked))
    wait_for_split(qtbot, worked)
    case, solved, count = document.case, document.solved, document.undo_stack.count()
    assert document.modified
    speak(qtbot, worked, "Deutsch")
    assert shown_language().code == "de"
    assert document.case is case
    assert document.solved is solved
    assert (document.undo_stack.count(), document.undo_stack.index()) == (count, count)
    assert document.modified
    assert document.split_is_current
    document.undo_stack.undo()
    assert document.case is not case


def test_the_page_the_cell_and_the_sorting_stay(qtbot: QtBot, worked: MainWindow) -> None:
    worked.show_number(DATA)
    page = worked.data_page
    page.tabs.setCurrentIndex(2)
    page.grid.sortByColumn(0, page.grid.horizontalHeader().sortIndicatorOrder())
    index = page.grid.table.index(1, 2)
    page.grid.setCurrentIndex(index)
    speak(qtbot, worked, "Français")
    anew = worked.data_page
    assert anew is not page
    assert worked.pages.currentWidget() is anew
    assert anew.tabs.currentIndex() == 2
    assert (anew.grid.currentIndex().row(), anew.grid.currentIndex().column()) == (1, 2)
    assert anew.grid.table.row_filter == page.grid.table.row_filter


def test_the_chosen_payment_and_what_is_unfolded_stay(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    page.matrix.unfold_to(0)
    rows = page.matrix.programmes.rowCount()
    page.unit_box.setCurrentIndex(1)
    page.unit_box.activated.emit(1)
    column = page.matrix.programmes.columnCount() - 1
    index = page.matrix.view.model().index(0, column)
    page.matrix.view.selectionModel().setCurrentIndex(
        index, QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    question = page.explaining.topic
    speak(qtbot, worked, "Nederlands")
    anew = worked.split_page
    assert anew.matrix.programmes.rowCount() == rows
    assert anew.unit_box.currentIndex() == 1
    assert anew.explaining.topic == question
    assert anew.matrix.view.currentIndex() == anew.matrix.view.model().index(0, column)


def test_the_pinned_split_stays(qtbot: QtBot, worked: MainWindow) -> None:
    worked.show_number(RULES)
    before = worked.page_of(RulesPage)
    before.outcome.pin()
    pinned = before.outcome.pinned.solved
    assert pinned is not None
    speak(qtbot, worked, "Deutsch")
    anew = worked.page_of(RulesPage)
    assert anew is not before
    assert anew.outcome.pinned.solved is pinned


def test_the_window_follows_the_case_in_its_new_language(qtbot: QtBot, worked: MainWindow) -> None:
    worked.show_number(SPLIT)
    speak(qtbot, worked, "Français")
    before = worked.split_page.sentence.text()
    worked.document.set_cells(*_doubled_costs(worked))
    wait_for_split(qtbot, worked)
    assert worked.split_page.sentence.text() != before
    assert worked.split_page.matrix.programmes.rowCount()


def _doubled_costs(window: MainWindow) -> tuple[str, list[CellEdit]]:

    costs = window.document.open_case.table("Costs")["cost_per_person"]
    cells = [CellEdit(0, "cost_per_person", float(costs.iloc[0]), 2 * float(costs.iloc[0]))]
    return "Costs", cells


def test_the_rail_and_the_shortcuts_are_there_once(qtbot: QtBot, worked: MainWindow) -> None:
    shortcuts = sorted(one.shortcut().toString() for one in every_menu_action(worked))
    speak(qtbot, worked, "Nederlands")
    assert len(worked.rail.buttons) == 6
    qtbot.waitUntil(
        lambda: sorted(one.shortcut().toString() for one in every_menu_action(worked)) == shortcuts
    )


def test_questions_do_not_pile_up(qtbot: QtBot, worked: MainWindow) -> None:
    speak(qtbot, worked, "Nederlands")
    questions, strips = len(worked.questions), len(worked.strips)
    speak(qtbot, worked, "Deutsch")
    assert (len(worked.questions), len(worked.strips)) == (questions, strips)


def test_the_language_is_kept_for_the_next_start(qtbot: QtBot, worked: MainWindow) -> None:
    assert kept_language(worked.settings) == language.language_of_system()
    speak(qtbot, worked, "Nederlands")
    assert kept_language(QSettings(worked.settings.fileName(), worked.settings.format())) == "nl"
