"""Every view of the page Split in every language: nothing is cut off, and there are pictures.

The pictures are tests/artefacts/split-<view>-<language>-<width>.png, light in one language and dark
in the next.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.look.theme import Theme
from models.declaration.kinds import LANGUAGES
from tests.desktop.pages.split.view_driving import set_rule
from tests.desktop.test_pictures import ARTEFACTS, NARROW, SCHEMES, SIZES, _is_cut, _speak, _text

VIEWS = ("payments", "key", "cash", "misreports")


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: with a key for twelve payers misreports take much longer."""
    return old_sample


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_of_a_view_is_cut_off(
    qtbot: QtBot, sample: MainWindow, theme: Theme, code: str
) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    set_rule(qtbot, sample, "same_key_by", "stage")
    scheme = list(SCHEMES)[LANGUAGES.index(code) % 2]
    theme.apply(SCHEMES[scheme])
    _speak(qtbot, sample, code)
    cut: list[str] = []
    for at, view in enumerate(VIEWS):
        page = sample.split_page
        sample.show_page(page)
        page.tabs.setCurrentIndex(at)
        _until_known(qtbot, sample)
        for width, height in (SIZES[0], NARROW):
            sample.resize(width, height)
            qtbot.wait(50)
            assert (sample.width(), sample.height()) == (width, height), f"{view} does not fit"
            assert sample.grab().save(str(ARTEFACTS / f"split-{view}-{code}-{width}.png"))
            cut += [f"{view} {width}: {_text(one)}" for one in _seen(page) if _is_cut(one)]
    assert cut == []


def _seen(page: QWidget) -> list[QWidget]:
    widgets = [one for one in page.findChildren(QWidget) if one.isVisible() and _text(one)]
    assert len(widgets) > 4
    return widgets


def _until_known(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until all that a view waits for is found out."""
    for _ in range(2):
        qtbot.wait(150)
        qtbot.waitUntil(lambda: not any(one.busy for one in window.questions), timeout=60_000)
