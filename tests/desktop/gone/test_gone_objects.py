"""What else held on to something that is gone: orders, filters, selections, questions, links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QTableView
from pytestqt.qtbot import QtBot

from desktop.app import dialogs
from desktop.app.window import MainWindow
from desktop.document import freezing
from desktop.document.edits import ClauseEdits
from desktop.engine.why_questions import AboutSplit
from desktop.look.theme import Theme
from desktop.pages.exchange.review import Review
from desktop.pages.exchange.tables import ChangeTable
from desktop.pages.rules.clause_editor import ClauseEditor
from desktop.pages.rules.page import RulesPage
from desktop.pages.split.matrix import ChosenCells
from desktop.tables.row_order import RowFilter
from models.clause import AGREED, PROPOSED, clauses_of
from models.exchange.addresses import Address
from models.exchange.answers import Offered
from models.exchange.merging import Item, MergeState
from models.problems import RelaisError
from models.project.project import Project
from tests.cases import worked
from tests.desktop.gone.building import CELL, first_case, rest, rows_in_order


def test_a_filter_does_not_hide_rows_of_another_case(qtbot: QtBot, window: MainWindow) -> None:
    rows_in_order(qtbot, window)
    window.document.replace_case(worked(), Path("other.xlsx"), ())
    rest(qtbot, window)
    assert window.data_page.grid.table.row_filter == RowFilter()
    assert window.data_page.filter_bar.line.text() == ""


def test_a_column_that_rows_are_sorted_by_is_followed_and_let_go_of(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.document.new_scenario("third")
    rows_in_order(qtbot, window)
    grid = window.data_page.grid
    grid.sortByColumn(grid.table.column_at("third"), Qt.SortOrder.DescendingOrder)
    window.document.delete_scenario("offer")
    assert grid.table.row_filter.sorted_by == (grid.table.column_at("third"), True)
    assert grid.horizontalHeader().sortIndicatorSection() == grid.table.column_at("third")
    window.document.delete_scenario("third")
    assert grid.table.row_filter.sorted_by is None
    assert grid.horizontalHeader().sortIndicatorSection() == -1


def test_a_selected_change_stands_for_no_other_one(theme: Theme) -> None:
    def offered(column: str) -> Offered:
        item = Item(Address("Costs", ("a",), column), (), MergeState.CHANGE, None, ())
        return Offered(item, 0, "change", "Costs", "a", column, "", "", "", "", True, False, "")

    review = SimpleNamespace(offered=(offered("one"), offered("two")), decisions={})
    table = ChangeTable(cast("Review", review), theme)
    view = QTableView()
    view.setModel(table)
    table.refresh()
    view.selectRow(1)
    table.refresh()
    assert view.selectionModel().hasSelection(), "the same changes are still there"
    review.offered = (offered("one"), offered("three"))
    table.refresh()
    assert not view.selectionModel().hasSelection()


def test_what_a_clause_was_before_is_not_taken_for_that_of_another_case(
    window: MainWindow,
) -> None:
    edits = ClauseEdits(window.document)
    agreed = replace(clauses_of(first_case())[0], status=AGREED)
    edits.change(0, agreed)
    edits.switch(0, False)
    window.document.replace_case(first_case(), Path("again.xlsx"), ())
    edits.switch(0, False)
    edits.switch(0, True)
    assert clauses_of(window.document.open_case)[0].status == PROPOSED
    edits.move([("gone", 1.0)])
    assert window.document.undo_stack.count() == 2


def test_a_clause_that_is_gone_while_it_is_written_changes_no_other(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "tell_error", lambda _parent, error: told.append(str(error)))
    page = window.page_of(RulesPage)
    window.show_page(page)
    page.clauses.list.setCurrentRow(0)
    page.clauses.edit()
    (editor,) = window.findChildren(ClauseEditor)
    window.document.add_row("Clauses", 0)
    editor.value.setText("5")
    editor.accept()
    assert [c.value for c in clauses_of(window.document.open_case)][1] == 5
    page.clauses.list.setCurrentRow(page.clauses.list.count() - 1)
    page.clauses.edit()
    editor = next(one for one in window.findChildren(ClauseEditor) if one.isVisible())
    window.document.delete_rows("Clauses", [1])
    editor.value.setText("7")
    editor.accept()
    assert "is gone" in told[0]
    assert len(clauses_of(window.document.open_case)) == 1


def test_a_question_about_a_scenario_of_another_case_does_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "tell_error", lambda _parent, error: told.append(str(error)))

    def meanwhile(*_: object) -> bool:
        window.document.replace_case(worked(), Path("other.xlsx"), ())
        return True

    def named(*_: object, **__: object) -> tuple[str, bool]:
        return "name", meanwhile()

    monkeypatch.setattr(freezing, "ask_to_freeze", meanwhile)
    monkeypatch.setattr(QInputDialog, "getText", named)
    menu, document = window.scenario_menu, window.document
    for ask in (menu.ask_to_freeze, menu.ask_for_duplicate, menu.ask_for_name, menu.ask_for_new):
        document.replace_case(first_case(), Path("first.xlsx"), ())
        document.choose_scenario("offer")
        ask()
        assert document.open_case.scenarios() == ("base",)
        assert not document.frozen
    assert len(told) == 4
    acts: tuple[Callable[[], object], ...] = (
        lambda: document.new_scenario("third", "offer"),
        lambda: document.rename_scenario("offer", "third"),
        lambda: document.delete_scenario("offer"),
    )
    for act in acts:
        with pytest.raises(RelaisError, match="any more"):
            act()


def test_a_project_whose_chosen_scenario_is_gone_opens_on_base(window: MainWindow) -> None:
    project = Project(worked(), scenario="offer")
    window.document.replace_case(project.case, Path("case.relais"), (), project)
    assert window.document.scenario == "base"


@pytest.mark.parametrize("gone", ["payer", "programme"])
def test_a_link_to_what_is_gone_leads_to_the_whole_split(window: MainWindow, gone: str) -> None:
    matrix, chosen = window.split_page.matrix, list[ChosenCells]()
    matrix.go_to("port", CELL)
    matrix.chosen.connect(chosen.append)
    payer, cell = ("nobody", CELL) if gone == "payer" else ("port", CELL._replace(year=1900))
    matrix.go_to(payer, cell)
    assert chosen[-1] == ChosenCells()
    assert window.split_page.explaining.topic == AboutSplit()
