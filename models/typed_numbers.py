"""Numbers as people type them, with the marks of any language; amounts of money as they say them.

"10 million", "2,5 Mrd", "€500k", "12 tausend euro": the words of magnitude and the signs of
currencies are those of `units.ini`, in all four languages at once, since who types and which
language is shown are not always the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.declaration.units import is_same_currency, read_unit

_MINUS = str.maketrans(dict.fromkeys("\u2212\u2012\u2013\ufe63\uff0d", "-"))
_BLANKS = re.compile(r"\s+")
_INTEGER = re.compile(r"\d+")
_SCIENTIFIC = re.compile(r"(\d+)(?:[.,](\d+))?[eE]([+-]?\d{1,3})")
_ONE_MARK = re.compile(r"(\d*)[.,](\d+)")
_GROUPED = re.compile(r"\d{1,3}(?P<group>[ '’.,])\d{3}(?:(?P=group)\d{3})*(?:(?P<mark>[.,])\d+)?")

_OTHER_MARK = {".": ",", ",": "."}
_NUMBER_IN_WORDS = re.compile(
    r"(?P<sign>[+-]?)(?P<before>[^\d.,+-]*)(?P<inner>[+-]?)"
    r" ?(?P<digits>[.,]?\d(?:[\d.,'’ ]*\d)?)(?P<after>[^\d%‰,;:+()-]*)"
)
_OF_TWO_SIZES = re.compile(r"\bbillions?\b", re.IGNORECASE)
"""A thousand millions in English, a million millions in French and German."""


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


def only_number(text: str, mark: str = "") -> float | None:
    """Return the one number that a text can be; None: it is none, or may be two."""
    number = read_number(text, mark)
    return None if number is None or number.other is not None else number.value


def may_be_two(text: str) -> bool:
    """Say whether a text is one of two numbers, by the language of who typed it: 1.234."""
    number = read_number(text)
    return number is not None and number.other is not None


def decimal_mark(texts: Iterable[str], likely: str = "") -> str:
    """Return the decimal mark that texts show beyond doubt, "" where they show both.

    `likely` is the mark of the workbook's language: it is that of texts that show none, and it
    leaves open what texts are that show the other one.
    """
    marks = {mark for text in texts if (mark := _shown_mark(_stripped(text)[1]))}
    marks |= {likely} if likely else set()
    return marks.pop() if len(marks) == 1 else ""


def amount_in_words(
    typed: str, number_of: Callable[[str], float | None], currency: str, language: str = ""
) -> float | None:
    """Return the amount that a text says in digits and words; None: it says none, or two.

    Args:
        typed: such as "10 Mio. €"; a number alone is none in words.
        number_of: reads digits as they are typed there; what it cannot read may still be one
            number, of another language.
        currency: of the case; an amount in another one is none.
        language: in which it is typed, "" where that is not known.
    """
    found = _NUMBER_IN_WORDS.fullmatch(_BLANKS.sub(" ", typed).strip().translate(_MINUS))
    if found is None or (found["sign"] and found["inner"]):
        return None
    words = f"{found['before']} {found['after']}"
    value, factor = number_of(found["digits"]), _factor(words, currency)
    if value is None:
        value = only_number(found["digits"])
    if value is None or factor is None:
        return None
    is_open = factor != 1 and may_be_two(found["digits"])
    if is_open or (language != "en" and _OF_TWO_SIZES.search(words)):
        return None
    sign = -1.0 if "-" in (found["sign"], found["inner"]) else 1.0
    return sign * float(f"{value * factor:.15g}")


def _factor(words: str, currency: str) -> float | None:
    """Return by what words beside digits multiply them; None: they say no amount of the case."""
    own, said = read_unit(currency), words.split()
    # A currency that no list knows goes by the name that the case has for it.
    others = [word for word in said if own.currency or word.casefold() != currency.casefold()]
    unit = read_unit(" ".join(others))
    is_named = bool(unit.currency) or len(others) < len(said)
    if not unit.is_known or unit.counts or unit.per or unit.factor < 1:
        return None
    if unit.currency and not is_same_currency(unit.currency, own.currency):
        return None
    if is_named:
        return unit.factor / own.factor
    # Where the currency is one of thousands, "10 million" may be so many of them or of the plain.
    return unit.factor if unit.factor != 1 and own.factor == 1 else None


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
    joined = digits.replace(match["group"], "")
    return (joined.replace(match["mark"], ".") if match["mark"] else joined,)


def _one_mark(before: str, after: str) -> tuple[str, ...]:
    decimal = f"{before or 0}.{after}"
    may_group = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    return (before + after, decimal) if may_group else (decimal,)
