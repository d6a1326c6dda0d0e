"""Rules and clauses of the second edition on the page of rules."""

from __future__ import annotations

import pandas as pd
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.document.edits import ClauseEdits
from desktop.pages.rules.key_editor import KeyEditor
from desktop.pages.rules.page import RulesPage
from desktop.pages.rules.rule_editors import ChoiceEditor, TypedEditor
from models.clause import Clause, clauses_of
from models.declaration.rules import RULES
from models.editing import between
from models.used import FIRST_EDITION
from tests.desktop.pages.rules.page_driving import (
    open_editor,
    percent,
    pick,
    press,
    rule,
    rules_page,
    type_percent,
    undo,
    write_clause,
)

LATER = [one.key for one in RULES if one.edition > FIRST_EDITION]


def seen(page: RulesPage) -> list[str]:
    return [key for key in LATER if page.rules.rows[key].isVisible()]


def unfold(qtbot: QtBot, page: RulesPage) -> None:
    qtbot.mouseClick(page.rules.more_button, Qt.MouseButton.LeftButton)


def key_editor(page: RulesPage) -> KeyEditor:
    editor = page.rules.rows["same_key_by"].editor
    assert isinstance(editor, KeyEditor)
    return editor


def with_groups_and_rounds(window: MainWindow) -> None:
    case = window.document.open_case
    after = case.with_table("Groups", pd.DataFrame({"group": ["a"], "name": ["Asylum"]}))
    rounds = pd.DataFrame({"round": ["1", "2"], "order": [1.0, 2.0]})
    window.document.edit(between(case, after.with_table("Rounds", rounds), "more"))


def test_rules_of_the_second_edition_are_folded_until_somebody_sets_them(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    assert seen(page) == []
    assert page.rules.more_button.text() == "More rules"
    assert page.rules.more_button.toolTip().startswith("Additionality, ")
    unfold(qtbot, page)
    assert seen(page) == LATER
    type_percent(qtbot, percent(page, "additionality"), "40")
    assert rule(worked, "additionality") == 0.4
    stack = worked.document.undo_stack
    assert stack.undoText().replace("\u00a0", " ") == "Additionality: 100 % → 40 %"
    unfold(qtbot, page)
    assert seen(page) == ["additionality"]
    undo(qtbot, worked)
    assert seen(page) == []


def test_a_scenario_shows_the_rules_that_base_sets(qtbot: QtBot, worked: MainWindow) -> None:
    page = rules_page(qtbot, worked)
    unfold(qtbot, page)
    pick_timing(page, "whole in the year of entry")
    unfold(qtbot, page)
    worked.document.new_scenario("other")
    worked.document.choose_scenario("other")
    assert seen(page) == ["benefit_timing"]
    assert page.rules.rows["benefit_timing"].origin.text() == "as in base"


def pick_timing(page: RulesPage, words: str) -> None:
    editor = page.rules.rows["benefit_timing"].editor
    assert isinstance(editor, ChoiceEditor)
    editor.box.setCurrentIndex(editor.box.findText(words))
    editor.box.activated.emit(editor.box.currentIndex())


def test_timing_money_and_whole_numbers_have_their_editors_and_words(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    unfold(qtbot, page)
    stack = worked.document.undo_stack
    pick_timing(page, "whole in the year of entry")
    assert rule(worked, "benefit_timing") == "entry"
    assert stack.undoText() == (
        "Timing of benefits: evenly over the years of the stage → whole in the year of entry"
    )
    for key, typed, value in (
        ("least_transfer", "10 million", 1e7),
        ("settle_threshold", "0.5", 0.5),
        ("settle_years", "3", 3.0),
    ):
        editor = page.rules.rows[key].editor
        assert isinstance(editor, TypedEditor)
        editor.line.setText(typed)
        editor.line.editingFinished.emit()
        assert rule(worked, key) == value
    assert stack.undoText() == "Years of settlement: 1 → 3"
    editor = page.rules.rows["settle_years"].editor
    assert isinstance(editor, TypedEditor)
    editor.line.setText("1.5")
    editor.line.editingFinished.emit()
    assert "a whole number from 1" in editor.problem.text()
    assert rule(worked, "settle_years") == 3.0


def test_a_same_key_is_chosen_by_what_its_shares_depend_on(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    unfold(qtbot, page)
    editor, stack = key_editor(page), worked.document.undo_stack

    def choose(words: str) -> None:
        editor.box.setCurrentIndex(editor.box.findText(words))
        editor.box.activated.emit(editor.box.currentIndex())

    assert editor.box.currentText() == "no same key"
    assert not any(box.isVisible() for box in editor.parts.values())
    choose("a key for each …")
    assert rule(worked, "same_key_by") == "host, stage"
    assert stack.undoText() == "Same key by: no same key → a key for each host and stage"
    assert not editor.parts["group"].isVisible(), "the case has no groups"
    qtbot.mouseClick(editor.parts["host"], Qt.MouseButton.LeftButton)
    assert rule(worked, "same_key_by") == "stage"
    qtbot.mouseClick(editor.parts["stage"], Qt.MouseButton.LeftButton)
    assert rule(worked, "same_key_by") == "all"
    assert editor.box.currentText() == "one key for everything"
    choose("no same key")
    assert rule(worked, "same_key_by") is None
    for _ in range(3):
        undo(qtbot, worked)
    assert editor.parts["host"].isChecked()
    worked.document.new_scenario("other")
    worked.document.choose_scenario("other")
    assert editor.box.findText("no same key") < 0, "a blank cell takes over the key of base"


def test_a_clause_of_a_run_of_years_holds_one_by_one(qtbot: QtBot, worked: MainWindow) -> None:
    page = rules_page(qtbot, worked)
    qtbot.mouseClick(page.clauses.add_button, Qt.MouseButton.LeftButton)
    editor = open_editor(page)
    assert not editor.group.isVisible()
    assert not editor.each["group"].isVisible()
    assert not editor.round.isVisible()
    editor.value.setText("600,000")
    editor.year.setEditText("2024 – 2022")
    assert "is no year" in editor.problem.text()
    editor.year.setEditText("2022-2024")
    qtbot.mouseClick(editor.each["year"], Qt.MouseButton.LeftButton)
    assert "in each of the years 2022 to 2024" in editor.sentence.text()
    press(qtbot, editor, "Add clause")
    clause = clauses_of(worked.document.open_case)[0]
    assert (clause.years, clause.each) == ((2022, 2024), ("year",))
    assert worked.document.undo_stack.undoText().endswith("in each of the years 2022 to 2024")


def test_a_clause_names_its_group_round_and_day_where_the_case_has_them(
    qtbot: QtBot, worked: MainWindow
) -> None:
    with_groups_and_rounds(worked)
    page = rules_page(qtbot, worked)
    qtbot.mouseClick(page.clauses.add_button, Qt.MouseButton.LeftButton)
    editor = open_editor(page)
    editor.value.setText("5")
    pick(editor.group, "Asylum")
    pick(editor.round, "1")
    pick(editor.decided_round, "2")
    pick(editor.status, "withdrawn")
    editor.day.setText("tomorrow")
    assert "is no date" in editor.problem.text()
    editor.day.setText("31 March 2026")
    assert "in round “1” on 31 March 2026, withdrawn in round “2”" in editor.sentence.text()
    press(qtbot, editor, "Add clause")
    clause = clauses_of(worked.document.open_case)[0]
    assert (clause.group, clause.round, clause.decided_round) == ("a", "1", "2")
    assert (clause.proposed_on, clause.status) == ("2026-03-31", "withdrawn")
    assert not clause.counts


def test_a_clause_that_uses_what_the_case_has_not_keeps_its_fields(
    qtbot: QtBot, worked: MainWindow
) -> None:
    ClauseEdits(worked.document).add(Clause("c", group="gone", round="9", value=1.0))
    page = rules_page(qtbot, worked)
    page.clauses.list.setCurrentRow(0)
    qtbot.mouseClick(page.clauses.edit_button, Qt.MouseButton.LeftButton)
    editor = open_editor(page)
    assert editor.group.isVisible()
    assert editor.round.isVisible()
    assert "There is no group “gone”" in editor.problem.text()
    assert "There is no round “9”" in editor.problem.text()
    editor.reject()


def test_a_clause_of_the_first_edition_is_written_as_before(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    write_clause(qtbot, page, "600,000", payer="Federation", year="2023")
    row = worked.document.open_case.table("Clauses").iloc[0].to_dict()
    blank = ("group", "each", "proposed_on", "round", "decided_round")
    assert [row[column] for column in blank] == [None] * len(blank)
    assert row["year"] == "2023"
