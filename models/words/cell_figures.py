"""How figures look in the cells of a workbook, and the one unit in which a page writes amounts."""

from __future__ import annotations

from dataclasses import dataclass

from models.words.figures import FINEST, decimals_of, rounded_to
from models.words.language import ENGLISH, Language
from models.words.text import Argument, Number, text

YEAR = "0"
PERCENT = "0.0%"
_BURDENS = {"benefit": PERCENT, "fiscal_capacity": "0.0000%", "population": "#,##0.00"}


def burden_look(basis: str) -> str:
    """Return how a burden looks: a percentage, or money for each inhabitant."""
    return _BURDENS[basis]


def dashed(number: str) -> str:
    """Return a number format with a true minus, and a dash for nothing."""
    return f"{number};−{number};–"


def money_format(rounding: float) -> str:
    """Return how money is shown that is rounded to this unit: with all of its decimals."""
    decimals = decimals_of(rounding, FINEST)
    return f"#,##0.{'0' * max(2, decimals)}" if decimals else "#,##0"


_SCALES = {1e6: ",,", 1e3: ",", 1.0: ""}


@dataclass(frozen=True)
class PageUnit:
    """The unit of a page: 1, a thousand or a million, one decimal where it is not 1.

    Attributes:
        size: the amount that is one.
        decimals: how many decimals its figures have, all of them alike.
        currency: of its amounts.
        rounding: the unit of payments: less than half of it is a sum's rounding error.
        spoken: the language of the page.
    """

    size: float
    decimals: int
    currency: str
    rounding: float = 0.01
    spoken: Language = ENGLISH

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
        small = self.spoken.say(self._least)
        return f'[<{nothing:.12g}]"–";[<{least:.12g}]"{small}";{self.digits}'

    @property
    def digits(self) -> str:
        """The number format of the digits alone."""
        zeros = f".{'0' * self.decimals}" if self.decimals else ""
        return f"#,##0{zeros}{_SCALES[self.size]}"

    @property
    def name(self) -> Argument:
        """The unit in words."""
        if self.size == 1.0:
            return self.currency
        names = {1e3: text("thousand {currency}"), 1e6: text("million {currency}")}
        return names[self.size].filled(currency=self.currency)

    def written(self, amount: float) -> Argument:
        """Write an amount with the unit, as money is written everywhere."""
        patterns = {
            1.0: text("{currency} {number}"),
            1e3: text("{currency} {number} thousand"),
            1e6: text("{currency} {number} million"),
        }
        pattern = patterns[self.size]
        return pattern.filled(currency=self.currency, number=self.number(amount))

    def number(self, amount: float) -> Argument:
        """Write an amount without the unit, as a table of the unit shows it.

        One that would read as nothing is less than a step, and halves go up, as in Excel.
        """
        scaled = amount / self.size
        if amount > 0 and not rounded_to(scaled, self.decimals):
            return self._least
        return Number(scaled, self.decimals, padded=True)

    @property
    def _least(self) -> Argument:
        """What is said of an amount that is too small for the digits of the unit."""
        return text("<{least}", least=Number(10.0**-self.decimals, self.decimals))


def unit_for(
    largest: float,
    currency: str,
    rounding: float,
    *,
    least: float | None = None,
    spoken: Language = ENGLISH,
) -> PageUnit:
    """Choose the unit of a page by its largest amount.

    `rounding` is the unit of payments; `least` the finest one where the page has several.
    """
    size = next((size for size in _SCALES if largest >= 10 * size), 1.0)
    decimals = 1 if size > 1 else 2 if rounding < 1 else 0
    return PageUnit(size, decimals, currency, rounding if least is None else least, spoken)
