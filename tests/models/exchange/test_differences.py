"""What differs between two cases, and making it so."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import Case, UnknownSheet
from models.declaration.kinds import Kind
from models.exchange.addresses import ABSENT, Address
from models.exchange.amendments import edited, edits_of
from models.exchange.differences import differences, equal
from models.problems import RelaisError
from tests.drawing import drawn
from tests.models.exchange.builders import WORKED, with_cell, with_persons, with_row, without_row
from tests.models.exchange.random_cases import cases, shuffled

_SLOW = drawn(15)


def _said(old: Case, new: Case) -> list[tuple[str, str, str | None, object, object]]:
    return [
        (one.kind, one.where.table, one.where.column, one.old, one.new)
        for one in differences(old, new)
    ]


@_SLOW
@given(cases())
def test_a_case_does_not_differ_from_itself(case: Case) -> None:
    assert differences(case, case) == ()


@_SLOW
@given(cases(), cases())
def test_making_the_differences_of_two_cases_gives_the_other(old: Case, new: Case) -> None:
    made = edited(old, edits_of(differences(old, new)))
    assert differences(made, new) == ()
    assert {k: set(v) for k, v in made.unknown_columns.items() if v} == {
        k: set(v) for k, v in new.unknown_columns.items()
    }
    assert set(made.scenarios()) == set(new.scenarios())


@_SLOW
@given(cases(), cases(), st.data())
def test_the_order_of_rows_changes_no_difference(old: Case, new: Case, data: st.DataObject) -> None:
    again = differences(data.draw(shuffled(old)), data.draw(shuffled(new)))
    assert again == differences(old, new)


def test_a_figure_that_changed_is_one_cell_with_both_values() -> None:
    assert _said(WORKED, with_persons(WORKED, 0, 120)) == [
        ("changed", "Flows", "persons", 100.0, 120.0)
    ]


def test_a_row_is_found_by_its_key_whatever_the_case_of_its_names() -> None:
    moved = with_cell(WORKED, "Flows", 0, "to_territory", "CITY")
    assert _said(WORKED, moved) == [("changed", "Flows", "to_territory", "city", "CITY")]


def test_rows_that_are_new_or_gone_count_once_as_a_whole() -> None:
    new = with_row(WORKED, "Budgets", year=2026, payer="port", max_contribution=5)
    (added,) = differences(WORKED, new)
    assert (added.kind, added.where) == ("added", Address("Budgets", (2026.0, "port")))
    assert dict(added.new) == {"year": 2026.0, "payer": "port", "max_contribution": 5.0}
    (deleted,) = differences(new, WORKED)
    assert (deleted.kind, deleted.new, deleted.old) == ("deleted", ABSENT, added.new)


def test_a_new_scenario_is_a_column_though_all_its_cells_are_blank() -> None:
    frame = WORKED.table("Scenarios")
    new = WORKED.with_table("Scenarios", frame.assign(strict=None))
    (added,) = differences(WORKED, new)
    assert added.where == Address("Scenarios", None, "strict")
    assert edited(WORKED, edits_of([added])).scenarios() == ("base", "strict")


def test_a_column_nobody_declared_is_compared_and_stays_unknown() -> None:
    frame = WORKED.table("Costs")
    new = replace(
        WORKED.with_table("Costs", frame.assign(colour=pd.Series(["red", None]))),
        unknown_columns={"Costs": ("colour",)},
    )
    found = differences(WORKED, new)
    assert [(one.kind, one.where.column) for one in found] == [
        ("added", "colour"),
        ("changed", "colour"),
    ]
    made = edited(WORKED, edits_of(found))
    assert made.unknown_columns == {"Costs": ("colour",)}
    assert made.table("Costs")["colour"].tolist() == ["red", None]


def test_a_sheet_nobody_declared_counts_as_a_whole_but_blank_ends_do_not() -> None:
    sheet = UnknownSheet("Notes", (("a", None), (), (None,)))
    old = replace(WORKED, unknown_sheets=(UnknownSheet("Notes", (("a",),)),))
    assert differences(old, replace(WORKED, unknown_sheets=(sheet,))) == ()
    (gone,) = differences(old, WORKED)
    assert (gone.kind, gone.where) == ("deleted", Address("Notes"))


def test_two_rows_of_one_key_are_refused_with_their_key() -> None:
    twice = with_row(WORKED, "Flows", year=2022, to_stage="Reception", to_territory="city")
    with pytest.raises(RelaisError, match=r"Flows: Two rows .*2022 · Reception · city"):
        differences(WORKED, twice)


def test_rows_without_any_value_are_no_rows() -> None:
    padded = with_row(with_row(WORKED, "Budgets", payer=None), "Budgets", payer=None)
    assert differences(WORKED, padded) == ()


def test_what_did_not_come_back_at_all_says_nothing() -> None:
    gone = without_row(with_cell(WORKED, "Stages", 0, "duration", None), "Costs", 0)
    seen = {"Stages": frozenset({"stage", "name", "order", "cofunded"})}
    assert differences(WORKED, gone, seen) == ()


def test_the_case_that_is_edited_stays_as_it_was() -> None:
    before = WORKED.table("Flows").copy()
    edited(WORKED, edits_of(differences(WORKED, without_row(WORKED, "Flows", 0))))
    assert WORKED.table("Flows").equals(before)


@pytest.mark.parametrize(
    ("kind", "ours", "theirs", "same"),
    [
        (Kind.MONEY, 100.0, 100.004, True),
        (Kind.MONEY, 100.0, 100.006, False),
        (Kind.PERSONS, 100.0, 100.00000000001, True),
        (Kind.PERSONS, 100.0, 100.004, False),
        (Kind.NUMBER, 0.0, 1e-13, False),
        (Kind.MONEY, None, 0.0, False),
        (Kind.TEXT, "Lie\u0301ge", " Li\u00e9ge ", True),
        (Kind.TEXT, "  ", None, True),
        (Kind.TEXT, "City", "city", False),
        (Kind.YES_NO, True, None, False),
        (Kind.RULE_VALUE, "2026", 2026.0, True),
        (Kind.RULE_VALUE, "none", None, False),
        (None, True, 1.0, False),
        (None, "1", 1.0, False),
    ],
)
def test_cells_are_the_same_as_the_exchange_says(
    kind: Kind | None, ours: object, theirs: object, same: bool
) -> None:
    assert equal(kind, ours, theirs) is same
    assert equal(kind, theirs, ours) is same
