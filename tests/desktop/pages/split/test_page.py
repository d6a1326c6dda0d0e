"""The split page in the real window: folding, choosing a cell, reading why."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.document.document import Solved
from desktop.engine.question import AnswerState
from desktop.engine.watch import StoppedError, Watch
from desktop.engine.why_questions import AboutPayer, AboutPayment, AboutSplit, Found, Topic
from desktop.pages.split.figure_tables import SplitTable
from desktop.pages.split.matrix import SplitMatrix
from models.case import Case
from models.editing import CellEdit
from models.problems import RelaisError
from models.programme import Programme
from tests.desktop.builders import doings_of
from tests.desktop.conftest import wait_for_split
from tests.desktop.splits import CASE, NAMES, split_of_cents

ANSWERED_WITHIN = 60_000


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


def labels(matrix: SplitMatrix) -> list[str]:
    table = matrix.programmes
    return ["  " * table.node(row).depth + table.label(row) for row in range(table.rowCount())]


def columns(matrix: SplitMatrix) -> list[str]:
    table = matrix.programmes
    return [table.column_label(column) for column in range(table.columnCount())]


def column_of(matrix: SplitMatrix, label: str) -> int:
    table = matrix.programmes
    return next(c for c in range(table.columnCount()) if table.column_label(c) == label)


def click_mark(qtbot: QtBot, matrix: SplitMatrix, row: int) -> None:
    """Click the triangle before the label of a row."""
    header = matrix.view.verticalHeader()
    x = header.label_start(row) - 8  # type: ignore[attr-defined]
    y = header.sectionViewportPosition(row) + 8
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def click_cell(qtbot: QtBot, matrix: SplitMatrix, row: int, column: int) -> None:
    index = matrix.programmes.index(row, column)
    matrix.view.scrollTo(index)
    centre = matrix.view.visualRect(index).center()
    qtbot.mouseClick(matrix.view.viewport(), Qt.MouseButton.LeftButton, pos=centre)


def wait_for_why(qtbot: QtBot, window: MainWindow) -> str:
    explaining = window.split_page.explaining
    qtbot.waitUntil(lambda: explaining.state is AnswerState.CURRENT, timeout=ANSWERED_WITHIN)
    return window.split_page.why.text.toPlainText().replace("\u00a0", " ")


def figure(table: SplitTable, row: int, column: int) -> float | None:
    return table.row(row).figure(table.column(column))


def title(window: MainWindow) -> str:
    return window.split_page.why.title.text().replace("\u00a0", " ")


def test_rows_fold_by_click(qtbot: QtBot, worked: MainWindow) -> None:
    matrix = worked.split_page.matrix
    assert labels(matrix) == [
        "City",
        "  Welcome · 2023",
        "  Training · 2024",
        "Port · Training · 2024",
    ]
    click_mark(qtbot, matrix, 0)
    assert labels(matrix) == ["City", "Port · Training · 2024"]
    assert figure(matrix.programmes, 0, column_of(matrix, "Need")) == 720_000
    click_mark(qtbot, matrix, 0)
    assert len(labels(matrix)) == 4


def test_rows_fold_by_keys_alone(qtbot: QtBot, worked: MainWindow) -> None:
    matrix = worked.split_page.matrix
    view = matrix.view
    view.setFocus()
    view.setCurrentIndex(matrix.programmes.index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().row() == 0, "from a part to what it is a part of"
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert len(labels(matrix)) == 2
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert len(labels(matrix)) == 4
    assert view.currentIndex().column() == 0
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().column() == 1, "once unfolded, the key goes on to the next figure"
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert len(labels(matrix)) == 2
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert len(labels(matrix)) == 4
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert len(labels(matrix)) == 2


def test_rows_can_be_nested_otherwise_and_unfolded_to_a_level(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = sample.split_page
    page.payments.nesting_box.setFocus()
    for _ in range(2):
        qtbot.keyClick(page.payments.nesting_box, Qt.Key.Key_Down)
    assert page.payments.nesting_box.currentText() == "Year › Territory › Stage"
    page.payments.level_box.setCurrentIndex(0)
    page.payments.level_box.activated.emit(0)
    assert labels(page.matrix) == ["2026", "2027", "2028", "2029", "2030"]


def test_payers_fold_by_territory(qtbot: QtBot, worked: MainWindow) -> None:
    paid = dict.fromkeys(("Land", "North", "South", "Other"), 100)
    split = split_of_cents({Programme("Other", "school", 2023): paid})
    worked.document.take_split(Solved(CASE, split, NAMES))
    matrix = worked.split_page.matrix
    payers = ["The Land", "North", "South", "Other"]
    assert columns(matrix)[2:7] == ["The Land with its parts", *payers]
    assert figure(matrix.programmes, 0, 2) == 3.0
    header = matrix.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(2) + 10, 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert columns(matrix)[2:4] == ["The Land with its parts", "Other"]
    assert figure(matrix.totals, 0, 2) == 3.0
    matrix.view.setCurrentIndex(matrix.programmes.index(0, 2))
    worked.activateWindow()
    qtbot.keyClick(matrix.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.AltModifier)
    assert columns(matrix)[3:7] == payers


def test_choosing_a_cell_says_why_in_the_figures_of_the_method(
    qtbot: QtBot, worked: MainWindow
) -> None:
    matrix = worked.split_page.matrix
    click_cell(qtbot, matrix, 1, column_of(matrix, "Federation"))
    text = wait_for_why(qtbot, worked)
    assert title(worked) == "Why Federation pays EUR 313,043.48 for Welcome in City, 2023"
    assert "Work in Port, 2025\n35 persons at EUR 20,000 each, over 5 years\nEUR 700,000" in text
    assert "In money of 2023\nEUR 900,000" in text


def test_with_nothing_chosen_the_goals_and_what_binds_are_told(
    qtbot: QtBot, worked: MainWindow
) -> None:
    text = wait_for_why(qtbot, worked)
    assert title(worked) == "Why this split"
    assert "3. Equal burdens. Every burden is 77 % of later benefit." in text
    matrix = worked.split_page.matrix
    click_cell(qtbot, matrix, 0, 0)
    assert title(worked) != "Why this split"
    qtbot.keyClick(matrix.view, Qt.Key.Key_Escape)
    assert title(worked) == "Why this split"
    assert worked.split_page.explaining.state is AnswerState.CURRENT, "kept, not asked again"


def test_why_can_be_read_with_the_keyboard_alone(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    page.matrix.view.setFocus()
    page.matrix.view.setCurrentIndex(page.matrix.programmes.index(2, 0))
    wait_for_why(qtbot, worked)
    qtbot.keyClick(page.matrix.view, Qt.Key.Key_Return)
    assert page.why.text.hasFocus()
    page.why.text.selectAll()
    page.copy()
    assert "EUR" in QApplication.clipboard().text()


def test_a_link_leads_to_the_cell_it_is_about(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    page.matrix.unfold_to(0)
    page.matrix.go_to("port", None)
    wait_for_why(qtbot, worked)
    assert title(worked).startswith("Why Port pays EUR 160,695.65 in all")
    page.why.text.anchorClicked.emit(QUrl("0"))
    question = page.explaining.topic
    assert isinstance(question, AboutPayment)
    assert question.payers == ("port",)
    assert len(labels(page.matrix)) == 4, "the row was unfolded to show it"


def test_rows_and_columns_are_told_as_programme_and_payer(worked: MainWindow) -> None:
    page = worked.split_page
    page.matrix.view.selectRow(1)
    assert title(worked) == "Who pays for Welcome in City, 2023"
    page.matrix.view.selectColumn(column_of(page.matrix, "Port"))
    assert page.explaining.topic == AboutPayer(("port",))


def test_the_newest_cell_counts(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    wait_for_why(qtbot, worked)
    for row in (1, 2, 3):
        page.matrix.view.selectionModel().setCurrentIndex(
            page.matrix.programmes.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
    wait_for_why(qtbot, worked)
    assert "Training in Port, 2024" in title(worked)


def test_reasons_are_marked_while_the_split_is_computed_and_follow_it(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = worked.split_page
    page.matrix.go_to("port", None)
    wait_for_why(qtbot, worked)
    worked.document.set_cells("Costs", [CellEdit(0, "cost_per_person", 5000.0, 6500.0)])
    assert page.explaining.state is AnswerState.WAITING
    assert page.why.sentence.text() == "The reasons follow when the split is current."
    assert "Paid in all\nEUR 160,695.65" in page.why.text.toPlainText().replace("\u00a0", " ")
    wait_for_split(qtbot, worked)
    wait_for_why(qtbot, worked)
    assert page.explaining.topic == AboutPayer(("port",)), "what was chosen stays chosen"


def test_what_fails_is_said_with_a_retry(
    qtbot: QtBot, worked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = worked.split_page
    wait_for_why(qtbot, worked)

    def fail(*_: object) -> Found:
        raise RelaisError("No memory is left.")

    monkeypatch.setitem(doings_of(worked), "explain", fail)
    page.matrix.go_to("city", None)
    qtbot.waitUntil(lambda: page.explaining.state is AnswerState.FAILED, timeout=ANSWERED_WITHIN)
    assert page.why.sentence.text() == "No memory is left."
    monkeypatch.undo()
    qtbot.mouseClick(page.why.action, Qt.MouseButton.LeftButton)
    wait_for_why(qtbot, worked)


def test_working_out_why_can_be_cancelled(
    qtbot: QtBot, worked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = worked.split_page
    wait_for_why(qtbot, worked)

    def endless(_case: Case, _scenario: str, _question: Topic, watch: Watch) -> Found:
        while not watch.cancelled():
            time.sleep(0.01)
        raise StoppedError

    monkeypatch.setitem(doings_of(worked), "explain", endless)
    page.matrix.go_to("city", None)
    qtbot.waitUntil(lambda: page.explaining.question.busy, timeout=ANSWERED_WITHIN)
    assert page.why.sentence.text() == "Working out why…"
    qtbot.mouseClick(page.why.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.explaining.state is AnswerState.CANCELLED, timeout=5000)
    assert page.why.action.text() == "Work out why"


def test_the_panel_folds_and_keeps_its_width(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    page.payments.sides.setSizes([page.payments.sides.width() - 300, 300])
    width = page.why.width()
    qtbot.mouseClick(page.payments.why_button, Qt.MouseButton.LeftButton)
    assert not page.why.isVisible()
    qtbot.mouseClick(page.payments.why_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: abs(page.why.width() - width) <= 2)


def test_bars_stand_above_and_lead_to_a_payer(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    page.payments.bars_action.setChecked(True)
    assert page.bars.isVisible()
    chart = page.bars.chart
    assert chart is not None
    assert chart.title.replace("\u00a0", " ").startswith("Federation pays 85 % of")
    page.bars.setFocus()
    qtbot.keyClick(page.bars, Qt.Key.Key_Down)
    qtbot.keyClick(page.bars, Qt.Key.Key_Return)
    assert page.explaining.topic == AboutPayer(("federation",))
    qtbot.mouseClick(page.payments.bars_button, Qt.MouseButton.LeftButton)
    assert not page.bars.isVisible()


def test_nothing_is_asked_where_nobody_reads_it(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    wait_for_why(qtbot, worked)
    qtbot.mouseClick(page.payments.why_button, Qt.MouseButton.LeftButton)
    page.matrix.go_to("port", None)
    qtbot.wait(400)
    assert not page.explaining.question.busy
    assert page.explaining.state is AnswerState.COMPUTING
    page.matrix.go_to(None, None)
    assert page.explaining.topic == AboutSplit()


def test_the_figures_fill_the_width(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    worked.resize(1900, 900)
    view = page.matrix.view
    qtbot.waitUntil(lambda: page.matrix.width() > 1000 or worked.width() < 1900)
    widths = sum(view.columnWidth(c) for c in range(page.matrix.programmes.columnCount()))
    assert widths >= view.viewport().width()


def test_the_totals_leave_the_matrix_half_of_the_height(qtbot: QtBot, sample: MainWindow) -> None:
    page = sample.split_page
    sample.resize(1366, 768)
    page.payments.bars_action.setChecked(True)
    matrix = page.matrix
    assert matrix.totals.rowCount() == 9

    def as_wide() -> bool:
        return matrix.totals_view.viewport().width() == matrix.view.viewport().width()

    qtbot.waitUntil(lambda: matrix.totals_view.height() <= matrix.height() * 0.55)
    qtbot.waitUntil(as_wide)
    page.payments.bars_action.setChecked(False)
    sample.resize(1366, 1000)
    row = matrix.totals_view.verticalHeader().defaultSectionSize()
    qtbot.waitUntil(lambda: matrix.totals_view.height() >= 9 * row)
    qtbot.waitUntil(as_wide)


def test_labels_that_unfold_get_their_room(sample: MainWindow) -> None:
    sample.resize(1600, 900)
    matrix = sample.split_page.matrix
    header = matrix.view.verticalHeader()
    matrix.unfold_to(0)
    narrow = header.width()
    matrix.unfold_to(1)
    assert header.width() > narrow


LEAST_MATRIX = 240


def resized(qtbot: QtBot, window: MainWindow, width: int, height: int) -> None:
    window.resize(width, height)
    qtbot.waitUntil(lambda: window.height() == height)
    qtbot.wait(20)


@pytest.mark.parametrize("name", ["sample", "worked"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_bars_are_seen_whole_at_once_where_there_is_room_for_them(
    qtbot: QtBot, request: pytest.FixtureRequest, name: str, width: int, height: int
) -> None:
    window: MainWindow = request.getfixturevalue(name)
    resized(qtbot, window, width, height)
    page = window.split_page
    assert page.payments.bars_button.isChecked()
    assert page.bars.isVisible()
    assert page.bars.visibleRegion().boundingRect().height() == page.bars.height()
    assert page.bars.height() >= page.bars.height_at(page.bars.width())
    assert page.matrix.height() >= LEAST_MATRIX


def test_bars_go_in_a_low_window_and_come_back_with_the_room(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = sample.split_page
    resized(qtbot, sample, 1366, 600)
    assert not page.bars.isVisible()
    assert not page.payments.bars_button.isChecked()
    resized(qtbot, sample, 1366, 768)
    assert page.bars.isVisible()
    qtbot.mouseClick(page.payments.bars_button, Qt.MouseButton.LeftButton)
    resized(qtbot, sample, 1600, 1000)
    assert not page.bars.isVisible(), "who put them away wants them away"


def test_no_room_stays_empty_between_the_rows_and_totals_that_scroll(
    qtbot: QtBot, worked: MainWindow
) -> None:
    resized(qtbot, worked, 1366, 768)
    matrix = worked.split_page.matrix
    view, totals = matrix.view, matrix.totals_view
    row = totals.verticalHeader().defaultSectionSize()

    def nothing_is_empty() -> None:  # once Qt has laid out what was folded
        left = view.viewport().height() - matrix.programmes.rowCount() * row
        assert left < 2 * row or totals.verticalScrollBar().maximum() == 0

    qtbot.waitUntil(nothing_is_empty)
    click_mark(qtbot, matrix, 0)
    qtbot.waitUntil(nothing_is_empty)
