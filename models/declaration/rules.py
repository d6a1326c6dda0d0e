"""The rules of a scenario (2-method 2.4, 3-workbook), as `rules.ini` declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from models.declaration.kinds import Labels, labels_of
from models.words.data_files import sections_of
from models.words.text import Text


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
    SCENARIO = "scenario"
    """The name of a scenario."""
    TEXT = "text"
    """Any text."""


NUMERIC_RULES = frozenset(
    {RuleKind.SHARE, RuleKind.GROWTH, RuleKind.CAP, RuleKind.AMOUNT, RuleKind.YEAR}
)
"""The kinds of rule whose value is a number (a cap may also be `none`)."""

GOALS = (
    "unfunded",
    "host_residual",
    "equal_burden",
    "proportional",
    "least_change",
    "fewest_transfers",
)
BURDEN_BASES = ("benefit", "fiscal_capacity", "population")


@dataclass(frozen=True)
class RuleDeclaration:
    """One rule: its key, what its value is, what a missing value stands for, what it means."""

    key: str
    kind: RuleKind
    default: object
    labels: Labels
    help: Text


def _rule(key: str, values: Mapping[str, str]) -> RuleDeclaration:
    kind, default = RuleKind(values["kind"]), values.get("default")
    return RuleDeclaration(
        key,
        kind,
        float(default) if default and kind in NUMERIC_RULES else default,
        labels_of(values["labels"]),
        Text(values["help"]),
    )


RULES = tuple(
    _rule(key, values) for key, values in sections_of(Path(__file__).with_name("rules.ini")).items()
)
RULE_BY_KEY = {rule.key: rule for rule in RULES}
DEFAULT_GOALS = tuple(str(RULE_BY_KEY["goals"].default).split(", "))
