from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from models.declaration.kinds import LANGUAGES
from models.declaration.tables import TABLE_BY_KEY
from models.problems import Severity
from models.words.language import ENGLISH
from models.workbook.reading import Examination, examine
from tests.models.workbook.small_case import Sheets, small, with_cell, write


def examined(sheets: Sheets, tmp_path: Path) -> Examination:
    return examine(write(sheets, tmp_path / "case.xlsx"))


def messages(sheets: Sheets, tmp_path: Path) -> list[str]:
    return [str(problem) for problem in examined(sheets, tmp_path).problems]


def changed(change: Any, tmp_path: Path) -> Examination:
    """Read the small workbook after its sheet of flows was changed."""
    path = write(small(), tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    change(book["Flows"])
    book.save(path)
    return examine(path)


def persons(found: Examination) -> list[float]:
    assert found.case is not None
    return list(found.case.table("Flows")["persons"].tolist())


def dressed(path: Path, language: str, *, below: bool = False) -> Path:
    """Write a workbook as it is sent out: a title, a sentence and units above real tables."""
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Guide").write_row(0, 0, ["Relais · Please fill in", "text"])
    for name, (header, *rows) in small().items():
        table = TABLE_BY_KEY[name]
        labels = [
            table.column(key).labels.in_language(language) + " *" if table.declares(key) else key
            for key in header
        ]
        sheet = book.add_worksheet(table.labels.in_language(language))
        sheet.write(0, 0, table.labels.in_language(language))
        sheet.write(1, 0, ENGLISH.say(table.help))
        sheet.write_row(2, 0, ["unit"] * len(header))
        options = {"columns": [{"header": text} for text in labels], "data": rows}
        last = 3 + len(rows) + (0 if below else 3)
        sheet.add_table(3, 0, last, len(header) - 1, options)
        if below and name == "Flows":
            sheet.write_row(last + 1, 0, [2025, None, None, "reception", "city", 7])
    identity = book.add_worksheet("_relais")
    identity.very_hidden()
    for row, line in enumerate((("template", "relais-case"), ("language", language))):
        identity.write_row(row, 0, line)
    book.close()
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dressed_workbook_reads_without_a_word(language: str, tmp_path: Path) -> None:
    found = examine(dressed(tmp_path / "case.xlsx", language))
    assert [str(problem) for problem in found.problems] == []
    assert persons(found) == [100, 80, 20, 40, 20, 20]


def test_a_row_typed_below_a_real_table_is_read_and_told(tmp_path: Path) -> None:
    found = examine(dressed(tmp_path / "case.xlsx", "de", below=True))
    assert [str(problem) for problem in found.problems] == [
        "Ströme!A11: The row stands below the table, which ends in row 10: totals of the workbook "
        "miss it. It was read. Drag the corner of the table over the row."
    ]
    assert persons(found)[-1] == 7


def test_the_total_of_a_real_table_is_no_row_of_it(tmp_path: Path) -> None:
    def total(sheet: Worksheet) -> None:
        table = Table(displayName="flows", ref="A1:F8")
        table.totalsRowCount = 1
        sheet.add_table(table)
        sheet["A8"] = "Total"
        sheet["F8"] = 280

    found = changed(total, tmp_path)
    assert found.problems == ()
    assert len(persons(found)) == 6


def test_a_renamed_sheet_is_found_by_its_headers(tmp_path: Path) -> None:
    sheets = {("Tabelle1" if name == "Flows" else name): rows for name, rows in small().items()}
    assert messages(sheets, tmp_path) == [
        "Tabelle1: The sheet “Tabelle1” was read as the table Flows, by its headers. "
        "Call it “Flows”."
    ]


def test_sheets_with_each_others_names_are_told_apart_by_their_headers(tmp_path: Path) -> None:
    names = {"Costs": "Benefits", "Benefits": "Costs"}
    sheets = {names.get(name, name): rows for name, rows in small().items()}
    found = examined(sheets, tmp_path)
    assert found.case is not None
    assert found.case.table("Costs")["cost_per_person"].tolist() == [5000]


@pytest.mark.parametrize("name", ["Flows (2)", "Copy", "Flux"])
def test_a_sheet_that_stands_there_twice_is_refused(name: str, tmp_path: Path) -> None:
    assert messages({name: small()["Flows"], **small()}, tmp_path)[:1] == [
        "Flows: The table Flows stands here a second time; the first is the sheet “Flux”. Put "
        "the rows of both into one sheet, or remove the one that does not count."
        if name == "Flux"
        else f"{name}: The table Flows stands here a second time; the first is the sheet “Flows”. "
        "Put the rows of both into one sheet, or remove the one that does not count."
    ]


def test_a_sheet_of_other_things_is_kept_aside(tmp_path: Path) -> None:
    notes = [["territory", "who phoned", "when"], ["city", "Ann", "Monday"]]
    found = examined({**small(), "Calls": notes}, tmp_path)
    assert [problem.code for problem in found.problems] == ["unknown-sheet"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misspelt_header_is_pointed_out_in_any_language(language: str, tmp_path: Path) -> None:
    label = TABLE_BY_KEY["Costs"].column("cost_per_person").labels.in_language(language)
    text = label.replace("er", "re", 1)
    assert messages(with_cell("Costs", "D1", text), tmp_path) == [
        f"Costs: The column “Cost per person” is missing. If the column “{text}” (D1) is meant, "
        "write “Cost per person” there; else add a column with that header.",
        f"Costs!D1: The column “{text}” is not known; it is kept aside. Rename it if it stands "
        "for a known column.",
    ]


@pytest.mark.parametrize("header", ["Persons (number)", "PERSONS [n]", "persons *", " Per sons\n"])
def test_a_header_may_carry_its_unit(header: str, tmp_path: Path) -> None:
    assert messages(with_cell("Flows", "F1", header), tmp_path) == []


def test_columns_may_be_inserted_and_rows_too(tmp_path: Path) -> None:
    def insert(sheet: Worksheet) -> None:
        sheet.insert_cols(3)
        sheet.insert_rows(1, 2)
        sheet.insert_rows(6, 3)

    found = changed(insert, tmp_path)
    assert found.problems == ()
    assert persons(found) == [100, 80, 20, 40, 20, 20]


def test_a_row_far_below_is_read_and_told(tmp_path: Path) -> None:
    def far(sheet: Worksheet) -> None:
        for column, value in enumerate([2025, None, None, "reception", "city", 7], start=1):
            sheet.cell(608, column, value)

    found = changed(far, tmp_path)
    assert [str(problem) for problem in found.problems] == [
        "Flows!A608: The row stands below 600 blank ones. It was read. Move it up, or remove it "
        "if it is a leftover."
    ]
    assert persons(found)[-1] == 7


def test_hidden_rows_count_and_are_told(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[5].hidden = True

    found = changed(hide, tmp_path)
    assert [str(problem) for problem in found.problems] == [
        "Flows!A3: 2 rows are hidden or filtered out, the first is row 3; hidden rows count. "
        "Show all rows to see them, and remove those that should not count."
    ]
    assert len(persons(found)) == 6


TOTALS = {
    "en": "Total",
    "fr": "Sous-total 2024",
    "nl": "Eindtotaal:",
    "de": "Zwischensumme Lüttich",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_of_totals_is_one_error_in_any_language(language: str, tmp_path: Path) -> None:
    sheets = small()
    sheets["Flows"].append([TOTALS[language], None, None, None, None, 281])
    found = examined(sheets, tmp_path)
    assert [str(p) for p in found.problems if p.severity is Severity.ERROR] == [
        "Flows!A8: The row is a total of other rows; it was not read. Remove the row: totals are "
        "computed from the rows."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_last_row_of_true_totals_is_one_warning_in_any_language(
    language: str, tmp_path: Path
) -> None:
    sheets = small()
    sheets["Flows"].append([TOTALS[language], None, None, None, None, 280])
    found = examined(sheets, tmp_path)
    assert [(p.severity, p.code, p.cell) for p in found.problems] == [
        (Severity.WARNING, "total-left-out", "A8")
    ]


@pytest.mark.parametrize("formula", ["=SUM(F2:F7)", "=SUBTOTAL(9,F$2:F$7)"])
def test_a_sum_of_its_own_column_is_a_total(formula: str, tmp_path: Path) -> None:
    sheets = small()
    sheets["Flows"].append([2024, None, None, None, None, formula])
    assert [p.code for p in examined(sheets, tmp_path).problems] == ["total-row"]


def test_a_clause_may_begin_with_the_word_total(tmp_path: Path) -> None:
    sheets = with_cell("Clauses", "A2", "Total cap of the city")
    assert messages(sheets, tmp_path) == []


def test_codes_that_lost_their_zeros_are_suggested(tmp_path: Path) -> None:
    sheets = small()
    sheets["Territories"].append(["01001", None, None, 5, 5, True])
    sheets["Flows"][5][4] = 1001
    assert messages(sheets, tmp_path)[0] == (
        "Flows!E6: The territory “1001” is not known. Did you mean “01001”? Correct the name, or "
        "add it to Territories."
    )


def test_ids_of_16_digits_are_refused_as_numbers(tmp_path: Path) -> None:
    assert messages(with_cell("Flows", "E6", 1234567890123456), tmp_path)[0] == (
        "Flows!E6: The cell holds a number of more than 15 digits; Excel loses the last ones. "
        "Format the cell as text and type the name again."
    )
