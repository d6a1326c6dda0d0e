"""Every page in every language: nothing is cut off, and there are pictures to be looked at.

The pictures are tests/artefacts/<page>-<scheme>-<width>.png, and <page>-<language>.png.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.look import language
from desktop.look.theme import BODY, USUAL_SIZE, Theme
from desktop.project.places import SafePlaces
from models.declaration.kinds import LANGUAGES

ARTEFACTS = Path(__file__).resolve().parents[1] / "artefacts"
SIZES = ((1366, 768), (1920, 1080))
NARROW = (1024, 768)
_ARROW = 26
"""What a box needs beside its text."""
SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_has_its_picture(
    qtbot: QtBot, sample: MainWindow, theme: Theme, scheme: str
) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    theme.apply(SCHEMES[scheme])
    sample.data_page.tabs.setCurrentIndex(2)
    for width, height in SIZES:
        sample.resize(width, height)
        for name in _pages(qtbot, sample):
            assert sample.width() == width, f"{name} does not fit"
            picture = sample.grab()
            assert picture.size() == sample.size()
            assert picture.save(str(ARTEFACTS / f"{name}-{scheme}-{width}.png"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_cut_off_on_a_small_screen(qtbot: QtBot, sample: MainWindow, code: str) -> None:
    _speak(qtbot, sample, code)
    assert not _cut_off(qtbot, sample, SIZES[0], code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_window_fits_a_narrow_screen(qtbot: QtBot, sample: MainWindow, code: str) -> None:
    _speak(qtbot, sample, code)
    assert not _cut_off(qtbot, sample, NARROW, f"{code}-narrow")


@pytest.mark.usefixtures("larger_text")
@pytest.mark.parametrize("code", ["fr", "de"])  # the longest words
def test_larger_text_is_not_cut_off_on_a_small_screen(
    qtbot: QtBot, sample: MainWindow, theme: Theme, code: str
) -> None:
    _speak(qtbot, sample, code)
    assert sample.fontInfo().pixelSize() == theme.font(BODY).pixelSize() > BODY
    assert not _cut_off(qtbot, sample, SIZES[0], f"{code}-larger")


@pytest.fixture
def larger_text(theme: Theme, places: SafePlaces) -> Iterator[None]:
    """Text of 125 % in the windows that open from now on, the sample's among them."""
    places.settings.setValue("look/text_size", 125)
    yield
    theme.choose_text_size(USUAL_SIZE)


def _cut_off(qtbot: QtBot, sample: MainWindow, size: tuple[int, int], ending: str) -> list[str]:
    """Return the texts that are cut off in a window of a size, and keep a picture of each page."""
    ARTEFACTS.mkdir(exist_ok=True)
    width, height = size
    sample.resize(width, height)
    looked_at, cut = 0, []
    for name in _pages(qtbot, sample):
        least = sample.minimumSizeHint()
        assert (sample.width(), sample.height()) == size, f"{name} does not fit: {least}"
        assert sample.grab().save(str(ARTEFACTS / f"{name}-{ending}.png"))
        for widget in sample.findChildren(QWidget):
            if widget.isVisible() and (text := _text(widget)):
                looked_at += 1
                if _is_cut(widget):
                    cut.append(f"{name}: {text}")
    assert looked_at > 100
    return cut


def _speak(qtbot: QtBot, window: MainWindow, code: str) -> None:
    """Switch the language, and wait until the window speaks it."""
    if code != language.shown_language().code:
        before = window.menus
        window.speak(code)
        qtbot.waitUntil(lambda: window.menus is not before, timeout=60_000)


def _pages(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    """Show each page until it is at rest, and yield its name."""
    for page in list(window.page_list):
        window.show_page(page)
        qtbot.wait(100)
        qtbot.waitUntil(lambda: not any(one.busy for one in window.questions), timeout=60_000)
        qtbot.wait(50)
        yield type(page).__name__.removesuffix("Page").lower()


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QTabBar):
        return " | ".join(widget.tabText(at) for at in range(widget.count()))
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _is_cut(widget: QWidget) -> bool:
    """Say whether a widget shows less than its text, or is cut off at the side itself."""
    seen = widget.visibleRegion().boundingRect()
    if seen.isEmpty():  # scrolled away
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        needs, has = widget.heightForWidth(widget.width()), widget.height()
        return needs > has or seen.width() < widget.width() - 1
    if isinstance(widget, QAbstractButton):
        return widget.sizeHint().width() > seen.width()
    taken = _ARROW if isinstance(widget, QComboBox) else 0
    lines = QTextDocumentFragment.fromHtml(_text(widget)).toPlainText().replace("&", "").split("\n")
    needs = max(widget.fontMetrics().horizontalAdvance(line) for line in lines)
    return not isinstance(widget, QTabBar) and needs > seen.width() - taken
