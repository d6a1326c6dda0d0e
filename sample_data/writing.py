"""Writes a case in the plain form of the workbook, with the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter

from models.declaration.kinds import Table
from models.declaration.tables import REMARKS, TABLE_BY_KEY, TABLES
from sample_data.sources import Figure

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]
Sheets = Mapping[str, Sequence[Row]]

GOALS = "unfunded, host_residual, equal_burden, proportional"
"""The goals in the usual order."""

_CREATED = datetime(2025, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_REMARKS = tuple(column.key for column in REMARKS)
_WIDTH = 18
_WIDE = 60


def documented(
    row: Row, figures: Iterable[Figure] = (), assumption: str = "", remark: str = ""
) -> Row:
    """Return the row with its source and its note.

    Args:
        row: the cells of the row.
        figures: the figures it rests on.
        assumption: what is assumed and why, as a sentence.
        remark: anything else a reader should know.
    """
    known = tuple(dict.fromkeys(figures))
    sources = dict.fromkeys(item.cite() for item in known)
    cautions = dict.fromkeys(item.caution() for item in known)
    parts = [f"Assumption: {assumption}" if assumption else "", remark, *cautions]
    return {
        **row,
        "source": "; ".join(sources) or None,
        "note": " ".join(part for part in parts if part) or None,
    }


def row_of(table: str, *cells: Cell) -> dict[str, Cell]:
    """Return a row from its cells, which stand in the order of the columns of the first edition."""
    of = TABLE_BY_KEY[table]
    keys = (column.key for column in of.columns if column.edition == of.edition)
    return dict(zip(keys, cells, strict=False))


def scenarios(
    names: Iterable[str], rules: Iterable[tuple[str, Cell, Mapping[str, Cell], str]]
) -> list[Row]:
    """Return the rows of the sheet Scenarios; blank: as in the base.

    Args:
        names: the scenarios besides the base.
        rules: each rule with its value in the base, those of scenarios, and why.
    """
    empty: Row = dict.fromkeys(names)
    return [
        documented({"rule": rule, "base": value, **empty, **further}, assumption=reason)
        for rule, value, further, reason in rules
    ]


def write_case(path: Path, sheets: Sheets) -> None:
    """Write the tables of a case to a workbook, in the order of the declaration."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": path.stem, "created": _CREATED})
        for table in TABLES:
            if table.key in sheets:
                _write_sheet(workbook, table, sheets[table.key])
    path.write_bytes(_same_each_time(buffer))


def _write_sheet(workbook: xlsxwriter.Workbook, table: Table, rows: Sequence[Row]) -> None:
    sheet = workbook.add_worksheet(table.key)
    columns = _columns(table, rows)
    sheet.write_row(0, 0, columns)
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, _WIDE if column in _REMARKS else _WIDTH)
    for line, row in enumerate(rows, start=1):
        for position, column in enumerate(columns):
            if row.get(column) is not None:
                _write_cell(sheet, line, position, row[column])


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, line: int, at: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(line, at, cell)
    else:
        sheet.write(line, at, cell)


def _columns(table: Table, rows: Sequence[Row]) -> list[str]:
    """Return the columns that are used: the declared, then the open ones, then the remarks."""
    used = dict.fromkeys(key for row in rows for key in row)
    declared = [c.key for c in table.columns if c.required or c.key in used]
    further = [key for key in used if not table.declares(key)]
    if not used.keys() & set(_REMARKS):
        return declared + further
    return [key for key in declared if key not in _REMARKS] + further + list(_REMARKS)


def _same_each_time(workbook: BytesIO) -> bytes:
    """Return the workbook packed so that no clock, system or compression library shows.

    Uncompressed, since compression libraries differ in the bytes they write.
    """
    packed = BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.create_system = _UNIX
            new.writestr(entry, old.read(name))
    return packed.getvalue()
