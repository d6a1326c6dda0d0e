"""Units as people write them beside figures, in the four languages: one closed list with factors.

"k€", "en milliers d'euros", "[x 1000]", "in duizenden", "TEUR", "USD", "EUR per month", "months":
a text is read word by word. Words that are not in the list leave the unit open.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from models.declaration.kinds import Column, Kind
from models.words.data_files import sections_of

_LISTS = sections_of(Path(__file__).with_name("units.ini"))


def _by_word(name: str) -> dict[str, str]:
    """Return for each word of a list what it stands for."""
    return {word: key for key, words in _LISTS[name].items() for word in words.split()}


_OTHER_CODES = _LISTS["further currencies"]["codes"].split()
_OTHER_CURRENCIES = frozenset(map(str.casefold, _OTHER_CODES))
_UNKNOWN = "?"
_KRONER = frozenset({"SEK", "DKK", "NOK", "ISK"})
"""Currencies that are all written kr."""
_SCALE_OF, _SHORT = (
    {word: float(factor) for word, factor in _by_word(name).items()}
    for name in ("scales", "beside a currency")
)
_TIME_OF, _EACH_OF = _by_word("times"), _by_word("for each")
_CURRENCY_OF = _by_word("currencies") | {code.casefold(): code for code in _OTHER_CODES}
_ARE_PERSONS, _ARE_PER, _ARE_PERCENT, _ARE_NUMBERS, _ARE_FILLERS = (
    frozenset(_LISTS["words"][name].split())
    for name in ("persons", "per", "percent", "numbers", "fillers")
)
_CODES = "|".join(sorted(map(re.escape, _CURRENCY_OF), key=len, reverse=True))
_SHORTS = "|".join(sorted(_SHORT, key=len, reverse=True))
_TOGETHER = re.compile(rf"({_SHORTS})?({_CODES})({_SHORTS})?")
_POWERS = {"³": 3, "⁶": 6, "⁹": 9}
_POWER = re.compile(r"10\s*(?:\^\s*([369])|([³⁶⁹]))")
_THOUSANDS = re.compile(r"(?<!\d)1((?:[ .,'\u202f\xa0]?000)+)(?!\d)")
_TIMES_TEN = re.compile(r"(?:[x×*]\s*|\bin\s+)(?P<ten>10+)(?!\d)|\b1e(?P<power>[1-9])\b")
"""x 1000, in 1000, 1e3; a number alone may be anything, unless a currency stands beside it."""
_SHORTENED = {r"\bp\.?\s?a\b\.?": " per year ", r"\bp\.?\s?m\b\.": " per month "}
_SHORTENED |= {r"\bp\.?\s?p\b\.?": " per person "}
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = re.compile(
    r"us\$|x10+|[^\W\d_]+[€$£¥]*|[€$£¥][^\W\d_]*(?:000)?|\d+|[%‰/]|[^\s\w.,;:()\[\]'+-]"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))


@dataclass(frozen=True)
class Unit:
    """What a text says of the unit of figures.

    Attributes:
        factor: by what figures in it are multiplied to be in the plain unit.
        currency: the code of its currency, "" where it names none.
        counts: what it counts apart from money: "persons", a stretch of time, "percent".
        per: what it is for each of: "person", "year", "month", …
        is_known: whether every word of it is in the list.
    """

    factor: float = 1.0
    currency: str = ""
    counts: str = ""
    per: frozenset[str] = field(default_factory=frozenset)
    is_known: bool = True

    @property
    def says_nothing(self) -> bool:
        """Whether no word of it is about a unit."""
        return (self.factor, self.currency, self.counts, self.per) == (1.0, "", "", frozenset())


@lru_cache(maxsize=4096)
def read_unit(text: str) -> Unit:
    """Read what a text says of a unit, such as "k€", "x 1000" or "EUR per month"."""
    unit, is_per = Unit(), False
    words = [word if _may_be_meant(word, text) else _UNKNOWN for word in _words(text)]
    is_money = len(words) == 1 or not _CURRENCY_OF.keys().isdisjoint(words)
    for word in words:
        if word in _ARE_PER:
            is_per = True
        elif is_per:
            unit, is_per = _with_divisor(unit, word)
        else:
            unit = _with_word(unit, word, is_money=is_money)
    return replace(unit, is_known=False) if is_per else unit


def _may_be_meant(word: str, text: str) -> bool:
    """Say whether a word is one where it reads like a currency: MAD is one, mad is none."""
    return word not in _OTHER_CURRENCIES or word.upper() in text


def _words(text: str) -> list[str]:
    plain = text.translate(_APOSTROPHES).casefold()
    plain = _POWER.sub(lambda match: "x1" + "000" * (_power(match) // 3), plain)
    plain = _THOUSANDS.sub(lambda match: str(10 ** (3 * match[1].count("000"))), plain)
    plain = re.sub(r"'000s?\b", " x1000 ", plain)
    plain = _TIMES_TEN.sub(lambda match: f" x{10 ** _zeros(match)} ", plain)
    for short, long in _SHORTENED.items():
        plain = re.sub(short, long, plain)
    decomposed = unicodedata.normalize("NFKD", plain)
    return _WORDS.findall("".join(c for c in decomposed if not unicodedata.combining(c)))


def _zeros(match: re.Match[str]) -> int:
    return match["ten"].count("0") if match["ten"] else int(match["power"])


def _power(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else _POWERS[match[2]]


def _with_divisor(unit: Unit, word: str) -> tuple[Unit, bool]:
    """Return the unit for each of what a word says, and whether that is still to come."""
    if word in _ARE_FILLERS or word in _ARE_NUMBERS:
        return unit, True
    divisor = "person" if word in _ARE_PERSONS else _TIME_OF.get(word, "")
    if not divisor:
        return replace(unit, is_known=False), False
    return replace(unit, per=unit.per | {divisor}), False


def _with_word(unit: Unit, word: str, *, is_money: bool) -> Unit:
    if word in _ARE_FILLERS or word in _ARE_NUMBERS or _YEAR.fullmatch(word):
        return unit
    if factor := _scale(word, is_money=is_money):
        return replace(unit, factor=unit.factor * factor)
    if match := _TOGETHER.fullmatch(word):
        factor = _SHORT.get(match[1] or "", 1.0) * _SHORT.get(match[3] or "", 1.0)
        return _with_currency(unit, _CURRENCY_OF[match[2]], factor)
    if word in _EACH_OF:
        return replace(unit, per=unit.per | {_EACH_OF[word]})
    counts = _counted(word)
    is_known = unit.is_known and bool(counts) and unit.counts in ("", counts)
    return replace(unit, counts=counts or unit.counts, is_known=is_known)


def _scale(word: str, *, is_money: bool) -> float:
    """Return by what a word multiplies, 0 where it does not.

    Beside a currency, or alone, m is a million and 1000 a thousand.
    """
    if word.startswith("x1"):
        return 10.0 ** word.count("0")
    if is_money and re.fullmatch(r"1?(?:000)+", word):
        return 10.0 ** word.count("0")
    return 1e6 if is_money and word == "m" else _SCALE_OF.get(word, 0.0)


def _counted(word: str) -> str:
    if word in _ARE_PERCENT:
        return "percent"
    return "persons" if word in _ARE_PERSONS else _TIME_OF.get(word, "")


def _with_currency(unit: Unit, currency: str, factor: float) -> Unit:
    is_known = unit.is_known and unit.currency in ("", currency)
    return replace(unit, currency=currency, factor=unit.factor * factor, is_known=is_known)


_FORMAT_SYMBOLS = {"fr": "CHF", "ft": "HUF", "kn": "HRK", "лв": "BGN", "tl": "TRY", "k": "EEK"}
"""Symbols that mean a currency where a number format says that one stands there."""


def is_other_symbol(symbol: str, currency: str) -> bool:
    """Say whether the symbol of currency in a number format is not that of the case.

    Args:
        symbol: what stands there, such as "Kč" or "Fr."; whatever it is, it is a currency.
        currency: the currency of the case as it is written there.
    """
    plain = symbol.strip().strip(".").casefold()
    own = read_unit(currency).currency
    code = _FORMAT_SYMBOLS.get(plain) or read_unit(symbol).currency
    if plain == currency.strip().casefold() or not plain:
        return False
    return not is_same_currency(code, own) or not code


def is_same_currency(code: str, own: str) -> bool:
    """Say whether a currency is that of the case; kr is that of any Nordic one."""
    return code == own or (code == "KR" and own in _KRONER)


_STANDARD_COST = "standard_cost"
"""It is one of a person, though its key does not say so."""
FIGURES = frozenset({Kind.MONEY, Kind.PERSONS, Kind.NUMBER, Kind.WHOLE, Kind.YEAR, Kind.YEARS})
"""The kinds of column whose figures have a unit."""


def is_other_unit(unit: Unit, column: Column, currency: str) -> bool:
    """Say whether a unit is not the one in which the figures of a column are read.

    Args:
        unit: what is said beside the figures.
        column: the column they stand in.
        currency: the currency of the case as it is written there; it may be one of thousands.
    """
    own = {"", "year", "persons"} if column.kind is Kind.PERSONS else {"", "year"}
    is_other_count = unit.is_known and unit.counts not in own
    if is_other_count or not unit.per <= {"person", "year"}:
        return True
    if column.kind in (Kind.MONEY, Kind.NUMBER):
        return _is_other_money(unit, column, currency)
    return unit.factor != 1 or bool(unit.currency)


def _is_other_money(unit: Unit, column: Column, currency: str) -> bool:
    is_per_person = "per_person" in column.key or column.key == _STANDARD_COST
    if "person" in unit.per and not is_per_person:
        return True
    own = read_unit(currency)
    is_other = bool(unit.currency and own.currency) and not is_same_currency(
        unit.currency, own.currency
    )
    names_money = bool(unit.currency) or unit.factor != 1
    return is_other or (names_money and unit.factor != own.factor)
