"""A thousand rows from a spreadsheet come in, are read on the page, and go again: by keys."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.pages.data.case_grid import CaseGrid
from desktop.tables.copying import copied_text
from tests.desktop.app.test_start import click_cell, read
from tests.desktop.conftest import SOLVED_WITHIN, wait_for_split

CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = 1000
ENDS = ["from_stage", "from_territory", "to_stage", "to_territory"]
WRONG = 500


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


def flows_by_keys(qtbot: QtBot, window: MainWindow) -> CaseGrid:
    """Go to the flows of the case with Ctrl+1 and along the tabs."""
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)
    page = window.data_page
    assert window.pages.currentWidget() is page
    page.tabs.setFocus()
    while page.grid.table.table.key != "Flows":
        qtbot.keyClick(page.tabs, Qt.Key.Key_Right)
    return page.grid


def rows_of_years_before(flows: pd.DataFrame) -> list[list[str]]:
    """Return a thousand flows like those of the case in years that it has not; one is wrong."""
    ends = flows[ENDS].fillna("").drop_duplicates().to_numpy().tolist()
    rows = [[str(year), *one, "12.5"] for year, one in product(range(1900, 1900 + ROWS), ends)][
        :ROWS
    ]
    rows[WRONG][4] = "atlantis"
    return rows


def shown_table(grid: CaseGrid) -> str:
    model, rows = grid.table, range(grid.table.shown_row_count())
    cells = [model.index(row, at) for row in rows for at in range(model.columnCount())]
    return copied_text(cells)


def problems(window: MainWindow) -> list[tuple[str, str]]:
    """Return the places and sentences of the panel, if there is one to read."""
    table, page = window.data_page.problem_table, window.data_page
    if not page.problem_panel.isVisible():
        return []
    rows = range(table.rowCount())
    return [(table.index(r, 1).data(), table.index(r, 2).data()) for r in rows]


def test_a_thousand_pasted_flows_are_there_and_judged_and_go_again_by_one_key(
    qtbot: QtBot, sample: MainWindow
) -> None:
    grid = flows_by_keys(qtbot, sample)
    before, problems_before, old = shown_table(grid), problems(sample), grid.table.shown_row_count()
    frame_before = sample.document.open_case.table("Flows")
    sentence_before = sample.data_page.sentence.text()
    pasted = rows_of_years_before(frame_before)

    click_cell(qtbot, grid, grid.table.index(old - 1, 0))
    qtbot.mouseClick(sample.data_page.add_button, Qt.MouseButton.LeftButton)
    QApplication.clipboard().setText("\r\n".join(map("\t".join, pasted)) + "\r\n")
    click_cell(qtbot, grid, grid.table.index(old, 0))
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: grid.table.shown_row_count() == old + ROWS)

    last = grid.table.headerData(old + ROWS - 1, Qt.Orientation.Vertical)
    assert last == str(old + ROWS + 1)
    for number in (0, 1, WRONG, ROWS - 1):
        keys = ["year", *ENDS, "persons"]
        assert [read(grid, old + number, key) for key in keys] == pasted[number]
    qtbot.waitUntil(lambda: sample.solving.state is AnswerState.REFUSED, timeout=SOLVED_WITHIN)
    wrong_row = grid.table.headerData(old + WRONG, Qt.Orientation.Vertical)
    place, found = problems(sample)[0]
    assert place == f"Flows, row {wrong_row}, To territory"
    assert "atlantis" in found
    first_year = sample.data_page.sentence.text()
    assert "1900" in first_year
    assert first_year != sentence_before

    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert grid.table.shown_row_count() == old + 1
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert shown_table(grid) == before
    assert sample.document.open_case.table("Flows").equals(frame_before)
    wait_for_split(qtbot, sample)
    assert problems(sample) == problems_before
    assert sample.data_page.sentence.text() == sentence_before
