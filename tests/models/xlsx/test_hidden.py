"""What is kept from sight counts, and is told with the way to see it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import openpyxl
import pytest

from models.problems import Problem
from models.words.language import ENGLISH
from models.workbook.reading import examine
from tests.models.workbook.small_case import small, write

Hiding = Literal["hidden", "veryHidden"]
WAYS: dict[Hiding, str] = {"hidden": "Unhide", "veryHidden": "Visual Basic editor (Alt+F11"}


def _found(path: Path) -> list[Problem]:
    return list(examine(path).problems)


@pytest.mark.parametrize("state", WAYS)
def test_a_doubled_table_on_a_hidden_sheet_says_that_and_how_to_see_it(
    state: Hiding, tmp_path: Path
) -> None:
    sheets = small()
    sheets["archive"] = sheets["Costs"]
    path = write(sheets, tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    book["archive"].sheet_state = state
    book.save(path)
    (problem,) = _found(path)
    assert problem.code == "duplicate-sheet"
    assert "stands on this hidden sheet a second time" in ENGLISH.say(problem.found)
    assert WAYS[state] in ENGLISH.say(problem.mend)


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("table", ["Territories", "Flows", "Costs", "Clauses", "Scenarios"])
def test_a_table_on_a_hidden_sheet_is_read_and_told(
    table: str, state: Hiding, tmp_path: Path
) -> None:
    path = write(small(), tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    book[table].sheet_state = state
    book.save(path)
    (problem,) = _found(path)
    assert (problem.code, problem.sheet) == ("hidden-sheet", table)
    assert WAYS[state] in ENGLISH.say(problem.mend)


@pytest.mark.parametrize(("cell", "told"), [(5.0, 1), ("a remark", 0)])
def test_another_hidden_sheet_is_told_where_it_holds_figures(
    cell: object, told: int, tmp_path: Path
) -> None:
    sheets = small()
    sheets["More"] = [["mine", cell]]
    path = write(sheets, tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    book["More"].sheet_state = "hidden"
    book.save(path)
    assert [p.code for p in _found(path)].count("hidden-sheet") == told


@pytest.mark.parametrize(
    ("table", "letter", "column"),
    [("Costs", "D", "cost_per_person"), ("Flows", "A", "year"), ("Scenarios", "C", "new")],
)
def test_a_hidden_column_that_holds_something_is_told(
    table: str, letter: str, column: str, tmp_path: Path
) -> None:
    path = write(small(), tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    book[table].column_dimensions[letter].hidden = True
    book[table].column_dimensions["Z"].hidden = True
    book.save(path)
    (problem,) = _found(path)
    assert (problem.code, problem.column, problem.cell) == ("hidden-column", column, f"{letter}1")


def test_columns_hidden_together_are_each_told(tmp_path: Path) -> None:
    path = write(small(), tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    book["Flows"].column_dimensions.group("D", "F", hidden=True)
    book.save(path)
    assert [p.column for p in _found(path)] == ["to_stage", "to_territory", "persons"]
