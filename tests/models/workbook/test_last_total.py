"""A last row that only adds up the rows above is left out; any other total is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.workbook.plain import write_case
from models.workbook.reading import examine, read_case
from tests.cases import case
from tests.models.workbook.said import errors, said
from tests.models.workbook.small_case import Sheets, small, write

LEFT_OUT = (
    "The last row only adds up the rows above; it was left out. Remove the row: totals are "
    "computed from the rows."
)


def _with_last(table: str, *row: Any) -> Sheets:
    sheets = small()
    sheets[table].append(list(row))
    return sheets


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("Flows", ("Total", None, None, None, None, 280)),
        ("Flows", (None, None, None, "Totaal", None, 280)),
        ("Flows", (None, None, None, None, None, 280.0)),
        ("Flows", (None, "Sous-total", None, "Total général", None, 280)),
        ("Territories", ("Total", None, None, 6100, 60_000_000, None)),
        ("Benefits", (None, "Summe", None, None, 24_000)),
        ("Benefits", (None, None, None, None, 24_000)),
        ("Budgets", (None, "Somme", 100_000)),
    ],
)
def test_a_last_row_of_sums_is_left_out_and_told(
    table: str, row: tuple[Any, ...], tmp_path: Path
) -> None:
    before = read_case(write(small(), tmp_path / "before.xlsx")).case
    path = write(_with_last(table, *row), tmp_path / "case.xlsx")
    found = examine(path)
    assert found.case is not None
    assert found.case.table(table).equals(before.table(table))
    assert [str(p).partition(": ")[2] for p in found.problems] == [LEFT_OUT]
    assert found.problems[0].cell == f"A{len(small()[table]) + 1}"


@pytest.mark.parametrize("formula", ["=SUM(F2:F7)", "=SUBTOTAL(9,F2:F7)", "=SUM($F$2:$F$7)"])
def test_a_last_row_of_formulas_that_sum_is_left_out(formula: str, tmp_path: Path) -> None:
    path = write(small(), tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    book["Flows"]["F8"] = formula
    book.save(path)
    found = examine(path)
    assert found.case is not None
    assert [p.code for p in found.problems] == ["total-left-out"]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("Flows", ("Total", None, None, None, None, 281)),
        ("Flows", ("Total", None, None, None, "city", 280)),
        ("Flows", (None, None, None, None, None, 281)),
        ("Territories", ("Total", None, None, 6100, 60_000_000, True)),
        ("Budgets", (None, None, 100_000)),
        ("Costs", (None, "Average", None, 5000)),
    ],
)
def test_a_last_row_that_says_more_stays_an_error(
    table: str, row: tuple[Any, ...], tmp_path: Path
) -> None:
    assert errors(_with_last(table, *row), tmp_path) != []


def test_zeros_and_a_source_keep_no_total_from_being_one(tmp_path: Path) -> None:
    sheets = small()
    sheets["Costs"] = [[*sheets["Costs"][0], "existing_funding", "source"]]
    sheets["Costs"] += [[None, "welcome", None, 5000, 0, None], [2023, "work", None, 10, 0, None]]
    sheets["Costs"].append([None, "Tot.", None, 5010, 0, "Statbel"])
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    assert found.case is not None
    assert [p.code for p in found.problems] == ["total-left-out"]


def test_a_total_between_rows_stays_an_error(tmp_path: Path) -> None:
    sheets = small()
    sheets["Flows"].insert(4, ["Total", None, None, None, None, 200])
    assert errors(sheets, tmp_path) != []


def test_a_row_that_names_what_it_is_about_is_no_total_whatever_it_adds_up_to(
    tmp_path: Path,
) -> None:
    sheets = small()
    sheets["Flows"].append([2025, "welcome", "Liège", "work", "Liège", 280])
    assert [text for text in said(sheets, tmp_path) if "adds up" in text] == []


def test_a_territory_of_the_case_called_total_is_read_back(tmp_path: Path) -> None:
    ours = case(Territories=[("a", None, None, None, 5.0), ("Total", None, None, None, 5.0)])
    write_case(ours, tmp_path / "case.xlsx")
    read = read_case(tmp_path / "case.xlsx").case
    assert read.table("Territories")["territory"].tolist() == ["a", "Total"]
