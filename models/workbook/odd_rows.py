"""Rows that are no plain rows of their table: totals, hidden ones, those below the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from openpyxl.utils import get_column_letter

from models.checks.matching import fold
from models.declaration.kinds import NUMERIC_KINDS, Kind, Table
from models.problems import Problem, Severity
from models.workbook.grid import Row, Sheet
from models.workbook.headers import Field

_GAP = 20
"""So many blank rows, and nobody sees that the table goes on."""

_TOTALS = frozenset(
    (
        *("total", "totals", "subtotal", "grandtotal"),
        *("totaux", "soustotal"),
        *("totaal", "totalen", "subtotaal", "eindtotaal"),
        *("summe", "summen", "gesamt", "gesamtsumme", "zwischensumme", "endsumme", "insgesamt"),
    )
)
_LONGEST = 60
_SUM = re.compile(
    r"(?:SUM|SUBTOTAL|AGGREGATE)\((?:\d+,)*\$?([A-Z]{1,3})\$?\d+:\$?([A-Z]{1,3})\$?\d+\)", re.I
)
_EXTERNAL = re.compile(r"(?<!\w)\[\d+\]|\w\|'")
_REFERENCES = frozenset({Kind.TERRITORY, Kind.STAGE})


def table_rows(sheet: Sheet, header: int) -> list[Row]:
    """Return the rows below the headers, without the row of totals of an Excel table."""
    totals = {s.last for s in sheet.shapes if s.has_totals and s.first == header}
    return [row for row in sheet.rows if row.number > header and row.number not in totals]


def is_total(row: Row, sheet: Sheet, fields: Sequence[Field]) -> bool:
    """Say whether a row is a total of others: by its word, or by a sum of its own column."""
    return any(_is_total_cell(row, sheet, field) for field in fields if field.column is not None)


def _is_total_cell(row: Row, sheet: Sheet, field: Field) -> bool:
    formula = sheet.formulas.get((row.number, field.index))
    if formula is not None and (match := _SUM.fullmatch(formula.strip())):
        return match[1].upper() == match[2].upper() == field.letter
    value, column = row.value(field.index), field.column
    if column is None or not isinstance(value, str) or not is_total_word(value):
        return False
    if column.kind is Kind.KEY:
        return _is_whole_total(value)
    return column.kind in _REFERENCES or column.kind in NUMERIC_KINDS


def is_total_word(text: str) -> bool:
    """Say whether a text is a word for a total, alone or before what it is the total of."""
    words = text[:_LONGEST].replace("-", "").replace(":", " ").split()
    return bool(words) and (fold(words[0]) in _TOTALS or fold("".join(words[:2])) in _TOTALS)


def _is_whole_total(text: str) -> bool:
    return fold(text.replace("-", "").replace(":", "")) in _TOTALS


def row_problems(
    sheet: Sheet,
    table: Table,
    header: int,
    rows: Sequence[Row],
    totals: Sequence[Row],
    fields: Sequence[Field],
) -> Iterator[Problem]:
    """Yield what is odd about the rows of a table; `totals` are those that were not read."""
    for row in totals:
        yield _problem(
            Severity.ERROR,
            "total-row",
            "The row is a total of other rows; it was not read.",
            "Remove the row: totals are computed from the rows.",
            (table, sheet, row.number),
        )
    yield from _below(sheet, table, header, rows)
    yield from _hidden(sheet, table, rows)
    yield from _external(sheet, table, {row.number for row in rows}, fields)


def _below(sheet: Sheet, table: Table, header: int, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield the rows that the reader of the sheet may not know to belong to the table."""
    last = next((shape.last for shape in sheet.shapes if shape.first == header), None)
    if last is not None:
        for row in (row for row in rows if row.number > last):
            yield _problem(
                Severity.WARNING,
                "row-below-table",
                f"The row stands below the table, which ends in row {last}: totals of the "
                "workbook miss it. It was read.",
                "Drag the corner of the table over the row.",
                (table, sheet, row.number),
            )
        return
    for above, number in pairwise([header, *(row.number for row in rows)]):
        if number - above > _GAP:
            yield _problem(
                Severity.WARNING,
                "row-after-gap",
                f"The row stands below {number - above - 1} blank ones. It was read.",
                "Move it up, or remove it if it is a leftover.",
                (table, sheet, number),
            )


def _hidden(sheet: Sheet, table: Table, rows: Sequence[Row]) -> Iterator[Problem]:
    hidden = [row.number for row in rows if row.number in sheet.hidden]
    if hidden:
        found = f"{len(hidden)} rows are" if len(hidden) > 1 else "1 row is"
        yield _problem(
            Severity.WARNING,
            "hidden-rows",
            f"{found} hidden or filtered out, the first is row {hidden[0]}; hidden rows count.",
            "Show all rows to see them, and remove those that should not count.",
            (table, sheet, hidden[0]),
        )


def _external(
    sheet: Sheet, table: Table, rows: set[int], fields: Sequence[Field]
) -> Iterator[Problem]:
    keys: Mapping[int, str] = {field.index: field.key for field in fields}
    for (row, column), formula in sheet.formulas.items():
        if row in rows and column in keys and _EXTERNAL.search(formula):
            yield _problem(
                Severity.WARNING,
                "external-formula",
                "The cell takes its value from another file or program; the stored value was read.",
                "Type the value itself.",
                (table, sheet, row),
                (keys[column], get_column_letter(column + 1)),
            )


def _problem(
    severity: Severity,
    code: str,
    found: str,
    mend: str,
    place: tuple[Table, Sheet, int],
    column: tuple[str, str] | None = None,
) -> Problem:
    """Make a problem that stands at a row of the sheet, not of the table that was read."""
    table, sheet, row = place
    key, letter = column or (None, "A")
    cell = f"{letter}{row}"
    return Problem(severity, code, found, mend, table.key, column=key, sheet=sheet.name, cell=cell)
