"""The agreement as the short table that is signed, and what its percentages cost."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.engine.watch import StoppedError, Watch
from desktop.pages.rules.page import RulesPage
from models.case import Case
from models.problems import RelaisError
from models.results.simplicity import SimplicityPrice
from tests.desktop.builders import doings_of, edit_a_cost
from tests.desktop.conftest import wait_for_split
from tests.desktop.pages.split.view_driving import (
    ANSWERED_WITHIN,
    click_tab,
    copied,
    headers,
    sentence,
    set_rule,
    shown,
    wait_for_answer,
)


def endless(_case: Case, _scenario: str, watch: Watch) -> SimplicityPrice:
    while not watch.cancelled():
        time.sleep(0.01)
    raise StoppedError


def test_the_percentages_stand_with_what_they_cost(qtbot: QtBot, worked: MainWindow) -> None:
    set_rule(qtbot, worked, "same_key_by", "stage")
    click_tab(qtbot, worked, "Key to sign")
    key = worked.split_page.key
    wait_for_answer(qtbot, key.price)
    assert headers(key.table_view) == [
        "Welcome: own",
        "Welcome: others’",
        "Training: own",
        "Training: others’",
        "Pays with the key",
        "In the free split",
        "The key costs it",
    ]
    assert shown(key.table_view) == [
        ["City", "3.4 %", "", "5.3 %", "", "30,609", "30,609", "–"],
        ["Federation", "", "78.3 %", "", "78.3 %", "688,696", "688,696", "–"],
        ["Port", "", "18.3 %", "21.7 %", "16.5 %", "160,696", "160,696", "–"],
        ["All together", "", "", "", "", "880,000", "880,000", "–"],
    ]
    assert sentence(worked) == (
        "The agreement is written as 7 percentages; that makes nobody pay more than in the free "
        "split."
    )
    assert "Each percentage is of the need" in key.note.text()


def test_exact_percentages_are_copied_and_read_aloud(qtbot: QtBot, worked: MainWindow) -> None:
    set_rule(qtbot, worked, "same_key_by", "all")
    click_tab(qtbot, worked, "Key to sign")
    key = worked.split_page.key
    wait_for_answer(qtbot, key.price)
    solved = worked.document.solved
    assert solved is not None
    assert solved.split.same_key is not None
    share = next(s.share for s in solved.split.same_key if s.payer == "federation" and not s.own)
    lines = copied(qtbot, key.table_view).split("\n")
    assert float(lines[1].split("\t")[1]) == share
    assert worked.split_page.can_copy()
    index = key.table_view.table.index(1, 1)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("Others’ programmes, Federation: ")
    nothing = key.table_view.table.index(1, 0)
    assert nothing.data() == ""
    assert "answers for no such programme" in nothing.data(Qt.ItemDataRole.ToolTipRole)


def test_without_a_same_key_a_sentence_says_so_and_leads_to_the_rule(
    qtbot: QtBot, worked: MainWindow
) -> None:
    click_tab(qtbot, worked, "Key to sign")
    page = worked.split_page
    assert sentence(worked).startswith("There is no short table to sign")
    assert page.key.table_view.isHidden()
    assert page.sentence.second.isHidden(), "what pays back belongs to the payments"
    qtbot.wait(200)
    assert not page.key.price.question.busy
    assert page.first_place() is page.key.rules_button
    page.key.rules_button.setFocus()
    qtbot.keyClick(page.key.rules_button, Qt.Key.Key_Space)
    assert worked.pages.currentWidget() is worked.page_of(RulesPage)


def test_the_price_can_be_cancelled_and_is_worked_out_again(
    qtbot: QtBot, worked: MainWindow
) -> None:
    set_rule(qtbot, worked, "same_key_by", "stage")
    doings_of(worked)["price_of_key"] = endless
    click_tab(qtbot, worked, "Key to sign")
    key = worked.split_page.key
    qtbot.waitUntil(lambda: key.price.question.busy, timeout=ANSWERED_WITHIN)
    rows = {row[0]: row[1:] for row in shown(key.table_view)}
    assert rows["City"][-2:] == ["", ""], "the percentages are there before their price"
    qtbot.waitUntil(key.state.isVisible, timeout=ANSWERED_WITHIN)
    qtbot.mouseClick(key.state.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: key.price.state is AnswerState.CANCELLED, timeout=5000)
    assert key.state.sentence.text() == "What the percentages cost was not worked out."
    del doings_of(worked)["price_of_key"]
    key.state.action.setFocus()
    qtbot.keyClick(key.state.action, Qt.Key.Key_Space)
    wait_for_answer(qtbot, key.price)
    assert key.state.isHidden()


def test_what_fails_is_said_with_a_retry(qtbot: QtBot, worked: MainWindow) -> None:
    set_rule(qtbot, worked, "same_key_by", "stage")

    def fail(*_: object) -> SimplicityPrice:
        raise RelaisError("No memory is left.")

    doings_of(worked)["price_of_key"] = fail
    click_tab(qtbot, worked, "Key to sign")
    key = worked.split_page.key
    qtbot.waitUntil(lambda: key.price.state is AnswerState.FAILED, timeout=ANSWERED_WITHIN)
    assert key.state.sentence.text() == "No memory is left."
    assert key.state.action.text() == "Retry"
    del doings_of(worked)["price_of_key"]
    qtbot.mouseClick(key.state.action, Qt.MouseButton.LeftButton)
    wait_for_answer(qtbot, key.price)


def test_an_edit_greys_the_table_until_the_next_split(qtbot: QtBot, worked: MainWindow) -> None:
    set_rule(qtbot, worked, "same_key_by", "stage")
    click_tab(qtbot, worked, "Key to sign")
    key = worked.split_page.key
    wait_for_answer(qtbot, key.price)
    before = shown(key.table_view)
    edit_a_cost(worked, 4000.0)
    index = key.table_view.table.index(0, 0)
    assert index.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert shown(key.table_view) == before
    wait_for_split(qtbot, worked)
    wait_for_answer(qtbot, key.price)
    assert index.data(Qt.ItemDataRole.ForegroundRole) is None
    assert shown(key.table_view) != before


def test_the_view_is_reached_by_keys_and_stays_in_another_language(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = worked.split_page
    page.tabs.setFocus()
    qtbot.keyClick(page.tabs, Qt.Key.Key_Right)
    assert page.view is page.key
    assert not page.payments.bars_action.isEnabled(), "its keys are for the payments"
    before = worked.menus
    worked.speak("fr")
    qtbot.waitUntil(lambda: worked.menus is not before, timeout=ANSWERED_WITHIN)
    assert worked.split_page.view is worked.split_page.key
    assert sentence(worked).startswith("Pas de tableau court à signer")
