"""Who would gain what by wrong figures: found out once somebody looks, by clicks and keys."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.engine.watch import StoppedError, Watch
from desktop.pages.page import RULES
from desktop.pages.split import misreports_view
from models.case import Case
from models.problems import RelaisError
from models.results.misreport import Misreport
from tests.desktop.builders import doings_of, edit_a_cost
from tests.desktop.conftest import wait_for_split
from tests.desktop.pages.split.view_driving import (
    ANSWERED_WITHIN,
    click_tab,
    copied,
    headers,
    sentence,
    shown,
    wait_for_answer,
)


def endless(_case: Case, _scenario: str, percent: float, watch: Watch) -> tuple[Misreport, ...]:
    watch.progress("misreports", 3, round(percent))
    while not watch.cancelled():
        time.sleep(0.01)
    raise StoppedError


def test_each_payer_is_a_row_and_each_wrong_figure_a_column(
    qtbot: QtBot, worked: MainWindow
) -> None:
    misreporting = worked.split_page.misreports.misreporting
    qtbot.wait(200)
    assert not misreporting.question.busy, "nobody looks"
    click_tab(qtbot, worked, "Misreporting")
    assert sentence(worked).startswith("It is not known yet")
    wait_for_answer(qtbot, misreporting)
    view = worked.split_page.misreports.table_view
    assert [header.replace("\u00a0", " ") for header in headers(view)] == [
        "Benefits 10 % lower",
        "Benefits 10 % higher",
        "Costs 10 % lower",
        "Costs 10 % higher",
    ]
    assert [row[0] for row in shown(view)] == ["City", "Federation", "Port"]
    city = shown(view)[0]
    assert city[4].startswith("+"), "others pay for costs that are not there"
    assert sentence(worked).startswith("City would gain most by a wrong figure: EUR ")
    assert sentence(worked).endswith("by stating the costs of its programmes 10 % higher.")
    assert worked.split_page.misreports.note.isVisible()


def test_the_figures_are_those_of_the_solver(qtbot: QtBot, worked: MainWindow) -> None:
    click_tab(qtbot, worked, "Misreporting")
    views = worked.split_page.misreports
    wait_for_answer(qtbot, views.misreporting)
    solved = worked.document.solved
    assert solved is not None
    found = views.misreporting.answer(solved)
    assert found is not None
    gain = next(m.gain for m in found if (m.payer, m.figures, m.percent) == ("city", "costs", 10.0))
    assert gain is not None
    lines = copied(qtbot, views.table_view).split("\n")
    assert float(lines[0].split("\t")[3]) == pytest.approx(gain, abs=0.005)
    index = views.table_view.table.index(0, 3)
    note = str(index.data(Qt.ItemDataRole.ToolTipRole)).replace("\u00a0", " ")
    assert "It would pay EUR" in note
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole)).replace("\u00a0", " ")
    assert spoken.startswith("Costs 10 % higher, City: +")


def test_it_can_be_cancelled_and_begun_again(qtbot: QtBot, worked: MainWindow) -> None:
    doings_of(worked)["misreport"] = endless
    click_tab(qtbot, worked, "Misreporting")
    views = worked.split_page.misreports
    qtbot.waitUntil(views.state.isVisible, timeout=ANSWERED_WITHIN)
    assert views.table_view.isHidden()
    assert worked.split_page.first_place() is views.state.action
    qtbot.mouseClick(views.state.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: views.misreporting.state is AnswerState.CANCELLED, timeout=5000)
    assert views.state.sentence.text() == "Finding out was cancelled."
    del doings_of(worked)["misreport"]
    views.state.action.setFocus()
    qtbot.keyClick(views.state.action, Qt.Key.Key_Space)
    wait_for_answer(qtbot, views.misreporting)
    assert views.state.isHidden()
    assert views.table_view.isVisible()


def test_looking_elsewhere_stops_it(qtbot: QtBot, worked: MainWindow) -> None:
    doings_of(worked)["misreport"] = endless
    click_tab(qtbot, worked, "Misreporting")
    question = worked.split_page.misreports.misreporting.question
    qtbot.waitUntil(lambda: question.busy, timeout=ANSWERED_WITHIN)
    click_tab(qtbot, worked, "Payments")
    qtbot.waitUntil(lambda: not question.busy, timeout=5000)
    click_tab(qtbot, worked, "Misreporting")
    qtbot.waitUntil(lambda: question.busy, timeout=ANSWERED_WITHIN)
    worked.go_to(RULES)
    qtbot.waitUntil(lambda: not question.busy, timeout=5000)
    assert worked.split_page.misreports.misreporting.state is AnswerState.EMPTY


def test_what_fails_is_said_with_a_retry(qtbot: QtBot, worked: MainWindow) -> None:
    def fail(*_: object) -> tuple[Misreport, ...]:
        raise RelaisError("No memory is left.")

    doings_of(worked)["misreport"] = fail
    click_tab(qtbot, worked, "Misreporting")
    views = worked.split_page.misreports
    qtbot.waitUntil(lambda: views.misreporting.state is AnswerState.FAILED, timeout=ANSWERED_WITHIN)
    assert views.state.sentence.text() == "No memory is left."
    del doings_of(worked)["misreport"]
    qtbot.mouseClick(views.state.action, Qt.MouseButton.LeftButton)
    wait_for_answer(qtbot, views.misreporting)


def test_a_large_case_waits_until_somebody_asks(
    qtbot: QtBot, worked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(misreports_view, "_MOST_UNASKED", 1)
    click_tab(qtbot, worked, "Misreporting")
    views = worked.split_page.misreports
    qtbot.waitUntil(lambda: views.misreporting.state is AnswerState.UNASKED)
    assert views.state.sentence.text().startswith("In a case of this size")
    qtbot.mouseClick(views.state.action, Qt.MouseButton.LeftButton)
    wait_for_answer(qtbot, views.misreporting)


def test_an_edit_greys_the_figures_and_finds_new_ones(qtbot: QtBot, worked: MainWindow) -> None:
    click_tab(qtbot, worked, "Misreporting")
    views = worked.split_page.misreports
    wait_for_answer(qtbot, views.misreporting)
    before, said = shown(views.table_view), sentence(worked)
    edit_a_cost(worked, 4000.0)
    index = views.table_view.table.index(0, 0)
    assert index.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert (shown(views.table_view), sentence(worked)) == (before, said)
    wait_for_split(qtbot, worked)
    wait_for_answer(qtbot, views.misreporting)
    assert shown(views.table_view) != before
