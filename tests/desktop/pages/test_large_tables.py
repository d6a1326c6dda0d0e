"""Large tables are filtered, searched, copied and changed while the window lives.

Here every table counts as large, and the work waits until the test lets it go on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.data import case_grid, find_bar
from desktop.pages.data.case_grid import CaseGrid
from desktop.tables import arranged_table, changing, column_words
from desktop.tables.copying import copied_text
from tests.desktop.app.test_start import grid_of, read
from tests.desktop.pages.data.test_page import (
    CTRL,
    click_header,
    column,
    find,
    frame,
    go_to,
    message,
    narrow,
    paste,
)


class Gate:
    """Holds work in the background back until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._open = threading.Event()
        self.entered = 0
        self._patch = monkeypatch

    def before(self, module: object, name: str) -> None:
        """Hold a function of a module back."""
        work: Callable[..., Any] = getattr(module, name)

        def held(*given: Any) -> Any:
            self.entered += 1
            assert self._open.wait(20)
            return work(*given)

        self._patch.setattr(module, name, held)

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(monkeypatch)
    gate.before(arranged_table, "wanted_rows")
    gate.before(find_bar, "places_of")
    gate.before(changing, "typed")
    gate.before(changing, "replaced")
    for module in (arranged_table, find_bar):
        monkeypatch.setattr(module, "AT_ONCE_ROWS", -1)
    for module in (case_grid, changing):
        monkeypatch.setattr(module, "AT_ONCE_CELLS", -1)
    yield gate
    gate.open()


def arranged(qtbot: QtBot, grid: CaseGrid) -> None:
    qtbot.waitUntil(lambda: not grid.table.is_arranging)


def shown_rows(grid: CaseGrid) -> list[tuple[str, ...]]:
    cells = range(grid.table.columnCount())
    return [
        tuple(str(grid.table.index(row, at).data()) for at in cells)
        for row in range(grid.table.shown_row_count())
    ]


def test_the_old_rows_stay_until_the_wanted_ones_are_there(
    qtbot: QtBot, worked: MainWindow, gate: Gate
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before, sentence = shown_rows(grid), worked.data_page.filter_bar.sentence
    text = read(grid, 3, "to_stage")
    narrow(qtbot, worked, text)
    assert shown_rows(grid) == before
    assert sentence.text() == "Filtering…"
    gate.open()
    arranged(qtbot, grid)
    wanted = [row for row in before if any(text in cell for cell in row)]
    assert shown_rows(grid) == wanted
    assert sentence.text() == f"{len(wanted)} of {len(before)} rows are shown."


def test_only_the_newest_filter_counts(qtbot: QtBot, worked: MainWindow, gate: Gate) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    total = grid.table.shown_row_count()
    narrow(qtbot, worked, "no such text")
    qtbot.keyClick(worked.data_page.filter_bar.line, Qt.Key.Key_Escape)
    assert not grid.table.is_arranging
    narrow(qtbot, worked, "nothing like it")
    narrow(qtbot, worked, read(grid, 0, "year"))
    gate.open()
    arranged(qtbot, grid)
    assert 0 < grid.table.shown_row_count() <= total
    assert set(column(grid, "year")) == {worked.data_page.filter_bar.line.text()}


def test_rows_deleted_while_a_filter_is_under_way_are_not_shown_by_it(
    qtbot: QtBot, worked: MainWindow, gate: Gate
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before, text = shown_rows(grid), read(grid, 3, "to_stage")
    narrow(qtbot, worked, text)
    go_to(qtbot, grid, 0, "year")
    qtbot.mouseClick(worked.data_page.delete_button, Qt.MouseButton.LeftButton)
    assert shown_rows(grid) == before[1:]
    gate.open()
    arranged(qtbot, grid)
    assert shown_rows(grid) == [r for r in before[1:] if any(text in cell for cell in r)]


def test_a_cell_typed_while_rows_are_sorted_stays_in_its_row(
    qtbot: QtBot, worked: MainWindow, gate: Gate
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    persons = frame(worked, "Flows")["persons"].tolist()
    click_header(qtbot, grid, "persons")
    index = grid.table.index(1, grid.table.column_at("persons"))
    grid.table.setData(index, "100000")
    assert frame(worked, "Flows")["persons"].tolist() == [persons[0], 100000, *persons[2:]]
    gate.open()
    arranged(qtbot, grid)
    assert grid.table.rows.case_row(grid.table.shown_row_count() - 1) == 1
    assert read(grid, grid.table.shown_row_count() - 1, "persons") == "100,000"


def test_a_filter_that_is_cancelled_leaves_what_was_shown_and_says_so(
    qtbot: QtBot, worked: MainWindow, gate: Gate
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = shown_rows(grid)
    # The reasons of the split may still be looked for.
    qtbot.waitUntil(lambda: not any(one.busy for one in worked.questions))
    click_header(qtbot, grid, "persons")
    next(one for one in worked.questions if one.busy).cancel()
    gate.open()
    arranged(qtbot, grid)
    assert shown_rows(grid) == before
    assert worked.data_page.filter_bar.sentence.text() == ""
    assert grid.horizontalHeader().sortIndicatorSection() == -1


def test_a_paste_that_is_prepared_while_the_table_changes_is_not_made(
    qtbot: QtBot, worked: MainWindow, gate: Gate
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    go_to(qtbot, grid, 1, "persons")
    paste(qtbot, grid, "7\n8")
    qtbot.waitUntil(lambda: gate.entered == 1)
    go_to(qtbot, grid, 0, "year")
    qtbot.mouseClick(worked.data_page.delete_button, Qt.MouseButton.LeftButton)
    changed = frame(worked, "Flows")
    gate.open()
    qtbot.waitUntil(lambda: "changed meanwhile" in message(worked))
    assert frame(worked, "Flows") is changed


def test_a_second_paste_waits_for_the_first(qtbot: QtBot, worked: MainWindow, gate: Gate) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    go_to(qtbot, grid, 0, "persons")
    paste(qtbot, grid, "7\n8")
    paste(qtbot, grid, "9")
    assert message(worked).startswith("Wait until")
    gate.open()
    qtbot.waitUntil(lambda: column(grid, "persons")[:2] == ["7", "8"])
    assert worked.document.undo_stack.count() == 1


def test_what_is_asked_for_while_a_text_is_looked_for_is_done_once_it_is_found(
    qtbot: QtBot, worked: MainWindow, gate: Gate
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    before = frame(worked, "Flows")
    year = read(grid, 0, "year")
    count = column(grid, "year").count(year)
    find(qtbot, worked, year, Qt.Key.Key_H)
    bar = worked.data_page.find_bar
    assert bar.count.text() == "Searching…"
    qtbot.keyClicks(bar.by, "2040")
    qtbot.mouseClick(bar.all_button, Qt.MouseButton.LeftButton)
    assert frame(worked, "Flows") is before
    gate.open()
    qtbot.waitUntil(lambda: column(grid, "year").count("2040") == count)
    cells = "1 cell" if count == 1 else f"{count} cells"
    assert worked.document.undo_stack.undoText() == f"Replace in {cells} of Flows"


def test_all_cells_are_copied_as_they_were_when_it_was_asked_for(
    qtbot: QtBot, worked: MainWindow, gate: Gate
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    grid.setFocus()
    grid.selectAll()
    of_case = range(grid.table.shown_row_count())
    wanted = copied_text(one for one in grid.selectedIndexes() if one.row() in of_case)
    QApplication.clipboard().setText("")
    gate.before(column_words, "column_texts")
    qtbot.keyClick(grid, Qt.Key.Key_X, CTRL)
    qtbot.waitUntil(lambda: set(column(grid, "persons")) == {""})
    assert QApplication.clipboard().text() == ""
    gate.open()
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == wanted)
