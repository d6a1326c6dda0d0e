"""Rules and their values in words."""

from __future__ import annotations

from typing import Any

from models.declaration.rules import RuleDeclaration, RuleKind, is_no_cap, meaning
from models.editing import Value
from models.scenarios import RuleHere
from models.words.goals import goal_names
from models.words.names import span
from models.words.text import Argument, Number, Percent, Text, text


def basis_name(basis: str) -> Argument:
    """Return what burdens are measured by."""
    return {
        "benefit": text("later benefit"),
        "fiscal_capacity": text("fiscal capacity"),
        "population": text("population"),
    }.get(basis, basis)


def rule_value(rule: RuleDeclaration, value: Value) -> Argument:
    """Return a value as the history and the page name it; one that is refused as it is written."""
    if value is None:
        return blank_value(rule)
    meant = meaning(rule, value)
    if meant is not None:
        return _meant(rule, meant)
    is_none = rule.kind is RuleKind.CAP and is_no_cap(value)
    return text("no cap") if is_none else str(value)


def _meant(rule: RuleDeclaration, meant: Any) -> Argument:
    match rule.kind:
        case RuleKind.SHARE | RuleKind.GROWTH | RuleKind.CAP:
            return Percent(meant)
        case RuleKind.AMOUNT:
            return Number(meant, 6)
        case RuleKind.YEARS:
            return span(*meant)
        case RuleKind.GOALS:
            return goal_names(meant)
        case RuleKind.BASIS:
            return basis_name(meant)
        case _:
            return str(meant)


def blank_value(rule: RuleDeclaration) -> Argument:
    """Return what no value at all stands for."""
    return {
        "programme_years": text("all years"),
        "base_year": text("the first programme year"),
        "project_until": text("no projection"),
        "reference_scenario": text("base"),
    }.get(rule.key, text("nothing"))


def origin_of(here: RuleHere) -> Argument:
    """Say where a value comes from that the scenario does not set itself; "" where it does."""
    if here.own is not None:
        return ""
    return text("by default") if here.in_base else text("as in base")


def way_back(here: RuleHere) -> Argument:
    """Offer the value of base to a scenario that has its own; "" where there is none."""
    if here.own is None or here.in_base:
        return ""
    return text("As in base: {value}", value=rule_value(here.rule, here.inherited))


def rule_moved(rule: RuleDeclaration, before: Value, after: Value) -> Text:
    """Say from what to what a rule goes."""
    return text(
        "{rule} {before} → {after}",
        rule=rule.labels,
        before=rule_value(rule, before),
        after=rule_value(rule, after),
    )
