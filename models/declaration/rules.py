"""The rules of a scenario (2-method 2.4, 3-workbook), as `rules.ini` declares them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from math import isfinite, nan
from pathlib import Path
from typing import Any

from models.declaration.kinds import A_YEAR, FIRST_YEAR, LAST_YEAR, Labels, labels_of
from models.declaration.tables import BASE_SCENARIO, TABLE_BY_KEY
from models.declaration.years import year_span
from models.problems import RelaisError
from models.words.data_files import sections_of
from models.words.text import Argument, Exactly, Quoted, Text, as_typed, listed, text


class RuleKind(Enum):
    """What the value of a rule is."""

    SHARE = "share"
    """A fraction, shown as percent; at least 0 and, but for growth, at most 1."""
    GROWTH = "growth"
    """A fraction above -1, shown as percent."""
    CAP = "cap"
    """A number from 0, or the word `none`."""
    AMOUNT = "amount"
    """A positive amount of money."""
    YEAR = "year"
    """A calendar year."""
    YEARS = "years"
    """One year or a span of years: 2026 or 2026-2030."""
    GOALS = "goals"
    """Goals in their order, separated by commas."""
    BASIS = "basis"
    """What a burden is measured against."""
    MONEY = "money"
    """An amount of money from 0."""
    WHOLE = "whole"
    """A whole number from 1."""
    TIMING = "timing"
    """When a benefit comes."""
    KEY_BY = "key_by"
    """What the shares of a key may depend on, separated by commas; or the word `all`."""
    SCENARIO = "scenario"
    """The name of a scenario."""
    TEXT = "text"
    """Any text."""


NUMERIC_RULES = frozenset(
    {
        RuleKind.SHARE,
        RuleKind.GROWTH,
        RuleKind.CAP,
        RuleKind.AMOUNT,
        RuleKind.MONEY,
        RuleKind.WHOLE,
        RuleKind.YEAR,
    }
)
"""The kinds of rule whose value is a number (a cap may also be `none`)."""

_FOLDER = Path(__file__).parent
GOALS = sections_of(_FOLDER / "goals.ini")
"""The goals, and what is said of each."""
BURDEN_BASES = ("benefit", "fiscal_capacity", "population")
SPREAD, ENTRY = TIMINGS = ("spread", "entry")
"""When a benefit comes: evenly over the years of its stage, or whole in the year of entry."""
KEY_PARTS = ("host", "stage", "group", "year")
"""What the shares of a same key may depend on (2-method 2.4)."""
ONE_KEY = "all"
"""What the rule of the same key says where there is one key for everything."""


@dataclass(frozen=True)
class RuleDeclaration:
    """One rule: its key, what its value is, what a missing value stands for, what it means.

    `edition` is that of the method that it came with.
    """

    key: str
    kind: RuleKind
    default: object
    labels: Labels
    help: Text
    edition: int = 1


def _rule(key: str, values: Mapping[str, str]) -> RuleDeclaration:
    kind, default = RuleKind(values["kind"]), values.get("default")
    return RuleDeclaration(
        key,
        kind,
        float(default) if default and kind in NUMERIC_RULES else default,
        labels_of(values["labels"]),
        Text(values["help"]),
        int(values.get("edition", "1")),
    )


RULES = tuple(_rule(key, values) for key, values in sections_of(_FOLDER / "rules.ini").items())
RULE_BY_KEY = {rule.key: rule for rule in RULES}
LABEL = "label"
"""What people call a scenario: the one rule that no split depends on; base lends it to none."""
SPLIT_RULES = tuple(rule for rule in RULES if rule.key != LABEL)
DEFAULT_GOALS = tuple(str(RULE_BY_KEY["goals"].default).split(", "))
NO_CAP = "none"
"""What a rule that is a cap says where there is none, in every language."""

EXPECTED: dict[RuleKind, Argument] = {
    RuleKind.SHARE: text("a fraction from 0 to 1, such as {example}", example=Exactly(0.25)),
    RuleKind.GROWTH: text("a fraction above −1, such as {example}", example=Exactly(0.02)),
    RuleKind.CAP: text("a number from 0, such as 1, or the word none"),
    RuleKind.AMOUNT: text("a number above 0, such as {cent} or 1000", cent=Exactly(0.01)),
    RuleKind.MONEY: text("a number from 0"),
    RuleKind.WHOLE: text("a whole number from 1"),
    RuleKind.TIMING: listed(TIMINGS, last=""),
    RuleKind.KEY_BY: text(
        "some of {parts}, each once, separated by commas, or {all}",
        parts=listed(KEY_PARTS, last=""),
        all=ONE_KEY,
    ),
    RuleKind.YEAR: A_YEAR,
    RuleKind.YEARS: text("a year such as 2026, or years such as 2026-2030"),
    RuleKind.GOALS: text(
        "goals out of {goals}, each once, separated by commas", goals=listed(GOALS, last="")
    ),
    RuleKind.BASIS: listed(BURDEN_BASES, last=""),
    RuleKind.SCENARIO: text("the name of a scenario"),
    RuleKind.TEXT: text("a text"),
}
"""What a rule of each kind takes; goals, bases and "none" are typed alike in all languages."""


def refused(rule: RuleDeclaration, value: Argument) -> Argument:
    """Say that a rule cannot have a value."""
    return text("The rule {rule} cannot be {value}.", rule=Quoted(rule.labels), value=Quoted(value))


def meaning(rule: RuleDeclaration, value: object) -> Any:
    """Return the value in the type of its rule, None where it is blank or the rule refuses it."""
    try:
        return parse_rule(rule, value)
    except RelaisError:
        return None


def parse_rule(rule: RuleDeclaration, value: object) -> Any:
    """Return the value of a rule in its own type; None stays None.

    Raises:
        RelaisError: the rule does not take this value.
    """
    if rule.kind is RuleKind.SCENARIO:
        return BASE_SCENARIO if value is None else str(value).strip()
    if value is None:
        return None
    try:
        return _READERS[rule.kind](value)
    except (ValueError, InvalidOperation):
        raise RelaisError(
            refused(rule, as_typed(value)),
            TABLE_BY_KEY["Scenarios"].labels,
            text("Expected: {expected}.", expected=EXPECTED[rule.kind]),
        ) from None


def suits(kind: RuleKind, cell: object) -> bool:
    """Say whether a cell holds what a rule of this kind takes, numbers as numbers.

    Scenarios are not looked up.
    """
    if isinstance(cell, str):
        is_of_type = kind not in NUMERIC_RULES or is_no_cap(cell)
    else:
        is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
        is_of_type = is_number and (kind in NUMERIC_RULES or kind is RuleKind.YEARS)
    if not is_of_type or kind is RuleKind.SCENARIO:
        return is_of_type
    try:
        _READERS[kind](cell)
    except (ValueError, InvalidOperation):
        return False
    return True


def goals_of(value: str) -> list[str]:
    """Return the goals of a list in its order, as they are written."""
    return [part.strip() for part in re.split(r"[,;]", value) if part.strip()]


def is_no_cap(value: object) -> bool:
    """Say whether a value of a cap stands for none."""
    return str(value).strip().casefold() == NO_CAP


def _number(accepts: Callable[[float], bool]) -> Callable[[object], float]:
    """Return what reads a number that must be accepted."""

    def read(value: object) -> float:
        number = nan if isinstance(value, bool) else float(Decimal(str(value).strip()))
        if not (isfinite(number) and accepts(number)):
            raise ValueError(value)
        return number

    return read


_READ_FROM_ZERO = _number(lambda number: number >= 0)
_READ_WHOLE = _number(lambda number: number >= 1 and number.is_integer())
_READ_YEAR = _number(lambda number: FIRST_YEAR <= number <= LAST_YEAR and number.is_integer())


def _years(value: object) -> tuple[int, int]:
    years = year_span(value)
    if years is None:
        raise ValueError(value)
    return years


def _goals(value: object) -> tuple[str, ...]:
    goals = tuple(goal.casefold() for goal in goals_of(str(value)))
    if not goals or len(set(goals)) < len(goals) or not set(goals) <= set(GOALS):
        raise ValueError(value)
    return goals if goals[-1] == "proportional" else (*goals, "proportional")


def _basis(value: object) -> str:
    basis = str(value).strip().casefold()
    if basis not in BURDEN_BASES:
        raise ValueError(value)
    return basis


def _timing(value: object) -> str:
    timing = str(value).strip().casefold()
    if timing not in TIMINGS:
        raise ValueError(value)
    return timing


def _key_by(value: object) -> tuple[str, ...]:
    """Return what the shares may depend on, in the order of KEY_PARTS; () where on nothing."""
    parts = [part.casefold() for part in goals_of(str(value))]
    if parts == [ONE_KEY]:
        return ()
    if not parts or len(set(parts)) < len(parts) or not set(parts) <= set(KEY_PARTS):
        raise ValueError(value)
    return tuple(part for part in KEY_PARTS if part in parts)


def _text(value: object) -> str:
    is_whole = isinstance(value, float) and value.is_integer()
    return f"{value:.0f}" if is_whole else str(value).strip()


_READERS: dict[RuleKind, Callable[[object], Any]] = {
    RuleKind.SHARE: _number(lambda number: 0 <= number <= 1),
    RuleKind.GROWTH: _number(lambda number: number > -1),
    RuleKind.CAP: lambda value: None if is_no_cap(value) else _READ_FROM_ZERO(value),
    RuleKind.AMOUNT: _number(lambda number: number > 0),
    RuleKind.MONEY: _READ_FROM_ZERO,
    RuleKind.WHOLE: lambda value: int(_READ_WHOLE(value)),
    RuleKind.TIMING: _timing,
    RuleKind.KEY_BY: _key_by,
    RuleKind.YEAR: lambda value: int(_READ_YEAR(value)),
    RuleKind.YEARS: _years,
    RuleKind.GOALS: _goals,
    RuleKind.BASIS: _basis,
    RuleKind.TEXT: _text,
}
