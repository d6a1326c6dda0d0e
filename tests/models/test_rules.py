"""The rules of a scenario and what each value may be."""

from __future__ import annotations

import pytest

from models.declaration.rules import RULE_BY_KEY
from models.problems import RelaisError
from models.rules import rules_of
from models.words.language import ENGLISH
from tests.cases import case


def test_a_missing_rule_takes_its_default() -> None:
    rules = rules_of(case(), "base")
    assert rules.discount_rate == 0
    assert rules.benefit_cap == 1
    assert rules.goals == ("unfunded", "host_residual", "equal_burden", "proportional")
    assert rules.rounding == 0.01
    assert rules.currency == "EUR"
    assert rules.programme_years is None


def test_a_blank_cell_of_a_scenario_takes_the_value_of_the_base() -> None:
    small = case(
        Scenarios={"own_share_min": {"base": 0.1, "more": None}, "benefit_cap": {"more": "none"}}
    )
    assert rules_of(small, "more").own_share_min == 0.1
    assert rules_of(small, "more").benefit_cap is None
    assert rules_of(small, "base").benefit_cap == 1


@pytest.mark.parametrize(
    ("value", "years"),
    [(2026, (2026, 2026)), ("2026", (2026, 2026)), ("2026-2030", (2026, 2030)),
     ("2026 – 2030", (2026, 2030)), (2026.0, (2026, 2026))],
)  # fmt: skip
def test_programme_years_are_one_year_or_a_span(value: object, years: tuple[int, int]) -> None:
    assert rules_of(case(Scenarios={"programme_years": value}), "base").programme_years == years


def test_proportional_is_always_the_last_goal() -> None:
    small = case(Scenarios={"goals": "unfunded; fewest_transfers"})
    assert rules_of(small, "base").goals == ("unfunded", "fewest_transfers", "proportional")


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("discount_rate", -1),
        ("discount_rate", "much"),
        ("own_share_min", 25),
        ("own_share_min", True),
        ("benefit_cap", -1),
        ("benefit_cap", "inf"),
        ("rounding", 0),
        ("goals", "unfunded, unfunded"),
        ("goals", "fairness"),
        ("programme_years", "2030-2026"),
        ("programme_years", "2026-2028-2030"),
        ("project_until", 2026.5),
        ("burden_basis", "weight"),
    ],
)
def test_a_value_that_a_rule_does_not_take_is_refused_with_what_it_takes(
    rule: str, value: object
) -> None:
    with pytest.raises(RelaisError) as refused:
        rules_of(case(Scenarios={rule: value}), "base")
    said = ENGLISH.say(refused.value.what)
    assert said == f"The rule “{RULE_BY_KEY[rule].labels.en}” cannot be “{value}”."
    assert refused.value.mend
