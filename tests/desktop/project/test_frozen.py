"""What belongs to a frozen scenario cannot change, in whatever way it is tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.document.edits import ClauseEdits, RuleEditing
from desktop.document.pinned import PinnedSplit
from desktop.look.rule_editor import PercentEditor
from desktop.pages.rules.clause_editor import ClauseEditor
from desktop.pages.rules.page import RulesPage
from models.case import Case
from models.clause import Clause, clauses_of
from models.declaration.rules import RULE_BY_KEY
from models.editing import CellEdit, between
from models.problems import RelaisError
from models.scenarios import new_scenario, touched
from tests.cases import with_cells, with_rows, worked
from tests.desktop.conftest import OpenWindow, freeze, wait_for_split

SENTENCE = "The scenario “offer” is frozen: its rules, clauses and adjustments stay as they were"
OWNED = ("Clauses", "Adjustments")
LIMIT = ["limit", None, "port", None, "training", 2024.0, "amount", "at most", 1e6]


def case_to_freeze() -> Case:
    """Return the worked example with a scenario that has rules, a clause and an adjustment."""
    case = worked()
    for name in ("offer", "other"):
        case = new_scenario(case, name)
    case = with_rows(case, "Clauses", [
        [*LIMIT, "offer"], ["shared", *LIMIT[1:]], ["theirs", *LIMIT[1:], "other"],
    ])  # fmt: skip
    case = with_rows(case, "Adjustments", [
        ["offer", "Costs", "cost_per_person", "multiply", 1.1, "training"],
        ["other", "Costs", "cost_per_person", "multiply", 1.2, "training"],
    ])  # fmt: skip
    rules = case.table("Scenarios")
    return case.with_table("Scenarios", rules.assign(offer=[0.02]))


def owned(case: Case) -> list[object]:
    """Return all that belongs to the frozen scenario."""
    rules = case.table("Scenarios")
    mine = rules[rules["offer"].notna()][["rule", "offer"]]
    tables = [case.table(key) for key in OWNED]
    return [mine.to_csv(), *(t[t["scenario"] == "offer"].to_csv(index=False) for t in tables)]


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A window on a case whose chosen scenario is frozen."""
    window = open_window()
    window.document.replace_case(case_to_freeze(), tmp_path / "case.xlsx", ())
    window.document.choose_scenario("offer")
    wait_for_split(qtbot, window)
    freeze(qtbot, window)
    return window


Way = Callable[[MainWindow], object]


def cells(table: str, row: int, column: str, value: object) -> Way:
    edit = CellEdit(row, column, None, value)  # type: ignore[arg-type]
    return lambda window: window.document.set_cells(table, [edit])


def rule(key: str, value: object) -> Way:
    def act(window: MainWindow) -> None:
        editing = RuleEditing(window.document, RULE_BY_KEY[key])
        editing(value, 0)  # type: ignore[arg-type]

    return act


def clause(act: Callable[[ClauseEdits, MainWindow], object]) -> Way:
    return lambda window: act(ClauseEdits(window.document), window)


def limit(window: MainWindow) -> Clause:
    return clauses_of(window.document.open_case)[0]


def tables(make: Callable[[Case], dict[str, pd.DataFrame]]) -> Way:
    def act(window: MainWindow) -> None:
        case = after = window.document.open_case
        for key, frame in make(case).items():
            after = after.with_table(key, frame)
        window.document.edit(between(case, after, "all at once"))

    return act


def taken_over(window: MainWindow) -> None:
    document = window.document
    after = with_cells(document.open_case, "Adjustments", [(0, "value", 7.0)])
    document.edit(between(document.open_case, after, "taken over"))


def pasted(window: MainWindow) -> None:
    window.show_data_page()
    window.data_page.tabs.setCurrentIndex(6)
    QApplication.clipboard().setText("a\tb\tport")
    window.data_page.grid.setCurrentIndex(window.data_page.grid.table.index(0, 0))
    window.data_page.grid.paste()


def grid_typed(window: MainWindow) -> None:
    window.show_data_page()
    window.data_page.tabs.setCurrentIndex(7)
    table = window.data_page.grid.table
    table.setData(table.index(0, table.column_at("offer")), "0.5")


def slid(window: MainWindow) -> None:
    page = window.page_of(RulesPage)
    editor = page.rules.rows["own_share_min"].editor
    assert isinstance(editor, PercentEditor)
    editor.slider.setValue(40)
    assert editor.box.value() == 0, "what is refused is shown as it was"


def ticked(window: MainWindow) -> None:
    item = window.page_of(RulesPage).clauses.list.item(0)
    item.setCheckState(Qt.CheckState.Unchecked)
    assert item.checkState() == Qt.CheckState.Checked


WAYS: dict[str, Way] = {
    "a rule in the grid": cells("Scenarios", 0, "offer", 0.5),
    "a rule made blank": cells("Scenarios", 0, "offer", None),
    "the name of a rule it has": cells("Scenarios", 0, "rule", "benefit_cap"),
    "the row of a rule": lambda window: window.document.delete_rows("Scenarios", [0]),
    "a clause that joins it": cells("Clauses", 1, "scenario", "offer"),
    "a clause that leaves it": cells("Clauses", 0, "scenario", None),
    "a clause that goes": lambda window: window.document.delete_rows("Clauses", [0, 1]),
    "an adjustment": cells("Adjustments", 0, "value", 3.0),
    "an adjustment that joins it": cells("Adjustments", 1, "scenario", "offer"),
    "an adjustment that goes": lambda window: window.document.delete_rows("Adjustments", [0]),
    "a share": rule("own_share_min", 0.4),
    "a cap": rule("benefit_cap", "none"),
    "the goals": rule("goals", "host_residual, unfunded, proportional"),
    "a basis": rule("burden_basis", "population"),
    "the years": rule("programme_years", "2023"),
    "the reference": rule("reference_scenario", "other"),
    "the value of base": rule("discount_rate", None),
    "a clause switched off": clause(lambda edits, _: edits.switch(0, False)),
    "a clause written anew": clause(lambda e, w: e.change(0, replace(limit(w), value=1.0))),
    "a clause added": clause(lambda e, w: e.add(replace(limit(w), key="new"))),
    "a clause deleted": clause(lambda edits, _: edits.delete(0)),
    "a conflict settled": clause(lambda edits, _: edits.move([("limit", 5.0)])),
    "clauses that do not count": clause(lambda edits, _: edits.drop(["limit", "shared"])),
    "its column": tables(lambda c: {"Scenarios": c.table("Scenarios").drop(columns="offer")}),
    "all clauses": tables(lambda c: {"Clauses": c.table("Clauses").iloc[1:]}),
    "what came back": taken_over,
    "a paste": pasted,
    "a cell of the grid": grid_typed,
    "a slider": slid,
    "a switch": ticked,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_nothing_that_belongs_to_a_frozen_scenario_changes(window: MainWindow, way: Way) -> None:
    document, refused = window.document, list[str]()
    document.refused.connect(refused.append)
    before, kept = owned(document.open_case), document.frozen["offer"]
    way(window)
    assert owned(document.open_case) == before
    assert document.frozen["offer"] is kept
    assert document.undo_stack.count() == 0
    assert refused
    assert all(one.startswith(SENTENCE) for one in refused)
    assert window.statusBar().currentMessage().startswith(SENTENCE)


@pytest.mark.parametrize("act", ["rename", "delete", "freeze"])
def test_a_frozen_scenario_is_not_renamed_deleted_or_frozen_again(
    window: MainWindow, act: str
) -> None:
    document = window.document
    acts = {
        "rename": lambda: document.rename_scenario("offer", "another"),
        "delete": lambda: document.delete_scenario("offer"),
        "freeze": document.freeze_scenario,
    }
    with pytest.raises(RelaisError, match=SENTENCE):
        acts[act]()


def test_undo_redo_and_going_back_leave_a_frozen_scenario_alone(
    qtbot: QtBot, window: MainWindow
) -> None:
    document, before = window.document, owned(window.document.open_case)
    pinned = document.solved
    assert pinned is not None
    document.choose_scenario("other")
    earlier = replace(pinned, case=with_cells(pinned.case, "Scenarios", [(0, "offer", 0.7)]))
    earlier = replace(earlier, split=replace(pinned.split, scenario="other"))
    back = PinnedSplit(document)
    back.solved = earlier
    assert not back.can_go_back
    back.go_back()
    assert owned(document.open_case) == before
    wait_for_split(qtbot, window)
    rule("own_share_min", 0.4)(window)
    for index in (0, 1, 0):
        document.undo_stack.setIndex(index)
        assert owned(document.open_case) == before
    assert document.undo_stack.count() == 1


ALLOWED: dict[str, Way] = {
    "data": lambda window: window.document.delete_rows("Flows", [0]),
    "a clause of every scenario": cells("Clauses", 1, "value", 5.0),
    "a clause of another scenario": cells("Clauses", 2, "value", 5.0),
    "an adjustment of another": cells("Adjustments", 1, "value", 5.0),
    "a rule of base": cells("Scenarios", 0, "base", 0.3),
    "a blank row": lambda window: window.document.add_row("Clauses", 0),
    "a duplicate": lambda window: window.document.new_scenario("third", "offer"),
}


@pytest.mark.parametrize("way", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_is_shared_may_change_and_the_frozen_one_shows_what_was_agreed(
    window: MainWindow, way: Way
) -> None:
    page = window.page_of(RulesPage)
    text = page.clauses.list.item(1).text()
    before, kept = owned(window.document.open_case), window.document.frozen["offer"].case
    way(window)
    assert window.document.undo_stack.count() == 1
    assert owned(window.document.open_case) == before
    window.document.choose_scenario("offer")
    assert window.document.case_of_split is kept
    assert page.clauses.list.item(1).text() == text


def test_the_guard_knows_of_every_cell_whose_it_is() -> None:
    case = case_to_freeze()
    for table in ("Scenarios", *OWNED):
        frame = case.table(table)
        for row in range(len(frame)):
            for column in frame.columns:
                if frame[column].dtype != object:
                    value: object = 12345.0
                else:
                    value = "something else"
                after = with_cells(case, table, [(row, column, value)])  # type: ignore[list-item]
                mine = (
                    column in ("offer", "rule")
                    if table == "Scenarios"
                    else frame["scenario"].iloc[row] == "offer"
                )
                found = touched(case, after, {"offer"})
                assert found == ("offer" if mine else None), (table, row, column)


def test_the_page_of_rules_says_when_it_was_frozen_and_its_controls_are_off(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.page_of(RulesPage)
    window.show_page(page)
    assert page.frozen_notice.isVisible()
    assert page.frozen_notice.sentence.text().startswith("Agreed and frozen on ")
    assert page.frozen_notice.button.text() == "Duplicate to go on"
    assert not any(row.editor.isEnabled() for row in page.rules.rows.values())
    clauses = page.clauses
    for button in (clauses.add_button, clauses.edit_button, clauses.delete_button):
        assert not button.isEnabled()
    qtbot.mouseClick(page.frozen_notice.button, Qt.MouseButton.LeftButton)
    assert window.document.scenario == "offer 2"
    assert not page.frozen_notice.isVisible()
    assert all(row.editor.isEnabled() for row in page.rules.rows.values())
    assert clauses.add_button.isEnabled()
    window.document.choose_scenario("offer")
    assert page.frozen_notice.isVisible()


def test_a_clause_of_a_frozen_scenario_is_off_in_the_list_of_another(window: MainWindow) -> None:
    page = window.page_of(RulesPage)
    window.show_page(page)
    window.document.choose_scenario("other")
    page.clauses.all_scenarios.setChecked(True)
    items = [page.clauses.list.item(at) for at in range(3)]
    checkable = Qt.ItemFlag.ItemIsUserCheckable
    assert [bool(item.flags() & checkable) for item in items] == [False, True, True]
    for row, may_change in enumerate([False, True, True]):
        page.clauses.list.setCurrentRow(row)
        assert page.clauses.edit_button.isEnabled() is may_change
        assert page.clauses.delete_button.isEnabled() is may_change
    page.clauses.list.setCurrentRow(0)
    page.clauses.delete()
    page.clauses.edit()
    assert window.document.undo_stack.count() == 0


def test_a_clause_is_not_written_into_a_frozen_scenario(window: MainWindow) -> None:
    page = window.page_of(RulesPage)
    window.show_page(page)
    window.document.choose_scenario("other")
    page.clauses.add()
    (editor,) = window.findChildren(ClauseEditor)
    offered = [editor.scenario.itemData(at) for at in range(editor.scenario.count())]
    assert offered == ["", "base", "other"]
    editor.reject()


def test_a_rule_of_base_that_changes_is_not_shown_as_agreed(window: MainWindow) -> None:
    page = window.page_of(RulesPage)
    editor = page.rules.rows["own_share_min"].editor
    assert isinstance(editor, PercentEditor)
    window.document.choose_scenario("base")
    rule("own_share_min", 0.4)(window)
    assert editor.box.value() == 40
    window.document.choose_scenario("offer")
    assert editor.box.value() == 0
