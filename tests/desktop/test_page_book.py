"""Pages are made when they are first shown, and stand as if they had always been there."""

from __future__ import annotations

from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app import prefetch as ahead
from desktop.app.all_pages import COMPARE, KIND_OF, PAGES, RULES, SPLIT
from desktop.app.main_window import MainWindow
from desktop.pages.rules.page import RulesPage
from tests.desktop.conftest import SAMPLES, SOLVED_WITHIN, OpenWindow, solved_on


@pytest.fixture
def worked(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    return solved_on(qtbot, open_window(), SAMPLES / "worked.xlsx")


def make_ahead(window: MainWindow, number: int) -> None:
    while window.book.go_on(number):
        pass


def made_in(window: MainWindow) -> list[int]:
    return [kind.number for kind in PAGES if window.book.made_at(kind.number) is not None]


def test_a_page_is_made_when_it_shows(qtbot: QtBot, worked: MainWindow) -> None:
    before = made_in(worked)
    assert SPLIT in before
    assert COMPARE not in before
    qtbot.keyClick(worked, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert made_in(worked) == [*before, COMPARE]


def test_pages_that_nobody_asked_for_are_made_while_nothing_else_is_done(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "PAUSE_MILLISECONDS", 30)
    worked = solved_on(qtbot, open_window(), SAMPLES / "worked.xlsx")
    every = [kind.number for kind in PAGES]
    qtbot.waitUntil(lambda: made_in(worked) == every, timeout=SOLVED_WITHIN)
    rules = worked.page_of(RulesPage)
    assert rules.clauses.list.count() == len(worked.document.open_case.table("Clauses"))


def test_a_page_that_is_made_late_knows_what_it_missed(qtbot: QtBot, worked: MainWindow) -> None:
    assert worked.book.made_at(COMPARE) is None
    qtbot.keyClick(worked, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    rules = worked.page_of(RulesPage)
    assert worked.pages.currentWidget() is rules
    assert [rules.scenario_box.itemText(i) for i in range(rules.scenario_box.count())] == list(
        worked.document.open_case.scenarios()
    )
    assert "880,000" in rules.sentence.text()
    assert rules.clauses.list.count() == len(worked.document.open_case.table("Clauses"))


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_case_that_comes_while_a_page_is_made_is_on_it_whole(
    qtbot: QtBot, open_window: OpenWindow, steps: int
) -> None:
    window = open_window()
    for module in (*KIND_OF[SPLIT].loads, KIND_OF[SPLIT].module):
        import_module(module)
    for _ in range(steps):
        assert window.book.go_on(SPLIT)
    window.files.open(SAMPLES / "worked.xlsx")  # as the menu does, which asks no page
    qtbot.waitUntil(lambda: window.document.split_is_current, timeout=SOLVED_WITHIN)
    make_ahead(window, SPLIT)
    assert "880,000" in window.split_page.sentence.text()
    assert window.split_page.matrix.programmes.rowCount() > 1
    scenarios = window.document.open_case.scenarios()
    assert window.split_page.scenario_box.count() == len(scenarios)


def test_a_page_that_could_not_be_made_once_is_begun_anew(
    worked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(RulesPage, "_connect", lambda _page: dict[str, object]()["broken"])
        with pytest.raises(KeyError):
            make_ahead(worked, RULES)
    rules = worked.page_of(RulesPage)
    assert "880,000" in rules.sentence.text()


def test_a_page_that_was_made_late_follows_what_comes_then(worked: MainWindow) -> None:
    rules = worked.page_of(RulesPage)
    worked.document.new_scenario("ours")
    assert rules.scenario_box.currentText() == "ours"
    worked.document.undo_stack.undo()
    assert rules.scenario_box.findText("ours") == -1


def test_without_a_case_the_sample_is_one_click_away(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    qtbot.mouseClick(window.empty_page.sample_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.document.split_is_current, timeout=SOLVED_WITHIN)
    assert window.pages.currentWidget() is window.split_page
    assert "belgium" in window.windowTitle()


def test_the_edit_menu_holds_what_edits_a_table(worked: MainWindow) -> None:
    worked.show_data_page()
    menu = worked.actions_of_menus.edit_menu
    assert menu is not None
    texts = {action.text(): action for action in menu.actions()}
    assert {"Cut", "Paste", "Fill down", "Find…"} <= set(texts)
    assert texts["Paste"].isEnabled()
    worked.show_page(worked.split_page)
    assert not texts["Paste"].isEnabled()
