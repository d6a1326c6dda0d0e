"""One payment is chosen on Split and its case goes: by clicks and keys in a real window."""

from __future__ import annotations

import pytest

from tests.desktop.conftest import SAMPLES
from tests.desktop.screen.conftest import TakeSeat
from tests.desktop.screen.seat import Seat

TITLE = "window.split_page.why.title.text()"
RESTING = "window.document.split_is_current and not any(one.busy for one in window.questions)"


@pytest.fixture
def seat(take_seat: TakeSeat) -> Seat:
    """Somebody who has clicked on what Port pays for training in City."""
    seat = take_seat(SAMPLES / "worked.xlsx")
    seat.ask("window.split_page.matrix.unfold_to(9)")
    seat.click("place_of(window.split_page.matrix.view, window.split_page.matrix.programmes"
               ".rowCount() - 1, 3)")  # fmt: skip
    seat.until(f"{TITLE}.startswith('Why ') and {TITLE} != 'Why this split' and {RESTING}")
    return seat


def test_a_new_case_and_every_edit_of_it_go_on(seat: Seat) -> None:
    seat.press("ctrl+n")
    seat.until("window.document.open_case.table('Flows').empty")
    seat.press("ctrl+1")
    seat.until("type(window.pages.currentWidget()).__name__ == 'DataPage'")
    seat.press("ctrl+plus")
    seat.until("window.document.undo_stack.count() == 1")
    seat.type("north")
    seat.press("Return")
    seat.until("window.document.undo_stack.count() == 2")
    seat.press("ctrl+3")
    assert seat.errors() == ""


def test_another_workbook_is_told_as_a_whole(seat: Seat) -> None:
    seat.do("open the sample")
    seat.until(f"window.document.path.name != 'worked.xlsx' and {RESTING}")
    assert seat.ask(TITLE) == "Why this split"


def test_other_programme_years_are_told_as_a_whole(seat: Seat) -> None:
    seat.press("ctrl+4")
    line = "window.pages.currentWidget().rules.rows['programme_years'].editor.line"
    seat.until(f"{line} is not None")
    seat.ask(f"window.pages.currentWidget().rules.ensureWidgetVisible({line})")
    seat.click(f"place({line})")
    seat.type("2023")
    seat.press("Return")
    seat.until(f"window.document.undo_stack.count() == 1 and {RESTING}")
    seat.press("ctrl+3")
    seat.until(f"{TITLE} == 'Why this split'")
    seat.press("ctrl+z")
    seat.until(f"window.document.undo_stack.index() == 0 and {RESTING}")


def test_deleted_stages_leave_a_window_that_goes_on(seat: Seat) -> None:
    seat.press("ctrl+1")
    seat.until("type(window.pages.currentWidget()).__name__ == 'DataPage'")
    seat.ask("window.data_page.tabs.setCurrentIndex(1)")
    seat.click("place_of(window.data_page.grid, 2)")
    seat.press("ctrl+minus")
    seat.until("window.document.has_errors and not any(one.busy for one in window.questions)")
    seat.press("ctrl+3", "ctrl+z")
    seat.until(RESTING)
    assert seat.errors() == ""
