from __future__ import annotations

from pathlib import Path

from models.workbook.frames import TablePlace
from tests.models.workbook.said import said
from tests.models.workbook.small_case import small, with_cells


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
