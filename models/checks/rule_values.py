"""Which rule a text names, and what each kind of rule accepts (2-method 2.4, 3-workbook)."""

from __future__ import annotations

import re
from typing import Any

from models.checks.matching import KnownNames, fold, fold_header
from models.declaration.rules import (
    GOALS,
    KEY_PARTS,
    ONE_KEY,
    RULES,
    RuleKind,
    goals_of,
    suits,
)
from models.words.text import Argument, Quoted, text

_KEYS = KnownNames(rule.key for rule in RULES)
_FOLDED_KEYS = frozenset(fold(rule.key) for rule in RULES)
_EXACT = {label: rule.key for rule in RULES for label in rule.labels.all()}
_LABELS = {fold_header(label): key for label, key in _EXACT.items()}


def rule_of_label(text: str) -> str | None:
    """Return the rule that a label in any language names, None where the text is no label."""
    if text in _EXACT:  # "Goals" is the label as it is written, no misspelt key
        return _EXACT[text]
    return None if fold(text) in _FOLDED_KEYS else _LABELS.get(fold_header(text))


def named_rule(text: str) -> str | None:
    """Return the rule that a text names by key or label, None where it names none."""
    return rule_of_label(text) or _KEYS.same(text)


def canonical(kind: RuleKind, value: Any) -> Any:
    """Return a value that suits its rule as the declaration writes it."""
    if not isinstance(value, str):
        return value
    if kind in (RuleKind.CAP, RuleKind.BASIS, RuleKind.TIMING):
        return fold(value) if suits(kind, fold(value)) else value
    if not suits(kind, value):
        return value
    if kind in (RuleKind.GOALS, RuleKind.KEY_BY):
        return ", ".join(goal.casefold() for goal in goals_of(value))
    return (
        re.sub(r"\s*[-\u2012-\u2014]\s*", "-", value.strip()) if kind is RuleKind.YEARS else value
    )


def key_part_hint(value: Any) -> Argument:
    """Return what is wrong with the first wrong part of a same key, "" where nothing is."""
    known = KnownNames((*KEY_PARTS, ONE_KEY))
    parts = [part.casefold() for part in goals_of(value)] if isinstance(value, str) else []
    for place, part in enumerate(parts):
        if part not in known:
            near = known.nearest(part)
            found = text("The shares of a key cannot depend on {part}.")
            if near:
                found = text(
                    "The shares of a key cannot depend on {part}; did you mean {near}?",
                    near=Quoted(near),
                )
            return found.filled(part=Quoted(part))
        if part in parts[:place]:
            return text("{word} stands twice.", word=Quoted(part))
    return ""


def goal_hint(value: Any) -> Argument:
    """Return what is wrong with the first wrong goal of a list, "" where nothing is."""
    known = KnownNames(GOALS)
    goals = goals_of(value) if isinstance(value, str) else []
    for place, goal in enumerate(goals):
        if goal.casefold() not in GOALS:
            near = known.nearest(goal)
            if not near:
                return text("The goal {goal} is not known.", goal=Quoted(goal))
            return text(
                "The goal {goal} is not known; did you mean {near}?",
                goal=Quoted(goal),
                near=Quoted(near),
            )
        if goal.casefold() in (earlier.casefold() for earlier in goals[:place]):
            return text("The goal {goal} stands twice.", goal=Quoted(goal))
    return ""
