"""The window with the engine in a process of its own, as it is started."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import psutil
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.client import EngineProcess
from desktop.engine.question import AnswerState
from desktop.look.rule_editor import PercentEditor
from desktop.pages.rules.page import RulesPage
from tests.desktop.builders import edit_a_cost
from tests.desktop.conftest import SAMPLES, SOLVED_WITHIN, OpenWindow, solved_on, wait_for_split


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    one = EngineProcess()
    yield one
    one.end()


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, engine: EngineProcess) -> MainWindow:
    """A window on the worked example, solved in a process of its own."""
    return solved_on(qtbot, open_window(engine), SAMPLES / "worked.xlsx")


def processes() -> list[int]:
    """Return the numbers of the engine's processes."""
    children = psutil.Process().children()
    return [child.pid for child in children if "spawn_main" in " ".join(child.cmdline())]


def test_a_slider_is_followed_and_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    before = window.document.solved
    window.show_page(window.page_of(RulesPage))
    editor = window.page_of(RulesPage).rules.rows["own_share_min"].editor
    assert isinstance(editor, PercentEditor)
    editor.slider.setValue(30)
    wait_for_split(qtbot, window)
    assert before is not None
    assert window.document.solved is not None
    assert window.document.solved.split.payments != before.split.payments
    window.document.undo_stack.undo()
    wait_for_split(qtbot, window)
    assert window.document.solved.split.payments == before.split.payments


def test_a_crash_of_the_engine_leaves_window_and_split_and_retry_computes_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    (number,) = processes()
    os.kill(number, signal.SIGKILL)
    shown = window.split_page.sentence.text()
    edit_a_cost(window, 6000.0)
    qtbot.waitUntil(lambda: window.solving.state is AnswerState.FAILED, timeout=SOLVED_WITHIN)
    line = window.split_page.state_line
    assert "before it was done (killed by signal 9 (SIGKILL))." in line.sentence.text()
    assert window.split_page.sentence.text() == shown
    assert line.action.text() == "Retry"
    qtbot.mouseClick(line.action, Qt.MouseButton.LeftButton)
    wait_for_split(qtbot, window)
    assert window.split_page.sentence.text() != shown
    assert processes() != [number]
