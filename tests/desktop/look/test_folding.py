"""Rows and parts that give way where a window is narrow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.look.folding import FoldingSplitter, WrappingRow
from desktop.look.widgets import in_column, in_row


def piece(width: int, height: int = 20) -> QWidget:
    """Return a widget that wants to be so large."""
    made = QWidget()
    made.setFixedSize(width, height)
    return made


def shown(qtbot: QtBot, row: WrappingRow, width: int) -> QWidget:
    window = QWidget()
    window.setLayout(in_column(row, 1, spacing=0))
    qtbot.addWidget(window)
    window.resize(width, 300)
    window.show()
    return window


def places(*pieces: QWidget) -> list[tuple[int, int, int]]:
    """Return where pieces stand and how wide they are."""
    return [(one.x(), one.y(), one.width()) for one in pieces]


def test_where_there_is_room_all_stand_in_one_line(qtbot: QtBot) -> None:
    pieces = [piece(100), piece(150), piece(50)]
    window = shown(qtbot, WrappingRow(*pieces, spacing=10), 400)
    assert window.isVisible()
    assert places(*pieces) == [(0, 0, 100), (110, 0, 150), (270, 0, 50)]


def test_what_does_not_fit_goes_below_and_all_is_higher(qtbot: QtBot) -> None:
    pieces = [piece(100), piece(150), piece(50)]
    row = WrappingRow(*pieces, spacing=10)
    window = shown(qtbot, row, 290)
    assert window.isVisible()
    assert places(*pieces) == [(0, 0, 100), (110, 0, 150), (0, 28, 50)]
    assert row.heightForWidth(290) == 48
    assert row.heightForWidth(100) == 76
    assert row.minimumSize().width() == 150


@pytest.mark.parametrize(("width", "place"), [(400, (350, 0, 50)), (290, (240, 28, 50))])
def test_what_stands_behind_room_stands_at_the_right(
    qtbot: QtBot, width: int, place: tuple[int, int, int]
) -> None:
    row, last = WrappingRow(piece(100), piece(150), spacing=10), piece(50)
    row.add_room()
    row.add(last)
    window = shown(qtbot, row, width)
    assert window.isVisible()
    assert places(last) == [place]


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    hidden, also_hidden, last = piece(100), piece(100), piece(50)
    window = shown(qtbot, WrappingRow(hidden, in_row(also_hidden), last, spacing=10), 300)
    hidden.hide()
    also_hidden.hide()
    qtbot.waitUntil(lambda: last.x() == 0)
    assert window.isVisible()
    assert last.y() == 0


def test_parts_stand_below_each_other_as_long_as_that_is_too_wide(qtbot: QtBot) -> None:
    parts = [piece(200, 50), piece(300, 60)]
    for part in parts:
        part.setMaximumSize(10_000, 10_000)
    folding, window = FoldingSplitter(*parts, handle=10), QWidget()
    window.setLayout(in_column(folding))
    qtbot.addWidget(window)
    window.show()
    assert folding.minimumSizeHint().width() == 300
    for width, orientation in (
        (600, Qt.Orientation.Horizontal),
        (509, Qt.Orientation.Vertical),
        (510, Qt.Orientation.Horizontal),
        (300, Qt.Orientation.Vertical),
    ):
        window.resize(width, 400)
        assert folding.width() == width
        assert folding.orientation() == orientation
