"""A column that somebody widened is as wide the next time, here and after a new start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.data.case_grid import CaseGrid
from desktop.project.places import SafePlaces
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on

NAME = 1


def territories(window: MainWindow) -> CaseGrid:
    window.show_data_page()
    window.data_page.tabs.setCurrentIndex(0)
    return window.data_page.grid


def widened(grid: CaseGrid, column: int, by: int) -> int:
    """Drag the right edge of a column as a hand does; return how wide it is then."""
    header = grid.horizontalHeader()
    edge = QPoint(
        header.sectionViewportPosition(column) + header.sectionSize(column) - 1,
        header.height() // 2,
    )
    viewport = header.viewport()
    QTest.mouseMove(viewport, edge)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(viewport, edge + QPoint(by // 2, 0))
    QTest.mouseMove(viewport, edge + QPoint(by, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=edge + QPoint(by, 0))
    return grid.columnWidth(column)


def test_a_widened_column_is_as_wide_after_a_new_start(
    qtbot: QtBot, worked: MainWindow, open_window: OpenWindow
) -> None:
    grid = territories(worked)
    usual = [grid.columnWidth(at) for at in range(grid.table.columnCount())]
    width = widened(grid, NAME, 60)
    assert width == usual[NAME] + 60
    again = territories(solved_on(qtbot, open_window(), SAMPLES / "worked.xlsx"))
    found = [again.columnWidth(at) for at in range(again.table.columnCount())]
    assert found[NAME] == width
    assert [*found[:NAME], *found[NAME + 1 : -1]] == [*usual[:NAME], *usual[NAME + 1 : -1]]


def test_another_case_keeps_the_width_too(qtbot: QtBot, worked: MainWindow) -> None:
    width = widened(territories(worked), NAME, 60)
    solved_on(qtbot, worked, SAMPLES / "belgium.xlsx")
    assert territories(worked).columnWidth(NAME) == width


@pytest.mark.parametrize("kept", ["much", -5, None, ["1", "2"]])
def test_a_width_that_makes_no_sense_is_passed_over(
    qtbot: QtBot, open_window: OpenWindow, places: SafePlaces, kept: object
) -> None:
    places.settings.setValue("columns/Territories/name", kept)
    grid = territories(solved_on(qtbot, open_window(), SAMPLES / "worked.xlsx"))
    assert grid.columnWidth(NAME) > 20
