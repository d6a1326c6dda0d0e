"""Whatever opens over the window has the keys without a click, in a real window."""

from __future__ import annotations

import pytest

from tests.desktop.conftest import SAMPLES
from tests.desktop.screen.conftest import TakeSeat
from tests.desktop.screen.seat import Seat

PAGE = "window.pages.currentWidget()"


@pytest.fixture
def seat(take_seat: TakeSeat) -> Seat:
    return take_seat(SAMPLES / "worked.xlsx")


def is_on(seat: Seat, page: str) -> None:
    seat.until(f"type({PAGE}).__name__ == {page!r}")


def test_the_palette_takes_typing_at_once_and_enter_does_its_first_line(seat: Seat) -> None:
    seat.press("ctrl+k")
    seat.type("view compare")  # at once: nothing that is typed gets lost on the way
    seat.until("top('Palette').line.text() == 'view compare'")
    seat.press("Return")
    is_on(seat, "ComparePage")
    seat.press("ctrl+3")  # the window behind has the keys again
    is_on(seat, "SplitPage")


def test_the_arrows_choose_in_the_palette(seat: Seat) -> None:
    seat.press("ctrl+k")
    seat.type("view")
    seat.until("top('Palette').view.currentIndex().row() == 0")
    seat.press("Down", "Return")
    seat.until("not [w for w in app.topLevelWidgets() if type(w).__name__ == 'Palette']")
    is_on(seat, "TrajectoriesPage")


@pytest.mark.parametrize("way", ["Escape", "a click elsewhere"])
def test_the_palette_is_left_by_escape_and_by_a_click_elsewhere(seat: Seat, way: str) -> None:
    seat.press("ctrl+k")
    seat.until("top('Palette').isActiveWindow()")
    if way == "Escape":
        seat.press("Escape")
    else:
        seat.click("place(window.statusBar())")
    seat.until("not [w for w in app.topLevelWidgets() if type(w).__name__ == 'Palette']")
    seat.press("ctrl+4")
    is_on(seat, "RulesPage")


def test_finding_and_filtering_take_typing_at_once(seat: Seat) -> None:
    seat.press("ctrl+1")
    is_on(seat, "DataPage")
    seat.press("ctrl+f")
    seat.type("port")
    seat.until(f"{PAGE}.find_bar.line.text() == 'port'")
    seat.press("Escape", "ctrl+shift+l")
    seat.type("city")
    seat.until(f"{PAGE}.filter_bar.line.text() == 'city'")


def test_a_clause_takes_its_value_at_once(seat: Seat) -> None:
    seat.press("ctrl+4")
    is_on(seat, "RulesPage")
    seat.do("add clause")
    seat.until("top('ClauseEditor').isActiveWindow()")
    seat.type("12")
    seat.until("top('ClauseEditor').value.text() == '12'")
    seat.press("Return")
    seat.until("len(window.document.open_case.table('Clauses')) == 1")


def test_a_new_clause_has_the_keys(seat: Seat) -> None:
    seat.press("ctrl+4")
    is_on(seat, "RulesPage")
    view = "window.pages.currentWidget().clauses.list"
    for value in ("10 Mio", "20 Mio"):
        seat.click("place(window.pages.currentWidget().clauses.add_button)")
        seat.until("top('ClauseEditor').isActiveWindow()")
        seat.press("Return")
        seat.type(value)
        seat.press("Return")
        seat.until(f"{view}.hasFocus() and '{value[:2]},000,000' in {view}.currentItem().text()")
    seat.press("Delete")
    seat.until("len(window.document.open_case.table('Clauses')) == 1")
    seat.until(f"'10,000,000' in {view}.currentItem().text()")


def test_the_history_goes_back_by_the_arrows(seat: Seat) -> None:
    seat.ask("window.document.add_row('Costs', 0)")
    seat.press("ctrl+shift+h")
    seat.until("top('HistoryDialog').isActiveWindow() and focused() == 'QListWidget'")
    seat.press("Up", "Return")
    seat.until("window.document.undo_stack.index() == 0")
    seat.press("Escape")


def test_the_tour_and_the_meeting_have_the_keys(seat: Seat) -> None:
    seat.do("take the tour")
    seat.until("window.tour is not None and focused() == 'Tour'")
    seat.press("Right", "Escape")
    seat.until("window.tour is None")
    seat.press("F11")
    seat.until("top('MeetingView').isActiveWindow()")
    seat.press("Escape")
    seat.until("window.meeting is None and window.isActiveWindow()")
    seat.press("ctrl+4")
    is_on(seat, "RulesPage")
