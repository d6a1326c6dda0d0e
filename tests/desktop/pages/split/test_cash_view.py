"""Payments and later benefits year by year, by clicks and by keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.bars import Bars
from desktop.document.document import Solved
from models.workbook.plain import write_case
from tests.desktop.builders import edit_a_cost
from tests.desktop.conftest import OpenWindow, solved_on, wait_for_split
from tests.desktop.pages.split.view_driving import (
    ANSWERED_WITHIN,
    click_tab,
    copied,
    headers,
    sentence,
    shown,
)
from tests.second_edition import everything


def bars(window: MainWindow) -> Bars:
    chart = window.split_page.cash.bars.chart
    assert isinstance(chart, Bars)
    return chart


def title(window: MainWindow) -> str:
    return bars(window).title.replace("\u00a0", " ")


def test_each_payer_is_a_row_with_its_deepest_balance_and_pay_back_year(
    qtbot: QtBot, worked: MainWindow
) -> None:
    click_tab(qtbot, worked, "Cash by year")
    cash = worked.split_page.cash
    assert headers(cash.table_view) == [
        "Payments",
        "Later benefit",
        "Balance at the end",
        "Deepest balance",
        "in the year",
        "Paid back from",
    ]
    assert shown(cash.table_view) == [
        ["City", "30,609", "40,000", "+9,391", "−30,609", "2024", "2028"],
        ["Federation", "688,696", "900,000", "+211,304", "−688,696", "2024", "2028"],
        ["Port", "160,696", "210,000", "+49,304", "−160,696", "2024", "2028"],
        ["All together", "880,000", "1,150,000", "+270,000", "−880,000", "2024", "2028"],
    ]
    assert sentence(worked) == (
        "All payers together are EUR 880,000 short at most, in 2024; from 2028 on it is paid back."
    )
    assert "The balance is later benefit less what is paid" in cash.note.text()


def test_the_bars_are_those_of_the_row_with_the_keys(qtbot: QtBot, worked: MainWindow) -> None:
    click_tab(qtbot, worked, "Cash by year")
    view = worked.split_page.cash.table_view
    assert title(worked).startswith("All together: EUR 880,000 short at most, in 2024")
    view.setFocus()
    assert title(worked).startswith("All together"), "the focus alone chooses nothing"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert title(worked).startswith("Port: EUR 160,695.65 short at most")
    place = view.visualRect(view.table.index(0, 1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert title(worked).startswith("City: EUR 30,608.70 short at most")
    first = bars(worked).bars[0]
    assert [part.name for part in first.parts] == ["Payments", "Later benefit"]
    assert first.below < 0
    assert sum(bar.total for bar in bars(worked).bars) > 0
    assert bars(worked).bars[-1].figure == "+9,391"
    chart = worked.split_page.cash.bars
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert "City, 2023: pays EUR" in chart.accessibleDescription().replace("\u00a0", " ")


def test_a_new_split_keeps_the_payer(qtbot: QtBot, worked: MainWindow) -> None:
    click_tab(qtbot, worked, "Cash by year")
    view = worked.split_page.cash.table_view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    edit_a_cost(worked, 4000.0)
    wait_for_split(qtbot, worked)
    assert title(worked).startswith("Port: ")
    before = worked.menus
    worked.speak("de")
    qtbot.waitUntil(lambda: worked.menus is not before, timeout=ANSWERED_WITHIN)
    assert worked.split_page.view is worked.split_page.cash
    assert title(worked).startswith("Port: höchstens")


def test_existing_payments_have_their_column_and_their_bars(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    write_case(everything(), tmp_path / "everything.xlsx")
    window = solved_on(qtbot, open_window(), tmp_path / "everything.xlsx")
    click_tab(qtbot, window, "Cash by year")
    cash = window.split_page.cash
    assert headers(cash.table_view)[1] == "Existing payments"
    assert any(row[2] not in ("", "–") for row in shown(cash.table_view))
    assert "Existing payments" in bars(window).series()
    assert "in no balance" in cash.note.text()


def test_figures_are_copied_exactly_and_read_aloud(qtbot: QtBot, worked: MainWindow) -> None:
    click_tab(qtbot, worked, "Cash by year")
    view = worked.split_page.cash.table_view
    assert copied(qtbot, view).split("\n")[0].split("\t") == [
        *("30608.7", "40000", "9391.3", "-30608.7", "2024", "2028"),
    ]
    spoken = view.table.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Deepest balance, City: −30,608.70"
    assert worked.split_page.can_copy()


def test_where_the_years_of_benefits_are_not_known_a_sentence_says_so(
    qtbot: QtBot, worked: MainWindow
) -> None:
    solved = worked.document.solved
    assert solved is not None
    blank = tuple(replace(line, benefits=()) for line in solved.split.payers)
    worked.document.take_split(
        Solved(solved.case, replace(solved.split, payers=blank), solved.names)
    )
    click_tab(qtbot, worked, "Cash by year")
    assert sentence(worked).startswith("In which years later benefits come is not known")
    assert worked.split_page.cash.table_view.isHidden()
    assert worked.split_page.cash.bars_room.isHidden()
