"""What is kept from sight in a workbook and counts all the same: sheets, rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.declaration.kinds import Table
from models.problems import Problem, Severity
from models.words.text import Argument, Quoted, counted, text
from models.workbook.fields import Field
from models.xlsx.grid import Row, Sheet
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
        yield _problem("hidden-sheet", found, how_to_show(sheet), sheet, table.key)


def hidden_figures(sheet: Sheet) -> Iterator[Problem]:
    """Yield that a hidden sheet which is no table holds figures."""
    values = (value for row in sheet.rows for value in row.values)
    if sheet.state and any(map(is_figure, values)):
        found = text("The sheet is hidden and holds figures; it is kept aside.")
        yield _problem("hidden-sheet", found, how_to_show(sheet), sheet)


def hidden_rows(sheet: Sheet, table: Table, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield that rows of a table are hidden or filtered out."""
    hidden = [row.number for row in rows if row.number in sheet.hidden]
    if hidden:
        found = counted(
            "1 row is hidden or filtered out, the first is row {row}; hidden rows count.",
            "{count} rows are hidden or filtered out, the first is row {row}; hidden rows count.",
            len(hidden),
            row=hidden[0],
        )
        mend = text("Show all rows to see them, and remove those that should not count.")
        yield _problem("hidden-rows", found, mend, sheet, table.key, f"A{hidden[0]}")


def hidden_columns(
    sheet: Sheet, table: Table, header: int, rows: Sequence[Row], fields: Sequence[Field]
) -> Iterator[Problem]:
    """Yield which columns of a table are hidden and hold something."""
    for field in (field for field in fields if field.index in sheet.hidden_columns):
        if any(row.value(field.index) is not None for row in rows):
            name = Quoted(field.name)
            found = text("The column {column} is hidden; hidden columns count.", column=name)
            mend = text(
                "Show column {letter} to see it, and clear what should not count.",
                letter=field.letter,
            )
            cell = f"{field.letter}{header}"
            yield _problem("hidden-column", found, mend, sheet, table.key, cell, field.key)


def _problem(
    code: str,
    found: Argument,
    mend: Argument,
    sheet: Sheet,
    table: str = "",
    cell: str = "",
    column: str | None = None,
) -> Problem:
    name = sheet.name
    return Problem(Severity.WARNING, code, found, mend, table, column=column, sheet=name, cell=cell)
