"""What a same key costs each payer and each goal (2-method 2.4)."""

from __future__ import annotations

from dataclasses import replace

from models.flows.traced import TracedCase
from models.results.simplicity import GoalPrice, PayerPrice, SimplicityPrice
from models.results.split import GoalLine, Split


def without_key(traced: TracedCase) -> TracedCase:
    """Return a traced case under the same rules but for the same key."""
    return traced.with_rules(replace(traced.rules, same_key_by=None))


def price_of_key(keyed: Split, free: Split) -> SimplicityPrice:
    """Set a split with a same key against the one without.

    Args:
        keyed: the split with the key.
        free: that of the same scenario without it; it may be a conflict.
    """
    lines = {line.payer: line for line in free.payers}
    payers = tuple(
        PayerPrice(
            line.payer,
            line.paid,
            lines[line.payer].paid,
            line.burden,
            lines[line.payer].burden,
        )
        for line in keyed.payers
        if line.payer in lines
    )
    values = {line.goal: _figure(line) for line in free.goals}
    goals = tuple(
        GoalPrice(line.goal, _figure(line), values[line.goal])
        for line in keyed.goals
        if line.goal in values
    )
    return SimplicityPrice(payers, goals)


def _figure(line: GoalLine) -> float:
    """Return what a goal came to; of burdens the largest."""
    return max(line.value, default=0.0) if isinstance(line.value, tuple) else line.value
