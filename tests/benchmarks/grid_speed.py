"""Whether the grid of 100,000 flows ever stops, and how long a page of scrolling takes.

Run by hand: python -m tests.benchmarks.grid_speed [ROWS] [--distinct] [--solving]

Does what a person does with the rows and prints the longest time in which the window could not
have answered, by a clock in the window's thread, and how long it took until all was there. With
--distinct every flow has another number of persons, so that no text of a cell helps with another.
What follows each edit is checked in the engine's process, as in the window that is started; splits
are computed only with --solving.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app.window import MainWindow
from desktop.engine.client import EngineProcess
from desktop.engine.responsive import stay_responsive
from desktop.engine.tasks import Task, TaskRunner
from desktop.engine.watch import Watch
from desktop.look import formats
from desktop.look.theme import Theme
from desktop.pages.data.case_grid import CaseGrid
from desktop.project.places import SafePlaces
from models.problems import RelaisError
from tests.benchmarks.check_speed import write_case

BEAT_MILLISECONDS = 2
SETTLED_SECONDS = 0.6
"""Longer than the wait before the checks that follow an edit."""
BLOCK_ROWS = 1000
PAGES = 30

Selected = QItemSelectionModel.SelectionFlag.ClearAndSelect


class _Clock:
    """Beats in the window's thread; a late beat is a window that could not answer."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._beats: list[float] = []
        self._timer = QTimer()
        self._timer.timeout.connect(lambda: self._beats.append(time.perf_counter()))
        self._timer.start(BEAT_MILLISECONDS)

    def tell(self, name: str, path: Callable[[], object]) -> None:
        """Print the longest gap while a path is gone and all that follows, and how long it took."""
        start = time.perf_counter()
        self._beats = [start]
        path()
        last = time.perf_counter()
        while time.perf_counter() - last < SETTLED_SECONDS:
            QApplication.processEvents()
            time.sleep(0.001)
            if any(one.busy for one in self._window.questions):
                last = time.perf_counter()
        self._beats.append(time.perf_counter())
        block = max(late - early for early, late in pairwise(self._beats))
        print(f"{name:32} {block * 1e3:7.0f} ms at most, {last - start:6.2f} s", flush=True)


class _WithoutSolving:
    """The engine, which solves nothing."""

    def __init__(self, engine: TaskRunner) -> None:
        self._engine = engine

    def ask(self, task: Task[..., Any], watch: Watch, *arguments: Any, **_named: Any) -> Any:
        """Do a task but solve."""
        if task.name in ("solve", "rest"):
            raise RelaisError("Not measured here.")
        return self._engine.ask(task, watch, *arguments)


def _make_distinct(window: MainWindow) -> None:
    """Give every flow another number of persons."""
    case = window.document.open_case
    flows = case.table("Flows").copy()
    flows["persons"] = np.arange(len(flows)) * 1.37 + 1
    path = window.document.path
    assert path is not None
    window.document.replace_case(case.with_table("Flows", flows), path, window.document.problems)


def _flows_of(window: MainWindow) -> CaseGrid:
    page = window.data_page
    at = next(i for i, grid in enumerate(page.grids) if grid.table.table.key == "Flows")
    page.tabs.setCurrentIndex(at)
    return page.grid


def _select(grid: CaseGrid, top: int, bottom: int, left: int = 0, right: int | None = None) -> None:
    right = grid.table.columnCount() - 1 if right is None else right
    index = grid.table.index
    grid.setCurrentIndex(index(top, left))
    chosen = QItemSelection(index(top, left), index(bottom, right))
    grid.selectionModel().select(chosen, Selected)


def _filter(window: MainWindow, text: str) -> None:
    window.data_page.filter_bar.line.setFocus()
    window.data_page.filter_bar.line.setText(text)
    window.data_page.filter_bar.line.textEdited.emit(text)


def _find(window: MainWindow, text: str) -> None:
    window.data_page.find_bar.open(replacing=True)
    window.data_page.find_bar.line.setText(text)


def _replace_all(window: MainWindow, by: str) -> None:
    window.data_page.find_bar.by.setText(by)
    window.data_page.find_bar.replace_all()


def _paste(grid: CaseGrid, row: int, values: list[str]) -> None:
    lines = ["\t".join([str(1950 + n % 40), *values]) for n in range(BLOCK_ROWS)]
    QApplication.clipboard().setText("\n".join(lines))
    grid.setCurrentIndex(grid.table.index(row, 0))
    grid.paste()


def _measure_paths(clock: _Clock, window: MainWindow, grid: CaseGrid) -> None:
    undo, table = window.document.undo_stack.undo, grid.table
    last = table.shown_row_count() - 1
    persons = table.column_at("persons")
    values = ["welcome", "t1", "work", "t2", "17.5"]
    up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    clock.tell("first filter", lambda: _filter(window, "t29"))
    clock.tell("another filter", lambda: _filter(window, "t2"))
    clock.tell("all rows again", lambda: _filter(window, ""))
    for at in range(table.columnCount()):
        order = (up, down)[at % 2]
        clock.tell(f"sort by {table.label(at)}", partial(grid.sortByColumn, at, order))
    clock.tell("sort as in the case", lambda: grid.sortByColumn(-1, up))
    clock.tell("find", lambda: _find(window, "t29"))
    clock.tell("find next", window.data_page.find_bar.go_on)
    clock.tell("find what is everywhere", lambda: _find(window, "welcome"))
    clock.tell("replace all", lambda: _replace_all(window, "arrival"))
    clock.tell("undo", undo)
    clock.tell("find figures", lambda: _find(window, "25"))
    clock.tell("replace all figures", lambda: _replace_all(window, "75"))
    clock.tell("undo", undo)
    clock.tell("leave find", window.data_page.find_bar.leave)
    clock.tell("paste 1,000 rows over others", lambda: _paste(grid, 500, values))
    clock.tell("undo", undo)
    clock.tell("paste 1,000 rows at the end", lambda: _paste(grid, last, values))
    clock.tell("undo", undo)
    _select(grid, 100, 100 + BLOCK_ROWS, persons, persons)
    clock.tell("fill down 1,000 rows", grid.fill_down)
    clock.tell("undo", undo)
    _select(grid, 0, last, persons, persons)
    clock.tell("fill down all rows", grid.fill_down)
    clock.tell("undo", undo)
    _select(grid, 100, 100 + BLOCK_ROWS)
    clock.tell("delete 1,000 rows", grid.delete_rows)
    clock.tell("undo", undo)
    clock.tell("add a row", grid.add_row)
    clock.tell("undo", undo)
    clock.tell("change a cell", lambda: table.setData(table.index(7, persons), "12"))
    clock.tell("undo", undo)
    clock.tell("sort by persons", lambda: grid.sortByColumn(persons, down))
    _select(grid, 100, 100 + BLOCK_ROWS)
    clock.tell("delete 1,000 rows among sorted", grid.delete_rows)
    clock.tell("undo", undo)
    clock.tell("add a row among sorted", grid.add_row)
    clock.tell("undo", undo)
    clock.tell("sort as in the case", lambda: grid.sortByColumn(-1, up))
    clock.tell("select all", grid.selectAll)
    clock.tell("copy all", grid.copy)
    clock.tell("cut all", grid.cut)
    clock.tell("undo", undo)


def _measure_scrolling(grid: CaseGrid) -> None:
    bar, took = grid.verticalScrollBar(), []
    for page in range(PAGES):
        start = time.perf_counter()
        bar.setValue(bar.value() + bar.pageStep() * (1 if page % 2 else 40))
        grid.viewport().repaint()
        QApplication.processEvents()
        took.append((time.perf_counter() - start) * 1e3)
    rows = grid.viewport().height() // grid.rowHeight(0)
    said = f"{statistics.median(took):.0f} ms, {max(took):.0f} at most"
    print(f"scroll by a page of {rows} rows: {said}", flush=True)


def main() -> None:
    """Measure and print."""
    stay_responsive()
    rows = next((int(word) for word in sys.argv[1:] if word.isdigit()), 100_000)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder = Path(tempfile.mkdtemp())
    case = folder / "case.xlsx"
    write_case(case, rows)
    settings = QSettings(str(folder / "relais.ini"), QSettings.Format.IniFormat)
    places = SafePlaces(folder, folder, settings)
    engine = EngineProcess()
    engine.begin()
    used = engine if "--solving" in sys.argv else _WithoutSolving(engine)
    window = MainWindow(Theme(app), formats.reading_locale())
    window.begin(used, places)
    window.show()
    clock = _Clock(window)
    clock.tell("open the case", lambda: window.open_path(case))
    if "--distinct" in sys.argv:
        clock.tell("make persons distinct", lambda: _make_distinct(window))
    clock.tell("show the page", lambda: window.show_page(window.data_page))
    clock.tell("show the flows", lambda: _flows_of(window))
    grid = _flows_of(window)
    _measure_scrolling(grid)
    _measure_paths(clock, window, grid)
    window.document.undo_stack.blockSignals(True)
    window.keeper.end()
    engine.end()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
