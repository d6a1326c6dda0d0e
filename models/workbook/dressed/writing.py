"""Writing a dressed workbook; its first sheet says what it is, for whom, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from models.words.language import whole
from models.words.text import Argument, Day, Quoted, text
from models.workbook.books import Book, made
from models.workbook.dressed.checks import write_checks
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.lists import LISTS_TEXT, write_lists
from models.workbook.dressed.looks import (
    CHOOSE,
    DARK,
    INPUT,
    LINE,
    header_look,
    locked_look,
    set_up_page,
    text_look,
    title_look,
)
from models.workbook.dressed.plans import OwnSheets, TablePlan, own_sheets, plans_of
from models.workbook.dressed.table_sheet import write_table
from models.workbook.identity import DRESSED, IDENTITY_SHEET, Identity, identity_rows, own_title
from models.workbook.layout import quoted
from models.workbook.plain import check_written, write_unknown
from models.workbook.safe_writing import replace_safely
from models.workbook.totals import name_properties

_LINE = 126
"""How many characters stand in a line."""


class _Page:
    """A sheet that is written line by line: something short on the left, a text beside it."""

    def __init__(self, book: Book, name: str) -> None:
        self.book = book
        self.sheet = book.sheet(name)
        self.sheet.set_column(0, 0, 24, text_look(book))
        self.sheet.set_column(1, 1, 112, text_look(book, text_wrap=True))
        self._row = 0

    def title(self, title: str) -> None:
        self.sheet.set_row(self._row, 34)
        self._write(0, title, title_look(self.book))
        self._row += 2

    def heading(self, heading: Argument) -> None:
        self._row += 1
        look = text_look(self.book, bold=True, font_size=13, bottom=1, bottom_color=DARK)
        self._write(0, heading, look)
        self.sheet.write_blank(self._row, 1, None, look)
        self._row += 1

    def line(
        self, left: Argument, beside: Argument, look: Any = None, *, bold: bool = False
    ) -> None:
        if left:
            self._write(0, left, look or text_look(self.book, bold=bold))
        said = self.book.say(beside)
        self._write(1, said, text_look(self.book, text_wrap=True, bold=bold, indent=1))
        self.sheet.set_row(self._row, 15.5 * (1 + len(said) // _LINE))
        self._row += 1

    def link(self, sheet: str, beside: Argument) -> None:
        look = text_look(self.book, underline=1)
        self.sheet.write_url(self._row, 0, f"internal:{quoted(sheet)}!A1", look, sheet)
        self._write(1, beside, text_look(self.book, text_wrap=True, indent=1))
        self._row += 1

    def _write(self, column: int, said: Argument, look: Any) -> None:
        self.sheet.write_string(self._row, column, self.book.say(said), look)


def write_first(
    book: Book, issue: Issue, identity: Identity, plans: Sequence[TablePlan], own: OwnSheets
) -> None:
    """Add the first sheet."""
    page = _Page(book, own.first)
    page.title(own_title(book.say(text("Data request – {case}", case=issue.case_name))))
    _facts(page, issue, identity)
    _what(page, issue)
    _how(page, own)
    _legend(page)
    _sheets(page, plans, own)
    page.sheet.activate()
    page.sheet.protect()
    set_up_page(page.sheet, issue, pages_high=1)


def _facts(page: _Page, issue: Issue, identity: Identity) -> None:
    deadline: Argument = text("no date set")
    if issue.deadline is not None:
        deadline = Day(issue.deadline)
    page.line(text("For", context="recipient"), _recipient(issue), bold=True)
    page.line(text("Please return by"), deadline, bold=True)
    page.line(text("Issued on"), Day(issue.issued_on))
    page.line(text("Issue", context="workbook sent"), identity.issue)


def _recipient(issue: Issue) -> Argument:
    if not issue.recipient:
        return text("every territory")
    if issue.recipient_name == issue.recipient:
        return issue.recipient
    return text("{name} ({key})", name=issue.recipient_name, key=issue.recipient)


def _what(page: _Page, issue: Issue) -> None:
    page.heading(text("What this is"))
    page.line(
        "",
        text(
            "This workbook holds the figures from which Relais computes who should co-fund what "
            "when people move through the stages of a trajectory and between territories."
        ),
    )
    page.line(
        "",
        text(
            "Please check what is filled in, correct what is wrong, add what is missing, and send "
            "the file back. Nothing is taken over before it has been checked, and every change is "
            "shown."
        ),
    )
    if issue.recipient:
        only_yours = text(
            "It holds only the rows that concern {name}. The lists of territories, stages and "
            "scenarios are complete, so that every row can name them.",
            name=issue.recipient_name,
        )
        page.line("", only_yours)


def _how(page: _Page, own: OwnSheets) -> None:
    page.heading(text("How to fill it in"))
    steps = (
        text("Type in the boxed cells. New rows go below the last one; leave no row half filled."),
        text(
            "A column marked * must be filled in. What a blank means elsewhere stands in the note "
            "of the header: rest the pointer on it."
        ),
        text("Blank is not zero: type 0 where it is nothing, leave blank what is not known."),
        text(
            "Type numbers with digits only, without unit. Say in the columns Source and Note where "
            "a figure comes from."
        ),
        text(
            "To remove a row, delete the whole row. Do not change the key of a row: it is how the "
            "row is found again."
        ),
        text(
            "Look at the sheet {checks} before you send the file back: it counts what is missing, "
            "doubled or typed as text, and shows what changed.",
            checks=Quoted(own.checks),
        ),
    )
    look = text_look(page.book, align="right", bold=True)
    for number, step in enumerate(steps, start=1):
        page.line(text("{number}.", number=number), step, look)


def _legend(page: _Page) -> None:
    page.heading(text("Colours and shapes"))
    box = {"border": 1, "border_color": LINE, "align": "center"}
    page.line(
        text("type here"),
        text("Light yellow, boxed: type or correct a figure or a text."),
        text_look(page.book, bg_color=INPUT, **box),
    )
    page.line(
        text("choose ▾"),
        text("Light blue, boxed: choose from the list that opens in the cell."),
        text_look(page.book, bg_color=CHOOSE, **box),
    )
    page.line(
        text("given", context="cell"),
        text(
            "Grey, slanted, without box: given and locked. There is no password; nothing is hidden "
            "by it."
        ),
        locked_look(page.book, None, "@"),
    )
    page.line(
        text("header *"),
        text(
            "Dark with *: the header of a column that must be filled in; the unit stands above it."
        ),
        header_look(page.book, required=True),
    )


def _sheets(page: _Page, plans: Sequence[TablePlan], own: OwnSheets) -> None:
    page.heading(text("The sheets"))
    for plan in plans:
        page.link(plan.sheet, plan.table.help)
    checks = text("Totals, what is missing or doubled, and what changed since the file was sent.")
    page.link(own.checks, checks)
    page.link(own.lists, LISTS_TEXT)


def write_dressed(issue: Issue, path: Path) -> Identity:
    """Write a case as a workbook for people to fill in; the same issue gives the same bytes.

    Returns what the workbook says of itself.

    Raises:
        RelaisError: the file cannot be written, or would not read back as what is issued; the
            old file is as it was.
    """
    issue = replace(issue, case_name=whole(issue.case_name))
    identity = issue.identity()
    fill = partial(_fill, issue=issue, identity=identity)
    content = made(path.name, issue.case_name, DRESSED, fill, issue.spoken)
    check = partial(check_written, issue.case, name=path.name, by_key=False)
    replace_safely(path, content, check)
    return identity


def _fill(book: Book, issue: Issue, identity: Identity) -> None:
    plans, own = plans_of(issue), own_sheets(issue)
    write_first(book, issue, identity, plans, own)
    for plan in plans:
        write_table(book, issue, plan)
    for unknown in issue.case.unknown_sheets:
        write_unknown(book, unknown)
    write_checks(book, issue, plans, own.checks)
    write_lists(book, issue, plans, own.lists)
    _write_identity(book, identity)
    book.note(name_properties(issue.case))


def _write_identity(book: Book, identity: Identity) -> None:
    sheet = book.sheet(IDENTITY_SHEET)
    for row, (key, value) in enumerate(identity_rows(identity)):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()
