"""Figures for people: grouped by locale, a true minus, zero as a dash, the unit chosen once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

ZERO = "–"
MINUS = "−"
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class MoneyUnit:
    """The unit in which a table shows its amounts."""

    key: str
    factor: float
    decimals: int


CENT = MoneyUnit("cent", 1.0, 2)
ONE = MoneyUnit("one", 1.0, 0)
THOUSAND = MoneyUnit("thousand", 1e3, 0)
MILLION = MoneyUnit("million", 1e6, 1)
MONEY_UNITS = (CENT, ONE, THOUSAND, MILLION)


def fitting_unit(amounts: Iterable[float]) -> MoneyUnit:
    """Return the unit in which the largest of the amounts has three to six digits."""
    largest = max((abs(amount) for amount in amounts), default=0.0)
    if largest < 1e4:
        return CENT
    if largest < 1e6:
        return ONE
    return THOUSAND if largest < 1e9 else MILLION


def coarse_unit(amounts: Iterable[float]) -> MoneyUnit:
    """Return the unit in which the largest amount has at most four digits, to be read from afar."""
    largest = max((abs(amount) for amount in amounts), default=0.0)
    if largest < 1e4:
        return ONE
    return THOUSAND if largest < 1e7 else MILLION


def unit_label(unit: MoneyUnit, currency: str) -> str:
    """Return the name of a unit: EUR, EUR to the cent, EUR thousand, EUR million."""
    patterns = {
        "cent": QCoreApplication.translate("Formats", "{currency}, two decimals"),
        "one": QCoreApplication.translate("Formats", "{currency}"),
        "thousand": QCoreApplication.translate("Formats", "{currency} thousand"),
        "million": QCoreApplication.translate("Formats", "{currency} million"),
    }
    return patterns[unit.key].format(currency=currency)


def reading_locale() -> QLocale:
    """Return the locale in which figures are shown: the system's, or else a European one."""
    system = QLocale.system()
    if system.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.Europe)
    return system


def number(value: float, locale: QLocale, decimals: int = 0) -> str:
    """Return a figure with so many decimals, grouped, its minus a true one."""
    rounded = round(abs(value), decimals)
    text = locale.toString(float(rounded), "f", decimals)
    return f"{MINUS}{text}" if value < 0 and rounded != 0 else text


def signed(value: float, locale: QLocale, decimals: int = 0) -> str:
    """Return a difference with its sign, a plus too."""
    return f"{'+' if value > 0 else ''}{number(value, locale, decimals)}"


def figure(value: float, locale: QLocale, decimals: int = 0) -> str:
    """Return a figure for a table: what rounds to zero as a dash, unknown as blank."""
    if math.isnan(value):
        return ""
    return ZERO if round(abs(value), decimals) == 0 else number(value, locale, decimals)


def with_plus(text: str, value: float) -> str:
    """Return a figure of a table with its plus; a minus it has, and a dash needs none."""
    return f"+{text}" if value > 0 and text != ZERO else text


def share(value: float, locale: QLocale, decimals: int = 1) -> str:
    """Return a share for a table as percent: what rounds to zero as a dash."""
    rounds_to_zero = round(abs(value) * 100, decimals) == 0
    return ZERO if rounds_to_zero else percent(value, locale, decimals)


def money(amount: float, locale: QLocale, unit: MoneyUnit) -> str:
    """Return an amount for a table in the table's unit, without its name."""
    return figure(amount / unit.factor, locale, unit.decimals)


def exact(value: float, locale: QLocale, decimals: int = 2) -> str:
    """Return a figure in full, for a tooltip."""
    return number(value, locale, decimals)


def trimmed(value: float, locale: QLocale, most_decimals: int) -> str:
    """Return a grouped figure without needless zeros at its end."""
    return number(value, locale, decimals_of(value, most_decimals))


def plain(value: float, locale: QLocale) -> str:
    """Return the shortest text that reads back as the figure: the locale's point, no grouping."""
    ungrouped = QLocale(locale)
    ungrouped.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    shortest = QLocale.FloatingPointPrecisionOption.FloatingPointShortest
    return ungrouped.toString(float(value), "f", shortest.value)


def decimals_of(value: float, most: int) -> int:
    """Return how many decimals a value really has, at most so many."""
    text = f"{abs(value):.{most}f}" if most else ""
    return len(text.rstrip("0").partition(".")[2])


def percent(share: float, locale: QLocale, decimals: int = 0) -> str:
    """Return a share as percent."""
    return f"{number(share * 100, locale, decimals)}{NO_BREAK}%"


def exact_percent(share: float, locale: QLocale) -> str:
    """Return a share as percent with as many decimals as it has."""
    return f"{trimmed(share * 100, locale, 6)}{NO_BREAK}%"


def percent_in_words(share: float, locale: QLocale) -> str:
    """Return a share as percent that never says all or nothing when it is not."""
    if 0 < share < 0.01:
        return QCoreApplication.translate("Formats", "less than {share}").format(
            share=percent(0.01, locale)
        )
    if 0.99 < share < 1:
        return QCoreApplication.translate("Formats", "more than {share}").format(
            share=percent(0.99, locale)
        )
    return percent(share, locale)


def money_in_words(amount: float, currency: str, locale: QLocale) -> str:
    """Return an amount as a sentence names it: EUR 412 million."""
    patterns = (
        (1e9, QCoreApplication.translate("Formats", "{currency} {number} billion")),
        (1e6, QCoreApplication.translate("Formats", "{currency} {number} million")),
        (0.0, QCoreApplication.translate("Formats", "{currency} {number}")),
    )
    factor, pattern = next(p for p in patterns if round(abs(amount)) >= p[0])
    value = amount / factor if factor else amount
    decimals = max(0, 3 - len(str(int(abs(value))))) if factor else decimals_of(value, 2) and 2
    text = pattern.format(currency=currency, number=number(value, locale, decimals))
    return text.replace(" ", NO_BREAK)


def counted(one: str, many: str, count: int, locale: QLocale | None = None) -> str:
    """Return a number of things in words; the four languages all have these two forms."""
    shown = number(count, locale) if locale else str(count)
    return (one if count == 1 else many).format(count=shown)


def listed(parts: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c" in the language of the window, not of the figures."""
    if len(parts) < 2:
        return "".join(parts)
    text = QCoreApplication.translate("Formats", "{first} and {last}")
    return text.format(first=", ".join(parts[:-1]), last=parts[-1])
