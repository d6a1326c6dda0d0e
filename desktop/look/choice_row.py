"""Rows of choices over what they are about, and the boxes in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.look.theme import STEP


def spoken_box(spoken: str) -> QComboBox:
    """Return a box as wide as its longest choice, with this name for screen readers."""
    box = QComboBox()
    box.setAccessibleName(spoken)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def fill_box(box: QComboBox, items: Sequence[tuple[str, object]], chosen: object) -> None:
    """Fill a box, unless it holds the same already, and choose one of its items, or the first."""
    if [(box.itemText(i), box.itemData(i)) for i in range(box.count())] != list(items):
        box.clear()
        for text, value in items:
            box.addItem(text, value)
    at = next((i for i, (_, value) in enumerate(items) if value == chosen), 0)
    box.setCurrentIndex(at)


def add_named(row: QBoxLayout, caption: str, box: QWidget) -> None:
    """Put a box into a row, behind the words that name it."""
    label = QLabel(caption)
    label.setBuddy(box)
    row.addWidget(label)
    row.addWidget(box)


def row_of(*widgets: tuple[str, QComboBox] | QWidget) -> QHBoxLayout:
    """Return widgets from the left on, boxes behind the words that name them."""
    row = QHBoxLayout()
    row.setSpacing(2 * STEP)
    for widget in widgets:
        if isinstance(widget, tuple):
            add_named(row, *widget)
        else:
            row.addWidget(widget)
        row.addSpacing(4 * STEP)
    row.addStretch(1)
    return row
