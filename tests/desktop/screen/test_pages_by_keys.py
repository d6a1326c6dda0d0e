"""A page that is gone to has the keys, so that the arrows work at once, in a real window."""

from __future__ import annotations

import pytest

from tests.desktop.conftest import SAMPLES
from tests.desktop.screen.conftest import TakeSeat
from tests.desktop.screen.seat import Seat

PAGE = "window.pages.currentWidget()"
RESTING = "not any(one.busy for one in window.questions)"
FOCUS = "app.focusWidget()"
PLACES = {
    1: "DataPage",
    2: "TrajectoriesPage",
    3: "SplitPage",
    4: "RulesPage",
    5: "ComparePage",
    6: "ExchangePage",
}


@pytest.fixture
def seat(take_seat: TakeSeat) -> Seat:
    return take_seat(SAMPLES / "belgium.xlsx")


@pytest.mark.parametrize("number", PLACES)
def test_ctrl_and_its_number_go_into_a_page(seat: Seat, number: int) -> None:
    if number == 3:
        seat.press("ctrl+1")
    seat.press(f"ctrl+{number}")
    seat.until(f"type({PAGE}).__name__ == {PLACES[number]!r} and {RESTING}")
    seat.until(f"{FOCUS} is {PAGE}.first_place() and {FOCUS}.isVisible()")


@pytest.mark.parametrize("number", [1, 3, 5])
def test_the_arrows_move_at_once(seat: Seat, number: int) -> None:
    seat.press("ctrl+4", f"ctrl+{number}")
    seat.until(f"{FOCUS} is {PAGE}.first_place()")
    row = seat.ask(f"{FOCUS}.currentIndex().row()")
    seat.press("Down")
    seat.until(f"{FOCUS}.currentIndex().row() == {row + 1}")


def test_a_click_on_the_rail_and_the_palette_go_into_the_page_too(seat: Seat) -> None:
    seat.click("place(window.rail.buttons[0])")
    seat.until(f"{FOCUS} is {PAGE}.first_place() and type({FOCUS}).__name__ == 'CaseGrid'")
    seat.do("view split")
    seat.until(f"type({PAGE}).__name__ == 'SplitPage' and {FOCUS} is {PAGE}.first_place()")
    seat.press("Down")
    seat.until(f"{FOCUS}.currentIndex().row() == 1")


def test_a_page_that_is_still_computed_has_the_keys_once_it_is_there(seat: Seat) -> None:
    edited = "__import__('models.editing', fromlist=['']).CellEdit(0, 'note', None, 'seen')"
    seat.ask(f"window.document.set_cells('Flows', [{edited}])")
    seat.press("ctrl+2")
    seat.until(f"type({PAGE}).__name__ == 'TrajectoriesPage' and {RESTING}")
    seat.until(f"{FOCUS} is {PAGE}.first_place()")


def test_a_blank_case_has_the_keys_in_what_fills_it(seat: Seat) -> None:
    seat.press("ctrl+n")
    seat.until("window.document.open_case.table('Flows').empty")
    seat.press("ctrl+3")
    seat.until(f"{FOCUS} is window.blank_page.fill_button")
    seat.press("space")
    seat.until(f"type({PAGE}).__name__ == 'DataPage' and type({FOCUS}).__name__ == 'CaseGrid'")
