"""The sheets that the program adds itself, and those of others, which are kept aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from models.words.language import ENGLISH
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.writing import write_dressed
from models.workbook.frames import TablePlace
from models.workbook.plain import write_case
from models.workbook.reading import Examination, examine
from tests.cases import worked
from tests.models.workbook.said import said
from tests.models.workbook.small_case import small, with_cells

REMARK = "Ask the city about 2027."


def _aside(found: Examination) -> list[str]:
    assert found.case is not None
    return [sheet.name for sheet in found.case.unknown_sheets]


def test_a_sheet_of_the_user_that_begins_like_ours_is_kept_aside_and_told(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    write_case(worked(), path)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Mine")["A1"] = "Relais · my own thing"
    book.save(path)
    found = examine(path)
    assert _aside(found) == ["Mine"]
    assert any("Mine" in ENGLISH.say(problem.found) for problem in found.problems)


def test_a_copy_of_a_dressed_sheet_may_hold_remarks_and_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "dressed.xlsx"
    write_dressed(Issue(worked(), "worked", "en", date(2026, 11, 22)), path)
    assert _aside(examine(path)) == []
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.worksheets[0])["A40"] = REMARK
    book.save(path)
    found = examine(path)
    [name] = _aside(found)
    assert name.endswith("Copy")
    assert found.case is not None
    assert any(REMARK in row for row in found.case.unknown_sheets[0].rows)


def test_formulas_without_values_in_a_column_kept_aside_are_told(tmp_path: Path) -> None:
    sheets = with_cells(("Benefits", "F1", "calc"), ("Benefits", "F2", "=E2*2"))
    sheets["Benefits"][2].append("=E3*2")
    assert said(sheets, tmp_path)[1] == (
        "Benefits!F2: 2 formulas have no stored value; the column is kept aside with blanks "
        "there. Open the workbook in Excel, let it calculate and save it."
    )


def test_formulas_without_values_in_a_sheet_kept_aside_are_told(tmp_path: Path) -> None:
    sheets = {**small(), "Calls": [["who", "=1+1"]]}
    assert said(sheets, tmp_path)[1] == (
        "Calls: A formula has no stored value; the sheet is kept aside with blanks there. Open "
        "the workbook in Excel, let it calculate and save it."
    )


def test_the_first_column_of_a_place_is_the_leftmost() -> None:
    place = TablePlace("Flows", 1, (2,), {"a": "AA", "b": "C"})
    assert place.cell(0, None) == "C2"
