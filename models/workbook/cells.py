"""The value of one cell, read as its column declares it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from models.checks.matching import clean_name, fold
from models.declaration.choices import choice_key
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind
from models.problems import Severity
from models.workbook.numbers import TextNumber, read_number
from models.workbook.shared import LONGEST_TEXT
from models.workbook.stored import ExcelError, Uncomputed, Unreadable

_YES = frozenset({"true", "yes", "oui", "ja", "1", "vrai", "waar", "wahr"})
_NO = frozenset({"false", "no", "non", "nee", "nein", "0", "faux", "onwaar", "falsch"})
_EXACT_DIGITS = 1e15
_DATES = (date, datetime, time, timedelta)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell; the fields are those of `Problem`."""

    severity: Severity
    code: str
    found: str
    mend: str
    expected: str = ""


@dataclass(frozen=True)
class Parsed:
    """The value of a cell as a Case holds it, and the fault of the cell, if any."""

    value: Any
    fault: Fault | None = None


BLANK = Parsed(None)


def parse(value: Any, column: Column, mark: str = "") -> Parsed:
    """Read the value of a cell as its column declares it; an unreadable cell is blank.

    `mark` is the decimal mark of numbers that were typed as text, "" where it is not known.
    """
    if isinstance(value, ExcelError | Uncomputed | Unreadable):
        return _without_value(value)
    if value is None or (isinstance(value, str) and not clean_name(value)):
        return BLANK
    if isinstance(value, str) and column.kind in NUMERIC_KINDS:
        return _text_number(value, mark)
    if column.kind is Kind.YEAR and isinstance(value, _DATES):
        return _date_for_year(value)
    return _READERS.get(column.kind, _name)(value)


def _without_value(cell: ExcelError | Uncomputed | Unreadable) -> Parsed:
    if isinstance(cell, ExcelError):
        return _refused("excel-error", f"The cell shows the error {cell.code[:60]}.", _MEND_ERROR)
    if isinstance(cell, Uncomputed):
        found = "The cell holds a formula whose value was not stored."
        return _refused("formula-without-value", found, _MEND_FORMULA)
    if len(cell.text) > LONGEST_TEXT // 2:
        found = f"The text is longer than the {LONGEST_TEXT:,} characters of a cell."
        return _refused("long-text", found, "Shorten it.")
    found = f"The cell holds {shown(cell.text)}, which is no value that can be read."
    return _refused("unreadable-cell", found, "Type the value again.")


_MEND_ERROR = "Mend the formula or type the value."
_MEND_FORMULA = "Open the workbook in Excel, let it calculate and save it, or type the value."
_MEND_NUMBER = "Type the number itself, with digits only."
_MEND_DATE = (
    "Excel takes texts such as 1/2 or 3.4 for dates: format the cell as a number and type the "
    "number again."
)


def _refused(code: str, found: str, mend: str, expected: str = "") -> Parsed:
    return Parsed(None, Fault(Severity.ERROR, code, found, mend, expected))


def shown(value: Any) -> str:
    """Return a value as it is quoted in a message."""
    if isinstance(value, str):
        return f'"{clean_name(value)[:60]}"'
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_DIGITS:
        return str(int(value))
    return str(value)


def _number(value: Any) -> Parsed:
    if isinstance(value, bool):
        found = f"The cell holds {str(value).upper()} where a number belongs."
        return _refused("not-a-number", found, _MEND_NUMBER, "a number")
    if isinstance(value, int | float):
        return Parsed(float(value)) if abs(value) < math.inf else _infinite(value)
    if isinstance(value, _DATES):
        found = f"The cell holds a date ({_date_text(value)}) where a number belongs."
        return _refused("date-for-number", found, _MEND_DATE, "a number")
    return _text_number(str(value))


def _date_for_year(value: date | time | timedelta) -> Parsed:
    found = f"The cell holds a date ({_date_text(value)}) where a year belongs."
    mend = "Format the cell as a number and type the year alone, such as 2026."
    return _refused("date-for-year", found, mend, "a year")


def _infinite(value: object) -> Parsed:
    found = f"The number {shown(value)} is not finite."
    return _refused("not-finite", found, _MEND_NUMBER, "a number")


def _text_number(text: str, mark: str = "") -> Parsed:
    number = read_number(text, mark)
    if number is None:
        found = f"The text {shown(text)} stands where a number belongs."
        return _refused("not-a-number", found, _MEND_NUMBER, "a number")
    if number.other is not None:
        return _ambiguous(text, number)
    if not math.isfinite(number.value):
        return _infinite(text)
    found = f"The number is stored as text, {shown(text)}; it was read as {number.value:.15g}."
    mend = "Type it again as a number."
    return Parsed(number.value, Fault(Severity.WARNING, "number-as-text", found, mend))


def _ambiguous(text: str, number: TextNumber) -> Parsed:
    found = f"The text {shown(text)} may be {number.value:.15g} or {number.other:.15g}."
    return _refused("ambiguous-number", found, "Type it again as a number.", "a number")


def _date_text(value: Any) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _name(value: Any) -> Parsed:
    """Read the name of something: one composition, single blanks."""
    if isinstance(value, str):
        return Parsed(clean_name(value))
    if isinstance(value, _DATES):
        found = f"The cell holds a date ({_date_text(value)}) where a name belongs."
        return _refused("date-for-name", found, "Format the cell as text and type the name again.")
    if isinstance(value, int | float) and abs(value) >= _EXACT_DIGITS:
        found = "The cell holds a number of more than 15 digits; Excel loses the last ones."
        return _refused("long-number", found, "Format the cell as text and type the name again.")
    return Parsed(_as_text(value))


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return f"{value:.15g}" if abs(value) < _EXACT_DIGITS else repr(value)
    return _date_text(value)


def _text(value: Any) -> Parsed:
    """Read a text as it stands, its line breaks and blanks too."""
    text = value if isinstance(value, str) else _as_text(value)
    return Parsed(text if text.isascii() else unicodedata.normalize("NFC", text))


def _yes_no(value: Any) -> Parsed:
    word = fold(_as_text(value) if not isinstance(value, str) else value)
    if word in _YES or word in _NO:
        return Parsed(word in _YES)
    found = f"The cell holds {shown(value)} where yes or no belongs."
    return _refused("not-yes-no", found, "Type yes or no.", "yes or no")


def _rule_value(value: Any) -> Parsed:
    """Read the value of a rule; whether it suits the rule is checked with the rule."""
    if isinstance(value, bool):
        return Parsed(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, _DATES):
        found = f"The cell holds a date ({_date_text(value)}) where the value of a rule belongs."
        return _refused("date-for-number", found, "Format the cell as text and type it again.")
    return Parsed(clean_name(str(value)))


def choice_of(column: Column, text: str) -> str:
    """Return the choice that a text stands for, the text itself where it is none."""
    return choice_key(column, text) or text


_READERS: dict[Kind, Callable[[Any], Parsed]] = {
    **dict.fromkeys(NUMERIC_KINDS, _number),
    Kind.TEXT: _text,
    Kind.YES_NO: _yes_no,
    Kind.RULE_VALUE: _rule_value,
}
