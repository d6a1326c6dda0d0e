from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.engine.watch import Watch
from desktop.pages.rules.page import RulesPage
from models.case import Case
from models.problems import RelaisError
from models.results.split import ConflictLine, GoalLine, Split
from tests.desktop.builders import conflict_of, edit_a_cost, endless, quick, solving_with, split_of
from tests.desktop.conftest import FIRST_EDITION, SAMPLES, OpenWindow, solved_on, wait_for_split

WORKED = SAMPLES / "worked.xlsx"
OLD_SAMPLE = FIRST_EDITION / "belgium.xlsx"


class ThenEndless:
    """Solves at once the first time and never again."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, case: Case, scenario: str, watch: Watch) -> Split:
        self.calls += 1
        return (quick if self.calls == 1 else endless)(case, scenario, watch)


def lacking_ranges(_case: Case, scenario: str, _watch: Watch) -> Split:
    """Solve at once, but for the ranges."""
    split = split_of(scenario)
    return replace(split, payers=tuple(replace(one, low=None, high=None) for one in split.payers))


def state_is(window: MainWindow, state: AnswerState) -> bool:
    return window.solving.state is state


def test_a_cancelled_computation_keeps_the_old_split_and_offers_to_compute(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = solved_on(qtbot, open_window(solving_with(ThenEndless())), WORKED)
    old, line = window.document.solved, window.split_page.state_line
    with qtbot.waitSignal(window.solving.question.progressed):
        edit_a_cost(window, 6500.0)
    assert line.action.text() == "Cancel"
    asked = time.monotonic()
    qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    assert state_is(window, AnswerState.CANCELLING)
    assert not line.action.isEnabled()
    qtbot.waitUntil(lambda: state_is(window, AnswerState.CANCELLED), timeout=1000)
    assert time.monotonic() - asked < 1
    assert window.document.solved is old
    assert not window.document.split_is_current
    assert line.sentence.text().startswith("The computation was cancelled.")
    assert line.action.text() == "Compute"


def test_a_cancel_before_the_computation_began_counts_too(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = solved_on(qtbot, open_window(solving_with(ThenEndless())), WORKED)
    edit_a_cost(window, 6500.0)
    window.solving.cancel()
    assert state_is(window, AnswerState.CANCELLED)
    qtbot.wait(400)
    assert not window.solving.busy


def test_progress_is_shown_only_after_a_moment_and_goes_when_it_is_over(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window(solving_with(endless))
    strip = window.strips[0]
    window.open_path(WORKED)
    qtbot.waitUntil(lambda: window.solving.busy, timeout=10_000)
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible, timeout=2000)
    assert strip.label.text() == "Computing: waiting"
    qtbot.mouseClick(strip.cancel_button, Qt.MouseButton.LeftButton)
    assert strip.label.text() == "Cancelling…"
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert window.split_page.sentence.text() == "There is no split yet."


def test_of_many_edits_only_the_last_one_is_solved(qtbot: QtBot, open_window: OpenWindow) -> None:
    solved: list[float] = []

    def by_cost(case: Case, scenario: str, _watch: Watch) -> Split:
        cost = float(case.table("Costs")["cost_per_person"].iloc[0])
        solved.append(cost)
        return split_of(scenario, cost)

    window = solved_on(qtbot, open_window(solving_with(by_cost)), WORKED)
    for cost in (1.0, 2.0, 3.0):
        edit_a_cost(window, cost)
    wait_for_split(qtbot, window)
    assert solved == [5000.0, 3.0]


def test_choosing_the_old_scenario_again_takes_its_split_back(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = solved_on(qtbot, open_window(solving_with(ThenEndless())), OLD_SAMPLE)
    other = window.document.open_case.scenarios()[1]
    window.document.choose_scenario(other)
    assert "scenario “Base”" in window.split_page.state_line.sentence.text()
    window.document.choose_scenario("base")
    assert state_is(window, AnswerState.CURRENT)
    qtbot.waitUntil(lambda: not window.solving.busy)
    assert state_is(window, AnswerState.CURRENT)


def test_a_conflict_names_each_clause_with_what_it_needs(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    def clash(case: Case, scenario: str, _watch: Watch) -> Split:
        clauses = case.table("Clauses")["clause"].tolist()
        return conflict_of(
            scenario,
            ConflictLine(clauses[0], 0.749999999, settles_all=False),
            ConflictLine(clauses[1], None),
        )

    window = open_window(solving_with(clash))
    window.open_path(OLD_SAMPLE)
    qtbot.waitUntil(lambda: state_is(window, AnswerState.CONFLICT), timeout=20_000)
    text = window.split_page.state_line.sentence.text().replace("\u00a0", " ")
    assert "cannot all hold" in text
    assert (
        "• Federal government pays at most 66.67 % of what is needed (proposed by Federal "
        "government): 75 % in place of 66.67 %; other clauses still clash then\n"
    ) in text
    assert "in Wallonia (proposed by Flanders): none; it clashes" in text
    action = window.split_page.state_line.action
    assert action.text() == "Settle it…"
    action.click()
    assert window.page_of(RulesPage).isVisible()
    assert window.document.solved is None


def test_a_failure_says_why_and_a_retry_solves_again(qtbot: QtBot, open_window: OpenWindow) -> None:
    answers: list[object] = [RelaisError("The rules ask too much.", mend="Loosen one."), None]

    def at_second_try(case: Case, scenario: str, watch: Watch) -> Split:
        answer = answers.pop(0)
        if isinstance(answer, RelaisError):
            raise answer
        return quick(case, scenario, watch)

    window = open_window(solving_with(at_second_try))
    window.open_path(WORKED)
    qtbot.waitUntil(lambda: state_is(window, AnswerState.FAILED), timeout=20_000)
    line = window.split_page.state_line
    assert line.sentence.text() == "The rules ask too much. Loosen one."
    qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    wait_for_split(qtbot, window)
    assert not line.isVisible()


def test_a_bug_in_the_solver_is_told_and_leaves_the_window_alive(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes: list[type] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: crashes.append(kind))

    def broken(_case: Case, _scenario: str, _watch: Watch) -> Split:
        raise ZeroDivisionError

    window = open_window(solving_with(broken))
    window.open_path(WORKED)
    qtbot.waitUntil(lambda: state_is(window, AnswerState.FAILED), timeout=20_000)
    assert crashes == [ZeroDivisionError]


def test_closing_while_it_computes_drains_the_pool(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(solving_with(endless))
    window.open_path(WORKED)
    qtbot.waitUntil(lambda: window.solving.busy, timeout=10_000)
    window.close()
    assert window.pool.activeThreadCount() == 0


def first_answer_then_wait(case: Case, scenario: str, watch: Watch) -> Split:
    """Deliver an early answer, as a large case does, and go on until stopped."""
    goals = (GoalLine("unfunded", 0.0),)
    rest = ("equal_burden", "proportional")
    watch.deliver(replace(split_of(scenario, 1234.0), goals=goals, still_to_come=rest))
    return endless(case, scenario, watch)


def test_an_early_answer_is_shown_as_such_while_better_ones_are_computed(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window(solving_with(first_answer_then_wait))
    window.open_path(WORKED)
    qtbot.waitUntil(lambda: window.document.solved is not None, timeout=10_000)
    assert state_is(window, AnswerState.COMPUTING)
    assert not window.document.split_is_current
    assert "1,234" in window.split_page.sentence.text()
    line = window.split_page.state_line
    assert line.sentence.text() == (
        "Computing the split… A first answer, with as little unfunded as can be. "
        "Still to come: equal burdens, shares close to later benefit."
    )
    qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state_is(window, AnswerState.CANCELLED), timeout=1000)
    assert window.document.solved is not None
    assert "A first answer" in line.sentence.text()
    assert line.action.text() == "Compute"


def test_a_fault_while_a_resting_split_is_confirmed_is_told_and_can_be_tried_again(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    answers: list[object] = [RelaisError("The ranges are lost.", mend="Find them."), None]

    def at_second_try(_case: Case, _scenario: str, _watch: Watch) -> None:
        answer = answers.pop(0)
        if isinstance(answer, RelaisError):
            raise answer

    window = open_window(solving_with(lacking_ranges, at_second_try))
    window.open_path(WORKED)
    line = window.split_page.state_line
    qtbot.waitUntil(lambda: line.action.text() == "Retry", timeout=20_000)
    assert window.document.split_is_current
    assert line.sentence.text() == "The ranges are lost. Find them."
    qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not answers)
    qtbot.waitUntil(lambda: not line.isVisible())
    assert not window.solving.error
