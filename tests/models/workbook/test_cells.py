"""Cells that were typed otherwise than their column wants, and numbers typed as text."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.declaration.kinds import Kind
from models.typed_numbers import TextNumber, read_number
from models.workbook.reading import examine, read_case
from tests.models.workbook.said import errors, said
from tests.models.workbook.small_case import Sheets, small, write
from tests.models.workbook.test_plain import assert_same
from tests.second_edition import FIRST_TABLES


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("007", 7),
        ("1234.56", 1234.56),
        ("1234,56", 1234.56),
        ("1 234,56", 1234.56),
        ("1\u00a0234,56", 1234.56),
        ("1\u202f234\u202f567", 1234567),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1.234.567", 1234567),
        ("1'234.5", 1234.5),
        ("0,125", 0.125),
        ("1234.567", 1234.567),
        (".5", 0.5),
        ("12,5 %", 0.125),
        ("12.5%", 0.125),
        ("-3", -3),
        ("\u22123,5", -3.5),
        ("+4", 4),
        ("1,5E3", 1500),
    ],
)
def test_a_text_that_can_be_only_one_number_is_read(text: str, number: float) -> None:
    found = read_number(text)
    assert isinstance(found, TextNumber)
    assert found.value == pytest.approx(number)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "-999,000", "1.234 %"])
def test_a_text_that_can_be_two_numbers_is_read_as_both(text: str) -> None:
    number = read_number(text)
    assert number is not None
    assert number.other is not None
    assert number.value == pytest.approx(1000 * number.other)


@pytest.mark.parametrize(
    "text",
    ["", "-", "n/a", "12 34", "1.23.45", "1,2,3", "€ 5", "5.", "1e", "٣", "1/2", "1.234.56", "--3"],
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_number(text) is None


def _named() -> Sheets:
    sheets = small()
    for row, name in zip(sheets["Territories"][1:], ("État", "Stad", "Luik", "Wijk"), strict=True):
        row[1] = name
    sheets["Stages"] = [[*row, name] for row, name in zip(
        sheets["Stages"], ("name", "First days", "Language", "A job"), strict=True
    )]  # fmt: skip
    return sheets


_NAMES = {"federation": "état", "city": "Stad", "Liège": " LUIK", "quarter": "wijk"}
_NAMES |= {"reception": "first  days", "welcome": "Language", "work": "a job"}


def test_names_are_read_as_their_keys_in_every_table_and_listed(tmp_path: Path) -> None:
    plain, typed = _named(), _named()
    changed = 0
    for table in FIRST_TABLES:
        kinds = (Kind.TERRITORY, Kind.STAGE)
        headers = typed[table.key][0]
        places = [
            headers.index(c.key) for c in table.columns if c.kind in kinds and c.key in headers
        ]
        for row in typed[table.key][1:]:
            for place in (place for place in places if row[place] is not None):
                row[place] = _NAMES[row[place]]
                changed += 1
    found = examine(write(typed, tmp_path / "typed.xlsx"))
    assert found.case is not None
    assert_same(found.case, read_case(write(plain, tmp_path / "plain.xlsx")).case)
    assert [p.code for p in found.problems] == ["name-matched"] * changed
    assert changed > 25


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        (("Twin", "Twin"), "Twin"),
        (("twin", "Twin "), "Twin"),
        (("Liège", "Other"), "Stadt"),
    ],
)
def test_a_name_of_two_or_of_nobody_is_an_error(
    names: tuple[str, str], typed: str, tmp_path: Path
) -> None:
    sheets = small()
    sheets["Territories"][2][1], sheets["Territories"][3][1] = names
    sheets["Budgets"][1][1] = typed
    assert [text.split(".")[0] for text in errors(sheets, tmp_path)] == [
        f"Budgets!B2: The territory “{typed}” is not known"
    ]


def test_a_key_is_itself_even_where_another_is_called_so(tmp_path: Path) -> None:
    sheets = small()
    sheets["Territories"][2][1] = "Liège"
    read = read_case(write(sheets, tmp_path / "case.xlsx"))
    assert read.case.table("Flows")["to_territory"].tolist()[4] == "Liège"


def test_a_name_that_is_nearly_one_is_suggested_with_its_key(tmp_path: Path) -> None:
    sheets = _named()
    sheets["Budgets"][1][1] = "Staad"
    assert "Did you mean “city” (Stad)?" in errors(sheets, tmp_path)[0]


@pytest.mark.parametrize(
    "value", [datetime(2023, 1, 1), date(2023, 5, 6), datetime(2023, 1, 1, 12), time(12, 30)]
)
def test_a_date_in_a_column_of_years_is_an_error_that_names_it(value: Any, tmp_path: Path) -> None:
    sheets = small()
    sheets["Flows"][1][0] = value
    (text,) = errors(sheets, tmp_path)
    shown = "12:30:00" if isinstance(value, time) else f"{value:%Y-%m-%d}"
    assert text.startswith(f"Flows!A2: The cell holds a date ({shown}")
    assert "where a year belongs. Expected: a year." in text


def test_the_number_of_a_day_in_a_column_of_years_is_told_as_its_date(tmp_path: Path) -> None:
    sheets = small()
    sheets["Budgets"][1][0] = 45_292
    assert "45292 is not a year (as a date it is 1 January 2024)." in errors(sheets, tmp_path)[0]


@pytest.mark.parametrize("noisy", [2023.0000000000002, 2022.9999999999998])
def test_a_year_with_noise_behind_the_fifteenth_digit_is_the_year(
    noisy: float, tmp_path: Path
) -> None:
    sheets = small()
    for table, row, column in (("Flows", 2, 0), ("Budgets", 1, 0), ("Clauses", 1, 4)):
        sheets[table][row][column] = noisy
    sheets["Scenarios"] += [["base_year", noisy, None]]
    sheets["Scenarios"][3][2] = noisy
    sheets["Stages"][1][1], sheets["Stages"][3][3] = 2e-16, 5.0000000000000009
    found = examine(write(sheets, tmp_path / "case.xlsx"))
    assert found.case is not None
    assert [str(p) for p in found.problems] == []
    assert found.case.table("Flows")["year"].tolist()[1] == 2023
    assert found.case.table("Scenarios")["base"].tolist()[-1] == 2023


@pytest.mark.parametrize("wrong", [2023.001, 2023.5, 2023.00000001])
def test_a_year_that_is_none_stays_an_error(wrong: float, tmp_path: Path) -> None:
    sheets = small()
    sheets["Flows"][2][0] = wrong
    assert "is not a year" in errors(sheets, tmp_path)[0]


def _merged(tmp_path: Path, address: str) -> Path:
    sheets = small()
    sheets["Flows"] = [[*row, f"s{n}", f"n{n}"] for n, row in enumerate(sheets["Flows"])]
    sheets["Flows"][0][-2:] = ["source", "note"]
    path = write(sheets, tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    book["Flows"].merge_cells(address)
    book.save(path)
    return path


@pytest.mark.parametrize("address", ["G2:G4", "H3:H7", "G5:H5", "G2:H7"])
def test_merged_sources_and_notes_are_a_warning(address: str, tmp_path: Path) -> None:
    found = examine(_merged(tmp_path, address))
    assert found.case is not None
    assert [(p.code, p.cell) for p in found.problems] == [("merged-cells", address)]


def test_a_merged_source_holds_for_every_row_that_it_covers(tmp_path: Path) -> None:
    found = examine(_merged(tmp_path, "G2:G4"))
    assert found.case is not None
    assert found.case.table("Flows")["source"].tolist() == ["s1", "s1", "s1", "s4", "s5", "s6"]


@pytest.mark.parametrize("address", ["F2:G2", "F2:F3", "E3:H3"])
def test_merged_figures_stay_an_error(address: str, tmp_path: Path) -> None:
    found = examine(_merged(tmp_path, address))
    assert found.case is None
    assert ("merged-cells", address) in [(p.code, p.cell) for p in found.problems]


def test_names_typed_for_codes_are_said(tmp_path: Path) -> None:
    sheets = _named()
    sheets["Budgets"][1][1] = "stad"
    assert said(sheets, tmp_path) == ["Budgets!B2: “stad” was read as “city”. Write it as “city”."]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("10 million", "10,000,000"),
        ("2,5 Mrd. €", "2,500,000,000"),
        ("500k", "500,000"),
        ("1 200 EUR", "1,200"),
    ],
)
def test_money_in_words_stays_an_error_and_its_amount_is_suggested(
    typed: str, amount: str, tmp_path: Path
) -> None:
    sheets = small()
    at = sheets["Costs"][0].index("cost_per_person")
    sheets["Costs"][1][at] = typed
    (said_of_it,) = errors(sheets, tmp_path)
    assert f"The text “{typed}” stands where a number belongs." in said_of_it
    assert said_of_it.endswith(f"with digits only. Did you mean {amount}?")


@pytest.mark.parametrize("typed", ["1.234 Mio", "$10m", "10 million persons", "a lot", "10 CHF"])
def test_no_amount_is_suggested_where_it_may_be_another(typed: str, tmp_path: Path) -> None:
    sheets = small()
    at = sheets["Costs"][0].index("cost_per_person")
    sheets["Costs"][1][at] = typed
    (said_of_it,) = errors(sheets, tmp_path)
    assert said_of_it.endswith("Type the number itself, with digits only.")


def test_no_amount_is_suggested_for_persons(tmp_path: Path) -> None:
    sheets = small()
    at = sheets["Flows"][0].index("persons")
    sheets["Flows"][1][at] = "10k"
    (said_of_it,) = errors(sheets, tmp_path)
    assert "Did you mean" not in said_of_it
