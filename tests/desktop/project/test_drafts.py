"""A workbook with errors opens as a draft: mended in the window cell by cell, solved at last."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.__main__ import main
from desktop.app import dialogs
from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.pages.exchange.page import ExchangePage
from desktop.pages.page import PAGES, Page
from models.problems import RelaisError, Severity
from tests.desktop.app.test_start import click_cell, grid_of, read, type_into
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on, wait_for_split
from tests.desktop.pages.data.test_page import go_to, paste

WRONG = {
    ("Flows", "A3"): "soon",
    ("Flows", "F4"): "2.000.000,0.1",
    ("Costs", "B3"): "Nowhere",
    ("Costs", "D2"): "abc",
}
"""Cells of the worked example, and what stands wrong in them."""
GROUND = Qt.ItemDataRole.BackgroundRole
KINDS = ["missing-sheet", "not-a-number", "not-a-number", "not-a-number", "unknown-stage"]
BENEFITS = "\twork\tcity\t\t4000\n\twork\tport\t\t6000\n\twork\t\tfederation\t20000"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The worked example with five errors: four cells, and a sheet that is not there."""
    book = openpyxl.load_workbook(SAMPLES / "worked.xlsx")
    for (sheet, cell), value in WRONG.items():
        book[sheet][cell] = value
    book.remove(book["Benefits"])
    path = tmp_path / "broken.xlsx"
    book.save(path)
    return path


@pytest.fixture
def draft(qtbot: QtBot, open_window: OpenWindow, broken: Path) -> MainWindow:
    """A window on the draft that the workbook became."""
    return opened(qtbot, open_window(), broken)


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> MainWindow:
    """Open a draft and see that its data are shown."""
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        window.open_path(path)
    qtbot.waitUntil(lambda: not window.solving.busy)
    assert window.pages.currentWidget() is window.data_page
    return window


def errors(window: MainWindow) -> list[str]:
    problems = window.document.problems
    return sorted(one.code for one in problems if one.severity is Severity.ERROR)


def mend(qtbot: QtBot, window: MainWindow, table: str, cell: tuple[int, str], typed: str) -> None:
    """Type into a cell that is wrong, and wait until the checks have seen it."""
    before = len(errors(window))
    type_into(qtbot, grid_of(qtbot, window, table), *cell, typed)
    qtbot.waitUntil(lambda: len(errors(window)) == before - 1, timeout=10_000)


def mend_flows(qtbot: QtBot, window: MainWindow) -> None:
    mend(qtbot, window, "Flows", (1, "year"), "2023")
    mend(qtbot, window, "Flows", (2, "persons"), "20")


def mend_the_rest(qtbot: QtBot, window: MainWindow) -> None:
    mend(qtbot, window, "Costs", (1, "stage"), "training")
    mend(qtbot, window, "Costs", (0, "cost_per_person"), "5000")
    assert errors(window) == ["missing-sheet"]
    grid = grid_of(qtbot, window, "Benefits")
    qtbot.mouseClick(window.data_page.add_button, Qt.MouseButton.LeftButton)
    go_to(qtbot, grid, 0, "year")
    paste(qtbot, grid, BENEFITS)


def test_a_workbook_with_five_errors_is_mended_one_after_the_other_and_solved_at_last(
    qtbot: QtBot, draft: MainWindow, open_window: OpenWindow
) -> None:
    assert errors(draft) == KINDS
    assert draft.solving.state is AnswerState.REFUSED
    assert draft.document.solved is None
    said = draft.data_page.problem_sentence.text()
    assert said.startswith("This is a draft: 5 errors keep it from being solved.")
    assert draft.data_page.problem_table.rowCount() >= len(KINDS)
    flows = grid_of(qtbot, draft, "Flows")
    assert read(flows, 1, "year") == "soon"
    assert read(flows, 2, "persons") == "2.000.000,0.1"
    mend_flows(qtbot, draft)
    mend_the_rest(qtbot, draft)
    wait_for_split(qtbot, draft)
    assert errors(draft) == []
    solved = draft.document.solved
    whole = solved_on(qtbot, open_window(), SAMPLES / "worked.xlsx").document.solved
    assert solved is not None
    assert whole is not None
    assert solved.split.payers == whole.split.payers
    while draft.document.undo_stack.canUndo():
        draft.document.undo_stack.undo()
    qtbot.waitUntil(lambda: errors(draft) == KINDS, timeout=10_000)
    assert read(flows, 1, "year") == "soon"


def saved(
    qtbot: QtBot, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """Save a draft under another name and open it again in the same window."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(window.files.saved, timeout=10_000):
        window.case_actions.choose_and_save()
    window.keeper.wait_for_file()
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        window.open_path(SAMPLES / "worked.xlsx")
    return opened(qtbot, window, path)


def test_a_project_saved_half_way_opens_with_the_texts_that_were_typed(
    qtbot: QtBot, draft: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mend_flows(qtbot, draft)
    type_into(qtbot, grid_of(qtbot, draft, "Flows"), 3, "persons", "a few")
    again = saved(qtbot, draft, tmp_path / "half.relais", monkeypatch)
    assert errors(again) == KINDS[:3] + KINDS[4:]
    assert read(grid_of(qtbot, again, "Flows"), 3, "persons") == "a few"
    assert read(grid_of(qtbot, again, "Costs"), 0, "cost_per_person") == "abc"
    mend(qtbot, again, "Flows", (3, "persons"), "40")
    mend_the_rest(qtbot, again)
    wait_for_split(qtbot, again)


def test_a_workbook_saved_half_way_holds_the_texts_that_were_typed(
    qtbot: QtBot, draft: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mend_flows(qtbot, draft)
    again = saved(qtbot, draft, tmp_path / "half.xlsx", monkeypatch)
    assert errors(again)[0] == "not-a-number"
    book = openpyxl.load_workbook(tmp_path / "half.xlsx")
    assert "abc" in [cell for row in book["Costs"].values for cell in row]
    assert read(grid_of(qtbot, again, "Costs"), 0, "cost_per_person") == "abc"


def test_every_page_says_of_a_draft_that_there_is_no_split(qtbot: QtBot, draft: MainWindow) -> None:
    for kind in PAGES:
        draft.show_number(kind.number)
        qtbot.waitUntil(lambda: not any(one.busy for one in draft.questions))
        page = draft.pages.currentWidget()
        assert isinstance(page, Page)
        assert page.number == kind.number
    assert draft.document.solved is None
    with pytest.raises(RelaisError):
        draft.document.freeze_scenario()


def test_a_draft_is_not_sent(draft: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[RelaisError] = []
    monkeypatch.setattr(dialogs, "tell_error", lambda _parent, error: told.append(error))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", pytest.fail)
    draft.page_of(ExchangePage).choose_and_write()
    assert ["A draft is not sent" in str(error) for error in told] == [True]


def test_what_is_wrong_with_a_whole_sheet_stays_until_somebody_says_that_it_is_right(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(SAMPLES / "worked.xlsx")
    book["Costs"]["D1"] = "cost_per_person (thousand EUR)"
    book.save(tmp_path / "thousands.xlsx")
    window = opened(qtbot, open_window(), tmp_path / "thousands.xlsx")
    assert errors(window) == ["other-unit"]
    page, grid = window.data_page, grid_of(qtbot, window, "Costs")
    type_into(qtbot, grid, 0, "cost_per_person", "5000000")
    qtbot.waitUntil(lambda: not window.solving.busy, timeout=10_000)
    assert errors(window) == ["other-unit"]
    assert not page.settle_button.isEnabled()
    row = next(i for i in range(9) if page.problem_table.problem(i).code == "other-unit")
    click_cell(qtbot, page.problem_view, page.problem_table.index(row, 0))
    assert page.settle_button.isEnabled()
    qtbot.mouseClick(page.settle_button, Qt.MouseButton.LeftButton)
    wait_for_split(qtbot, window)
    assert errors(window) == []


def test_a_workbook_that_is_no_case_at_all_is_still_refused_with_its_list(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("diary").append(["dear", "diary"])
    book.save(tmp_path / "diary.xlsx")
    window = open_window()
    with qtbot.waitSignal(window.files.refused, timeout=20_000):
        window.open_path(tmp_path / "diary.xlsx")
    assert window.document.case is None


def test_what_is_typed_or_pasted_wrong_stays_in_its_cell_and_is_marked(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    type_into(qtbot, grid, 0, "persons", "2.000.000,0")
    assert read(grid, 0, "persons") == "2.000.000,0"
    go_to(qtbot, grid, 1, "persons")
    paste(qtbot, grid, "7\nten\n9")
    assert [read(grid, row, "persons") for row in (1, 2, 3)] == ["7", "ten", "9"]
    qtbot.waitUntil(lambda: len(errors(worked)) == 2, timeout=10_000)
    plain = grid.table.index(4, grid.table.column_at("persons"))
    wrong = grid.table.index(2, grid.table.column_at("persons"))
    assert wrong.data(GROUND) is not None
    assert wrong.data(GROUND) != plain.data(GROUND)
    assert "ten" in wrong.data(Qt.ItemDataRole.ToolTipRole)
    mend(qtbot, worked, "Flows", (0, "persons"), "100")
    mend(qtbot, worked, "Flows", (2, "persons"), "10")
    wait_for_split(qtbot, worked)
    assert errors(worked) == []


COMMANDS = (
    ("solve", "{}"),
    ("check", "{}"),
    ("template", "--from", "{}", "-o", "{}.out.xlsx"),
    ("diff", "{}", "{}"),
    ("compare", "{}", "-o", "{}.out.xlsx"),
    ("explain", "{}", "--payer", "city"),
    ("sweep", "{}", "--vary", "own_share=0:1:2", "-o", "{}.out.xlsx"),
    ("merge", "{}", "{}", "-o", "{}.out.xlsx"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_refuses_a_draft_with_its_list(
    command: tuple[str, ...],
    draft: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "half.relais"
    saved(qtbot, draft, path, monkeypatch)
    capsys.readouterr()
    assert main([word.replace("{}", str(path)) for word in command]) == 1
    told = "".join(capsys.readouterr())
    assert "abc" in told
    assert "Nowhere" in told
    assert "Benefits" in told
    assert not list(tmp_path.glob("*.out.xlsx"))
