"""Additionality as a slider beside the others, in the rules and in a meeting."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QMenu, QSlider, QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.meeting.meeting_view import MeetingView
from desktop.pages.meeting.sliders import chosen_rules, keep_rules
from desktop.pages.rules.page import RulesPage
from desktop.project.places import SafePlaces
from models.case import Case
from models.scenarios import rule_here
from tests.desktop.conftest import OpenWindow, wait_for_split
from tests.desktop.pages.meeting.conftest import meeting_in
from tests.desktop.pages.rules.page_driving import percent, rules_page
from tests.second_edition import everything

USUAL = ("own_share_min", "benefit_cap", "de_minimis")
ADDITIONALITY = "additionality"


@pytest.fixture
def settings(places: SafePlaces) -> QSettings:
    return places.settings


def without_the_rule() -> Case:
    """Return the case with everything, but that no scenario says its additionality."""
    case = everything()
    frame = case.table("Scenarios")
    kept = frame[(frame["rule"] != ADDITIONALITY).to_numpy(dtype=bool)]
    return case.with_table("Scenarios", pd.DataFrame(kept.reset_index(drop=True)))


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    window = open_window()
    window.document.replace_case(without_the_rule(), Path("everything.xlsx"), ())
    wait_for_split(qtbot, window)
    return window


def rule(window: MainWindow) -> object:
    case = window.document.case_of_split
    assert case is not None
    return rule_here(case, window.document.scenario, ADDITIONALITY).value


def drag(qtbot: QtBot, slider: QSlider, to: float) -> None:
    """Drag the handle of a slider to a part of its way, as a hand does."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    handle = slider.style().subControlRect(control, option, part, slider)
    target = QPoint(round(handle.width() / 2 + to * (slider.width() - handle.width())), 0)
    target.setY(handle.center().y())
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=handle.center())
    qtbot.mouseMove(slider, target)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=target)


def test_a_meeting_has_it_beside_the_usual_sliders(qtbot: QtBot, window: MainWindow) -> None:
    meeting = meeting_in(qtbot, window)
    assert tuple(meeting.editors) == (*USUAL, ADDITIONALITY)
    editor = meeting.editors[ADDITIONALITY]
    assert editor.isVisible()
    assert editor.slider.accessibleName().startswith("Additionality")


def test_keys_move_it_and_the_bars_follow(qtbot: QtBot, window: MainWindow) -> None:
    meeting = meeting_in(qtbot, window)
    slider = meeting.editors[ADDITIONALITY].slider
    slider.setFocus()
    before = dict(paid(window))
    for _ in range(6):
        qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    assert rule(window) == pytest.approx(0.7)
    wait_for_split(qtbot, window)
    assert dict(paid(window)) != before
    qtbot.mouseClick(meeting.undo_button, Qt.MouseButton.LeftButton)
    wait_for_split(qtbot, window)
    assert dict(paid(window)) == before


def paid(window: MainWindow) -> list[tuple[str, float]]:
    solved = window.document.solved
    assert solved is not None
    return sorted((line.payer, line.paid) for line in solved.split.payers)


def test_a_hand_drags_it(qtbot: QtBot, window: MainWindow) -> None:
    meeting = meeting_in(qtbot, window)
    drag(qtbot, meeting.editors[ADDITIONALITY].slider, 0.5)
    wait_for_split(qtbot, window)
    assert rule(window) == pytest.approx(0.5, abs=0.05)


def offered(qtbot: QtBot, meeting: MeetingView) -> list[str]:
    """Return the sliders that the menu of the meeting offers."""
    qtbot.mouseClick(meeting.rules_button, Qt.MouseButton.LeftButton)
    menus = [menu for menu in meeting.findChildren(QMenu) if menu.isVisible()]
    names = [action.text() for menu in menus for action in menu.actions()]
    for menu in menus:
        menu.close()
    return names


def test_it_is_left_out_and_taken_in_like_the_others(
    qtbot: QtBot, window: MainWindow, settings: QSettings
) -> None:
    meeting = meeting_in(qtbot, window)
    assert "Additionality" in offered(qtbot, meeting)
    meeting.choose(ADDITIONALITY)
    assert set(meeting.editors) == set(USUAL)
    meeting.choose(ADDITIONALITY)
    assert set(meeting.editors) == {*USUAL, ADDITIONALITY}
    case = window.document.case_of_split
    assert set(chosen_rules(settings, case)) == {*USUAL, ADDITIONALITY}


def test_a_case_that_says_nothing_of_effects_has_none(
    qtbot: QtBot, worked: MainWindow, settings: QSettings
) -> None:
    keep_rules(settings, (*USUAL, ADDITIONALITY))
    meeting = meeting_in(qtbot, worked)
    assert set(meeting.editors) == set(USUAL)
    assert "Additionality" not in offered(qtbot, meeting)


def test_the_rules_show_it_unfolded_where_the_case_says_what_happens_without(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = rules_page(qtbot, window)
    assert isinstance(page, RulesPage)
    assert page.rules.rows[ADDITIONALITY].isVisible()
    assert not page.rules.rows["benefit_timing"].isVisible()
    slider = percent(page, ADDITIONALITY).slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    wait_for_split(qtbot, window)
    assert rule(window) == pytest.approx(0.95)


def test_the_rules_of_another_case_keep_it_folded(qtbot: QtBot, worked: MainWindow) -> None:
    page = rules_page(qtbot, worked)
    assert not page.rules.rows[ADDITIONALITY].isVisible()
