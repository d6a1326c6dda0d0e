"""What a same key costs each payer and each goal, in words (2-method 2.4)."""

from __future__ import annotations

from collections.abc import Iterator

from models.results.simplicity import GoalPrice, PayerPrice, SimplicityPrice
from models.words.goals import goal_name
from models.words.names import Terms
from models.words.payers import burden_figure
from models.words.text import Argument, Text, listed, text

NO_PRICE = text("Without the same key the clauses cannot all hold, so that it has no price.")
_SAME = 1e-9
"""Values of a goal closer than this, in parts of the larger, are the same."""


def what_the_key_costs(price: SimplicityPrice, basis: str, terms: Terms) -> Iterator[Text]:
    """Say what a same key costs each payer and each goal, the largest change of a total first.

    Args:
        price: what it costs.
        basis: what burdens are measured by.
        terms: what things are called.
    """
    if not price.payers:
        yield NO_PRICE
        return
    moved = [line for line in price.payers if abs(line.change) >= terms.rounding / 2]
    for line in sorted(moved, key=lambda one: -abs(one.change)):
        yield _payer(line, terms)
    if settled := [line for line in price.payers if line not in moved]:
        yield text(
            "For {payers} the same key changes nothing.",
            payers=listed(terms.territory(line.payer) for line in settled),
        )
    yield from goals_with_the_key(price, basis, terms)


def goals_with_the_key(price: SimplicityPrice, basis: str, terms: Terms) -> Iterator[Text]:
    """Say which goals a same key changes, as `what_the_key_costs` does."""
    for goal in price.goals:
        if abs(goal.with_key - goal.without_key) > _SAME * max(goal.with_key, goal.without_key):
            yield _goal(goal, basis, terms)


def _payer(line: PayerPrice, terms: Terms) -> Text:
    said = (
        text("With the same key {payer} pays {change} more: {now}, not {before}.")
        if line.change > 0
        else text("With the same key {payer} pays {change} less: {now}, not {before}.")
    )
    return said.filled(
        payer=terms.territory(line.payer),
        change=terms.money(abs(line.change)),
        now=terms.money(line.with_key),
        before=terms.money(line.without_key),
    )


def _goal(goal: GoalPrice, basis: str, terms: Terms) -> Text:
    said = (
        text("The goal {goal} is met less well with the same key: {now}, not {before}.")
        if goal.with_key > goal.without_key
        else text("The goal {goal} is met better with the same key: {now}, not {before}.")
    )
    now, before = (
        _value(goal.goal, value, basis, terms) for value in (goal.with_key, goal.without_key)
    )
    return said.filled(goal=goal_name(goal.goal), now=now, before=before)


def _value(goal: str, value: float, basis: str, terms: Terms) -> Argument:
    if goal == "equal_burden":
        return burden_figure(value, basis, terms)
    return terms.money(value)
