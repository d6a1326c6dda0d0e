"""What a sheet stores in a cell, read as the value it stands for."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.xlsx.shared import LONGEST_TEXT, SharedContent, unescaped

_MOST_DIGITS = 18


@dataclass(frozen=True)
class ExcelError:
    """A cell that shows an error, such as #REF!."""

    code: str


@dataclass(frozen=True)
class Uncomputed:
    """A cell with a formula whose value was never stored."""


@dataclass(frozen=True)
class Unreadable:
    """A cell whose value is none, such as NaN or a text that is not in the workbook."""

    text: str


class StoredValues:
    """Reads what is stored in the cells of one workbook.

    Attributes:
        texts: the shared texts by the number that cells store; a blank one is None.
        moments: the styles that show a number as a date, a time or (True) a duration.
        units: the number formats, by style, that write something beside a figure.
    """

    def __init__(self, shared: SharedContent) -> None:
        self.moments, self._epoch = shared.moments, shared.epoch
        self.units = shared.units
        self.texts = {str(place): _checked(text) for place, text in enumerate(shared.texts)}
        self._readers: dict[str, Callable[[str], Any]] = {
            "n": number_of,
            "s": self._shared_text,
            "str": text_of,
            "inlineStr": text_of,
            "b": _truth,
            "e": ExcelError,
            "d": _iso_date,
        }

    def value(self, kind: str, style: str, stored: str) -> Any:
        """Return the value of a cell; None where it is blank, Unreadable where it is none.

        Args:
            kind: the type of the cell as the sheet says it, "n" where it does not.
            style: the number of its style.
            stored: the text that is stored.
        """
        reader = self._readers.get(kind)
        if reader is None:
            return Unreadable(stored)
        value = reader(stored)
        if style in self.moments and type(value) in (int, float):
            return self._moment(value, style, stored)
        return value

    def _shared_text(self, stored: str) -> Any:
        return self.texts[stored] if stored in self.texts else Unreadable(stored)

    def _moment(self, number: float, style: str, stored: str) -> Any:
        """Return the date, time or duration that a number is shown as."""
        from openpyxl.utils.datetime import from_excel  # noqa: PLC0415  # loads slowly

        try:
            return from_excel(number, self._epoch, timedelta=self.moments[style])
        except (ValueError, OverflowError):
            return Unreadable(stored)


def is_figure(value: object) -> bool:
    """Say whether the value of a cell is a number; yes and no are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def number_of(stored: str) -> Any:
    """Return the number that a cell stores; whole ones as int, so that ids keep their digits."""
    digits = stored[1:] if stored[:1] == "-" else stored
    if digits.isdigit() and digits.isascii() and len(digits) <= _MOST_DIGITS:
        return int(stored)
    try:
        number = float(stored)
    except ValueError:
        return Unreadable(stored) if stored.strip() else None
    # Python reads more than a workbook may hold: 1_000, digits of other scripts.
    if "_" in stored or not stored.isascii() or not math.isfinite(number):
        return Unreadable(stored)
    return number


def text_of(stored: str) -> Any:
    """Return the text that a cell stores; no text is a blank cell."""
    return _checked(unescaped(stored)) if stored else None


def _checked(text: str) -> Any:
    if len(text) <= LONGEST_TEXT // 2 or len(text.encode("utf-16-le", "replace")) // 2 <= (
        LONGEST_TEXT
    ):
        return text or None
    return Unreadable(text)


def _truth(stored: str) -> Any:
    words = {"1": True, "true": True, "0": False, "false": False}
    return words.get(stored.strip().lower(), Unreadable(stored))


def _iso_date(stored: str) -> Any:
    from openpyxl.utils.datetime import from_ISO8601  # noqa: PLC0415  # loads slowly, rarely needed

    try:
        moment = from_ISO8601(stored)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError, TypeError):
        moment = None
    if moment is None:
        return Unreadable(stored)
    is_day = hasattr(moment, "year") and not hasattr(moment, "hour")
    return datetime(moment.year, moment.month, moment.day) if is_day else moment
