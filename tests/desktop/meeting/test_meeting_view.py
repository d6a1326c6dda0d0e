"""The meeting view: move a slider, read the change, pin, choose sliders, leave."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.meeting.chosen_rules import CANDIDATES, chosen_rules, keep_rules, may_change
from desktop.meeting.meeting_view import MeetingView
from desktop.project.safe_places import SafePlaces
from desktop.theme import HUGE, LARGE
from tests.desktop.conftest import wait_for_split

USUAL = ("own_share_min", "benefit_cap", "de_minimis")


@pytest.fixture
def settings(places: SafePlaces) -> QSettings:
    return places.settings


@pytest.fixture
def meeting(qtbot: QtBot, sample: MainWindow) -> MeetingView:
    sample.overlays.start_meeting()
    view = sample.overlays.meeting
    assert view is not None
    view.showNormal()
    view.resize(1366, 768)
    qtbot.waitExposed(view)
    return view


def _own_share(qtbot: QtBot, window: MainWindow, meeting: MeetingView, steps: int) -> None:
    """Move the slider of the own share by keys, and wait for the split."""
    slider = meeting.editors["own_share_min"].slider
    slider.setFocus()
    for _ in range(steps):
        qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: not window.document.split_is_current)
    wait_for_split(qtbot, window)


def _figures(meeting: MeetingView) -> list[str]:
    assert meeting.chart.chart is not None
    return [bar.figure for bar in meeting.chart.chart.bars]  # type: ignore[attr-defined]


def test_it_opens_on_the_result_without_any_change(meeting: MeetingView) -> None:
    assert "carries" in meeting.sentence.text()
    assert not any("(" in figure for figure in _figures(meeting))


def test_a_moved_slider_is_read_as_a_change_in_the_sentence_and_in_the_bars(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    _own_share(qtbot, sample, meeting, 4)
    assert " more" in meeting.sentence.text()
    assert any("(+" in figure for figure in _figures(meeting))
    assert any("(−" in figure for figure in _figures(meeting))
    sample.document.undo_stack.undo()
    wait_for_split(qtbot, sample)


def test_p_pins_and_the_changes_are_gone(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    _own_share(qtbot, sample, meeting, 4)
    qtbot.keyClick(meeting, Qt.Key.Key_P)
    assert "carries" in meeting.sentence.text()
    assert not any("(" in figure for figure in _figures(meeting))
    assert not meeting.pin_button.isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_escape_and_f11_leave(qtbot: QtBot, meeting: MeetingView, key: Qt.Key) -> None:
    with qtbot.waitSignal(meeting.left):
        qtbot.keyClick(meeting, key)
    assert not meeting.isVisible()


def test_sliders_are_chosen_and_kept(meeting: MeetingView, settings: QSettings) -> None:
    assert tuple(meeting.editors) == USUAL
    meeting.choose("discount_rate")
    assert set(meeting.editors) == {*USUAL, "discount_rate"}
    assert set(chosen_rules(settings)) == set(meeting.editors)
    meeting.choose("discount_rate")
    meeting.choose("de_minimis")
    assert set(meeting.editors) == set(USUAL)


def test_there_are_three_to_five_sliders(settings: QSettings) -> None:
    assert len(CANDIDATES) >= 5
    assert not may_change(USUAL, "benefit_cap")
    assert may_change(USUAL, "discount_rate")
    assert not may_change((*USUAL, "discount_rate", "arrivals_growth"), "another")
    keep_rules(settings, ["own_share_min"])
    assert chosen_rules(settings) == USUAL


def test_the_type_is_largest_on_a_large_screen(meeting: MeetingView) -> None:
    small = meeting.sentence.font().pixelSize()
    meeting.resize(1920, 1080)
    assert meeting.sentence.font().pixelSize() / small == pytest.approx(HUGE / LARGE, rel=0.05)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_nothing_is_clipped(qtbot: QtBot, meeting: MeetingView, width: int, height: int) -> None:
    meeting.resize(width, height)
    qtbot.wait(50)
    assert meeting.chart.height() >= 200
    for editor in meeting.editors.values():
        assert meeting.rect().contains(editor.geometry())
        assert editor.slider.width() >= 100
