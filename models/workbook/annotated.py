"""The annotated copy: the workbook as it was returned, with every problem listed and marked.

It is made with openpyxl from the returned file, so that formats, drop-downs, widths and hidden
sheets stay. The values that formulas had are not kept: Excel and LibreOffice calculate them anew.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from models.problems import SAVE_ANEW, Problem, RelaisError
from models.words.language import ENGLISH, Language
from models.words.text import Quoted, text
from models.workbook.problem_list import add_list, mark, remove_list, unmark
from models.workbook.safe_writing import replace_safely
from models.xlsx.copies import usual_archive, without_external
from models.xlsx.grid import Grid, Sheet, SheetRow, read_grid
from models.xlsx.guard import LARGE_LIMITS, USUAL_LIMITS, Limits, guarded_bytes
from models.xlsx.shared import escaped, is_like_a_mark
from models.xlsx.stored import Uncomputed

_MOMENT = timedelta(milliseconds=2)
"""How far a date may be off after it was a number of days in between."""


def write_annotated(
    returned: Path,
    problems: Iterable[Problem],
    copy: Path,
    limits: Limits = USUAL_LIMITS,
    spoken: Language = ENGLISH,
) -> None:
    """Write a copy of a returned workbook with its problems listed first and marked in its cells.

    What an earlier annotated copy said is removed first, so that a copy that was mended in part
    can be checked and annotated again.

    Args:
        returned: the workbook as it came; it is only read.
        problems: what was found in it.
        copy: the .xlsx file to write, another one.
        limits: the largest workbook that is read.
        spoken: the language in which the problems are told.

    Raises:
        RelaisError: the file is no workbook that can be read or copied, or the copy cannot be
            written; there is no copy then, or the old one.
    """
    if copy.exists() and copy.samefile(returned):
        what = text("The annotated copy would take the place of the workbook.")
        raise RelaisError(what, copy.name, text("Give it another name."))
    content = guarded_bytes(returned, limits)
    before = read_grid(content, returned.name, limits=limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of what it does not keep
        made, removed = _made(content, before, returned.name, list(problems), spoken)
    replace_safely(copy, made, lambda written: _check(before, removed, written, copy.name))


def _made(
    content: bytes, before: Grid, name: str, problems: list[Problem], spoken: Language
) -> tuple[bytes, str]:
    """Return the copy, and the name of an earlier list that was removed ("": none)."""
    open_it = partial(_opened, usual_archive(content), name)
    book = open_it()
    _keep_marks(book, before)
    removed = remove_list(book)
    without_external(book, lambda: open_it(data_only=True))
    unmark(book)
    mark(book, problems, spoken)
    add_list(book, name, problems, spoken)
    stream = io.BytesIO()
    try:
        book.save(stream)
    except Exception as error:  # a part that openpyxl can read and not write
        raise _not_copied(name) from error
    return stream.getvalue(), removed


def _keep_marks(book: Workbook, before: Grid) -> None:
    """Write texts such as _x0041_ so that they are read as they stand, and not as "A"."""
    for sheet in before.sheets:
        for row in sheet.rows:
            for index, value in enumerate(row.values):
                is_typed = (row.number, index) not in sheet.formulas
                if isinstance(value, str) and is_typed and is_like_a_mark(value):
                    book[sheet.name].cell(row.number, index + 1).value = escaped(value)


def _opened(content: bytes, name: str, *, data_only: bool = False) -> Workbook:
    try:
        return load_workbook(
            io.BytesIO(content), data_only=data_only, keep_links=False, rich_text=True
        )
    except Exception as error:  # openpyxl raises whatever it stumbled on
        raise _not_copied(name) from error


def _not_copied(name: str) -> RelaisError:
    what = text("Parts of the workbook are damaged, so that no annotated copy can be made of it.")
    return RelaisError(what, name, SAVE_ANEW)


def _check(before: Grid, removed: str, written: Path, name: str) -> None:
    """Read the copy back and compare its cells with those of the returned workbook."""
    after = read_grid(written.read_bytes(), name, limits=LARGE_LIMITS)
    copies = {sheet.name: sheet for sheet in after.sheets}
    for sheet in before.sheets:
        if sheet.name != removed and not _same_sheet(sheet, copies.get(sheet.name)):
            what = text(
                "The sheet {sheet} would not be the same in the copy.", sheet=Quoted(sheet.name)
            )
            raise RelaisError(what, name, SAVE_ANEW)


def _same_sheet(ours: Sheet, theirs: Sheet | None) -> bool:
    if theirs is None:
        return False
    copies = {row.number: row for row in theirs.rows}
    pairs = ((row, copies.get(row.number, SheetRow(row.number, ()))) for row in ours.rows)
    return all(
        _same(value, copy.value(index))
        for row, copy in pairs
        for index, value in enumerate(row.values)
    )


def _same(ours: Any, theirs: Any) -> bool:
    """Say whether a value came through; that of a formula waits to be calculated again."""
    if isinstance(ours, Uncomputed) or isinstance(theirs, Uncomputed):
        return True
    if isinstance(ours, datetime) and isinstance(theirs, datetime):
        return abs(ours - theirs) <= _MOMENT
    return bool(ours == theirs)
