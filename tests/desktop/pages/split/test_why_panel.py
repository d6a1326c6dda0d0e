"""The panel that says why, as it is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor, QTextFragment
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.engine.question import AnswerState
from desktop.engine.why_questions import AboutCohort, AboutPayer
from desktop.look.language import show_in
from models.editing import CellEdit
from models.programme import Place, Programme
from tests.desktop.conftest import freeze, wait_for_split

NARROW = "\u202f"


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


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


def place_of_link(text: QTextBrowser, words: str) -> QPoint:
    """Return the middle of the first link with these words, scrolled into sight."""
    position = next(
        fragment.position() + len(words) // 2
        for fragment in fragments_of(text)
        if fragment.charFormat().isAnchor() and fragment.text().startswith(words)
    )
    cursor = QTextCursor(text.document())
    cursor.setPosition(position)
    text.setTextCursor(cursor)
    text.ensureCursorVisible()
    return text.cursorRect(cursor).center()


def fragments_of(text: QTextBrowser) -> Iterator[QTextFragment]:
    block = text.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            yield at.fragment()
            at += 1
        block = block.next()


def click_link(qtbot: QtBot, window: MainWindow, words: str) -> None:
    text = window.split_page.why.text
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place_of_link(text, words))


def wait_until_said(qtbot: QtBot, window: MainWindow, words: str) -> str:
    page = window.split_page

    def said() -> str:
        return f"{page.why.title.text()}\n{page.why.text.toPlainText()}".replace("\u00a0", " ")

    qtbot.waitUntil(lambda: page.explaining.state is AnswerState.CURRENT and words in said())
    return said()


def chosen_row(window: MainWindow) -> list[str]:
    """Return the cells of the rows that are chosen in the grid that is shown."""
    grid = window.data_page.grid
    return [str(index.data() or "") for index in grid.selectedIndexes()]


def test_an_auditor_follows_a_cell_to_its_rows_and_comes_back(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = worked.split_page
    page.matrix.go_to("federation", Programme("city", "welcome", 2023))
    chosen = page.matrix.chosen_now()
    wait_until_said(
        qtbot,
        worked,
        "Work in Port, 2025\n35 persons at EUR 20,000 each, over 5 years\nEUR 700,000",
    )
    assert not page.why.back_button.isVisible()
    click_link(qtbot, worked, "Work in Port, 2025")
    said = wait_until_said(qtbot, worked, "Together\n35\n")
    assert "Training in City, 2024\n40 persons × 50.0 %\n20\n" in said
    assert "Observed: the flows count 20 of 40 persons who entered in 2024. Flows, row 9." in said
    assert "Discount of 2 years at 0 % a year\nEUR 0\nIn money of 2023\nEUR 700,000" in said
    click_link(qtbot, worked, "Benefits, row 4")
    assert worked.pages.currentWidget() is worked.data_page
    assert chosen_row(worked)[1:5] == ["work", "", "federation", "20,000"]
    assert worked.data_page.back_button.isVisible()
    qtbot.keyClick(worked.data_page.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert worked.pages.currentWidget() is page
    assert page.why.title.text().startswith("What Welcome in City, 2023 brings Federation")
    assert page.why.text.hasFocus()
    qtbot.keyClick(page.why.text, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.why.title.text().startswith("Why Federation pays")
    assert page.matrix.chosen_now() == chosen
    assert not page.why.back_button.isVisible()


def test_an_auditor_follows_a_bar_to_the_flows_of_a_programme_and_comes_back(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = worked.split_page
    page.bars.chosen.emit("port")
    wait_until_said(qtbot, worked, "Why Port pays EUR 160,695.65 in all")
    click_link(qtbot, worked, "Welcome in City, 2023")
    wait_until_said(qtbot, worked, "Why Port pays EUR 73,189.93 for Welcome in City, 2023")
    click_link(qtbot, worked, "Welcome in City, 2023")
    said = wait_until_said(qtbot, worked, "Who pays for Welcome in City, 2023")
    assert "Cost of each\nEUR 5,000\nCosts, row 2." in said
    assert "Costs, row 2: no source is given." in said
    click_link(qtbot, worked, "Persons who enter")
    wait_until_said(qtbot, worked, "Counted by the flows\n80\nFlows, row 3.")
    click_link(qtbot, worked, "Flows, row 3")
    assert chosen_row(worked)[:6] == ["2023", "reception", "city", "welcome", "city", "80"]
    qtbot.mouseClick(worked.data_page.back_button, Qt.MouseButton.LeftButton)
    for title in ("Who pays for Welcome", "Why Port pays EUR 73,189.93", "Why Port pays EUR 160,6"):
        assert page.why.back_button.isVisible()
        qtbot.mouseClick(page.why.back_button, Qt.MouseButton.LeftButton)
        assert page.why.title.text().replace("\u00a0", " ").startswith(title)
    assert not page.why.back_button.isVisible()


def test_going_back_says_so_where_no_link_was_followed(worked: MainWindow) -> None:
    worked.go_back()
    assert worked.statusBar().currentMessage().startswith("No link was followed")


def test_links_to_several_rows_choose_them_all(qtbot: QtBot, sample: MainWindow) -> None:
    page = sample.split_page
    page.explaining.ask(AboutCohort(Programme("FL", "welcome", 2027), Place("BX", "welcome", 2027)))
    said = wait_until_said(qtbot, sample, "Reception in Brussels-Capital, 2026")
    assert "Projected at the rate of the years 2021, 2022 and 2023: the flows count" in said
    remarks = said.partition("What these rows say of their source\n")[2].split("\n")
    texts = [one.partition(": ")[2] for one in remarks if one]
    assert texts
    assert len(texts) == len(set(texts)), "each text is said once, of all rows that hold it"
    sample.data_page.filter_bar.line.setText("training")
    sample.data_page.grids[2].table.show_only("training")
    click_link(qtbot, sample, "Flows, rows 10, 32 and 83")
    chosen = sample.data_page.grid.selectionModel().selection()
    assert sorted({index.row() for index in chosen.indexes()}) == [8, 30, 81]
    assert sample.statusBar().currentMessage() == "Chosen: Flows, rows 10, 32 and 83."


def test_rows_that_are_others_now_are_refused_with_a_sentence(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = worked.split_page
    page.explaining.ask(
        AboutCohort(Programme("city", "welcome", 2023), Place("city", "welcome", 2023))
    )
    wait_until_said(qtbot, worked, "Flows, row 3")
    freeze(qtbot, worked)
    worked.document.set_cells("Flows", [CellEdit(1, "persons", 80.0, 90.0)])
    wait_for_split(qtbot, worked)
    wait_until_said(qtbot, worked, "Flows, row 3")
    click_link(qtbot, worked, "Flows, row 3")
    assert worked.pages.currentWidget() is page
    assert worked.statusBar().currentMessage().startswith("The open data are no longer those")


def test_smaller_entries_open_where_they_are_named(qtbot: QtBot, sample: MainWindow) -> None:
    page = sample.split_page
    page.matrix.go_to("BE", None)
    said = wait_until_said(qtbot, sample, "21 smaller payments")
    together = said.partition("What it pays for")[2].partition("\nTogether\n")
    assert together[0].count("\nEUR") == 9
    click_link(qtbot, sample, "21 smaller payments")
    said = wait_until_said(qtbot, sample, "What it pays for")
    opened = said.partition("What it pays for")[2].partition("\nTogether\n")
    assert "smaller" not in said
    assert opened[0].count("\nEUR") == 29
    assert opened[2].split("\n")[0] == together[2].split("\n")[0]


def test_costs_stand_with_their_minus_and_all_amounts_of_a_list_have_the_same_decimals(
    qtbot: QtBot, sample: MainWindow
) -> None:
    page = sample.split_page
    page.matrix.go_to("BE", Programme("FL", "welcome", 2027))
    said = wait_until_said(qtbot, sample, "Where these persons go")
    assert "6,401.3 persons at EUR −1,334 each\nEUR −8,371,844" in said
    page.explaining.ask(AboutPayer(("BE",)))
    said = wait_until_said(qtbot, sample, "Paid in all")
    assert not re.findall(r"\d\.\d\d\n", said)


def test_whoever_has_gone_on_stays_there_when_a_new_split_comes(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = worked.split_page
    page.matrix.go_to("federation", Programme("city", "welcome", 2023))
    wait_until_said(qtbot, worked, "Work in Port, 2025")
    click_link(qtbot, worked, "Work in Port, 2025")
    wait_until_said(qtbot, worked, "Together\n35\n")
    worked.document.set_cells("Benefits", [CellEdit(2, "benefit_per_person", 20000.0, 30000.0)])
    wait_for_split(qtbot, worked)
    said = wait_until_said(qtbot, worked, "Benefit of a person\nEUR 30,000")
    assert said.startswith("What Welcome in City, 2023 brings Federation")


@pytest.mark.parametrize("width", [1366, 1920])
def test_the_reasons_have_the_width_that_the_matrix_does_not_need(
    qtbot: QtBot, sample: MainWindow, width: int
) -> None:
    page = sample.split_page
    sample.resize(width, 900)
    qtbot.waitUntil(lambda: sample.width() == width)
    matrix, panel = page.payments.sides.sizes()
    assert panel >= page.width() // 4 - 20
    if width == 1920:
        assert panel > 500
        assert matrix >= page.matrix.wanted_width()
    page.payments.sides.moveSplitter(700, 1)
    by_hand = page.payments.sides.sizes()[1]
    sample.resize(width - 40, 900)
    qtbot.waitUntil(lambda: sample.width() == width - 40)
    assert page.payments.sides.sizes()[1] == by_hand


def test_another_language_leaves_one_where_a_link_led(qtbot: QtBot, worked: MainWindow) -> None:
    page = worked.split_page
    page.matrix.go_to("federation", Programme("city", "welcome", 2023))
    wait_until_said(qtbot, worked, "Work in Port, 2025")
    click_link(qtbot, worked, "Work in Port, 2025")
    wait_until_said(qtbot, worked, "Together\n35\n")
    worked.speak("nl")
    qtbot.waitUntil(lambda: worked.split_page is not page)
    said = wait_until_said(qtbot, worked, "Samen\n35\n")
    assert said.startswith("Wat Welcome in City, 2023 Federation opbrengt")
    worked.go_back()
    wait_until_said(qtbot, worked, "Waarom Federation")
