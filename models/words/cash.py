"""What payers pay and gain year by year, and when they have back what they paid, in words."""

from __future__ import annotations

from math import fsum

from models.results.cash import Cash, CashYear
from models.results.figure_rows import FigureCell, FigureColumn, FigureRow, FigureSheet
from models.results.split import Split
from models.words.names import Terms
from models.words.payers import EXISTING
from models.words.text import Argument, Text, joined, text

ALL_TOGETHER = text("All together")
NOT_MEASURED = text(
    "In which years later benefits come is not known of this split, so that there is no balance."
)
PAID, LATER_BENEFIT = text("Payments"), text("Later benefit")
_NEVER_SHORT = text("It is never below zero.")
_PAYS_NOTHING = text("It pays nothing.")
_NOT_WITHIN = text("Not within the years counted.")


def cash_sentence(cash: Cash, terms: Terms) -> Text:
    """Say how much all payers together are short, and when they have it back.

    Args:
        cash: of all together.
        terms: what things are called.
    """
    if cash.first_payment is None:
        return text("Nobody pays anything, so that nothing has to be paid back.")
    if cash.deepest is None:
        return text("All payers together gain in no year less than they have paid until then.")
    said = (
        text(
            "All payers together are {amount} short at most, in {year}; within the years counted "
            "it is not paid back."
        )
        if cash.pays_back_from is None
        else text(
            "All payers together are {amount} short at most, in {year}; from {back} on it is paid "
            "back."
        )
    )
    return said.filled(
        amount=terms.brief(-cash.deepest.balance),
        year=cash.deepest.year,
        back=cash.pays_back_from or 0,
    )


def cash_finding(payer: Argument, cash: Cash, terms: Terms) -> Text:
    """Say the same of one payer, or of all together, over its bars."""
    if cash.first_payment is None:
        return text("{payer} pays nothing", payer=payer)
    if cash.deepest is None:
        return text("{payer}: in no year is less gained than was paid until then", payer=payer)
    said = (
        text("{payer}: {amount} short at most, in {year}; not paid back within the years counted")
        if cash.pays_back_from is None
        else text("{payer}: {amount} short at most, in {year}; paid back from {back} on")
    )
    return said.filled(
        payer=payer,
        amount=terms.brief(-cash.deepest.balance),
        year=cash.deepest.year,
        back=cash.pays_back_from or 0,
    )


def cash_unit(unit: Argument, base_year: int | None) -> Text:
    """Say in what the bars of the years are drawn, and what is written beside them."""
    said = text("{unit}; left: paid, right: later benefit; the figure: balance to date")
    if base_year is not None:
        said = text(
            "{unit} of {year}, discounted; left: paid, right: later benefit; the figure: balance "
            "to date"
        )
    return said.filled(unit=unit, year=base_year or 0)


def cash_of_year(payer: Argument, one: CashYear, terms: Terms) -> Text:
    """Say what a payer pays and gains in a year."""
    said = text("{payer}, {year}: pays {paid}, gains {gained}; balance to date {balance}.")
    if one.existing:
        said = text(
            "{payer}, {year}: pays {paid}, and {existing} already under other laws, gains "
            "{gained}; balance to date {balance}."
        )
    return said.filled(
        payer=payer,
        year=one.year,
        paid=terms.money(one.paid),
        existing=terms.money(one.existing),
        gained=terms.money(one.gained),
        balance=terms.money(one.balance),
    )


def cash_note(split: Split) -> Argument:
    """Say what is in a balance, and in the money of which year amounts are."""
    base = split.base_year
    return joined(
        None if base is None else text("All amounts are discounted to {year}.", year=base),
        text("The balance is later benefit less what is paid, year after year."),
        text("Existing payments flow under other laws anyway, and are in no balance.")
        if "existing" in split.uses
        else None,
    )


def cash_sheet(
    by_payer: dict[str, Cash], together: Cash, split: Split, terms: Terms
) -> FigureSheet:
    """Return what each payer pays and gains, how deep it is and when it has that back."""
    has_existing = "existing" in split.uses
    columns = (
        FigureColumn(PAID, "money", text("What is left with it as host is counted in.")),
        *((FigureColumn(EXISTING, "money"),) if has_existing else ()),
        FigureColumn(LATER_BENEFIT, "money"),
        FigureColumn(text("Balance at the end"), "change"),
        FigureColumn(text("Deepest balance"), "change"),
        FigureColumn(text("in the year"), "year"),
        FigureColumn(
            text("Paid back from"),
            "year",
            text("The first year from which the balance stays above zero."),
        ),
    )
    rows = [
        FigureRow(terms.territory(payer), _cells(cash, has_existing), payer)
        for payer, cash in by_payer.items()
    ]
    return FigureSheet(columns, (*rows, FigureRow(ALL_TOGETHER, _cells(together, has_existing))))


def _cells(cash: Cash, has_existing: bool) -> tuple[FigureCell, ...]:
    years, deepest = cash.years, cash.deepest
    back: Argument = _PAYS_NOTHING if cash.first_payment is None else _NOT_WITHIN
    existing = FigureCell(fsum(one.existing for one in years))
    return (
        FigureCell(fsum(one.paid for one in years)),
        *((existing,) if has_existing else ()),
        FigureCell(fsum(one.gained for one in years)),
        FigureCell(cash.end),
        FigureCell(0.0 if deepest is None else deepest.balance),
        FigureCell(*((None, _NEVER_SHORT) if deepest is None else (deepest.year,))),
        FigureCell(*((None, back) if cash.pays_back_from is None else (cash.pays_back_from,))),
    )
