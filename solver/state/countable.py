"""Which amounts the rule `rounding` can count exactly, and which it makes nothing of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import floor, isfinite, log10

import numpy as np

from models.declaration.rules import RULE_BY_KEY
from models.declaration.tables import TABLE_BY_KEY
from models.flows.places import Floats
from models.flows.traced import TracedCase, programmes_named
from models.names import Names
from models.problems import Problem, RelaisError, Severity
from models.results.split import ROUNDS_ALL_AWAY, PayerLine
from models.words.names import programme_name
from models.words.text import Argument, Exactly, Number, Quoted, counted, joined, text
from solver.inputs.setup import Setup
from solver.state.exact import ExactSplit

_MOST_UNITS = 1e13  # D39
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


_NOISE = 1e-8
"""Of the largest need, or of scaled money: what is below it was nothing before rounding too."""
_NAMED = 3
_MEND = text("Give a smaller rounding.")


def swallowed_needs(traced: TracedCase) -> tuple[Problem, ...]:
    """Return a warning where needs are less than half a unit, so that they become 0."""
    programmes, rounding = traced.programmes, traced.rules.rounding
    needed = programmes.need > _NOISE * programmes.need.max(initial=0.0)
    swallowed = np.flatnonzero(needed & (programmes.need < rounding / 2))
    if not len(swallowed):
        return ()
    count = int(needed.sum())
    if len(swallowed) == count:
        found = text(
            "Every need is less than half of the rounding, {rounding}, and becomes 0, so that "
            "nobody pays anything.",
            rounding=Exactly(rounding),
        )
        return (_warning(ROUNDS_ALL_AWAY, found),)
    known = programmes_named(traced)
    names = [programme_name(known[k], Names()) for k in swallowed.tolist()]
    found = text(
        "{swallowed} of {count} programmes need less than half of the rounding, {rounding}, "
        "which becomes 0: {programmes}.",
        swallowed=Number(len(swallowed)),
        count=Number(count),
        rounding=Exactly(rounding),
        programmes=_some(names, "; "),
    )
    return (_warning("rounding-swallows-needs", found),)


def swallowed_payers(
    setup: Setup, exact: ExactSplit, lines: Iterable[PayerLine]
) -> tuple[Problem, ...]:
    """Return a warning where what a payer would pay in all is rounded to nothing."""
    owed = exact.paid(setup)
    names = [
        line.payer
        for line, amount in zip(lines, owed.tolist(), strict=True)
        if amount > _NOISE and not line.paid
    ]
    if not names:
        return ()
    found = text(
        "The rounding, {rounding}, makes nothing of all that is asked of {payers}.",
        rounding=Exactly(setup.traced.rules.rounding),
        payers=_some(names, ", "),
    )
    return (_warning("rounding-swallows-payers", found),)


def _some(names: Sequence[Argument], between: str) -> Argument:
    """Return the first of some names, and how many more there are."""
    rest = len(names) - _NAMED
    more = counted("and 1 more", "and {count} more", rest) if rest > 0 else None
    return joined(*names[:_NAMED], more, between=between)


def _warning(code: str, found: Argument) -> Problem:
    return Problem(Severity.WARNING, code, found, _MEND, "Scenarios", sheet="Scenarios")
