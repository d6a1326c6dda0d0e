"""What a payer pays by year, read beside the matrix after a click on its total."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextTable
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.engine.why_questions import AboutPayer
from desktop.pages.split.page import SplitPage
from desktop.pages.split.why_panel import ExplanationHtml, explanation_of
from tests.desktop.conftest import wait_for_split


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


def click_total(qtbot: QtBot, page: SplitPage, payer: str) -> None:
    """Click what a payer pays in all, under the matrix."""
    view, table = page.matrix.totals_view, page.matrix.totals
    column = next(c for c in range(table.columnCount()) if table.column(c).payers == (payer,))
    index = table.index(0, column)
    view.scrollTo(index)
    place = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: page.explaining.state is AnswerState.CURRENT, timeout=60_000)


def table_in(page: SplitPage) -> QTextTable:
    """Return the figures of the years in the reasons, which stand under each other."""
    frames = page.why.text.document().rootFrame().childFrames()
    tables = [frame for frame in frames if isinstance(frame, QTextTable)]
    (table,) = (one for one in tables if cells(one)[0][0] == "2026")
    return table


def cells(table: QTextTable) -> list[tuple[str, str]]:
    def said(row: int, column: int) -> str:
        return table.cellAt(row, column).firstCursorPosition().block().text()

    return [(said(row, 0), said(row, 1)) for row in range(table.rows())]


def test_a_click_on_a_total_shows_what_it_is_made_of_year_by_year(
    qtbot: QtBot, sample: MainWindow
) -> None:
    sample.resize(1366, 768)
    page = sample.split_page
    sample.show_page(page)
    wait_for_split(qtbot, sample)
    click_total(qtbot, page, "FL")
    rows = cells(table_in(page))
    assert [label for label, _ in rows] == ["2026", "2027", "2028", "2029", "2030", "In all"]
    assert [figure for _, figure in rows[:2]] == ["–", "–"]
    *paid, in_all = (float(figure.replace(",", "")) for _, figure in rows[2:])
    assert sum(paid) == pytest.approx(in_all, abs=0.005)
    assert f"EUR {rows[-1][1]} in all" in page.why.title.text().replace("\u00a0", " ")


def test_figures_of_years_are_right_aligned(qtbot: QtBot, sample: MainWindow) -> None:
    page = sample.split_page
    sample.show_page(page)
    wait_for_split(qtbot, sample)
    click_total(qtbot, page, "BE")
    table = table_in(page)
    figures = [table.cellAt(row, 1).firstCursorPosition() for row in range(table.rows())]
    right = Qt.AlignmentFlag.AlignRight
    assert all(cursor.blockFormat().alignment() & right for cursor in figures)


def test_payers_folded_into_one_say_their_years_together(sample: MainWindow, qtbot: QtBot) -> None:
    wait_for_split(qtbot, sample)
    solved = sample.document.solved
    assert solved is not None
    said = explanation_of(AboutPayer(("FL", "WA")), None, solved)
    together = solved.split.totals["FL"] + solved.split.totals["WA"]
    table = ExplanationHtml(said, solved.case).html(lambda _figure: 80)
    assert "Paid by year" in table
    assert f"{together:,.0f}" in table
