"""The page Exchange in the real window: out, changed, in, decided, taken over, undone."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import dialogs
from desktop.app.window import MainWindow
from desktop.look.language import say
from desktop.pages.exchange.page import ExchangePage
from models.editing import CellEdit
from models.project.files import read_project
from models.words.text import Argument
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from tests.cases import sample_case
from tests.desktop.conftest import SAMPLES, OpenWindow, freeze, solved_on, wait_for_split

WITHIN = 60_000
SHEET, ROW, COLUMN, SENT, MINE, THEIRS, STATE, FROM, COMMENT = range(9)


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    case = tmp_path / "worked.xlsx"
    shutil.copy(SAMPLES / "worked.xlsx", case)
    return solved_on(qtbot, open_window(), case)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ExchangePage:
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    page = window.page_of(ExchangePage)
    assert page.isVisible()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: ExchangePage) -> None:
    """Wait until nothing runs any more and what is shown is current."""
    review = page.review

    def quiet() -> bool:
        return review.is_current and not (review.working.busy or review.looking.busy)

    qtbot.wait(20)
    qtbot.waitUntil(quiet, timeout=WITHIN)
    qtbot.wait(20)
    qtbot.waitUntil(quiet, timeout=WITHIN)


@dataclass
class Exchange:
    """The page as somebody uses it who sends workbooks and gets them back."""

    qtbot: QtBot
    page: ExchangePage
    folder: Path
    monkeypatch: pytest.MonkeyPatch

    def settle(self) -> None:
        settle(self.qtbot, self.page)

    def press(self, button: QPushButton) -> None:
        assert button.isEnabled()
        button.setFocus()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)

    def sent(self, recipient: str = "", name: str = "out.xlsx") -> Path:
        """Write a workbook to send."""
        box, path = self.page.sending_bar.recipient_box, self.folder / name
        box.setCurrentIndex(box.findData(recipient))
        self.monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        self.press(self.page.sending_bar.button)
        self.settle()
        assert path.exists()
        return path

    def take_in(self, *paths: Path) -> None:
        names = [str(path) for path in paths]
        self.monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
        self.press(self.page.take_in_button)
        self.settle()

    def take_over(self) -> None:
        self.press(self.page.take_over_button)
        self.settle()

    def rows(self) -> list[list[str]]:
        table = self.page.changes
        return [[table.text(r, c) for c in range(8)] for r in range(table.rowCount())]


@pytest.fixture
def exchange(
    qtbot: QtBot, page: ExchangePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Exchange:
    return Exchange(qtbot, page, tmp_path, monkeypatch)


def answered(
    path: Path, to: Path, changes: dict[float, str | float | None], *, drop: float = -1
) -> Path:
    """Answer a workbook: other figures in Flows, found by the figure that was sent."""
    book = openpyxl.load_workbook(path)
    sheet = book["Flows"]
    cells: dict[object, Any] = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    for before, after in changes.items():
        cells[before].value = after
    if drop in cells:
        for cell in sheet[cells[drop].row]:
            cell.value = None
    book.save(to)
    book.close()
    return to


def paid(window: MainWindow) -> dict[str, float]:
    assert window.document.solved is not None
    return {line.payer: line.own + line.others for line in window.document.solved.split.payers}


def test_an_answer_is_taken_over_as_one_edit_and_undone(
    exchange: Exchange, qtbot: QtBot, window: MainWindow, page: ExchangePage, tmp_path: Path
) -> None:
    assert page.sentence.text() == "Nothing has been sent yet, and nothing has come back."
    assert not page.tabs.isVisible()
    page.sending_bar.language_box.setCurrentIndex(0)
    page.sending_bar.deadline_check.setChecked(True)
    page.sending_bar.deadline_edit.setDate(QDate(2099, 12, 20))
    assert page.sending_bar.deadline_edit.text() == "20/12/2099"
    out = exchange.sent("port", "to port.xlsx")
    assert page.sentence.text() == "1 workbook was sent; take in what comes back."
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Trail", "nothing came back to be shown"
    back = answered(out, tmp_path / "from port.xlsx", {20: 30})
    exchange.take_in(back)
    assert page.tabs.currentIndex() == 0
    (row,) = exchange.rows()
    assert row[:SENT] == ["Flows", "2025, Training in City → Work in Port", "Persons"]
    assert row[SENT:FROM] == ["20", "", "30", "to decide"]
    assert row[FROM].startswith("from port.xlsx, cell F")
    assert page.sentence.text() == "The answer of Port: 1 figure would change."
    before_case, before = window.document.case, paid(window)
    assert not page.take_over_button.isEnabled()

    page.changes_view.selectRow(0)
    exchange.press(page.accept_button)
    assert exchange.rows()[0][STATE] == "accepted"
    exchange.take_over()
    wait_for_split(qtbot, window)
    assert 30 in window.document.open_case.table("Flows")["persons"].tolist()
    assert paid(window) != before
    assert window.document.undo_stack.undoText() == "Take over 1 change"
    assert exchange.rows() == []
    assert page.sentence.text() == "The answer of Port: nothing is left to decide."

    window.document.undo_stack.undo()
    exchange.settle()
    wait_for_split(qtbot, window)
    assert window.document.case is before_case
    assert paid(window) == before
    assert exchange.rows()[0][STATE] == "to decide"
    told = [[page.trail.text(r, c) for c in (1, 2, 3, 4)] for r in range(page.trail.rowCount())]
    assert [line[:3] for line in told] == [
        ["Decided", "", "from port.xlsx"],
        ["Read", "Port", "from port.xlsx"],
        ["Received from", "Port", "from port.xlsx"],
        ["Sent to", "Port", "to port.xlsx"],
    ]
    assert told[0][3] == "1 accepted, 0 refused"
    assert (tmp_path / "worked.exchange" / "trail.json").exists()


def test_an_amount_is_shown_with_its_currency(
    exchange: Exchange, page: ExchangePage, tmp_path: Path
) -> None:
    page.sending_bar.language_box.setCurrentIndex(0)
    out = exchange.sent("", "to all.xlsx")
    book = openpyxl.load_workbook(out)
    cells = [cell for line in book["Costs"].iter_rows() for cell in line]
    next(cell for cell in cells if cell.value == 5000).value = 5500
    back = tmp_path / "back.xlsx"
    book.save(back)
    book.close()
    exchange.take_in(back)
    (row,) = exchange.rows()
    assert row[COLUMN] == "Cost per person, EUR"


def test_conflicts_are_shown_with_all_sides_and_must_be_decided(
    exchange: Exchange, window: MainWindow, page: ExchangePage, tmp_path: Path
) -> None:
    out = exchange.sent()
    one = answered(out, tmp_path / "one.xlsx", {100: 110, 40: 41, 10: 11})
    other = answered(out, tmp_path / "other.xlsx", {40: 42})
    window.document.set_cells("Flows", [CellEdit(0, "persons", 100.0, 105.0)])
    exchange.take_in(one, other)
    shown = [(r[SENT], r[MINE], r[THEIRS], r[STATE]) for r in exchange.rows()]
    assert shown == [
        ("100", "105", "110", "conflict: to decide"),
        ("40", "", "41", "conflict: to decide"),
        ("40", "", "42", "conflict: to decide"),
        ("10", "", "11", "to decide"),
    ]
    assert page.sentence.text() == (
        "2 answers: 3 figures would change; 1 conflicts with yours; on 1 the answers differ."
    )
    exchange.press(page.accept_all_button)
    assert not page.take_over_button.isEnabled()
    assert page.state.sentence.text() == (
        "2 conflicts are to be decided before anything is taken over."
    )
    page.changes_view.selectRow(0)
    assert "sent 100; yours 105; theirs 110 (one.xlsx, cell F" in page.detail.text()
    exchange.press(page.refuse_button)
    page.changes_view.selectRow(2)
    exchange.press(page.accept_button)
    assert [r[STATE] for r in exchange.rows()] == [
        "refused: yours stays",
        "another answer accepted",
        "accepted",
        "accepted",
    ]
    exchange.take_over()
    persons = window.document.open_case.table("Flows")["persons"].tolist()
    assert persons[0] == 105
    assert 42 in persons
    assert 11 in persons
    assert exchange.rows() == []
    assert page.trail.text(0, 4) == "2 accepted, 1 refused"


def test_a_deletion_waits_for_a_yes(
    exchange: Exchange, window: MainWindow, page: ExchangePage, tmp_path: Path
) -> None:
    out = exchange.sent()
    count = len(window.document.open_case.table("Flows"))
    exchange.take_in(answered(out, tmp_path / "back.xlsx", {}, drop=10))
    (row,) = exchange.rows()
    assert row[STATE] == "deletion: waits for your yes"
    exchange.press(page.accept_all_button)
    assert exchange.rows()[0][STATE] == "deletion: waits for your yes"
    page.changes_view.selectRow(0)
    exchange.press(page.accept_button)
    exchange.take_over()
    assert len(window.document.open_case.table("Flows")) == count - 1


def test_a_bad_file_is_listed_with_its_problems_and_the_others_are_shown(
    exchange: Exchange, page: ExchangePage, tmp_path: Path
) -> None:
    out = exchange.sent()
    bad = answered(out, tmp_path / "bad.xlsx", {100: -5})
    torn = tmp_path / "torn.xlsx"
    torn.write_bytes(out.read_bytes()[:900])
    good = answered(out, tmp_path / "good.xlsx", {100: 120})
    exchange.take_in(bad, torn, good)
    assert [r[THEIRS] for r in exchange.rows()] == ["120"]
    listed = [page.problems.text(r, 0) for r in range(page.problems.rowCount())]
    assert {"bad.xlsx", "torn.xlsx"} <= set(listed)
    assert page.tabs.tabText(1).startswith("About the files (")
    exchange.take_in(good)
    assert len(exchange.rows()) == 1


def test_what_is_refused_is_noted_and_changes_nothing(
    exchange: Exchange, window: MainWindow, page: ExchangePage, tmp_path: Path
) -> None:
    out = exchange.sent()
    exchange.take_in(answered(out, tmp_path / "back.xlsx", {100: 120}))
    case = window.document.case
    exchange.press(page.refuse_all_button)
    exchange.take_over()
    assert window.document.case is case
    assert exchange.rows() == []
    assert page.trail.text(0, 4) == "0 accepted, 1 refused"


def test_an_answer_to_a_frozen_scenario_is_not_taken_over(
    exchange: Exchange,
    qtbot: QtBot,
    window: MainWindow,
    page: ExchangePage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = exchange.sent()
    book = openpyxl.load_workbook(out)
    lines = [list(row) for row in book["Scenarios"].iter_rows()]
    rule = next(line for line in lines if "discount" in str(line[0].value).casefold())
    next(cell for cell in rule if cell.value == 0).value = 0.03
    book.save(tmp_path / "back.xlsx")
    book.close()
    freeze(qtbot, window)
    exchange.take_in(tmp_path / "back.xlsx")
    said: list[str] = []
    monkeypatch.setattr(
        "desktop.app.dialogs.tell_error", lambda _parent, error: said.append(str(error))
    )
    case = window.document.case
    exchange.press(page.accept_all_button)
    exchange.take_over()
    assert window.document.case is case
    assert "is frozen" in said[0]


def test_another_case_has_another_review(
    exchange: Exchange, qtbot: QtBot, window: MainWindow, page: ExchangePage, tmp_path: Path
) -> None:
    out = exchange.sent()
    exchange.take_in(answered(out, tmp_path / "back.xlsx", {100: 120}))
    assert exchange.rows()
    other = tmp_path / "other.xlsx"
    shutil.copy(SAMPLES / "worked.xlsx", other)
    with qtbot.waitSignal(window.document.case_replaced, timeout=WITHIN):
        window.open_path(other)
    exchange.settle()
    assert exchange.rows() == []
    assert page.trail.rowCount() == 0
    assert page.sentence.text() == "Nothing has been sent yet, and nothing has come back."


def test_the_trail_goes_along_when_the_case_is_saved_under_another_name(
    exchange: Exchange, qtbot: QtBot, window: MainWindow, page: ExchangePage, tmp_path: Path
) -> None:
    out = exchange.sent("port", "out.xlsx")
    (tmp_path / "elsewhere").mkdir()
    window.files.save_as(tmp_path / "elsewhere" / "talks.relais")
    qtbot.waitUntil((tmp_path / "elsewhere" / "talks.exchange").exists, timeout=WITHIN)
    exchange.settle()
    assert page.trail.rowCount() == 1
    exchange.take_in(answered(out, tmp_path / "back.xlsx", {20: 30}))
    assert [r[THEIRS] for r in exchange.rows()] == ["30"]
    assert page.trail.rowCount() == 3
    assert (tmp_path / "worked.exchange").exists()


def test_what_was_taken_over_is_in_the_project_file(
    exchange: Exchange, qtbot: QtBot, window: MainWindow, page: ExchangePage, tmp_path: Path
) -> None:
    project = tmp_path / "talks.relais"
    window.files.save_as(project)
    qtbot.waitUntil(lambda: window.document.path == project, timeout=WITHIN)
    out = exchange.sent()
    back = answered(out, tmp_path / "back.xlsx", {100: 120}, drop=10)
    exchange.take_in(back)
    page.changes_view.selectAll()
    exchange.press(page.accept_button)
    exchange.take_over()
    window.keeper.wait_for_file()
    kept = read_project(project).case.table("Flows")
    assert kept.equals(window.document.open_case.table("Flows"))
    assert kept["persons"][0] == 120


def test_comments_are_shown_with_the_change_among_the_files_and_in_the_trail(
    exchange: Exchange, page: ExchangePage, tmp_path: Path
) -> None:
    page.sending_bar.language_box.setCurrentIndex(0)
    out = exchange.sent()
    assert page.changes_view.isColumnHidden(COMMENT)
    back = answered(out, tmp_path / "back.xlsx", {20: 30})
    book = openpyxl.load_workbook(back)
    cells: dict[object, Any] = {
        cell.value: cell for row in book["Flows"].iter_rows() for cell in row
    }
    cells[30].comment = Comment("Counted\nagain", "Jo")
    cells[10].comment = Comment("Not ours", "Jo")
    book.save(back)
    book.close()
    exchange.take_in(back)
    assert not page.changes_view.isColumnHidden(COMMENT)
    assert page.sentence.text() == "The answer “back.xlsx”: 1 figure would change; 2 comments."
    assert page.changes.text(0, COMMENT) == "Jo: Counted again"
    page.changes_view.selectRow(0)
    assert "Comment: Jo: Counted again" in page.detail.text()
    places = [f"Flows!{cells[30].coordinate}", f"Flows!{cells[10].coordinate}"]
    told = {tuple(page.problems.text(r, c) for c in (0, 1, 2, 3)) for r in range(2)}
    assert told == {
        ("back.xlsx", "Comment", places[0], "Jo: Counted again"),
        ("back.xlsx", "Comment", places[1], "Jo: Not ours"),
    }
    assert page.tabs.tabText(1) == "About the files (2)"
    (read,) = (page.trail.text(r, 4) for r in range(3) if page.trail.text(r, 1) == "Read")
    assert read.startswith("1 difference; Flows!")
    assert f"{places[1]}: Jo: Not ours" in read


@pytest.mark.parametrize("agreed", [True, False])
def test_an_answer_of_another_case_is_asked_about(
    exchange: Exchange,
    page: ExchangePage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    agreed: bool,
) -> None:
    other = Issue(sample_case("belgium"), "belgium", "en", date(2026, 3, 1))
    write_dressed(issue_for(other, "WA"), tmp_path / "other.xlsx")
    asked: list[str] = []

    def is_agreed(_parent: object, question: Argument, *_: object, **__: object) -> bool:
        asked.append(say(question))
        return agreed

    monkeypatch.setattr(dialogs, "is_agreed", is_agreed)
    exchange.take_in(tmp_path / "other.xlsx")
    (question,) = asked
    assert question.startswith("other.xlsx: It is of another case than what was sent: Territories")
    assert bool(page.review.answers) == agreed
    told = [page.problems.text(r, 3) for r in range(page.problems.rowCount())]
    assert sum("It is of another case than what was sent" in line for line in told) == 1
    severity = [page.problems.text(r, 1) for r in range(page.problems.rowCount())]
    assert ("Error" in severity) != agreed
