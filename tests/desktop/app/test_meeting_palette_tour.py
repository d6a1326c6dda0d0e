"""The meeting view, the command palette and the tour, from the window by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.palette import Palette, commands_now
from desktop.app.window import MainWindow
from desktop.pages.compare.page import ComparePage
from desktop.pages.rules.page import RulesPage
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on


def _palette() -> Palette | None:
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, Palette) and w.isVisible())
    return next(shown, None)


def test_f11_opens_the_meeting_and_leaving_it_comes_back(qtbot: QtBot, sample: MainWindow) -> None:
    qtbot.keyClick(sample, Qt.Key.Key_F11)
    meeting = sample.meeting
    assert meeting is not None
    assert meeting.isFullScreen()
    qtbot.keyClick(meeting, Qt.Key.Key_Escape)
    assert sample.meeting is None


def test_a_meeting_ends_when_the_window_closes(sample: MainWindow) -> None:
    sample.start_meeting()
    sample.close()
    assert sample.meeting is None


def test_ctrl_k_finds_a_page_and_a_scenario(qtbot: QtBot, sample: MainWindow) -> None:
    qtbot.keyClick(sample, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = _palette()
    assert palette is not None
    qtbot.keyClicks(palette.line, "view compare")
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sample.pages.currentWidget() is sample.page_of(ComparePage))
    sample.show_palette()
    again = _palette()
    assert again is not None
    qtbot.keyClicks(again.line, "scenario cautious")
    qtbot.keyClick(again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "cautious" in sample.document.scenario)


def test_what_can_be_done_on_the_page_is_found_there_only(sample: MainWindow) -> None:
    def offered() -> set[str]:
        return {
            command.text
            for command in commands_now(
                sample.pages.currentWidget(), sample.menuBar(), sample.document
            )
        }

    sample.show_page(sample.page_of(RulesPage))
    assert "Rules and clauses: Add clause…" in offered()
    sample.show_page(sample.split_page)
    assert "Rules and clauses: Add clause…" not in offered()


def test_the_tour_starts_at_the_first_start_only(qtbot: QtBot, open_window: OpenWindow) -> None:
    first = open_window()
    first.tour_at_first_start()
    solved_on(qtbot, first, SAMPLES / "worked.xlsx")
    tour = first.tour
    assert tour is not None
    qtbot.mouseClick(tour.skip_button, Qt.MouseButton.LeftButton)
    assert first.tour is None
    second = open_window()
    second.tour_at_first_start()
    solved_on(qtbot, second, SAMPLES / "worked.xlsx")
    assert second.tour is None


def test_the_tour_goes_through_every_stop_to_its_end(qtbot: QtBot, sample: MainWindow) -> None:
    sample.start_tour()
    tour = sample.tour
    assert tour is not None
    titles = []
    while sample.tour is not None:
        titles.append(tour.title.text())
        assert sample.rect().contains(tour.bubble.geometry())
        qtbot.keyClick(tour, Qt.Key.Key_Return)
    assert len(titles) == len(set(titles)) == 5
    assert sample.pages.currentWidget() is sample.split_page
