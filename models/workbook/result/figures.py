"""Figures in sentences, and the one unit of the first page."""

from __future__ import annotations

from dataclasses import dataclass

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
    """The unit of a page: 1, a thousand or a million, one decimal where it is not 1."""

    size: float
    decimals: int
    currency: str

    @property
    def look(self) -> str:
        """The number format: a true minus, nothing as a dash; the cell keeps the whole amount."""
        zeros = f".{'0' * self.decimals}" if self.decimals else ""
        return dashed(f"#,##0{zeros}{_SCALES[self.size]}")

    @property
    def name(self) -> str:
        """The unit in words."""
        return texts.UNITS[self.size].format(currency=self.currency)

    def written(self, amount: float) -> str:
        """Write an amount with the unit."""
        return f"{self.number(amount)} {self.name}"

    def number(self, amount: float) -> str:
        """Write an amount without the unit; one that would read as nothing as less than a step."""
        written = f"{amount / self.size:,.{self.decimals}f}"
        if amount > 0 and not float(written.replace(",", "")):
            return texts.LESS_THAN.format(least=f"{10.0**-self.decimals:.{self.decimals}f}")
        return written


def unit_of(result: Result) -> Unit:
    """Choose the unit by the largest payer."""
    currency = result.split.currency
    largest = max((line.paid for line in result.split.payers), default=0.0)
    size = next((size for size in _SCALES if largest >= 10 * size), 1.0)
    if size == 1.0:
        return Unit(size, 2 if result.split.rounding < 1 else 0, currency)
    return Unit(size, 1, currency)
