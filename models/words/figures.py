"""How figures are written, everywhere: one set of rules, with the marks of each language.

- Thousands are grouped, a minus is a true one, halves go away from zero.
- A share in a sentence has whole percents; one decimal below ten percent and near all. What is
  not nothing is "less than 0.1 %", what is not all "more than 99.9 %". In a table all shares have
  one decimal, a dash for nothing, "<0.1 %" and ">99.9 %".
- A factor that a product follows has as many digits as the product takes (`sums.py`).
- Money has the decimals of payments; in short it has three digits and its million.
- Persons have one decimal where they are not whole.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

MINUS = "−"
NO_BREAK = "\u00a0"
NOTHING = "–"
"""What stands in a table for zero."""
ROUNDED_OFF = 1e-9
"""What a share may lack of nothing or all by sums of floating-point numbers alone."""
_MILLION, _BILLION = 1e6, 1e9
_LARGEST = 1e15
"""From here on a figure has no decimals that could be known."""
FINEST = 9
"""The most decimals of money that somebody wrote."""
_PLACES = {"en": "en_IE", "fr": "fr_BE", "nl": "nl_BE", "de": "de_BE"}
"""Whose habits hold for each language: Belgium's, and those of the Union in English."""


class Figures:
    """Writes figures in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._place = _PLACES[language]

    @cached_property
    def marks(self) -> tuple[str, str]:
        """The mark between thousands, and the one before decimals."""
        from babel import Locale  # noqa: PLC0415  # 30 ms that no start needs

        symbols = Locale.parse(self._place).number_symbols["latn"]
        return str(symbols["group"]), str(symbols["decimal"])

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """Write a figure with so many decimals, its thousands grouped."""
        if not math.isfinite(value):
            return str(value)
        rounded = rounded_to(value, decimals)
        written = f"{abs(rounded):,.{decimals}f}"
        group, point = self.marks
        if (group, point) != (",", "."):
            written = written.replace(".", "\0").replace(",", group).replace("\0", point)
        sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
        return sign + written

    def trimmed(self, value: float, most: int, *, signed: bool = False) -> str:
        """Write a figure with as many decimals as it has, at most so many."""
        return self.number(value, decimals_of(value, most), signed=signed)

    def exact(self, value: float, *, grouped: bool = True) -> str:
        """Write a figure with all the digits that a cell shows of it."""
        if not abs(value) < _LARGEST:  # such as 1e+300
            return f"{value:.15g}".replace(".", self.marks[1]).replace("-", MINUS)
        from decimal import Decimal  # noqa: PLC0415  # the first window needs none

        digits = -Decimal(f"{value:.15g}").normalize().as_tuple().exponent  # type: ignore[operator]
        written = self.number(value, max(0, digits))
        return written if grouped else written.replace(self.marks[0], "")

    def percent(self, fraction: float, decimals: int = 0) -> str:
        """Write a fraction as percent with so many decimals."""
        return f"{self.number(100 * fraction, decimals)}{NO_BREAK}%"

    def share_in_table(self, fraction: float) -> str:
        """Write a share as those above and below it: one decimal, a dash for nothing."""
        if abs(fraction) < ROUNDED_OFF:
            return NOTHING
        if share_decimals(fraction) is not None:
            return self.percent(fraction, 1)
        sign = MINUS if fraction < 0 else ""
        if abs(fraction) < 0.5:
            return f"{sign}<{self.percent(0.001, 1)}"
        return f"{sign}>{self.percent(0.999, 1)}"

    def chosen_percent(self, fraction: float) -> str:
        """Write a fraction that somebody chose as percent, with all the digits it has."""
        return f"{self.trimmed(100 * fraction, 6)}{NO_BREAK}%"

    def day(self, day: date) -> str:
        """Write a date in full: 3 November 2026."""
        from babel.dates import format_date  # noqa: PLC0415  # as above

        written = str(format_date(day, "long", self._place))
        return f"1er{written[1:]}" if self.language == "fr" and day.day == 1 else written


def rounded_to(value: float, decimals: int) -> Decimal:  # D99
    """Round a figure as people do: halves away from zero, of its decimal digits."""
    from decimal import ROUND_HALF_UP, Decimal  # noqa: PLC0415  # the first window needs none

    if abs(value) >= _LARGEST:
        return Decimal(f"{value:.15g}")
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(f"{value:.15g}").quantize(step, ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def rounded(value: float, decimals: int = 0) -> float:
    """Round a figure that is shown as people do, as a number again."""
    return float(rounded_to(value, decimals)) if math.isfinite(value) else value


def significant(value: float, digits: int) -> float:
    """Round a figure that is shown to so many digits, wherever its first one stands."""
    if not value or not math.isfinite(value):
        return value
    return rounded(value, digits - 1 - math.floor(math.log10(abs(value))))


def decimals_of(value: float, most: int) -> int:
    """Return how many decimals a value really has, at most so many."""
    written = f"{rounded_to(abs(value), most):f}" if most else ""
    return len(written.rstrip("0").partition(".")[2])


def money_decimals(amount: float, rounding: float | None) -> int:
    """Return the decimals of money: those of payments, or cents where there are any."""
    if rounding is None:
        return 2 if decimals_of(amount, 2) else 0
    return 2 if rounding < 1 else 0


def share_decimals(fraction: float) -> int | None:
    """Return the decimals of a share as percent; None where it is too near nothing or all."""
    size = abs(fraction)
    if 0 < size < 0.0005 or 0.9995 <= size < 1 - ROUNDED_OFF:
        return None
    return 1 if 0 < size < 0.0995 or 0.995 <= size < 1 - ROUNDED_OFF else 0


def brief_digits(amount: float) -> tuple[float, Decimal]:
    """Return what is read of an amount in short: its scale and its digits."""
    factor, decimals = brief_scale(amount)
    return factor, rounded_to(amount / factor, decimals)


def brief_scale(amount: float) -> tuple[float, int]:
    """Return by what an amount is divided in short, 1, a million or a billion, and its decimals."""
    size = abs(amount)
    if rounded(size) < _MILLION:
        return 1.0, 2 if decimals_of(size, 2) else 0
    shown = significant(size, 3)
    factor = _BILLION if shown >= _BILLION else _MILLION
    return factor, max(0, 3 - len(str(int(shown / factor))))
