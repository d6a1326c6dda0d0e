"""Where clauses stand and what a payer pays by year, read on the page of rules."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.engine.watch import Watch
from desktop.pages.rules.clause_rows import STANDING_ROLE
from desktop.pages.rules.page import RulesPage
from models.case import Case
from models.results.split import ConflictLine, Split
from tests.desktop.builders import conflict_of, solving_with
from tests.desktop.conftest import SAMPLES, OpenWindow, wait_for_split
from tests.desktop.pages.rules.page_driving import rules_page, switch, undo, write_clause
from tests.desktop.test_languages import speak


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


def rows(page: RulesPage) -> list[tuple[str, str | None]]:
    """Return what each clause says, and where it stands."""
    view = page.clauses.list
    found = [
        (view.item(row).text(), view.item(row).data(STANDING_ROLE)) for row in range(view.count())
    ]
    return [
        (plain(said), None if standing is None else plain(standing)) for said, standing in found
    ]


def plain(said: str) -> str:
    return said.replace("\u00a0", " ")


def standing_once_known(qtbot: QtBot, page: RulesPage, row: int) -> str:
    """Return where a clause stands, once the page says so: that does not hold up the bars."""
    qtbot.waitUntil(lambda: bool(rows(page)[row][1]), timeout=30_000)
    return rows(page)[row][1] or ""


def row_about(page: RulesPage, words: str) -> int:
    """Return the row of the clause that says something."""
    return next(row for row, (said, _) in enumerate(rows(page)) if words in said)


def years(page: RulesPage) -> dict[str, str]:
    """Return the figures by year as they are read: the header, and what stands under it."""
    view = page.outcome.years.view
    model, across = view.model(), Qt.Orientation.Horizontal
    columns = range(model.columnCount())
    return {str(model.headerData(c, across)): str(model.index(0, c).data()) for c in columns}


def cap_flanders(qtbot: QtBot, page: RulesPage, value: str, year: str) -> int:
    write_clause(qtbot, page, value, payer="Flanders", year=year)
    return row_about(page, f"in {year}")


def test_a_cap_that_does_not_bind_says_what_is_paid_and_what_room_it_leaves(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = rules_page(qtbot, sample)
    row = cap_flanders(qtbot, page, "10,000,000", "2027")
    assert rows(page)[row][1] == ""  # room is kept while nobody knows
    standing = standing_once_known(qtbot, page, row)
    said = rows(page)[row][0]
    assert said.startswith("Flanders pays at most EUR 10,000,000 in 2027")
    # The split plays with the calendar: what is capped in one year is paid in others.
    assert standing == "Flanders pays nothing in 2027; the clause leaves room for EUR 10.0 million."
    spoken = plain(page.clauses.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == f"{said} {standing}"


def test_the_room_is_exact_on_hover(qtbot: QtBot, sample: MainWindow) -> None:
    page = rules_page(qtbot, sample)
    row = cap_flanders(qtbot, page, "60,000,000", "2029")
    assert standing_once_known(qtbot, page, row) == (
        "Flanders pays EUR 47.6 million in 2029; the clause leaves room for EUR 12.4 million."
    )
    amount = r"EUR ([\d,.]+)"
    exact = re.fullmatch(
        rf"Flanders pays {amount} in 2029; the clause leaves room for {amount}\.",
        plain(page.clauses.list.item(row).toolTip()),
    )
    assert exact is not None
    paid, room = (float(figure.replace(",", "")) for figure in exact.groups())
    assert paid + room == pytest.approx(60e6, abs=0.005)


def test_a_cap_that_binds_says_so(qtbot: QtBot, sample: MainWindow) -> None:
    page = rules_page(qtbot, sample)
    row = cap_flanders(qtbot, page, "30,000,000", "2029")
    standing = standing_once_known(qtbot, page, row)
    assert standing == "Flanders pays EUR 30.0 million in 2029: the clause binds."


def test_a_clause_that_does_not_count_says_nothing(qtbot: QtBot, sample: MainWindow) -> None:
    page = rules_page(qtbot, sample)
    row = row_about(page, "Flanders pays at most 10 % of what is needed")
    assert rows(page)[row][1] is not None
    switch(qtbot, page.clauses.list, row)
    assert rows(page)[row][1] is None
    wait_for_split(qtbot, sample)
    assert rows(page)[row][1] is None
    undo(qtbot, sample)
    assert standing_once_known(qtbot, page, row).startswith("Flanders pays EUR ")


def test_while_clauses_clash_none_says_where_it_stands(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    def clashes(case: Case, scenario: str, _watch: Watch) -> Split:
        return conflict_of(scenario, ConflictLine(case.table("Clauses")["clause"].iloc[0], None))

    window = open_window(solving_with(clashes))
    window.open_path(SAMPLES / "belgium.xlsx")
    qtbot.waitUntil(lambda: window.solving.state is AnswerState.CONFLICT, timeout=30_000)
    page = rules_page(qtbot, window)
    assert rows(page)
    assert not any(standing for _, standing in rows(page))


def test_each_clause_of_the_list_has_its_own_words_in_full_view(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = rules_page(qtbot, sample)
    wait_for_split(qtbot, sample)
    view = page.clauses.list
    for row, (_, standing) in enumerate(rows(page)):
        item = view.item(row)
        view.scrollToItem(item)
        with_it = view.sizeHintForIndex(view.indexFromItem(item)).height()
        item.setData(STANDING_ROLE, None)
        without = view.sizeHintForIndex(view.indexFromItem(item)).height()
        assert (with_it > without) is (standing is not None)


def test_the_years_of_the_payer_of_the_chosen_clause_stand_side_by_side(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = rules_page(qtbot, sample)
    row = cap_flanders(qtbot, page, "60,000,000", "2029")
    wait_for_split(qtbot, sample)
    page.clauses.list.setCurrentRow(row)
    assert plain(page.outcome.years.caption.text()) == "Flanders: paid by year, EUR thousand"
    assert list(years(page)) == ["2026", "2027", "2028", "2029", "2030", "In all"]
    figures = [int(figure.replace(",", "")) for figure in list(years(page).values())[2:]]
    assert abs(sum(figures[:-1]) - figures[-1]) <= 2  # each is rounded by itself
    assert list(years(page).values())[:2] == ["–", "–"]
    solved = sample.document.solved
    assert solved is not None
    assert figures[-1] == pytest.approx(solved.split.totals["FL"] / 1000, abs=0.5)


def test_a_click_on_a_bar_shows_the_years_of_its_payer(qtbot: QtBot, sample: MainWindow) -> None:
    page = rules_page(qtbot, sample)
    wait_for_split(qtbot, sample)
    chart = page.outcome.chart
    qtbot.waitUntil(lambda: not chart.moving)
    mark = next(mark for mark in chart.marks() if mark.key == "WA")
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=mark.area.center().toPoint())
    assert page.outcome.years.caption.text().startswith("Wallonia: paid by year")
    view = page.outcome.years.view
    view.setFocus()
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().split("\t")
    solved = sample.document.solved
    assert solved is not None
    assert float(copied[-1]) == pytest.approx(solved.split.totals["WA"], abs=0.005)
    assert sum(map(float, copied[:-1])) == pytest.approx(float(copied[-1]), abs=0.005)


def test_the_payer_that_is_looked_at_stays_in_another_language(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    wait_for_split(qtbot, worked)
    chart = page.outcome.chart
    chart.setFocus()
    while page.outcome.years.caption.text().startswith("Federation"):
        qtbot.keyClick(chart, Qt.Key.Key_Down)
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    payer = page.outcome.years.caption.text().partition(":")[0]
    before = list(years(page).values())
    speak(qtbot, worked, "Français")
    page = worked.page_of(RulesPage)
    said = plain(page.outcome.years.caption.text())
    assert said == f"{payer} : payé par année, EUR"
    assert list(years(page)) == ["2023", "2024", "Au total"]
    assert [figure.replace("\u202f", ",") for figure in years(page).values()] == before
