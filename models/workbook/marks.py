"""The marks of problems in a workbook: a comment and a fill on each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import range_boundaries

from models.problems import Problem, Severity
from models.words.language import Language
from models.workbook.own_notes import AUTHOR, is_problem, problem_line

FILLS = {Severity.ERROR: "FFF4B6B0", Severity.WARNING: "FFFFE7A0"}
"""The colour of a cell with a problem, as ARGB."""

_LONGEST_COMMENT = 30_000
_WIDTH = 320
_LINE, _LETTERS_A_LINE = 18, 46
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def plain_text(text: str) -> str:
    """Return a text without the characters that cannot stand in a workbook."""
    return _CONTROL.sub("\ufffd", text)


def sheet_of(book: Workbook, problem: Problem) -> Any:
    """Return the sheet that a problem is about, None where the workbook has none."""
    name = problem.sheet or problem.table
    return next((sheet for sheet in book.worksheets if sheet.title == name), None)


def mark(book: Workbook, problems: Iterable[Problem], spoken: Language) -> None:
    """Give each cell with problems a comment that says them and the fill of the worst."""
    of_cells: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        sheet = sheet_of(book, problem)
        for address in _addresses(sheet, problem.cell) if sheet is not None else ():
            of_cells.setdefault((sheet.title, address), []).append(problem)
    for (title, address), found in of_cells.items():
        _mark(book[title][address], found, spoken)


def unmark(book: Any) -> None:
    """Remove the marks of an earlier copy; comments of others stay."""
    for sheet in book.worksheets:
        for cell in sheet._cells.values():  # those that exist, however far away
            if cell.comment is not None:
                _unmark(cell)


def _unmark(cell: Any) -> None:
    lines = (cell.comment.text or "").split("\n")
    kept = [line for line in lines if not is_problem(line)]
    if len(kept) == len(lines):
        return
    text = "\n".join(kept).strip("\n")
    cell.comment = _comment(text, cell.comment.author) if text else None
    if cell.fill.start_color.rgb in FILLS.values():
        cell.fill = PatternFill()


def _addresses(sheet: Any, reference: str) -> Iterator[str]:
    """Yield the cell, or those of a range that hold something, or else its first."""
    if not reference:
        return
    left, top, right, bottom = boundaries(reference)
    if (left, top) == (right, bottom):
        yield _visible(sheet, reference)
        return
    inside = [
        cell.coordinate
        for (row, column), cell in sorted(sheet._cells.items())
        if top <= row <= bottom and left <= column <= right and cell.value is not None
    ]
    yield from inside or [_visible(sheet, reference.split(":", maxsplit=1)[0])]


def boundaries(reference: str) -> tuple[int, int, int, int]:
    """Return the first column and row and the last ones of a cell or range, from 1."""
    left, top, right, bottom = range_boundaries(reference)
    assert left is not None
    assert top is not None
    return left, top, right or left, bottom or top


def _visible(sheet: Any, address: str) -> str:
    """Return the cell that is seen at an address: of merged ones the first."""
    if not isinstance(sheet[address], MergedCell):
        return address
    merged = next(r for r in sheet.merged_cells.ranges if address in r)
    return str(merged.coord.split(":")[0])


def _mark(cell: Any, problems: list[Problem], spoken: Language) -> None:
    lines = (plain_text(problem_line(problem, spoken)) for problem in problems)
    said = "\n".join(dict.fromkeys(lines))
    before = cell.comment
    text = f"{before.text.rstrip()}\n\n{said}" if before is not None and before.text else said
    cell.comment = _comment(text, (before and before.author) or AUTHOR)
    is_error = any(problem.severity is Severity.ERROR for problem in problems)
    colour = FILLS[Severity.ERROR if is_error else Severity.WARNING]
    cell.fill = PatternFill("solid", start_color=colour, end_color=colour)


def _comment(text: str, author: str | None) -> Comment:
    """Return a comment in a box that shows all of it."""
    text = plain_text(text)
    if len(text) > _LONGEST_COMMENT:
        text = text[: _LONGEST_COMMENT - 2] + " …"
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    return Comment(text, author or AUTHOR, height=_LINE * min(lines + 1, 30), width=_WIDTH)
