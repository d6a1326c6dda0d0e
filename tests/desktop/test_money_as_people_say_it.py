"""Money is typed as people say it, wherever the window takes it, in whichever language it shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.look.formats import typed_amount, typed_number
from desktop.look.language import locale_of
from desktop.pages.data.case_grid import CaseGrid
from desktop.pages.rules.rule_editors import TypedEditor
from models.words.text import LANGUAGES
from tests.desktop.app.test_start import grid_of, read, type_into
from tests.desktop.conftest import wait_for_split
from tests.desktop.pages.data.test_page import frame, go_to, paste
from tests.desktop.pages.rules.page_driving import open_editor, pick, rules_page, write_clause

TEN_MILLION = ["10 million", "10m", "10 Mio", "10 Mio.", "10 millions", "10 miljoen", "10 Mio. EUR"]


def type_anew(qtbot: QtBot, grid: CaseGrid, row: int, column: str, text: str) -> None:
    """Type into a cell once the editor of the one before is gone."""
    qtbot.waitUntil(lambda: grid.findChild(QLineEdit) is None)
    type_into(qtbot, grid, row, column, text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", [*TEN_MILLION, "10 Mio. €", "10 Millionen", "EUR 10 mln", "€10M"])
def test_ten_million_is_one_number_in_every_language(language: str, typed: str) -> None:
    assert typed_amount(typed, locale_of(language), "EUR") == 10e6


@pytest.mark.parametrize("language", LANGUAGES)
def test_decimals_are_those_of_either_mark(language: str) -> None:
    locale = locale_of(language)
    assert typed_amount("2,5 Mrd", locale, "EUR") == 2.5e9
    assert typed_amount("1.2 bn", locale, "EUR") == 1.2e9
    assert typed_amount("1.234 Mio", locale, "EUR") is None, "it may be a thousand times as much"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_alone_is_what_it_was(language: str) -> None:
    locale = locale_of(language)
    for typed in ("1234.5", "0.25", "25 %", "12", "1,234", "1.234", "1 234"):
        assert typed_amount(typed, locale, "EUR") == typed_number(typed, locale)


def test_money_is_typed_into_the_grid_as_people_say_it(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    type_anew(qtbot, grid, 0, "existing_funding", "1,5 Mio. EUR")
    assert frame(worked, "Costs")["existing_funding"].iloc[0] == 1.5e6
    type_anew(qtbot, grid, 0, "cost_per_person", "12 tausend")
    assert frame(worked, "Costs")["cost_per_person"].iloc[0] == 12_000
    assert read(grid, 0, "cost_per_person") == "12,000"


def test_persons_are_counted_in_digits(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Flows")
    type_anew(qtbot, grid, 0, "persons", "10k")
    assert frame(worked, "Flows")["persons"].iloc[0] == "10k", "it stays as it was typed, marked"


def test_budgets_are_pasted_as_people_say_them(qtbot: QtBot, worked: MainWindow) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    go_to(qtbot, grid, 0, "cost_per_person")
    paste(qtbot, grid, "10 million\n€500k\n3 milliards €")
    assert frame(worked, "Costs")["cost_per_person"].tolist()[:3] == [10e6, 500e3, 3e9]


def test_the_value_of_a_clause_is_money_only_where_it_is_an_amount(
    qtbot: QtBot, worked: MainWindow
) -> None:
    page = rules_page(qtbot, worked)
    write_clause(qtbot, page, "10 miljoen", payer="City")
    write_clause(qtbot, page, "25", payer="City", measure="% of its later benefit")
    grid = grid_of(qtbot, worked, "Clauses")
    type_anew(qtbot, grid, 0, "value", "3m euro")
    type_anew(qtbot, grid, 1, "value", "3m")
    assert frame(worked, "Clauses")["value"].tolist() == [3e6, "3m"], "a share is no money"


@pytest.mark.parametrize("typed", TEN_MILLION)
def test_a_clause_takes_money_as_people_say_it_and_reads_it_back(
    qtbot: QtBot, worked: MainWindow, typed: str
) -> None:
    page = rules_page(qtbot, worked)
    qtbot.mouseClick(page.clauses.add_button, Qt.MouseButton.LeftButton)
    editor = open_editor(page)
    qtbot.keyClicks(editor.value, typed)
    assert "EUR 10,000,000" in editor.sentence.text().replace("\u00a0", " ")
    assert editor.accept_button.isEnabled()
    pick(editor.measure, "% of its later benefit")
    assert not editor.accept_button.isEnabled(), "a share is no amount"
    editor.reject()


def test_a_rule_in_money_takes_it_as_people_say_it(qtbot: QtBot, worked: MainWindow) -> None:
    page = rules_page(qtbot, worked)
    editor = page.rules.rows["rounding"].editor
    assert isinstance(editor, TypedEditor)
    line: QLineEdit = editor.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "1k EUR")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    rules = frame(worked, "Scenarios").set_index("rule")["base"]
    assert rules["rounding"] == 1000
    assert not editor.problem.isVisible()
    wait_for_split(qtbot, worked)


def test_an_amount_is_read_in_the_currency_that_the_case_has_by_now(
    qtbot: QtBot, worked: MainWindow
) -> None:
    grid = grid_of(qtbot, worked, "Costs")
    type_anew(qtbot, grid, 0, "cost_per_person", "2k CHF")
    assert frame(worked, "Costs")["cost_per_person"].iloc[0] == "2k CHF", "EUR are counted"
    editor = rules_page(qtbot, worked).rules.rows["currency"].editor
    assert isinstance(editor, TypedEditor)
    editor.line.setFocus()
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "CHF")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    grid = grid_of(qtbot, worked, "Costs")
    type_anew(qtbot, grid, 0, "cost_per_person", "2k CHF")
    assert frame(worked, "Costs")["cost_per_person"].iloc[0] == 2000
    wait_for_split(qtbot, worked)
