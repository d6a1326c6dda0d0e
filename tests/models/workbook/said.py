"""What is said of the small workbook after something in it was changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.workbook import Workbook

from models.problems import Severity
from models.workbook.reading import Examination, examine
from tests.models.workbook.small_case import Sheets, small, write


def said(sheets: Sheets, tmp_path: Path, severity: Severity | None = None) -> list[str]:
    problems = examine(write(sheets, tmp_path / "case.xlsx")).problems
    return [str(p) for p in problems if severity in (None, p.severity)]


def errors(sheets: Sheets, tmp_path: Path) -> list[str]:
    return said(sheets, tmp_path, Severity.ERROR)


def changed(change: Callable[[Workbook], Any], tmp_path: Path) -> Examination:
    path = write(small(), tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return examine(path)


def with_stored(formulas: dict[tuple[str, str], tuple[str, Any]], path: Path) -> Path:
    """Write the small workbook with formulas and their stored values in some cells."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in small().items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for (place, cell), (formula, value) in formulas.items():
            if place == name:
                sheet.write_formula(cell, formula, None, value)
    book.close()
    return path
