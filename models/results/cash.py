"""What each payer pays and gains year by year, and when it has back what it paid (2-method 2.5).

The balance is discounted later benefit less all that a payer pays, what is left with it as host
included. What it pays already under other laws stands beside it and is in no balance: that flows
with this split and without it (D74).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.results.split import Split

Years = Mapping[int, float]


@dataclass(frozen=True)
class CashYear:
    """One year of a payer.

    Attributes:
        amount: what it pays, in money of the year.
        paid, existing, gained: what it pays, what it pays already and what it gains, discounted.
        balance: all that is gained so far less all that is paid.
    """

    year: int
    amount: float
    paid: float
    existing: float
    gained: float
    balance: float


@dataclass(frozen=True)
class Cash:
    """The years of a payer, or of some together.

    Attributes:
        years: those in which anything is paid or gained, in order.
        least: the money up to which a balance is none.
    """

    years: tuple[CashYear, ...]
    least: float

    @cached_property
    def first_payment(self) -> int | None:
        """The first year in which something is paid; None: nothing ever is."""
        return next((one.year for one in self.years if one.amount > 0), None)

    @cached_property
    def pays_back_from(self) -> int | None:
        """The first year from which the balance stays above zero; None: it never does.

        What is gained before anything is paid pays nothing back: the year is that of the first
        payment at the earliest, and there is none where nothing is paid or gained.
        """
        if self.first_payment is None or not any(one.gained for one in self.years):
            return None
        since: int | None = None
        for one in self.years:
            if one.balance <= self.least:
                since = None
            elif since is None:
                since = one.year
        return None if since is None else max(since, self.first_payment)

    @cached_property
    def deepest(self) -> CashYear | None:
        """The year in which the balance is lowest; None where it is never below zero."""
        lowest = min(self.years, key=lambda one: (one.balance, one.year), default=None)
        return None if lowest is None or lowest.balance >= -self.least else lowest

    @property
    def end(self) -> float:
        """The balance at the end of all years."""
        return self.years[-1].balance if self.years else 0.0


def cash_of(split: Split, rate: float) -> dict[str, Cash]:
    """Return the years of each payer.

    Args:
        split: the split.
        rate: the discount rate of its scenario.
    """
    paid = paid_in_years(split)
    return {
        line.payer: _cash(
            split, rate, paid.get(line.payer, {}), dict(line.existing_by_year), dict(line.benefits)
        )
        for line in split.payers
    }


def cash_together(split: Split, rate: float) -> Cash:
    """Return the years of all payers together."""
    lines = split.payers
    return _cash(
        split,
        rate,
        _added(years.items() for years in paid_in_years(split).values()),
        _added(line.existing_by_year for line in lines),
        _added(line.benefits for line in lines),
    )


def paid_in_years(split: Split) -> Mapping[str, Years]:
    """Return what each payer pays in each year, host residual included, not discounted."""
    paid: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for line in split.payments:
        paid[line.payer][line.year] += line.amount
    return paid


def is_measured(split: Split) -> bool:
    """Say whether the split knows in which year later benefits fall, or that there are none."""
    payers = split.payers
    return any(line.benefits for line in payers) or not any(line.later_benefit for line in payers)


def _added(lines: Iterable[Iterable[tuple[int, float]]]) -> dict[int, float]:
    sums: dict[int, float] = defaultdict(float)
    for line in lines:
        for year, amount in line:
            sums[year] += amount
    return sums


def _cash(split: Split, rate: float, paid: Years, existing: Years, gained: Years) -> Cash:
    def discounted(amount: float, year: int) -> float:
        base = split.base_year
        return amount if base is None else amount * (1 + rate) ** (base - year)

    balance, years = 0.0, []
    for year in sorted({*paid, *existing, *gained}):
        amount, gain = paid.get(year, 0.0), gained.get(year, 0.0)
        spent = discounted(amount, year)
        balance += gain - spent
        already = discounted(existing.get(year, 0.0), year)
        years.append(CashYear(year, amount, spent, already, gain, balance))
    return Cash(tuple(years), split.rounding / 2)
