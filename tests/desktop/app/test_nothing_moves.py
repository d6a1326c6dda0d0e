"""What somebody points at stays there: while a split is computed, comes, clashes or goes stale."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.chart_view import ChartView
from desktop.engine.question import AnswerState
from desktop.engine.watch import StoppedError, Watch
from desktop.look.theme import mark_stale
from desktop.pages.compare.page import ComparePage
from desktop.pages.exchange.page import ExchangePage
from desktop.pages.page import COMPARE, DATA, EXCHANGE, PAGES, RULES, TRAJECTORIES, Page
from desktop.pages.rules.page import RulesPage
from models.case import Case
from models.editing import CellEdit
from models.problems import RelaisError
from models.results.split import Split
from tests.desktop.builders import doings_of, edit_a_cost
from tests.desktop.conftest import SAMPLES, SOLVED_WITHIN, OpenWindow, solved_on, wait_for_split

CONTROLS = (
    *(QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit, QTabBar),
    *(QAbstractItemView, ChartView),
)
LONG = "A sentence that says much more than its page usually says. " * 4


def rest(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is on its way any more, and all is where it belongs."""
    qtbot.wait(50)
    qtbot.waitUntil(lambda: not any(one.busy for one in window.questions), timeout=SOLVED_WITHIN)
    qtbot.wait(50)


def places(window: MainWindow) -> dict[QWidget, QPoint]:
    """Return where each control of the page begins; those that scroll with others among them."""
    page = window.pages.currentWidget()
    assert page is not None
    controls = (control for kind in CONTROLS for control in page.findChildren(kind))
    return {
        control: control.mapTo(window, QPoint())
        for control in controls
        if control.isVisible() and not isinstance(control, QScrollBar)
    }


def moved(before: Mapping[QWidget, QPoint], now: Mapping[QWidget, QPoint]) -> list[str]:
    return [
        f"{type(control).__name__} {control.accessibleName() or control.objectName()}: "
        f"{place.toTuple()} -> {now[control].toTuple()}"
        for control, place in before.items()
        if control in now and now[control] != place
    ]


def tab_places(tabs: QTabBar) -> list[QRect]:
    return [tabs.tabRect(at) for at in range(tabs.count())]


@pytest.fixture(params=[(1366, 768)], ids=["1366"])
def window(qtbot: QtBot, open_window: OpenWindow, request: pytest.FixtureRequest) -> MainWindow:
    one = solved_on(qtbot, open_window(), SAMPLES / "belgium.xlsx")
    one.resize(*request.param)
    return one


def clash(window: MainWindow) -> None:
    """Let a clause ask for what no split can give."""
    table = window.document.open_case.table("Clauses")
    row = int(table.index[table["clause"] == "federal_ceiling"][0])
    cells: dict[str, str | float | None] = {"sense": "at least", "value": 1e9, "scenario": None}
    window.document.set_cells(
        "Clauses",
        [CellEdit(row, name, table[name].iloc[row], value) for name, value in cells.items()],
    )


class Held:
    """Solves only once it is let go, so that what is shown meanwhile can be looked at."""

    def __init__(self, window: MainWindow) -> None:
        self._go, self._engine = threading.Event(), doings_of(window)
        self._engine["solve"] = self._wait

    def _wait(self, _case: Case, _scenario: str, watch: Watch) -> Split:
        while not self._go.wait(0.01):
            if watch.cancelled():
                raise StoppedError
        raise RelaisError("The rules ask too much.", mend="Loosen one.")

    def fail(self) -> None:
        self._go.set()

    def let_go(self) -> None:
        del self._engine["solve"]


@pytest.mark.parametrize("number", [kind.number for kind in PAGES])
def test_no_control_moves_while_a_split_is_computed_fails_clashes_and_comes_back(
    qtbot: QtBot, window: MainWindow, number: int
) -> None:
    window.show_number(number)
    rest(qtbot, window)
    before, solving = places(window), window.solving
    held = Held(window)
    edit_a_cost(window, 6500.0)
    qtbot.waitUntil(lambda: solving.state is AnswerState.COMPUTING)
    qtbot.wait(500)
    assert not moved(before, places(window)), "while it is computed"
    held.fail()
    qtbot.waitUntil(lambda: solving.state is AnswerState.FAILED)
    qtbot.wait(50)
    assert not moved(before, places(window)), "when it failed"
    held.let_go()
    clash(window)
    qtbot.waitUntil(lambda: solving.state is AnswerState.CONFLICT, timeout=SOLVED_WITHIN)
    rest(qtbot, window)
    assert not moved(before, places(window)), "when clauses clash"
    window.document.undo_stack.undo()
    window.document.undo_stack.undo()
    wait_for_split(qtbot, window)
    rest(qtbot, window)
    assert not moved(before, places(window)), "once all is as it was"


@pytest.mark.parametrize("number", [kind.number for kind in PAGES])
def test_a_longer_sentence_moves_nothing_and_is_read_to_its_end(
    qtbot: QtBot, window: MainWindow, number: int
) -> None:
    window.show_number(number)
    rest(qtbot, window)
    page = window.pages.currentWidget()
    assert isinstance(page, Page)
    before, height = places(window), page.sentence.height()
    for sentence in ("Short.", LONG):
        page.sentence.setText(sentence)
        mark_stale(page.sentence, stale=sentence == LONG)
        qtbot.wait(20)
        assert not moved(before, places(window))
        assert page.sentence.height() == height
        assert page.sentence.heightForWidth(page.sentence.width()) <= height


def test_problems_that_come_and_go_move_no_tab_and_not_the_grid(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_number(DATA)
    rest(qtbot, window)
    tabs = window.data_page.tabs
    before, rects = places(window), tab_places(tabs)
    names = [tabs.tabText(at) for at in range(tabs.count())]
    for _ in range(12):
        window.document.add_row("Costs", 0)
    qtbot.waitUntil(lambda: window.document.has_errors, timeout=SOLVED_WITHIN)
    rest(qtbot, window)
    assert [tabs.tabText(at) for at in range(tabs.count())] != names
    assert tab_places(tabs) == rects
    assert not moved(before, places(window))
    for _ in range(12):
        window.document.undo_stack.undo()
    rest(qtbot, window)
    assert tab_places(tabs) == rects
    assert not moved(before, places(window))


def test_the_cell_that_is_edited_stays_in_sight_when_problems_are_listed_under_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_number(DATA)
    window.data_page.show_cell("Flows", 20, "persons")
    rest(qtbot, window)
    grid = window.data_page.grid
    last = grid.rowAt(grid.viewport().height() - 10)
    grid.setCurrentIndex(grid.model().index(last, grid.currentIndex().column()))
    window.document.add_row("Costs", 0)
    window.data_page.show_cell("Flows", last, "persons")
    rest(qtbot, window)
    assert window.data_page.problem_panel.isVisible()
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()).center())


def test_the_list_of_problems_keeps_what_is_chosen_and_where_it_stands(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_number(DATA)
    for _ in range(30):
        window.document.add_row("Costs", 0)
    rest(qtbot, window)
    view, table = window.data_page.problem_view, window.data_page.problem_table
    view.selectRow(20)
    view.scrollTo(table.index(25, 0))
    qtbot.wait(50)
    chosen, place = table.problem(20), view.verticalScrollBar().value()
    assert place > 0
    window.document.add_row("Stages", 4)
    rest(qtbot, window)
    (row,) = {index.row() for index in view.selectedIndexes()}
    assert (table.problem(row).code, table.problem(row).row) == (chosen.code, chosen.row)
    assert view.verticalScrollBar().value() == place


def test_the_first_clause_leaves_the_buttons_under_the_list_in_place(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = solved_on(qtbot, open_window(), SAMPLES / "worked.xlsx")
    window.show_number(RULES)
    rest(qtbot, window)
    rows = len(window.document.open_case.table("Clauses"))
    before = places(window)
    window.document.delete_rows("Clauses", list(range(rows)))
    wait_for_split(qtbot, window)
    rest(qtbot, window)
    assert window.page_of(RulesPage).clauses.empty.isVisible()
    assert not moved(before, places(window))


def test_a_slider_that_is_moved_for_the_first_time_stays_under_the_pointer(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_number(RULES)
    rest(qtbot, window)
    before = places(window)
    window.document.choose_scenario(window.document.open_case.scenarios()[1])
    rest(qtbot, window)
    editor = window.page_of(RulesPage).rules.rows["own_share_min"].editor
    for value in (30, 31, 5):
        editor.slider.setValue(value)  # type: ignore[attr-defined]
        wait_for_split(qtbot, window)
        rest(qtbot, window)
        assert not moved(before, places(window))


def bars_begin(view: ChartView) -> list[float]:
    return [mark.area.top() for mark in view.marks()]


def test_bars_stay_on_their_rows_when_the_finding_above_them_changes(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_number(RULES)
    rest(qtbot, window)
    page = window.page_of(RulesPage)
    before = bars_begin(page.outcome.chart)
    editor = page.rules.rows["own_share_min"].editor
    editor.slider.setValue(10)  # type: ignore[attr-defined]
    wait_for_split(qtbot, window)
    rest(qtbot, window)
    chart = page.outcome.chart.chart
    assert chart is not None
    assert "less" in chart.title
    assert bars_begin(page.outcome.chart)[0] == before[0]


def test_choosing_splits_to_compare_moves_no_control(qtbot: QtBot, window: MainWindow) -> None:
    window.show_number(COMPARE)
    rest(qtbot, window)
    page = window.page_of(ComparePage)
    before = places(window)
    for choice in page.comparing.scenarios()[3:5]:
        page.comparing.choose(choice, on=True)
        rest(qtbot, window)
        assert not moved(before, places(window))
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
        rest(qtbot, window)
        assert not moved(before, places(window))


def test_the_choices_of_trajectories_stay_in_place_from_view_to_view(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show_number(TRAJECTORIES)
    rest(qtbot, window)
    before = places(window)
    tabs = window.page_at(TRAJECTORIES).tabs  # type: ignore[attr-defined]
    for at in (1, 2, 0):
        tabs.setCurrentIndex(at)
        rest(qtbot, window)
        assert not moved(before, places(window))


def test_a_count_of_remarks_about_files_moves_no_tab(qtbot: QtBot, window: MainWindow) -> None:
    window.show_number(EXCHANGE)
    rest(qtbot, window)
    page = window.page_of(ExchangePage)
    page.counted.show_count(1, "About the files", 0)
    before = tab_places(page.counted)
    page.counted.show_count(1, "About the files", 12)
    assert page.counted.tabText(1) == "About the files (12)"
    assert tab_places(page.counted) == before


def test_progress_in_the_status_bar_takes_no_height_from_the_page(
    qtbot: QtBot, window: MainWindow
) -> None:
    rest(qtbot, window)
    before, page = window.statusBar().height(), window.pages.height()
    held = Held(window)
    edit_a_cost(window, 6500.0)
    qtbot.waitUntil(window.strips[0].isVisible)
    qtbot.wait(50)
    assert (window.statusBar().height(), window.pages.height()) == (before, page)
    held.let_go()
    window.document.undo_stack.undo()
    wait_for_split(qtbot, window)
