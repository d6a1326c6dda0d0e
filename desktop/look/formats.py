"""Figures in tables and charts: zero as a dash, the unit chosen once, the rest as sentences do.

And figures as people type them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from PySide6.QtCore import QDateTime, QLocale

from desktop.look.language import locale_of, say, shown_language
from models.typed_numbers import amount_in_words, may_be_two
from models.words.figures import MINUS, NO_BREAK, NOTHING, Figures, rounded_to
from models.words.text import Text, text

__all__ = ["MINUS", "NO_BREAK"]
ZERO = NOTHING
_LEAST_MONEY = 0.005
_GAP = re.compile(r"\d[\s\u00a0\u202f\u2009']+\d")
_GROUPED = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f\u2009']\d{3})+(?:[.,]\d+)?")
"""Blanks stand between groups of three digits; "1 00" is no number, but a slip."""
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009']")
_WRITTEN_IN = {
    QLocale.Language.French: "fr",
    QLocale.Language.Dutch: "nl",
    QLocale.Language.German: "de",
}


@dataclass(frozen=True)
class MoneyUnit:
    """The unit in which a table shows its amounts."""

    key: str
    factor: float
    decimals: int
    label: Text


CENT = MoneyUnit("cent", 1.0, 2, text("{currency}, two decimals"))
ONE = MoneyUnit("one", 1.0, 0, text("{currency}"))
THOUSAND = MoneyUnit("thousand", 1e3, 0, text("{currency} thousand"))
MILLION = MoneyUnit("million", 1e6, 1, text("{currency} million"))
MONEY_UNITS = (CENT, ONE, THOUSAND, MILLION)


def fitting_unit(amounts: Iterable[float]) -> MoneyUnit:
    """Return the unit in which the largest of the amounts has three to six digits."""
    return _unit_below(((1e4, CENT), (1e6, ONE), (1e9, THOUSAND)), amounts)


def coarse_unit(amounts: Iterable[float]) -> MoneyUnit:
    """Return the unit in which the largest amount has at most four digits, to be read from afar."""
    return _unit_below(((1e4, ONE), (1e7, THOUSAND)), amounts)


def _unit_below(limits: Sequence[tuple[float, MoneyUnit]], amounts: Iterable[float]) -> MoneyUnit:
    largest = max((abs(amount) for amount in amounts), default=0.0)
    return next((unit for limit, unit in limits if largest < limit), MILLION)


def unit_label(unit: MoneyUnit, currency: str) -> str:
    """Return the name of a unit: EUR, EUR to the cent, EUR thousand, EUR million."""
    return say(unit_said(unit, currency))


def unit_said(unit: MoneyUnit, currency: str) -> Text:
    """Return the name of a unit as a part of a sentence."""
    return unit.label.filled(currency=currency)


def reading_locale() -> QLocale:
    """Return how figures and dates are typed and shown: as in the language of the window."""
    return locale_of(shown_language().code)


@cache
def _figures(language: str) -> Figures:
    return Figures(language)


def language_of(locale: QLocale) -> str:
    """Return the language in which figures and dates are written where a locale holds."""
    return _WRITTEN_IN.get(locale.language(), "en")


def figures_of(locale: QLocale) -> Figures:
    """Return how figures are written where a locale holds."""
    return _figures(language_of(locale))


def number(value: float, locale: QLocale, decimals: int = 0) -> str:
    """Return a figure with so many decimals, grouped, its minus a true one."""
    return figures_of(locale).number(value, decimals)


def signed(value: float, locale: QLocale, decimals: int = 0) -> str:
    """Return a difference with its sign, a plus too."""
    return figures_of(locale).number(value, decimals, signed=True)


def figure(value: float, locale: QLocale, decimals: int = 0) -> str:
    """Return a figure for a table: what rounds to zero as a dash, unknown as blank."""
    if math.isnan(value):
        return ""
    return number(value, locale, decimals) if rounded_to(value, decimals) else ZERO


def with_plus(written: str, value: float) -> str:
    """Return a figure of a table with its plus; a minus it has, and a dash needs none."""
    return f"+{written}" if value > 0 and written != ZERO else written


def share(value: float, locale: QLocale) -> str:
    """Return a share for a table."""
    return figures_of(locale).share_in_table(value)


def money(amount: float, locale: QLocale, unit: MoneyUnit) -> str:
    """Return an amount for a table in the table's unit, without its name.

    What is too little to be seen in that unit is no dash, which means nothing: it reads "<0.1".
    """
    written = figure(amount / unit.factor, locale, unit.decimals)
    if written != ZERO or abs(amount) < _LEAST_MONEY:
        return written
    least = number(10.0**-unit.decimals, locale, unit.decimals)
    return f"<{least}" if amount > 0 else f"{MINUS}<{least}"


def exact(value: float, locale: QLocale, decimals: int = 2) -> str:
    """Return a figure in full, for a tooltip."""
    return number(value, locale, decimals)


def trimmed(value: float, locale: QLocale, most_decimals: int) -> str:
    """Return a grouped figure without needless zeros at its end."""
    return figures_of(locale).trimmed(value, most_decimals)


def plain(value: float, locale: QLocale) -> str:
    """Return the shortest text that reads back as the figure: the locale's point, no grouping."""
    ungrouped = QLocale(locale)
    ungrouped.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    shortest = QLocale.FloatingPointPrecisionOption.FloatingPointShortest
    return ungrouped.toString(float(value), "f", shortest.value)


def typed_number(text: str, locale: QLocale) -> float | None:
    """Return the number that a text is in the locale, percent included; None: not a number.

    A text that could be two numbers (1.234 where the comma is the decimal sign) is none.
    """
    if _GAP.search(text) and not _GROUPED.fullmatch(text.strip(" +-−%\u00a0\u202f\u2009")):
        return None
    bare = _BLANKS.sub("", text).replace("−", "-")
    percent = bare.endswith("%")
    bare = bare.removesuffix("%")
    value, understood = locale.toDouble(bare)
    if not understood and not may_be_two(bare):
        value, understood = QLocale.c().toDouble(bare)
    if not understood or not math.isfinite(value):
        return None
    return value / 100 if percent else value


def typed_amount(text: str, locale: QLocale, currency: str) -> float | None:
    """Return the amount that a text is, in digits or as people say it ("10 million", "€500k").

    Args:
        text: what is typed.
        locale: where it is typed.
        currency: of the case.
    """
    plain = typed_number(text, locale)
    if plain is not None:
        return plain
    language = language_of(locale)
    return amount_in_words(text, lambda it: typed_number(it, locale), currency, language)


def moment(when: datetime, locale: QLocale) -> str:
    """Return a moment by the clock of this place."""
    here = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return locale.toString(here, QLocale.FormatType.ShortFormat)
