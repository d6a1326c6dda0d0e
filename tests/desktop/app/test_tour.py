"""The tour: goes from place to place, by mouse or keys, and can be left at any time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from desktop.app.tour import Tour, TourStop, _beside
from desktop.app.window import MainWindow
from desktop.look.theme import STEP, Theme
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on


def _tour(window: MainWindow, theme: Theme) -> Tour:
    stops = [
        TourStop("Pages", "Choose a page.", lambda: window.rail),
        TourStop("Result", "Read the sentence.", lambda: window.split_page.sentence),
        TourStop("Figures", "Read the matrix.", lambda: window.split_page.matrix),
    ]
    return Tour(stops, theme, window)


def test_the_tour_goes_on_and_back_and_ends(qtbot: QtBot, sample: MainWindow, theme: Theme) -> None:
    tour = _tour(sample, theme)
    assert (tour.title.text(), tour.count.text()) == ("Pages", "1 of 3")
    assert not tour.back_button.isVisible()
    qtbot.mouseClick(tour.next_button, Qt.MouseButton.LeftButton)
    assert tour.title.text() == "Result"
    qtbot.keyClick(tour, Qt.Key.Key_Left)
    assert tour.title.text() == "Pages"
    with qtbot.waitSignal(tour.ended):
        for _ in range(3):
            qtbot.keyClick(tour, Qt.Key.Key_Return)


@pytest.mark.parametrize("by_key", [True, False])
def test_the_tour_can_be_left_at_once(
    qtbot: QtBot, sample: MainWindow, theme: Theme, by_key: bool
) -> None:
    tour = _tour(sample, theme)
    with qtbot.waitSignal(tour.ended):
        if by_key:
            qtbot.keyClick(tour, Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(tour.skip_button, Qt.MouseButton.LeftButton)
    assert not tour.isVisible()


def test_the_tour_covers_the_window_when_it_grows(
    qtbot: QtBot, sample: MainWindow, theme: Theme
) -> None:
    tour = _tour(sample, theme)
    sample.resize(sample.width() - 80, sample.height() - 40)
    qtbot.waitUntil(lambda: tour.size() == sample.size())
    assert sample.rect().contains(tour.bubble.geometry())


def test_the_frame_follows_a_place_that_changes_under_the_tour(
    qtbot: QtBot, sample: MainWindow, theme: Theme
) -> None:
    tour = _tour(sample, theme)
    tour.forward()
    sentence = sample.split_page.sentence
    sentence.setMinimumHeight(sentence.height() + 90)
    qtbot.waitUntil(lambda: tour.target.height() > sentence.minimumHeight())
    sentence.setMinimumHeight(0)
    qtbot.waitUntil(lambda: tour.target.height() < 90)


def test_at_the_first_start_the_frame_is_around_the_sentence(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()
    window.tour_at_first_start()
    solved_on(qtbot, window, SAMPLES / "worked.xlsx")
    tour, sentence = window.tour, window.split_page.sentence
    assert tour is not None
    qtbot.waitUntil(lambda: 0 < tour.target.height() - sentence.height() < 8 * STEP)


@pytest.mark.parametrize(
    ("target", "where"),
    [
        (QRect(0, 0, 100, 50), QPoint(111, 0)),
        (QRect(0, 0, 380, 50), QPoint(0, 61)),
        (QRect(300, 250, 100, 50), QPoint(188, 250)),
        (QRect(0, 250, 400, 50), QPoint(0, 198)),
        (QRect(0, 0, 400, 300), QPoint(288, 248)),
    ],
)
def test_the_bubble_stands_where_there_is_room(target: QRect, where: QPoint) -> None:
    assert _beside(target, QRect(0, 0, 100, 40), QRect(0, 0, 400, 300)) == where
