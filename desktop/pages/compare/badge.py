"""The letter of a split on its colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from desktop.look.theme import DARK, STEP, Theme
from desktop.pages.compare.choice import colour_of

SIDE = 4 * STEP
_SHARPNESS = 2


def badge(letter: str, theme: Theme) -> QPixmap:
    """Return the badge of a letter; of none, as much room without anything in it."""
    pixmap = QPixmap(_SHARPNESS * SIDE, _SHARPNESS * SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    if letter:
        is_dark = theme.colours is DARK
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour_of(letter)[is_dark])
        painter.drawRoundedRect(pixmap.rect(), STEP, STEP)
        painter.setPen(QColor("#16181b" if is_dark else "#ffffff"))
        painter.setFont(theme.font(6 * STEP, heavy=True))
        painter.drawText(pixmap.rect(), Qt.AlignmentFlag.AlignCenter, letter)
        painter.end()
    pixmap.setDevicePixelRatio(_SHARPNESS)
    return pixmap
