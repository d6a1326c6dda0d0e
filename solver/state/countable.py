"""Which amounts can be counted in units of the rule `rounding` so that every sum is exact."""

from __future__ import annotations

from decimal import Decimal
from math import floor, isfinite, log10

from models.declaration.rules import RULE_BY_KEY
from models.declaration.tables import TABLE_BY_KEY
from models.flows.places import Floats
from models.problems import RelaisError
from models.words.text import Exactly, Quoted, text

_MOST_UNITS = 1e13
"""Of one need: the payments that the solver finds are exact to some 1e-13 of the largest need."""
_MOST_DIGITS = 1e15
"""What all needs may come to, without decimal point: Excel keeps 15 digits of a number."""


def refuse_uncountable(need: Floats, rounding: float) -> None:
    """Make sure that the payments for some needs can be counted exactly.

    Args:
        need: of each programme, in money.
        rounding: the unit of the payments, in money.

    Raises:
        RelaisError: they are too large for this unit; it says which one would do.
    """
    largest, total = float(need.max(initial=0.0)), float(need.sum())
    digits = _digits(rounding)
    if largest / rounding < _MOST_UNITS and total / rounding * digits < _MOST_DIGITS:
        return
    mend, in_all = text("Look for a figure that is far too large."), text("more than any number")
    if isfinite(total):
        in_all = text("{number}", number=Exactly(total))
        least = max(largest / _MOST_UNITS, total / _MOST_DIGITS)
        mend = text(
            "Look for a figure that is far too large, or give a rounding of {rounding} or more.",
            rounding=Exactly(10.0 ** (floor(log10(least)) + 1)),
        )
    raise RelaisError(
        text(
            "The needs, {total} in all, are too large to be counted exactly in units of the rule "
            "{rule}, {rounding}.",
            total=in_all,
            rule=Quoted(RULE_BY_KEY["rounding"].labels),
            rounding=Exactly(rounding),
        ),
        TABLE_BY_KEY["Scenarios"].labels,
        mend,
    )


def _digits(rounding: float) -> int:
    """Return a unit without its decimal point and the zeros at its ends: 25 for 0.025 and 250."""
    return int("".join(map(str, Decimal(str(rounding)).normalize().as_tuple().digits)))
