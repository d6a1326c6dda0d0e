"""The panel that says why, as it is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.engine.why_questions import AboutPayer
from desktop.look.language import show_in

NARROW = "\u202f"


def lines_at(text: QTextBrowser, width: int) -> list[str]:
    """Return the lines of all sentences when the panel is so wide."""
    document, lines = text.document(), []
    document.setTextWidth(width)
    block = document.begin()
    while block.isValid():
        layout, said = block.layout(), block.text()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            lines.append(said[line.textStart() : line.textStart() + line.textLength()])
        block = block.next()
    return lines


@pytest.fixture
def french() -> Iterator[None]:
    show_in("fr")
    yield
    show_in("en")


@pytest.mark.usefixtures("french")
def test_a_figure_in_belgian_french_is_never_broken(qtbot: QtBot, worked: MainWindow) -> None:
    why = worked.split_page.why
    qtbot.waitUntil(lambda: worked.split_page.explaining.state is AnswerState.CURRENT)
    worked.split_page.explaining.ask(AboutPayer(("federation",)))
    qtbot.waitUntil(lambda: worked.split_page.explaining.state is AnswerState.CURRENT)
    figures = re.findall(rf"\d[\d{NARROW},]*{NARROW}[\d{NARROW},]*\d", why.text.toPlainText())
    assert figures
    for width in range(150, 400, 7):
        shown = "\n".join(lines_at(why.text, width))
        assert all(figure in shown for figure in figures)
