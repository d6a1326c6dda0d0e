"""Pages are made when they are first shown, and stand as if they had always been there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import window as window_module
from desktop.app.window import MainWindow
from desktop.document.edits import ClauseEdits
from desktop.pages.page import COMPARE, PAGES, RULES, SPLIT, PageKind
from desktop.pages.rules.page import RulesPage
from models.clause import AT_LEAST, Clause
from tests.desktop.conftest import SAMPLES, SOLVED_WITHIN, OpenWindow, freeze, solved_on
from tests.desktop.gone.building import first_case, rest
from tests.desktop.shown_texts import shown_texts


@pytest.fixture
def worked(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    return solved_on(qtbot, open_window(), SAMPLES / "worked.xlsx")


def made_in(window: MainWindow) -> list[int]:
    return [kind.number for kind in PAGES if window.is_made(kind.number)]


def test_a_page_is_made_when_it_shows(qtbot: QtBot, worked: MainWindow) -> None:
    before = made_in(worked)
    assert SPLIT in before
    assert COMPARE not in before
    qtbot.keyClick(worked, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert made_in(worked) == [*before, COMPARE]


def test_pages_that_nobody_asked_for_are_made_while_nothing_else_is_done(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_module, "PAUSE_MILLISECONDS", 30)
    worked = solved_on(qtbot, open_window(), SAMPLES / "worked.xlsx")
    every = [kind.number for kind in PAGES]
    qtbot.waitUntil(lambda: made_in(worked) == every, timeout=SOLVED_WITHIN)
    rules = worked.page_of(RulesPage)
    assert rules.clauses.list.count() == len(worked.document.open_case.table("Clauses"))


def test_a_page_that_is_made_late_knows_what_it_missed(qtbot: QtBot, worked: MainWindow) -> None:
    assert not worked.is_made(COMPARE)
    qtbot.keyClick(worked, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    rules = worked.page_of(RulesPage)
    assert worked.pages.currentWidget() is rules
    assert [rules.scenario_box.itemData(i) for i in range(rules.scenario_box.count())] == list(
        worked.document.open_case.scenarios()
    )
    assert "880,000" in rules.sentence.text()
    assert rules.clauses.list.count() == len(worked.document.open_case.table("Clauses"))


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.class_name)
def test_a_page_made_late_shows_the_same_as_one_made_at_the_start(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, kind: PageKind
) -> None:
    shown = []
    for is_made in (True, False):
        window = open_window()
        if is_made:
            window.page_at(kind.number)
        window.document.replace_case(first_case(), tmp_path / "first.xlsx", ())
        rest(qtbot, window)
        window.document.choose_scenario("offer")
        rest(qtbot, window)
        freeze(qtbot, window)
        rest(qtbot, window)
        assert window.is_made(kind.number) is is_made
        window.show_number(kind.number)
        rest(qtbot, window)
        shown.append(list(shown_texts(window.page_at(kind.number))))
    assert len(shown[0]) > 20
    assert shown[0] == shown[1]


def test_what_settles_a_conflict_is_on_a_page_that_is_made_in_it(
    qtbot: QtBot, worked: MainWindow
) -> None:
    clause = Clause("at_least", payer="port", sense=AT_LEAST, value=4e7, scenario="base")
    ClauseEdits(worked.document).add(clause)
    settled = worked.solving
    qtbot.waitUntil(lambda: settled.report is not None, timeout=SOLVED_WITHIN)
    assert worked.page_of(RulesPage).outcome.conflict.findChildren(QPushButton)


def test_a_page_that_could_not_be_made_once_is_begun_anew(
    worked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(RulesPage, "_connect", lambda _page: dict[str, object]()["broken"])
        with pytest.raises(KeyError):
            worked.page_at(RULES)
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
    menu = worked.menus.edit_menu
    assert menu is not None
    texts = {action.text(): action for action in menu.actions()}
    assert {"Cut", "Paste", "Fill down", "Find…"} <= set(texts)
    assert texts["Paste"].isEnabled()
    worked.show_page(worked.split_page)
    assert not texts["Paste"].isEnabled()
