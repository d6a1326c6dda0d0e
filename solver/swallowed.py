"""What the rule `rounding` makes nothing of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.flows.traced import TracedCase
from models.problems import Problem, Severity
from models.split import ROUNDS_ALL_AWAY, PayerLine
from solver.exact import ExactSplit
from solver.setup import Setup

_NOISE = 1e-8
"""Of the largest need, or of scaled money: what is below it was nothing before rounding too."""
_NAMED = 3
_MEND = "Give a smaller rounding."


def swallowed_needs(traced: TracedCase) -> tuple[Problem, ...]:
    """Return a warning where needs are less than half a unit, so that they become 0."""
    programmes, places, rounding = traced.programmes, traced.places, traced.rules.rounding
    needed = programmes.need > _NOISE * programmes.need.max(initial=0.0)
    swallowed = np.flatnonzero(needed & (programmes.need < rounding / 2))
    if not len(swallowed):
        return ()
    count = int(needed.sum())
    if len(swallowed) == count:
        found = (
            f"Every need is less than half of the rounding, {rounding:,.15g}, and becomes 0, so "
        )
        found += "that nobody pays anything."
        return (_warning(ROUNDS_ALL_AWAY, found),)
    names = (
        f"{places.stages[programmes.stage[k]]} in {places.territories[programmes.territory[k]]}, "
        f"{programmes.year[k]}"
        for k in swallowed.tolist()
    )
    found = f"{len(swallowed):,} of {count:,} programmes need less than half of the rounding, "
    found += f"{rounding:,.15g}, which becomes 0: {_some(tuple(names), '; ')}."
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
    found = (
        f"The rounding, {setup.traced.rules.rounding:,.15g}, makes nothing of all that is asked "
    )
    found += f"of {_some(names, ', ')}."
    return (_warning("rounding-swallows-payers", found),)


def _some(names: Sequence[str], between: str) -> str:
    rest = len(names) - _NAMED
    return between.join(names[:_NAMED]) + (f"{between}and {rest:,} more" if rest > 0 else "")


def _warning(code: str, found: str) -> Problem:
    return Problem(Severity.WARNING, code, found, _MEND, "Scenarios", sheet="Scenarios")
