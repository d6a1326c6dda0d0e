"""What a rule is in a scenario: its own value, or the one it takes over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.declaration.rules import RULE_BY_KEY, RuleDeclaration
from models.declaration.tables import BASE_SCENARIO
from models.editing import Value, is_blank
from models.problems import RelaisError

if TYPE_CHECKING:
    from models.case import Case


@dataclass(frozen=True)
class RuleHere:
    """A rule in one scenario.

    Attributes:
        rule: which one.
        scenario: in which scenario.
        own: the cell of the scenario; None: blank.
        inherited: what a blank cell stands for: the value of base, or the default.
    """

    rule: RuleDeclaration
    scenario: str
    own: Value
    inherited: Value

    @property
    def value(self) -> Value:
        """The value that counts."""
        return self.inherited if self.own is None else self.own

    @property
    def in_base(self) -> bool:
        """Whether this is the base scenario."""
        return self.scenario == BASE_SCENARIO


def rule_here(case: Case, scenario: str, key: str) -> RuleHere:
    """Return a rule as it stands in a scenario of a case."""
    rule, frame = RULE_BY_KEY[key], case.table("Scenarios")
    rules = list(frame["rule"])
    default = rule.default if isinstance(rule.default, str | float) else None
    if key not in rules:
        return RuleHere(rule, scenario, None, default)
    row = rules.index(key)
    base = _cell(frame[BASE_SCENARIO].iloc[row])
    if scenario == BASE_SCENARIO:
        return RuleHere(rule, scenario, base, default)
    return RuleHere(
        rule, scenario, _cell(frame[scenario].iloc[row]), default if base is None else base
    )


def meaning(rule: RuleDeclaration, value: Value) -> Any:
    """Return the value in the type of its rule, None where it is blank or the rule refuses it."""
    try:
        return checked(rule, value)
    except RelaisError:
        return None


def checked(rule: RuleDeclaration, value: Value) -> Any:
    """Return the value in the type of its rule.

    Raises:
        RelaisError: the rule does not take it; says what it takes.
    """
    # Takes pandas with it, which the first window does without.
    from models.rules import parse_rule  # noqa: PLC0415

    return parse_rule(rule, value)


def _cell(value: Any) -> Value:
    if is_blank(value) or (isinstance(value, str) and not value.strip()):
        return None
    return value if isinstance(value, str | bool) else float(value)
