"""Colours, shapes and number formats of the dressed workbook, and how it is printed."""

from __future__ import annotations

from typing import Any

from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.rules import RULE_BY_KEY, RuleKind
from models.declaration.tables import REMARKS
from models.words.text import Argument, Day, text
from models.workbook.books import Book
from models.workbook.dressed.issue import Issue
from models.workbook.identity import TEMPLATE_VERSION
from models.workbook.layout import print_on_a4

INK, GREY, LINE = "#1F2933", "#5B6670", "#B8A876"
INPUT, CHOOSE, LOCKED = "#FFFBE8", "#E9F2FB", "#EDEDED"
DARK, PALE = "#23415C", "#D5E0EA"

AMOUNT, COUNT, PARTS, SHARE, WHOLE, TEXT, ANY, DAY = (
    "#,##0.00",
    "#,##0",
    "#,##0.00",
    "0.0#%",
    "0",
    "@",
    "General",
    "yyyy-mm-dd",
)
_FORMATS = {
    Kind.MONEY: AMOUNT,
    Kind.PERSONS: COUNT,
    Kind.YEAR: WHOLE,
    Kind.WHOLE: WHOLE,
    Kind.NUMBER: ANY,
    Kind.RULE_VALUE: ANY,
    Kind.DATE: DAY,
    Kind.YEARS: WHOLE,
}
_RULE_FORMATS = {
    RuleKind.SHARE: SHARE,
    RuleKind.GROWTH: SHARE,
    RuleKind.AMOUNT: ANY,
    RuleKind.YEAR: WHOLE,
}
CHOSEN = frozenset(
    {
        *(Kind.TERRITORY, Kind.STAGE, Kind.GROUP, Kind.ROUND),
        *(Kind.SCENARIO, Kind.CHOICE, Kind.YES_NO, Kind.RULE),
    }
)
"""The kinds whose cells are chosen from a list."""
ON_THE_RIGHT = NUMERIC_KINDS | {Kind.YEARS}
"""The kinds whose cells stand on the right."""
SHOWN_BY_CONDITION = frozenset({Kind.MONEY, Kind.PERSONS})
"""The kinds whose input cells have no number format of their own (see `number_looks`)."""
REMARK_KEYS = frozenset(column.key for column in REMARKS)


def column_format(column: Column | None) -> str:
    """Return the number format of the cells of a column; None: a column nobody declares."""
    return ANY if column is None else _FORMATS.get(column.kind, TEXT)


def cell_format(table: Table, column: Column | None, row: dict[str, Any]) -> str:
    """Return the number format of one cell: shares as percent, parts of persons as such."""
    if column is None:
        return ANY
    value = row.get(column.key)
    if table.key == "Clauses" and column.key == "value":
        return SHARE if str(row.get("measure")).startswith("share") else AMOUNT
    if column.kind is Kind.RULE_VALUE and isinstance(value, int | float):
        rule = RULE_BY_KEY.get(str(row.get("rule")))
        return _RULE_FORMATS.get(rule.kind, ANY) if rule else ANY
    if column.kind is Kind.PERSONS and value is not None and value % 1:
        return PARTS
    return column_format(column)


def input_look(book: Book, column: Column | None, number_format: str) -> Any:
    """Return the look of a cell to fill in: boxed, on yellow, or on blue where it is chosen."""
    is_chosen = column is not None and column.kind in CHOSEN
    is_open = column is not None and column.kind in SHOWN_BY_CONDITION
    return book.format(
        **_shape(column, ANY if is_open else number_format),
        bg_color=CHOOSE if is_chosen else INPUT,
        border=1,
        border_color=LINE,
        locked=False,
        font_color=INK,
    )


def number_looks(book: Book, cell: str) -> tuple[tuple[str, Any], ...]:
    """Return the conditions, with their formats, that group the digits of a figure typed in.

    A cell with a number format keeps it when somebody types 1/2: the day's number is stored and
    nothing tells it from a figure. Without one it becomes a date, which is refused.

    Args:
        book: the workbook.
        cell: the first cell that the conditions are for, such as F5.
    """
    return (
        (f"=AND(ISNUMBER({cell}),{cell}<>INT({cell}))", book.format(num_format=AMOUNT)),
        (f"=ISNUMBER({cell})", book.format(num_format=COUNT)),
    )


def locked_look(book: Book, column: Column | None, number_format: str) -> Any:
    """Return the look of a given cell: grey, slanted, without box."""
    shape = _shape(column, number_format)
    return book.format(**shape, bg_color=LOCKED, italic=True, font_color=GREY)


def is_wrapped(column: Column | None) -> bool:
    """Say whether the texts of a column go over several lines."""
    return column is not None and (column.key in REMARK_KEYS or column.key == "label")


def _shape(column: Column | None, number_format: str) -> dict[str, Any]:
    is_remark = column is not None and column.key in REMARK_KEYS
    is_right = column is not None and column.kind in ON_THE_RIGHT
    return {
        "num_format": number_format,
        "valign": "top",
        "align": "right" if is_right else "left",
        "indent": 1,
        "font_size": 8 if is_remark else 10,
        "text_wrap": is_wrapped(column),
    }


def header_look(book: Book, *, required: bool, right: bool = False) -> Any:
    """Return the look of a header: dark where the column must be filled in, else pale."""
    return book.format(
        bold=True,
        bg_color=DARK if required else PALE,
        font_color="#FFFFFF" if required else INK,
        bottom=1,
        text_wrap=True,
        valign="vcenter",
        align="right" if right else "left",
        indent=1,
        font_size=10,
    )


def title_look(book: Book) -> Any:
    """Return the look of the title of a sheet."""
    return book.format(bold=True, font_size=18, font_color=DARK, valign="vcenter")


def text_look(book: Book, **properties: Any) -> Any:
    """Return the look of running text."""
    return book.format(font_color=INK, valign="top", **properties)


def quiet_look(book: Book, **properties: Any) -> Any:
    """Return the look of a text that stands back, such as a unit."""
    return book.format(font_color=GREY, font_size=8, valign="vcenter", indent=1, **properties)


def write_title(book: Book, sheet: Any, title: str, help_text: Argument) -> None:
    """Write the title of a sheet and what the sheet is for."""
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, title, title_look(book))
    sheet.write_string(1, 0, book.say(help_text), text_look(book))


def set_up_page(sheet: Any, issue: Issue, *repeated: int, pages_high: int = 0) -> None:
    """Set A4 landscape, one page wide, the header rows on every page, and the footer."""
    print_on_a4(sheet, top=0.5, pages_high=pages_high)
    sheet.hide_gridlines(2)
    if repeated:
        sheet.repeat_rows(repeated[0], repeated[-1])
    issued = text("version {version} · {day}", version=TEMPLATE_VERSION, day=Day(issue.issued_on))
    page = text("page {page} / {pages}", page="&P", pages="&N")
    name = issue.case_name[:80].replace("&", "&&")
    say = issue.spoken.say
    sheet.set_footer(f"&L{name}&C{say(issued)}&R{say(page)}")
