"""Scenarios are called as people call them, wherever the window shows one."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from desktop.app import palette
from desktop.app.window import MainWindow
from desktop.document import freezing
from desktop.look.language import say, show_in
from desktop.look.scenario_box import scenarios_offered
from desktop.look.widgets import items_of
from desktop.pages.compare.comparing import Choice
from desktop.pages.compare.page import ComparePage
from models.editing import CellEdit
from tests.desktop.app.test_start import grid_of, type_into
from tests.desktop.conftest import wait_for_split
from tests.desktop.pages.compare.test_page import current, heads, shown, tick
from tests.desktop.pages.rules.page_driving import open_editor, press, rules_page, write_clause

LISTED = ["Base", "Cautious – low_employment", "no change"]


@pytest.fixture
def labelled(qtbot: QtBot, worked: MainWindow) -> MainWindow:
    """A window on a case with two more scenarios, one of them with a label."""
    document = worked.document
    for name in ("low_employment", "no_change"):
        document.new_scenario(name)
    document.choose_scenario("base")
    row = len(document.open_case.table("Scenarios"))
    cells = [
        CellEdit(row, "rule", None, "label"),
        CellEdit(row, "low_employment", None, "Cautious"),
    ]
    document.set_cells("Scenarios", cells, added=1)
    wait_for_split(qtbot, worked)
    return worked


def test_boxes_list_scenarios_by_their_names_and_choose_their_keys(
    qtbot: QtBot, labelled: MainWindow
) -> None:
    box = rules_page(qtbot, labelled).scenario_box
    assert [box.itemText(at) for at in range(box.count())] == LISTED
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert labelled.document.scenario == "low_employment"
    assert box.currentText() == LISTED[1]
    wait_for_split(qtbot, labelled)


def test_the_name_of_the_base_is_in_the_language_of_the_window(labelled: MainWindow) -> None:
    for language, name in (("fr", "Base"), ("nl", "Basis"), ("de", "Basis")):
        show_in(language)
        assert scenarios_offered(labelled.document.case)[0] == (name, "base")


def test_the_palette_and_the_menu_name_them_so(
    labelled: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = palette.commands_now(None, labelled.menuBar(), labelled.document)
    called = [one for one in found if one.text == "Scenario: Cautious – low_employment"]
    called[0].act()
    assert labelled.document.scenario == "low_employment"
    asked: list[str] = []

    def named(_parent: object, title: str, _label: str, text: str) -> tuple[str, bool]:
        asked.extend((title, text))
        return "", False

    def frozen(_parent: object, name: Any) -> bool:
        asked.append(say(name))
        return False

    monkeypatch.setattr(QInputDialog, "getText", named)
    monkeypatch.setattr(freezing, "ask_to_freeze", frozen)
    for ask in (labelled.scenario_menu.ask_for_duplicate, labelled.scenario_menu.ask_for_name):
        ask()
    labelled.scenario_menu.ask_to_freeze()
    assert [said for said in asked if "Cautious" in said] == [
        "Duplicate Cautious", "Rename Cautious", "Cautious",
    ]  # fmt: skip


def test_renaming_a_scenario_renames_its_label_too(
    qtbot: QtBot, labelled: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled.document.choose_scenario("low_employment")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Careful", True))
    labelled.scenario_menu.ask_for_name()
    box = rules_page(qtbot, labelled).scenario_box
    assert [box.itemText(at) for at in range(box.count())] == ["Base", "Careful", "no change"]
    frame = labelled.document.open_case.table("Scenarios")
    assert frame["Careful"].tolist()[-1] == "Careful"
    labelled.document.undo_stack.undo()
    assert [box.itemText(at) for at in range(box.count())] == LISTED
    wait_for_split(qtbot, labelled)


def test_clauses_say_the_name_of_their_scenario(qtbot: QtBot, labelled: MainWindow) -> None:
    page = rules_page(qtbot, labelled)
    qtbot.mouseClick(page.clauses.add_button, Qt.MouseButton.LeftButton)
    editor = open_editor(page)
    offered = [editor.scenario.itemText(at) for at in range(editor.scenario.count())]
    assert offered == ["every scenario", *LISTED]
    press(qtbot, editor, "Cancel")
    write_clause(qtbot, page, "1k", payer="City", scenario=LISTED[1])
    assert page.clauses.list.currentItem().text().endswith("— only in Cautious")
    wait_for_split(qtbot, labelled)


def test_compare_lists_them_with_their_keys_and_heads_columns_with_their_names(
    qtbot: QtBot, labelled: MainWindow
) -> None:
    page: ComparePage = current(qtbot, shown(qtbot, labelled))
    listed = [item.text() for item in items_of(page.chooser.list)]
    assert listed[1:4] == LISTED
    assert heads(page) == ["A (base) Base", "B Cautious", "C no change"]
    tick(qtbot, page, Choice("no_change"))
    current(qtbot, page)
    assert heads(page) == ["A (base) Base", "B Cautious"]
    assert "“Cautious”" in page.sentence.text()


def test_a_label_of_digits_stays_a_text(qtbot: QtBot, labelled: MainWindow) -> None:
    grid = grid_of(qtbot, labelled, "Scenarios")
    row = grid.table.shown_row_count() - 1
    type_into(qtbot, grid, row, "no_change", "2027")
    assert labelled.document.open_case.table("Scenarios")["no_change"].tolist()[-1] == "2027"
    assert scenarios_offered(labelled.document.case)[2] == ("2027 – no_change", "no_change")
    wait_for_split(qtbot, labelled)
