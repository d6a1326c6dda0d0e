"""Pictures of every page, to be looked at: tests/artefacts/<page>-<scheme>-<width>.png."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.theme import Theme

ARTEFACTS = Path(__file__).resolve().parents[1] / "artefacts"
SIZES = ((1366, 768), (1920, 1080))
SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_has_its_picture(
    qtbot: QtBot, sample: MainWindow, theme: Theme, scheme: str
) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    theme.apply(SCHEMES[scheme])
    sample.data_page.tabs.setCurrentIndex(2)
    for width, height in SIZES:
        sample.resize(width, height)
        for page in sample.page_list:
            name = type(page).__name__.removesuffix("Page").lower()
            sample.show_page(page)
            qtbot.wait(100)
            assert sample.width() == width, f"{name} does not fit"
            qtbot.waitUntil(lambda: not any(lane.busy for lane in sample.lanes), timeout=60_000)
            qtbot.wait(50)
            assert sample.width() == width, f"{name} does not fit"
            picture = sample.grab()
            assert picture.size() == sample.size()
            assert picture.save(str(ARTEFACTS / f"{name}-{scheme}-{width}.png"))
