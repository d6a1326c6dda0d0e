"""How the page of rules tells conflicts, cancelled and failed solves, and what settles them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.bars import Bars
from desktop.engine.question import AnswerState
from desktop.engine.watch import Watch
from desktop.pages.rules.page import RulesPage
from models.case import Case
from models.problems import RelaisError
from models.results.split import Split
from tests.desktop.builders import endless, quick, solving_with
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on, wait_for_split
from tests.desktop.pages.rules.page_driving import (
    CTRL,
    percent,
    press,
    rules_page,
    switch,
    type_percent,
    undo,
    write_clause,
)
from tests.desktop.shown_texts import labels_in


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.solving.report is not None, timeout=30_000)


def clash(qtbot: QtBot, window: MainWindow, page: RulesPage) -> None:
    """Write two clauses that cannot both hold."""
    for sense, value in (("at most", "600,000"), ("at least", "700,000")):
        write_clause(qtbot, page, value, payer="Federation", sense=sense)
    qtbot.waitUntil(lambda: window.solving.state is AnswerState.CONFLICT, timeout=30_000)
    settled(qtbot, window)


def test_a_conflict_is_named_and_settled_by_a_click(qtbot: QtBot, worked: MainWindow) -> None:
    page = rules_page(qtbot, worked)
    clash(qtbot, worked, page)
    panel = page.outcome.conflict
    assert panel.isVisible()
    said = labels_in(panel).replace("\u00a0", " ")
    assert "• Federation pays at most EUR 600,000" in said
    assert "• Federation pays at least EUR 700,000" in said
    assert "Equally far: each of these ways moves EUR 100,000" in said
    assert page.sentence.text() == (
        "There is no split: 2 clauses (Federation) cannot hold together."
    )
    names = {button.text() for button in panel.findChildren(QPushButton)}
    assert names == {"Take it", "Do without"}
    count = worked.document.undo_stack.count()
    qtbot.mouseClick(panel.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert worked.document.undo_stack.count() == count + 1
    wait_for_split(qtbot, worked)
    assert worked.solving.state is AnswerState.CURRENT
    undo(qtbot, worked)
    settled(qtbot, worked)
    press(qtbot, panel, "Do without")
    wait_for_split(qtbot, worked)
    assert list(worked.document.open_case.table("Clauses")["status"]).count("rejected") == 1
    while worked.document.undo_stack.canUndo():
        undo(qtbot, worked)
    wait_for_split(qtbot, worked)
    assert "Nobody pays more or less" in page.outcome.chart.accessibleName()


def clash_by_the_own_share(qtbot: QtBot, window: MainWindow, page: RulesPage) -> None:
    """Let hosts pay half of their own programmes, and another pay more than half of one."""
    type_percent(qtbot, percent(page, "own_share_min"), "50")
    write_clause(qtbot, page, "96,000", payer="Federation", sense="at least", host="Port")
    qtbot.waitUntil(lambda: window.solving.state is AnswerState.CONFLICT, timeout=30_000)
    settled(qtbot, window)


def test_the_rule_behind_a_clash_is_named_and_gives_way_by_a_click(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    clash_by_the_own_share(qtbot, worked, page)
    said = labels_in(page.outcome.conflict).replace("\u00a0", " ")
    assert "Or a rule of the scenario gives way" in said
    assert "Least own share: 40 % in place of 50 %" in said
    count = worked.document.undo_stack.count()
    buttons = page.outcome.conflict.findChildren(QPushButton)
    (change,) = (b for b in buttons if "Least own share" in b.accessibleName())
    qtbot.mouseClick(change, Qt.MouseButton.LeftButton)
    wait_for_split(qtbot, worked)
    assert worked.document.undo_stack.count() == count + 1
    assert worked.solving.state is AnswerState.CURRENT
    assert percent(page, "own_share_min").box.value() == 40
    undo(qtbot, worked)
    settled(qtbot, worked)
    assert percent(page, "own_share_min").box.value() == 50


def test_a_clause_that_cannot_hold_alone_is_told_as_one(qtbot: QtBot, worked: MainWindow) -> None:
    page = rules_page(qtbot, worked)
    write_clause(qtbot, page, "9,000,000", payer="Port", sense="at least", proposed_by="City")
    qtbot.waitUntil(lambda: worked.solving.state is AnswerState.CONFLICT, timeout=30_000)
    settled(qtbot, worked)
    said = labels_in(page.outcome.conflict).replace("\u00a0", " ")
    assert said.startswith("This clause cannot hold under the rules\n• Port pays at least ")
    assert "(proposed by City): EUR 370,000 in place of EUR 9,000,000" in said
    assert "No way out moves less than EUR 8,630,000" in said
    press(qtbot, page.outcome.conflict, "Take it")
    wait_for_split(qtbot, worked)


def test_clauses_in_two_conflicts_are_all_named_in_the_way_out(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    for payer in ("Federation", "Port"):
        for sense, value in (("at most", "1,000"), ("at least", "70,000")):
            write_clause(qtbot, page, value, payer=payer, sense=sense, proposed_by="City")
    qtbot.waitUntil(lambda: worked.solving.state is AnswerState.CONFLICT, timeout=30_000)
    settled(qtbot, worked)
    said = labels_in(page.outcome.conflict).replace("\u00a0", " ")
    assert "And these cannot either" in said
    assert "No way out moves less than EUR 138,000\n• " in said
    assert "No clause can settle this alone." in said
    press(qtbot, page.outcome.conflict, "Take it")
    wait_for_split(qtbot, worked)


def test_the_pinned_split_outlasts_a_look_at_another_page_in_a_conflict(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    clash(qtbot, worked, page)
    qtbot.keyClick(worked, Qt.Key.Key_3, CTRL)
    rules_page(qtbot, worked)
    press(qtbot, page.outcome.conflict, "Take it")
    wait_for_split(qtbot, worked)
    shown = page.outcome.chart.accessibleName().replace("\u00a0", " ")
    assert "Federation pays EUR" in shown
    assert shown.endswith("; nothing stays unfunded.") or " stays unfunded (+" in shown


def test_a_conflict_left_by_another_way_shows_the_split_again(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    clash(qtbot, worked, page)
    switch(qtbot, page.clauses.list, 0)
    wait_for_split(qtbot, worked)
    assert page.outcome.chart.isVisible()


def test_the_pinned_split_stays_until_another_is_pinned(qtbot: QtBot, worked: MainWindow) -> None:
    page = rules_page(qtbot, worked)
    type_percent(qtbot, percent(page, "own_share_min"), "30")
    wait_for_split(qtbot, worked)
    chart = page.outcome.chart
    assert "City pays" in chart.accessibleName()
    qtbot.mouseClick(page.outcome.pin_button, Qt.MouseButton.LeftButton)
    assert chart.accessibleName() == "Who pays how much"
    assert not page.outcome.pin_button.isEnabled()
    type_percent(qtbot, percent(page, "own_share_min"), "0")
    wait_for_split(qtbot, worked)
    assert "less" in chart.accessibleName()
    bars = chart.chart.bars  # type: ignore[union-attr]
    assert all(bar.before is not None for bar in bars)


def test_the_split_is_called_pinned_only_after_somebody_pinned_it(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    chart = page.outcome.chart
    assert chart.chart is not None
    assert "; the line: the split when the rules were opened" in chart.chart.unit
    type_percent(qtbot, percent(page, "own_share_min"), "30")
    wait_for_split(qtbot, worked)
    worked.document.undo_stack.undo()
    wait_for_split(qtbot, worked)
    same = "Nobody pays more or less than in the split when the rules were opened"
    assert chart.accessibleName().startswith(same)
    type_percent(qtbot, percent(page, "own_share_min"), "30")
    wait_for_split(qtbot, worked)
    qtbot.mouseClick(page.outcome.pin_button, Qt.MouseButton.LeftButton)
    assert "; the line: the pinned split" in chart.chart.unit


def test_a_case_opened_on_the_page_is_compared_with_its_first_split(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    qtbot.mouseClick(page.outcome.pin_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(worked.document.case_replaced, timeout=20_000):
        worked.open_path(SAMPLES / "belgium.xlsx")
    wait_for_split(qtbot, worked)
    chart = page.outcome.chart.chart
    assert chart is not None
    assert "; the line: the first split of this case" in chart.unit


def test_a_cancelled_and_a_failed_solve_say_so(qtbot: QtBot, open_window: OpenWindow) -> None:
    solves = [quick, endless, fails, quick]

    def in_turn(case: Case, scenario: str, watch: Watch) -> Split:
        return solves.pop(0)(case, scenario, watch)

    window = solved_on(qtbot, open_window(solving_with(in_turn)), SAMPLES / "worked.xlsx")
    page = rules_page(qtbot, window)
    type_percent(qtbot, percent(page, "own_share_min"), "30")
    qtbot.waitUntil(lambda: solves == [fails, quick])
    line = page.state_line
    qtbot.waitUntil(line.isVisible)  # only what takes more than a moment is said
    assert page.outcome.not_current.text() == "Not current"
    qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.solving.state is AnswerState.CANCELLED)
    assert "cancelled" in line.sentence.text()
    chart = page.outcome.chart.chart
    assert isinstance(chart, Bars)
    assert chart.faded
    assert chart.unit.startswith("Not current. ")
    qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.solving.state is AnswerState.FAILED)
    assert "Too much." in line.sentence.text()
    qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    wait_for_split(qtbot, window)
    assert not line.isVisible()


def fails(_case: Case, _scenario: str, _watch: Watch) -> Split:
    raise RelaisError("Too much.", mend="Ask less.")
