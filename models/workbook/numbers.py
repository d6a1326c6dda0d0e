"""Numbers that were typed as text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_MINUS = str.maketrans(dict.fromkeys("\u2212\u2012\u2013\ufe63\uff0d", "-"))
_BLANKS = re.compile(r"\s+")
_INTEGER = re.compile(r"\d+")
_SCIENTIFIC = re.compile(r"(\d+)(?:[.,](\d+))?[eE]([+-]?\d{1,3})")
_ONE_MARK = re.compile(r"(\d*)[.,](\d+)")
_GROUPED = re.compile(r"\d{1,3}(?P<group>[ '’.,])\d{3}(?:(?P=group)\d{3})*(?:(?P<mark>[.,])\d+)?")

_OTHER_MARK = {".": ",", ",": "."}
_NOISE = 1e-12


@dataclass(frozen=True)
class TextNumber:
    """What a text reads as: one number, or two between which nobody can choose."""

    value: float
    other: float | None = None


def read_number(text: str, mark: str = "") -> TextNumber | None:
    """Read a text as a number; None where it is none.

    "1234.56", "1 234,56", "1.234,56" and "12,5 %" read as one number; "1.234" could be two.

    Args:
        text: what stands in the cell.
        mark: the decimal mark of whoever typed it, "" where it is not known. A single mark
            before three digits reads as one number only where it is this one.
    """
    sign, digits, factor = _stripped(text)
    readings = _readings(digits) if digits.isascii() or "’" in digits else ()
    if len(readings) > 1 and mark and mark in digits:
        readings = readings[1:]
    if not readings:
        return None
    values = [sign * float(reading) / factor for reading in readings]
    return TextNumber(values[0], values[1] if len(values) > 1 else None)


def without_noise(value: Any) -> Any:
    """Return the whole number that a float stands for, as 2023 for 2023.0000000000002.

    Programs that reckon years store such numbers; nobody sees the digits behind the fifteenth.
    """
    if isinstance(value, float) and math.isfinite(value):
        whole = float(round(value))
        return whole if abs(value - whole) <= _NOISE * max(abs(whole), 1.0) else value
    return value


def decimal_mark(texts: Iterable[str], likely: str = "") -> str:
    """Return the decimal mark that texts show beyond doubt, "" where they show both.

    `likely` is the mark of the workbook's language: it is that of texts that show none, and it
    leaves open what texts are that show the other one.
    """
    marks = {mark for text in texts if (mark := _shown_mark(_stripped(text)[1]))}
    marks |= {likely} if likely else set()
    return marks.pop() if len(marks) == 1 else ""


def _stripped(text: str) -> tuple[float, str, float]:
    """Return the sign of a number, its digits and marks, and what divides it."""
    plain = _BLANKS.sub(" ", text).strip().translate(_MINUS)
    sign = -1.0 if plain.startswith("-") else 1.0
    digits = plain[1:].lstrip() if plain[:1] in ("-", "+") else plain
    if digits.endswith("%"):
        return sign, digits[:-1].rstrip(), 100.0
    return sign, digits, 1.0


def _shown_mark(digits: str) -> str:
    if match := _ONE_MARK.fullmatch(digits):
        is_sure = len(_one_mark(match[1], match[2])) == 1
        return digits[len(match[1])] if is_sure else ""
    match = _GROUPED.fullmatch(digits)
    if match is None or match["mark"] == match["group"]:
        return ""
    return match["mark"] or _OTHER_MARK.get(match["group"], "")


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
