"""Rules and their values in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.declaration.rules import RuleDeclaration, RuleKind, is_no_cap, meaning
from models.editing import Value
from models.scenarios import RuleHere
from models.words.goals import goal_names
from models.words.names import span
from models.words.text import Argument, Number, Percent, Text, listed, text


def basis_name(basis: str) -> Argument:
    """Return what burdens are measured by."""
    return {
        "benefit": text("later benefit"),
        "fiscal_capacity": text("fiscal capacity"),
        "population": text("population"),
    }.get(basis, basis)


def timing_name(timing: str) -> Argument:
    """Return when benefits come."""
    return {
        "spread": text("evenly over the years of the stage"),
        "entry": text("whole in the year of entry"),
    }.get(timing, timing)


def key_part_name(part: str) -> Argument:
    """Return what the shares of a key may depend on, or for what a bound holds one by one."""
    return {
        "host": text("host", context="of a key"),
        "stage": text("stage", context="of a key"),
        "group": text("group", context="of a key"),
        "year": text("year", context="of a key"),
    }.get(part, part)


def no_key() -> Text:
    """Say that every programme has shares of its own."""
    return text("no same key")


def one_key() -> Text:
    """Say that all programmes have the same shares."""
    return text("one key for everything")


def _key_by(parts: tuple[str, ...]) -> Argument:
    if not parts:
        return one_key()
    return text("a key for each {parts}", parts=listed(map(key_part_name, parts)))


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
        case RuleKind.AMOUNT | RuleKind.MONEY:
            return Number(meant, 6)
    in_words = _IN_WORDS.get(rule.kind)
    return str(meant) if in_words is None else in_words(meant)


_IN_WORDS: dict[RuleKind, Callable[[Any], Argument]] = {
    RuleKind.YEARS: lambda years: span(*years),
    RuleKind.GOALS: goal_names,
    RuleKind.BASIS: basis_name,
    RuleKind.TIMING: timing_name,
    RuleKind.KEY_BY: _key_by,
}


def blank_value(rule: RuleDeclaration) -> Argument:
    """Return what no value at all stands for."""
    return {
        "programme_years": text("all years"),
        "base_year": text("the first programme year"),
        "project_until": text("no projection"),
        "reference_scenario": text("base"),
        "same_key_by": no_key(),
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
