"""A frozen scenario in a real window: nothing of it moves, and one click goes on from it."""

from __future__ import annotations

import pytest

from tests.desktop.conftest import SAMPLES
from tests.desktop.screen.conftest import TakeSeat
from tests.desktop.screen.seat import Seat

DOCUMENT = "window.document"
PAGE = "window.pages.currentWidget()"
KEPT = f"[{DOCUMENT}.open_case.table(k).to_csv() for k in ('Scenarios', 'Clauses', 'Adjustments')]"
SLIDER = f"{PAGE}.rules.rows['own_share_min'].editor.slider"


@pytest.fixture
def seat(take_seat: TakeSeat) -> Seat:
    """Somebody before the page of rules, on a scenario that was made and frozen by keys."""
    seat = take_seat(SAMPLES / "worked.xlsx")
    seat.press("ctrl+4")
    seat.until(f"type({PAGE}).__name__ == 'RulesPage'")
    seat.do("scenario new")
    seat.until("top('QInputDialog').isActiveWindow()")
    seat.press("ctrl+a")
    seat.type("offer")
    seat.press("Return")
    seat.until(f"{DOCUMENT}.scenario == 'offer' and {DOCUMENT}.split_is_current")
    write_a_clause(seat)
    seat.do("freeze")
    seat.until("top('QMessageBox').isActiveWindow()")
    seat.click("place(next(b for b in top('QMessageBox').buttons() if b.text() == 'Freeze'))")
    seat.until(f"'offer' in {DOCUMENT}.frozen and {PAGE}.frozen_notice.isVisible()")
    return seat


def write_a_clause(seat: Seat) -> None:
    seat.click(f"place({PAGE}.clauses.add_button)")
    seat.until("top('ClauseEditor').isActiveWindow()")
    seat.type("1000000")
    seat.press("Return")
    seat.until(f"{PAGE}.clauses.list.count() == 1 and {DOCUMENT}.split_is_current")


def test_nothing_on_the_page_of_rules_moves_a_frozen_scenario(seat: Seat) -> None:
    kept = seat.ask(KEPT)
    text = f"{PAGE}.frozen_notice.sentence.text()"
    assert seat.ask(text).startswith("Agreed and frozen on ")
    seat.drag(f"place({SLIDER})", 80)
    seat.click(f"place({PAGE}.rules.rows['goals'].editor.down)")
    seat.click(f"box_of({PAGE}.clauses.list, 0)")
    seat.click(f"place_of({PAGE}.clauses.list, 0)", times=2)
    seat.press("space", "Delete", "Return")
    for name in ("add_button", "edit_button", "delete_button"):
        seat.click(f"place({PAGE}.clauses.{name})")
    seat.press("ctrl+z", "ctrl+y")
    assert seat.ask(KEPT) == kept
    assert seat.ask(f"{DOCUMENT}.undo_stack.count()") == 0


def test_one_click_duplicates_a_frozen_scenario_and_opens_the_duplicate(seat: Seat) -> None:
    seat.click(f"place({PAGE}.frozen_notice.button)")
    seat.until(f"{DOCUMENT}.scenario == 'offer 2' and not {PAGE}.frozen_notice.isVisible()")
    seat.until(f"{DOCUMENT}.split_is_current and {PAGE}.clauses.list.count() == 1")
    seat.drag(f"place({SLIDER})", 80)
    seat.until(f"{DOCUMENT}.undo_stack.count() == 2")
    assert seat.ask(f"{PAGE}.clauses.add_button.isEnabled()")


def test_a_meeting_says_what_is_frozen_and_goes_on_by_one_click(seat: Seat) -> None:
    kept = seat.ask(KEPT)
    seat.press("F11")
    seat.until("top('MeetingView').isActiveWindow()")
    seat.until("top('MeetingView').frozen_notice.isVisible()")
    seat.drag("place(top('MeetingView').editors['own_share_min'].slider)", 80)
    seat.press("ctrl+z")
    assert seat.ask(KEPT) == kept
    seat.click("place(top('MeetingView').frozen_notice.button)")
    seat.until(f"{DOCUMENT}.scenario == 'offer 2' and {DOCUMENT}.split_is_current")
    seat.drag("place(top('MeetingView').editors['own_share_min'].slider)", 80)
    seat.until(f"{DOCUMENT}.undo_stack.count() == 2")


def test_a_paste_over_a_frozen_scenario_is_refused_with_the_sentence(seat: Seat) -> None:
    seat.press("ctrl+1")
    seat.until(f"type({PAGE}).__name__ == 'DataPage'")
    seat.ask(f"{PAGE}.tabs.setCurrentIndex(6)")
    assert seat.ask(f"{PAGE}.grid.table.table.key") == "Clauses"
    kept = seat.ask(KEPT)
    seat.ask("app.clipboard().setText('x\\ty\\tz')")
    seat.click(f"place_of({PAGE}.grid, 0)")
    seat.press("ctrl+v")
    seat.until("'The scenario “offer” is frozen' in window.statusBar().currentMessage()")
    seat.press("Delete", "ctrl+minus")
    seat.type("typed")
    seat.press("Return")
    assert seat.ask(KEPT) == kept
