"""Which rules a meeting moves: three to five of those that a slider can move."""

from __future__ import annotations

import pandas as pd

from models.case import case_of
from models.meeting import (
    SLIDING_RULES,
    USUAL_RULES,
    may_switch,
    payers_of_clauses,
    rules_moved,
    sliding_rules,
    switched,
)
from tests.cases import worked
from tests.second_edition import everything


def test_what_is_kept_counts_where_it_makes_sense() -> None:
    kept = {"discount_rate", "benefit_cap", "own_share_min"}
    assert set(rules_moved(kept)) == kept
    assert rules_moved(kept) == tuple(key for key in SLIDING_RULES if key in kept)
    assert rules_moved(SLIDING_RULES) == SLIDING_RULES
    for senseless in ([], [""], ["own_share_min"], ["goals", "rounding", "currency"]):
        assert rules_moved(senseless) == USUAL_RULES


def test_a_rule_is_taken_in_and_left_out_within_three_to_five() -> None:
    assert not may_switch(USUAL_RULES, "benefit_cap")
    four = switched(USUAL_RULES, "discount_rate")
    assert set(four) == {*USUAL_RULES, "discount_rate"}
    assert four == tuple(key for key in SLIDING_RULES if key in four)
    assert may_switch(four, "benefit_cap")
    assert set(switched(four, "discount_rate")) == set(USUAL_RULES)
    assert not may_switch((*four, "arrivals_growth"), "another")


def test_clauses_lead_to_those_who_pay_under_them() -> None:
    clauses = {"clause": ["one", "two", "three"], "payer": ["city", "port", None]}
    case = case_of({"Clauses": pd.DataFrame(clauses)})
    assert payers_of_clauses(case, ["two", "three", "gone"]) == {"port", ""}


def test_additionality_is_moved_where_a_case_says_what_happens_without() -> None:
    assert sliding_rules(None) == sliding_rules(worked()) == SLIDING_RULES
    offered = sliding_rules(everything())
    assert offered == (*SLIDING_RULES, "additionality")
    assert rules_moved([""], offered) == (*USUAL_RULES, "additionality")
    kept = ("benefit_cap", "de_minimis", "additionality")
    assert set(rules_moved(kept, offered)) == set(kept)
    assert rules_moved(kept) == USUAL_RULES
    assert switched(USUAL_RULES, "additionality")[-1] == "additionality"
