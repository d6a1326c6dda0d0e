"""The year from which what a payer pays has come back to it for good (2-method 2.3 and 2.5)."""

from __future__ import annotations

from models.workbook.result.context import Result


def balances(result: Result, payer: str) -> list[tuple[int, float, float, float]]:
    """Return for each year what a payer pays, what it gains, and the balance to date.

    What is paid is money of its year; gain and balance are discounted to the base year. The
    balance is later benefit less all that the payer pays, what is left with it as host included.
    """
    paid = result.paid_by_year.get(payer, {})
    gained = result.gained_by_year.get(payer, {})
    balance, rows = 0.0, []
    for year in sorted({*paid, *gained}):
        amount, gain = paid.get(year, 0.0), gained.get(year, 0.0)
        balance += gain - result.discounted(amount, year)
        rows.append((year, amount, gain, balance))
    return rows


def pays_back_from(result: Result, payer: str) -> int | None:
    """Return the first year from which the balance stays above zero; None: it never does.

    What it gains before it pays anything pays nothing back: the year is that of the first payment
    at the earliest, and there is none where it never pays.
    """
    first = first_payment(result, payer)
    if first is None or not result.gained_by_year.get(payer):
        return None
    since: int | None = None
    for year, _, _, balance in balances(result, payer):
        if balance <= result.split.rounding / 2:
            since = None
        elif since is None:
            since = year
    return None if since is None else max(since, first)


def first_payment(result: Result, payer: str) -> int | None:
    """Return the first year in which a payer pays; None where it pays nothing."""
    years = (year for year, paid in result.paid_by_year.get(payer, {}).items() if paid > 0)
    return min(years, default=None)


def is_measured(result: Result) -> bool:
    """Say whether the split knows in which year later benefits fall, or that there are none."""
    payers = result.split.payers
    return any(line.benefits for line in payers) or not any(line.later_benefit for line in payers)
