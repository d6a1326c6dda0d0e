"""The value of one cell, read as its column declares it; numbers that were typed as text too."""

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
from models.declaration.years import as_years
from models.problems import TYPE_THE_NAME_AGAIN, Problem, Severity
from models.typed_dates import days_of, is_known_day
from models.typed_numbers import amount_in_words, only_number, read_number
from models.words.text import Argument, Day, Exactly, Number, Quoted, Text, as_typed, joined, text
from models.xlsx.shared import LONGEST_TEXT
from models.xlsx.stored import ExcelError, Uncomputed, Unreadable

_NOISE = 1e-12
_OF_MONEY = frozenset({Kind.MONEY, Kind.NUMBER})
"""The kinds of column whose numbers can be amounts; those of clauses and adjustments are among the
plain numbers."""
_YES = frozenset({"true", "yes", "oui", "ja", "1", "vrai", "waar", "wahr"})
_NO = frozenset({"false", "no", "non", "nee", "nein", "0", "faux", "onwaar", "falsch"})
_EXACT_DIGITS = 1e15
_DATES = (date, datetime, time, timedelta)


def without_noise(value: Any) -> Any:
    """Return the whole number that a float stands for, as 2023 for 2023.0000000000002.

    Programs that reckon years store such numbers; nobody sees the digits behind the fifteenth.
    """
    if isinstance(value, float) and math.isfinite(value):
        whole = float(round(value))
        return whole if abs(value - whole) <= _NOISE * max(abs(whole), 1.0) else value
    return value


@dataclass(frozen=True)
class Parsed:
    """The value of a cell as a Case holds it, and what is wrong with it, without its place."""

    value: Any
    fault: Problem | None = None


def parse(
    value: Any, column: Column, mark: str = "", money: str = "", language: str = ""
) -> Parsed:
    """Read the value of a cell as its column declares it; an unreadable cell is blank.

    `mark` is the decimal mark of numbers that were typed as text, "" where it is not known;
    `money` is the currency of the case, `language` that of the workbook, likewise.
    """
    if isinstance(value, ExcelError | Uncomputed | Unreadable):
        return _without_value(value)
    if value is None or (isinstance(value, str) and not clean_name(value)):
        return Parsed(None)
    if isinstance(value, str) and column.kind in NUMERIC_KINDS:
        return _text_number(value, mark, money if column.kind in _OF_MONEY else None)
    if column.kind in (Kind.YEAR, Kind.YEARS) and isinstance(value, _DATES):
        return _date_for_year(value)
    read = (
        _date(value, language)
        if column.kind is Kind.DATE
        else _READERS.get(column.kind, _name)(value)
    )
    if column.kind is Kind.CHOICE and isinstance(read.value, str):
        return Parsed(choice_key(column, read.value) or read.value, read.fault)
    return read


def _without_value(cell: ExcelError | Uncomputed | Unreadable) -> Parsed:
    if isinstance(cell, ExcelError):
        found = text("The cell shows the error {error}.", error=cell.code[:60])
        return _refused("excel-error", found, _MEND_ERROR)
    if isinstance(cell, Uncomputed):
        found = text("The cell holds a formula whose value was not stored.")
        return _refused("formula-without-value", found, _MEND_FORMULA)
    if len(cell.text) > LONGEST_TEXT // 2:
        longest = Number(LONGEST_TEXT)
        found = text("The text is longer than the {longest} characters of a cell.", longest=longest)
        return _refused("long-text", found, text("Shorten it."))
    found = text(
        "The cell holds {typed}, which is no value that can be read.", typed=shown(cell.text)
    )
    return _refused("unreadable-cell", found, text("Type the value again."))


_A_NUMBER = text("a number")
_A_DAY = text("a day such as 2026-03-31")
_MEND_DAY = text("Type year, month and day, such as 2026-03-31.")
_MEND_ERROR = text("Mend the formula or type the value.")
_MEND_FORMULA = text("Open the workbook in Excel, let it calculate and save it, or type the value.")
_MEND_NUMBER = text("Type the number itself, with digits only.")
_AS_A_NUMBER = text("Type it again as a number.")
_MEND_DATE = text(
    "Excel takes texts such as 1/2 or 3.4 for dates: format the cell as a number and type the "
    "number again."
)


def _refused(code: str, found: Argument, mend: Argument, expected: Argument = "") -> Parsed:
    return Parsed(None, Problem(Severity.ERROR, code, found, mend, expected=expected))


def shown(value: Any) -> Argument:
    """Return a value as a message has it: a text is quoted."""
    return Quoted(clean_name(value)[:60]) if isinstance(value, str) else as_typed(value)


def _number(value: Any) -> Parsed:
    if isinstance(value, bool):
        found = text("The cell holds {typed} where a number belongs.", typed=str(value).upper())
        return _refused("not-a-number", found, _MEND_NUMBER, _A_NUMBER)
    if isinstance(value, int | float):
        return Parsed(float(value)) if abs(value) < math.inf else _infinite(value)
    if isinstance(value, _DATES):
        found = text("The cell holds a date ({day}) where a number belongs.", day=_date_text(value))
        return _refused("date-for-number", found, _MEND_DATE, _A_NUMBER)
    return _text_number(str(value))


def _date_for_year(value: date | time | timedelta) -> Parsed:
    found = text("The cell holds a date ({day}) where a year belongs.", day=_date_text(value))
    mend = text("Format the cell as a number and type the year alone, such as 2026.")
    return _refused("date-for-year", found, mend, text("a year"))


def _date(value: Any, language: str) -> Parsed:
    """Read a day, from a date of a spreadsheet or a text, as the text that a case holds."""
    if isinstance(value, str):
        return _text_date(value, language)
    if not isinstance(value, date) or not is_known_day(value):
        return _no_day(value)
    day = value.date() if isinstance(value, datetime) else value
    if isinstance(value, datetime) and value.time() != time():
        found = text("The cell holds a time of day too; it was read as {day}.", day=Day(day))
        fault = Problem(Severity.WARNING, "time-of-day", found, text("Type the date alone."))
        return Parsed(day.isoformat(), fault)
    return Parsed(day.isoformat())


def _text_date(typed: str, language: str) -> Parsed:
    days = days_of(clean_name(typed), language)
    if len(days) == 1:
        return Parsed(days[0].isoformat())
    if not days:
        return _no_day(typed)
    found = text(
        "The text {typed} may be {one} or {other}.",
        typed=shown(typed),
        one=Day(days[0]),
        other=Day(days[1]),
    )
    return _refused("ambiguous-day", found, _MEND_DAY, _A_DAY)


def _no_day(value: Any) -> Parsed:
    found = text("{cell} is no day.", cell=Quoted(as_typed(value)))
    return _refused("not-a-day", found, _MEND_DAY, _A_DAY)


def _infinite(value: object) -> Parsed:
    found = text("The number {typed} is not finite.", typed=shown(value))
    return _refused("not-finite", found, _MEND_NUMBER, _A_NUMBER)


def _text_number(typed: str, mark: str = "", money: str | None = None) -> Parsed:
    number = read_number(typed, mark)
    if number is None:
        found = text("The text {typed} stands where a number belongs.", typed=shown(typed))
        perhaps = None if money is None else _perhaps(typed, mark, money)
        mend = joined(_MEND_NUMBER, perhaps) if perhaps else _MEND_NUMBER
        return _refused("not-a-number", found, mend, _A_NUMBER)
    if number.other is not None:
        return _ambiguous(typed, number.value, number.other)
    if not math.isfinite(number.value):
        return _infinite(typed)
    found = text(
        "The number is stored as text, {typed}; it was read as {number}.",
        typed=shown(typed),
        number=Exactly(number.value, grouped=False),
    )
    fault = Problem(Severity.WARNING, "number-as-text", found, _AS_A_NUMBER)
    return Parsed(number.value, fault)


def _perhaps(typed: str, mark: str, money: str) -> Text | None:
    """Ask whether a text such as "10 million" means its amount; None: it may mean none."""

    amount = amount_in_words(typed, lambda digits: only_number(digits, mark), money)
    if amount is None or not math.isfinite(amount):
        return None
    return text("Did you mean {amount}?", amount=Exactly(amount))


def text_where_number_belongs(typed: str, column: Column, money: str) -> Problem:
    """Return what is wrong with a text that stands in a column of numbers, however it reads.

    `money` is the currency of the case.
    """
    fault = parse(typed, column, money=money).fault
    assert fault is not None
    if fault.severity is Severity.ERROR:
        return fault
    found = text("The text {typed} stands where a number belongs.", typed=shown(typed))
    return Problem(Severity.ERROR, "not-a-number", found, _MEND_NUMBER, expected=_A_NUMBER)


def _ambiguous(typed: str, one: float, other: float) -> Parsed:
    found = text(
        "The text {typed} may be {one} or {other}.",
        typed=shown(typed),
        one=Exactly(one, grouped=False),
        other=Exactly(other, grouped=False),
    )
    return _refused("ambiguous-number", found, _AS_A_NUMBER, _A_NUMBER)


def _date_text(value: Any) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _name(value: Any) -> Parsed:
    """Read the name of something: one composition, single blanks."""
    if isinstance(value, str):
        return Parsed(clean_name(value))
    if isinstance(value, _DATES):
        found = text("The cell holds a date ({day}) where a name belongs.", day=_date_text(value))
        return _refused("date-for-name", found, TYPE_THE_NAME_AGAIN)
    if isinstance(value, int | float) and abs(value) >= _EXACT_DIGITS:
        found = text("The cell holds a number of more than 15 digits; Excel loses the last ones.")
        return _refused("long-number", found, TYPE_THE_NAME_AGAIN)
    return Parsed(_as_text(value))


def as_text(value: Any) -> str | float:
    """Return what a draft keeps of a cell that cannot be read: its text as a person saw it.

    A number that is not finite stays what it is.
    """
    if isinstance(value, float):
        return value
    if isinstance(value, ExcelError):
        return value.code
    if isinstance(value, Uncomputed):
        return "="
    if isinstance(value, Unreadable):
        return value.text[:LONGEST_TEXT] or "?"
    return value if isinstance(value, str) else _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return f"{value:.15g}" if abs(value) < _EXACT_DIGITS else repr(value)
    return _date_text(value)


def _text(value: Any) -> Parsed:
    """Read a text as it stands, its line breaks and blanks too."""
    typed = value if isinstance(value, str) else _as_text(value)
    return Parsed(typed if typed.isascii() else unicodedata.normalize("NFC", typed))


def _years(value: Any) -> Parsed:
    """Read one year or a run of years; what names none is marked by the checks of the case."""
    return Parsed(as_years(without_noise(value)))


def _yes_no(value: Any) -> Parsed:
    word = fold(_as_text(value) if not isinstance(value, str) else value)
    if word in _YES or word in _NO:
        return Parsed(word in _YES)
    found = text("The cell holds {typed} where yes or no belongs.", typed=shown(value))
    return _refused("not-yes-no", found, text("Type yes or no."), text("yes or no"))


def _rule_value(value: Any) -> Parsed:
    """Read the value of a rule; whether it suits the rule is checked with the rule."""
    if isinstance(value, bool):
        return Parsed(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, _DATES):
        found = text(
            "The cell holds a date ({day}) where the value of a rule belongs.",
            day=_date_text(value),
        )
        mend = text("Format the cell as text and type it again.")
        return _refused("date-for-number", found, mend)
    return Parsed(clean_name(str(value)))


_READERS: dict[Kind, Callable[[Any], Parsed]] = {
    **dict.fromkeys(NUMERIC_KINDS, _number),
    Kind.TEXT: _text,
    Kind.YEARS: _years,
    Kind.YES_NO: _yes_no,
    Kind.RULE_VALUE: _rule_value,
}
