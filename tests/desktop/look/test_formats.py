from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QLocale

from desktop.look import formats
from desktop.look.language import say
from models.words.text import Money, Share, listed

FRENCH = QLocale(QLocale.Language.French, QLocale.Country.Belgium)
GERMAN = QLocale(QLocale.Language.German)
ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.Europe)


def test_zero_is_a_dash_and_unknown_is_blank(locale: QLocale) -> None:
    assert formats.figure(0.0, locale) == "–"
    assert formats.figure(math.nan, locale) == ""


def test_a_negative_figure_has_a_true_minus(locale: QLocale) -> None:
    assert formats.figure(-1234.0, locale) == "−1,234"


def test_what_rounds_to_zero_is_a_dash_in_a_table_and_has_no_sign(locale: QLocale) -> None:
    assert formats.figure(-0.2, locale) == "–"
    assert formats.figure(0.2, locale, 1) == "0.2"
    assert formats.money(0.0, locale, formats.THOUSAND) == "–"
    assert formats.money(400.0, locale, formats.THOUSAND) == "<1", "it is not nothing"
    assert formats.money(-13_057.0, locale, formats.MILLION) == "−<0.1"
    assert formats.share(0.0004, locale) == "<0.1\u00a0%", "it is not nothing"
    assert formats.share(0.0, locale) == "–"
    assert formats.with_plus(formats.figure(0.2, locale), 0.2) == "–"
    assert formats.with_plus(formats.figure(2.0, locale), 2.0) == "+2"
    assert formats.number(-0.2, locale) == "0", "a sentence has no dashes for figures"


def test_figures_group_by_locale() -> None:
    belgian = QLocale(QLocale.Language.French, QLocale.Country.Belgium)
    assert formats.exact(1234567.891, belgian) == "1\u202f234\u202f567,89"
    german = QLocale(QLocale.Language.German)
    assert formats.exact(1234567.891, german) == "1.234.567,89"


def test_a_copied_figure_has_no_grouping_and_all_its_decimals(locale: QLocale) -> None:
    assert formats.plain(30608.7, locale) == "30608.7"
    assert formats.plain(2026.0, locale) == "2026"


@pytest.mark.parametrize(
    ("amounts", "unit"),
    [
        ([], formats.CENT),
        ([30_608.7, -99_999.0], formats.ONE),
        ([528_929_000.0], formats.THOUSAND),
        ([2.5e9], formats.MILLION),
    ],
)
def test_the_unit_fits_the_largest_amount(amounts: list[float], unit: formats.MoneyUnit) -> None:
    assert formats.fitting_unit(amounts) is unit


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (412_345_678.0, "EUR 412 million"),
        (4_123_456.0, "EUR 4.12 million"),
        (1_026_000_000.0, "EUR 1.03 billion"),
        (880_000.0, "EUR 880,000"),
        (30_608.7, "EUR 30,608.70"),
    ],
)
def test_a_sentence_names_amounts_shortly(amount: float, words: str) -> None:
    assert say(Money(amount, "EUR", brief=True)).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0 %"),
        (0.0001, "less than 0.1 %"),
        (0.62, "62 %"),
        (0.9999, "more than 99.9 %"),
        (1.0, "100 %"),
    ],
)
def test_a_share_never_says_all_or_nothing_when_it_is_not(share: float, words: str) -> None:
    assert say(Share(share)).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("amount", "key"), [(9_999, "one"), (10_000, "thousand"), (1e7, "million"), (0, "one")]
)
def test_from_afar_an_amount_has_few_digits(amount: float, key: str) -> None:
    assert formats.coarse_unit([0, -amount]).key == key


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_in_the_language_of_the_window(parts: list[str], said: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.Belgium))
    try:
        assert say(listed(parts)) == said
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("1234.5", ENGLISH, 1234.5),
        ("1,234.5", ENGLISH, 1234.5),
        ("1\u202f234,5", FRENCH, 1234.5),
        ("1\u00a0234,5", FRENCH, 1234.5),
        ("1 234,5", FRENCH, 1234.5),
        ("1.234,5", GERMAN, 1234.5),
        ("0.25", FRENCH, 0.25),
        (" 12 ", ENGLISH, 12.0),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, locale: QLocale, value: float) -> None:
    assert formats.typed_number(text, locale) == value


def test_a_number_that_could_be_two_is_none() -> None:
    assert formats.typed_number("1.234", FRENCH) is None


@pytest.mark.parametrize("text", ["1 00", "12 3456", "1 000 00"])
def test_a_blank_that_stands_between_no_thousands_is_a_slip(locale: QLocale, text: str) -> None:
    assert formats.typed_number(text, locale) is None
    assert formats.typed_number("1 000 000", locale) == 1_000_000
