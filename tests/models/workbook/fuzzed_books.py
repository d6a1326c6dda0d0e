"""The whole workbooks that are broken at random: plain, by two writers, and dressed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import xlsxwriter

from models.workbook.plain import write_case
from models.workbook.reading import read_case
from tests.models.workbook.small_case import small, write


def whole_workbooks(folder: Path) -> list[bytes]:
    """Return workbooks with texts in cells and shared, formulas, dates, errors and tables."""
    plain = write(small(), folder / "plain.xlsx")
    write_case(read_case(plain).case, folder / "written.xlsx")
    odd = _odd(folder / "odd.xlsx")
    return [path.read_bytes() for path in (plain, folder / "written.xlsx", odd)]


def _odd(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, (header, *rows) in small().items():
        sheet = book.add_worksheet(name)
        sheet.write(0, 0, "Title")
        columns = [{"header": text} for text in header]
        table = {"columns": columns, "data": rows, "total_row": name == "Flows"}
        sheet.add_table(2, 0, 3 + len(rows), len(header) - 1, table)
        sheet.write_formula(3, 12, "=SUM(A4:A5)", None, 5)
        sheet.write_datetime(4, 12, datetime(2024, 1, 2), day)
        sheet.write_formula(5, 12, "=NA()", None, "#N/A")
        sheet.write_boolean(6, 12, True)
    book.close()
    return path
