"""What a payer pays, gains and bears, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import fsum

from models.names import Names
from models.results.split import PayerLine, Split
from models.words.figures import significant
from models.words.names import Terms
from models.words.text import Argument, Money, Percent, Share, Text, counted, text


def why_in_all(line: PayerLine, terms: Terms) -> Text:
    """Name the question of why a payer pays what it pays in all."""
    return text(
        "Why {payer} pays {amount} in all",
        payer=terms.territory(line.payer),
        amount=terms.money(line.paid),
    )


def pays(payer: Argument, amount: float, terms: Terms) -> Text:
    """Say what a payer pays."""
    return text("{payer} pays {amount}.", payer=payer, amount=terms.money(amount))


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
    left = fsum(one.host_residual for one in split.payments if one.payer == line.payer)
    residual = left_with(line.payer, left, terms) if left else None
    said = (sums, residual, _gains(line, split, terms), _burden(line, basis, terms))
    return tuple(one for one in said if one is not None)


def left_with(payer: str, left: float, terms: Terms) -> Text:
    """Say how much of what a payer pays is left with it as the host."""
    return text(
        "{amount} of it is left with {payer} as the host, since nobody else can be asked to pay "
        "it.",
        amount=terms.money(left),
        payer=terms.territory(payer),
    )


def _gains(line: PayerLine, split: Split, terms: Terms) -> Text:
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
