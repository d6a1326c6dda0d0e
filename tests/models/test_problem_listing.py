"""Problems in the order, by the tables and in the cells where they are shown."""

from __future__ import annotations

import pytest

from models.problem_listing import CellProblems, errors_first, listing_of, place_in_case, worst
from models.problems import Problem, Severity
from models.words.language import ENGLISH


def problem(
    severity: Severity = Severity.WARNING,
    table: str = "Flows",
    row: int | None = 0,
    column: str | None = "persons",
) -> Problem:
    return Problem(severity, "code", "found", "mend", table=table, row=row, column=column)


def test_errors_come_before_warnings_and_else_in_their_order() -> None:
    first, second = problem(row=1), problem(row=2)
    error = problem(Severity.ERROR, row=3)
    assert errors_first([first, second, error]) == (error, first, second)


def test_a_listing_counts_the_problems_of_each_table_and_knows_their_cells() -> None:
    listing = listing_of([problem(row=4), problem(row=None), problem(table="Stages")])
    assert listing.counts == {"Flows": 2, "Stages": 1}
    assert listing.by_table["Flows"].rows == {4}
    assert len(listing.by_table["Flows"].at(4, "persons", is_first=False)) == 1


def test_the_first_cell_of_a_row_has_the_problems_of_the_whole_row() -> None:
    cells = CellProblems([problem(row=2, column=None), problem(Severity.ERROR, row=2)])
    assert len(cells.at(2, "year", is_first=True)) == 1
    assert cells.at(2, "year", is_first=False) == []
    assert worst(cells.at(2, "persons", is_first=True)) is Severity.ERROR
    assert cells.at(3, "persons", is_first=True) == []


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (None, None, "Flows"),
        (0, None, "Flows, row 2"),
        (0, "persons", "Flows, row 2, Persons"),
        (0, "colour", "Flows, row 2, colour"),
    ],
)
def test_a_place_is_a_table_a_row_and_a_column(
    row: int | None, column: str | None, said: str
) -> None:
    assert ENGLISH.say(place_in_case(problem(row=row, column=column))) == said
