"""The settings: one dialog, each choice in force at once and at the next start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop.app.palette import menu_commands
from desktop.app.settings_dialog import SettingsDialog
from desktop.app.window import MainWindow
from desktop.look.theme import BODY, DARK, LIGHT, TITLE, USUAL_SIZE, Theme
from tests.desktop.conftest import OpenWindow
from tests.desktop.shown_texts import shown_texts

WITHIN = 60_000


@pytest.fixture(autouse=True)
def usual_look_again(theme: Theme) -> Iterator[None]:
    """Let each test begin with nothing chosen, and leave nothing to others."""
    yield
    theme.choose_scheme("system")
    theme.choose_text_size(USUAL_SIZE)
    theme.reduce_motion(False)


def opened(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    """Open the settings by their keys."""
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def choose(qtbot: QtBot, box: QComboBox, text: str) -> None:
    """Choose by the keys, as whoever has no mouse does."""
    box.setFocus()
    at = box.findText(text)
    assert at >= 0, [box.itemText(row) for row in range(box.count())]
    key = Qt.Key.Key_Down if at > box.currentIndex() else Qt.Key.Key_Up
    while box.currentIndex() != at:
        qtbot.keyClick(box, key)


def test_the_settings_are_in_the_menu_under_their_keys_and_in_the_palette(
    worked: MainWindow,
) -> None:
    (command,) = [c for c in menu_commands(worked.menuBar()) if "Settings" in c.text]
    assert (command.text, command.keys) == ("View: Settings…", "Ctrl+,")


def test_dark_is_shown_at_once_and_kept(qtbot: QtBot, worked: MainWindow) -> None:
    dialog, theme = opened(qtbot, worked), worked.theme
    assert theme.colours is LIGHT
    choose(qtbot, dialog.scheme_box, "Dark")
    assert theme.colours is DARK
    assert QApplication.palette().window().color().name() == DARK.background
    assert kept(worked, "look/scheme") == "dark"
    choose(qtbot, dialog.scheme_box, "As the system")
    assert theme.colours is LIGHT
    dialog.close()


def test_what_was_chosen_before_is_in_force_from_the_start(
    theme: Theme, worked: MainWindow
) -> None:
    worked.settings.setValue("look/scheme", "dark")
    worked.settings.setValue("look/text_size", 125)
    worked.settings.setValue("look/reduced_motion", True)
    theme.keep_in(worked.settings)
    assert (theme.colours, theme.text_size, theme.motion_milliseconds()) == (DARK, 125, 0)


def test_what_no_setting_can_be_is_as_if_nothing_was_chosen(
    theme: Theme, worked: MainWindow
) -> None:
    worked.settings.setValue("look/scheme", "purple")
    worked.settings.setValue("look/text_size", "huge")
    theme.keep_in(worked.settings)
    assert (theme.scheme, theme.text_size) == ("system", USUAL_SIZE)


def test_only_the_look_of_the_system_follows_the_system(theme: Theme) -> None:
    hints = QGuiApplication.styleHints()
    theme.choose_scheme("system")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colours is DARK
    theme.choose_scheme("light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colours is LIGHT


def test_larger_text_is_larger_everywhere_at_once_and_the_case_stays(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page, menus, solved = worked.split_page, worked.menus, worked.document.solved
    rows, heights = page.matrix.programmes.rowCount(), page.sentence.fontMetrics().height()
    dialog = opened(qtbot, worked)
    choose(qtbot, dialog.size_box, f"125{chr(160)}%")
    qtbot.waitUntil(lambda: worked.menus is not menus, timeout=WITHIN)
    anew, theme = worked.split_page, worked.theme
    assert anew is not page
    assert anew.isVisible()
    assert anew.sentence.fontMetrics().height() > heights
    assert anew.matrix.programmes.rowCount() == rows
    assert worked.document.solved is solved
    for widget, size in (
        (worked.rail.buttons[0], BODY),
        (worked.menuBar(), BODY),
        (dialog.size_box, BODY),
        (worked.statusBar(), BODY),
        (worked.empty_page.sentence, TITLE),
        (anew.sentence, TITLE),
    ):
        assert widget.fontInfo().pixelSize() == theme.font(size).pixelSize(), widget
    assert theme.font(BODY).pixelSize() == round(BODY * 1.25)
    assert kept(worked, "look/text_size") == "125"
    dialog.close()


def test_a_language_is_spoken_at_once_by_the_dialog_too(qtbot: QtBot, worked: MainWindow) -> None:
    dialog, menus = opened(qtbot, worked), worked.menus
    choose(qtbot, dialog.language_box, "Deutsch")
    qtbot.waitUntil(lambda: worked.menus is not menus, timeout=WITHIN)
    assert dialog.isVisible()
    assert dialog.windowTitle() == "Einstellungen"
    assert worked.rail.buttons[0].text() == "Daten"
    assert not {"As the system", "Close", "Off"} & {text for _, text in shown_texts(dialog)}
    dialog.close()


def test_motion_goes_off_and_comes_back(qtbot: QtBot, worked: MainWindow) -> None:
    dialog, theme = opened(qtbot, worked), worked.theme
    usual = theme.motion_milliseconds()
    choose(qtbot, dialog.motion_box, "Off")
    assert theme.motion_milliseconds() == 0
    assert kept(worked, "look/reduced_motion").casefold() == "true"
    choose(qtbot, dialog.motion_box, "As the system")
    assert theme.motion_milliseconds() == usual
    dialog.close()


def test_the_next_window_remembers_that_nothing_moves(
    qtbot: QtBot, open_window: OpenWindow, theme: Theme, tmp_path: Path
) -> None:
    dialog = opened(qtbot, open_window())
    assert theme.motion_milliseconds() == 150
    choose(qtbot, dialog.motion_box, "Off")
    dialog.close()
    theme.keep_in(QSettings(str(tmp_path / "others.ini"), QSettings.Format.IniFormat))
    assert theme.motion_milliseconds() == 150
    open_window()
    assert theme.motion_milliseconds() == 0


def test_the_keys_come_back_to_where_they_were(qtbot: QtBot, worked: MainWindow) -> None:
    qtbot.keyClick(worked, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    dialog, menus = opened(qtbot, worked), worked.menus
    choose(qtbot, dialog.size_box, f"110{chr(160)}%")
    qtbot.waitUntil(lambda: worked.menus is not menus, timeout=WITHIN)
    dialog.close()
    worked.activateWindow()
    qtbot.waitUntil(worked.data_page.grid.hasFocus)


def kept(window: MainWindow, name: str) -> str:
    """Return what the next start will read."""
    window.settings.sync()
    again = QSettings(window.settings.fileName(), window.settings.format())
    return str(again.value(name))
