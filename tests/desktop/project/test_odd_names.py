"""Files whose names are no text, and files that may not be reached, in the window."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.project.case_actions import RecentFiles
from desktop.project.places import SafePlaces
from models.editing import CellEdit
from models.project.files import read_project
from tests.desktop.builders import quick, solving_with
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on, wait_for_split

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others have names of text only")

ODD = os.fsdecode(b"caf\xe9")


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A window on a workbook whose name is no text."""
    path = tmp_path / f"{ODD}.xlsx"
    shutil.copy(SAMPLES / "worked.xlsx", path)
    return solved_on(qtbot, open_window(solving_with(quick)), path)


def note(window: MainWindow, text: str) -> None:
    before = window.document.open_case.table("Costs")["note"].iloc[0]
    window.document.set_cells("Costs", [CellEdit(0, "note", before, text)])


def test_a_project_with_such_a_name_is_saved_edited_and_opened_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / f"{ODD}.relais"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(window.files.saved, timeout=20_000):
        window.case_actions.choose_and_save()
    with qtbot.waitSignal(window.keeper.in_file, timeout=20_000):
        note(window, "kept")
    assert read_project(target).case.table("Costs")["note"].iloc[0] == "kept"
    with qtbot.waitSignal(window.files.opened, timeout=20_000):
        window.open_path(target)
    wait_for_split(qtbot, window)
    assert window.document.open_case.table("Costs")["note"].iloc[0] == "kept"


def test_it_is_among_the_recent_files_after_the_next_start(
    window: MainWindow, places: SafePlaces, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / f"{ODD}.xlsx"
    assert window.document.path == path
    places.settings.sync()
    settings = QSettings(places.settings.fileName(), places.settings.format())
    menu = QMenu()
    qtbot.addWidget(menu)
    chosen: list[Path] = []
    RecentFiles(settings).fill(menu, chosen.append)
    menu.actions()[0].trigger()
    assert chosen == [path]
    assert path.is_file()


def test_recent_files_out_of_reach_are_not_found(
    qtbot: QtBot, places: SafePlaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    recent = RecentFiles(places.settings)
    recent.add(Path("/nowhere/case.relais"))

    def barred(*_arguments: object, **_how: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "stat", barred)
    menu = QMenu()
    qtbot.addWidget(menu)
    recent.fill(menu, lambda _: None)
    assert menu.actions()[0].text() == "case.relais (not found)"
    assert not menu.actions()[0].isEnabled()
