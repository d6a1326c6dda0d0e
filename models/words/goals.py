"""The goals of the rules, and what each came to, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from models.declaration.rules import GOALS
from models.results.split import GoalLine, Split
from models.words.names import Terms
from models.words.payers import burden_figure
from models.words.text import Argument, Listing, Quoted, Text, text

_SAME = 1e-9
"""Burdens closer than this, in parts of the largest, are equal."""


_DISCOUNTED = ("unfunded", "host_residual", "fewest_transfers")
"""Goals whose value is money of the base year; others add up each year's own."""


def goal_name(goal: str) -> Argument:
    """Return what a goal of the rules wants, in a few words."""
    return Text(GOALS[goal]["title"]) if goal in GOALS else goal


def goal_meaning(goal: str) -> Argument:
    """Return what a goal of the rules wants, in full."""
    return Text(GOALS[goal]["meaning"])


def goal_unit(goal: str, split: Split, basis: str) -> Argument:
    """Return in what the value of a goal is measured.

    Args:
        basis: what burdens are measured by.
    """
    currency, year = split.currency, split.base_year
    if goal == "equal_burden":
        return {
            "benefit": text("share of later benefit"),
            "fiscal_capacity": text("share of fiscal capacity"),
            "population": text("{currency} for each inhabitant", currency=currency),
        }[basis]
    if goal not in _DISCOUNTED:
        return text("{currency}, each of its own year", currency=currency)
    if year is None:
        return currency
    return text("{currency}, discounted to {year}", currency=currency, year=year)


def goal_names(goals: Sequence[str]) -> Listing:
    """Return what some goals want, in their order."""
    return Listing(tuple(map(goal_name, goals)), last="")


def comes_before_shares(goal: str) -> Text:
    """Say that a goal comes before the one of shares, both as the page of rules calls them."""
    shares = Quoted(goal_name("proportional"))
    return text(
        "The goal {goal} comes before {shares}.", goal=Quoted(goal_name(goal)), shares=shares
    )


def first_answer(split: Split) -> Text:
    """Say which goals an early answer of a large case meets, and which it does not yet."""
    return text(
        "A first answer, with {met}. Still to come: {rest}.",
        met=goal_names([line.goal for line in split.goals]),
        rest=goal_names(split.still_to_come),
    )


def goals_reached(split: Split, basis: str, terms: Terms) -> tuple[Text, ...]:
    """Say what each goal came to, in their order.

    Args:
        basis: what burdens are measured by.
    """
    return tuple(
        text(
            "{number}. {goal!c}. {reached}",
            number=number,
            goal=goal_name(line.goal),
            reached=_reached(line, split, basis, terms),
        )
        for number, line in enumerate(split.goals, start=1)
    )


def _reached(line: GoalLine, split: Split, basis: str, terms: Terms) -> Text:
    if isinstance(line.value, tuple):
        return _burdens(line.value, basis, terms)
    said = Text(GOALS[line.goal]["reached" if line.value else "nothing"])
    return said.filled(amount=terms.money(line.value), year=split.base_year or 0)


def _burdens(burdens: tuple[float, ...], basis: str, terms: Terms) -> Text:
    if not burdens:
        return text("No burden can be measured.")
    most, least = max(burdens), min(burdens)
    if most - least <= _SAME * max(abs(most), 1e-300):
        said = {
            "benefit": text("Every burden is {most} of later benefit."),
            "fiscal_capacity": text("Every burden is {most} of fiscal capacity."),
            "population": text("Every burden is {most} for each inhabitant."),
        }[basis]
    else:
        said = {
            "benefit": text(
                "Burdens go from {least} to {most} of later benefit, as equal as they can be."
            ),
            "fiscal_capacity": text(
                "Burdens go from {least} to {most} of fiscal capacity, as equal as they can be."
            ),
            "population": text(
                "Burdens go from {least} to {most} for each inhabitant, as equal as they can be."
            ),
        }[basis]
    return said.filled(
        most=burden_figure(most, basis, terms), least=burden_figure(least, basis, terms)
    )


def stage_name(stage: str) -> Argument:
    """Return what a stage of a computation is called; a name, as of a file, stays itself."""
    return {
        "Opening": text("Opening", context="stage"),
        "Checking": text("Checking", context="stage"),
        "trace": text("following people", context="stage"),
        "program": text("building the program", context="stage"),
        "unfunded": text("what is unfunded", context="stage"),
        "host_residual": text("what is left with hosts", context="stage"),
        "equal_burden": text("equal burdens", context="stage"),
        "proportional": text("shares close to later benefit", context="stage"),
        "least_change": text("closeness to the split in force", context="stage"),
        "fewest_transfers": text("few transfers", context="stage"),
        "range": text("ranges", context="stage"),
        "switching value": text("the switching value", context="stage"),
        "binding": text("what binds", context="stage"),
        "why": text("reasons", context="stage"),
        "data impact": text("the effect of the data", context="stage"),
        "conflict": text("the conflict", context="stage"),
        "conflict prices": text("what settles the conflict", context="stage"),
        "keys": text("keys", context="stage"),
        "price of the key": text("the price of the key", context="stage"),
        "misreports": text("misreports", context="stage"),
        "tests of the keys": text("tests of the keys", context="stage"),
        "stability": text("stability", context="stage"),
        "bridge": text("steps", context="stage"),
    }.get(stage, stage)
