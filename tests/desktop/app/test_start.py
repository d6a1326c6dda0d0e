"""What a person does in the window, by clicks and keys, and what they read then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QLocale, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app import dialogs
from desktop.app.dialogs import UnsavedChoice
from desktop.app.window import MainWindow
from desktop.engine.watch import Watch
from desktop.pages.data.case_grid import CaseGrid
from desktop.tables.problems_dialog import ProblemsDialog
from models.case import Case
from models.problems import Problem, Severity
from models.results.split import Split
from models.words.language import ENGLISH
from models.workbook.reading import read_case
from models.workbook.result import write_result
from solver.solve import prepare, solve_to_explain
from tests.cases import sample_case, with_rows, with_rules
from tests.desktop.builders import solving_with, split_of
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on, wait_for_split

NEED = 0
"""Where the need stands in a row of the matrix."""


def click_cell(qtbot: QtBot, view: QTableView, index: QModelIndex) -> None:
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, index))


def centre(view: QTableView, index: QModelIndex) -> QPoint:
    return view.visualRect(index).center()


def grid_of(qtbot: QtBot, window: MainWindow, key: str) -> CaseGrid:
    """Go to a table by its tab, as with the mouse."""
    qtbot.mouseClick(window.rail.buttons[0], Qt.MouseButton.LeftButton)
    tabs = window.data_page.tabs
    at = next(i for i, g in enumerate(window.data_page.grids) if g.table.table.key == key)
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(at).center())
    grid: CaseGrid = window.data_page.grid
    assert grid.isVisible()
    return grid


def type_into(qtbot: QtBot, grid: CaseGrid, row: int, column: str, text: str) -> None:
    """Click a cell, press F2, type and press Enter."""
    index = grid.table.index(row, grid.table.column_at(column))
    click_cell(qtbot, grid, index)
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.state() is not QAbstractItemView.State.EditingState)


def read(grid: CaseGrid, row: int, column: str) -> str:
    return str(grid.table.index(row, grid.table.column_at(column)).data())


def totals_row(window: MainWindow) -> list[float | None]:
    totals = window.split_page.matrix.totals
    return [totals.row(0).figure(totals.column(column)) for column in range(totals.columnCount())]


def test_it_opens_on_the_sample_solved(sample: MainWindow) -> None:
    assert sample.windowTitle().startswith("belgium.xlsx")
    assert sample.pages.currentWidget() is sample.split_page
    assert sample.split_page.matrix.isVisible()
    assert not sample.split_page.state_line.isVisible()
    assert "needed in" in sample.split_page.sentence.text()


def test_the_totals_are_the_sums_of_the_rows(sample: MainWindow) -> None:
    programmes = sample.split_page.matrix.programmes
    sample.split_page.matrix.unfold_to(9)
    members = [row for row in range(programmes.rowCount()) if not programmes.node(row).folds]
    assert len(members) == len(sample.document.solved.split.programmes)  # type: ignore[union-attr]
    for column, total in enumerate(totals_row(sample)):
        of = programmes.column(column)
        summed = sum(programmes.row(row).figure(of) or 0.0 for row in members)
        assert total == pytest.approx(summed, abs=0.005)


def test_paid_and_unfunded_make_the_need(sample: MainWindow) -> None:
    need, unfunded, *_payers, paid, _residual = totals_row(sample)
    assert (paid or 0) + (unfunded or 0) == pytest.approx(need)


def test_the_worked_example_shows_its_figures_to_the_cent(worked: MainWindow) -> None:
    totals = worked.split_page.matrix.totals
    shown = [totals.index(0, column).data(Qt.ItemDataRole.ToolTipRole) for column in range(2, 5)]
    assert {str(text).partition("\n")[0] for text in shown} == {
        "30,608.70",
        "160,695.65",
        "688,695.65",
    }


def test_an_edit_marks_the_case_and_its_undoing_brings_the_value_back(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    before = read(grid, 0, "cost_per_person")
    type_into(qtbot, grid, 0, "cost_per_person", "6,500")
    assert read(grid, 0, "cost_per_person") == "6,500"
    assert worked.isWindowModified()
    assert worked.document.undo_stack.undoText() == "Change Cost per person in Costs, row 2"
    qtbot.keyClick(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert read(grid, 0, "cost_per_person") == before
    assert not worked.isWindowModified()


def test_an_edit_brings_a_new_split_while_the_old_one_stays_marked(
    qtbot: QtBot, worked: MainWindow
) -> None:
    old = totals_row(worked)
    type_into(qtbot, grid_of(qtbot, worked, "Costs"), 0, "cost_per_person", "6,500")
    qtbot.mouseClick(worked.rail.buttons[2], Qt.MouseButton.LeftButton)
    assert totals_row(worked) == old
    assert "not current" in worked.split_page.state_line.sentence.text()
    wait_for_split(qtbot, worked)
    assert totals_row(worked)[NEED] == pytest.approx((old[NEED] or 0) + 80 * 1500)
    assert not worked.split_page.state_line.isVisible()


def test_input_that_is_no_number_stays_and_says_what_is_wrong_with_it(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    type_into(qtbot, grid, 0, "cost_per_person", "a lot")
    assert read(grid, 0, "cost_per_person") == "a lot"
    qtbot.waitUntil(lambda: worked.document.has_errors, timeout=10_000)
    cell = grid.table.index(0, grid.table.column_at("cost_per_person"))
    said = cell.data(Qt.ItemDataRole.ToolTipRole)
    assert "The text “a lot” stands where a number belongs." in said
    assert not worked.document.split_is_current


def test_rows_are_added_and_deleted_by_their_buttons_and_come_back(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    count = grid.table.shown_row_count()
    click_cell(qtbot, grid, grid.table.index(0, 0))
    qtbot.mouseClick(worked.data_page.delete_button, Qt.MouseButton.LeftButton)
    assert grid.table.shown_row_count() == count - 1
    qtbot.mouseClick(worked.data_page.add_button, Qt.MouseButton.LeftButton)
    assert grid.table.shown_row_count() == count
    assert worked.document.undo_stack.undoText() == "Add 1 row to Flows"
    qtbot.keyClick(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert grid.table.shown_row_count() == count
    assert not worked.isWindowModified()


def test_an_error_is_marked_in_its_cell_and_listed_and_stops_the_solving(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    type_into(qtbot, grid, 0, "stage", "nowhere")
    page = worked.data_page
    qtbot.waitUntil(lambda: worked.document.has_errors)
    cell = grid.table.index(0, grid.table.column_at("stage"))
    assert cell.data(Qt.ItemDataRole.BackgroundRole) is not None
    assert "nowhere" in str(cell.data(Qt.ItemDataRole.ToolTipRole))
    assert page.problem_panel.isVisible()
    line = worked.split_page.state_line
    qtbot.waitUntil(lambda: line.action.text() == "Show problems")
    grid_of(qtbot, worked, "Flows")
    click_cell(qtbot, page.problem_view, page.problem_table.index(0, 2))
    assert page.grid is grid
    assert grid.currentIndex() == cell


def test_another_scenario_brings_another_split(qtbot: QtBot, sample: MainWindow) -> None:
    before, box = totals_row(sample), sample.split_page.scenario_box
    assert [box.itemData(i) for i in range(box.count())] == list(
        sample.document.open_case.scenarios()
    )
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert sample.document.scenario == box.currentData() != "base"
    wait_for_split(qtbot, sample)
    assert totals_row(sample) != before


def other_workbook(folder: Path) -> Path:
    """Write a workbook without any table of a case."""
    book = openpyxl.Workbook()
    book.create_sheet("diary").append(["dear", "diary"])
    path = folder / "diary.xlsx"
    book.save(path)
    book.close()
    return path


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Answer the file dialogs with a path."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_a_workbook_that_is_no_case_lists_its_problems_and_changes_nothing(
    qtbot: QtBot, worked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, solved = worked.document.case, worked.document.solved
    choose(monkeypatch, other_workbook(tmp_path))
    with qtbot.waitSignal(worked.files.refused, timeout=10_000):
        qtbot.keyClick(worked, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    dialog = worked.findChild(ProblemsDialog)
    assert dialog is not None
    assert dialog.table.rowCount() >= 2
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert "Flows" in QApplication.clipboard().text()
    assert worked.document.case is case
    assert worked.document.solved is solved
    assert worked.windowTitle().startswith("worked.xlsx")
    dialog.reject()


def test_a_saved_case_reads_back_equal(
    qtbot: QtBot, worked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(qtbot, grid_of(qtbot, worked, "Costs"), 0, "cost_per_person", "6,500")
    choose(monkeypatch, tmp_path / "saved.xlsx")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(worked.files.saved, timeout=10_000):
        qtbot.keyClick(worked, Qt.Key.Key_S, keys)
    assert not worked.isWindowModified()
    assert worked.windowTitle().startswith("saved.xlsx")
    saved = read_case(tmp_path / "saved.xlsx").case
    for key, frame in worked.document.open_case.tables.items():
        assert saved.table(key).equals(frame), key


def test_a_result_is_exported(
    qtbot: QtBot, worked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "result.xlsx")
    with qtbot.waitSignal(worked.files.exported, timeout=10_000):
        worked.case_actions.choose_and_export()
    book = openpyxl.load_workbook(tmp_path / "result.xlsx")
    assert "Split" in book.sheetnames
    footer = book.worksheets[0].oddFooter
    assert footer is not None
    parts = (footer.left, footer.center, footer.right)
    assert "worked" in " ".join(str(part.text) for part in parts if part is not None)


def test_a_result_is_written_in_the_language_that_its_place_was_asked_for_in(
    qtbot: QtBot, worked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: list[str] = []

    def name_it(_parent: object, _title: str, _proposal: str, filters: str) -> tuple[str, str]:
        kinds.extend(filters.split(";;"))
        return str(tmp_path / "result"), kinds[2]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name_it)
    with qtbot.waitSignal(worked.files.exported, timeout=10_000):
        worked.case_actions.choose_and_export()
    names = ("English", "Français", "Nederlands", "Deutsch")
    assert kinds == [f"Excel workbook · {name} (*.xlsx)" for name in names]
    book = openpyxl.load_workbook(tmp_path / "result.xlsx")
    assert book.sheetnames[0] == "Verdeling in het kort"


def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot, worked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "no such folder" / "saved.xlsx")
    with qtbot.waitSignal(worked.files.failed, timeout=10_000):
        worked.case_actions.choose_and_save()
    box = worked.findChild(QMessageBox)
    assert box is not None
    box.reject()


def test_a_file_that_is_not_there_is_told_and_the_window_says_what_to_do(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window()
    with qtbot.waitSignal(window.files.failed, timeout=10_000):
        window.open_path(tmp_path / "missing.xlsx")
    qtbot.waitUntil(window.empty_page.open_button.isVisible)
    assert window.empty_page.sentence.text().startswith("No case is open.")
    box = window.findChild(QMessageBox)
    assert box is not None
    box.reject()


def test_closing_with_unsaved_edits_asks_and_cancel_keeps_the_window(
    qtbot: QtBot, worked: MainWindow
) -> None:
    type_into(qtbot, grid_of(qtbot, worked, "Costs"), 0, "cost_per_person", "6,500")
    answer_with(qtbot, "Cancel")
    worked.close()
    assert worked.isVisible()


def test_closing_and_saving_writes_the_edits_first(
    qtbot: QtBot, worked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(qtbot, grid_of(qtbot, worked, "Costs"), 0, "cost_per_person", "6,500")
    choose(monkeypatch, tmp_path / "kept.xlsx")
    answer_with(qtbot, "Save As…")
    worked.close()
    assert not worked.isVisible()
    kept = read_case(tmp_path / "kept.xlsx").case
    assert kept.table("Costs")["cost_per_person"].iloc[0] == 6500


def answer_with(qtbot: QtBot, text: str) -> None:
    """Press a button of the next message box."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):  # a busy machine takes longer to show it
            QTimer.singleShot(50, press)
            return
        button = next(b for b in box.findChildren(QAbstractButton) if b.text() == text)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, press)


def test_copied_figures_are_exact_and_tab_separated(worked: MainWindow) -> None:
    view = worked.split_page.matrix.totals_view
    view.setFocus()
    view.selectRow(0)
    view.copy()
    cells = QApplication.clipboard().text().split("\t")
    assert "160695.65" in cells
    assert cells[:2] == ["880000", "0"], "needed and unfunded"
    assert cells[-2:] == ["880000", "0"], "paid in all and left with hosts"


def test_the_pages_have_keys(qtbot: QtBot, worked: MainWindow) -> None:
    qtbot.keyClick(worked, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert worked.data_page.isVisible()
    qtbot.keyClick(worked, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert worked.split_page.isVisible()
    assert worked.rail.buttons[worked.page_list.index(worked.split_page)].isChecked()


def test_the_unit_is_chosen_once_for_the_whole_table(qtbot: QtBot, sample: MainWindow) -> None:
    page = sample.split_page
    assert page.unit_box.currentText() == "EUR thousand"
    exact = totals_row(sample)[NEED] or 0.0
    page.unit_box.setFocus()
    qtbot.keyClick(page.unit_box, Qt.Key.Key_Down)
    assert page.unit_box.currentText() == "EUR million"
    shown = page.matrix.totals.index(0, NEED).data()
    assert shown == QLocale(QLocale.Language.English).toString(exact / 1e6, "f", 1)


def test_discarding_lets_another_case_in(
    qtbot: QtBot, worked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(qtbot, grid_of(qtbot, worked, "Costs"), 0, "cost_per_person", "6,500")
    monkeypatch.setattr(dialogs, "ask_about_unsaved_edits", lambda *_: UnsavedChoice.DISCARD)
    choose(monkeypatch, SAMPLES / "europe.xlsx")
    with qtbot.waitSignal(worked.files.opened, timeout=30_000):
        worked.case_actions.choose_and_open()
    assert worked.windowTitle().startswith("europe.xlsx")
    assert not worked.isWindowModified()
    worked.solving.cancel()


def test_an_edit_made_while_another_case_is_read_is_not_lost(
    qtbot: QtBot, worked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def keep(_parent: object, name: str) -> UnsavedChoice:
        asked.append(name)
        return UnsavedChoice.CANCEL

    monkeypatch.setattr(dialogs, "ask_about_unsaved_edits", keep)
    with qtbot.waitSignal(worked.files.opening_ended, timeout=30_000):
        worked.open_path(SAMPLES / "europe.xlsx")
        worked.document.add_row("Policies", 0)
    assert asked == ["worked.xlsx"]
    assert worked.windowTitle().startswith("worked.xlsx")
    assert worked.isWindowModified()


def test_the_warnings_of_a_split_are_one_click_away(qtbot: QtBot, open_window: OpenWindow) -> None:
    warning = Problem(Severity.WARNING, "x", "No onward flow.", "Add it.", "Flows")

    def warn(_case: Case, scenario: str, _watch: Watch) -> Split:
        return replace(split_of(scenario), warnings=(warning,))

    window = solved_on(qtbot, open_window(solving_with(warn)), SAMPLES / "worked.xlsx")
    assert window.split_page.warnings_button.text() == "1 warning"
    qtbot.mouseClick(window.split_page.warnings_button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ProblemsDialog)
    assert dialog is not None
    assert dialog.table.index(0, 2).data() == "No onward flow."
    dialog.reject()


def test_everything_a_person_can_use_has_a_name(sample: MainWindow) -> None:
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QTabBar, QProgressBar)
    seen = 0
    for page in (sample.data_page, sample.split_page, sample.rail):
        for kind in kinds:
            for widget in page.findChildren(kind):
                unseen = widget.isHidden() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus
                if unseen or not own(widget):
                    continue
                named = widget.accessibleName() or getattr(widget, "text", str)()
                assert named, widget
                seen += 1
    assert seen >= 20


def own(widget: QWidget) -> bool:
    """Say whether the window made the widget, not Qt for its own use (corners, pop-ups)."""
    parent = widget.parentWidget()
    return not isinstance(parent, QAbstractItemView | QTabBar | QComboBox | QTableView) and (
        parent is None or not parent.metaObject().className().startswith("QComboBoxPrivate")
    )


def test_a_result_opens_on_the_scenario_that_it_holds(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    case = with_rules(sample_case("worked"), own_share_min={"base": 0, "s": 0.5})
    case = with_rows(case, "Adjustments", [("s", "Costs", "cost_per_person", "multiply", 2)])
    prepared = prepare(case, "s")
    split = solve_to_explain(prepared).split
    write_result(prepared.case, split, tmp_path / "result.xlsx")
    window = solved_on(qtbot, open_window(), tmp_path / "result.xlsx")
    assert window.document.scenario == "s"
    solved = window.document.solved
    assert solved is not None
    assert solved.split.payments == split.payments
    assert any(
        "the result of the scenario" in ENGLISH.say(p.found) for p in window.document.problems
    )
