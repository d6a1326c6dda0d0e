"""Every page can be walked by Tab, and says what each place is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.page import Page
from tests.desktop.conftest import SOLVED_WITHIN

_PLACES = 150
"""More places than any page has."""


def _walked(qtbot: QtBot, window: MainWindow) -> list[QWidget]:
    """Press Tab until the focus is where it was before, and return where it went."""
    seen: list[QWidget] = []
    window.setFocus()
    for _ in range(_PLACES):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        place = QApplication.focusWidget()
        if place is None or place in seen:
            break
        seen.append(place)
    return seen


def _spoken(place: QWidget | None) -> str:
    """Return what a screen reader says of a place: its name, its text, or its label."""
    assert place is not None
    if place.accessibleName():
        return place.accessibleName()
    if isinstance(place, QAbstractButton):
        return place.text()
    buddies = (label for label in place.window().findChildren(QLabel) if label.buddy() is place)
    label = next(buddies, None)
    if label is not None:
        return label.text()
    if isinstance(place, QLineEdit):
        return place.placeholderText() or _spoken(place.parentWidget())
    return place.toolTip()


def _shown(qtbot: QtBot, window: MainWindow, number: int) -> Page:
    """Show a page and wait until nothing is being computed for it any more."""
    page = next(page for page in window.page_list if page.number == number)
    window.show_page(page)
    qtbot.wait(200)
    qtbot.waitUntil(lambda: not any(one.busy for one in window.questions), timeout=SOLVED_WITHIN)
    return page


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_every_place_of_a_page_has_a_name(qtbot: QtBot, sample: MainWindow, number: int) -> None:
    _shown(qtbot, sample, number)
    places = _walked(qtbot, sample)
    nameless = [place for place in places if not _spoken(place)]
    assert [f"{type(p).__name__} in {type(p.parent()).__name__}" for p in nameless] == []


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_tab_reaches_every_control_of_a_page(qtbot: QtBot, sample: MainWindow, number: int) -> None:
    page = _shown(qtbot, sample, number)
    places = _walked(qtbot, sample)
    for kind in (QAbstractButton, QComboBox):
        for control in page.findChildren(kind):
            is_place = control.focusPolicy() & Qt.FocusPolicy.TabFocus
            if control.isVisible() and control.isEnabled() and is_place:
                assert control in places, f"{type(control).__name__} {_spoken(control)!r}"


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_every_page_opens_with_a_sentence(qtbot: QtBot, sample: MainWindow, number: int) -> None:
    sentence = _shown(qtbot, sample, number).sentence.text()
    assert sentence.strip().endswith((".", "!", "?"))
    assert not any(mark in sentence for mark in ("None", "nan", "{", "}"))
