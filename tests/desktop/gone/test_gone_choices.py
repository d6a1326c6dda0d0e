"""What was chosen on a page may be gone after any change of the case; every page goes on."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.document.document import Document
from desktop.engine.question import AnswerState
from desktop.engine.why_questions import AboutPayment, AboutSplit
from desktop.pages.compare.comparing import Choice
from desktop.pages.compare.page import ComparePage
from desktop.pages.exchange.page import ExchangePage
from desktop.pages.rules.page import RulesPage
from desktop.pages.trajectories.page import MAP, STREAMS, TrajectoriesPage
from models.editing import CellEdit, between
from models.flows.map_figures import MAP_FIGURES
from models.results.trajectories import Cell, TrajectoryQuery
from tests.desktop.conftest import SAMPLES, SOLVED_WITHIN
from tests.desktop.gone.building import CELL, rest, rows_in_order

Change = Callable[[QtBot, MainWindow], None]
Choose = Callable[[QtBot, MainWindow], None]


def renamed(frame: pd.DataFrame, old: str, new: str) -> pd.DataFrame:
    made = frame.copy()
    for column in frame.columns:
        if frame[column].dtype == object:
            made[column] = [new if value == old else value for value in frame[column]]
    return made


def without(frame: pd.DataFrame, *gone: str) -> pd.DataFrame:
    named = frame.isin(gone).any(axis=1)
    return frame[~named].reset_index(drop=True)


# The ways in which a case changes.


def blank(qtbot: QtBot, window: MainWindow) -> None:
    window.case_actions.new_case()
    qtbot.waitUntil(lambda: window.document.open_case.table("Flows").empty)


def another_workbook(qtbot: QtBot, window: MainWindow) -> None:
    before = window.document.case
    window.open_path(SAMPLES / "belgium.xlsx")
    qtbot.waitUntil(lambda: window.document.case is not before, timeout=SOLVED_WITHIN)


def other_years(_qtbot: QtBot, window: MainWindow) -> None:
    window.document.set_cells("Scenarios", [
        CellEdit(1, "rule", None, "programme_years"), CellEdit(1, "base", None, "2023"),
    ], added=1)  # fmt: skip


def other_flows(_qtbot: QtBot, window: MainWindow) -> None:
    frame = window.document.open_case.table("Flows")
    rows = [at for at, year in enumerate(frame["year"]) if year >= 2024]
    window.document.delete_rows("Flows", rows)


def no_flows(_qtbot: QtBot, window: MainWindow) -> None:
    rows = range(len(window.document.open_case.table("Flows")))
    window.document.delete_rows("Flows", list(rows))


def broken(_qtbot: QtBot, window: MainWindow) -> None:
    """Delete rows that others name, so that the data have errors."""
    window.document.delete_rows("Stages", [2])
    window.document.delete_rows("Territories", [2])


def put(document: Document, make: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Change all tables at once, as a take-over does."""
    case = document.open_case
    after = case
    for key, frame in case.tables.items():
        after = after.with_table(key, make(frame))
    assert not document.edit(between(case, after, "other tables"))


def renamed_territory(_qtbot: QtBot, window: MainWindow) -> None:
    put(window.document, lambda frame: renamed(renamed(frame, "city", "town"), "port", "haven"))


def renamed_stage(_qtbot: QtBot, window: MainWindow) -> None:
    put(window.document, lambda frame: renamed(frame, "training", "course"))


def no_territory(_qtbot: QtBot, window: MainWindow) -> None:
    put(window.document, lambda frame: without(frame, "port"))


def no_stage(_qtbot: QtBot, window: MainWindow) -> None:
    put(window.document, lambda frame: without(frame, "training"))


def no_scenario(_qtbot: QtBot, window: MainWindow) -> None:
    window.document.delete_scenario("offer")


def renamed_scenario(_qtbot: QtBot, window: MainWindow) -> None:
    window.document.rename_scenario("offer", "agreement")


def there_and_back(qtbot: QtBot, window: MainWindow) -> None:
    renamed_territory(qtbot, window)
    window.document.undo_stack.undo()
    window.document.undo_stack.redo()


CHANGES: tuple[Change, ...] = (
    blank, another_workbook, other_years, other_flows, no_flows, broken, renamed_territory,
    renamed_stage, no_territory, no_stage, no_scenario, renamed_scenario, there_and_back,
)  # fmt: skip


# What is chosen on each page.


def pick(box: QComboBox, value: object) -> None:
    at = box.findData(value)
    assert at >= 0, value
    box.setCurrentIndex(at)
    box.activated.emit(at)


def one_payment(_qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(window.split_page)
    window.split_page.matrix.go_to("port", CELL)
    assert isinstance(window.split_page.explaining.topic, AboutPayment)


def one_payer(_qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(window.split_page)
    window.split_page.matrix.go_to("port", None)


def one_programme(_qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(window.split_page)
    matrix = window.split_page.matrix
    matrix.go_to(None, CELL)
    matrix.view.selectRow(matrix.view.currentIndex().row())


def a_sum_of_programmes(_qtbot: QtBot, window: MainWindow) -> None:
    window.show_page(window.split_page)
    matrix = window.split_page.matrix
    matrix.unfold_to(0)
    matrix.view.setCurrentIndex(matrix.programmes.index(0, 2))


def a_stream(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page_of(TrajectoriesPage)
    window.show_page(page)
    rest(qtbot, window)
    page.tabs.setCurrentIndex(STREAMS)
    page.tracing.ask(
        TrajectoryQuery(year=2022, territory="port", followed=Cell("training", "port"))
    )
    rest(qtbot, window)


def a_figure_on_the_map(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page_of(TrajectoriesPage)
    window.show_page(page)
    rest(qtbot, window)
    page.tabs.setCurrentIndex(MAP)
    page.map.figure_box.setCurrentIndex([f.key for f in MAP_FIGURES].index("need"))
    page.map.figure_chosen.emit()
    pick(page.year_box, page.year_box.itemData(page.year_box.count() - 1))


def two_scenarios(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page_of(ComparePage)
    window.show_page(page)
    rest(qtbot, window)
    assert page.comparing.chosen.choices == (Choice("base"), Choice("offer"))
    page.comparing.choose_base(Choice("offer"))
    page.tabs.setCurrentWidget(page.bridge_panel)
    rest(qtbot, window)
    pick(page.bridge_panel.payer_box, "payer port")
    rest(qtbot, window)


def a_clause(_qtbot: QtBot, window: MainWindow) -> None:
    page = window.page_of(RulesPage)
    window.show_page(page)
    page.clauses.list.setCurrentRow(0)
    page.outcome.pin()
    assert page.clauses.edit_button.isEnabled()


def a_meeting(_qtbot: QtBot, window: MainWindow) -> None:
    if window.meeting is None:
        window.start_meeting()
    meeting = window.meeting
    assert meeting is not None
    meeting.pin()


def a_recipient(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page_of(ExchangePage)
    window.show_page(page)
    rest(qtbot, window)
    pick(page.sending_bar.recipient_box, "port")


def rows_that_were_found(qtbot: QtBot, window: MainWindow) -> None:
    window.show_data_page()
    window.data_page.tabs.setCurrentIndex(2)
    window.data_page.find_bar.open(replacing=True)
    qtbot.keyClicks(window.data_page.find_bar.line, "port")
    grid = window.data_page.grid
    last = grid.table.index(grid.table.shown_row_count() - 1, 3)
    grid.selectionModel().setCurrentIndex(last, QItemSelectionModel.SelectionFlag.ClearAndSelect)


ELSEWHERE: tuple[Choose, ...] = (
    a_stream, two_scenarios, a_clause, a_recipient, rows_in_order, rows_that_were_found,
)  # fmt: skip
"""What is chosen on pages other than Split, one after the other."""


def names(one: Choose) -> str:
    return one.__name__


@pytest.mark.parametrize("change", CHANGES, ids=names)
def test_every_page_goes_on_when_what_was_chosen_is_gone(
    qtbot: QtBot, window: MainWindow, change: Change
) -> None:
    for choose in ELSEWHERE:
        choose(qtbot, window)
    one_payment(qtbot, window)
    goes_on(qtbot, window, change)
    for page in window.page_list:  # each looks at the case as it is now
        window.show_page(page)
        rest(qtbot, window)
        shows_only_what_is_there(window)
    goes_on(qtbot, window, there_is_another_edit)


@pytest.mark.parametrize(
    "choose",
    [one_payer, one_programme, a_sum_of_programmes, a_figure_on_the_map, a_meeting],
    ids=names,
)
def test_a_choice_that_is_gone_gives_way_after_every_change(
    qtbot: QtBot, window: MainWindow, choose: Choose
) -> None:
    for change in (renamed_territory, no_stage, other_years, no_flows, another_workbook, blank):
        choose(qtbot, window)
        goes_on(qtbot, window, change)
        if window.document.undo_stack.canUndo():
            goes_on(qtbot, window, lambda *_: window.document.undo_stack.undo())


@pytest.mark.parametrize("change", [other_years, no_stage, another_workbook], ids=names)
def test_a_split_that_changes_while_another_page_is_looked_at_is_told_as_a_whole(
    qtbot: QtBot, window: MainWindow, change: Change
) -> None:
    one_payment(qtbot, window)
    window.show_data_page()
    goes_on(qtbot, window, change)
    window.show_page(window.split_page)
    rest(qtbot, window)
    assert window.split_page.explaining.topic == AboutSplit()
    assert window.split_page.why.title.text() == "Why this split"


def there_is_another_edit(_qtbot: QtBot, window: MainWindow) -> None:
    window.document.add_row("Costs", 0)


def goes_on(qtbot: QtBot, window: MainWindow, change: Change) -> None:
    change(qtbot, window)
    rest(qtbot, window)
    shows_only_what_is_there(window)


def shows_only_what_is_there(window: MainWindow) -> None:
    """Check on each page that was made that nothing it holds on to is gone."""
    document = window.document
    assert document.scenario in document.open_case.scenarios()
    is_whole = (AboutSplit(), None)
    question, solved = window.split_page.explaining.topic, document.solved
    if question not in is_whole and solved is not None:
        split = solved.split
        assert set(getattr(question, "payers", ())) <= {line.payer for line in split.payers}
        there = {line.programme for line in split.programmes}
        assert set(getattr(question, "programmes", ())) <= there
    for page in window.page_list:
        if isinstance(page, TrajectoriesPage):
            follows_who_is_there(page)
        if isinstance(page, ComparePage) and page.comparing.state is AnswerState.CURRENT:
            side = page.comparing.side
            assert side is not None
            if page.comparing.is_stale:
                continue  # nobody looks, and whoever does sees it computed first
            scenarios = {*document.open_case.scenarios()}
            assert {split.scenario for split in side.splits} <= scenarios
    for grid in window.data_page.grids:
        order = grid.table.row_filter.sorted_by
        assert order is None or order[0] < grid.table.columnCount()
        assert grid.horizontalHeader().sortIndicatorSection() == (order[0] if order else -1)


def follows_who_is_there(page: TrajectoriesPage) -> None:
    answer, asked = page.tracing.answer, page.tracing.query
    if answer is None or page.tracing.state is not AnswerState.CURRENT:
        return
    assert asked == answer.query
    assert asked.year is None or asked.year in answer.years
    assert asked.territory is None or asked.territory in dict(answer.territories)
    assert page.territory_box.currentData() == asked.territory
    assert asked.followed is None or answer.streams.followed is not None
