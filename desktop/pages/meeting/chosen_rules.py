"""The rules that the sliders of a meeting move: three to five, kept for the next meeting."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSettings

from models.declaration.rules import RULES, RuleKind

LEAST, MOST = 3, 5
_KEY = "meeting/rules"
_USUAL = ("own_share_min", "benefit_cap", "de_minimis")
_SLIDING = (RuleKind.SHARE, RuleKind.GROWTH, RuleKind.CAP)
CANDIDATES = tuple(rule.key for rule in RULES if rule.kind in _SLIDING)
"""The rules that a slider can move, as they are declared."""


def chosen_rules(settings: QSettings) -> tuple[str, ...]:
    """Return the rules chosen last; the usual ones where what is kept makes no sense."""
    kept = settings.value(_KEY, "")
    keys = str(kept).split(",") if kept else []
    known = tuple(key for key in CANDIDATES if key in keys)
    return known if LEAST <= len(known) <= MOST else _USUAL


def keep_rules(settings: QSettings, keys: Iterable[str]) -> None:
    """Keep a choice for the next meeting."""
    settings.setValue(_KEY, ",".join(keys))


def may_change(keys: tuple[str, ...], key: str) -> bool:
    """Say whether a rule may be taken in or left out."""
    return len(keys) > LEAST if key in keys else len(keys) < MOST
