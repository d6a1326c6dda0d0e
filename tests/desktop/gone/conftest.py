from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from tests.desktop.conftest import OpenWindow
from tests.desktop.gone.building import first_case, rest


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A window on the first case, with a file of its own, solved."""
    window = open_window()
    window.document.replace_case(first_case(), tmp_path / "first.xlsx", ())
    rest(qtbot, window)
    window.document.choose_scenario("offer")
    rest(qtbot, window)
    return window
