"""What a meeting moves: the rules that have a slider, and the way back to a split it pinned."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.case import Case
from models.clause import clauses_of
from models.declaration.rules import RULES, RuleKind
from models.used import FIRST_EDITION, says_effects

LEAST_RULES, MOST_RULES = 3, 5
USUAL_RULES = ("own_share_min", "benefit_cap", "de_minimis")
_SLIDING = (RuleKind.SHARE, RuleKind.GROWTH, RuleKind.CAP)
SLIDING_RULES = tuple(
    rule.key for rule in RULES if rule.kind in _SLIDING and rule.edition == FIRST_EDITION
)
"""The rules that a meeting can move with a slider in any case, as they are declared."""
OF_EFFECTS = ("additionality",)
"""Those that it can move besides where a case says what people would do without programmes."""


def sliding_rules(case: Case | None) -> tuple[str, ...]:
    """Return the rules that a meeting on a case can move with a slider."""
    has_effects = case is not None and says_effects(case)
    return (*SLIDING_RULES, *OF_EFFECTS) if has_effects else SLIDING_RULES


def rules_moved(kept: Collection[str], offered: Collection[str] = SLIDING_RULES) -> tuple[str, ...]:
    """Return the rules that were chosen last; the usual ones where what is kept makes no sense."""
    known = tuple(key for key in offered if key in kept)
    usual = (*USUAL_RULES, *(key for key in OF_EFFECTS if key in offered))
    return known if LEAST_RULES <= len(known) <= MOST_RULES else usual


def may_switch(keys: Collection[str], key: str) -> bool:
    """Say whether a rule may be taken in or left out."""
    return len(keys) > LEAST_RULES if key in keys else len(keys) < MOST_RULES


def switched(keys: Collection[str], key: str) -> tuple[str, ...]:
    """Return the rules after one was taken in or left out."""
    known = (*SLIDING_RULES, *OF_EFFECTS)
    return tuple(one for one in known if (one in keys) != (one == key))


def payers_of_clauses(case: Case, keys: Iterable[str]) -> frozenset[str]:
    """Return whose payments some clauses (by key) are about."""
    wanted = set(keys)
    return frozenset(clause.payer for clause in clauses_of(case) if clause.key in wanted)
