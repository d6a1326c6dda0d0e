from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.look.theme import Theme
from desktop.project.places import SafePlaces
from tests.desktop.builders import EngineHere
from tests.desktop.conftest import SAMPLES, solved_on

HEAVY = ("numpy", "pandas", "scipy", "openpyxl", "xlsxwriter", "pulp", "highspy")


def test_the_first_window_needs_none_of_the_heavy_libraries() -> None:
    program = f"import sys, desktop.app.start; print([m for m in {HEAVY} if m in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"


def test_the_window_shows_before_it_has_begun_and_can_be_closed_then(
    qtbot: QtBot, theme: Theme, locale: QLocale
) -> None:
    window = MainWindow(theme, locale)
    qtbot.addWidget(window)
    window.empty_page.say_opening("ours.xlsx")
    window.show()
    assert window.empty_page.sentence.text() == "Opening ours.xlsx…"
    window.close()
    assert not window.isVisible()


def test_a_window_that_begins_later_opens_and_solves(
    qtbot: QtBot, theme: Theme, locale: QLocale, places: SafePlaces
) -> None:
    window = MainWindow(theme, locale)
    qtbot.addWidget(window)
    window.show()
    window.begin(EngineHere(), places)
    solved_on(qtbot, window, SAMPLES / "worked.xlsx")
    assert "880,000" in window.split_page.sentence.text()
    assert [button.text() for button in window.rail.buttons][:3] == [
        "Data",
        "Trajectories",
        "Split",
    ]
    window.close()
