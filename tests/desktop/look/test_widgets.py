"""Rows, columns and small widgets: what stands where, and what leads to what."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.look.widgets import (
    fill_box,
    in_column,
    in_row,
    label_for,
    link_button,
    spoken_box,
    wrapped_label,
)


def test_pieces_stand_in_their_order_and_stretch_as_asked(qtbot: QtBot) -> None:
    button, check = QPushButton(), QCheckBox()
    qtbot.addWidget(button)
    qtbot.addWidget(check)
    row = in_row("in", (button, 3), 1, check, spacing=7, margins=(1, 2, 3, 4))
    widgets = [item.widget() if (item := row.itemAt(at)) else None for at in range(row.count())]
    label = widgets[0]
    assert isinstance(label, QLabel)
    qtbot.addWidget(label)
    assert label.text() == "in"
    assert widgets[1:] == [button, None, check]
    assert [row.stretch(at) for at in range(row.count())] == [0, 3, 1, 0]
    margins = row.contentsMargins()
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    assert (row.spacing(), sides) == (7, (1, 2, 3, 4))


def test_columns_hold_rows(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    row = in_row(button)
    column = in_column(row, 1)
    held = column.itemAt(0)
    assert held is not None
    assert held.layout() is row


def test_a_label_leads_to_its_control(qtbot: QtBot) -> None:
    box = spoken_box("Scenario")
    label = label_for("&Scenario", box)
    for widget in (box, label):
        qtbot.addWidget(widget)
    assert label.buddy() is box
    assert box.accessibleName() == "Scenario"


def test_a_box_keeps_its_items_where_they_are_the_same(qtbot: QtBot) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    fill_box(box, [("one", 1), ("two", 2)], 2)
    assert box.currentData() == 2
    with qtbot.assertNotEmitted(box.model().rowsInserted):
        fill_box(box, [("one", 1), ("two", 2)], 3)
    assert box.currentData() == 1, "what is not offered leaves the first"


def test_words_wrap_and_links_look_like_links(qtbot: QtBot) -> None:
    quiet, loud, link = wrapped_label("why", quiet=True), wrapped_label(), link_button("go")
    for widget in (quiet, loud, link):
        qtbot.addWidget(widget)
    assert quiet.wordWrap()
    assert loud.wordWrap()
    assert (quiet.objectName(), loud.objectName(), link.objectName()) == ("quiet", "", "link")
