"""The bridge from one split to another, in words: what each of its steps changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from models.declaration.rules import RULE_BY_KEY
from models.names import Names
from models.results.bridge import Bridge, BridgeStep, Change
from models.words.comparison import key_name
from models.words.names import column_named, sheet_named
from models.words.rules import rule_value
from models.words.text import (
    Argument,
    Exactly,
    Joined,
    Number,
    Percent,
    Quoted,
    Text,
    counted,
    joined,
    listed,
    text,
)


def payer_finding(
    who: Argument, ends: tuple[Argument, Argument], change: Decimal | float, amount: Argument
) -> Text:
    """Say how much more or less a payer pays at the end of a way than at its start.

    Args:
        who: the payer, or what stays unfunded.
        ends: what the two splits are called.
        change: below zero: less; zero: nothing changes.
        amount: the size of the change, as it is written.
    """
    pattern = text("{who}: from {start} to {end} nothing changes in the end")
    if change > 0:
        pattern = text("{who}: from {start} to {end} {amount} more")
    elif change < 0:
        pattern = text("{who}: from {start} to {end} {amount} less")
    return pattern.filled(who=who, start=ends[0], end=ends[1], amount=amount)


def all_payers_finding(ends: tuple[Argument, Argument], *, has_steps: bool) -> Text:
    """Say what the way is shown for: who pays more and who less at each step."""
    pattern = text("From {start} to {end}: who pays more (right) and less (left), step by step")
    if not has_steps:
        pattern = text("{start} and {end} are made of the same rules, data and clauses")
    return pattern.filled(start=ends[0], end=ends[1])


def shown_to_add_up(figure: str) -> Text:
    """Say that a step is shown a little otherwise than it is rounded alone."""
    return text("Shown as {figure}, so that the steps add up", figure=figure)


def legend(unit: Argument, parts: Iterable[Argument]) -> Joined:
    """Put the unit of a bridge and what its marks mean into one line."""
    return joined(unit, *parts, between=" · ")


HATCHED = text("hatched: what stays unfunded")
NO_EFFECT = text("no effect")
UNSEEN = text("less than can be seen in this unit")
ROUNDED = text("*: rounded up or down so that the steps add up")


def step_name(step: BridgeStep, names: Names) -> Argument:
    """Name a step in a few words: the rule, the figures or the clauses, old → new."""
    clauses = [change for change in step.changes if change.kind == "clause"]
    parts = [change_name(c, names) for c in step.changes if c.kind != "clause"]
    if len(clauses) < 2:
        parts += [change_name(change, names) for change in clauses]
    else:
        parts.append(_clause_set(clauses))
    said: Argument = parts[0]
    for part in parts[1:]:
        said = text("{step} together with {other}", step=said, other=part)
    return said


def step_in_full(step: BridgeStep, names: Names, between: str = "\n") -> Joined:
    """Name every change of a step, one after the other."""
    return joined(*(change_name(change, names) for change in step.changes), between=between)


def step_with_effect(bridge: Bridge, place: int, names: Names) -> Argument:
    """Name every change of a step in one line, and say where they change nothing."""
    said = step_in_full(bridge.steps[place], names, "; ")
    if bridge.has_effect(place):
        return said
    return text("{step}: {effect}", step=said, effect=NO_EFFECT)


def _clause_set(clauses: Sequence[Change]) -> Text:
    parties = list(dict.fromkeys(change.by for change in clauses if change.by))
    count = len(clauses)
    party: Argument = listed(parties) if parties else text("no named party")
    if all(change.new is None for change in clauses):
        return counted(
            "Without {count} clause of {party}",
            "Without {count} clauses of {party}",
            count,
            party=party,
        )
    if all(change.old is None for change in clauses):
        return counted(
            "With {count} clause of {party}", "With {count} clauses of {party}", count, party=party
        )
    return counted(
        "{count} clause of {party} with another value or new",
        "{count} clauses of {party} with other values or new",
        count,
        party=party,
    )


def change_name(change: Change, names: Names) -> Text:
    """Name one change, from its old value to its new one."""
    return {
        "rule": _rule_change,
        "adjustment": _adjustment_change,
        "clause": _clause_change,
        "key": _key_change,
    }[change.kind](change, names)


def _rule_change(change: Change, _names: Names) -> Text:
    rule = RULE_BY_KEY[change.name]
    old, new = (rule_value(rule, value) for value in (change.old, change.new))
    return text("{rule}: {old} → {new}", rule=rule.labels, old=old, new=new)


def _adjustment_change(change: Change, names: Names) -> Text:
    table, _, column = change.name.partition(".")
    what = text("{table}, {column}", table=sheet_named(table), column=column_named(table, column))
    old, new = (_adjusted(value, change.operation) for value in (change.old, change.new))
    if not change.place:
        return text("{what}: {old} → {new}", what=what, old=old, new=new)
    chosen = listed((_chosen(column, value, names) for column, value in change.place), last="")
    return text("{what} ({chosen}): {old} → {new}", what=what, chosen=chosen, old=old, new=new)


def _chosen(column: str, value: str | int, names: Names) -> str | int:
    named = {"stage": names.stage, "territory": names.territory, "group": names.group}.get(column)
    return value if named is None else named(str(value))


def _adjusted(value: str | float | None, operation: str) -> Argument:
    if value is None:
        return text("as given")
    shown: Argument = value
    if not isinstance(value, str):
        shown = Number(value, 15, signed=operation == "add")
    elif operation == "add":
        shown = f"+{value}"
    return text("× {factor}", factor=shown) if operation == "multiply" else shown


def _clause_change(change: Change, names: Names) -> Text:
    clause = Quoted(names.clause(change.name))
    if change.new is None:
        return text("Without {clause}", clause=clause)
    if change.old is None:
        return text("With {clause}", clause=clause)
    share = change.operation.startswith("share")
    old, new = (
        Percent(float(value)) if share else Exactly(float(value))
        for value in (change.old, change.new)
    )
    return text("{clause}: {old} → {new}", clause=clause, old=old, new=new)


def _key_change(change: Change, _names: Names) -> Text:
    old, new = (
        text("the split") if value is None else key_name(str(value))
        for value in (change.old, change.new)
    )
    return text("{old} → {new}", old=old, new=new)


def order_note() -> Text:
    """Say in which order a bridge makes its changes."""
    return text(
        "Order: clauses left out (by who proposed them), rules as in their table, changes of data "
        "by sheet, clauses put in; a key first or last. In another order the steps would differ; "
        "their sum would not."
    )
