"""Numbers that were typed as text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MINUS = str.maketrans(dict.fromkeys("\u2212\u2012\u2013\ufe63\uff0d", "-"))
_BLANKS = re.compile(r"\s+")
_INTEGER = re.compile(r"\d+")
_SCIENTIFIC = re.compile(r"(\d+)(?:[.,](\d+))?[eE]([+-]?\d{1,3})")
_ONE_MARK = re.compile(r"(\d*)[.,](\d+)")
_GROUPED = re.compile(r"\d{1,3}(?P<group>[ '’.,])\d{3}(?:(?P=group)\d{3})*(?:(?P<mark>[.,])\d+)?")


@dataclass(frozen=True)
class TextNumber:
    """What a text reads as: one number, or two between which nobody can choose."""

    value: float
    other: float | None = None


def read_number(text: str) -> TextNumber | None:
    """Read a text as a number; None where it is none.

    "1234.56", "1 234,56", "1.234,56" and "12,5 %" read as one number; "1.234" could be two.
    """
    plain = _BLANKS.sub(" ", text).strip().translate(_MINUS)
    sign = -1.0 if plain.startswith("-") else 1.0
    digits = plain[1:].lstrip() if plain[:1] in ("-", "+") else plain
    factor = 1.0
    if digits.endswith("%"):
        digits, factor = digits[:-1].rstrip(), 100.0
    readings = _readings(digits) if digits.isascii() or "’" in digits else ()
    if not readings:
        return None
    values = [sign * float(reading) / factor for reading in readings]
    return TextNumber(values[0], values[1] if len(values) > 1 else None)


def _readings(digits: str) -> tuple[str, ...]:
    """Return the numbers a text of digits and marks can be, as Python writes them."""
    if _INTEGER.fullmatch(digits):
        return (digits,)
    if match := _SCIENTIFIC.fullmatch(digits):
        return (f"{match[1]}.{match[2] or 0}e{match[3]}",)
    if match := _ONE_MARK.fullmatch(digits):
        return _one_mark(match[1], match[2])
    match = _GROUPED.fullmatch(digits)
    if match is None or match["mark"] == match["group"]:
        return ()
    return (_ungrouped(digits, match["group"], match["mark"]),)


def _one_mark(before: str, after: str) -> tuple[str, ...]:
    decimal = f"{before or 0}.{after}"
    may_group = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    return (before + after, decimal) if may_group else (decimal,)


def _ungrouped(digits: str, group: str, mark: str | None) -> str:
    joined = digits.replace(group, "")
    return joined.replace(mark, ".") if mark else joined
