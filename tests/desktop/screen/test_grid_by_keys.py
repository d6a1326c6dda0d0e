"""A grid by keys alone, in a real window: its menu, its blank row, its only words."""

from __future__ import annotations

import pytest

from tests.desktop.conftest import SAMPLES
from tests.desktop.screen.conftest import TakeSeat
from tests.desktop.screen.seat import Seat

PAGE = "window.data_page"
GRID = f"{PAGE}.grid"
MENU = "top('QMenu')"
NO_MENU = "not [w for w in app.topLevelWidgets() if type(w).__name__ == 'QMenu' and w.isVisible()]"


@pytest.fixture
def seat(take_seat: TakeSeat) -> Seat:
    """Somebody in the first cell of the flows."""
    seat = take_seat(SAMPLES / "worked.xlsx")
    seat.press("ctrl+1")
    seat.until("type(window.pages.currentWidget()).__name__ == 'DataPage'")
    seat.ask(f"{PAGE}.show_cell('Flows', 0, 'year')")
    seat.click(f"place_of({GRID}, 0, 0)")
    seat.until("focused() == 'CaseGrid'")
    return seat


def cell(row: str, key: str) -> str:
    return f"{GRID}.table.index({row}, {GRID}.table.column_at({key!r})).data()"


@pytest.mark.parametrize("keys", ["shift+F10", "Menu"])
def test_the_menu_of_a_cell_opens_under_it_and_does_its_entries(seat: Seat, keys: str) -> None:
    seat.press("ctrl+c", "Down")
    seat.until(f"{GRID}.currentIndex().row() == 1")
    seat.press(keys)
    seat.until(f"{MENU}.isVisible()")
    under = f"{GRID}.viewport().mapToGlobal({GRID}.visualRect({GRID}.currentIndex()).bottomLeft())"
    assert seat.ask(f"({MENU}.pos() - {under}).manhattanLength() < 12")
    rows = seat.ask("len(window.document.open_case.table('Flows'))")
    for _ in range(20):
        if seat.ask(f"({MENU}.activeAction() or {MENU}.actions()[4]).text()") == "&Delete rows":
            break
        seat.press("Down")
    seat.press("Return")
    seat.until(NO_MENU)
    seat.until(f"len(window.document.open_case.table('Flows')) == {rows - 1}")


def test_a_row_is_typed_below_the_last_one_by_keys_alone(seat: Seat) -> None:
    rows = seat.ask("len(window.document.open_case.table('Flows'))")
    stage = seat.ask("str(window.document.open_case.table('Stages')['stage'].iloc[-1])")
    seat.press("ctrl+End", "Home")
    seat.until(f"{GRID}.currentIndex().row() == {rows}")
    to_stage = seat.ask(f"{GRID}.table.column_at('to_stage')")
    seat.press(*["Right"] * to_stage)
    seat.until(f"{GRID}.currentIndex().column() == {to_stage}")
    seat.type(stage[:-1])
    seat.press("Tab")
    seat.until(f"{cell(str(rows), 'to_stage')} == {stage!r}")
    seat.until(f"{GRID}.currentIndex().column() == {to_stage + 1}")
    seat.until(f"len(window.document.open_case.table('Flows')) == {rows + 1}")
    seat.press("Escape", "ctrl+z")
    seat.until(f"len(window.document.open_case.table('Flows')) == {rows}")


def test_enter_takes_the_only_word_while_its_list_is_open(seat: Seat) -> None:
    stage = seat.ask("str(window.document.open_case.table('Stages')['stage'].iloc[-1])")
    seat.ask(f"{GRID}.setCurrentIndex({GRID}.table.index(0, {GRID}.table.column_at('to_stage')))")
    seat.type(stage[:-1])
    seat.until("app.activePopupWidget() is not None")
    seat.press("Return")
    seat.until(f"{cell('0', 'to_stage')} == {stage!r}")
    seat.until("focused() == 'CaseGrid'")
    seat.until(f"{GRID}.currentIndex().row() == 1")


def test_figures_are_typed_down_a_column_with_enter_alone_and_up_again(seat: Seat) -> None:
    rows = seat.ask("len(window.document.open_case.table('Flows'))")
    persons = seat.ask(f"{GRID}.table.column_at('persons')")
    seat.ask(f"{GRID}.setCurrentIndex({GRID}.table.index({rows - 1}, {persons}))")
    for number in range(3):
        seat.type(str(21 + number))
        seat.press("Return")
        seat.until(f"{GRID}.currentIndex().row() == {rows + number}")
    assert seat.ask(f"{GRID}.currentIndex().column()") == persons
    assert [seat.ask(cell(str(rows + at), "persons")) for at in (-1, 0, 1)] == ["21", "22", "23"]
    seat.press("shift+Return")
    seat.until(f"{GRID}.currentIndex().row() == {rows + 1}")
    seat.type("29")
    seat.press("shift+KP_Enter")
    seat.until(f"{cell(str(rows + 1), 'persons')} == '29'")
    seat.until(f"{GRID}.currentIndex().row() == {rows}")
    seat.until("focused() == 'CaseGrid'")


def test_the_menus_of_matrix_and_bars_open_by_key(seat: Seat) -> None:
    seat.press("ctrl+3")
    seat.until("type(window.pages.currentWidget()).__name__ == 'SplitPage'")
    seat.click("place_of(window.split_page.matrix.view, 0, 0)")
    seat.until("focused() == 'MatrixView'")
    seat.press("shift+F10")
    seat.until(f"{MENU}.actions()[0].text() == 'Why this amount'")
    seat.press("Escape")
    seat.until(NO_MENU)
    seat.ask("window.split_page.payments.bars_action.setChecked(True)")
    seat.ask("window.split_page.bars.setFocus()")
    seat.press("Right", "shift+F10")
    seat.until(f"{MENU}.actions()[0].text() == 'Show as a table'")
    seat.press("Escape")
    seat.until(NO_MENU)
