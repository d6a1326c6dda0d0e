"""The samples as they were under the first edition of the method give the figures that they gave.

`first_edition/solved.json.gz` is what `relais solve --json` printed of them then, but for the mark
of the engine's libraries.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import Any

import pytest

from desktop.commands.split import split_record
from models.case import Case
from models.scenarios import rule_here, set_rule
from solver.solve import prepare, solve_to_explain
from tests.cases import FIRST_EDITION, first_sample

PRINTED: dict[str, Any] = json.loads(
    gzip.decompress((FIRST_EDITION / "solved.json.gz").read_bytes())
)
NEW_KEYS = {"later_benefit", "switching_value"}
SAMPLES = sorted({name.partition("-")[0] for name in PRINTED})


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    return {name: first_sample(name) for name in SAMPLES}


@pytest.mark.parametrize("name", PRINTED)
def test_a_case_of_the_first_edition_gives_the_very_same_json(
    cases: dict[str, Case], name: str
) -> None:
    sample, _, scenario = name.partition("-")
    assert printed(replace(cases[sample], edition=1), scenario) == PRINTED[name]


@pytest.mark.parametrize("name", PRINTED)
def test_with_benefits_on_entry_and_yearly_spending_the_newest_edition_gives_the_same_figures(
    cases: dict[str, Case], name: str
) -> None:
    sample, _, scenario = name.partition("-")
    found = printed(as_today(cases[sample]), scenario)
    wanted = dict(PRINTED[name])
    if sample == "belgium":  # its spending, an input, is another
        found["fingerprint"], wanted["fingerprint"] = (
            {**one["fingerprint"], "inputs": ""} for one in (found, wanted)
        )
    assert found == wanted


def printed(case: Case, scenario: str) -> dict[str, Any]:
    """Return what is printed of a scenario, without what is new and the mark of the libraries."""
    found = split_record(solve_to_explain(prepare(case, scenario)).split)
    json_text: dict[str, Any] = json.loads(json.dumps(found))
    del json_text["fingerprint"]["engine"]
    json_text["programmes"] = [
        {key: value for key, value in line.items() if key not in NEW_KEYS}
        for line in json_text["programmes"]
    ]
    return {key: value for key, value in json_text.items() if key not in NEW_KEYS}


def as_today(case: Case) -> Case:
    """Return a case that means by the newest edition what it meant by the first."""
    here = rule_here(case, "base", "benefit_timing")
    case = set_rule(case, here, "entry", "").forward(case)
    policies = case.table("Policies")
    counts = policies["counts_as_funding"].map(lambda cell: cell is True)
    years = {line["year"] for line in PRINTED["belgium-base"]["programmes"]}
    spending = policies["spending"].where(~counts, policies["spending"] / len(years))
    return case.with_table("Policies", policies.assign(spending=spending))
