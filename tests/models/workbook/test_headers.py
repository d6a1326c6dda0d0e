"""Headers found in other rows, and columns and sheets with names that are nearly known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.workbook.reading import examine
from tests.models.workbook.said import errors, said
from tests.models.workbook.small_case import Sheets, small, with_cell, with_cells, write


def two_blocks() -> Sheets:
    sheets = small()
    header, *rows = sheets["Flows"]
    sheets["Flows"] = [header, *rows[:4], [], [*header, "source"], *rows[4:]]
    return sheets


def test_the_first_whole_row_of_headers_counts_and_not_a_fuller_one_below(tmp_path: Path) -> None:
    found = errors(two_blocks(), tmp_path)
    assert found[0] == (
        "Flows!A7: The text “year” stands where a number belongs. Expected: a number. Type the "
        "number itself, with digits only."
    )
    assert all("headers stand" not in text for text in found)


def test_a_row_of_figures_above_the_headers_is_an_error_at_its_place(tmp_path: Path) -> None:
    sheets = small()
    sheets["Budgets"] = [[2023, "city", 5], ["Notes"], *sheets["Budgets"]]
    assert errors(sheets, tmp_path) == [
        "Budgets!A1: The headers stand in row 3; rows 1 to 2 above them were not read, and row 1 "
        "looks like a part of the table. Put all rows of the table under one row of headers; move "
        "other figures to another sheet."
    ]


@pytest.mark.parametrize(
    "title", [["Budgets", None, "in EUR"], ["Plan", 2026], ["Total", None, 100_000]]
)
def test_a_title_above_the_headers_is_only_told(title: list[Any], tmp_path: Path) -> None:
    sheets = small()
    sheets["Budgets"] = [title, *sheets["Budgets"]]
    assert said(sheets, tmp_path) == [
        "Budgets!A1: The headers stand in row 2; row 1 above them was not read. Move notes to "
        "the column “Note”."
    ]


def test_a_block_with_one_header_above_a_fuller_one_is_an_error(tmp_path: Path) -> None:
    sheets = small()
    more = [["territory"], ["port"], []]
    sheets["Territories"] = [*more, *sheets["Territories"]]
    assert errors(sheets, tmp_path) == [
        "Territories!A1: The headers stand in row 4; rows 1 to 2 above them were not read, and "
        "row 1 looks like a part of the table. Put all rows of the table under one row of "
        "headers; move other figures to another sheet."
    ]


def test_a_row_of_units_that_are_names_of_columns_is_no_row_of_headers(tmp_path: Path) -> None:
    sheets = small()
    sheets["Flows"].insert(0, ["year", None, None, None, None, "persons"])
    assert errors(sheets, tmp_path) == []


@pytest.mark.parametrize(
    "header", [["rule", "base", "new"], ["Regel", "Basis", "new"], ["Règle", "Base", "new"]]
)
def test_a_renamed_sheet_of_scenarios_is_found_by_rule_and_base(
    header: list[str], tmp_path: Path
) -> None:
    sheets = small()
    sheets["Scenarios"][0] = header
    sheets["Rates"] = sheets.pop("Scenarios")
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    assert [str(problem) for problem in found.problems] == [
        "Rates: The sheet “Rates” was read as the table Scenarios, by its headers. Call it "
        "“Scenarios”."
    ]
    assert found.case is not None
    assert found.case.table("Scenarios")["new"].tolist()[0] == 0.03


def test_a_sheet_that_lists_rules_under_other_headers_is_not_passed_over(tmp_path: Path) -> None:
    sheets = small()
    sheets["Rates"] = sheets.pop("Scenarios")
    sheets["Rates"][0] = ["Parameter", "Wert", "new"]
    found = said(sheets, tmp_path)
    assert (
        "Rates: The sheet “Rates” was read as the table Scenarios, by its first column. Call it "
        "“Scenarios”."
    ) in found
    assert "Rates: The column “Rule” is missing. Add a column with the header “Rule”." in found


def test_a_sheet_that_explains_the_rules_beside_the_scenarios_is_kept_aside(
    tmp_path: Path,
) -> None:
    explained = [["discount_rate", "per year"], ["benefit_cap", "a part of the benefit"]]
    assert errors({**small(), "Explained": explained}, tmp_path) == []


def test_scenarios_without_a_base_are_refused(tmp_path: Path) -> None:
    sheets = small()
    sheets["Scenarios"] = [[row[0], *row[2:]] for row in sheets["Scenarios"]]
    assert errors(sheets, tmp_path) == [
        "Scenarios: The column “Base” is missing. Add a column with the header “Base”."
    ]


def test_a_misspelt_optional_column_with_figures_is_an_error(tmp_path: Path) -> None:
    sheets = with_cells(("Costs", "E1", "Existing fundings"), ("Costs", "E2", 10_000))
    assert errors(sheets, tmp_path) == [
        "Costs!E1: The column “Existing fundings” is not known, so that its values would not "
        "count. Did you mean “Existing funding”? Then write that as the header; else give the "
        "column a name that is less like it."
    ]


@pytest.mark.parametrize("header", ["Financement existants", "Bestaande financering"])
def test_a_slip_is_found_in_any_language(header: str, tmp_path: Path) -> None:
    sheets = with_cells(("Costs", "E1", header), ("Costs", "E2", 10_000))
    assert "Did you mean “Existing funding”?" in errors(sheets, tmp_path)[0]


@pytest.mark.parametrize(
    "changes",
    [
        [("Costs", "E1", "Existing fundings")],
        [("Costs", "E1", "Notess"), ("Costs", "E2", "by phone")],
    ],
)
def test_a_misspelt_column_that_changes_nothing_is_only_told(
    changes: list[tuple[str, str, Any]], tmp_path: Path
) -> None:
    (text,) = said(with_cells(*changes), tmp_path)
    near = "Existing funding" if len(changes) == 1 else "Note"
    assert text == (
        f"Costs!E1: The column “{changes[0][2]}” is not known; it is kept aside. Did you mean "
        f"“{near}”? Rename it if it stands for a known column."
    )


def renamed(old: str, new: str) -> Sheets:
    return {(new if name == old else name): rows for name, rows in small().items()}


def test_a_misspelt_sheet_with_rows_of_a_table_is_an_error(tmp_path: Path) -> None:
    sheets = renamed("Budgets", "Budget")
    sheets["Budget"][0] = ["Année", "Payeur", "Contribution max."]
    assert errors(sheets, tmp_path) == [
        "Budget: The sheet “Budget” is no table of a case, so that its rows would not count. Did "
        "you mean “Budgets”? Then call it that and check its headers; else give it a name that "
        "is less like it."
    ]


def test_a_sheet_with_some_columns_of_an_absent_table_is_pointed_out(tmp_path: Path) -> None:
    sheets = renamed("Budgets", "Plafonds")
    sheets["Plafonds"][0] = ["Année", "Payeur", "Contribution maximale (EUR)"]
    assert said(sheets, tmp_path) == [
        "Plafonds: The sheet “Plafonds” is no table of a case; it is kept aside. Did you mean "
        "“Budgets”? Rename it if it stands for a table."
    ]


def test_a_missing_sheet_names_the_one_that_is_likely_meant(tmp_path: Path) -> None:
    sheets = renamed("Benefits", "Benefit")
    sheets["Benefit"][0] = ["a", "b", "c", "d", "e"]
    assert errors(sheets, tmp_path) == [
        "Benefits: The sheet Benefits is missing. If the sheet “Benefit” is meant, call it "
        "“Benefits”; else add one with its columns."
    ]


def test_rows_of_one_table_in_two_sheets_are_to_be_put_together(tmp_path: Path) -> None:
    sheets = small()
    header, *rows = sheets.pop("Flows")
    sheets["Flows 2022-2023"] = [header, *rows[:3]]
    sheets["Flows 2024"] = [header, *rows[3:]]
    assert errors(sheets, tmp_path) == [
        "Flows 2024: The table Flows stands here a second time; the first is the sheet “Flows "
        "2022-2023”. Put the rows of both into one sheet, or remove the one that does not count."
    ]


@pytest.mark.parametrize("mark", "’‘ʼ´`")
def test_apostrophes_that_programs_change_are_those_that_were_typed(
    mark: str, tmp_path: Path
) -> None:
    sheets = with_cells(
        ("Flows", "B1", f"Étape d{mark}origine"), ("Flows", "C1", f"Territoire d{mark}origine")
    )
    sheets[f"Scenario{mark}s"] = sheets.pop("Scenarios")
    assert said(sheets, tmp_path) == []


@pytest.mark.parametrize("mark", "‐‑–")
def test_hyphens_that_programs_change_are_those_that_were_typed(mark: str, tmp_path: Path) -> None:
    assert said(with_cell("Stages", "E1", f"Co{mark}funded"), tmp_path) == []
