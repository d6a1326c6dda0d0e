"""The result workbook of a case whose programmes are told apart by group and responsible."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models.results.split import Split
from models.workbook.result import write_result
from solver.solve import solve_case
from tests.models.workbook.formulas import Evaluator
from tests.two_governments import two_governments


@pytest.fixture(scope="module")
def split() -> Split:
    return solve_case(two_governments(discount_rate=0.1, base_year=2025))


@pytest.fixture
def path(split: Split, tmp_path: Path) -> Path:
    write_result(two_governments(discount_rate=0.1, base_year=2025), split, tmp_path / "r.xlsx")
    return tmp_path / "r.xlsx"


def header(book: openpyxl.Workbook, sheet: str) -> list[str]:
    return [str(cell.value) for cell in book[sheet][1]]


def test_the_sheets_have_columns_for_what_the_case_uses(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert header(book, "Split")[:8] == [
        "payer", "host", "stage", "group", "year", "responsible", "amount", "host_residual",
    ]  # fmt: skip
    assert header(book, "Programmes")[:5] == ["host", "stage", "group", "year", "responsible"]
    assert "existing_payments" in header(book, "Programmes")
    assert {"existing_payments", "existing_discounted"} <= set(header(book, "Payers"))


def test_each_programme_is_a_row_that_says_its_group_and_government(path: Path) -> None:
    rows = openpyxl.load_workbook(path)["Programmes"].iter_rows(min_row=2, max_row=5)
    assert [[cell.value for cell in row[:6]] for row in rows] == [
        ["city", "course", "asylum", 2026, "community", "community"],
        ["city", "course", "asylum", 2026, "council", "federation"],
        ["city", "course", "family", 2026, "community", "community"],
        ["city", "course", "family", 2026, "council", "federation"],
    ]


def test_every_formula_gives_the_value_that_is_stored(path: Path) -> None:
    formulas = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    evaluator, checked = Evaluator(formulas), 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                stored = values[sheet.title][cell.coordinate].value
                found = evaluator.cell(sheet.title, cell.coordinate)
                assert found == pytest.approx(stored, abs=0.011), (sheet.title, cell.coordinate)
                checked += 1
    assert checked > 100


def test_statements_name_group_and_government(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    said = [row[3].value for row in book["Statements"].iter_rows(min_row=2)]
    assert "Course in City (The Community), Asylum, 2026" in said
    assert "Course in City (council), family, 2026" in said
