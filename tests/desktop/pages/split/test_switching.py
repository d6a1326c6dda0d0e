"""From which effect on all is paid back: under the sentence, in the background, once it rests."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.engine.watch import StoppedError, Watch
from desktop.pages.page import RULES, SPLIT
from models.case import Case
from models.editing import CellEdit
from models.problems import RelaisError
from models.results.switching import SwitchingValue
from tests.desktop.builders import doings_of, edit_a_cost
from tests.desktop.conftest import SAMPLES, OpenWindow, wait_for_split

ANSWERED_WITHIN = 60_000


def second(window: MainWindow) -> str:
    return window.split_page.sentence.second.text().replace("\u00a0", " ")


def wait_for(qtbot: QtBot, window: MainWindow, state: AnswerState) -> None:
    switching = window.split_page.switching
    qtbot.waitUntil(lambda: switching.state is state, timeout=ANSWERED_WITHIN)


def endless(_case: Case, _scenario: str, watch: Watch) -> SwitchingValue:
    while not watch.cancelled():
        time.sleep(0.01)
    raise StoppedError


def test_the_page_opens_with_the_effect_from_which_on_all_is_paid_back(
    qtbot: QtBot, worked: MainWindow
) -> None:
    wait_for(qtbot, worked, AnswerState.CURRENT)
    assert second(worked) == (
        "All of it is paid back if at least 52 of 100 of each programme's effect are its own; "
        "that is 76 of every EUR 100 of the later benefit counted here."
    )
    sentence = worked.split_page.sentence
    assert sentence.text().startswith("Federation carries")
    assert sentence.second.geometry().bottom() <= sentence.height()
    assert sentence.second.height() >= sentence.second.heightForWidth(sentence.width())


def test_an_edit_is_not_kept_waiting_and_the_effect_follows(
    qtbot: QtBot, worked: MainWindow
) -> None:
    wait_for(qtbot, worked, AnswerState.CURRENT)
    before = second(worked)
    doings_of(worked)["switch"] = endless
    edit_a_cost(worked, 4000.0)
    assert second(worked) == before, "it belongs to the split that is still shown"
    assert worked.split_page.sentence.second.property("stale")
    qtbot.waitUntil(lambda: worked.split_page.switching.question.busy, timeout=ANSWERED_WITHIN)
    assert second(worked).endswith("is worked out.")
    del doings_of(worked)["switch"]
    edit_a_cost(worked, 4500.0)
    assert worked.split_page.switching.state is AnswerState.WAITING, "it lets go at once"
    wait_for_split(qtbot, worked)
    wait_for(qtbot, worked, AnswerState.CURRENT)
    assert second(worked) != before


def test_nobody_works_it_out_for_nobody(qtbot: QtBot, open_window: OpenWindow) -> None:
    asked: list[str] = []

    def noted(_case: Case, scenario: str, _watch: Watch) -> SwitchingValue:
        asked.append(scenario)
        return SwitchingValue(0.5, 0.25)

    window = open_window()
    doings_of(window)["switch"] = noted
    window.open_path(SAMPLES / "worked.xlsx")
    qtbot.waitUntil(lambda: window.document.case is not None)
    window.go_to(RULES)
    wait_for_split(qtbot, window)
    page = window.split_page
    qtbot.wait(300)
    asked.clear()
    edit_a_cost(window, 4000.0)
    wait_for_split(qtbot, window)
    qtbot.wait(300)
    assert asked == []
    window.go_to(SPLIT)
    wait_for(qtbot, window, AnswerState.CURRENT)
    assert asked == ["base"]
    assert "at least 50 of 100" in second(window)
    window.go_to(RULES)
    window.go_to(SPLIT)
    qtbot.wait(300)
    assert asked == ["base"], "what is known is not asked again"
    assert page.switching.state is AnswerState.CURRENT


def test_looking_elsewhere_stops_it(qtbot: QtBot, worked: MainWindow) -> None:
    wait_for(qtbot, worked, AnswerState.CURRENT)
    doings_of(worked)["switch"] = endless
    edit_a_cost(worked, 4000.0)
    switching = worked.split_page.switching
    qtbot.waitUntil(lambda: switching.question.busy, timeout=ANSWERED_WITHIN)
    worked.go_to(RULES)
    qtbot.waitUntil(lambda: not switching.question.busy, timeout=5000)
    assert switching.state is AnswerState.EMPTY


def test_it_can_be_cancelled_and_worked_out_again(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    wait_for(qtbot, worked, AnswerState.CURRENT)
    doings_of(worked)["switch"] = endless
    edit_a_cost(worked, 4000.0)
    qtbot.waitUntil(lambda: page.switching.question.busy, timeout=ANSWERED_WITHIN)
    assert page.switching_button.isHidden()
    page.switching.question.cancel()
    wait_for(qtbot, worked, AnswerState.CANCELLED)
    assert second(worked).endswith("was not worked out.")
    assert page.switching_button.text() == "Work it out"
    del doings_of(worked)["switch"]
    qtbot.mouseClick(page.switching_button, Qt.MouseButton.LeftButton)
    wait_for(qtbot, worked, AnswerState.CURRENT)
    assert page.switching_button.isHidden()


def test_what_fails_is_said_and_tried_again_by_key(
    qtbot: QtBot, worked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = worked.split_page
    wait_for(qtbot, worked, AnswerState.CURRENT)

    def fail(*_: object) -> SwitchingValue:
        raise RelaisError("No memory is left.")

    monkeypatch.setitem(doings_of(worked), "switch", fail)
    edit_a_cost(worked, 4000.0)
    wait_for(qtbot, worked, AnswerState.FAILED)
    assert second(worked) == "No memory is left."
    assert page.switching_button.text() == "Retry"
    monkeypatch.undo()
    page.switching_button.setFocus()
    qtbot.keyClick(page.switching_button, Qt.Key.Key_Space)
    wait_for(qtbot, worked, AnswerState.CURRENT)


def test_where_nothing_needs_money_nothing_is_said_of_paying_back(
    qtbot: QtBot, worked: MainWindow
) -> None:
    for row in range(len(worked.document.open_case.table("Costs"))):
        costs = worked.document.open_case.table("Costs")["cost_per_person"]
        worked.document.set_cells("Costs", [CellEdit(row, "cost_per_person", costs.iloc[row], 0.0)])
    wait_for_split(qtbot, worked)
    assert worked.split_page.sentence.text().startswith("Nothing needs funding")
    assert second(worked) == ""
