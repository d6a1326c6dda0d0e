"""What the rule `rounding` makes nothing of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.flows.traced import TracedCase
from models.problems import Problem, Severity
from models.results.split import ROUNDS_ALL_AWAY, PayerLine
from models.words.text import Argument, Exactly, Number, counted, joined, text
from solver.inputs.setup import Setup
from solver.state.exact import ExactSplit

_NOISE = 1e-8
"""Of the largest need, or of scaled money: what is below it was nothing before rounding too."""
_NAMED = 3
_MEND = text("Give a smaller rounding.")


def swallowed_needs(traced: TracedCase) -> tuple[Problem, ...]:
    """Return a warning where needs are less than half a unit, so that they become 0."""
    programmes, places, rounding = traced.programmes, traced.places, traced.rules.rounding
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
    names = [
        text(
            "{stage} in {territory}, {year}",
            stage=places.stages[programmes.stage[k]],
            territory=places.territories[programmes.territory[k]],
            year=int(programmes.year[k]),
        )
        for k in swallowed.tolist()
    ]
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
