"""The case whose parts go, and how a test waits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.pages.compare.page import ComparePage
from desktop.pages.split.page import SplitPage
from desktop.pages.trajectories.page import TrajectoriesPage
from models.case import Case
from models.programme import Programme
from models.scenarios import new_scenario
from tests.cases import with_rows, worked
from tests.desktop.conftest import SOLVED_WITHIN

RESTING = (AnswerState.CURRENT, AnswerState.REFUSED, AnswerState.CONFLICT, AnswerState.FAILED)
CELL = Programme("city", "training", 2024)


def first_case() -> Case:
    """Return the worked example with a budget, a second scenario and a clause in it."""
    case = with_rows(worked(), "Budgets", [[2024.0, "port", 1e6]])
    case = new_scenario(case, "offer")
    clause = ["limit", None, "port", None, "training", 2024.0, "amount", "at most", 1e6, "offer"]
    return with_rows(case, "Clauses", [clause])


def rest(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is computed any more, nor about to be."""

    def is_quiet() -> bool:
        is_resting = window.solving.state in RESTING
        return is_resting and not any(one.busy for one in window.questions) and not is_due(window)

    for _ in range(2):
        qtbot.wait(20)
        qtbot.waitUntil(is_quiet, timeout=SOLVED_WITHIN)


def is_due(window: MainWindow) -> bool:
    """Say whether the page that is seen waits a moment before it asks for what it lacks."""
    page = window.pages.currentWidget()
    if isinstance(page, SplitPage):
        return page.explaining.state is AnswerState.COMPUTING
    if isinstance(page, ComparePage):
        return page.comparing.state is AnswerState.COMPUTING
    return isinstance(page, TrajectoriesPage) and page.tracing.state is AnswerState.COMPUTING


def rows_in_order(qtbot: QtBot, window: MainWindow) -> None:
    window.show_data_page()
    window.data_page.tabs.setCurrentIndex(7)
    grid = window.data_page.grid
    assert grid.table.table.key == "Scenarios"
    grid.table.show_only("o")
    grid.sortByColumn(grid.table.column_at("offer"), Qt.SortOrder.AscendingOrder)
    grid.setCurrentIndex(grid.table.index(0, grid.table.columnCount() - 1))
    rest(qtbot, window)
