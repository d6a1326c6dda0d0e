"""The first sheet: what the workbook is, for whom, until when, and how it is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.declaration.kinds import Labels
from models.words.language import language as spoken
from models.workbook.books import Book
from models.workbook.dressed import words
from models.workbook.dressed.issue import Issue, written_date
from models.workbook.dressed.looks import (
    CHOOSE,
    DARK,
    INPUT,
    LINE,
    header_look,
    locked_look,
    text_look,
    title_look,
)
from models.workbook.dressed.plans import OwnSheets, TablePlan
from models.workbook.dressed.printing import set_up_page
from models.workbook.identity import Identity, own_title

_LINE = 126
"""How many characters stand in a line."""


class _Page:
    """A sheet that is written line by line: something short on the left, a text beside it."""

    def __init__(self, book: Book, name: str, language: str) -> None:
        self.book, self.language = book, language
        self.sheet = book.sheet(name)
        self.sheet.set_column(0, 0, 24, text_look(book))
        self.sheet.set_column(1, 1, 112, text_look(book, text_wrap=True))
        self._row = 0

    def title(self, text: str) -> None:
        self.sheet.set_row(self._row, 34)
        self._write(0, text, title_look(self.book))
        self._row += 2

    def heading(self, labels: Labels) -> None:
        self._row += 1
        look = text_look(self.book, bold=True, font_size=13, bottom=1, bottom_color=DARK)
        self._write(0, labels.in_language(self.language), look)
        self.sheet.write_blank(self._row, 1, None, look)
        self._row += 1

    def line(self, left: str, text: str, look: Any = None, *, bold: bool = False) -> None:
        if left:
            self._write(0, left, look or text_look(self.book, bold=bold))
        self._write(1, text, text_look(self.book, text_wrap=True, bold=bold, indent=1))
        self.sheet.set_row(self._row, 15.5 * (1 + len(text) // _LINE))
        self._row += 1

    def link(self, sheet: str, text: str) -> None:
        target = sheet.replace("'", "''")
        look = text_look(self.book, underline=1)
        self.sheet.write_url(self._row, 0, f"internal:'{target}'!A1", look, sheet)
        self._write(1, text, text_look(self.book, text_wrap=True, indent=1))
        self._row += 1

    def _write(self, column: int, text: str, look: Any) -> None:
        self.sheet.write_string(self._row, column, text, look)


def write_first(
    book: Book, issue: Issue, identity: Identity, plans: Sequence[TablePlan], own: OwnSheets
) -> None:
    """Add the first sheet."""
    page = _Page(book, own.first, issue.language)
    request = words.REQUEST.in_language(issue.language)
    page.title(own_title(f"{request} – {issue.case_name}"))
    _facts(page, issue, identity)
    _what(page, issue)
    _how(page, own)
    _legend(page)
    _sheets(page, plans, own)
    page.sheet.activate()
    page.sheet.protect()
    set_up_page(page.sheet, issue)
    page.sheet.fit_to_pages(1, 1)


def _facts(page: _Page, issue: Issue, identity: Identity) -> None:
    language = issue.language
    everyone = words.EVERYONE.in_language(language)
    key = f" ({issue.recipient})" if issue.recipient_name != issue.recipient else ""
    deadline = words.NO_DEADLINE.in_language(language)
    if issue.deadline is not None:
        deadline = written_date(issue.deadline, language)
    whom = f"{issue.recipient_name}{key}" if issue.recipient else everyone
    page.line(words.RECIPIENT.in_language(language), whom, bold=True)
    page.line(words.DEADLINE.in_language(language), deadline, bold=True)
    page.line(words.ISSUED.in_language(language), written_date(issue.issued_on, language))
    page.line(words.ISSUE.in_language(language), identity.issue)


def _what(page: _Page, issue: Issue) -> None:
    page.heading(words.WHAT)
    for text in words.WHAT_TEXTS:
        page.line("", text.in_language(issue.language))
    if issue.recipient:
        only_yours = words.ONLY_YOURS.in_language(issue.language)
        page.line("", only_yours.format(name=issue.recipient_name))


def _how(page: _Page, own: OwnSheets) -> None:
    page.heading(words.HOW)
    for number, step in enumerate(words.STEPS, start=1):
        text = step.in_language(page.language).format(checks=own.checks)
        page.line(f"{number}.", text, text_look(page.book, align="right", bold=True))


def _legend(page: _Page) -> None:
    page.heading(words.LEGEND)
    box = {"border": 1, "border_color": LINE, "align": "center"}
    samples = (
        (words.INPUT_CELL, words.INPUT_TEXT, text_look(page.book, bg_color=INPUT, **box)),
        (words.CHOOSE_CELL, words.CHOOSE_TEXT, text_look(page.book, bg_color=CHOOSE, **box)),
        (words.LOCKED_CELL, words.LOCKED_TEXT, locked_look(page.book, None, "@")),
        (words.HEADER_CELL, words.HEADER_TEXT, header_look(page.book, required=True)),
    )
    for cell, text, look in samples:
        page.line(cell.in_language(page.language), text.in_language(page.language), look)


def _sheets(page: _Page, plans: Sequence[TablePlan], own: OwnSheets) -> None:
    page.heading(words.SHEETS)
    for plan in plans:
        page.link(plan.sheet, spoken(page.language).say(plan.table.help))
    page.link(own.checks, words.CHECKS_TEXT.in_language(page.language))
    page.link(own.lists, words.LISTS_TEXT.in_language(page.language))
