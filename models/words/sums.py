"""Sums and products as they are read: parts that add up, and factors with the digits they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise

from models.words.figures import ROUNDED_OFF, rounded_to, share_decimals
from models.words.text import Argument, Number, Persons, Share, counted, joined, text

ROUNDED_PARTS = text("*: rounded up or down so that the parts add up")
_MOST_DECIMALS = 15
"""More decimals of a factor than a figure of fifteen digits can have."""


@dataclass(frozen=True)
class PartsAsRead:
    """Parts of a whole as they are read: they add up to it, digit for digit.

    Attributes:
        figures: rounded up or down.
        moved: the places of those that are not rounded to the nearest.
    """

    figures: tuple[Decimal, ...]
    moved: frozenset[int]


@dataclass(frozen=True)
class WayAsRead:
    """The way of an amount in one unit, as it is read: start and steps add up to the end.

    Attributes:
        start, end: rounded to the nearest, as everywhere else.
        steps: rounded up or down, so that they lead from the start to the end digit for digit.
        moved: the places of the steps that are not rounded to the nearest.
    """

    start: Decimal
    steps: tuple[Decimal, ...]
    end: Decimal
    moved: frozenset[int]

    @property
    def whole(self) -> Decimal:
        """What all steps come to."""
        return self.end - self.start


def way_as_read(levels: Sequence[float], factor: float, decimals: int) -> WayAsRead:
    """Round a way so that its steps add up (D184).

    A step that changes nothing stays nothing, and none changes its sign.

    Args:
        levels: the amount before and after each step.
        factor: the amount that is one in the unit.
        decimals: of the figures that are read.
    """
    start, end = (rounded_to(level / factor, decimals) for level in (levels[0], levels[-1]))
    exact = [(_digits(after) - _digits(before)) for before, after in pairwise(levels)]
    steps = _to_add_up([step / Decimal(factor) for step in exact], end - start, decimals)
    return WayAsRead(start, steps.figures, end, steps.moved)


def parts_as_read(parts: Sequence[float], whole: float, decimals: int) -> PartsAsRead:
    """Round parts so that they add up to their whole, which is rounded to the nearest.

    Parts that are not all of it, or more, cannot add up: each is then rounded by itself.
    """
    exact, end = [_digits(part) for part in parts], rounded_to(whole, decimals)
    found = _to_add_up(exact, end, decimals)
    least = Decimal(1).scaleb(-decimals)
    if all(abs(it - part) < least for it, part in zip(found.figures, exact, strict=True)):
        return found
    return PartsAsRead(tuple(rounded_to(part, decimals) for part in parts), frozenset())


def _to_add_up(exact: Sequence[Decimal], whole: Decimal, decimals: int) -> PartsAsRead:
    """Round parts up or down (largest remainders, Hamilton; the first of equals)."""
    least = Decimal(1).scaleb(-decimals)
    parts = [part / least for part in exact]
    units = [int(part.to_integral_value(ROUND_FLOOR)) for part in parts]
    places = range(len(parts))
    by_rest = sorted(places, key=lambda place: (units[place] - parts[place], place))
    # More than one unit each is missing only of amounts that have more digits than a float.
    for_all, for_first = divmod(int(whole / least) - sum(units), max(1, len(parts)))
    rounded = [unit + for_all for unit in units]
    for place in by_rest[:for_first]:
        rounded[place] += 1
    moved = (at for at in places if rounded[at] != parts[at].to_integral_value(ROUND_HALF_UP))
    return PartsAsRead(tuple(unit * least for unit in rounded), frozenset(moved))


def decimals_to_multiply(
    factor: float, by: Decimal, product: float, decimals: int, least: int
) -> int | None:
    """Return with how many decimals a factor is written so that the product is read right.

    Args:
        factor: the factor that is written; what is not nothing or one is not written so.
        by: what it is multiplied with, as it is read.
        product: what that comes to.
        decimals: those with which the product is read.
        least: the fewest of the factor.

    Returns:
        The fewest; None: no number of them leads to the product, which is made otherwise.
    """
    shown, unit = rounded_to(product, decimals), Decimal(1).scaleb(-decimals)
    for count in range(least, _MOST_DECIMALS):
        written = rounded_to(factor, count)
        if written in (0, 1) and abs(float(written) - factor) > ROUNDED_OFF:
            continue
        if (written * by).quantize(unit, ROUND_HALF_UP) == shown:
            return count
    return None


def share_to_multiply(fraction: float, by: Sequence[float], product: float, decimals: int) -> Share:
    """Return a share with the decimals with which its product with something is read right.

    Args:
        fraction: the share.
        by: what it is multiplied with: as it is read, and then as it is.
        product: what that comes to.
        decimals: those with which the product is read.
    """
    least = 2 + (share_decimals(fraction) or 0)
    for one in by:
        found = decimals_to_multiply(fraction, _digits(one), product, decimals, least)
        if found is not None:
            return Share(fraction, decimals=found - 2)
    return Share(fraction)


def persons_at_rate(persons: float, rate: float, decimals: int) -> tuple[Persons, Share]:
    """Return persons and the rate at which they go on, both with the decimals that it takes.

    Persons get more than one only where more of those of the rate do not help.

    Args:
        persons: how many they are.
        rate: the part that goes on.
        decimals: those with which it is read how many go on.
    """
    for count in range(1, _MOST_DECIMALS):
        by = rounded_to(persons, count)
        found = decimals_to_multiply(rate, by, persons * rate, decimals, 3)
        if found is not None:
            return Persons(persons, count), Share(rate, decimals=found - 2)
    return Persons(persons), Share(rate, in_table=True)


def persons_decimals(persons: float, each: float, product: float, decimals: int) -> int:
    """Return the decimals of persons with which what all of them come to is read right.

    One will do where that is more or less than each times their number.
    """
    return decimals_to_multiply(persons, _digits(each), product, decimals, 1) or 1


_SOMEBODY = 1e-9
"""The part of a number of persons below which a difference is a rounding error."""


def persons_at_each(
    persons: float, due: float, each: Argument, decimals: int, years: int
) -> Argument:
    """Say how many enter, how many of them only because of a programme, and what each brings.

    Args:
        persons: all who enter.
        due: those who do so only because of it; below 0 where more would without it.
        each: what each brings.
        decimals: of the persons that count.
        years: over how many years it comes evenly.
    """
    without = persons - due
    said = text("{persons} at {each} each")
    if due < 0:
        said = text(
            "{all} enter, where {without} would without this programme: {fewer} fewer, at {each} "
            "each"
        )
    elif abs(without) > _SOMEBODY * max(1.0, persons):
        said = text(
            "of {all} who enter, {without} would have all the same; {due} are due to this "
            "programme, at {each} each"
        )
    filled = said.filled(
        persons=Persons(persons, decimals),
        all=Number(persons, decimals),
        without=Number(without, decimals),
        due=Number(due, decimals),
        fewer=Number(-due, decimals),
        each=each,
    )
    over = counted("over 1 year", "over {count} years", years) if years > 1 else None
    return joined(filled, over, between=", ") if over else filled


def _digits(amount: float) -> Decimal:
    return Decimal(f"{amount:.15g}")
