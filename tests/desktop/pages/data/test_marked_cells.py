"""A cell with a problem looks wrong whatever else is true of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.look.theme import Theme
from desktop.pages.data.case_grid import CaseGrid
from models.problem_listing import CellProblems
from models.problems import Problem, Severity
from tests.desktop.app.test_start import grid_of

SCHEMES = [Qt.ColorScheme.Light, Qt.ColorScheme.Dark]
Flag = QItemSelectionModel.SelectionFlag


@pytest.fixture(params=SCHEMES, ids=["light", "dark"])
def scheme(request: pytest.FixtureRequest, theme: Theme) -> Iterator[Theme]:
    theme.apply(request.param)
    yield theme
    theme.apply(Qt.ColorScheme.Light)


def marked(grid: CaseGrid, severity: Severity, row: int) -> QRect:
    """Mark the first cell of a row, and return its place."""
    problem = Problem(severity, "x", "Wrong.", "Mend it.", "Flows", row, "year")
    grid.table.take_problems(CellProblems([problem]))
    return grid.visualRect(grid.table.index(row, 0))


def picture(qtbot: QtBot, grid: CaseGrid) -> QImage:
    qtbot.wait(1)
    return grid.viewport().grab().toImage()


def near(image: QImage, place: QPoint, colour: QColor) -> bool:
    return image.pixelColor(place).name() == colour.name()


def corner(rect: QRect) -> list[QPoint]:
    """Return the upper right corner, where nothing is written."""
    return [rect.topRight() + QPoint(-x, y) for x in range(1, 9) for y in range(1, 9)]


@pytest.mark.parametrize("severity", list(Severity))
@pytest.mark.parametrize("chosen", [False, True])
def test_its_ground_and_its_corner_are_seen_chosen_or_not(
    qtbot: QtBot, worked: MainWindow, scheme: Theme, severity: Severity, chosen: bool
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    other = grid.visualRect(grid.table.index(0, 0))
    rect = marked(grid, severity, 1)
    grid.setCurrentIndex(grid.table.index(5, 2))
    if chosen:
        for row in (0, 1):
            grid.selectionModel().select(grid.table.index(row, 0), Flag.Select)
    image = picture(qtbot, grid)
    ground, mark = scheme.problem_colour(severity), scheme.problem_mark(severity)
    inside = rect.bottomLeft() + QPoint(4, -4)
    assert near(image, inside, ground)
    assert any(near(image, place, mark) for place in corner(rect))
    edge = rect.bottomLeft() + QPoint(1, -1)
    selection = QColor(scheme.colours.selection)
    assert near(image, edge, selection if chosen else ground)
    assert near(image, other.bottomLeft() + QPoint(4, -4), selection) is chosen
    assert not any(near(image, place, mark) for place in corner(other))


def test_an_error_has_a_larger_corner_than_a_warning(
    qtbot: QtBot, worked: MainWindow, scheme: Theme
) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    counts = {}
    for severity in Severity:
        rect = marked(grid, severity, 1)
        grid.setCurrentIndex(grid.table.index(5, 2))
        image, mark = picture(qtbot, grid), scheme.problem_mark(severity)
        counts[severity] = sum(near(image, place, mark) for place in corner(rect))
    assert counts[Severity.ERROR] > 2 * counts[Severity.WARNING] > 0
