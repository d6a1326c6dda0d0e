from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from models.case import Case
from models.split import (
    BindingLine,
    ConflictLine,
    GoalLine,
    KeyLine,
    PayerLine,
    Payment,
    ProgrammeLine,
    Split,
    TransferLine,
)
from models.workbook.reading import read_case
from models.workbook.result import write_result
from tests.models.workbook.formulas import Evaluator
from tests.models.workbook.small_case import small, write

SPLIT = Split(
    status="ok",
    scenario="base",
    currency="EUR",
    rounding=0.01,
    base_year=2023,
    goals=(GoalLine("unfunded", 100.0), GoalLine("equal_burden", (0.5, 0.25))),
    programmes=(
        ProgrammeLine(
            "city", "city", "welcome", 2023, 80.0, 5000.0, 0.0, 1000.1, 850.1, 50.0, 100.0
        ),
        ProgrammeLine("quarter", "city", "welcome", 2024, 0.5, 10.0, 1.0, 10.0, 10.0, 0.0, 0.0),
        ProgrammeLine("Liège", None, "welcome", 2023, 2.0, 100.0, 0.0, 200.0, 200.0, 0.0, 0.0),
    ),
    payments=(
        Payment("city", "city", "welcome", 2023, 250.1, 50.0),
        Payment("federation", "city", "welcome", 2023, 650.0, 0.0),
        Payment("federation", "quarter", "welcome", 2024, 10.0, 0.0),
        Payment("city", "Liège", "welcome", 2023, 200.0, 0.0),
    ),
    payers=(
        PayerLine("city", 400.0, 250.1, 200.0, 660.0, -460.0, 0.5, 400.0, 450.1),
        PayerLine("federation", 2640.0, 0.0, 660.0, 0.0, 660.0, 0.25, 660.0, 660.0),
        PayerLine("Liège", 0.0, 0.0, 0.0, 0.0, 0.0, None, 0.0, 0.0),
    ),
    transfers=(TransferLine("federation", "city", 460.0),),
    binding=(BindingLine("budget", "City, 2023", 250.1, 1.0, -1.0, (("city", 1.0),)),),
    keys=(KeyLine("equal", "city", 500.0, 49.9, None, True, 0.0, ("cap", "share")),),
)
RESULT_SHEETS = [
    "Split",
    "Programmes",
    "Payers",
    "Transfers",
    "Clearing",
    "Goals",
    "Binding",
    "Keys",
]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read_case(write(small(), tmp_path / "small.xlsx")).case


def renamed(split: Split, old: str, new: str) -> Split:
    """Return the split with another key for one territory."""

    def name(text: str | None) -> str | None:
        return new if text == old else text

    return replace(
        split,
        programmes=tuple(
            replace(p, host=name(p.host), responsible=name(p.responsible)) for p in split.programmes
        ),
        payments=tuple(replace(p, payer=name(p.payer), host=name(p.host)) for p in split.payments),
        payers=tuple(replace(p, payer=name(p.payer)) for p in split.payers),
    )


@pytest.mark.parametrize("city", ["city", "c*", "=city", "<5", "Straße ✓"])
def test_every_formula_has_the_value_that_is_stored(city: str, case: Case, tmp_path: Path) -> None:
    path = tmp_path / "result.xlsx"
    write_result(case, renamed(SPLIT, "city", city), path)
    formulas = openpyxl.load_workbook(path)
    stored = openpyxl.load_workbook(path, data_only=True)
    evaluator = Evaluator(formulas)
    count = 0
    for name in RESULT_SHEETS:
        for row in formulas[name].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    value = stored[name][cell.coordinate].value
                    assert evaluator.cell(name, cell.coordinate) == pytest.approx(value, abs=1e-9)
    assert count == 3 * 3 + 3 * 4 + 2 + 6 + 5 + 1 + 1


def test_the_sheets_and_their_headers_are_those_of_the_contract(case: Case, tmp_path: Path) -> None:
    write_result(case, SPLIT, tmp_path / "result.xlsx")
    book = openpyxl.load_workbook(tmp_path / "result.xlsx", data_only=True)
    assert book.sheetnames == [*RESULT_SHEETS, *case.tables]
    headers = {name: [cell.value for cell in book[name][1]] for name in RESULT_SHEETS}
    assert headers["Split"] == [
        "payer", "host", "stage", "year", "amount", "host_residual", "responsible",
    ]  # fmt: skip
    assert headers["Programmes"] == [
        "host", "stage", "year", "responsible", "persons", "unit_cost", "existing_funding",
        "need", "contributions", "host_residual", "unfunded",
    ]  # fmt: skip
    assert headers["Payers"] == [
        "payer", "later_benefit", "own_programmes", "others_programmes", "received", "net",
        "burden", "range_low", "range_high",
    ]  # fmt: skip
    assert headers["Transfers"] == ["from", "to", "amount"]
    assert [row[:3] for row in book["Goals"].iter_rows(min_row=2, values_only=True)] == [
        (1, "unfunded", 100),
        (2, "equal_burden", 0.5),
        (2, "equal_burden", 0.25),
    ]


def test_totals_are_bold_and_headers_stay_in_sight(case: Case, tmp_path: Path) -> None:
    write_result(case, SPLIT, tmp_path / "result.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "result.xlsx")["Split"]
    assert sheet["A6"].value == "Total"
    assert sheet["E6"].value == "=SUM(E2:E5)"
    assert sheet["E6"].font.bold
    assert sheet["E2"].number_format == "#,##0.00"
    assert sheet.freeze_panes == "A2"


def test_money_rounded_to_units_is_shown_in_units(case: Case, tmp_path: Path) -> None:
    write_result(case, replace(SPLIT, rounding=1000), tmp_path / "result.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "result.xlsx")["Split"]
    assert sheet["E2"].number_format == "#,##0"


def test_the_result_workbook_reads_back_as_the_case_it_was_made_from(
    case: Case, tmp_path: Path
) -> None:
    write_result(case, SPLIT, tmp_path / "result.xlsx")
    read = read_case(tmp_path / "result.xlsx")
    assert read.problems == ()
    assert read.case.unknown_sheets == ()
    assert read.case.table("Flows").equals(case.table("Flows"))


def test_a_split_without_payments_has_totals_of_zero(case: Case, tmp_path: Path) -> None:
    empty = Split("ok", "base", "EUR", 0.01)
    write_result(case, empty, tmp_path / "result.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "result.xlsx", data_only=True)["Split"]
    assert [cell.value for cell in sheet[3]][:5] == ["Total", None, None, None, 0]


def test_a_conflict_has_one_sheet_of_its_own(case: Case, tmp_path: Path) -> None:
    lines = (ConflictLine("cap", 95_000.0), ConflictLine("share", None))
    conflict = Split("conflict", "base", "EUR", 0.01, conflict=lines)
    write_result(case, conflict, tmp_path / "result.xlsx")
    book = openpyxl.load_workbook(tmp_path / "result.xlsx")
    assert book.sheetnames == ["Conflict", *case.tables]
    rows = list(book["Conflict"].iter_rows(values_only=True))
    assert rows == [("clause", "needs"), ("cap", 95_000), ("share", None)]


def test_the_same_split_gives_the_same_bytes(case: Case, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_result(case, SPLIT, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
