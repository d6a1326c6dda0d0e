"""What one territory gets: its rows, and complete lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.case import UnknownSheet
from models.declaration.kinds import LANGUAGES
from models.problems import RelaisError
from models.workbook.dressed.issue import Issue, issue_for
from tests.cases import case, first_sample
from tests.models.workbook.dressed.test_writing import issue, read_dressed

NESTED = case(
    Territories=[("land",), ("north", None, "land"), ("town", None, "north"), ("south",)],
    Stages=[("a", None, 0, None, 1, False), ("b", None, 1, None, 1, True)],
    Flows=[
        (2024, None, None, "a", "south", 1),
        (2024, None, None, "a", "town", 2),
        (2025, "a", "town", "b", "south", 3),
        (2025, "a", "south", "b", "land", 4),
    ],
    Costs=[(None, "b", None, None, 5.0), (None, "b", "south", "north", 6.0)],
    Budgets=[(2025, "north", 7.0), (2025, "land", 8.0)],
)


def test_a_territory_gets_its_rows_and_those_of_what_lies_below_it() -> None:
    north = issue_for(issue(NESTED), "north").case
    assert north.table("Flows")["persons"].tolist() == [2.0, 3.0]
    assert north.table("Costs")["cost_per_person"].tolist() == [6.0, 5.0]
    assert north.table("Budgets")["max_contribution"].tolist() == [7.0]


def test_what_lies_above_is_not_its_own() -> None:
    town = issue_for(issue(NESTED), "town").case
    assert town.table("Flows")["persons"].tolist() == [2.0, 3.0]
    assert town.table("Budgets").empty


def test_rows_that_hold_everywhere_come_along_and_are_given() -> None:
    clauses = [
        ("all", None, None, None, None, None, "amount", "at most", 1.0),
        ("mine", None, "town", None, None, None, "amount", "at most", 2.0),
        ("hosts", None, None, "south", None, None, "amount", "at most", 3.0),
        ("theirs", None, "land", "south", None, None, "amount", "at most", 4.0),
    ]
    ours = case(
        Territories=[("land",), ("north", None, "land"), ("town", None, "north"), ("south",)],
        Stages=[("a", None, 0, None, 1, False), ("b", None, 1, None, 1, True)],
        Costs=[(None, "b", None, "land", 5.0), (None, "b", "south", None, 6.0)],
        Benefits=[(None, "b", None, None, 1.0), (None, "b", "south", None, 2.0)],
        Clauses=clauses,
    )
    north = issue_for(issue(ours), "north")
    assert north.case.table("Costs")["cost_per_person"].tolist() == [5.0]
    assert north.case.table("Benefits")["benefit_per_person"].tolist() == [1.0]
    assert north.case.table("Clauses")["clause"].tolist() == ["mine", "all", "hosts"]
    assert north.given["Costs"] == north.given["Benefits"] == {0}
    assert north.given["Clauses"] == {1, 2}


def test_lists_stay_complete_and_what_is_others_there_is_given() -> None:
    north = issue_for(issue(NESTED), "north")
    assert north.case.table("Territories")["territory"].tolist() == [
        "land", "north", "town", "south",
    ]  # fmt: skip
    assert north.given["Territories"] == {0, 3}
    assert north.given["Stages"] == {0, 1}
    assert "Flows" not in north.given


def test_a_name_in_another_case_is_the_same_territory() -> None:
    assert issue_for(issue(NESTED), "NORTH").recipient == "north"


def test_an_unknown_territory_is_said_to_be_so_with_the_one_likely_meant() -> None:
    with pytest.raises(RelaisError, match=r"no territory “nort”.*Did you mean “north”"):
        issue_for(issue(NESTED), "nort")


def test_sheets_of_others_are_not_sent_to_one_territory() -> None:
    whole = issue(NESTED)
    kept = Issue(
        type(NESTED)(NESTED.tables, {}, (UnknownSheet("Secret", (("x",),)),)),
        "test",
        "en",
        whole.issued_on,
    )
    assert issue_for(kept, "north").case.unknown_sheets == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_of_a_case_reads_back_without_errors(language: str, tmp_path: Path) -> None:
    belgium = first_sample("belgium")
    part = issue_for(issue(belgium, language), "FL")
    read = read_dressed(part, tmp_path)
    assert len(read.case.table("Flows")) == len(part.case.table("Flows")) < 145
    assert len(read.case.table("Territories")) == 5
