"""Writing a dressed workbook."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from models.readable import whole
from models.workbook.books import Book, made
from models.workbook.dressed.checks_sheet import write_checks
from models.workbook.dressed.first_sheet import write_first
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.lists import write_lists
from models.workbook.dressed.plans import own_sheets, plans_of
from models.workbook.dressed.table_sheet import write_table
from models.workbook.identity import DRESSED, IDENTITY_SHEET, Identity, identity_rows
from models.workbook.plain import check_written, write_unknown
from models.workbook.safe_writing import replace_safely
from models.workbook.totals import name_properties


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
