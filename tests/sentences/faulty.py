"""Workbooks with something wrong in each, and workbooks that came back with something changed."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from tests.cases import SAMPLES
from tests.models.workbook.said import with_stored
from tests.models.workbook.small_case import Sheets, small, with_cell, with_cells, with_row, write
from tests.models.workbook.test_broken_cells import BROKEN as BROKEN_CELLS
from tests.models.workbook.test_broken_names import BROKEN as BROKEN_NAMES
from tests.models.workbook.test_broken_rules import BROKEN as BROKEN_RULES
from tests.models.workbook.test_broken_second_edition import BROKEN as BROKEN_SECOND_EDITION
from tests.models.workbook.test_broken_second_edition import WARNED as WARNED_SECOND_EDITION
from tests.models.workbook.test_odd_workbooks import WARNED

Change = Callable[[Any], object]
Make = Callable[[Path], Path]


def _of_sheets(sheets: Sheets) -> Make:
    return lambda path: write(sheets, path)


def _of_change(change: Change) -> Make:
    def made(path: Path) -> Path:
        book = openpyxl.load_workbook(write(small(), path))
        change(book)
        book.save(path)
        return path

    return made


def _hide_sheet(book: Any) -> None:
    book["Costs"].sheet_state = "hidden"


def _hide_rows(book: Any) -> None:
    book["Flows"].row_dimensions[3].hidden = True


def _hide_column(book: Any) -> None:
    book["Flows"].column_dimensions["B"].hidden = True


def _merge(book: Any) -> None:
    book["Flows"].merge_cells("A3:A4")


def _formulas(book: Any) -> None:
    book["Flows"]["F3"] = "=SUM(1,2)"
    book["Costs"]["D2"] = "=[other.xlsx]Sheet1!A1"


def _stored_formulas(path: Path) -> Path:
    """Write the small workbook with formulas whose values are stored."""
    return with_stored(
        {
            ("Costs", "D2"): ("[other.xlsx]Sheet1!A1", 5000),
            ("Flows", "F3"): ("SUM(F4:F5)", 80),
            ("Flows", "F7"): ("NA()", "#N/A"),
        },
        path,
    )


def _appended(sheet: str, *values: Any) -> Make:
    def change(book: Any) -> None:
        book[sheet].append(values)

    return _of_change(change)


def _real_table(book: Any) -> None:
    book["Flows"].add_table(Table(displayName="flows", ref="A1:F5"))


def _notes_above(book: Any) -> None:
    book["Flows"].insert_rows(1)
    book["Flows"]["A1"], book["Flows"]["F1"] = 2021, 12


def _far_below(book: Any) -> None:
    book["Flows"]["A30"], book["Flows"]["D30"] = 2024, "reception"
    book["Flows"]["E30"], book["Flows"]["F30"] = "city", 4


def _renamed_sheet(book: Any) -> None:
    book["Flows"].title = "Movements of people"


def _dates(book: Any) -> None:
    book["Flows"]["F3"] = datetime(2024, 3, 1)
    book["Flows"]["B4"] = datetime(2024, 3, 1)
    book["Flows"]["A5"] = datetime(2024, 3, 1)


_MORE: Mapping[str, Make] = {
    "hidden sheet": _of_change(_hide_sheet),
    "hidden rows": _of_change(_hide_rows),
    "hidden column": _of_change(_hide_column),
    "merged cells": _of_change(_merge),
    "formulas without values": _of_change(_formulas),
    "formulas with values": _stored_formulas,
    "total at the end": _appended("Flows", "Total", None, None, None, None, 280),
    "wrong total at the end": _appended("Flows", "Total", None, None, None, None, 999),
    "total among the territories": _appended("Territories", "Total", "Total", None, 6000),
    "note among the territories": _appended("Territories", "Source: the register of 2022"),
    "note at the end": _appended("Flows", "Source: the register"),
    "flow without ends": _appended("Flows", 2026, None, None, None, None, 280),
    "row below a real table": _of_change(_real_table),
    "rows above the headers": _of_change(_notes_above),
    "row far below": _of_change(_far_below),
    "renamed sheet": _of_change(_renamed_sheet),
    "dates": _of_change(_dates),
    "misspelt column": _of_sheets(with_cell("Costs", "D1", "cost_per_persn")),
    "misspelt sheet": _of_sheets(
        {("Csots" if key == "Costs" else key): rows for key, rows in small().items()}
    ),
    "unknown column": _of_sheets(with_cells(("Costs", "E1", "colour"), ("Costs", "E2", "red"))),
    "amounts in thousands": _of_sheets(with_cell("Costs", "D1", "cost_per_person (thousand EUR)")),
    "percents typed as whole": _of_sheets(
        with_cells(("Scenarios", "B2", 3), ("Clauses", "H3", 25))
    ),
    "long number": _of_sheets(with_cell("Territories", "A3", 1234567890123456)),
    "long text": _of_sheets(with_cell("Clauses", "A2", "x" * 32767)),
    "ambiguous number": _of_sheets(with_cells(("Costs", "D2", "1,234"))),
    "unknown unit": _of_sheets(with_cell("Costs", "D1", "cost_per_person (quux)")),
    "unknown unit of a figure": _of_sheets(with_cell("Costs", "D2", "5 000 XYZ")),
    "misspelt column that may miss": _of_sheets(
        with_cells(("Costs", "E1", "exsting_funding"), ("Costs", "E2", 10))
    ),
    "misspelt sheet that may miss": _of_sheets(
        {("Budgts" if key == "Budgets" else key): rows for key, rows in small().items()}
    ),
    "header with a line of its own": _of_sheets(with_cell("Scenarios", "D1", "=1+1")),
    "scenario with another's name": _of_sheets(
        with_cells(("Scenarios", "D1", "Néw"), ("Scenarios", "D2", 0.1))
    ),
    "policy of nothing": _of_sheets(with_cell("Policies", "C2", "work")),
    "unreadable date": _of_sheets(with_cell("Costs", "D2", "#WERT!")),
    "budget with a stage": _of_sheets(
        with_cells(("Budgets", "D1", "stage"), ("Budgets", "D2", "welcome"))
    ),
    "adjustment too large": _of_sheets(with_cell("Adjustments", "E2", 1e300)),
    "adjustment that makes too much": _of_sheets(with_cell("Adjustments", "E2", 1e11)),
    "adjustment below zero": _of_sheets(
        with_cells(("Adjustments", "D2", "add"), ("Adjustments", "E2", -1e6))
    ),
    "adjustment of nothing": _of_sheets(with_cell("Adjustments", "H2", 2040)),
    "rates above one": _of_sheets(with_cells(("Flows", "F5", 140))),
    "given twice": _of_sheets(with_row("Flows", 8, 2024, "welcome", "city", "work", "city", 3)),
    "costs missing for one": _of_sheets(with_cell("Costs", "C2", "Liège")),
    "benefits missing": _of_sheets(
        {key: rows[:1] if key == "Benefits" else rows for key, rows in small().items()}
    ),
    "no population": _of_sheets(
        with_cells(("Scenarios", "A7", "burden_basis"), ("Scenarios", "B7", "population"),
                   ("Territories", "D2", None))
    ),
    "no workbook": lambda path: _bytes(path, b"no workbook"),
    "empty file": lambda path: _bytes(path, b""),
}  # fmt: skip


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _given(cases: Mapping[str, tuple[Sheets, list[str]]]) -> Mapping[str, Make]:
    return {name: _of_sheets(sheets) for name, (sheets, _said) in cases.items()}


FAULTY: Mapping[str, Mapping[str, Make]] = {
    "broken cells": _given(BROKEN_CELLS),
    "broken names": _given(BROKEN_NAMES),
    "broken rules": _given(BROKEN_RULES),
    "second edition": _given({**BROKEN_SECOND_EDITION, **WARNED_SECOND_EDITION}),
    "odd workbooks": _given(WARNED),
    "odd sheets": _MORE,
}
"""What writes the workbooks of each group, by what is wrong with them."""


def _cells(sheet: str, *cells: tuple[str, Any]) -> Change:
    def change(book: Any) -> None:
        for cell, value in cells:
            book[sheet][cell] = value

    return change


def _both(*changes: Change) -> Change:
    return lambda book: [change(book) for change in changes]


def _commented(book: Any) -> None:
    book["Flows"]["F5"].comment = Comment("Counted again in May.", "City")


def _other_case(book: Any) -> None:
    for row in book["Territories"].iter_rows(min_row=2, max_col=1):
        row[0].value = f"{row[0].value}x"


RETURNED: Mapping[str, Change] = {
    "nothing changed": _both(),
    "figures": _both(_cells("Flows", ("F5", 45), ("F6", 0.4)), _cells("Costs", ("D2", 5100.25))),
    "other figures": _cells("Flows", ("F5", 47)),
    "rows added and deleted": lambda book: (
        book["Benefits"].delete_rows(2),
        book["Flows"].append([2026, None, None, "reception", "port", 7]),
    ),
    "a column more": _cells("Costs", ("H1", "colour"), ("H2", "red")),
    "a scenario more": _cells("Scenarios", ("C1", "strict"), ("C2", 0.5)),
    "a sheet more": lambda book: book.create_sheet("Our notes").append(["Call us", 3]),
    "a sheet less": lambda book: book.remove(book["Budgets"]) if "Budgets" in book else None,
    "a name changed": _cells("Territories", ("B2", "The City")),
    "a key changed": _cells("Stages", ("A3", "greeting")),
    "yes and no": _cells("Stages", ("F2", True)),
    "blank": _cells("Costs", ("D2", None)),
    "a comment": _commented,
    "a case of somebody else": _other_case,
}
"""What was done to the worked example before it came back."""


def returned(name: str, folder: Path) -> Path:
    """Write the worked example as it came back."""
    book = openpyxl.load_workbook(io.BytesIO((SAMPLES / "worked.xlsx").read_bytes()))
    RETURNED[name](book)
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path
