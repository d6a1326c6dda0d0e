"""Rules of the scenarios, their adjustments and their clauses; shares that look like percents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from models.checks.checked import CheckedCase
from models.checks.matching import KnownNames, fold
from models.checks.rule_values import goal_hint, key_part_hint
from models.declaration.kinds import LARGEST, NUMERIC_KINDS, Kind, Labels
from models.declaration.rules import (
    DEFAULT_GOALS,
    EXPECTED,
    RULE_BY_KEY,
    RuleKind,
    goals_of,
    refused,
    suits,
)
from models.declaration.tables import ADJUSTABLE_SHEETS, BASE_SCENARIO, OPERATIONS, TABLE_BY_KEY
from models.flows.adjustments import adjustments_made
from models.problems import Problem, RelaisError
from models.scenarios import Rules, rules_of
from models.used import is_filled
from models.words.text import Argument, Exactly, Percent, Quoted, as_typed, joined, listed, text


def rules_of_scenarios(checked: CheckedCase) -> Mapping[str, Rules | None]:
    """Return the rules of each scenario, None where they cannot be read."""

    def rules(scenario: str) -> Rules | None:
        try:
            return rules_of(checked.case, scenario)
        except RelaisError:
            return None

    return {scenario: rules(scenario) for scenario in checked.case.scenarios()}


def unknown_rules(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every row of Scenarios whose rule nobody knows."""
    known = KnownNames(RULE_BY_KEY)
    for row, key in enumerate(checked.cells("Scenarios", "rule")):
        if key is not None and key not in RULE_BY_KEY:
            mend = joined(known.hint(key), text("Correct the rule, or remove the row."))
            found = text("The rule {rule} is not known.", rule=Quoted(key))
            yield checked.error("unknown-rule", "Scenarios", row, "rule", found, mend)


_HINTS = {RuleKind.GOALS: goal_hint, RuleKind.KEY_BY: key_part_hint}
"""What says which part of a value is wrong, for the kinds of rule that list several."""


def rule_values(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every value that its rule does not accept, in every scenario."""
    keys = enumerate(checked.cells("Scenarios", "rule"))
    known = [(row, RULE_BY_KEY[key]) for row, key in keys if key in RULE_BY_KEY]
    for scenario in checked.case.scenarios():
        values = checked.cells("Scenarios", scenario)
        for row, rule in known:
            value = values[row]
            if value is not None and not suits(rule.kind, value):
                hint = _HINTS[rule.kind](value) if rule.kind in _HINTS else ""
                found = hint or refused(rule, as_typed(value))
                yield checked.error(
                    "bad-rule-value",
                    "Scenarios",
                    row,
                    scenario,
                    found,
                    text("Type a value as expected, or clear the cell."),
                    EXPECTED[rule.kind],
                )


def scenario_names(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every scenario with the name of an earlier one."""
    seen: set[str] = set()
    for name in checked.case.scenarios():
        if fold(name) in seen:
            found = text(
                "An earlier scenario is called {name} too, but for case, accents or blanks.",
                name=Quoted(name),
            )
            mend = text("Rename one of the two.")
            yield checked.error("duplicate-scenario", "Scenarios", None, name, found, mend)
        seen.add(fold(name))


def reference_scenarios(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every reference to no scenario, and for references in a circle."""
    row = _row_of(checked, "reference_scenario")
    known = KnownNames(checked.case.scenarios())
    references = _references(checked)
    told: set[str] = set()
    for scenario, reference in references.items():
        if reference not in known:
            found = text("The scenario {name} is not known.", name=Quoted(reference))
            correct = text("Correct the name, or add a column for it.")
            mend = joined(known.hint(reference), correct)
            yield checked.error("unknown-scenario", "Scenarios", row, scenario, found, mend)
            continue
        circle = _circle(scenario, references) if scenario not in told else ()
        told.update(circle)
        if circle:
            found = text(
                "The reference scenarios go round in a circle: {circle}.",
                circle=joined(*circle, between=" → "),
            )
            back = text("Name a reference scenario that does not lead back.")
            yield checked.error("reference-circle", "Scenarios", row, scenario, found, back)


def _row_of(checked: CheckedCase, rule: str) -> int | None:
    keys = checked.cells("Scenarios", "rule")
    return keys.index(rule) if rule in keys else None


def _value(checked: CheckedCase, scenario: str, rule: str) -> Any:
    """Return the value of a rule as it stands in the column of a scenario."""
    row = _row_of(checked, rule)
    return None if row is None else checked.cells("Scenarios", scenario)[row]


def _references(checked: CheckedCase) -> dict[str, str]:
    """Return the reference of each scenario that names one, or that needs one for a goal."""
    base_reference = _value(checked, BASE_SCENARIO, "reference_scenario")
    base_goals = _value(checked, BASE_SCENARIO, "goals")
    references = {}
    for scenario in checked.case.scenarios():
        own = _value(checked, scenario, "reference_scenario")
        goals = _value(checked, scenario, "goals") or base_goals
        if own is not None or _stays_close(goals):
            references[scenario] = str(own or base_reference or BASE_SCENARIO)
    return _true_names(checked, references)


def _true_names(checked: CheckedCase, references: Mapping[str, str]) -> dict[str, str]:
    known = KnownNames(checked.case.scenarios())
    return {scenario: known.same(name) or name for scenario, name in references.items()}


def _stays_close(goals: Any) -> bool:
    names = goals_of(goals) if isinstance(goals, str) else DEFAULT_GOALS
    return "least_change" in (name.casefold() for name in names)


def _circle(scenario: str, references: Mapping[str, str]) -> tuple[str, ...]:
    """Return the circle of references that a scenario is part of, itself first and last."""
    way = [scenario]
    while (following := references.get(way[-1])) is not None and following not in way:
        way.append(following)
    return (*way, scenario) if following == scenario else ()


def adjusted_columns(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every adjustment of a column that holds no figures."""
    figures = {sheet: _figures(sheet) for sheet in ADJUSTABLE_SHEETS}
    known = {sheet: KnownNames(keys) for sheet, keys in figures.items()}
    for row, (sheet, key) in enumerate(checked.rows("Adjustments", ("sheet", "column"))):
        if sheet in known and key is not None and key not in known[sheet]:
            yield checked.error(
                "not-adjustable",
                "Adjustments",
                row,
                "column",
                text(
                    "{column} is no column of figures of {sheet}.",
                    column=Quoted(key),
                    sheet=TABLE_BY_KEY[sheet].labels,
                ),
                joined(known[sheet].hint(key), text("Name one of the columns expected.")),
                listed(_labels_in_use(checked, sheet, figures[sheet]), last=""),
            )


def _labels_in_use(checked: CheckedCase, sheet: str, figures: Sequence[str]) -> Iterator[Labels]:
    """Yield the labels of the columns of figures that a sheet of the case has."""
    frame = checked.case.table(sheet)
    columns = map(TABLE_BY_KEY[sheet].column, figures)
    return (column.labels for column in columns if is_filled(frame, column))


def _figures(sheet: str) -> list[str]:
    kinds = NUMERIC_KINDS - {Kind.YEAR}
    return [column.key for column in TABLE_BY_KEY[sheet].columns if column.kind in kinds]


def adjusted_figures(checked: CheckedCase) -> Iterator[Problem]:  # D41
    """Yield an error for every adjustment that takes a figure where none may be."""
    asked = checked.rows("Adjustments", ("scenario", "sheet", "column", "operation"))
    values = checked.case.table("Adjustments")["value"].to_numpy(dtype=float)
    can_be_made = np.array(
        [
            sheet in ADJUSTABLE_SHEETS and column in _figures(sheet) and operation in OPERATIONS
            for _, sheet, column, operation in asked
        ],
        dtype=bool,
    )
    sound = can_be_made & (np.abs(values) <= LARGEST)
    # Only these are looked at, so that a moved rule need not make the adjustments again.
    tables = {key: checked.case.table(key) for key in ("Adjustments", *ADJUSTABLE_SHEETS)}
    case = replace(checked.case, tables=tables)
    for scenario in dict.fromkeys(scenario for scenario, *_ in asked if scenario is not None):
        for fault in adjustments_made(case, scenario, sound).faults:
            yield checked.error(
                fault.code, "Adjustments", fault.row, "value", fault.found, fault.mend
            )


def budgets_have_no_stage(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every adjustment of Budgets that names a stage."""
    for row, (sheet, stage) in enumerate(checked.rows("Adjustments", ("sheet", "stage"))):
        if sheet == "Budgets" and stage is not None:
            found = text(
                "The adjustment of {sheet} names the stage {stage}; budgets have no stage.",
                sheet=TABLE_BY_KEY["Budgets"].labels,
                stage=Quoted(stage),
            )
            mend = text("Clear the stage.")
            yield checked.error("budget-with-stage", "Adjustments", row, "stage", found, mend)


def budgets_have_no_group(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every adjustment of Budgets that names a group."""
    for row, (sheet, group) in enumerate(checked.rows("Adjustments", ("sheet", "group"))):
        if sheet == "Budgets" and group is not None:
            found = text(
                "The adjustment of {sheet} names the group {group}; budgets have no group.",
                sheet=TABLE_BY_KEY["Budgets"].labels,
                group=Quoted(group),
            )
            mend = text("Clear the group.")
            yield checked.error("budget-with-group", "Adjustments", row, "group", found, mend)


_HONEST_RULES = {
    "discount_rate": 0.5,
    "arrivals_growth": 1.0,
    "price_growth": 0.5,
    "benefit_cap": 5.0,
}
"""What a rule is hardly meant to be above: a year that counts a third less, arrivals that more than
double each year, prices that grow by half, a payer that pays five times its benefit. Rules that are
shares end at 1."""

_HONEST_SHARES = {"share_of_need": 1.0, "share_of_benefit": 5.0}  # D56


def percents_in_rules(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every rate or cap that is likely a percent, in every scenario."""
    keys = enumerate(checked.cells("Scenarios", "rule"))
    limited = [(row, key, _HONEST_RULES[key]) for row, key in keys if key in _HONEST_RULES]
    for scenario in checked.case.scenarios():
        values = checked.cells("Scenarios", scenario)
        for row, key, limit in limited:
            value = values[row]
            if _is_above(value, limit):
                found = text(
                    "The rule {rule} is {value}, which is {percent}.",
                    rule=Quoted(RULE_BY_KEY[key].labels),
                    value=Exactly(value),
                    percent=Percent(value),
                )
                mend = _mend(value)
                yield checked.warning("percent-as-whole", "Scenarios", row, scenario, found, mend)


def shares_of_clauses(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every clause on a share of need or benefit that is likely a percent."""
    for row, (measure, value) in enumerate(checked.rows("Clauses", ("measure", "value"))):
        limit = _HONEST_SHARES.get(measure)
        if limit is not None and _is_above(value, limit):
            found = (
                text("The share {share} is more than the whole need.")
                if measure == "share_of_need"
                else text("The share {share} is more than {times} times the whole benefit.")
            ).filled(share=Exactly(value), times=Exactly(limit))
            yield checked.warning("share-above-1", "Clauses", row, "value", found, _mend(value))


def _is_above(value: object, limit: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return limit < value < float("inf")


def _mend(value: float) -> Argument:
    fraction = value / 100
    return text(
        "Type a fraction: {fraction} for {percent}.",
        fraction=Exactly(fraction),
        percent=Percent(fraction),
    )
