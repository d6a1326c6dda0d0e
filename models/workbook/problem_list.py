"""The problems of an annotated copy: a mark on each cell, and all of them in its first sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from models.problems import Problem, Severity, grouped
from models.words.language import Language
from models.words.text import Argument, Quoted, counted, joined, text
from models.workbook.notes import AUTHOR, is_problem, problem_line
from models.xlsx.outline import LIST_MARK
from models.xlsx.parts import boundaries

FILLS = {Severity.ERROR: "FFF4B6B0", Severity.WARNING: "FFFFE7A0"}
"""The colour of a cell with a problem, as ARGB."""

_LONGEST_COMMENT = 30_000
_WIDTH = 320
_COMMENT_LINE, _LETTERS_A_LINE = 18, 46
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
    return Comment(text, author or AUTHOR, height=_COMMENT_LINE * min(lines + 1, 30), width=_WIDTH)


TITLE = text("Problems")

_HEADINGS: tuple[tuple[Argument, float, Callable[[Problem], Argument]], ...] = (
    (text("severity"), 10, lambda problem: problem.severity.label),
    (text("code"), 24, lambda problem: problem.code),
    (text("sheet"), 16, lambda problem: problem.sheet or problem.table),
    (text("cell"), 10, lambda problem: problem.cell),
    (text("column"), 18, lambda problem: problem.column or ""),
    (text("row key"), 30, lambda problem: problem.row_key),
    (text("found"), 46, lambda problem: problem.found),
    (text("expected"), 18, lambda problem: problem.expected),
    (text("how to mend"), 46, lambda problem: problem.mend),
)
_SEVERITY = 1
_HEADER = 4
_LONGEST_TEXT = 32_000
_LINE_HEIGHT = 13.5
_HIGHEST_ROW = 400
_FONT = "Calibri"
_PLAIN, _BOLD = Font(name=_FONT, size=10), Font(name=_FONT, size=10, bold=True)
_LARGE = Font(name=_FONT, size=14, bold=True)
_LINK = Font(name=_FONT, size=10, color="FF0563C1", underline="single")
_LINE = Border(bottom=Side("thin", color="FF808080"))


def remove_list(book: Any) -> str:
    """Remove the list of an earlier annotated copy and return its name, "" where there is none."""
    titles = [p.value for p in book.custom_doc_props.props if p.name == LIST_MARK]
    if not titles:
        return ""
    del book.custom_doc_props[LIST_MARK]
    title = str(titles[0])
    if title not in book.sheetnames:
        return ""
    book.remove(book[title])
    return title


def add_list(book: Any, name: str, problems: Sequence[Problem], spoken: Language) -> None:
    """Add the list as the first sheet, the one that is shown when the workbook is opened.

    More than 20 problems alike in a column are one line with a link to their range; those
    without a cell stand nowhere else and are all listed.
    """
    sheet = book.create_sheet(spoken.say(TITLE), 0)
    book.custom_doc_props.append(StringProperty(name=LIST_MARK, value=sheet.title))
    _write_head(sheet, name, problems, spoken)
    listed = sorted(grouped(problems), key=lambda problem: problem.severity is not Severity.ERROR)
    for row, problem in enumerate(listed, start=_HEADER + 1):
        _write_line(book, sheet, row, problem, spoken)
    _set_up(sheet, _HEADER + len(listed))
    _show_first(book)


def _write_head(sheet: Any, name: str, problems: Sequence[Problem], spoken: Language) -> None:
    counts = Counter(problem.severity for problem in problems)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    title = text("Problems found in {name}", name=name)
    _write(sheet, 1, 1, spoken.say(title)).font = _LARGE
    _write(sheet, 2, 1, spoken.say(_summary(errors, warnings))).font = _PLAIN
    for column, (heading, width, _) in enumerate(_HEADINGS, start=1):
        cell = _write(sheet, _HEADER, column, spoken.say(heading))
        cell.font, cell.border = _BOLD, _LINE
        sheet.column_dimensions[get_column_letter(column)].width = width


def _summary(errors: int, warnings: int) -> Argument:
    if not errors + warnings:
        return text("No problem was found.")
    counts = text(
        "{errors!c}, {warnings}.",
        errors=counted("{count} error", "{count} errors", errors) if errors else text("no errors"),
        warnings=counted("{count} warning", "{count} warnings", warnings)
        if warnings
        else text("no warnings"),
    )
    then = text("Errors must be mended before the data can be taken over.")
    return joined(
        counts, then if errors else text("The data are accepted; please look at the cells marked.")
    )


def _write_line(book: Any, sheet: Any, row: int, problem: Problem, spoken: Language) -> None:
    for column, (_, _, said) in enumerate(_HEADINGS, start=1):
        cell = _write(sheet, row, column, spoken.say(said(problem)))
        cell.font = _PLAIN
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    severity = sheet.cell(row, _SEVERITY)
    severity.fill = PatternFill("solid", start_color=FILLS[problem.severity])
    target = sheet_of(book, problem)
    if target is not None:
        _link(sheet, row, target, problem)
        mend = joined(problem.mend, _hidden(target, problem.cell))
        _write(sheet, row, len(_HEADINGS), spoken.say(mend))
    _fit(sheet, row)


def _fit(sheet: Any, row: int) -> None:
    """Make the row as high as its longest text needs: not every program does that itself."""
    lines = (
        len(str(sheet.cell(row, column).value or "")) / (width - 1)
        for column, (_, width, _) in enumerate(_HEADINGS, start=1)
    )
    height = _LINE_HEIGHT * ceil(max(lines)) + 2
    sheet.row_dimensions[row].height = min(height, _HIGHEST_ROW)


def _link(sheet: Any, row: int, target: Any, problem: Problem) -> None:
    """Link the address, or where there is none the name of the sheet."""
    cell = sheet.cell(row, 4 if problem.cell else 3)
    place = f"{quote_sheetname(target.title)}!{problem.cell or 'A1'}"
    cell.hyperlink = Hyperlink(cell.coordinate, location=place, display=str(cell.value))
    cell.font = _LINK


def _hidden(sheet: Any, reference: str) -> Argument:
    """Say what hides a cell, since a link does not lead there."""
    if sheet.sheet_state != "visible":
        return text("The sheet {sheet} is hidden: show it first.", sheet=Quoted(sheet.title))
    if not reference:
        return ""
    left, top, _, _ = boundaries(reference)
    if sheet.row_dimensions[top].hidden:
        return text("Row {row} is hidden: show it first.", row=top)
    letter = get_column_letter(left)
    if letter in sheet.column_dimensions and sheet.column_dimensions[letter].hidden:
        return text("Column {letter} is hidden: show it first.", letter=letter)
    return ""


def _write(sheet: Any, row: int, column: int, said: str) -> Any:
    """Write a text that stays text, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell._value, cell.data_type = plain_text(said)[:_LONGEST_TEXT] or None, "s"
    return cell


def _set_up(sheet: Any, last: int) -> None:
    """Freeze and repeat the headings, let them filter, print A4 landscape one page wide."""
    width = get_column_letter(len(_HEADINGS))
    sheet.freeze_panes = f"A{_HEADER + 1}"
    sheet.auto_filter.ref = f"A{_HEADER}:{width}{max(last, _HEADER + 1)}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    sheet.oddFooter.center.text = "&P / &N"


def _show_first(book: Any) -> None:
    """Select the list alone: what is typed into selected sheets is typed into all of them."""
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = False
    for chart in book.chartsheets:
        for view in chart.sheetViews.sheetView:
            view.tabSelected = False
    book.active = 0
    for view in book.views:
        view.firstSheet = 0
