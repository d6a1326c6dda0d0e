from __future__ import annotations

from pathlib import Path

from openpyxl.workbook import Workbook

from tests.models.workbook.said import changed


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
