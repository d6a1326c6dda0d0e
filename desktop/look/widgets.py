"""Small widgets that look alike everywhere, and rows and columns of widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.look.theme import STEP

Piece = QWidget | QLayout | str | int | tuple[QWidget | QLayout, int]
"""What stands in a row or column: a text gets a label, a number is room that stretches so much;
a pair is something that stretches so much itself."""
_Box = TypeVar("_Box", bound=QBoxLayout)
_MNEMONIC_GAP = 2
"""Pixels by which the letters of a caption may stand further from each other than measured."""


class SpokenFrame(QFrame):
    """Says its words, and says them anew when the window speaks another language."""

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say_words()

    def say_words(self) -> None:
        """Put its words on the screen, in the language of the window."""
        raise NotImplementedError


def in_row(
    *pieces: Piece, spacing: int = 2 * STEP, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Return pieces from the left on."""
    return _filled(QHBoxLayout(), pieces, spacing, margins)


def in_column(
    *pieces: Piece, spacing: int = 2 * STEP, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Return pieces from the top on."""
    return _filled(QVBoxLayout(), pieces, spacing, margins)


def height_left(column: QBoxLayout, size: QSize, *sharing: QWidget) -> int:
    """Return the height that the pieces of a column leave for some that share it.

    Args:
        column: the column.
        size: the room that it has.
        sharing: the pieces that take what is left; there is room between two of them.
    """
    margins = column.contentsMargins()
    width = size.width() - margins.left() - margins.right()
    left = size.height() - margins.top() - margins.bottom() - column.spacing()
    for at in range(column.count()):
        item = column.itemAt(at)
        if item is None or item.isEmpty() or any(item.widget() is one for one in sharing):
            continue
        is_wide = item.hasHeightForWidth()
        left -= item.heightForWidth(width) if is_wide else item.sizeHint().height()
        left -= column.spacing()
    return left


def wrapped_label(text: str = "", *, quiet: bool = False, font: QFont | None = None) -> QLabel:
    """Return a label whose lines wrap; a quiet one has the second grey."""
    label = line_label(text, quiet=quiet, font=font)
    label.setWordWrap(True)
    return label


def line_label(text: str = "", *, quiet: bool = False, font: QFont | None = None) -> QLabel:
    """Return a label of one line; a quiet one has the second grey."""
    label = QLabel(text)
    if quiet:
        label.setObjectName("quiet")
    if font is not None:
        label.setFont(font)
    return label


def label_for(caption: str, control: QWidget) -> QLabel:
    """Return the label of a control, which its mnemonic leads to."""
    label = QLabel(caption)
    # Qt measures it as one word; painted, an underlined letter stands apart from the next one.
    label.setContentsMargins(0, 0, _MNEMONIC_GAP, 0)
    label.setBuddy(control)
    return label


def link_button(text: str = "") -> QPushButton:
    """Return a button that looks like a link."""
    button = QPushButton(text)
    button.setObjectName("link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def keep_room(*widgets: QWidget) -> None:
    """Let widgets that come and go keep their room, so that nothing beside them moves."""
    for widget in widgets:
        policy = widget.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        widget.setSizePolicy(policy)


def scroll_area(inside: QWidget) -> QScrollArea:
    """Return a frame that scrolls what is larger than it, and takes no focus itself."""
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _filled(
    box: _Box, pieces: tuple[Piece, ...], spacing: int, margins: tuple[int, int, int, int]
) -> _Box:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for piece in pieces:
        if isinstance(piece, int):
            box.addStretch(piece)
            continue
        part, stretch = piece if isinstance(piece, tuple) else (piece, 0)
        if isinstance(part, QLayout):
            box.addLayout(part, stretch)
        else:
            box.addWidget(QLabel(part) if isinstance(part, str) else part, stretch)
    return box


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


def items_of(view: QListWidget) -> list[QListWidgetItem]:
    """Return the items of a list from the top."""
    return [view.item(row) for row in range(view.count())]


def named(caption: str, box: QWidget) -> QHBoxLayout:
    """Return a box behind the words that name it."""
    return in_row(label_for(caption, box), box)


def splitter(orientation: Qt.Orientation, *parts: QWidget, handle: int = 2 * STEP) -> QSplitter:
    """Return parts that share the room as the user likes, none of them away; pixels between."""
    split = QSplitter(orientation, childrenCollapsible=False, handleWidth=handle)
    for part in parts:
        split.addWidget(part)
    return split
