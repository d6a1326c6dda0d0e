"""Sheets, rows and columns that are hidden, and what merged cells cover."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from models.problems import Problem
from models.words.language import ENGLISH
from models.workbook.reading import examine
from tests.models.workbook.said import changed
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


def test_merged_cells_in_a_table_are_an_error_at_their_range(tmp_path: Path) -> None:
    found = changed(lambda book: book["Flows"].merge_cells("A5:A7"), tmp_path)
    assert str(found.problems[0]) == (
        "Flows!A5:A7: The cells are merged; only the first holds the value. Unmerge them and "
        "fill in each."
    )
    assert found.case is None


def test_cells_merged_across_are_an_error_too(tmp_path: Path) -> None:
    found = changed(lambda book: book["Benefits"].merge_cells("B2:C2"), tmp_path)
    assert [p.place for p in found.problems] == ["Benefits!B2:C2"]


def test_merged_titles_and_merged_blanks_change_nothing(tmp_path: Path) -> None:
    def merge(book: Workbook) -> None:
        sheet = book["Flows"]
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Our flows"
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("B4:C4")
        sheet.merge_cells("H4:H9")
        sheet["H4"] = None

    assert [p.code for p in changed(merge, tmp_path).problems] == ["rows-ignored"]


def test_merged_cells_on_other_sheets_are_nobodys_business(tmp_path: Path) -> None:
    def merge(book: Workbook) -> None:
        sheet = book.create_sheet("Calls")
        sheet.append(["who", "when"])
        sheet.append(["Ann", "Monday"])
        sheet.merge_cells("A2:A3")

    assert [p.code for p in changed(merge, tmp_path).problems] == ["unknown-sheet"]
