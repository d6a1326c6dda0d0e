"""The sentence that opens a page, in a room that never changes: nothing under it moves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.look.theme import BODY, HEADING, STEP, TITLE, Theme
from desktop.look.widgets import wrapped_label

_SIZES = (TITLE, HEADING, BODY)
_ROOM = ((2, STEP), (0, 0), (3, 3 * STEP))
"""How many lines of each size have room, with what is kept clear around them: two of the largest,
and three of the smallest in a bar beside it."""
_ENDLESS = 10_000


class Headline(QLabel):
    """Has room for two lines always; a sentence that needs more is set in smaller type.

    Attributes:
        second: what else opens the page, under the sentence in small type; mostly nothing.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._is_fitting = theme, False
        self._has_second = False
        self.second = wrapped_label()
        self.second.setParent(self)
        self.second.hide()
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        # What stands beside it comes and goes, and takes its part of the width, not of the height.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)
        self._fit()

    def setText(self, text: str) -> None:
        """Say another sentence."""
        if text != self.text():
            super().setText(text)
            self._fit()

    def keep_second(self) -> None:
        """Keep room for a line under the sentence, so that this is no smaller for it."""
        self._has_second = True
        self._fit()

    def say_second(self, text: str) -> None:
        """Say something else under the sentence, in the same room; "": nothing."""
        if text != self.second.text():
            self.second.setText(text)
            self.second.setVisible(bool(text))
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the sentence as large as the new width allows."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size where turning grey lets the style set the font anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self._is_fitting:
            self._fit()

    @Slot()
    def _fit(self) -> None:
        fonts = [self._theme.font(size) for size in _SIZES]
        height = max(
            lines * QFontMetrics(font).lineSpacing() + room
            for font, (lines, room) in zip(fonts, _ROOM, strict=True)
        )
        if self._has_second:
            height += QFontMetrics(fonts[-1]).lineSpacing()
        self.setFixedHeight(height)
        below = self._height_below(fonts[-1])
        self._is_fitting = True
        for font in fonts:
            self.setFont(font)
            needed = _height_of(self.text(), font, self.width())
            if needed <= height - below:
                break
        self._is_fitting = False
        self.second.setGeometry(0, min(needed + STEP, height - below), self.width(), below)

    def _height_below(self, font: QFont) -> int:
        """Return the height of what is said under the sentence; 0: nothing is."""
        if not self.second.text():
            return 0
        self.second.setFont(font)
        return self.second.heightForWidth(self.width())


def _height_of(text: str, font: QFont, width: int) -> int:
    """Return the height of lines that wrap; a label would say no less than it has."""
    room = QRect(0, 0, width, _ENDLESS)
    return QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
