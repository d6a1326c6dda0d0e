"""A rule that is changed in base moves other scenarios: the status bar says which."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.document import taken_over
from desktop.document.edits import RuleEditing
from desktop.document.taken_over import TakenOver
from models.declaration.rules import RULE_BY_KEY
from models.editing import CellEdit
from tests.desktop.conftest import SAMPLES, OpenWindow, freeze, solved_on, wait_for_split
from tests.desktop.pages.data.test_page import message
from tests.desktop.pages.rules.page_driving import percent, rules_page

RULE = "own_share_min"
CALM_MILLISECONDS = 60


@pytest.fixture(autouse=True)
def soon_calm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taken_over, "CALM_MILLISECONDS", CALM_MILLISECONDS)


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    """The worked example, with two scenarios that take everything over and one that does not."""
    window = solved_on(qtbot, open_window(), SAMPLES / "worked.xlsx")
    for name in ("offer", "counter_offer", "late"):
        window.document.new_scenario(name)
    set_rule(window, 0.4)
    window.document.choose_scenario("base")
    wait_for_split(qtbot, window)
    until_calm(qtbot)
    assert message(window) == ""
    return window


def until_calm(qtbot: QtBot) -> None:
    qtbot.wait(4 * CALM_MILLISECONDS)


def set_rule(window: MainWindow, share: float, movement: int = 0) -> None:
    RuleEditing(window.document, RULE_BY_KEY[RULE])(share, movement)


def heard(window: MainWindow) -> list[str]:
    """Return what is said from now on."""
    said: list[str] = []
    for watch in window.document.findChildren(TakenOver):
        watch.said.connect(said.append)
    return said


def test_it_names_those_that_take_the_rule_over_and_not_those_that_have_their_own(
    qtbot: QtBot, window: MainWindow
) -> None:
    set_rule(window, 0.3)
    qtbot.waitUntil(lambda: message(window) != "")
    assert message(window) == "Also in 2 scenarios that take this over: offer, counter offer."


def test_it_says_so_too_of_an_edit_in_the_grid_and_of_its_undoing(
    qtbot: QtBot, window: MainWindow
) -> None:
    said, table = heard(window), window.document.open_case.table("Scenarios")
    row = table["rule"].tolist().index(RULE)
    window.document.set_cells("Scenarios", [CellEdit(row, "base", None, 0.3)])
    qtbot.waitUntil(lambda: len(said) == 1)
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[0] == said[1]


def test_a_frozen_scenario_is_not_named_and_where_all_are_frozen_nothing_is_said(
    qtbot: QtBot, window: MainWindow
) -> None:
    said = heard(window)
    for name, expected in (("offer", 1), ("counter_offer", 1)):
        window.document.choose_scenario(name)
        wait_for_split(qtbot, window)
        freeze(qtbot, window)
        window.document.choose_scenario("base")
        set_rule(window, 0.3 + len(window.document.frozen) / 10)
        until_calm(qtbot)
        assert len(said) == expected
    assert said == ["Also in 1 scenario that takes this over: counter offer."]


def test_nothing_is_said_of_a_rule_of_another_scenario_of_a_label_or_of_what_was_put_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    said, document = heard(window), window.document
    document.choose_scenario("offer")
    set_rule(window, 0.7)
    document.choose_scenario("base")
    set_rule(window, 0.2)
    document.undo_stack.undo()
    document.rename_scenario("late", "later")
    until_calm(qtbot)
    assert said == []


def test_a_dragged_slider_says_it_once_when_it_is_let_go(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, slider = heard(window), percent(rules_page(qtbot, window), RULE).slider
    monkeypatch.setattr(taken_over, "is_hand_down", slider.isSliderDown)
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    handle = slider.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    )
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=handle.center())
    for step in range(1, 4):
        qtbot.mouseMove(slider, handle.center() + QPoint(20 * step, 0))
        until_calm(qtbot)
    assert slider.value() > 0
    assert said == []
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=handle.center() + QPoint(60, 0))
    qtbot.waitUntil(lambda: said != [])
    until_calm(qtbot)
    assert said == ["Also in 2 scenarios that take this over: offer, counter offer."]


def test_another_case_is_no_change_of_a_rule(qtbot: QtBot, window: MainWindow) -> None:
    said = heard(window)
    set_rule(window, 0.3)
    window.document.undo_stack.setClean()
    with qtbot.waitSignal(window.document.case_replaced, timeout=20_000):
        window.open_path(SAMPLES / "belgium.xlsx")
    before = list(said)
    until_calm(qtbot)
    assert said == before
    wait_for_split(qtbot, window)
