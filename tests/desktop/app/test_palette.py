"""The command palette: found by typing, done by Enter."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.palette import Command, Palette, matching, menu_commands
from desktop.app.window import MainWindow
from desktop.look.theme import Theme


def _commands(*texts: str) -> list[Command]:
    return [Command(text, "", lambda: None) for text in texts]


def _texts(commands: list[Command]) -> list[str]:
    return [command.text for command in commands]


ALL = _commands("File: Open…", "Edit: Reopen", "View: Split", "Scénario: prudent")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", _texts(ALL)),
        ("open", ["File: Open…", "Edit: Reopen"]),
        ("re op", ["Edit: Reopen"]),
        ("SCENARIO", ["Scénario: prudent"]),
        ("nothing", []),
    ],
)
def test_commands_are_found_by_parts_of_their_names(typed: str, found: list[str]) -> None:
    assert _texts(matching(ALL, typed)) == found


def test_a_word_that_begins_so_comes_first() -> None:
    assert _texts(matching(_commands("Edit: Reopen", "File: Open…"), "open"))[0] == "File: Open…"


def test_only_what_is_possible_now_is_offered(sample: MainWindow) -> None:
    texts = _texts(menu_commands(sample.menuBar()))
    assert "File: Open…" in texts
    assert "Edit: Undo" not in texts
    assert "Edit: Add row" not in texts
    sample.show_data_page()
    assert "Edit: Add row" in _texts(menu_commands(sample.menuBar()))


def test_where_nothing_is_called_so_that_is_said(
    qtbot: QtBot, sample: MainWindow, theme: Theme
) -> None:
    palette = Palette(menu_commands(sample.menuBar()), theme, sample)
    palette.open()
    height = palette.height()
    qtbot.keyClicks(palette.line, "zzz")
    assert "“zzz”" in palette.nothing.text()
    assert palette.nothing.isVisible()
    assert not palette.view.isVisible()
    assert palette.height() == height, "the box stays where it is while one types"
    palette.line.clear()
    assert palette.view.isVisible()
    palette.close()


def test_typing_and_enter_does_it(qtbot: QtBot, sample: MainWindow, theme: Theme) -> None:
    palette = Palette(menu_commands(sample.menuBar()), theme, sample)
    palette.open()
    qtbot.keyClicks(palette.line, "view data")
    assert _texts(palette.commands) == ["View: Data"]
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sample.pages.currentWidget() is sample.data_page)
    assert not palette.isVisible()


def test_the_arrows_choose_and_stop_at_the_ends(
    qtbot: QtBot, sample: MainWindow, theme: Theme
) -> None:
    done: list[str] = []
    commands = [Command(name, "", partial(done.append, name)) for name in "abc"]
    palette = Palette(commands, theme, sample)
    palette.open()
    for _ in range(5):
        qtbot.keyClick(palette, Qt.Key.Key_Down)
    qtbot.keyClick(palette, Qt.Key.Key_Up)
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done == ["b"])


def test_enter_where_nothing_matches_does_nothing(
    qtbot: QtBot, sample: MainWindow, theme: Theme
) -> None:
    palette = Palette(_commands("a"), theme, sample)
    palette.open()
    qtbot.keyClicks(palette.line, "zzz")
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.close()
