"""The values of rules: what each kind of rule accepts (2-method 2.4, 3-workbook)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from models.checks.matching import KnownNames, fold
from models.checks.row_rules import is_year
from models.declaration.kinds import FIRST_YEAR, LAST_YEAR
from models.declaration.rules import BURDEN_BASES, GOALS, RuleKind
from models.words.text import Argument, Quoted, text

_SPAN = re.compile(r"(\d{4})(?:\s*[-\u2012-\u2014]\s*(\d{4}))?")


def suits(kind: RuleKind, value: Any) -> bool:
    """Say whether a value is one that a rule of this kind accepts; scenarios are not looked up."""
    return not isinstance(value, bool) and _SUITS[kind](value)


def canonical(kind: RuleKind, value: Any) -> Any:
    """Return a value that suits its rule as the declaration writes it."""
    if not isinstance(value, str) or not suits(kind, value):
        return value
    if kind is RuleKind.GOALS:
        return ", ".join(goal.casefold() for goal in goals_of(value))
    if kind is RuleKind.YEARS:
        return re.sub(r"\s*[-\u2012-\u2014]\s*", "-", value.strip())
    return fold(value) if kind in (RuleKind.CAP, RuleKind.BASIS) else value


def goals_of(value: str) -> list[str]:
    """Return the goals of a list in its order, as they are written."""
    return [part.strip() for part in re.split(r"[,;]", value) if part.strip()]


def goal_hint(value: Any) -> Argument:
    """Return what is wrong with the first wrong goal of a list, "" where nothing is."""
    known = KnownNames(GOALS)
    goals = goals_of(value) if isinstance(value, str) else []
    for place, goal in enumerate(goals):
        if goal.casefold() not in GOALS:
            near = known.nearest(goal)
            if not near:
                return text("The goal {goal} is not known.", goal=Quoted(goal))
            return text(
                "The goal {goal} is not known; did you mean {near}?",
                goal=Quoted(goal),
                near=Quoted(near),
            )
        if goal.casefold() in (earlier.casefold() for earlier in goals[:place]):
            return text("The goal {goal} stands twice.", goal=Quoted(goal))
    return ""


def _number(test: Callable[[float], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int | float) and test(float(value))


def _is_cap(value: Any) -> bool:
    if isinstance(value, str):
        return fold(value) == "none"
    return isinstance(value, int | float) and 0 <= value < float("inf")


def _are_years(value: Any) -> bool:
    if isinstance(value, int | float):
        return is_year(float(value))
    span = _SPAN.fullmatch(value.strip()) if isinstance(value, str) else None
    if span is None:
        return False
    first, last = int(span[1]), int(span[2] or span[1])
    return FIRST_YEAR <= first <= last <= LAST_YEAR


def _are_goals(value: Any) -> bool:
    goals = [goal.casefold() for goal in goals_of(value)] if isinstance(value, str) else []
    return bool(goals) and len(set(goals)) == len(goals) and set(goals) <= set(GOALS)


_SUITS: dict[RuleKind, Callable[[Any], bool]] = {
    RuleKind.SHARE: _number(lambda number: 0 <= number <= 1),
    RuleKind.GROWTH: _number(lambda number: -1 < number < float("inf")),
    RuleKind.CAP: _is_cap,
    RuleKind.AMOUNT: _number(lambda number: 0 < number < float("inf")),
    RuleKind.YEAR: _number(is_year),
    RuleKind.YEARS: _are_years,
    RuleKind.GOALS: _are_goals,
    RuleKind.BASIS: lambda value: isinstance(value, str) and fold(value) in BURDEN_BASES,
    RuleKind.SCENARIO: lambda value: isinstance(value, str),
    RuleKind.TEXT: lambda value: isinstance(value, str),
}
