"""Amounts of money as people say them, whichever language they think in."""

from __future__ import annotations

import pytest

from models.typed_numbers import amount_in_words


def number_of(digits: str) -> float | None:
    """Read digits with a comma or a point before the decimals."""
    try:
        return float(digits.replace(" ", "").replace(",", "."))
    except ValueError:
        return None


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("10 million", 10e6),
        ("10m", 10e6),
        ("10 M", 10e6),
        ("10 Mio", 10e6),
        ("10 Mio.", 10e6),
        ("10 MIO", 10e6),
        ("10 mln", 10e6),
        ("10 millions", 10e6),
        ("10 miljoen", 10e6),
        ("10 Millionen", 10e6),
        ("2,5 Mrd", 2.5e9),
        ("2,5 Mrd.", 2.5e9),
        ("3 milliards", 3e9),
        ("3 miljard", 3e9),
        ("3 Milliarden", 3e9),
        ("1.2 bn", 1.2e9),
        ("500k", 500e3),
        ("500 K", 500e3),
        ("12 tausend", 12e3),
        ("12 Tsd.", 12e3),
        ("8 duizend", 8e3),
        ("5 mille", 5e3),
        ("2.3 million", 2_300_000),
        (",5 Mio", 500_000),
        ("10\u00a0000 mille", 10e6),
    ],
)
def test_words_of_magnitude_are_understood_in_four_languages(typed: str, amount: float) -> None:
    assert amount_in_words(typed, number_of, "EUR") == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("€10m", 10e6),
        ("€ 10 million", 10e6),
        ("10 M€", 10e6),
        ("10 Mio. €", 10e6),
        ("10 Mio. EUR", 10e6),
        ("EUR 10 Mio", 10e6),
        ("10 millions d’euros", 10e6),
        ("10 millions d'euros", 10e6),
        ("10 miljoen euro", 10e6),
        ("500 k€", 500e3),
        ("500 TEUR", 500e3),
        ("k€ 500", 500e3),
        ("1 200 €", 1200),
        ("€1200", 1200),
        ("1200 euros", 1200),
        ("eur 12,50", 12.5),
    ],
)
def test_the_currency_may_stand_before_or_after(typed: str, amount: float) -> None:
    assert amount_in_words(typed, number_of, "EUR") == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("-10 Mio", -10e6), ("−10 million", -10e6), ("-€10m", -10e6), ("€ -10m", -10e6), ("+3k", 3e3)],
)
def test_an_amount_may_be_below_zero(typed: str, amount: float) -> None:
    assert amount_in_words(typed, number_of, "EUR") == amount


@pytest.mark.parametrize("typed", ["1.234 Mio", "1,234 million", "12.500 k€", "999,000 Mrd"])
def test_what_may_be_two_amounts_is_none(typed: str) -> None:
    assert amount_in_words(typed, number_of, "EUR") is None


def test_a_billion_is_one_in_english_alone() -> None:
    assert amount_in_words("2 billion", number_of, "EUR", "en") == 2e9
    for language in ("fr", "nl", "de", ""):
        assert amount_in_words("2 billion", number_of, "EUR", language) is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "million",
        "ten million",
        "10",
        "10 apples",
        "10 million persons",
        "10 million a year",
        "10 k€ per month",
        "10 in",
        "50 cents",
        "10 % Mio",
        "10 Mio %",
        "10 Mio or 12 Mio",
        "--10 Mio",
        "-€-10m",
        "2026-2030",
        "n/a",
        "1.2.3 Mio",
    ],
)
def test_what_is_no_amount_is_none(typed: str) -> None:
    assert amount_in_words(typed, number_of, "EUR") is None


def test_an_amount_in_another_currency_is_none() -> None:
    assert amount_in_words("10 Mio CHF", number_of, "EUR") is None
    assert amount_in_words("$10m", number_of, "EUR") is None
    assert amount_in_words("10 Mio CHF", number_of, "CHF") == 10e6
    assert amount_in_words("10 Mio €", number_of, "CHF") is None
    assert amount_in_words("10 Mio €", number_of, "") is None


def test_a_currency_that_no_list_knows_goes_by_its_own_name() -> None:
    assert amount_in_words("10 Mio Ducats", number_of, "ducats") == 10e6
    assert amount_in_words("10 ducats", number_of, "ducats") == 10
    assert amount_in_words("10 thalers", number_of, "ducats") is None


def test_an_amount_is_in_the_thousands_in_which_the_case_counts() -> None:
    assert amount_in_words("10 million euro", number_of, "kEUR") == 10e3
    assert amount_in_words("10 kEUR", number_of, "kEUR") == 10
    assert amount_in_words("10 million", number_of, "kEUR") is None, "of which of them?"
