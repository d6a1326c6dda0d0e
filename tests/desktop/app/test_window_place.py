"""The window comes back to where it was, unless nobody would see it there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.app.window_place import keep_place, restore_place
from desktop.project.places import SafePlaces

USUAL = QRect(10, 20, 640, 480)


@pytest.fixture
def settings(places: SafePlaces) -> QSettings:
    return places.settings


def shown(qtbot: QtBot, place: QRect) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(place)
    window.show()
    qtbot.waitExposed(window)
    return window


def restored(qtbot: QtBot, settings: QSettings) -> QWidget:
    """Return a window of the next start, before it shows."""
    settings.sync()
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(USUAL)
    restore_place(window, QSettings(settings.fileName(), settings.format()))
    return window


def test_a_window_comes_back_where_it_was_as_large_as_it_was(
    qtbot: QtBot, settings: QSettings
) -> None:
    keep_place(shown(qtbot, QRect(100, 120, 900, 700)), settings)
    again = restored(qtbot, settings)
    assert again.geometry() == QRect(100, 120, 900, 700)
    assert not again.isMaximized()


def test_a_maximised_window_comes_back_so_and_keeps_its_other_size(
    qtbot: QtBot, settings: QSettings
) -> None:
    window = shown(qtbot, QRect(100, 120, 900, 700))
    window.showMaximized()
    qtbot.waitUntil(window.isMaximized)
    keep_place(window, settings)
    again = restored(qtbot, settings)
    assert again.isMaximized()
    again.show()
    again.showNormal()
    assert again.size() == QRect(100, 120, 900, 700).size()


@pytest.mark.parametrize(
    "gone",
    [QRect(9000, 100, 900, 700), QRect(100, -690, 900, 700), QRect(-880, 100, 900, 700)],
    ids=["on a screen that is away", "its edge above the screen", "all but its end at the side"],
)
def test_a_place_off_every_screen_is_not_gone_back_to(
    qtbot: QtBot, settings: QSettings, gone: QRect
) -> None:
    settings.setValue("window/place", gone)
    assert restored(qtbot, settings).geometry() == USUAL


def test_a_window_is_no_larger_than_its_screen(qtbot: QtBot, settings: QSettings) -> None:
    settings.setValue("window/place", QRect(0, 0, 9000, 7000))
    assert restored(qtbot, settings).size() == QGuiApplication.primaryScreen().availableSize()


@pytest.mark.parametrize("kept", [None, "", "nonsense", 7])
def test_what_is_no_place_changes_nothing(qtbot: QtBot, settings: QSettings, kept: object) -> None:
    settings.setValue("window/place", kept)
    assert restored(qtbot, settings).geometry() == USUAL
