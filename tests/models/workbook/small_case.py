"""A small valid workbook that the tests break in one place at a time."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple

from models.problems import CaseRefusedError, Severity
from models.workbook.reading import read_case

Sheets = dict[str, list[list[Any]]]

SMALL: Sheets = {
    "Territories": [
        ["territory", "name", "parent", "population", "fiscal_capacity", "pays"],
        ["federation", "Federation", None, 3000, 30_000_000, True],
        ["city", "City", "federation", 1000, 8_000_000, True],
        ["Liège", "Liège", "federation", 2000, 22_000_000, "yes"],
        ["quarter", "Quarter", "city", 100, None, False],
    ],
    "Stages": [
        ["stage", "order", "integrator", "duration", "cofunded"],
        ["reception", 0, "reception", 1, False],
        ["welcome", 1, "housing", 1, True],
        ["work", 3, "work", 5, "no"],
    ],
    "Flows": [
        ["year", "from_stage", "from_territory", "to_stage", "to_territory", "persons"],
        [2022, None, None, "reception", "city", 100],
        [2023, "reception", "city", "welcome", "city", 80],
        [2023, "reception", "city", None, None, 20],
        [2024, "welcome", "city", "work", "city", 40],
        [2024, "welcome", "city", "work", "Liège", 20],
        [2024, "welcome", "city", None, None, 20],
    ],
    "Costs": [
        ["year", "stage", "territory", "cost_per_person"],
        [None, "welcome", None, 5000],
    ],
    "Benefits": [
        ["year", "stage", "territory", "beneficiary", "benefit_per_person"],
        [None, "work", None, None, 4000],
        [None, "work", None, "federation", 20_000],
    ],
    "Budgets": [
        ["year", "payer", "max_contribution"],
        [2023, "city", 100_000],
    ],
    "Clauses": [
        ["clause", "payer", "host", "stage", "year", "measure", "sense", "value", "scenario"],
        ["cap", "city", None, "welcome", 2023, "amount", "at most", 90_000, None],
        ["share", "federation", "city", None, None, "share_of_need", "at least", 0.25, "new"],
    ],
    "Scenarios": [
        ["rule", "base", "new"],
        ["discount_rate", 0.02, 0.03],
        ["goals", "unfunded, equal_burden", "unfunded; host_residual; least_change"],
        ["programme_years", "2023-2024", 2023],
        ["benefit_cap", 1, "none"],
        ["reference_scenario", None, "base"],
    ],
    "Adjustments": [
        ["scenario", "sheet", "column", "operation", "value", "stage", "territory", "year"],
        ["new", "Costs", "cost_per_person", "multiply", 1.1, "welcome", None, None],
    ],
    "Policies": [
        ["policy", "owner", "stage", "category", "spending", "counts_as_funding"],
        ["school", "city", "welcome", "general", 1000, True],
    ],
}


def small() -> Sheets:
    return copy.deepcopy(SMALL)


def write(sheets: Sheets, path: Path) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def with_cell(sheet: str, cell: str, value: Any) -> Sheets:
    """Return the small workbook with another value in one cell."""
    return with_cells((sheet, cell, value))


def with_cells(*changes: tuple[str, str, Any]) -> Sheets:
    """Return the small workbook with other values in some cells."""
    sheets = small()
    for sheet, cell, value in changes:
        row, column = coordinate_to_tuple(cell)
        rows = sheets[sheet]
        rows += [[] for _ in range(row - len(rows))]
        rows[row - 1] += [None] * (column - len(rows[row - 1]))
        rows[row - 1][column - 1] = value
    return sheets


def without_column(sheet: str, header: str) -> Sheets:
    sheets = small()
    index = sheets[sheet][0].index(header)
    sheets[sheet] = [row[:index] + row[index + 1 :] for row in sheets[sheet]]
    return sheets


def without_sheet(name: str) -> Sheets:
    return {key: rows for key, rows in small().items() if key != name}


def with_row(sheet: str, row: int, *values: Any) -> Sheets:
    """Return the small workbook with another row."""
    letters = "ABCDEFGH"
    return with_cells(*((sheet, f"{c}{row}", v) for c, v in zip(letters, values, strict=False)))


def assert_refused(sheets: Sheets, messages: list[str], folder: Path) -> None:
    """Read the workbook and compare the messages of its errors."""
    with pytest.raises(CaseRefusedError) as refused:
        read_case(write(sheets, folder / "case.xlsx"))
    errors = [p for p in refused.value.problems if p.severity is Severity.ERROR]
    assert [str(problem) for problem in errors] == messages
    assert all(problem.code and problem.mend for problem in errors)
