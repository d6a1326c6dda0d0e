"""Figures in sentences, and the one unit of the first page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from models.workbook.result import texts
from models.workbook.result.context import Result
from models.workbook.result.looks import dashed

_SCALES = {1e6: ",,", 1e3: ",", 1.0: ""}
_NOISE = 1e-9
"""What a share may lack of all by sums of floating-point numbers alone."""


def exact_money(amount: float, rounding: float) -> str:
    """Write money to its unit, thousands grouped."""
    return f"{amount:,.2f}" if rounding < 1 else f"{amount:,.0f}"


def money_as_written(amount: float, rounding: float) -> str:
    """Write money to its unit; with all its digits where somebody wrote it finer than that."""
    shown = exact_money(amount, rounding)
    return shown if float(shown.replace(",", "")) == amount else f"{amount:,}"


def percent(share: float) -> str:
    """Write a share in whole percent; with a decimal below ten percent and close to all.

    What is not nothing is never called nothing, and what is not all never all.
    """
    if 0 < share < 0.0005:
        return texts.LESS_THAN.format(least="0.1 %")
    if 0.9995 <= share < 1 - _NOISE:
        return texts.MORE_THAN.format(most="99.9 %")
    digits = 1 if 0 < share < 0.0995 or 0.995 <= share < 1 - _NOISE else 0
    return f"{100 * share:,.{digits}f} %"


@dataclass(frozen=True)
class Unit:
    """The unit of a page: 1, a thousand or a million, one decimal where it is not 1.

    `rounding` is the unit of payments: less than half of it is a sum's rounding error.
    """

    size: float
    decimals: int
    currency: str
    rounding: float = 0.01

    @property
    def look(self) -> str:
        """The number format: a true minus, nothing as a dash; the cell keeps the whole amount."""
        return dashed(self.digits)

    def look_of(self, amount: float) -> str:
        """The number format in which an amount reads as `number` writes it.

        One that is too small for the digits says so, and is a dash where it becomes nothing.
        """
        nothing, least = self.rounding / 2, self.size * 10.0**-self.decimals / 2
        if not nothing <= amount < least:
            return self.look
        return f'[<{nothing:.12g}]"–";[<{least:.12g}]"{self._least}";{self.digits}'

    @property
    def digits(self) -> str:
        """The number format of the digits alone."""
        zeros = f".{'0' * self.decimals}" if self.decimals else ""
        return f"#,##0{zeros}{_SCALES[self.size]}"

    @property
    def name(self) -> str:
        """The unit in words."""
        return texts.UNITS[self.size].format(currency=self.currency)

    def written(self, amount: float) -> str:
        """Write an amount with the unit."""
        return f"{self.number(amount)} {self.name}"

    def number(self, amount: float) -> str:
        """Write an amount without the unit, as a table of the unit shows it.

        One that would read as nothing is less than a step, and halves go up, as in Excel.
        """
        step = Decimal(1).scaleb(-self.decimals)
        scaled = Decimal(f"{amount:.15g}") / Decimal(self.size)
        written = scaled.quantize(step, ROUND_HALF_UP)
        return self._least if amount > 0 and not written else f"{written:,}"

    @property
    def _least(self) -> str:
        """What is said of an amount that is too small for the digits of the unit."""
        return f"<{10.0**-self.decimals:.{self.decimals}f}"


def unit_of(result: Result) -> Unit:
    """Choose the unit by the largest payer."""
    currency, rounding = result.split.currency, result.split.rounding
    largest = max((line.paid for line in result.split.payers), default=0.0)
    size = next((size for size in _SCALES if largest >= 10 * size), 1.0)
    if size == 1.0:
        return Unit(size, 2 if rounding < 1 else 0, currency, rounding)
    return Unit(size, 1, currency, rounding)
