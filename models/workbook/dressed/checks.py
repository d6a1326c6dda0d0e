"""The sheet of checks: totals, what is missing or doubled, and what changed since it was sent."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.declaration.kinds import NUMERIC_KINDS, Kind
from models.declaration.tables import TABLE_BY_KEY
from models.editing import is_blank
from models.words.text import Argument, Number, text
from models.workbook.books import Book
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.looks import (
    AMOUNT,
    COUNT,
    header_look,
    set_up_page,
    text_look,
    write_title,
)
from models.workbook.dressed.plans import ShownColumn, TablePlan
from models.workbook.identity import own_title
from models.workbook.labels import CHECKS
from models.workbook.layout import Formula

_MOST_COMPARED = 6_000
"""Above so many rows, comparing each with each takes Excel too long."""
_LONGEST_KEY = 120
"""A criterion has 255 characters at most, and each may have to be written as two."""
_LIKE_A_NUMBER = re.compile(r"(?=.*\d)[\d\s.,:/'%()€$£+e-]+")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d{1,2})?")


@dataclass(frozen=True)
class CheckLine:
    """One line of the checks: a column of figures or a required one, or the rows of a table.

    Attributes:
        sheet: the name of the sheet.
        what: the header of the column, or the word for rows.
        key: the column; "": the rows of a table.
        now: the total as the workbook stands.
        sent: the total as it was sent.
        texts: how many cells hold text where numbers belong.
        missing: in how many rows a value is missing that must be there.
        doubled: how many rows share their key with another; None for the rows of a table: nobody
            minds, or it is found on return.
        is_later: whether doubled rows are found on return: there are too many of them to compare,
            or keys that COUNTIFS does not tell apart.
    """

    sheet: str
    what: Argument
    key: str
    now: Formula | None = None
    sent: float | None = None
    texts: Formula | None = None
    missing: Formula | None = None
    doubled: Formula | None = None
    is_later: bool = False


def _lines(plan: TablePlan) -> Iterator[CheckLine]:
    yield _rows_line(plan)
    for shown in plan.columns:
        if shown.is_numeric or shown.is_required:
            yield _column_line(plan, shown)


def _rows_line(plan: TablePlan) -> CheckLine:
    count = float(len(plan.frame))
    may_share = plan.table.rows_add_up
    is_counted = plan.counted_rows <= _MOST_COMPARED and are_told_apart(plan)
    return CheckLine(
        plan.sheet,
        text("(rows)"),
        "",
        now=Formula(f"SUMPRODUCT(--({_filled(plan)}))", count),
        sent=count,
        doubled=_doubled(plan) if is_counted and not may_share else None,
        is_later=not is_counted and not may_share,
    )


def _column_line(plan: TablePlan, shown: ShownColumn) -> CheckLine:
    cells = plan.cells_of(shown.key)
    values = plan.frame[shown.key].tolist()
    total = math.fsum(v for v in values if not _is_blank(v)) if shown.is_figure else None
    missing, blank = f'SUMPRODUCT(({_filled(plan)})*({cells}=""))', sum(map(_is_blank, values))
    return CheckLine(
        plan.sheet,
        shown.header.removesuffix(" *"),
        shown.key,
        now=None if total is None else Formula(f"SUM({cells})", total),
        sent=total,
        texts=Formula(f"SUMPRODUCT(--ISTEXT({cells}))", 0.0) if shown.is_numeric else None,
        missing=Formula(missing, float(blank)) if shown.is_required else None,
    )


def _filled(plan: TablePlan, keys: Iterable[str] = ()) -> str:
    """Return the condition that a row holds anything, or anything in some columns."""
    keys = keys or (shown.key for shown in plan.columns)
    tests = (f'({plan.cells_of(key)}<>"")' for key in keys)
    return f"({'+'.join(tests)})>0"


def _doubled(plan: TablePlan) -> Formula:
    """Return how many rows have a key that another row has too.

    The sign = keeps a key such as ">5" from being read as a condition.
    """
    pairs = ",".join(f'{plan.cells_of(key)},"="&{_literal(plan, key)}' for key in plan.identity)
    filled = _filled(plan, plan.identity)
    doubled = sum(count for count in Counter(_keys(plan)).values() if count > 1)
    return Formula(f"SUMPRODUCT(({filled})*(COUNTIFS({pairs})>1))", float(doubled))


def _literal(plan: TablePlan, key: str) -> str:
    """Return the cells of a column as COUNTIFS takes them letter by letter, not as patterns."""
    cells = plan.cells_of(key)
    if plan.table.column(key).kind in NUMERIC_KINDS:
        return cells
    for sign in "~*?":
        cells = f'SUBSTITUTE({cells},"{sign}","~{sign}")'
    return cells


def _keys(plan: TablePlan) -> Iterator[tuple[Any, ...]]:
    """Yield the key of each row as COUNTIFS compares it: large and small letters are the same."""
    columns = [plan.frame[key].tolist() for key in plan.identity]
    for cells in zip(*columns, strict=True):
        key = tuple(None if _is_blank(c) else str(c).lower() for c in cells)
        if any(cell is not None for cell in key):
            yield key


def are_told_apart(plan: TablePlan) -> bool:
    """Say whether COUNTIFS tells the keys apart: it takes texts of one number for the same."""
    for key in plan.identity:
        if plan.table.column(key).kind in NUMERIC_KINDS:
            continue
        texts = {str(v).lower() for v in plan.frame[key].tolist() if not _is_blank(v)}
        if any(len(key) > _LONGEST_KEY for key in texts) or not _are_other_numbers(texts):
            return False
    return True


def _are_other_numbers(texts: Iterable[str]) -> bool:
    """Say whether no two of the texts could be one number; a date or a percentage might be any."""
    likely = [text for text in texts if _LIKE_A_NUMBER.fullmatch(text)]
    plain = {float(text) for text in likely if _PLAIN_NUMBER.fullmatch(text)}
    return len(plain) == len(likely) or len(likely) == 1


def _is_blank(value: Any) -> bool:
    return value == "" or is_blank(value)


_HEADER_ROW = 4
_NOW, _SENT, _DIFFERENCE, _TEXTS, _MISSING, _DOUBLED, _STATE = range(2, 9)
_WIDTHS = (20, 30, 24, 24, 20, 16, 14, 14, 10)
_HEADERS = (
    text("Sheet"),
    text("Column"),
    text("Total now"),
    text("Total sent"),
    text("Difference"),
    text("Texts among numbers"),
    text("Missing", context="count"),
    text("Doubled rows"),
    text("State", context="checks"),
)
_COUNT = "\0"
"""What stands for a count in a sentence of which a formula is made."""
_TO_MEND = {"bold": True, "font_color": "#A3231F", "bg_color": "#FBE4E2"}
_CHANGED = {"bold": True, "font_color": "#7A4B00", "bg_color": "#FDF0D5"}


def write_checks(book: Book, issue: Issue, plans: Sequence[TablePlan], name: str) -> None:
    """Add the sheet of checks."""
    sheet = book.sheet(name)
    lines = [line for plan in plans for line in _lines(plan)]
    last = _HEADER_ROW + len(lines)
    _write_top(book, sheet, lines, last)
    for row, line in enumerate(lines, start=_HEADER_ROW + 1):
        _write_line(book, sheet, row, line)
    _mark(book, sheet, last)
    sheet.freeze_panes(_HEADER_ROW + 1, 2)
    sheet.protect("", {"format_columns": True})
    set_up_page(sheet, issue, _HEADER_ROW)


def _write_top(book: Book, sheet: Any, lines: Sequence[CheckLine], last: int) -> None:
    help_text = text("This sheet is computed; nothing is typed here.")
    write_title(book, sheet, own_title(book.say(CHECKS)), help_text)
    _write_verdict(book, sheet, lines, last)
    sheet.set_row(_HEADER_ROW, 33)
    for column, (header, width) in enumerate(zip(_HEADERS, _WIDTHS, strict=True)):
        look = header_look(book, required=False, right=_NOW <= column <= _DOUBLED)
        sheet.write_string(_HEADER_ROW, column, book.say(header), look)
        sheet.set_column(column, column, width)


def _write_verdict(book: Book, sheet: Any, lines: Sequence[CheckLine], last: int) -> None:
    """Write what all lines come to, as a formula: the count stands where the sentence has it."""
    counted = f"SUM(F{_HEADER_ROW + 2}:H{last + 1})"
    well = book.say(text("✓ Nothing to mend."))
    before, _, after = book.say(_to_mend(_COUNT)).partition(_COUNT)
    number = sum(_faults(line) for line in lines)
    value = book.say(_to_mend(Number(number))) if number else well
    look = text_look(book, bold=True, font_size=13)
    pieces = "&".join(
        part
        for part in (_text_in_formula(before), counted, after and _text_in_formula(after))
        if part
    )
    formula = f"=IF({counted}=0,{_text_in_formula(well)},{pieces})"
    sheet.write_formula(2, 0, formula, look, value)


def _to_mend(count: Argument) -> Argument:
    return text("▲ To mend: {count}", count=count)


def _text_in_formula(said: str) -> str:
    return '"' + said.replace('"', '""') + '"'


def _faults(line: CheckLine) -> float:
    found = (line.texts, line.missing, line.doubled)
    return sum(formula.value for formula in found if formula is not None)


def _write_line(book: Book, sheet: Any, row: int, line: CheckLine) -> None:
    starts_table = not line.key
    rule: dict[str, Any] = {"indent": 1}
    if starts_table:
        rule |= {"top": 1, "top_color": "#8A949E"}
    plain = text_look(book, **rule)
    for column in range(_STATE + 1):
        sheet.write_blank(row, column, None, plain)
    sheet.write_string(row, 0, line.sheet, text_look(book, bold=starts_table, **rule))
    sheet.write_string(row, 1, book.say(line.what), plain)
    shape = _total_format(line)
    figures = text_look(book, num_format=shape, align="right", **rule)
    signed = text_look(book, num_format=f'+{shape};-{shape};"–"', align="right", **rule)
    count = text_look(book, num_format=f'{COUNT};-{COUNT};"–"', align="right", **rule)
    _write_formula(sheet, row, _NOW, line.now, figures)
    if line.sent is not None:
        sheet.write_number(row, _SENT, line.sent, figures)
        difference = f"=ROUND(C{row + 1}-D{row + 1},6)"
        sheet.write_formula(row, _DIFFERENCE, difference, signed, 0)
    for column, formula in enumerate((line.texts, line.missing, line.doubled), _TEXTS):
        _write_formula(sheet, row, column, formula, count)
    if line.is_later:
        later = book.say(text("on return"))
        sheet.write_string(row, _DOUBLED, later, text_look(book, align="right", **rule))
    state = f'=IF(SUM(F{row + 1}:H{row + 1})>0,"▲",IF(N(E{row + 1})<>0,"≠","✓"))'
    value = "▲" if _faults(line) else "✓"
    sheet.write_formula(row, _STATE, state, text_look(book, **rule), value)


def _write_formula(sheet: Any, row: int, column: int, formula: Formula | None, look: Any) -> None:
    if formula is not None:
        sheet.write_formula(row, column, f"={formula.text}", look, formula.value)


def _total_format(line: CheckLine) -> str:
    """Return the format of a total: of money with cents, of persons and rows without."""
    kinds = {c.kind for table in TABLE_BY_KEY.values() for c in table.columns if c.key == line.key}
    return AMOUNT if kinds & {Kind.MONEY, Kind.NUMBER} else COUNT


def _mark(book: Book, sheet: Any, last: int) -> None:
    """Mark what differs from what was sent, and what is to be mended."""
    first = _HEADER_ROW + 1
    for columns, look in (
        ((_DIFFERENCE, _DIFFERENCE), _CHANGED),
        ((_TEXTS, _DOUBLED), _TO_MEND),
    ):
        sheet.conditional_format(
            first,
            columns[0],
            last,
            columns[1],
            {
                "type": "formula",
                "criteria": f"=N({'E' if look is _CHANGED else 'F'}{first + 1})<>0",
                "format": book.format(**look),
            },
        )
