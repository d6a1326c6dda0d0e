"""The rules of one scenario, read from the case, and what sets one of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import TYPE_CHECKING, Any

from models.declaration.kinds import FIRST_YEAR, LAST_YEAR
from models.declaration.rules import (
    BURDEN_BASES,
    GOALS,
    RULE_BY_KEY,
    RULES,
    RuleDeclaration,
    RuleKind,
)
from models.declaration.tables import BASE_SCENARIO, TABLE_BY_KEY
from models.editing import CellEdit, Value, is_blank
from models.edits import Edit, set_cells
from models.problems import RelaisError
from models.words.text import Quoted, as_typed, listed, text
from models.words.values import EXPECTED, refused

if TYPE_CHECKING:
    from models.case import Case

TABLE = "Scenarios"


@dataclass(frozen=True)
class Rules:
    """The rules of a scenario (3-workbook), each of its type.

    Attributes:
        scenario: the name of the scenario.
        benefit_cap: β; None: no cap.
        own_share_min: α, a fraction.
        de_minimis: ε, a fraction.
        goals: in their order; `proportional` always stands last (2-method 2.4).
        programme_years: first and last year; None: all.
        base_year: t₀; None: the first year that has a programme.
        project_until: None: no projection.
        rounding: the unit of the payments, in money.
    """

    scenario: str
    discount_rate: float
    benefit_cap: float | None
    own_share_min: float
    de_minimis: float
    burden_basis: str
    goals: tuple[str, ...]
    programme_years: tuple[int, int] | None
    base_year: int | None
    project_until: int | None
    arrivals_growth: float
    rounding: float
    currency: str
    reference_scenario: str

    def has_programmes_in(self, year: int) -> bool:
        """Say whether the programmes of a year are funded."""
        if self.programme_years is None:
            return True
        first, last = self.programme_years
        return first <= year <= last


def rules_of(case: Case, scenario: str) -> Rules:
    """Return the rules of a scenario: its column, then base, then the defaults.

    Raises:
        RelaisError: there is no such scenario, or a value is none that its rule takes.
    """
    if scenario not in case.scenarios():
        raise RelaisError(
            text("There is no scenario {scenario}.", scenario=Quoted(scenario)),
            TABLE_BY_KEY["Scenarios"].labels,
            text("Choose one of: {choices}.", choices=listed(case.scenarios(), last="")),
        )
    cells = _cells_of(case, scenario)
    values = {rule.key: parse_rule(rule, cells.get(rule.key, rule.default)) for rule in RULES}
    return Rules(scenario=scenario, **values)


def _cells_of(case: Case, scenario: str) -> dict[str, object]:
    """Return what each rule is set to in a scenario, or in base; blank ones are left out."""
    frame = case.table(TABLE)
    columns = [frame[name].tolist() for name in dict.fromkeys((scenario, BASE_SCENARIO))]
    found: dict[str, object] = {}
    seen: set[str] = set()
    for rule, *cells in zip(frame["rule"].tolist(), *columns, strict=True):
        filled = [cell for cell in cells if not _is_blank(cell)]
        if rule not in seen and filled:
            found[rule] = filled[0]
        seen.add(rule)
    return found


def _is_blank(cell: object) -> bool:
    return is_blank(cell) or not str(cell).strip()


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
    rule, frame = RULE_BY_KEY[key], case.table(TABLE)
    rules = list(frame["rule"])
    default = rule.default if isinstance(rule.default, str | float) else None
    if key not in rules:
        return RuleHere(rule, scenario, None, default)
    row = rules.index(key)
    base = _cell(frame[BASE_SCENARIO].iloc[row])
    if scenario == BASE_SCENARIO:
        return RuleHere(rule, scenario, base, default)
    own = _cell(frame[scenario].iloc[row])
    return RuleHere(rule, scenario, own, default if base is None else base)


def _cell(value: Any) -> Value:
    if _is_blank(value):
        return None
    return value if isinstance(value, str | bool) else float(value)


def set_rule(
    case: Case, here: RuleHere, value: Value, text: str, end: str = "", movement: int = 0
) -> Edit:
    """Return the edit that gives a rule another value in one scenario.

    Args:
        case: the case; it gets the row of the rule where there is none.
        here: the rule as it stands there.
        value: None: blank, as in base or by default.
        text: the words of the edit.
        end: the end of the words, which the last edit of a movement gives.
        movement: edits of the rule with the same number are one movement; 0: of none.
    """
    key, rules = here.rule.key, list(case.table(TABLE)["rule"])
    row = rules.index(key) if key in rules else len(rules)
    cells = [CellEdit(row, here.scenario, here.own, value)]
    if row == len(rules):
        cells.append(CellEdit(row, "rule", None, key))
    mark = (movement, here.scenario, key) if movement else None
    return replace(set_cells(case, TABLE, cells, text), end=end, movement=mark)


def meaning(rule: RuleDeclaration, value: Value) -> Any:
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
        return _PARSERS[rule.kind](value)
    except (ValueError, InvalidOperation, TypeError):
        raise RelaisError(
            refused(rule, as_typed(value)),
            TABLE_BY_KEY["Scenarios"].labels,
            text("Expected: {expected}.", expected=EXPECTED[rule.kind]),
        ) from None


def _number(value: object) -> float:
    if isinstance(value, bool):
        raise ValueError
    number = float(Decimal(str(value).strip()))
    if not isfinite(number):
        raise ValueError
    return number


def _between(low: float, high: float, number: float) -> float:
    if not low <= number <= high:
        raise ValueError
    return number


def _share(value: object) -> float:
    return _between(0.0, 1.0, _number(value))


def _growth(value: object) -> float:
    number = _number(value)
    if number <= -1:
        raise ValueError
    return number


def _cap(value: object) -> float | None:
    if str(value).strip().casefold() == "none":
        return None
    return _between(0.0, float("inf"), _number(value))


def _amount(value: object) -> float:
    number = _number(value)
    if number <= 0:
        raise ValueError
    return number


def _year(value: object) -> int:
    number = _between(FIRST_YEAR, LAST_YEAR, _number(value))
    if number != int(number):
        raise ValueError
    return int(number)


def _years(value: object) -> tuple[int, int]:
    parts = re.split(r"\s*[-–—]\s*", _text(value))
    if len(parts) > 2:
        raise ValueError
    first, last = _year(parts[0]), _year(parts[-1])
    if first > last:
        raise ValueError
    return first, last


def _goals(value: object) -> tuple[str, ...]:
    named = tuple(part.strip().casefold() for part in re.split(r"[,;]", str(value)))
    goals = tuple(goal for goal in named if goal)
    if not goals or len(set(goals)) < len(goals) or not set(goals) <= set(GOALS):
        raise ValueError
    return goals if goals[-1] == "proportional" else (*goals, "proportional")


def _basis(value: object) -> str:
    basis = str(value).strip().casefold()
    if basis not in BURDEN_BASES:
        raise ValueError
    return basis


def _text(value: object) -> str:
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value).strip()


_PARSERS: dict[RuleKind, Callable[[object], Any]] = {
    RuleKind.SHARE: _share,
    RuleKind.GROWTH: _growth,
    RuleKind.CAP: _cap,
    RuleKind.AMOUNT: _amount,
    RuleKind.YEAR: _year,
    RuleKind.YEARS: _years,
    RuleKind.GOALS: _goals,
    RuleKind.BASIS: _basis,
    RuleKind.TEXT: _text,
}
