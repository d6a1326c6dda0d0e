"""Nothing flashes up as a window of its own: it would close the list or menu that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.page import PAGES
from tests.desktop.conftest import wait_for_split
from tests.desktop.pages.rules.page_driving import rules_page, write_clause
from tests.desktop.test_languages import speak


class _Watcher(QObject):
    """Notes what is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[list[str]]:
    watcher = _Watcher()
    qapp.installEventFilter(watcher)
    yield watcher.seen
    qapp.removeEventFilter(watcher)


def goes_through_all_pages(qtbot: QtBot, window: MainWindow) -> None:
    for kind in PAGES:
        window.show_number(kind.number)
        qtbot.waitUntil(lambda: not any(one.busy for one in window.questions), timeout=60_000)


def goes_on_in_french(qtbot: QtBot, window: MainWindow) -> None:
    speak(qtbot, window, "Français")
    goes_through_all_pages(qtbot, window)


def writes_and_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    page = rules_page(qtbot, window)
    write_clause(qtbot, page, "1,000,000", year="2028")
    wait_for_split(qtbot, window)
    window.document.undo_stack.undo()
    wait_for_split(qtbot, window)


@pytest.mark.parametrize("does", [goes_through_all_pages, goes_on_in_french, writes_and_goes_back])
def test_no_part_of_a_page_is_shown_as_a_window(
    qtbot: QtBot,
    sample: MainWindow,
    windows: list[str],
    does: Callable[[QtBot, MainWindow], None],
) -> None:
    does(qtbot, sample)
    assert set(windows) <= {"MainWindow", "ClauseEditor"}


def test_no_part_of_the_meeting_is_shown_as_a_window(
    qtbot: QtBot, sample: MainWindow, windows: list[str]
) -> None:
    sample.start_meeting()
    wait_for_split(qtbot, sample)
    assert set(windows) == {"MeetingView"}
