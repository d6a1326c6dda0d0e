"""What came with the second edition, compared, sent, answered and merged."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from models.case import Case
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.tables import REMARKS, TABLE_BY_KEY, TABLES
from models.editing import Value
from models.exchange.addresses import identity_as_record, plain_value_of
from models.exchange.amendments import edited, edits_of
from models.exchange.deciding import all_accepted, decided
from models.exchange.differences import Difference, differences
from models.exchange.issued import IssuedVersion, issued_version
from models.exchange.merging import MergeState, merge_of
from models.exchange.returned import Returned, read_returned
from models.words.exchange import DifferenceWords, change
from models.words.language import ENGLISH
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.writing import write_dressed
from models.workbook.reading import read_case
from tests.cases import with_cells, worked
from tests.models.exchange.builders import back, changed_workbook, with_row, without_row
from tests.second_edition import everything

NEW = [
    (table, column)
    for table in TABLES
    for column in table.columns
    if max(table.edition, column.edition) > 1 and column not in REMARKS
]
OTHERS: dict[Kind, object] = {
    Kind.GROUP: "protected",
    Kind.ROUND: "second",
    Kind.DATE: "2026-12-24",
    Kind.TERRITORY: "land",
    Kind.STAGE: "work",
    Kind.SCENARIO: "base",
    Kind.YES_NO: False,
    Kind.KEY: "another",
    Kind.TEXT: "host",
}


def other(column: Column, now: Any) -> Any:
    """Return another value that a cell of a column may hold."""
    if column.kind in NUMERIC_KINDS:
        return 2031.0 if column.kind is Kind.YEAR else 0.125
    found = OTHERS[column.kind]
    return found if found != now else {"land": "south", False: True}.get(found, "asylum")


def changed(ours: Case, table: Table, column: Column) -> Case:
    cells = ours.table(table.key)[column.key].tolist()
    is_last = column.kind in (Kind.KEY, Kind.SCENARIO) or column.key == "group"
    row = len(cells) - 1 if is_last else 0
    return with_cells(ours, table.key, [(row, column.key, other(column, cells[row]))])


@pytest.mark.parametrize(("table", "column"), NEW, ids=lambda one: one.key)
def test_a_change_in_every_new_column_is_found_made_and_said(table: Table, column: Column) -> None:
    ours = everything()
    theirs = changed(ours, table, column)
    found = differences(ours, theirs)
    assert found
    assert {one.where.table for one in found} == {table.key}
    is_name = column.key in table.identity
    assert ({one.kind for one in found} == {"changed"}) == (not is_name)
    made = edited(ours, edits_of(found))
    assert differences(made, theirs) == ()
    words = DifferenceWords((ours, theirs))
    for one in found:
        assert ENGLISH.say(words.subject(one.where, one.identity)).startswith(
            TABLE_BY_KEY[table.key].labels.en
        )
        assert ENGLISH.say(change(one.where, one.old, one.new))


def test_rows_are_named_by_their_groups_and_who_answers() -> None:
    ours = everything()
    words = DifferenceWords((ours,))

    def said(table: str, row: int, column: str, value: Value) -> list[str]:
        found = differences(ours, with_cells(ours, table, [(row, column, value)]))
        return [
            f"{ENGLISH.say(words.subject(one.where, one.identity))}: "
            f"{ENGLISH.say(change(one.where, one.old, one.new))}"
            for one in found
        ]

    assert said("Flows", 4, "persons_without", 12.0) == [
        "Flows, 2025, Language course in North → work in North, "
        "Asylum seekers → Temporary protection: Persons without 10 → 12"
    ]
    assert said("Costs", 0, "share", 0.5) == [
        "Costs, every year, Language course, North, Asylum seekers, Responsible: North: "
        "Share 0.75 → 0.5"
    ]
    assert said("Rounds", 0, "date", "2026-04-01") == [
        "Rounds, first: Date 31 March 2026 → 1 April 2026"
    ]
    assert said("Clauses", 0, "year", "2025") == ["Clauses, cap: Year 2024-2026 → 2025"]


def test_a_row_without_group_is_named_as_in_the_first_edition() -> None:
    cells = [(0, "cost_per_person", 1.0)]
    (found,) = differences(worked(), with_cells(worked(), "Costs", cells))
    record = identity_as_record(found.where, found.identity)
    assert list(record["key"]) == ["year", "stage", "territory"]  # type: ignore[call-overload]
    words = DifferenceWords((worked(),))
    subject = ENGLISH.say(words.subject(found.where, found.identity))
    assert "Responsible" not in subject
    assert "group" not in subject


def test_a_single_year_of_a_clause_is_a_number_for_other_programs() -> None:
    ours = everything()
    (found,) = differences(ours, with_cells(ours, "Clauses", [(0, "year", "2025")]))
    assert [plain_value_of(found.where, one) for one in (found.old, found.new)] == [
        "2024-2026",
        2025,
    ]


PAID = ("land", 2024.0, "north", "course", "asylum", "north")


def paid_rows(ours: Case) -> list[float]:
    return [float(amount) for amount in ours.table("Paid")["amount"]]


def test_what_was_paid_in_other_parts_is_no_difference() -> None:
    ours = everything()
    apart = with_cells(ours, "Paid", [(0, "amount", 7500.0), (1, "amount", 2500.0)])
    together = without_row(with_cells(ours, "Paid", [(0, "amount", 10_000.0)]), "Paid", 1)
    assert differences(ours, apart) == differences(ours, together) == ()
    assert differences(together, ours) == ()


def test_another_sum_of_what_was_paid_is_one_change_of_those_rows_alone() -> None:
    ours = everything()
    more = with_row(
        ours, "Paid", payer="land", year=2024, amount=100.0, host="north", stage="course",
        group="asylum", responsible="north",
    )  # fmt: skip
    (found,) = differences(ours, more)
    assert (found.kind, found.old, found.new) == ("changed", 10_000.0, 10_100.0)
    assert paid_rows(edited(ours, edits_of([found]))) == [10_100.0, 500.0]
    south = with_cells(ours, "Paid", [(2, "amount", 600.0)])
    assert paid_rows(edited(ours, edits_of(differences(ours, south)))) == [6000.0, 4000.0, 600.0]


def test_two_answers_on_what_was_paid_are_no_conflict_where_their_sums_are_the_same() -> None:
    ours = everything()
    one = with_cells(ours, "Paid", [(0, "amount", 7000.0)])
    two = without_row(with_cells(ours, "Paid", [(0, "amount", 11_000.0)]), "Paid", 1)
    merge = merge_of(ours, [back(one, "a.xlsx", ours), back(two, "b.xlsx", ours)])
    assert [item.state for item in merge.items] == [MergeState.CHANGE]
    assert paid_rows(decided(merge, all_accepted(merge))) == [11_000.0, 500.0]


def _answered(ours: Case, folder: Path, language: str, change_book: Any, mine: Case) -> Returned:
    path = folder / "sent.xlsx"
    write_dressed(Issue(ours, "case", language, date(2026, 11, 30)), path)
    answer = changed_workbook(path, folder / "back.xlsx", change_book)
    return read_returned(answer, partial(issued_version, sent=IssuedVersion(ours)), mine)


FILLED = {
    ("Stages", "standard_cost"): 4500,
    ("Groups", "name"): "Seekers",
    ("Flows", "persons_without"): 7,
    ("Costs", "fixed_cost"): 1500,
    ("Costs", "additionality"): 0.25,
    ("Waiting", "waiting_cost_per_person"): 750,
    ("Existing", "amount"): 12_000,
    ("Clauses", "year"): "2025-2026",
    ("Clauses", "proposed_on"): date(2026, 2, 1),
    ("Policies", "year"): 2025,
    ("Rounds", "date"): date(2026, 3, 30),
    ("Dissents", "text"): "We agree after all.",
    ("Paid", "amount"): 6500,
}


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_template_that_is_filled_in_and_merged_brings_every_change(
    language: str, tmp_path: Path
) -> None:
    ours = everything()
    rows = {("Stages", "standard_cost"): 6, ("Flows", "persons_without"): 9}

    def fill(book: Any) -> None:
        for (table, column), value in FILLED.items():
            declared = TABLE_BY_KEY[table]
            sheet = book[declared.labels.in_language(language)]
            label = declared.column(column).labels.in_language(language)
            letter = next(
                cell.column_letter
                for cell in sheet[4]
                if str(cell.value).removesuffix(" *") == label
            )
            sheet[f"{letter}{rows.get((table, column), 5)}"].value = value

    returned = _answered(ours, tmp_path, language, fill, ours)
    assert returned.problems == ()
    merge = merge_of(ours, [returned])
    merged = decided(merge, all_accepted(merge, deletions=True))
    held = {
        (table, column): merged.table(table)[column].tolist()[rows.get((table, column), 5) - 5]
        for table, column in FILLED
    }
    days = {key: value.isoformat() for key, value in FILLED.items() if isinstance(value, date)}
    added_up = {("Paid", "amount"): 10_500}
    assert held == {**FILLED, **days, **added_up}


def test_a_template_sent_before_the_second_edition_still_merges(tmp_path: Path) -> None:
    sent = worked()
    stage = sent.table("Stages")["cofunded"].tolist().index(True)
    mine = with_cells(sent, "Stages", [(stage, "standard_cost", 4000.0)])
    mine = mine.with_table("Rounds", everything().table("Rounds"))

    def fill(book: Any) -> None:
        sheet = book["Flows"]
        letter = next(c.column_letter for c in sheet[4] if str(c.value).startswith("Persons"))
        sheet[f"{letter}5"].value = 99

    returned = _answered(sent, tmp_path, "en", fill, mine)
    assert returned.problems == ()
    (found,) = returned.found
    assert isinstance(found, Difference)
    merge = merge_of(mine, [returned])
    merged = decided(merge, all_accepted(merge, deletions=True))
    assert merged.table("Flows")["persons"].tolist()[0] == 99
    assert merged.table("Stages")["standard_cost"].tolist()[stage] == 4000
    assert len(merged.table("Rounds")) == 2
    assert read_case(tmp_path / "sent.xlsx").case is not None
