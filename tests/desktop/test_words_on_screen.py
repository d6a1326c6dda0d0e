"""No text on the screen is beyond translation: in a language of marks each has its marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QLocale
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.look import language
from desktop.look.colours import territory_colours
from desktop.look.language import CatalogueTranslator
from desktop.pages.page import PAGES
from models.case import Case
from models.declaration.tables import TABLES
from models.geometry.atlas import packaged_atlases
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on
from tests.desktop.shown_texts import shown_texts
from tests.pseudo import PSEUDO, words_outside

_WORDS = re.compile(r"[^\W\d_]{2,}")
WITHIN = 60_000
OWN_NAMES = ("English", "Français", "Nederlands", "Deutsch", "Relais")


@pytest.fixture
def marks() -> Iterator[None]:
    """Let the window speak the language of marks."""
    before, translator = QLocale(), CatalogueTranslator(PSEUDO)
    language.show_in("en")
    language._Shown.language = PSEUDO
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)
    language.show_in("en")
    QLocale.setDefault(before)


@pytest.fixture
def marked_sample(qtbot: QtBot, marks: None, open_window: OpenWindow) -> MainWindow:
    del marks
    return solved_on(qtbot, open_window(), SAMPLES / "belgium.xlsx")


def names_of_case(case: Case) -> set[str]:
    """Return all that the case itself calls by a name, and the letters that charts make of it."""
    colours = territory_colours(case)
    names = {"EUR", *case.scenarios(), *map(colours.letters, colours.order)}
    for table in TABLES:
        frame = case.table(table.key)
        names |= set(map(str, frame))  # the user's own columns among them
        for column in frame:
            names |= {str(cell) for cell in frame[column] if isinstance(cell, str)}
    return names


def unmarked_texts(window: QWidget, names: set[str]) -> list[str]:
    # A chart breaks and shortens names, so that it is their words that count.
    known = {word.casefold() for name in names for word in _WORDS.findall(name)}
    return list(
        dict.fromkeys(
            f"{where}: {text!r}"
            for where, text in shown_texts(window)
            if any(not _is_known(word, text, known) for word in words_outside(text, *OWN_NAMES))
        )
    )


def _is_known(word: str, text: str, known: set[str]) -> bool:
    folded = word.casefold()
    shortened = f"{word}…" in text and any(one.startswith(folded) for one in known)
    return folded in known or shortened


def names_in(window: MainWindow) -> set[str]:
    """Return what stands outside all marks: what the case calls by a name, and whose maps show."""
    case, path = window.document.case, window.document.path
    names = {atlas.attribution for atlas in packaged_atlases()}
    if case is not None and path is not None:
        names |= names_of_case(case) | {path.name}
    return names


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not any(one.busy for one in window.questions), timeout=WITHIN)


@pytest.mark.parametrize("number", [kind.number for kind in PAGES])
def test_each_page_says_only_what_can_be_translated(
    qtbot: QtBot, marked_sample: MainWindow, number: int
) -> None:
    window = marked_sample
    window.show_number(number)
    settle(qtbot, window)
    names = names_in(window)
    found = unmarked_texts(window, names)
    page = window.pages.currentWidget()
    assert page is not None
    for tabs in page.findChildren(QTabBar):
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            settle(qtbot, window)
            found += unmarked_texts(window, names)
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.usefixtures("marks")
def test_without_a_case_and_with_a_blank_one_all_can_be_translated(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()
    assert not unmarked_texts(window, set())
    window.case_actions.new_case()
    qtbot.waitUntil(lambda: window.document.case is not None, timeout=WITHIN)
    settle(qtbot, window)
    for kind in PAGES:
        window.show_number(kind.number)
        settle(qtbot, window)
        assert not unmarked_texts(window, names_in(window))


def test_reasons_of_every_kind_can_be_translated(qtbot: QtBot, marked_sample: MainWindow) -> None:
    window, page = marked_sample, marked_sample.split_page
    names = names_in(window)
    for view in (page.matrix.view, page.matrix.totals_view):
        rows, columns = view.model().rowCount(), view.model().columnCount()
        for row in range(0, rows, max(1, rows // 4)):
            for column in range(columns):
                index = view.model().index(row, column)
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                view.selectionModel().setCurrentIndex(index, flags)
                qtbot.waitUntil(
                    lambda: page.explaining.state is AnswerState.CURRENT, timeout=WITHIN
                )
                assert not unmarked_texts(page.why, names)


@pytest.mark.parametrize(
    "open_it",
    [
        lambda window: window.start_meeting(),
        lambda window: window.show_palette(),
        lambda window: window.start_tour(),
        lambda window: window.show_history(),
        lambda window: window.show_settings(),
        lambda window: window.show_warnings(),
    ],
    ids=["meeting", "palette", "tour", "history", "settings", "warnings"],
)
def test_what_opens_over_the_window_can_be_translated(
    qtbot: QtBot, marked_sample: MainWindow, open_it: Callable[[MainWindow], object]
) -> None:
    window = marked_sample
    names = names_in(window)
    window.document.add_row("Costs", 0)
    window.document.undo_stack.undo()
    settle(qtbot, window)
    before = set(QApplication.topLevelWidgets())
    open_it(window)
    qtbot.wait(50)
    opened = [one for one in QApplication.topLevelWidgets() if one not in before]
    found = [text for one in (window, *opened) for text in unmarked_texts(one, names)]
    for one in opened:
        one.close()
    assert not found, "\n".join(dict.fromkeys(found))


def test_the_problems_of_data_can_be_translated(qtbot: QtBot, marked_sample: MainWindow) -> None:
    window = marked_sample
    names = names_in(window)
    window.document.add_row("Costs", 0)
    window.document.add_row("Territories", 0)
    window.document.add_row("Clauses", 0)
    qtbot.waitUntil(lambda: window.document.has_errors, timeout=WITHIN)
    names |= {problem.sheet for problem in window.document.problems}
    for kind in PAGES:
        window.show_number(kind.number)
        settle(qtbot, window)
        found = unmarked_texts(window, names)
        assert not found, "\n".join(found)
