"""Rows of choices over what they are about."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.look.theme import STEP


def spoken_box(spoken: str) -> QComboBox:
    """Return a box as wide as its longest choice, with this name for screen readers."""
    box = QComboBox()
    box.setAccessibleName(spoken)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def row_of(*widgets: tuple[str, QComboBox] | QWidget) -> QHBoxLayout:
    """Return widgets from the left on, boxes behind the words that name them."""
    row = QHBoxLayout()
    row.setSpacing(2 * STEP)
    for widget in widgets:
        if isinstance(widget, tuple):
            label = QLabel(widget[0])
            label.setBuddy(widget[1])
            row.addWidget(label)
            row.addWidget(widget[1])
        else:
            row.addWidget(widget)
        row.addSpacing(4 * STEP)
    row.addStretch(1)
    return row
