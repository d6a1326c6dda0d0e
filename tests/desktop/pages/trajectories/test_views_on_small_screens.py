"""Streams by group, and with and without, in every language on small screens; with pictures.

The pictures are tests/artefacts/trajectories-<view>-<language>-<width>.png, light in one language
and dark in the next.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.look.theme import Theme
from desktop.pages.trajectories.page import STREAMS, WITHOUT, TrajectoriesPage
from models.declaration.kinds import LANGUAGES
from tests.desktop.conftest import OpenWindow, wait_for_split
from tests.desktop.pages.trajectories.test_page import settled
from tests.desktop.test_pictures import ARTEFACTS, NARROW, SCHEMES, SIZES, _is_cut, _speak, _text
from tests.second_edition import everything

VIEWS = {"groups": STREAMS, "without": WITHOUT}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_of_a_view_is_cut_off(
    qtbot: QtBot, open_window: OpenWindow, theme: Theme, code: str
) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    window = open_window()
    window.document.replace_case(everything(), Path("everything.xlsx"), ())
    wait_for_split(qtbot, window)
    theme.apply(list(SCHEMES.values())[LANGUAGES.index(code) % 2])
    _speak(qtbot, window, code)
    page = window.page_of(TrajectoriesPage)
    window.show_page(page)
    settled(qtbot, page)
    cut: list[str] = []
    for view, at in VIEWS.items():
        page.tabs.setCurrentIndex(at)
        for width, height in (SIZES[0], NARROW):
            window.resize(width, height)
            qtbot.wait(50)
            assert (window.width(), window.height()) == (width, height), f"{view} does not fit"
            assert page.tabs.rect().contains(page.tabs.tabRect(STREAMS))
            assert page.tabs.rect().contains(page.tabs.tabRect(WITHOUT))
            name = f"trajectories-{view}-{code}-{width}.png"
            assert window.grab().save(str(ARTEFACTS / name))
            cut += [f"{view} {width}: {_text(one)}" for one in _seen(page) if _is_cut(one)]
    assert cut == []


def _seen(page: QWidget) -> list[QWidget]:
    widgets = [one for one in page.findChildren(QWidget) if one.isVisible() and _text(one)]
    assert len(widgets) > 4
    return widgets
