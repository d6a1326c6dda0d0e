"""What a sweep may vary."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.case import Case
from models.declaration.kinds import Kind
from models.declaration.rules import NUMERIC_RULES, RULE_BY_KEY, RULES, parse_rule
from models.declaration.tables import TABLES
from models.problems import RelaisError
from models.results.sweep import Spread, SweepPlan, VariedRule
from models.used import columns_of, tables_of
from models.words.text import Argument, Exactly, Number, Percent, Quoted, listed, text

MOST_POINTS = 1_000_000
"""More would not fit on one sheet."""
LARGEST_SPREAD = 10.0
"""Ten times a figure itself; wider ones say nothing of it any more, and overflow at last."""
_COUNTED = 10**15
_DIGITS = 12
_UNCERTAIN = (Kind.MONEY, Kind.PERSONS)
_UNCERTAIN_PARTS = (("Costs", "additionality"),)
_SURE = "Paid"
"""The table of which no split depends: what was paid is settled afterwards."""

NUMERIC_RULE_KEYS = tuple(rule.key for rule in RULES if rule.kind in NUMERIC_RULES)
"""The rules that can be varied."""
UNCERTAIN_COLUMNS = tuple(
    (table.key, column.key)
    for table in TABLES
    for column in table.columns
    if table.key != _SURE
    and (column.kind in _UNCERTAIN or (table.key, column.key) in _UNCERTAIN_PARTS)
)
"""The columns that can be drawn, as (sheet, column): all that hold money or persons, and what part
of an effect is due to a programme."""


def values_between(first: float, last: float, steps: int) -> tuple[float, ...]:
    """Return evenly spaced values, both ends included, to twelve digits (0.3, not 0.30…04).

    Raises:
        RelaisError: there are no such values, or too many.
    """
    refuse_too_many(steps)
    if steps < 1 or (steps == 1) != (first == last):
        raise RelaisError(
            text(
                "From {first} to {last} there are no {count} values that include both ends.",
                first=Exactly(first),
                last=Exactly(last),
                count=Number(steps),
            ),
            mend=text(
                "Give at least two steps between different ends, or one value as {example}.",
                example="0.2:0.2:1",
            ),
        )
    spaced = np.linspace(first, last, steps).tolist()
    return tuple(float(f"{value:.{_DIGITS}g}") + 0.0 for value in spaced)


def check_plan(plan: SweepPlan, case: Case) -> None:
    """Refuse a plan that cannot be followed.

    Raises:
        RelaisError: a rule or column cannot be varied, or there is nothing or too much to do.
    """
    if plan.scenario not in case.scenarios():
        raise RelaisError(
            text("There is no scenario {scenario}.", scenario=Quoted(plan.scenario)),
            mend=_one_of(case.scenarios()),
        )
    _check_amount(plan)
    for varied in plan.rules:
        _check_rule(varied)
    _check_once([varied.rule for varied in plan.rules])
    for spread in plan.spreads:
        _check_spread(spread, case)
    _check_once([f"{spread.sheet}.{spread.column}" for spread in plan.spreads])


def _check_amount(plan: SweepPlan) -> None:
    if plan.samples < 0 or plan.seed < 0:
        raise RelaisError(
            text("Samples and seed are whole numbers from 0."), mend=text("Give other numbers.")
        )
    if bool(plan.samples) != bool(plan.spreads):
        raise RelaisError(
            text("Samples need figures that are uncertain, and uncertain figures need samples."),
            mend=text("Give both --samples and --spread, or neither."),
        )
    if not plan.rules and not plan.samples:
        raise RelaisError(
            text("There is nothing to vary."),
            mend=text("Give --vary, or --samples with --spread."),
        )
    refuse_too_many(plan.count)


def refuse_too_many(points: int) -> None:
    """Refuse more points than a sweep can have.

    Raises:
        RelaisError: there are more.
    """
    if points > MOST_POINTS:
        what = (
            text("These are {points} points, more than the {most} a sweep can have.")
            if points < _COUNTED
            else text("These are more than {points} points; a sweep can have {most}.")
        ).filled(points=Number(min(points, _COUNTED)), most=Number(MOST_POINTS))
        raise RelaisError(what, mend=text("Give fewer steps or samples."))


def _one_of(choices: Iterable[str]) -> Argument:
    return text("Choose one of: {choices}.", choices=listed(choices, last=""))


def _check_rule(varied: VariedRule) -> None:
    rule = RULE_BY_KEY.get(varied.rule)
    if rule is None or rule.key not in NUMERIC_RULE_KEYS:
        what = (
            text("The rule {rule} is not a number, so it cannot be varied.")
            if rule
            else text("The rule {rule} is not known, so it cannot be varied.")
        )
        raise RelaisError(what.filled(rule=Quoted(varied.rule)), mend=_one_of(NUMERIC_RULE_KEYS))
    for value in varied.values:
        parse_rule(rule, value)


def _check_once(names: list[str]) -> None:
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        what = text("{name} is varied twice.", name=twice[0])
        raise RelaisError(what, mend=text("Name it once."))


def _check_spread(spread: Spread, case: Case) -> None:
    name = f"{spread.sheet}.{spread.column}"
    if (spread.sheet, spread.column) not in UNCERTAIN_COLUMNS:
        raise RelaisError(
            text("{name} is no column of figures that can be drawn.", name=Quoted(name)),
            mend=_columns_of(spread.sheet, case),
        )
    if not 0 < spread.share <= LARGEST_SPREAD:
        raise RelaisError(
            text(
                "The spread of {name} is not above 0 and at most {most}.",
                name=name,
                most=Percent(LARGEST_SPREAD),
            ),
            mend=text("Give a per cent: 10."),
        )
    if not (case.table(spread.sheet)[spread.column].fillna(0) != 0).any():
        raise RelaisError(
            text("The case has no figures in {name}.", name=name),
            mend=text("Leave this spread out, or fill them in."),
        )


def _columns_of(sheet: str, case: Case) -> Argument:
    """Name the columns of a sheet that can be drawn; where it has none, those of all sheets."""
    there = [(t.key, column.key) for t in tables_of(case) for column in columns_of(case, t)]
    all_of_them = [one for one in there if one in UNCERTAIN_COLUMNS]
    own = [one for one in all_of_them if one[0] == sheet]
    return _one_of([f"{key}.{column}" for key, column in own or all_of_them])
