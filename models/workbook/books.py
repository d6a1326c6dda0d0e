"""Making a workbook in memory: the same bytes for the same content, and text that stays text."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from models.declaration.kinds import Labels
from models.editing import is_blank
from models.problems import RelaisError
from models.words.language import ENGLISH, Language
from models.words.text import Argument, Number, Part, Text, text
from models.xlsx.outline import RESULT_MARK
from models.xlsx.shared import LONGEST_TEXT

_CREATED = datetime(2024, 1, 1)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class Book:
    """A workbook being written, with the formats its sheets share and the language it speaks."""

    def __init__(self, title: str, kind: str, spoken: Language = ENGLISH) -> None:
        self.spoken = spoken
        self._stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._stream, _OPTIONS)
        self.book.set_properties({"title": title, "created": _CREATED})
        self.book.set_custom_property(RESULT_MARK, kind, "text")
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        """Return the format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def sheet(self, name: Argument) -> Any:
        """Add a sheet."""
        return self.book.add_worksheet(self.say(name))

    def say(self, said: Argument) -> str:
        """Return a sentence in the language of the workbook."""
        return self.spoken.say(said)

    def said(self, value: Any) -> Any:
        """Return the value of a cell: a sentence as text that fits in a cell, others as they are.

        A name is no sentence: one that does not fit is refused when it is written.
        """
        return clipped(self.say(value)) if isinstance(value, Part | Labels) else value

    def note(self, properties: Iterable[tuple[str, str]]) -> None:
        """Add custom properties, each a name and a text of at most 255 characters."""
        for name, value in properties:
            self.book.set_custom_property(name, value, "text")

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.book.close()
        return self._stream.getvalue()


def clipped(said: str) -> str:
    """Return a text that fits in a cell; a longer one ends in an ellipsis."""
    if not _is_long(said):
        return said
    return said.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def made(
    name: str,
    title: str,
    kind: str,
    fill: Callable[[Book], None],
    spoken: Language = ENGLISH,
) -> bytes:
    """Make the workbook that a file of this name will hold, and return its bytes.

    Raises:
        RelaisError: something in it cannot stand in a workbook.
    """
    book = Book(title, kind, spoken)
    try:
        fill(book)
        return book.content()
    except (XlsxWriterException, UnicodeError, ValueError) as error:
        what = text("The workbook cannot be made: {why}.", why=str(error).rstrip("."))
        raise RelaisError(what, name, text("Change the text or name and try again.")) from error


def write_value(
    book: Book, sheet: Any, row: int, column: int, value: Any, look: Any = None
) -> None:
    """Write one cell; text stays text whatever it begins with, and None stays blank.

    `look` is the format of the cell; moments have their own.

    Raises:
        RelaisError: the text is too long for a cell, or the number is not finite.
    """
    if value == "" or is_blank(value):
        return
    if isinstance(value, str):
        if _is_long(value):
            what = text(
                "The text of row {row} is longer than the {most} characters of a cell.",
                row=row + 1,
                most=Number(LONGEST_TEXT),
            )
            raise RelaisError(what, sheet.get_name(), text("Shorten it."))
        sheet.write_string(row, column, value, look)
    elif type(value) is date and look is not None:
        sheet.write_datetime(row, column, value, look)
    elif isinstance(value, datetime | date | time | timedelta):
        sheet.write_datetime(row, column, value, book.format(num_format=_date_format(value)))
    elif isinstance(value, bool) or type(value).__name__ == "bool":
        sheet.write_boolean(row, column, bool(value), look)
    elif math.isfinite(value):
        sheet.write_number(row, column, value, look)
    else:
        what = text("The number of row {row} is not finite.", row=row + 1)
        raise RelaisError(what, sheet.get_name(), text("Type the number itself."))


def _is_long(said: str) -> bool:
    """Say whether a text is too long for a cell, which counts as UTF-16 does."""
    return len(said.encode("utf-16-le")) // 2 > LONGEST_TEXT


def _date_format(value: Any) -> str:
    if isinstance(value, time):
        return "hh:mm:ss"
    return "[h]:mm:ss" if isinstance(value, timedelta) else "yyyy-mm-dd hh:mm:ss"


def check_sheets(
    written: Path, name: str, what: Text, sheets: Sequence[str], rows: Mapping[str, int]
) -> None:
    """Read a new file back: it must hold these sheets, some with so many rows.

    Raises:
        RelaisError: it does not; `what` says so of the file called `name`.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  # loads slowly

    with written.open("rb") as stream:
        book = load_workbook(stream, read_only=True)
        holds = book.sheetnames == sheets and all(book[n].max_row == rows[n] for n in rows)
        book.close()
    if not holds:
        raise RelaisError(what, name, text("Try again."))
