"""The rules of scenarios, and making, renaming and deleting scenarios."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from models.case import Case, case_of
from models.checks.every import check_case
from models.declaration.rules import RULE_BY_KEY
from models.names import scenario_labels
from models.problems import RelaisError
from models.scenarios import (
    free_name,
    moved_with_base,
    new_scenario,
    referring_to,
    renamed_scenario,
    rule_here,
    rules_of,
    without_scenario,
)
from models.words.edits import taken_over
from models.words.language import ENGLISH, language
from models.words.names import scenario_name, scenario_with_key
from models.words.text import LANGUAGES
from solver.solve import solve_case
from tests.cases import case, first_sample


@pytest.fixture(scope="module")
def belgium() -> Case:
    return first_sample("belgium")


def test_a_new_scenario_is_as_base(belgium: Case) -> None:
    case = new_scenario(belgium, "Entwurf é")
    assert case.scenarios() == (*belgium.scenarios(), "Entwurf é")
    assert case.table("Scenarios")["Entwurf é"].isna().all()
    assert check_case(case) == check_case(belgium)


def own_share(**values: float | None) -> Case:
    """Return a case with the least own share of some scenarios."""
    return case(Scenarios={"own_share_min": values})


def test_a_rule_of_base_moves_the_scenarios_that_have_none_of_their_own() -> None:
    before = own_share(base=0.1, offer=None, late=0.1)
    assert moved_with_base(before, before) == ()
    assert moved_with_base(before, own_share(base=0.2, offer=None, late=0.1)) == ("offer",)
    assert moved_with_base(before, own_share(base=0.1, offer=None, late=0.2)) == ()
    late_is_gone = own_share(base=0.2, offer=None)
    assert moved_with_base(before, late_is_gone) == ()


def test_a_rule_that_comes_into_base_or_leaves_it_moves_them_unless_it_is_the_default() -> None:
    blank = own_share(base=None, offer=None)
    for value, moved in ((0.2, ("offer",)), (0.0, ())):
        filled = own_share(base=value, offer=None)
        assert moved_with_base(blank, filled) == moved_with_base(filled, blank) == moved


def test_those_that_are_moved_are_named_by_what_people_call_them_of_many_the_first() -> None:
    names = ["offer", "counter_offer", "late", "d", "e", "f"]
    labels = {"label": {"base": None, "late": "As of June"}}
    of = case(Scenarios={"own_share_min": {"base": 0.1, **dict.fromkeys(names)}, **labels})
    assert ENGLISH.say(taken_over(names[:3], of)) == (
        "Also in 3 scenarios that take this over: offer, counter offer, As of June."
    )
    assert ENGLISH.say(taken_over(names[:1], of)) == (
        "Also in 1 scenario that takes this over: offer."
    )
    assert ENGLISH.say(taken_over(names, of)) == (
        "Also in 6 scenarios that take this over: "
        "offer, counter offer, As of June, d, 2 other scenarios."
    )


@pytest.mark.parametrize("like", ["base", "own_share_25", "cautious_benefit"])
def test_a_duplicate_gives_the_same_split(belgium: Case, like: str) -> None:
    case = new_scenario(belgium, "again", like)
    assert [p for p in check_case(case) if p not in check_case(belgium)] == []
    assert solve_case(case, "again").payments == solve_case(belgium, like).payments


@pytest.mark.parametrize("name", ["own_share_25", "cautious_benefit"])
def test_a_renamed_scenario_gives_the_same_split(belgium: Case, name: str) -> None:
    case = renamed_scenario(belgium, name, "other")
    assert name not in case.scenarios()
    assert case.scenarios().index("other") == belgium.scenarios().index(name)
    assert solve_case(case, "other").payments == solve_case(belgium, name).payments


def test_renaming_follows_a_reference() -> None:
    frame = pd.DataFrame({"rule": ["reference_scenario"], "today": [None], "next": ["today"]})
    case = case_of({"Scenarios": frame})
    assert referring_to(case, "today") == ("next",)
    renamed = renamed_scenario(case, "today", "2026")
    assert referring_to(renamed, "2026") == ("next",)
    with pytest.raises(RelaisError, match="reference scenario of “next”"):
        without_scenario(renamed, "2026")


def _labelled() -> Case:
    return case_of(
        {
            "Scenarios": pd.DataFrame(
                {
                    "rule": ["rounding", "label"],
                    "base": [1.0, "Today"],
                    "low_employment": [None, " Cautious "],
                    "no_change": [None, None],
                    "2027": [None, "2027"],
                }
            )
        }
    )


def test_a_scenario_is_called_by_its_label_or_by_its_key_as_people_write_it() -> None:
    labels = scenario_labels(_labelled())
    assert labels == {"base": "Today", "low_employment": "Cautious", "2027": "2027"}
    called = {key: ENGLISH.say(scenario_name(key, labels)) for key in _labelled().scenarios()}
    assert called == {
        "base": "Today", "low_employment": "Cautious", "no_change": "no change", "2027": "2027",
    }  # fmt: skip
    chosen = {key: ENGLISH.say(scenario_with_key(key, labels)) for key in called}
    assert chosen == called | {
        "base": "Today – base", "low_employment": "Cautious – low_employment",
    }  # fmt: skip


def test_the_base_without_a_label_has_a_name_in_each_language() -> None:
    said = [language(code).say(scenario_name("base", {})) for code in LANGUAGES]
    assert said == ["Base", "Base", "Basis", "Basis"]


def test_no_split_depends_on_a_label() -> None:
    assert rules_of(_labelled(), "low_employment").rounding == 1
    assert check_case(_labelled()) == check_case(without_scenario(_labelled(), "2027"))


def test_a_duplicate_has_no_label_and_a_new_name_becomes_it() -> None:
    again = new_scenario(_labelled(), "again", "low_employment")
    assert "again" not in scenario_labels(again)
    renamed = renamed_scenario(_labelled(), "low_employment", "Careful")
    assert scenario_labels(renamed)["Careful"] == "Careful"
    assert "other" not in scenario_labels(renamed_scenario(_labelled(), "no_change", "other"))


def test_a_deleted_scenario_takes_its_rows_with_it(belgium: Case) -> None:
    case = without_scenario(belgium, "cautious_benefit")
    assert "cautious_benefit" not in case.scenarios()
    assert len(case.table("Adjustments")) == len(belgium.table("Adjustments")) - 1
    assert [p for p in check_case(case) if p not in check_case(belgium)] == []


@pytest.mark.parametrize(
    "name", ["", " x", "base", "BASE", "Own_Share_25", "note", "Regel", "rule"]
)
def test_names_that_no_scenario_can_have_are_refused(belgium: Case, name: str) -> None:
    with pytest.raises(RelaisError):
        new_scenario(belgium, name)


def test_the_base_stays(belgium: Case) -> None:
    changes: tuple[Callable[[], object], ...] = (
        lambda: without_scenario(belgium, "base"),
        lambda: renamed_scenario(belgium, "base", "other"),
    )
    for refused in changes:
        with pytest.raises(RelaisError, match="base scenario cannot be"):
            refused()


def test_a_free_name_is_found(belgium: Case) -> None:
    assert free_name(belgium, "draft") == "draft"
    assert free_name(belgium, "own_share_25") == "own_share_25 2"
    assert free_name(belgium, "Base") == "Base 2"


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


def test_a_rule_that_base_names_is_set_in_each_scenario_even_where_it_says_the_default() -> None:
    of = case(Scenarios={"additionality": {"base": 1.0, "other": None}})
    found = {name: rule_here(of, name, "additionality").is_set for name in ("base", "other")}
    assert found == {"base": True, "other": True}
    assert not rule_here(of, "other", "least_transfer").is_set
