"""Which rule a text names: by its key, or by its label in any language."""

from __future__ import annotations

from models.checks.matching import KnownNames, fold, fold_header
from models.declaration.rules import RULES

_KEYS = KnownNames(rule.key for rule in RULES)
_FOLDED_KEYS = frozenset(fold(rule.key) for rule in RULES)
_EXACT = {label: rule.key for rule in RULES for label in rule.labels.all()}
_LABELS = {fold_header(label): key for label, key in _EXACT.items()}


def rule_of_label(text: str) -> str | None:
    """Return the rule that a label in any language names, None where the text is no label."""
    if text in _EXACT:  # "Goals" is the label as it is written, no misspelt key
        return _EXACT[text]
    return None if fold(text) in _FOLDED_KEYS else _LABELS.get(fold_header(text))


def rule_of_key(text: str) -> str | None:
    """Return the rule whose key a text is, but for case, accents and blanks."""
    return _KEYS.same(text)


def named_rule(text: str) -> str | None:
    """Return the rule that a text names by key or label, None where it names none."""
    return rule_of_label(text) or rule_of_key(text)
