"""What is kept from sight in a workbook: sheets, rows and columns, and what merged cells cover."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from models.declaration.kinds import Table
from models.declaration.tables import REMARKS
from models.problems import Problem, Severity
from models.words.text import Argument, Quoted, counted, text
from models.workbook.header_rows import Field, TableSheet
from models.xlsx.cell_parser import MergedCells
from models.xlsx.grid import Sheet, SheetRow
from models.xlsx.outline import HIDDEN
from models.xlsx.stored import is_figure

_SHOW = {
    True: text("To see it: right-click the tab of any sheet, Unhide."),
    False: text(
        "It is very hidden: Excel shows it only through its Visual Basic editor (Alt+F11, "
        "choose the sheet, set Visible to xlSheetVisible); LibreOffice under Sheet, Show Sheet."
    ),
}


def how_to_show(sheet: Sheet) -> Argument:
    """Return how to get at a sheet that is hidden, "" where it is in sight."""
    return _SHOW[sheet.state == HIDDEN] if sheet.state else ""


def hidden_table(sheet: Sheet, table: Table) -> Iterator[Problem]:
    """Yield that a table was read from a hidden sheet."""
    if sheet.state:
        found = text(
            "The table {table} was read from a hidden sheet; hidden sheets count.",
            table=table.labels,
        )
        yield Problem(
            Severity.WARNING,
            "hidden-sheet",
            found,
            how_to_show(sheet),
            table.key,
            sheet=sheet.name,
        )


def hidden_figures(sheet: Sheet) -> Iterator[Problem]:
    """Yield that a hidden sheet which is no table holds figures."""
    values = (value for row in sheet.rows for value in row.values)
    if sheet.state and any(map(is_figure, values)):
        found = text("The sheet is hidden and holds figures; it is kept aside.")
        mend = how_to_show(sheet)
        yield Problem(Severity.WARNING, "hidden-sheet", found, mend, sheet=sheet.name)


def hidden_rows(on: TableSheet, rows: Sequence[SheetRow]) -> Iterator[Problem]:
    """Yield that rows of a table are hidden or filtered out."""
    hidden = [row.number for row in rows if row.number in on.sheet.hidden]
    if hidden:
        found = counted(
            "1 row is hidden or filtered out, the first is row {row}; hidden rows count.",
            "{count} rows are hidden or filtered out, the first is row {row}; hidden rows count.",
            len(hidden),
            row=hidden[0],
        )
        mend = text("Show all rows to see them, and remove those that should not count.")
        yield on.warning("hidden-rows", found, mend, f"A{hidden[0]}")


def hidden_columns(
    on: TableSheet, rows: Sequence[SheetRow], fields: Sequence[Field]
) -> Iterator[Problem]:
    """Yield which columns of a table are hidden and hold something."""
    for field in (field for field in fields if field.index in on.sheet.hidden_columns):
        if any(row.value(field.index) is not None for row in rows):
            name = Quoted(field.name)
            found = text("The column {column} is hidden; hidden columns count.", column=name)
            mend = text(
                "Show column {letter} to see it, and clear what should not count.",
                letter=field.letter,
            )
            yield on.warning("hidden-column", found, mend, on.at_header(field), field.key)


_REMARK_KEYS = frozenset(column.key for column in REMARKS)


def merged_cells(on: TableSheet) -> Iterator[Problem]:
    """Yield an error for each range of merged cells that takes cells of a table out of sight.

    Titles above the headers may be merged, and so may cells that are all blank. Sources and notes
    lose nothing by it: a warning.
    """
    mend = text("Unmerge them and fill in each.")
    numbers = [row.number for row in on.sheet.rows] if on.sheet.merges else []
    for merge in on.sheet.merges:
        inside = [f for f in on.fields if merge.left <= f.index <= merge.right]
        if not inside or not _hides(merge, on.sheet, numbers, on.header.number):
            continue
        key, cell = inside[0].key, merge.address
        if all(field.key in _REMARK_KEYS for field in inside):
            found = text(
                "The cells are merged; only the first holds the text, which was read for each row."
            )
            yield on.warning("merged-cells", found, mend, cell, key)
        else:
            found = text("The cells are merged; only the first holds the value.")
            yield on.error("merged-cells", found, mend, cell, key)


def _hides(merge: MergedCells, sheet: Sheet, numbers: Sequence[int], header: int) -> bool:
    """Say whether a merge holds a value and takes the place of others below the headers."""
    first = bisect_left(numbers, merge.top)
    is_held = first < len(numbers) and numbers[first] == merge.top
    if not is_held or sheet.rows[first].value(merge.left) is None:
        return False
    following = bisect_left(numbers, max(merge.top, header + 1))
    return following < len(numbers) and numbers[following] <= merge.bottom


def with_merged_remarks(
    rows: Sequence[SheetRow], sheet: Sheet, fields: Sequence[Field]
) -> list[SheetRow]:
    """Return the rows with the text of merged sources and notes in each row that they cover."""
    remarks = {field.index for field in fields if field.key in _REMARK_KEYS}
    merges = [m for m in sheet.merges if m.left in remarks and m.bottom > m.top]
    if not merges:
        return list(rows)
    texts = {row.number: row for row in sheet.rows}
    covered: dict[int, dict[int, object]] = defaultdict(dict)
    for merge in (merge for merge in merges if merge.top in texts):
        for number in range(merge.top + 1, min(merge.bottom, sheet.rows[-1].number) + 1):
            covered[number][merge.left] = texts[merge.top].value(merge.left)
    return [_with(row, covered[row.number]) if row.number in covered else row for row in rows]


def _with(row: SheetRow, texts: Mapping[int, object]) -> SheetRow:
    width = max(len(row.values), *(column + 1 for column in texts))
    return SheetRow(
        row.number, tuple(texts.get(column, row.value(column)) for column in range(width))
    )
