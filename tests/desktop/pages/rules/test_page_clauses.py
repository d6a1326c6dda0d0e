"""What a person does with clauses on the page of rules, and what they read then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.engine.watch import Watch
from desktop.pages.rules.page import RulesPage
from models.case import Case
from models.clause import Clause, reach_of
from models.names import names_of
from models.results.split import ConflictLine, Split
from models.words.clauses import misses_programmes
from models.words.language import ENGLISH
from tests.desktop.builders import conflict_of, solving_with
from tests.desktop.conftest import FIRST_EDITION, OpenWindow, freeze, wait_for_split
from tests.desktop.pages.rules.page_driving import (
    open_editor,
    pick,
    press,
    rules_page,
    switch,
    undo,
    write_clause,
)


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


def test_a_clause_is_written_read_switched_changed_and_deleted(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    write_clause(
        qtbot, page, "600,000", payer="Federation", proposed_by="Port", stage="every stage"
    )
    view = page.clauses.list
    said = "Federation pays at most EUR 600,000"
    assert view.item(0).text().replace("\u00a0", " ") == (
        f"{said} — proposed by Port, only in Base"
    )
    stack = worked.document.undo_stack
    assert stack.undoText().replace("\u00a0", " ") == f"Add clause: {said}"
    wait_for_split(qtbot, worked)
    assert "Federation pays EUR 88,695.65 less" in page.outcome.chart.accessibleName().replace(
        "\u00a0", " "
    )
    assert page.sentence.text().startswith("With 1 clause, Federation pays the most")
    switch(qtbot, view, 0)
    assert worked.document.open_case.table("Clauses")["status"].iloc[0] == "rejected"
    assert view.item(0).text().endswith("not counted")
    wait_for_split(qtbot, worked)
    assert "Nobody pays more or less" in page.outcome.chart.accessibleName()
    switch(qtbot, view, 0)
    change_value(qtbot, page, "650,000")
    assert worked.document.open_case.table("Clauses")["value"].iloc[0] == 650_000
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert view.count() == 0
    assert page.clauses.empty.isVisible()
    for _ in range(5):
        undo(qtbot, worked)
    assert stack.index() == 0
    assert len(worked.document.open_case.table("Clauses")) == 0
    wait_for_split(qtbot, worked)


def change_value(qtbot: QtBot, page: RulesPage, value: str) -> None:
    qtbot.mouseClick(page.clauses.edit_button, Qt.MouseButton.LeftButton)
    editor = open_editor(page)
    editor.value.selectAll()
    qtbot.keyClicks(editor.value, value)
    press(qtbot, editor, "Change clause")


def test_the_editor_says_what_is_wrong(qtbot: QtBot, worked: MainWindow) -> None:
    page = rules_page(qtbot, worked)
    editor = write_clause(qtbot, page, "a lot", payer="City")
    assert editor.isVisible()
    assert editor.problem.text().startswith("“a lot” is not a number")
    assert not editor.accept_button.isEnabled()
    assert editor.accept_button.toolTip() == editor.problem.text()
    editor.value.selectAll()
    qtbot.keyClick(editor.value, Qt.Key.Key_Backspace)
    press(qtbot, editor, "Add clause")
    assert "missing" in editor.problem.text()
    qtbot.keyClicks(editor.value, "25")
    pick(editor.measure, "% of its later benefit")
    said = editor.sentence.text().replace("\u00a0", " ")
    assert said == "City pays at most 25 % of its later benefit — only in Base"
    editor.payer.addItem("Atlantis", "atlantis")
    pick(editor.payer, "Atlantis")
    press(qtbot, editor, "Add clause")
    assert "“atlantis” is no territory that pays" in editor.problem.text()
    pick(editor.payer, "City")
    press(qtbot, editor, "Add clause")
    assert not editor.isVisible()
    assert worked.document.open_case.table("Clauses")["value"].iloc[0] == 0.25
    wait_for_split(qtbot, worked)


def test_add_clause_is_off_until_it_can_add_and_says_why_beside_it(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    qtbot.mouseClick(page.clauses.add_button, Qt.MouseButton.LeftButton)
    editor = open_editor(page)
    assert not editor.accept_button.isEnabled()
    assert editor.problem.text() == "Type how much; the value is missing."
    assert editor.accept_button.toolTip() == editor.problem.text()
    qtbot.keyClick(editor.value, Qt.Key.Key_Return)
    assert editor.isVisible()
    qtbot.keyClicks(editor.value, "10m")
    assert editor.accept_button.isEnabled()
    assert editor.problem.text() == ""
    assert editor.accept_button.toolTip() == ""
    qtbot.keyClick(editor.value, Qt.Key.Key_Return)
    assert not editor.isVisible()
    wait_for_split(qtbot, worked)


def test_a_new_clause_is_selected_and_seen_in_the_list(qtbot: QtBot, worked: MainWindow) -> None:
    page = rules_page(qtbot, worked)
    view = page.clauses.list
    for value in range(1, 31):
        write_clause(qtbot, page, f"{value},000", payer="City")
        qtbot.waitUntil(view.hasFocus)
        assert f"{value},000" in view.currentItem().text()
        box = view.visualItemRect(view.currentItem())
        assert view.viewport().rect().contains(box)
        assert view.selectedItems() == [view.currentItem()]
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert view.count() == 29, "the keys go to the new clause at once"
    wait_for_split(qtbot, worked)


def test_a_new_clause_of_another_scenario_is_seen_too(qtbot: QtBot, worked: MainWindow) -> None:
    worked.document.new_scenario("harder")
    worked.document.choose_scenario("base")
    page = rules_page(qtbot, worked)
    write_clause(qtbot, page, "1,000", payer="City")
    assert not page.clauses.all_scenarios.isChecked()
    write_clause(qtbot, page, "2,000", payer="City", scenario="harder")
    assert page.clauses.all_scenarios.isChecked()
    assert "2,000" in page.clauses.list.currentItem().text()
    wait_for_split(qtbot, worked)


def test_add_clause_is_off_in_a_frozen_scenario_and_says_why(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    assert not page.clauses.why_kept.isVisible()
    freeze(qtbot, worked)
    assert not page.clauses.add_button.isEnabled()
    assert page.clauses.why_kept.isVisible()
    assert page.clauses.why_kept.text().startswith("The scenario “Base” is frozen")
    assert page.clauses.add_button.toolTip() == page.clauses.why_kept.text()


def test_the_editor_offers_the_years_and_stages_of_programmes_and_warns_of_others(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = rules_page(qtbot, sample)
    qtbot.mouseClick(page.clauses.add_button, Qt.MouseButton.LeftButton)
    editor = open_editor(page)
    years = [editor.year.itemText(at) for at in range(editor.year.count())]
    assert years == ["every year", "2026", "2027", "2028", "2029", "2030"]
    stages = [editor.stage.itemData(at) for at in range(editor.stage.count())]
    assert "work" not in stages
    assert "training" in stages
    assert editor.scenario.currentData() == "base"
    qtbot.keyClicks(editor.value, "1000")
    assert editor.problem.text() == ""
    typed = editor.year.lineEdit()
    assert typed is not None
    editor.year.setFocus()
    typed.selectAll()
    qtbot.keyClicks(editor.year, "2022")
    assert editor.problem.text() == (
        "“Base” has no programme in 2022: this clause binds nothing there."
    )
    typed.selectAll()
    qtbot.keyClicks(editor.year, "soon")
    assert editor.problem.text().startswith("“soon” is no year")
    press(qtbot, editor, "Add clause")
    assert editor.isVisible()
    typed.selectAll()
    qtbot.keyClicks(editor.year, "2022")
    pick(editor.scenario, "every scenario")
    assert editor.sentence.text().endswith(" in 2022 — in every scenario")
    press(qtbot, editor, "Add clause")
    assert sample.document.open_case.table("Clauses")["year"].iloc[-1] == "2022"
    problems = [p.code for p in sample.document.problems]
    qtbot.waitUntil(lambda: "clause-of-nothing" in [p.code for p in sample.document.problems])
    assert "clause-of-nothing" not in problems
    wait_for_split(qtbot, sample)


def test_where_no_split_tells_the_programmes_the_rules_do(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    def clashes(case: Case, scenario: str, _watch: Watch) -> Split:
        return conflict_of(scenario, ConflictLine(case.table("Clauses")["clause"].iloc[0], None))

    window = open_window(solving_with(clashes))
    window.open_path(FIRST_EDITION / "belgium.xlsx")
    qtbot.waitUntil(lambda: window.solving.state is AnswerState.CONFLICT, timeout=30_000)
    reach = reach_of(window.document.open_case, window.document.scenario, None)
    assert reach.years == (2026, 2027, 2028, 2029, 2030)
    names = names_of(window.document.open_case)
    assert ENGLISH.say(misses_programmes(Clause("c", years=(2022, 2022)), reach, names)).startswith(
        "“Base” has no programme"
    )
    assert ENGLISH.say(misses_programmes(Clause("c", years=(2027, 2027)), reach, names)) == ""
    asks = Clause("c", years=(2022, 2022), sense="at least", value=5.0)
    assert ENGLISH.say(misses_programmes(asks, reach, names)).endswith(
        "this clause cannot hold there."
    )
    assert (
        ENGLISH.say(
            misses_programmes(
                Clause("c", years=(2022, 2022), scenario="own_share_25"), reach, names
            )
        )
        == ""
    )
