"""Merged cells inside a table: only the first of them holds the value."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from models.declaration.kinds import Table
from models.declaration.tables import REMARKS
from models.problems import Problem, Severity
from models.words.text import text
from models.workbook.fields import Field, Headers
from models.xlsx.cell_parser import Merge
from models.xlsx.grid import Row, Sheet

_REMARKS = frozenset(column.key for column in REMARKS)


def merged_cells(sheet: Sheet, table: Table, headers: Headers) -> Iterator[Problem]:
    """Yield an error for each range of merged cells that takes cells of a table out of sight.

    Titles above the headers may be merged, and so may cells that are all blank. Sources and notes
    lose nothing by it: a warning.
    """
    if not sheet.merges:
        return
    numbers = [row.number for row in sheet.rows]
    for merge in sheet.merges:
        inside = [f for f in headers.fields if merge.left <= f.index <= merge.right]
        if inside and _hides(merge, sheet, numbers, headers.row):
            are_remarks = all(field.key in _REMARKS for field in inside)
            yield _merged(sheet, table, merge, inside[0], are_remarks=are_remarks)


def _hides(merge: Merge, sheet: Sheet, numbers: Sequence[int], header: int) -> bool:
    """Say whether a merge holds a value and takes the place of others below the headers."""
    first = bisect_left(numbers, merge.top)
    is_held = first < len(numbers) and numbers[first] == merge.top
    if not is_held or sheet.rows[first].value(merge.left) is None:
        return False
    following = bisect_left(numbers, max(merge.top, header + 1))
    return following < len(numbers) and numbers[following] <= merge.bottom


def _merged(
    sheet: Sheet, table: Table, merge: Merge, field: Field, *, are_remarks: bool
) -> Problem:
    return Problem(
        Severity.WARNING if are_remarks else Severity.ERROR,
        "merged-cells",
        text("The cells are merged; only the first holds the text, which was read for each row.")
        if are_remarks
        else text("The cells are merged; only the first holds the value."),
        text("Unmerge them and fill in each."),
        table.key,
        column=field.key,
        sheet=sheet.name,
        cell=merge.address,
    )


def with_merged_remarks(rows: Sequence[Row], sheet: Sheet, fields: Sequence[Field]) -> list[Row]:
    """Return the rows with the text of merged sources and notes in each row that they cover."""
    remarks = {field.index for field in fields if field.key in _REMARKS}
    merges = [m for m in sheet.merges if m.left in remarks and m.bottom > m.top]
    if not merges:
        return list(rows)
    texts = {row.number: row for row in sheet.rows}
    covered: dict[int, dict[int, object]] = defaultdict(dict)
    for merge in (merge for merge in merges if merge.top in texts):
        for number in range(merge.top + 1, min(merge.bottom, sheet.rows[-1].number) + 1):
            covered[number][merge.left] = texts[merge.top].value(merge.left)
    return [_with(row, covered[row.number]) if row.number in covered else row for row in rows]


def _with(row: Row, texts: Mapping[int, object]) -> Row:
    width = max(len(row.values), *(column + 1 for column in texts))
    return Row(row.number, tuple(texts.get(column, row.value(column)) for column in range(width)))
