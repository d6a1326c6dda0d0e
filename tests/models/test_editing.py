"""Edits of a case, made and taken back."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from models.case import Case, UnknownSheet, case_of
from models.clause import Clause, add_clause, clauses_of, set_clauses
from models.editing import (
    CellEdit,
    CellEdits,
    ChangeKind,
    ColumnEdit,
    Edit,
    TableChange,
    add_rows,
    between,
    delete_rows,
    set_cells,
    with_rows,
    without_rows,
)
from models.scenarios import (
    new_scenario,
    renamed_scenario,
    rule_here,
    set_rule,
    touched,
    without_scenario,
)
from tests.cases import with_cells


@pytest.fixture
def case() -> Case:
    flows = pd.DataFrame(
        {
            "year": [2023.0, 2024.0, 2025.0],
            "to_stage": ["welcome", None, "work"],
            "persons": [80.0, 20.0, 10.0],
        }
    )
    return case_of({"Flows": flows})


def test_an_edit_makes_a_new_case_and_leaves_the_old_one(case: Case) -> None:
    edited = with_cells(case, "Flows", [(1, "persons", 21.0), (0, "to_stage", "training")])
    assert edited.table("Flows")["persons"].tolist() == [80, 21, 10]
    assert edited.table("Flows")["to_stage"].iloc[0] == "training"
    assert case.table("Flows")["persons"].tolist() == [80, 20, 10]


def test_a_rule_that_was_text_takes_a_number(case: Case) -> None:
    rules = pd.DataFrame({"rule": ["benefit_cap", "currency"], "base": ["none", "EUR"]})
    with_rules = case.with_table("Scenarios", rules)
    edited = with_cells(with_rules, "Scenarios", [(0, "base", 0.5)])
    assert edited.table("Scenarios")["base"].tolist() == [0.5, "EUR"]


@pytest.mark.parametrize("rows", [(0,), (1,), (3,), (0, 2), (1, 2)])
def test_blank_rows_go_in_where_they_are_wanted_and_come_out_again(
    case: Case, rows: tuple[int, ...]
) -> None:
    grown = with_rows(case, "Flows", rows, None)
    assert len(grown.table("Flows")) == 3 + len(rows)
    assert grown.table("Flows").iloc[list(rows)].isna().all(axis=None)
    assert_frame_equal(without_rows(grown, "Flows", rows).table("Flows"), case.table("Flows"))


@pytest.mark.parametrize("rows", [(0,), (0, 2), (0, 1, 2)])
def test_deleted_rows_come_back_where_they_were(case: Case, rows: tuple[int, ...]) -> None:
    records = case.table("Flows").iloc[list(rows)]
    fewer = without_rows(case, "Flows", rows)
    assert len(fewer.table("Flows")) == 3 - len(rows)
    restored = with_rows(fewer, "Flows", rows, records)
    assert_frame_equal(restored.table("Flows"), case.table("Flows"))


@pytest.fixture
def small() -> Case:
    flows = pd.DataFrame({"year": [2023.0, 2024.0, 2025.0], "to_stage": ["in", None, "work"]})
    rules = pd.DataFrame({"rule": ["benefit_cap"], "base": ["none"], "offer": [0.5]})
    empty = case_of({"Flows": flows, "Scenarios": rules})
    return add_clause(empty, Clause("ours", payer="city", value=5.0), "").forward(empty)


def rule(small: Case, key: str, value: float, movement: int = 0) -> Edit:
    here = rule_here(small, "offer", key)
    return set_rule(small, here, value, f"{key}: {here.value}", f" → {value}", movement)


def clause(small: Case) -> Edit:
    edit = set_clauses(small, {0: Clause("ours", payer="city", value=7.0)}, "")
    assert edit is not None
    return edit


def with_aside(small: Case) -> Case:
    return Case(small.tables, {"Flows": ("extra",)}, (UnknownSheet("Mine", (("a", 1.0),)),))


Make = Callable[[Case], Edit]
EDITS: dict[str, Make] = {
    "cells": lambda c: set_cells(
        c, "Flows", [CellEdit(0, "year", 2023.0, 2020.0), CellEdit(2, "to_stage", "work", None)], ""
    ),
    "cells of new rows too": lambda c: set_cells(
        c, "Flows", [CellEdit(0, "year", 2023.0, 9.0), CellEdit(4, "to_stage", None, "in")], ""
    ),
    "rows added at the end": lambda c: set_cells(
        c, "Flows", [CellEdit(0, "year", 2023.0, 9.0)], "", added=2
    ),
    "a blank row": lambda c: add_rows(c, "Flows", 1, ""),
    "rows that go": lambda c: delete_rows(c, "Flows", [2, 0], ""),
    "a rule that has a row": lambda c: rule(c, "benefit_cap", 0.7),
    "a rule that gets a row": lambda c: rule(c, "own_share_min", 0.7),
    "a clause": clause,
    "a clause added": lambda c: add_clause(c, Clause("theirs", host="port", value=1.0), ""),
    "a scenario": lambda c: between(c, new_scenario(c, "third", "offer"), ""),
    "a scenario renamed": lambda c: between(c, renamed_scenario(c, "offer", "agreed"), ""),
    "a scenario that goes": lambda c: between(c, without_scenario(c, "offer"), ""),
    "what the declaration does not know": lambda c: between(c, with_aside(c), ""),
}


def told(edit: Edit, before: Case, after: Case) -> None:
    """See that whoever follows only what an edit tells comes to the same rows."""
    changes = edit.changes()
    differ = {key for key, frame in before.tables.items() if not frame.equals(after.table(key))}
    assert {change.table for change in changes} == differ
    for key in differ:
        length = len(before.table(key))
        for change in changes:
            if change.table == key:
                length += {
                    ChangeKind.INSERTED: len(change.rows),
                    ChangeKind.REMOVED: -len(change.rows),
                    ChangeKind.CELLS: 0,
                    ChangeKind.COLUMNS: len(after.table(key)) - length,
                }[change.kind]
                if change.kind is not ChangeKind.REMOVED:
                    assert max(change.rows, default=-1) < len(after.table(key))
        assert length == len(after.table(key))


def same(one: Case, other: Case) -> bool:
    frames = all(frame.equals(other.table(key)) for key, frame in one.tables.items())
    kept = [(dict(each.unknown_columns), each.unknown_sheets) for each in (one, other)]
    return frames and kept[0] == kept[1]


@pytest.mark.parametrize("make", EDITS.values(), ids=EDITS.keys())
def test_every_edit_goes_forward_and_back_and_tells_what_it_changed(
    small: Case, make: Make
) -> None:
    edit = make(small)
    after = edit.forward(small)
    assert not same(small, after)
    told(edit, small, after)
    back = edit.back(after)
    assert same(back, small)
    told(edit.reversed(), after, back)
    assert same(edit.reversed().reversed().forward(small), after)


def test_edits_of_new_rows_hold_what_these_rows_hold(small: Case) -> None:
    edit = EDITS["cells of new rows too"](small)
    assert edit.changes() == (
        TableChange("Flows", ChangeKind.INSERTED, (3, 4)),
        TableChange("Flows", ChangeKind.CELLS, (0,)),
    )
    assert edit.forward(small).table("Flows")["to_stage"].tolist() == [
        "in",
        None,
        "work",
        None,
        "in",
    ]


def test_an_edit_between_equal_cases_changes_nothing(small: Case) -> None:
    assert between(small, case_of(small.tables), "").patches == ()


def test_a_scenario_that_is_chosen_with_an_edit_is_let_go_with_it(small: Case) -> None:
    edit = between(small, new_scenario(small, "third"), "New scenario third", ("base", "third"))
    assert edit.scenarios == ("base", "third")
    assert edit.reversed().scenarios == ("third", "base")
    assert edit.sentence == edit.reversed().sentence == "New scenario third"


@pytest.mark.parametrize("key", ["benefit_cap", "own_share_min"])
def test_one_movement_becomes_one_edit_with_the_words_of_its_ends(small: Case, key: str) -> None:
    first = rule(small, key, 0.6, movement=3)
    middle = first.forward(small)
    then = rule(middle, key, 0.7, movement=3)
    both = first.joined(then)
    assert both is not None
    assert same(both.forward(small), then.forward(middle))
    assert same(both.back(then.forward(middle)), small)
    assert both.sentence == f"{key}: {rule_here(small, 'offer', key).value} → 0.7"


def test_a_movement_back_to_its_start_leaves_nothing(small: Case) -> None:
    first = rule(small, "benefit_cap", 0.6, movement=3)
    both = first.joined(rule(first.forward(small), "benefit_cap", 0.5, movement=3))
    assert both is not None
    assert both.patches == ()


def test_edits_of_other_movements_rules_or_none_stay_apart(small: Case) -> None:
    first = rule(small, "benefit_cap", 0.6, movement=3)
    for other in (
        rule(small, "benefit_cap", 0.7, movement=4),
        rule(small, "own_share_min", 0.7, movement=3),
        rule(small, "benefit_cap", 0.7),
    ):
        assert first.joined(other) is None
        assert other.joined(first) is None
    assert rule(small, "benefit_cap", 0.6).joined(rule(small, "benefit_cap", 0.7)) is None


def test_a_clause_that_says_so_already_needs_no_edit(small: Case) -> None:
    assert set_clauses(small, dict(enumerate(clauses_of(small))), "") is None


def test_what_belongs_to_a_scenario_is_touched_by_its_rules_and_rows_only(small: Case) -> None:
    assert touched(small, rule(small, "benefit_cap", 0.7).forward(small), {"offer"}) == "offer"
    assert touched(small, without_scenario(small, "offer"), {"offer"}) == "offer"
    assert touched(small, clause(small).forward(small), {"offer"}) is None
    assert touched(small, new_scenario(small, "third", "offer"), {"offer"}) is None


def test_a_hundred_thousand_cells_are_kept_by_columns() -> None:
    count = 100_000
    large = case_of({"Flows": pd.DataFrame({"persons": np.arange(float(count))})})
    before = large.table("Flows")["persons"].to_numpy()
    edit = set_cells(
        large, "Flows", CellEdits([ColumnEdit("persons", np.arange(count), before, before + 1)]), ""
    )
    after = edit.forward(large).table("Flows")
    assert after["persons"].tolist() == (before + 1).tolist()
    assert edit.back(edit.forward(large)).table("Flows").equals(large.table("Flows"))
    others = [column for column in after.columns if column != "persons"]
    assert all(
        np.shares_memory(after[one].to_numpy(), large.table("Flows")[one].to_numpy())
        for one in others
    ), "the columns that stay are not copied"
