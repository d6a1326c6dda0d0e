"""How deep payers are and when they have it back, as it is said on the page."""

from __future__ import annotations

from models.names import Names
from models.results.cash import Cash, CashYear
from models.words.cash import cash_finding, cash_sentence, cash_sheet, cash_unit
from models.words.language import ENGLISH
from models.words.names import Terms
from models.words.text import Argument
from tests.desktop.builders import split_of

TERMS = Terms(Names(), "EUR", 1.0)


def cash(*balances: tuple[float, float]) -> Cash:
    """Return years from 2023 on, each with what is paid and gained."""
    years, balance = [], 0.0
    for at, (paid, gained) in enumerate(balances):
        balance += gained - paid
        years.append(CashYear(2023 + at, paid, paid, 0.0, gained, balance))
    return Cash(tuple(years), 0.5)


def said(words: Argument) -> str:
    return ENGLISH.say(words).replace("\u00a0", " ")


DEEP, BURIED = cash((100, 0), (20, 50), (0, 90)), cash((100, 0), (0, 10))
NEVER, NOTHING = cash((10, 20), (0, 5)), cash((0, 20))


def test_all_together_are_short_at_most_in_one_year() -> None:
    assert said(cash_sentence(DEEP, TERMS)) == (
        "All payers together are EUR 100 short at most, in 2023; from 2025 on it is paid back."
    )
    assert said(cash_sentence(BURIED, TERMS)).endswith(
        "within the years counted it is not paid back."
    )
    assert "gain in no year less" in said(cash_sentence(NEVER, TERMS))
    assert said(cash_sentence(NOTHING, TERMS)).startswith("Nobody pays anything")


def test_the_bars_of_one_payer_say_the_same_of_it() -> None:
    assert said(cash_finding("Port", DEEP, TERMS)) == (
        "Port: EUR 100 short at most, in 2023; paid back from 2025 on"
    )
    assert said(cash_finding("Port", BURIED, TERMS)).endswith(
        "not paid back within the years counted"
    )
    assert "in no year" in said(cash_finding("Port", NEVER, TERMS))
    assert said(cash_finding("Port", NOTHING, TERMS)) == "Port pays nothing"


def test_blank_years_say_why() -> None:
    sheet = cash_sheet({"City": NEVER, "Port": BURIED, "Land": NOTHING}, DEEP, split_of(), TERMS)
    never, buried, nothing, together = sheet.rows
    assert said(never.cells[4].note) == "It is never below zero."
    assert (never.cells[3].value, never.cells[5].value) == (0.0, 2023)
    assert said(buried.cells[5].note) == "Not within the years counted."
    assert said(nothing.cells[5].note) == "It pays nothing."
    assert [cell.value for cell in together.cells] == [120.0, 140.0, 20.0, -100.0, 2023, 2025]


def test_the_year_of_the_money_is_said_where_there_is_one() -> None:
    assert said(cash_unit("EUR", 2023)).startswith("EUR of 2023, discounted; left: paid")
    assert said(cash_unit("EUR", None)).startswith("EUR; left: paid")
