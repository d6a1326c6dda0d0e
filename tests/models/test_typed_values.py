from __future__ import annotations

import math

import pytest

from models.declaration.kinds import Column
from models.declaration.tables import SCENARIOS, TABLE_BY_KEY
from models.typed_values import InputRefusedError, typed_value

CLAUSES, COSTS, FLOWS = TABLE_BY_KEY["Clauses"], TABLE_BY_KEY["Costs"], TABLE_BY_KEY["Flows"]
BENEFITS, STAGES = TABLE_BY_KEY["Benefits"], TABLE_BY_KEY["Stages"]
TERRITORIES = TABLE_BY_KEY["Territories"]
PERSONS = FLOWS.column("persons")


def number_of(text: str) -> float | None:
    """Read numbers as a program writes them."""
    percent = text.endswith("%")
    try:
        value = float(text.rstrip("% ").replace("−", "-"))
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return value / 100 if percent else value


def test_a_blank_number_is_unknown_and_a_blank_text_is_nothing() -> None:
    assert math.isnan(typed_value(PERSONS, "  ", number_of))  # type: ignore[arg-type]
    assert typed_value(FLOWS.column("note"), "", number_of) is None


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
        typed_value(column, text, number_of)
    assert str(refused.value) == sentence


def test_a_benefit_may_be_negative_and_a_true_minus_is_one() -> None:
    assert typed_value(BENEFITS.column("benefit_per_person"), "−40", number_of) == -40
    with pytest.raises(InputRefusedError):
        typed_value(COSTS.column("cost_per_person"), "−40", number_of)


@pytest.mark.parametrize("word", ["yes", "Oui", "ja", "TRUE", "1"])
def test_yes_is_understood_in_four_languages(word: str) -> None:
    assert typed_value(TERRITORIES.column("pays"), word, number_of) is True


@pytest.mark.parametrize(
    ("text", "value"),
    [("25%", 0.25), ("25 %", 0.25), ("2026-2030", "2026-2030"), ("none", "none"), ("", None)],
)
def test_the_value_of_a_rule_is_a_number_or_a_text(text: str, value: object) -> None:
    assert typed_value(SCENARIOS.column("base"), text, number_of) == value
