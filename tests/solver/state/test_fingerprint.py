"""The marks of a result: of a case of the first edition they are what they were."""

from __future__ import annotations

import pandas as pd
import pytest

from models.case import Case
from models.declaration.rules import ENTRY, RULES
from models.results.split import Fingerprint, Split
from models.scenarios import rules_of
from models.used import FIRST_EDITION
from solver.state.layers import fingerprint
from tests.cases import with_cells, with_rules, worked
from tests.second_edition import everything

OTHERS = {
    "additionality": 0.5,
    "price_growth": 0.01,
    "same_key_by": "host",
    "least_transfer": 1000,
    "settle_threshold": 2,
    "settle_years": 3,
    "advance": 0.8,
}


def mark(case: Case) -> Fingerprint:
    return fingerprint(case, rules_of(case, "base"), Split("ok", "base", "EUR", 0.01))


def test_the_marks_of_the_first_edition_are_kept() -> None:
    assert (mark(worked()).inputs, mark(worked()).rules) == (INPUTS, RULE_MARK)


INPUTS, RULE_MARK = "8fec0bed8b3a5c3a", "dd7afbf608639c1e"


@pytest.mark.parametrize("rule", [r for r in RULES if r.edition > 1], ids=lambda rule: rule.key)
def test_a_new_rule_changes_the_mark_only_where_it_is_another_than_before(rule: object) -> None:
    key = rule.key  # type: ignore[attr-defined]
    if key == "benefit_timing":
        assert mark(with_rules(worked(), benefit_timing=ENTRY)).rules == mark(worked()).rules
        return
    default = next(one for one in RULES if one.key == key).default
    assert mark(with_rules(worked(), **{key: default})).rules == mark(worked()).rules
    assert mark(with_rules(worked(), **{key: OTHERS[key]})).rules != mark(worked()).rules


def test_benefits_that_are_spread_are_told_from_those_in_the_year_of_entry() -> None:
    work = worked().table("Stages")["stage"].tolist().index("work")
    long = with_cells(worked(), "Stages", [(work, "duration", 5.0)])
    discounted = with_rules(long, discount_rate=0.02)
    entry = with_rules(long, discount_rate=0.02, benefit_timing=ENTRY)
    assert mark(discounted).rules != mark(entry).rules
    assert mark(long).rules == mark(with_rules(long, benefit_timing=ENTRY)).rules


def test_what_is_said_of_a_split_afterwards_is_no_input() -> None:
    ours = everything()
    blank = {key: pd.DataFrame() for key in ("Paid", "Rounds", "Dissents")}
    without = ours
    for key, frame in blank.items():
        without = without.with_table(key, frame)
    assert mark(without).inputs == mark(ours).inputs
    assert mark(without.with_table("Existing", pd.DataFrame())).inputs != mark(ours).inputs
    group = with_cells(ours, "Costs", [(2, "group", "asylum")])
    assert mark(group).inputs != mark(ours).inputs
    assert FIRST_EDITION == 1
