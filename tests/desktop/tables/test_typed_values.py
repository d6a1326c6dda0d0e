from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QLocale

from desktop.tables.typed_values import InputRefusedError, parse_cell
from models.declaration.kinds import Column
from models.declaration.tables import SCENARIOS, TABLE_BY_KEY

CLAUSES, COSTS, FLOWS = TABLE_BY_KEY["Clauses"], TABLE_BY_KEY["Costs"], TABLE_BY_KEY["Flows"]
BENEFITS, STAGES = TABLE_BY_KEY["Benefits"], TABLE_BY_KEY["Stages"]
TERRITORIES = TABLE_BY_KEY["Territories"]
PERSONS = FLOWS.column("persons")
FRENCH = QLocale(QLocale.Language.French, QLocale.Country.Belgium)
GERMAN = QLocale(QLocale.Language.German)
ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.Europe)


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
    assert parse_cell(PERSONS, text, locale) == value


def test_a_number_that_could_be_two_is_refused() -> None:
    with pytest.raises(InputRefusedError, match=r"1\.234"):
        parse_cell(PERSONS, "1.234", FRENCH)


def test_a_blank_number_is_unknown_and_a_blank_text_is_nothing() -> None:
    assert math.isnan(parse_cell(PERSONS, "  ", ENGLISH))  # type: ignore[arg-type]
    assert parse_cell(FLOWS.column("note"), "", ENGLISH) is None


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        (PERSONS, "many", "“many” is not a number."),
        (PERSONS, "inf", "“inf” is not a number."),
        (PERSONS, "-3", "“-3” is below zero; it must not be."),
        (FLOWS.column("year"), "26", "“26” is not a year."),
        (STAGES.column("order"), "1.5", "“1.5” is not a whole number."),
        (TERRITORIES.column("pays"), "perhaps", "“perhaps” is neither yes nor no."),
        (CLAUSES.column("sense"), "about", "“about” is none of: at most, at least, exactly."),
    ],
)
def test_what_cannot_stand_in_a_cell_is_refused_with_a_sentence(
    column: Column, text: str, sentence: str
) -> None:
    with pytest.raises(InputRefusedError) as refused:
        parse_cell(column, text, ENGLISH)
    assert str(refused.value) == sentence


def test_a_benefit_may_be_negative_and_a_true_minus_is_one() -> None:
    assert parse_cell(BENEFITS.column("benefit_per_person"), "−40", ENGLISH) == -40
    with pytest.raises(InputRefusedError):
        parse_cell(COSTS.column("cost_per_person"), "−40", ENGLISH)


@pytest.mark.parametrize("word", ["yes", "Oui", "ja", "TRUE", "1"])
def test_yes_is_understood_in_four_languages(word: str) -> None:
    assert parse_cell(TERRITORIES.column("pays"), word, ENGLISH) is True


@pytest.mark.parametrize(
    ("text", "value"),
    [("25%", 0.25), ("25 %", 0.25), ("2026-2030", "2026-2030"), ("none", "none"), ("", None)],
)
def test_the_value_of_a_rule_is_a_number_or_a_text(text: str, value: object) -> None:
    assert parse_cell(SCENARIOS.column("base"), text, ENGLISH) == value
