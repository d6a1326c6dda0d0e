"""Which figures of a case of the first edition change by the second, and until when it is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from models.case import Case
from models.checks.edition import FIGURES_CHANGE, edition_change
from models.checks.every import check_case
from models.project.any_case import read_scenario
from models.project.files import read_project, write_project
from models.project.project import EDITION_SAID
from models.words.language import ENGLISH
from tests.cases import FIRST_EDITION, SAMPLES, worked

DATA = Path(__file__).parents[1] / "project" / "data"


def said_of(case: Case) -> str:
    change = edition_change(case)
    return "" if change is None else ENGLISH.say(change.said)


def old_case() -> Case:
    return read_project(DATA / "first-edition.relais").case


def with_rule(case: Case, rule: str, value: object) -> Case:
    more = pd.DataFrame([{"rule": rule, "base": value}], dtype=object)
    frame = pd.concat([case.table("Scenarios"), more], ignore_index=True)
    return case.with_table("Scenarios", frame)


def test_stages_clauses_and_policies_whose_figures_change_are_said() -> None:
    assert said_of(old_case()) == (
        "This case was made under the first edition of the method; some figures change. Benefits "
        "of the stage “work” come evenly over its years instead of whole in the year of entry. "
        "The clause “below” counts programmes in the territories below its host too. The spending "
        "of the policy “housing aid” counts in each programme year instead of once for all of "
        "them."
    )


def test_only_what_changes_is_said() -> None:
    assert said_of(worked()) == (
        "This case was made under the first edition of the method; some figures change. Benefits "
        "of the stage “work” come evenly over its years instead of whole in the year of entry."
    )
    stages = worked().table("Stages").assign(duration=1.0)
    assert edition_change(worked().with_table("Stages", stages)) is None


def test_nothing_is_said_of_a_case_that_uses_the_second_edition() -> None:
    for case in (
        with_rule(old_case(), "benefit_timing", "entry"),
        with_rule(old_case(), "additionality", None),
        old_case().with_table("Groups", pd.DataFrame([{"group": "asylum"}])),
        old_case().with_table("Costs", old_case().table("Costs").assign(share=0.5)),
    ):
        assert edition_change(case) is None


def test_nothing_is_said_of_data_that_were_agreed_under_the_first_edition() -> None:
    agreed = replace(old_case(), edition=1)
    assert edition_change(agreed) is None
    codes = [problem.code for problem in check_case(agreed)]
    assert "policy-of-every-year" not in codes
    assert "policy-of-every-year" in [problem.code for problem in check_case(old_case())]


def test_a_command_says_it_until_the_file_says_that_it_was_said(tmp_path: Path) -> None:
    path = tmp_path / "old.relais"
    path.write_bytes((DATA / "first-edition.relais").read_bytes())
    first = read_scenario(path, "open").problems[0]
    assert first.code == FIGURES_CHANGE
    assert ENGLISH.say(first.mend) == (
        "Set the rule “Timing of benefits” to “entry” to keep benefits whole in the year of entry."
    )
    write_project(replace(read_project(path), settings={EDITION_SAID: True}), path)
    assert FIGURES_CHANGE not in [p.code for p in read_scenario(path, "open").problems]


def test_it_is_said_of_a_workbook_whose_amounts_change_but_not_of_a_frozen_scenario() -> None:
    codes = [
        [problem.code for problem in read_scenario(path, None).problems]
        for path in (FIRST_EDITION / "belgium.xlsx", *sorted(SAMPLES.glob("*.xlsx")))
    ]
    assert [FIGURES_CHANGE in found for found in codes] == [True, False, False, False, False]
    of_frozen = read_scenario(DATA / "first-edition.relais", "base").problems
    assert FIGURES_CHANGE not in [problem.code for problem in of_frozen]
