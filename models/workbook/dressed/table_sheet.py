"""The sheet of one table, to be filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.checks.checked import column_letter
from models.declaration.choices import choice_label
from models.declaration.kinds import Kind
from models.declaration.rules import RULE_BY_KEY
from models.editing import is_blank
from models.names import currency_of
from models.problems import RelaisError
from models.used import offered_choices, offered_rules
from models.words.language import Language
from models.words.text import Number, Quoted, text
from models.workbook.books import Book, write_value
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.lists import accepted
from models.workbook.dressed.looks import (
    REMARK_KEYS,
    SHOWN_BY_CONDITION,
    cell_format,
    column_format,
    header_look,
    input_look,
    is_wrapped,
    locked_look,
    number_looks,
    quiet_look,
    set_up_page,
    text_look,
    title_look,
)
from models.workbook.dressed.plans import (
    HEADER_ROW,
    HELP_ROW,
    LAST_ROW,
    TITLE_ROW,
    UNIT_ROW,
    ShownColumn,
    TablePlan,
    shown_value,
)
from models.workbook.notes import header_note, unit_of
from models.xlsx.shared import escaped

_WIDTHS = {
    Kind.YEAR: 9,
    Kind.WHOLE: 9,
    Kind.PERSONS: 13,
    Kind.MONEY: 16,
    Kind.NUMBER: 15,
    Kind.YES_NO: 10,
    Kind.YEARS: 11,
    Kind.DATE: 12,
}
_LONG = {"source": 38, "note": 52, "label": 30}
_LEAST, _MOST = 10, 30
_BUTTON = 4
"""The room that the button of the filter takes in a header."""
_LIST_OF_GOALS = 54
_ONE_LINE, _MOST_LINES = 15.0, 4


def width_of(plan: TablePlan, shown: ShownColumn, issue: Issue) -> int:
    """Return the width of a column in characters: enough for its words and its header."""
    longest_word = max(map(len, shown.header.split()), default=0) + _BUTTON
    if shown.key in _LONG:
        return _LONG[shown.key]
    if shown.column is not None and shown.column.kind in _WIDTHS:
        return max(_WIDTHS[shown.column.kind], longest_word, -(-len(shown.header) // 2) + _BUTTON)
    texts = map(len, _texts(plan, shown, issue))
    is_rule_value = shown.column is not None and shown.column.kind is Kind.RULE_VALUE
    most = _LIST_OF_GOALS if is_rule_value else _MOST
    return min(max(_LEAST, longest_word, max(texts, default=0) + 3), most)


def _texts(plan: TablePlan, shown: ShownColumn, issue: Issue) -> list[str]:
    """Return the texts that stand in a column, or those that may be chosen there."""
    if shown.column is not None and shown.column.kind is Kind.RULE:
        return [rule.labels.in_language(issue.language) for rule in offered_rules(issue.case)]
    if shown.column is not None and shown.column.kind is Kind.CHOICE:
        return [
            choice_label(key, issue.language) for key in offered_choices(issue.case, shown.column)
        ]
    return [str(value) for value in plan.frame[shown.key].tolist() if value is not None]


def height_of(plan: TablePlan, row: dict[str, Any]) -> float:
    """Return the height of a row in points: enough for its long texts, up to four lines.

    More would leave few rows on a page; the whole text stands in the cell.
    """
    heights = [
        _text_height(str(row[shown.key]), shown)
        for shown in plan.columns
        if is_wrapped(shown.column) and row[shown.key] is not None
    ]
    return max([_ONE_LINE, *heights])


def _text_height(text: str, shown: ShownColumn) -> float:
    is_small = shown.key in REMARK_KEYS
    room = _LONG[shown.key] * (1.4 if is_small else 1.0)
    lines = sum(1 + int(len(part) / room) for part in text.splitlines())
    return min(lines, _MOST_LINES) * (10.5 if is_small else 13.5) + 4


_ALLOWED = dict.fromkeys(
    (
        "insert_rows",
        "delete_rows",
        "format_cells",
        "format_columns",
        "format_rows",
        "sort",
        "autofilter",
    ),
    True,
)
_LAST_COLUMN = 16_383
_LONGEST_HEADER = 255


def write_table(book: Book, issue: Issue, plan: TablePlan) -> None:
    """Add the sheet of a table: title, help, units, headers, rows, and room for more."""
    sheet = book.sheet(plan.sheet)
    sheet.set_tab_color("#D9A900")
    _open_every_column(book, sheet)
    _write_top(book, sheet, issue, plan)
    extent = HEADER_ROW, 0, plan.last_table_row, len(plan.columns) - 1
    sheet.add_table(*extent, _table_options(book, plan))
    for index, shown in enumerate(plan.columns):
        _set_up_column(book, sheet, issue, plan, index, shown)
    for number, row in enumerate(plan.frame.to_dict("records")):
        _write_row(book, sheet, issue, plan, number, row)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.protect("", _ALLOWED)
    set_up_page(sheet, issue, UNIT_ROW, HEADER_ROW)


def _open_every_column(book: Book, sheet: Any) -> None:
    """Unlock all columns, since Excel deletes only rows without a locked cell.

    XlsxWriter takes columns with a format for columns with cells, and would look at all of them
    in every row: the extent of the sheet stays what it was. It would also note the same of each
    column anew, which takes half of the time in which a workbook is written: they share one note.
    """
    extent = sheet.dim_colmin, sheet.dim_colmax
    sheet.set_column(0, 0, None, book.format(locked=False))
    sheet.col_info = dict.fromkeys(range(_LAST_COLUMN + 1), sheet.col_info[0])
    sheet.dim_colmin, sheet.dim_colmax = extent


def _write_top(book: Book, sheet: Any, issue: Issue, plan: TablePlan) -> None:
    plain = text_look(book)
    for row, height in ((TITLE_ROW, 30), (HELP_ROW, 18), (UNIT_ROW, 15)):
        sheet.set_row(row, height, plain)
    sheet.set_row(HEADER_ROW, 33)
    sheet.write_string(TITLE_ROW, 0, plan.sheet, title_look(book))
    sheet.write_string(HELP_ROW, 0, book.say(plan.table.help), plain)
    currency = currency_of(issue.case)
    for index, shown in enumerate(plan.columns):
        unit = book.say(unit_of(shown.column, currency))
        side = "right" if shown.is_right else "left"
        sheet.write_string(UNIT_ROW, index, unit, quiet_look(book, align=side))


def _table_options(book: Book, plan: TablePlan) -> dict[str, Any]:
    headers = [
        {
            "header": escaped(_checked_header(plan, shown.header)),
            "header_format": _header_look(book, shown),
        }
        for shown in plan.columns
    ]
    return {"name": f"table_{plan.table.key}", "style": None, "columns": headers}


def _header_look(book: Book, shown: ShownColumn) -> Any:
    return header_look(book, required=shown.is_required, right=shown.is_right)


def _set_up_column(
    book: Book, sheet: Any, issue: Issue, plan: TablePlan, index: int, shown: ShownColumn
) -> None:
    """Set the width, the note and the looks of a column, and what its cells accept."""
    look = input_look(book, shown.column, column_format(shown.column))
    sheet.set_column(index, index, width_of(plan, shown, issue), look)
    if escaped(shown.header) != shown.header:  # the declaration of the table holds other characters
        sheet.write_string(HEADER_ROW, index, shown.header, _header_look(book, shown))
    note = header_note(shown.key, shown.column, currency_of(issue.case), issue.spoken)
    _write_note(sheet, HEADER_ROW, index, note)
    # blank rows below, so that there is something to fill in on paper too
    for line in range(HEADER_ROW + 1 + len(plan.frame), plan.last_table_row + 1):
        sheet.write_blank(line, index, None, look)
    cells = HEADER_ROW + 1, index, LAST_ROW, index
    if shown.column is not None and shown.column.kind in SHOWN_BY_CONDITION:
        for criteria, digits in number_looks(book, f"{column_letter(index)}{HEADER_ROW + 2}"):
            condition = {"type": "formula", "criteria": criteria, "format": digits}
            sheet.conditional_format(*cells, condition)
    if validation := accepted(plan.table, shown.column, issue.spoken):
        sheet.data_validation(*cells, validation)


def _checked_header(plan: TablePlan, header: str) -> str:
    """Return a header that an Excel table can have.

    Raises:
        RelaisError: it is too long; Excel would call the whole file damaged.
    """
    if len(header.encode("utf-16-le")) // 2 <= _LONGEST_HEADER:
        return header
    what = text(
        "The header {header} of a further column is longer than the {most} characters that a "
        "table may have.",
        header=Quoted(f"{header[:40]}…"),
        most=Number(_LONGEST_HEADER),
    )
    raise RelaisError(what, plan.sheet, text("Shorten it in the case and try again."))


def _write_note(sheet: Any, row: int, column: int, note: str) -> None:
    lines = sum(1 + len(line) // 40 for line in note.splitlines())
    size = {"width": 260, "height": 18 * lines + 12}
    sheet.write_comment(row, column, note, {"author": "Relais", "font_size": 9, **size})


def _write_row(
    book: Book, sheet: Any, issue: Issue, plan: TablePlan, number: int, cells: Mapping[Any, Any]
) -> None:
    line = HEADER_ROW + 1 + number
    make_look = locked_look if number in plan.given else input_look
    row = {str(key): None if is_blank(value) else value for key, value in cells.items()}
    sheet.set_row(line, height_of(plan, row))
    for index, shown in enumerate(plan.columns):
        look = make_look(book, shown.column, cell_format(plan.table, shown.column, row))
        value = shown_value(plan.table, shown.column, row, row[shown.key], issue.language)
        if value is not None and value != "":
            write_value(book, sheet, line, index, value, look)
        else:
            sheet.write_blank(line, index, None, look)
        _write_rule_note(sheet, line, index, shown, row, issue.spoken)


def _write_rule_note(
    sheet: Any, line: int, index: int, shown: ShownColumn, row: dict[str, Any], spoken: Language
) -> None:
    if shown.column is not None and shown.column.kind is Kind.RULE:
        rule = RULE_BY_KEY.get(str(row[shown.key]))
        if rule is not None:
            _write_note(sheet, line, index, "\n".join((spoken.say(rule.help), rule.key)))
