from __future__ import annotations

import math

import pytest

from models.checks.every import check_case
from models.declaration.tables import SCENARIOS, TABLE_BY_KEY
from models.editing import CellEdit, set_cells
from models.typed_values import typed_value
from tests.models.exchange.builders import WORKED

FLOWS, BENEFITS = TABLE_BY_KEY["Flows"], TABLE_BY_KEY["Benefits"]
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
    ("table", "column", "typed", "kept", "code"),
    [
        ("Flows", "persons", " many ", "many", "not-a-number"),
        ("Flows", "persons", "inf", "inf", "not-a-number"),
        ("Flows", "persons", "2.000.000", "2.000.000", "not-a-number"),
        ("Flows", "persons", "-3", -3.0, "negative-number"),
        ("Costs", "cost_per_person", "−40", -40.0, "negative-number"),
        ("Flows", "year", "26", 26.0, "not-a-year"),
        ("Stages", "order", "1.5", 1.5, "not-whole"),
        ("Territories", "pays", "perhaps", "perhaps", "not-yes-no"),
        ("Clauses", "sense", "about", "about", "unknown-choice"),
    ],
)
def test_what_cannot_stand_in_a_cell_stays_as_it_was_typed_and_the_checks_say_so(
    table: str, column: str, typed: str, kept: object, code: str
) -> None:
    value = typed_value(TABLE_BY_KEY[table].column(column), typed, number_of)
    assert value == kept
    edit = set_cells(WORKED, table, [CellEdit(0, column, None, value)], "")
    found = [one for one in check_case(edit.forward(WORKED)) if one.code == code]
    assert [(one.table, one.row, one.column) for one in found] == [(table, 0, column)]


def test_a_benefit_may_be_negative_and_a_true_minus_is_one() -> None:
    assert typed_value(BENEFITS.column("benefit_per_person"), "−40", number_of) == -40


@pytest.mark.parametrize("word", ["yes", "Oui", "ja", "TRUE", "1"])
def test_yes_is_understood_in_four_languages(word: str) -> None:
    assert typed_value(TERRITORIES.column("pays"), word, number_of) is True


@pytest.mark.parametrize(
    ("text", "value"),
    [("25%", 0.25), ("25 %", 0.25), ("2026-2030", "2026-2030"), ("none", "none"), ("", None)],
)
def test_the_value_of_a_rule_is_a_number_or_a_text(text: str, value: object) -> None:
    assert typed_value(SCENARIOS.column("base"), text, number_of) == value
