"""A meeting before a real screen: a bar is asked why, by the mouse and by keys."""

from __future__ import annotations

import pytest

from tests.desktop.conftest import SAMPLES
from tests.desktop.screen.conftest import TakeSeat
from tests.desktop.screen.seat import Seat

MEETING = "top('MeetingView')"
ROW = f"{MEETING}.chart.marks()[0].area"
BAR = f"at({MEETING}.chart, {ROW}.center().toPoint())"
NAME = f"at({MEETING}.chart, {ROW}.adjusted(10, 4, 0, 0).topLeft().toPoint())"


@pytest.fixture
def seat(take_seat: TakeSeat) -> Seat:
    """Somebody in a meeting on the worked example."""
    seat = take_seat(SAMPLES / "worked.xlsx")
    seat.press("F11")
    seat.until(f"{MEETING}.isActiveWindow()")
    return seat


def until_reasons(seat: Seat) -> None:
    seat.until(f"{MEETING}.reasons.isVisible() and {MEETING}.reasons.lines[3].isVisible()")
    assert not seat.ask(f"{MEETING}.chart.isVisible()")


def until_bars(seat: Seat) -> None:
    seat.until(f"{MEETING}.chart.isVisible() and not {MEETING}.reasons.isVisible()")


@pytest.mark.parametrize("place", [BAR, NAME], ids=["bar", "name"])
def test_a_click_on_a_bar_or_its_name_shows_its_reasons_and_escape_the_bars(
    seat: Seat, place: str
) -> None:
    seat.click(place)
    until_reasons(seat)
    seat.press("Escape")
    until_bars(seat)
    seat.press("Escape")
    seat.until("window.meeting is None and window.isActiveWindow()")


def test_a_second_click_shows_the_bars_again(seat: Seat) -> None:
    seat.click(BAR)
    until_reasons(seat)
    seat.click(f"place({MEETING}.reasons)")
    until_bars(seat)


def test_a_double_click_shows_the_reasons_too(seat: Seat) -> None:
    seat.click(BAR, times=2)
    until_reasons(seat)


def test_by_keys_one_goes_to_a_bar_and_back(seat: Seat) -> None:
    seat.ask(f"{MEETING}.chart.setFocus()")
    seat.until("focused() == 'FittingBarsView'")
    seat.press("Down", "Return")
    until_reasons(seat)
    assert seat.ask(f"{MEETING}.bars_button.hasFocus()")
    seat.press("space")
    until_bars(seat)
    assert seat.ask("focused()") == "FittingBarsView"
    seat.press("Return")
    until_reasons(seat)


def test_a_slider_is_moved_while_the_reasons_are_read(seat: Seat) -> None:
    seat.click(BAR)
    until_reasons(seat)
    before = seat.ask(f"{MEETING}.sentence.text()")
    seat.drag(f"place({MEETING}.editors['own_share_min'].slider)", 80)
    seat.until(f"{MEETING}.sentence.text() != {before!r} and window.document.split_is_current")
    until_reasons(seat)
