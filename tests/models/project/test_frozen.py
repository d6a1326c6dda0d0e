"""A frozen scenario comes back with its data, rules, split and date, to the last digit."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import Case
from models.problems import Problem, Severity
from models.project.files import image_of, project_of, read_project
from models.project.project import FrozenScenario, Project
from models.project.stored_case import case_as_bytes, case_of_text
from models.project.stored_project import as_json, of_json, split_as_json, split_of_json
from models.project.values import unpacked
from models.results.split import ConflictLine, appendix_of
from models.scenarios import Rules, rules_of
from solver.solve import prepare, solve_to_explain
from tests.cases import first_sample
from tests.drawing import drawn
from tests.models.project.cases import assert_same_case, assert_same_frozen, cases

SAMPLES = Path(__file__).resolve().parents[3] / "sample_data"
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def agreed() -> FrozenScenario:
    case = first_sample("belgium")
    split = solve_to_explain(prepare(case, "own_share_25"), explain=True).split
    return FrozenScenario(
        "own_share_25", "2026-11-22T10:00:00+00:00", case, rules_of(case, "own_share_25"), split
    )


def test_it_comes_back_as_it_was(agreed: FrozenScenario) -> None:
    assert agreed.split.payments
    assert agreed.split.binding
    project = Project(agreed.case, frozen=(agreed,))
    (read,) = project_of(image_of(project), "agreed.relais").frozen
    assert_same_frozen(agreed, read)


@given(cases(), st.sampled_from((1, 2)))
@drawn(30)
def test_any_data_come_back(case: Case, edition: int) -> None:
    agreed = replace(case, edition=edition)
    assert_same_case(agreed, case_of_text(unpacked(case_as_bytes(agreed)).decode()))


def test_what_was_frozen_in_an_old_file_keeps_the_edition_under_which_it_was_agreed() -> None:
    old = read_project(DATA / "first-edition.relais")
    (frozen,) = old.frozen
    assert (frozen.case.edition, old.case.edition) == (1, 2)
    assert frozen.rules == rules_of(frozen.case, "base")
    assert (frozen.rules.edition, frozen.rules.benefit_timing) == (1, "entry")
    (written,) = project_of(image_of(old), "anew.relais").frozen
    assert_same_frozen(frozen, written)


def test_what_was_frozen_in_an_old_file_gives_its_own_cents() -> None:
    """Benefits on entry, a clause on the exact host, one sum of a policy for all years."""
    (frozen,) = read_project(DATA / "first-edition.relais").frozen
    again = solve_to_explain(prepare(frozen.case, "base")).split
    assert tuple(again.payments) == tuple(frozen.split.payments)
    assert [line.later_benefit for line in again.payers] == [
        line.later_benefit for line in frozen.split.payers
    ]


def test_what_nobody_knew_when_a_file_was_written_stays_unknown_under_another_name() -> None:
    case = read_project(DATA / "first-edition.relais").frozen[0].case
    record = json.loads(unpacked(case_as_bytes(case)))
    flows = {"columns": ["year", "group"], "rows": ['[2024.0,{"date":"2026-11-22"}]']}
    record["tables"] = {**record["tables"], "Flows": flows}
    record |= {"unknown": {"Flows": ["group"]}, "sheets": [["Groups", []]]}
    read = case_of_text(json.dumps(record))
    assert read.table("Flows")["group"].tolist() == [None]
    assert read.table("Flows")["group_1"].tolist() == [date(2026, 11, 22)]
    assert (dict(read.unknown_columns), read.unknown_sheets[0].name) == (
        {"Flows": ("group_1",)},
        "Groups_1",
    )


@pytest.mark.parametrize("edition", [0, 3, "2", None])
def test_data_of_no_edition_that_is_known_are_refused(edition: object) -> None:
    case = read_project(DATA / "first-edition.relais").case
    record = {**json.loads(unpacked(case_as_bytes(case))), "edition": edition}
    with pytest.raises(ValueError, match="edition"):
        case_of_text(json.dumps(record))


def test_splits_with_conflicts_and_warnings_come_back(agreed: FrozenScenario) -> None:
    warning = Problem(Severity.WARNING, "x", "found", "mend", row=3)
    conflict = (ConflictLine("a", None), ConflictLine("b", 0.1 + 0.2))
    split = replace(agreed.split, status="conflict", conflict=conflict, warnings=(warning,))
    assert split_of_json(split_as_json(split)) == split


def test_a_split_frozen_before_it_had_layers_is_read_with_all_of_them() -> None:
    old = (Path(__file__).parent / "old_split.json").read_text(encoding="utf-8")
    split = split_of_json(old)
    appendix = appendix_of(split)
    assert None not in (split.payers[0].low, split.payers[0].high, appendix.fingerprint)
    for lines in (appendix.ledger, appendix.transfers, appendix.clearing, appendix.keys):
        assert lines
    written, then = json.loads(split_as_json(split)), json.loads(old)
    for line in then["programmes"]:
        line["answered_by"], line["responsible"] = line["responsible"], ""
    for line in then["keys"]:
        line["load"], line["burden"] = line["burden"], None
    for key in ("programmes", "payments", "payers"):
        then[key] = [{**new, **line} for new, line in zip(written[key], then[key], strict=True)]
    assert {**written, **then} == written


def test_rules_come_back_with_their_types(agreed: FrozenScenario) -> None:
    assert of_json(Rules, as_json(agreed.rules)) == agreed.rules


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"status": "perhaps"}', '{"status": 3}'])
def test_what_is_no_split_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        split_of_json(text)
