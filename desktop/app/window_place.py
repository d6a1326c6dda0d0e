"""Where the window stands and how large it is, kept from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.look.theme import STEP

_PLACE, _IS_MAXIMISED = "window/place", "window/is_maximised"
_GRIP_WIDTH, _GRIP_HEIGHT = 40 * STEP, 10 * STEP
"""What has to be seen of a window's upper edge, so that it can be taken hold of and moved."""


def keep_place(window: QWidget, settings: QSettings) -> None:
    """Keep the place that a window has, and has again once it is not maximised any more."""
    settings.setValue(_PLACE, window.normalGeometry())
    is_maximised = bool(window.windowState() & Qt.WindowState.WindowMaximized)
    settings.setValue(_IS_MAXIMISED, is_maximised)


def restore_place(window: QWidget, settings: QSettings) -> None:
    """Put a window, before it shows, where it was; not where no screen is any more.

    One that is as high as its screen is maximised, so that its frame has room there too.
    """
    place = settings.value(_PLACE)
    if isinstance(place, QRect) and (screen := _screen_of(place)) is not None:
        window.setGeometry(QRect(place.topLeft(), place.size().boundedTo(screen.size())))
    fills = window.height() >= window.screen().availableSize().height()
    if fills or settings.value(_IS_MAXIMISED, False, type=bool):
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def _screen_of(place: QRect) -> QRect | None:
    """Return what a screen has for windows, where one shows enough of the upper edge."""
    edge = QRect(place.left(), place.top(), place.width(), _GRIP_HEIGHT)
    for screen in QGuiApplication.screens():
        seen = screen.availableGeometry().intersected(edge)
        if seen.width() >= min(_GRIP_WIDTH, place.width()) and seen.height() == _GRIP_HEIGHT:
            return screen.availableGeometry()
    return None
