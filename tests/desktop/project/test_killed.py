"""Killed at any moment, a case reopens with everything up to the last finished edit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import dialogs
from desktop.app.dialogs import UnsavedChoice
from desktop.app.window import MainWindow
from desktop.project.places import SafePlaces
from models.project.files import read_project, write_project
from models.project.project import Project
from tests.cases import sample_case
from tests.desktop.builders import quick, solving_with
from tests.desktop.conftest import SAMPLES, OpenWindow
from tests.desktop.project.killed import edited_until_killed, last_edit


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window(solving_with(quick))


def reopened(qtbot: QtBot, window: MainWindow, path: Path) -> int:
    """Open a file again and return the last edit that is there."""
    with qtbot.waitSignal(window.files.opened, timeout=30_000):
        window.open_path(path)
    return last_edit(window.document.open_case)


@pytest.mark.parametrize("seconds", [0.0, 0.4, 1.3])
def test_a_project_reopens_with_the_last_finished_edit(
    qtbot: QtBot, window: MainWindow, places: SafePlaces, tmp_path: Path, seconds: float
) -> None:
    path = tmp_path / "case.relais"
    write_project(Project(sample_case("worked")), path)
    finished = edited_until_killed(path, tmp_path / "own", seconds)
    assert last_edit(read_project(path).case) <= finished + 1
    found = reopened(qtbot, window, path)
    assert found >= finished
    lines = window.document.undo_stack.lines()
    assert len(lines) == found
    window.keeper.wait_for_file()
    assert last_edit(read_project(path).case) == found
    assert len(list(places.recovery.iterdir())) == 1


def test_edits_of_a_workbook_are_offered_and_opened(
    qtbot: QtBot, window: MainWindow, places: SafePlaces, tmp_path: Path
) -> None:
    path = tmp_path / "case.xlsx"
    shutil.copy(SAMPLES / "worked.xlsx", path)
    finished = edited_until_killed(path, tmp_path / "own", 0.5)
    window.case_actions.look_for_lost_edits()
    qtbot.waitUntil(lambda: "lost" in window.notices.shown, timeout=10_000)
    notice = window.notices.shown["lost"]
    assert "Edits of case.xlsx up to" in notice.sentence.text()
    with qtbot.waitSignal(window.files.opened, timeout=30_000):
        notice.buttons[0].click()
    assert last_edit(window.document.open_case) >= finished
    assert window.isWindowModified()
    assert window.windowTitle().startswith("case.xlsx")
    qtbot.waitUntil(lambda: len(list(places.recovery.iterdir())) == 1)


def test_discarded_edits_are_gone(
    qtbot: QtBot,
    window: MainWindow,
    places: SafePlaces,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edited_until_killed(SAMPLES / "worked.xlsx", tmp_path / "own", 0.0)
    monkeypatch.setattr(dialogs, "ask_to_discard", lambda *_: True)
    window.case_actions.look_for_lost_edits()
    qtbot.waitUntil(lambda: "lost" in window.notices.shown, timeout=10_000)
    window.notices.shown["lost"].buttons[1].click()
    assert list(places.recovery.iterdir()) == []
    assert not window.notices.isVisible()


def test_killed_while_saving_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as = str(tmp_path / "saved-{}.relais")
    finished = edited_until_killed(SAMPLES / "worked.xlsx", tmp_path / "own", 0.8, save_as)
    monkeypatch.setattr(dialogs, "ask_about_unsaved_edits", lambda *_: UnsavedChoice.DISCARD)
    found = []
    for path in tmp_path.glob("saved-?.relais"):
        found.append(reopened(qtbot, window, path))
    assert max(found) >= finished


def test_edits_of_a_project_that_are_opened_from_the_bar_go_on_in_its_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "case.relais"
    write_project(Project(sample_case("worked")), path)
    finished = edited_until_killed(path, tmp_path / "own", 0.3)
    offer_and_open(qtbot, window)
    window.keeper.wait_for_file()
    assert last_edit(read_project(path).case) >= finished
    assert not window.isWindowModified()


def test_a_file_that_went_on_elsewhere_is_not_overwritten_by_what_was_lost(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "case.relais"
    case = sample_case("worked")
    write_project(Project(case), path)
    finished = edited_until_killed(path, tmp_path / "own", 0.3)
    write_project(Project(case), path)
    theirs = path.read_bytes()
    assert reopened(qtbot, window, path) == 0
    offer_and_open(qtbot, window)
    assert last_edit(window.document.open_case) >= finished
    assert window.isWindowModified()
    window.keeper.wait_for_file()
    assert path.read_bytes() == theirs


def offer_and_open(qtbot: QtBot, window: MainWindow) -> None:
    """Open what the bar offers."""
    window.case_actions.look_for_lost_edits()
    qtbot.waitUntil(lambda: "lost" in window.notices.shown, timeout=10_000)
    with qtbot.waitSignal(window.files.opened, timeout=30_000):
        window.notices.shown["lost"].buttons[0].click()
