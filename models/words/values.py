"""What is said of the values that cells and rules take, or do not take."""

from __future__ import annotations

from models.declaration.kinds import FIRST_YEAR, LAST_YEAR
from models.declaration.rules import BURDEN_BASES, GOALS, RuleDeclaration, RuleKind
from models.words.text import Argument, Exactly, Quoted, listed, text

A_YEAR = text("a year from {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR)

EXPECTED: dict[RuleKind, Argument] = {
    RuleKind.SHARE: text("a fraction from 0 to 1, such as {example}", example=Exactly(0.25)),
    RuleKind.GROWTH: text("a fraction above −1, such as {example}", example=Exactly(0.02)),
    RuleKind.CAP: text("a number from 0, such as 1, or the word none"),
    RuleKind.AMOUNT: text("a number above 0, such as {cent} or 1000", cent=Exactly(0.01)),
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
