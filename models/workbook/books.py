"""Making a workbook in memory: the same bytes for the same content, and text that stays text."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from models.problems import RelaisError
from models.workbook.grid import RESULT_MARK

LONGEST_TEXT = 32_767
_CREATED = datetime(2024, 1, 1)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class Book:
    """A workbook being written, with the formats its sheets share."""

    def __init__(self, title: str, kind: str) -> None:
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

    def sheet(self, name: str) -> Any:
        """Add a sheet."""
        return self.book.add_worksheet(name)

    def say(self, properties: Iterable[tuple[str, str]]) -> None:
        """Add custom properties, each a name and a text of at most 255 characters."""
        for name, text in properties:
            self.book.set_custom_property(name, text, "text")

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.book.close()
        return self._stream.getvalue()


def made(name: str, title: str, kind: str, fill: Callable[[Book], None]) -> bytes:
    """Make the workbook that a file of this name will hold, and return its bytes.

    Raises:
        RelaisError: something in it cannot stand in a workbook.
    """
    book = Book(title, kind)
    try:
        fill(book)
        return book.content()
    except (XlsxWriterException, UnicodeError, ValueError) as error:
        what = f"The workbook cannot be made: {str(error).rstrip('.')}."
        raise RelaisError(what, name, "Change the text or name and try again.") from error


def write_value(
    book: Book, sheet: Any, row: int, column: int, value: Any, look: Any = None
) -> None:
    """Write one cell; text stays text whatever it begins with, and None stays blank.

    `look` is the format of the cell; dates have their own.

    Raises:
        RelaisError: the text is too long for a cell, or the number is not finite.
    """
    if value is None or value == "" or value != value:  # noqa: PLR0124 - only NaN differs
        return
    if isinstance(value, str):
        _write_text(sheet, row, column, value, look)
    elif isinstance(value, datetime | date | time | timedelta):
        sheet.write_datetime(row, column, value, book.format(num_format=_date_format(value)))
    elif _is_truth(value):
        sheet.write_boolean(row, column, bool(value), look)
    else:
        _write_number(sheet, row, column, value, look)


def _write_text(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        what = (
            f"The text of row {row + 1} is longer than the {LONGEST_TEXT:,} characters of a cell."
        )
        raise RelaisError(what, sheet.get_name(), "Shorten it.")
    sheet.write_string(row, column, text, look)


def _write_number(sheet: Any, row: int, column: int, number: Any, look: Any) -> None:
    if not math.isfinite(number):
        what = f"The number of row {row + 1} is not finite."
        raise RelaisError(what, sheet.get_name(), "Type the number itself.")
    sheet.write_number(row, column, number, look)


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool) or type(value).__name__ == "bool"


def _date_format(value: Any) -> str:
    if isinstance(value, time):
        return "hh:mm:ss"
    return "[h]:mm:ss" if isinstance(value, timedelta) else "yyyy-mm-dd hh:mm:ss"
