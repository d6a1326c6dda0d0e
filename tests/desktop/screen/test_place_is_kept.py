"""A real window of a window manager comes back as it was left."""

from __future__ import annotations

from tests.desktop.conftest import SAMPLES
from tests.desktop.screen.conftest import TakeSeat
from tests.desktop.screen.seat import Seat

CASE = SAMPLES / "worked.xlsx"
GEOMETRY = "[window.x(), window.y(), window.width(), window.height()]"


def left(seat: Seat) -> None:
    """Close the window, as by the button of its frame."""
    seat.ask("window.close()")


def test_a_window_comes_back_where_it_stood(take_seat: TakeSeat) -> None:
    seat = take_seat(CASE, "own")
    seat.ask("window.setGeometry(140, 150, 1100, 800)")
    seat.until("[window.width(), window.height()] == [1100, 800] and window.y() > 100")
    stood = seat.ask(GEOMETRY)
    left(seat)
    again = take_seat(CASE, "own")
    assert again.ask(GEOMETRY) == stood
    assert not again.ask("window.isMaximized()")


def test_a_maximised_window_comes_back_maximised_and_small_again_as_before(
    take_seat: TakeSeat,
) -> None:
    seat = take_seat(CASE, "own")
    seat.ask("window.setGeometry(140, 150, 1100, 800)")
    seat.until("[window.width(), window.height()] == [1100, 800]")
    seat.ask("window.showMaximized()")
    seat.until("window.isMaximized() and window.width() > 1800")
    left(seat)
    again = take_seat(CASE, "own")
    again.until("window.isMaximized() and window.width() > 1800")
    again.ask("window.showNormal()")
    again.until("[window.width(), window.height()] == [1100, 800]")
