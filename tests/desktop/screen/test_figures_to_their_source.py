"""An auditor follows a figure of the split to its row in the grid and back, by clicks and keys."""

from __future__ import annotations

import pytest

from tests.desktop.conftest import SAMPLES
from tests.desktop.screen.conftest import TakeSeat
from tests.desktop.screen.seat import Seat

PAGE = "window.split_page"
SHOWN = "window.pages.currentWidget()"
TITLE = f"{PAGE}.why.title.text().replace(chr(160), ' ')"
WHY = "Why Federation pays EUR 313,043.48 for Welcome in City, 2023"
IN_ALL = "Why Federation pays EUR 688,695.65 in all"
ENTRY = "What Welcome in City, 2023 brings Federation through Work in Port, 2025"
CHOSEN = "[str(one.data() or '') for one in window.data_page.grid.selectedIndexes()]"
KNOWN = f"{PAGE}.explaining.state.name == 'CURRENT'"


@pytest.fixture
def seat(take_seat: TakeSeat) -> Seat:
    """Somebody before the split of the worked example."""
    return take_seat(SAMPLES / "worked.xlsx")


def choose_the_payment_of_the_federation(seat: Seat) -> None:
    columns = f"[{PAGE}.matrix.programmes.column_label(at) for at in range(5)]"
    column = seat.ask(columns).index("Federation")
    seat.click(f"place_of({PAGE}.matrix.view, 1, {column})")
    seat.until(
        f"{TITLE} == {WHY!r} and {KNOWN} and 'Work in Port' in {PAGE}.why.text.toPlainText()"
    )


def is_said(seat: Seat, title: str, words: str) -> None:
    said = f"{words!r} in {PAGE}.why.text.toPlainText()"
    seat.until(f"{TITLE} == {title!r} and {KNOWN} and {said}")


def test_by_keys_alone(seat: Seat) -> None:
    choose_the_payment_of_the_federation(seat)
    seat.press("Return")
    seat.until(f"{PAGE}.why.text.hasFocus()")
    seat.press("Tab", "Tab", "Tab", "Return")  # past its total and its programme
    is_said(seat, ENTRY, "Flows")
    seat.press("Tab", "Tab", "Return")  # past the place that they come from
    seat.until(f"{SHOWN} is window.data_page")
    assert seat.ask(CHOSEN)[:6] == ["2025", "training", "city", "work", "port", "20"]
    seat.press("alt+Left")
    seat.until(f"{SHOWN} is {PAGE} and {TITLE} == {ENTRY!r} and {PAGE}.why.text.hasFocus()")
    seat.press("alt+Left")
    seat.until(f"{TITLE} == {WHY!r}")
    assert seat.ask(f"{PAGE}.matrix.view.currentIndex().row()") == 1


def test_by_clicks_from_a_bar(seat: Seat) -> None:
    if not seat.ask(f"{PAGE}.bars.isVisible()"):
        seat.press("ctrl+b")
    bar = "next(m for m in {0}.marks() if m.key == 'federation').area.center().toPoint()"
    seat.until(f"{PAGE}.bars.isVisible() and {PAGE}.bars.marks()")
    seat.click(f"at({PAGE}.bars, {bar.format(f'{PAGE}.bars')})")
    is_said(seat, IN_ALL, "Welcome")
    click_link(seat, "Welcome in City, 2023")
    seat.until(
        f"{TITLE} == {WHY!r} and {KNOWN} and 'Work in Port' in {PAGE}.why.text.toPlainText()"
    )
    click_link(seat, "Work in Port, 2025")
    is_said(seat, ENTRY, "Flows")
    click_link(seat, "Benefits, row 4")
    seat.until(f"{SHOWN} is window.data_page")
    assert seat.ask(CHOSEN)[1:5] == ["work", "", "federation", "20,000"]
    seat.click("place(window.data_page.back_button)")
    seat.until(f"{SHOWN} is {PAGE} and {TITLE} == {ENTRY!r}")
    for title in (WHY, IN_ALL):
        seat.click(f"place({PAGE}.why.back_button)")
        seat.until(f"{TITLE} == {title!r}")
    seat.until(f"not {PAGE}.why.back_button.isVisible()")


def click_link(seat: Seat, words: str) -> None:
    seat.click(f"link_in({PAGE}.why.text, {words!r})")
