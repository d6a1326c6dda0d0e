"""What the look shows of controls, read off their pixels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit, QSlider, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.look.theme import DARK, LIGHT, Colours, Theme

SCHEMES = [(Qt.ColorScheme.Light, LIGHT), (Qt.ColorScheme.Dark, DARK)]


def shown(qtbot: QtBot, *controls: QWidget) -> QWidget:
    """Show controls below each other in the active window."""
    window = QWidget()
    layout = QVBoxLayout(window)
    for control in controls:
        layout.addWidget(control)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def pixels_of(control: QWidget, colour: str) -> int:
    """Return how many pixels of a control have just this colour."""
    image = control.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = QColor(colour).rgb()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixel(x, y) == wanted for x, y in places)


@pytest.mark.parametrize(("scheme", "colours"), SCHEMES)
def test_a_slider_with_the_keyboard_shows_it(
    qtbot: QtBot, theme: Theme, scheme: Qt.ColorScheme, colours: Colours
) -> None:
    theme.apply(scheme)
    slider, other = QSlider(Qt.Orientation.Horizontal), QSlider(Qt.Orientation.Horizontal)
    window = shown(qtbot, slider, other)
    other.setFocus()
    before = pixels_of(slider, colours.accent)
    slider.setFocus()
    assert pixels_of(slider, colours.accent) > before + 20
    assert pixels_of(slider, colours.track) > slider.width()
    window.close()
    theme.apply(Qt.ColorScheme.Light)


@pytest.mark.parametrize(("scheme", "colours"), SCHEMES)
def test_boxes_and_lines_have_a_border_that_shows_the_keyboard(
    qtbot: QtBot, theme: Theme, scheme: Qt.ColorScheme, colours: Colours
) -> None:
    theme.apply(scheme)
    for control in (QSpinBox(), QLineEdit()):
        window = shown(qtbot, control, other := QSlider(Qt.Orientation.Horizontal))
        other.setFocus()
        assert pixels_of(control, colours.hairline) > control.width()
        control.setFocus()
        assert pixels_of(control, colours.accent) > control.width()
        window.close()
    theme.apply(Qt.ColorScheme.Light)
