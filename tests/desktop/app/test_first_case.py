"""Beside the sample a newcomer finds how to begin a case, until there is one of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.project.places import SAMPLE
from tests.desktop.builders import quick, solving_with
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    """The window of a first start, on the sample's split."""
    return solved_on(qtbot, open_window(solving_with(quick)), SAMPLE)


def test_new_case_and_open_stand_beside_the_first_split(window: MainWindow) -> None:
    assert window.split_page.isVisible()
    assert window.first_case.new_button.isVisible()
    assert window.first_case.open_button.isVisible()


def test_new_case_makes_one_and_the_buttons_go(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.files.opened, timeout=30_000):
        qtbot.mouseClick(window.first_case.new_button, Qt.MouseButton.LeftButton)
    assert window.windowTitle().startswith("New case.relais")
    assert not window.first_case.isVisible()


def test_open_asks_for_a_file_and_the_buttons_never_come_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "ours.xlsx"
    shutil.copy(SAMPLES / "worked.xlsx", ours)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(ours), ""))
    with qtbot.waitSignal(window.files.opened, timeout=30_000):
        qtbot.mouseClick(window.first_case.open_button, Qt.MouseButton.LeftButton)
    assert window.windowTitle().startswith("ours.xlsx")
    assert not window.first_case.isVisible()
    with qtbot.waitSignal(window.files.opened, timeout=30_000):
        window.case_actions.open_sample()
    assert not window.first_case.isVisible()


def test_they_speak_the_language_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    menus = window.menus
    window.speak("fr")
    qtbot.waitUntil(lambda: window.menus is not menus, timeout=60_000)
    assert window.first_case.new_button.isVisible()
    assert window.first_case.new_button.text() == "Nouveau dossier"
