"""What a payer pays, gains and bears, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from math import fsum

from models.names import Names
from models.results.matrix import paid_by_year
from models.results.split import PayerLine, Split
from models.words.figures import NOTHING, decimals_of, significant
from models.words.names import BasisOf, Terms
from models.words.paragraph import Paragraph, figure_line, sum_line, summed
from models.words.text import Argument, Linked, Money, Number, Percent, Share, Text, counted, text

IN_ALL = text("In all")


def paid_by_year_of(payer: Argument, unit: Argument) -> Text:
    """Name a row of what a payer pays in each year, in a unit of money."""
    return text("{payer}: paid by year, {unit}", payer=payer, unit=unit)


def years_paid(split: Split, payers: Collection[str]) -> tuple[tuple[Argument, Argument], ...]:
    """Return what some payers pay together in each year and in all, exact, in money of the split.

    All figures have the same decimals; a year in which nothing is paid has a dash. Of one year, or
    where nothing is paid in any, there is nothing to set out.
    """
    paid = paid_by_year(split, payers)
    in_all = fsum(paid.values())
    if len(paid) <= 1 or not in_all:
        return ()
    decimals = 2 if any(decimals_of(amount, 2) for amount in paid.values()) else 0

    def figure(amount: float) -> Argument:
        return Number(amount, decimals, padded=True) if amount else NOTHING

    years = ((year, figure(amount)) for year, amount in paid.items())
    return (*years, (IN_ALL, figure(in_all)))


def why_in_all(line: PayerLine, terms: Terms) -> Text:
    """Name the question of why a payer pays what it pays in all."""
    return text(
        "Why {payer} pays {amount} in all",
        payer=terms.territory(line.payer),
        amount=terms.money(line.paid),
    )


def pays_otherwise(payer: Argument, change: float, amount: Argument) -> Text:
    """Say who pays how much more, or where the change is below zero less."""
    said = text("{payer} pays {amount} more") if change > 0 else text("{payer} pays {amount} less")
    return said.filled(payer=payer, amount=amount)


def largest_changes(
    changes: Iterable[tuple[str, float]],
    most: int,
    names: Names,
    write: Callable[[float], Argument],
) -> list[Text]:
    """Say who pays how much more or less, the largest changes first.

    Args:
        changes: of each payer (by key).
        most: how many are named; the others are counted.
        names: the names of their case.
        write: writes amounts.
    """
    ordered = sorted(changes, key=lambda change: -abs(change[1]))
    said = [pays_otherwise(names.territory(key), by, write(abs(by))) for key, by in ordered[:most]]
    if others := len(ordered[most:]):
        said.append(
            counted("{count} other changes by less", "{count} others change by less", others)
        )
    return said


def unfunded_otherwise(change: float, amount: Argument) -> Text:
    """Say how much more stays unfunded, or where the change is below zero less."""
    if change > 0:
        return text("{amount} more stays unfunded", amount=amount)
    return text("{amount} less stays unfunded", amount=amount)


def with_gap(finding: Text, change: float, amount: Argument) -> Text:
    """Add how much more or less stays unfunded; where that is the same, the finding says enough."""
    if not change:
        return finding
    unfunded = unfunded_otherwise(change, amount)
    return text("{finding}; {unfunded}", finding=finding, unfunded=unfunded)


def in_all(line: PayerLine, split: Split, basis: str, terms: Terms) -> tuple[Text, ...]:
    """Say what a payer pays and gains in all, and what burden that is to it.

    Args:
        basis: what burdens are measured by.
    """
    sums = text(
        "{payer} pays {own} for programmes that it answers for and {others} for those of others. "
        "Others pay {received} for its own.",
        payer=terms.territory(line.payer),
        own=terms.money(line.own),
        others=terms.money(line.others),
        received=terms.money(line.received),
    )
    left = fsum(one.host_residual for one in split.payments_of((line.payer,)))
    residual = left_with(line.payer, left, terms) if left else None
    burden = _burden(line, basis, terms)
    counted_in = EXISTING_COUNT if burden and "existing" in split.uses else None
    already = pays_already(line, terms)
    said = (sums, residual, already, gains_later(line, split, terms), burden, counted_in)
    return tuple(one for one in said if one is not None)


def statement(line: PayerLine, split: Split, basis: str, terms: Terms) -> list[Paragraph]:
    """List what a payer pays, receives and gains in all, and what burden that is to it.

    Args:
        basis: what burdens are measured by.
    """
    write = terms.column((line.own, line.others, line.received, line.existing, line.later_benefit))
    gains = text("Later benefit of all programmes")
    if split.base_year is not None:
        gains = text("Later benefit of all programmes, in money of {year}", year=split.base_year)
    paid = [
        figure_line(text("For programmes that it answers for"), write(line.own)),
        figure_line(text("For programmes of others"), write(line.others)),
    ]
    lines = [
        *summed(paid, sum_line(text("Paid in all"), write(line.paid))),
        figure_line(text("Paid by others for its own"), write(line.received)),
        *([figure_line(EXISTING, write(line.existing))] if line.existing else []),
        figure_line(gains, write(line.later_benefit)),
    ]
    if line.burden is not None:
        burden = burden_figure(line.burden, basis, terms)
        lines.append(figure_line(Linked(_BURDENS[basis], BasisOf(line.payer, basis)), burden))
        if "existing" in split.uses:
            lines.append(Paragraph(EXISTING_COUNT, "remark"))
    left = fsum(one.host_residual for one in split.payments_of((line.payer,)))
    return [*lines, Paragraph(left_with(line.payer, left, terms))] if left else lines


EXISTING_COUNT = text("Existing payments are counted in as well.")
"""Follows what a burden is, where a case has existing payments."""
EXISTING = text("Existing payments")
_BURDENS = {
    "benefit": text("Burden: contributions, discounted, over later benefit"),
    "fiscal_capacity": text("Burden: contributions, discounted, over fiscal capacity"),
    "population": text("Burden: contributions, discounted, for each inhabitant"),
}


def left_with(payer: str, left: float, terms: Terms) -> Text:
    """Say how much of what a payer pays is left with it as the host."""
    return text(
        "{amount} of it is left with {payer} as the host, since nobody else can be asked to pay "
        "it.",
        amount=terms.money(left),
        payer=terms.territory(payer),
    )


def pays_already(line: PayerLine, terms: Terms) -> Text | None:
    """Say what a payer pays already under other laws and what counts; None: nothing."""
    if not line.existing:
        return None
    return text(
        "It pays {amount} already towards programmes, under other laws.",
        amount=terms.money(line.existing),
    )


def gains_later(line: PayerLine, split: Split, terms: Terms) -> Text:
    """Say what a payer gains later, and in money of which year."""
    said = text("It gains {benefit} later from the persons of all programmes, in money of {year}.")
    if split.base_year is None:
        said = text("It gains {benefit} later from the persons of all programmes.")
    return said.filled(benefit=terms.money(line.later_benefit), year=split.base_year or 0)


def _burden(line: PayerLine, basis: str, terms: Terms) -> Text | None:
    """Say what a payer contributes over what burdens are measured by; None: it has none of it."""
    if line.burden is None:
        return None
    return {
        "benefit": text("Its burden: contributions, discounted, of {burden} of that."),
        "fiscal_capacity": text(
            "Its burden: contributions, discounted, of {burden} of its fiscal capacity."
        ),
        "population": text(
            "Its burden: contributions, discounted, of {burden} for each inhabitant."
        ),
    }[basis].filled(burden=burden_figure(line.burden, basis, terms))


def burden_figure(burden: float, basis: str, terms: Terms) -> Argument:
    """Return a burden: a share of later benefit, money for each inhabitant, or a rate.

    Fiscal capacity is so much more than what is paid that its rate needs all of three digits.
    """
    if basis == "population":
        return Money(burden, terms.currency)
    return Share(burden) if basis == "benefit" else Percent(significant(burden, 3))
