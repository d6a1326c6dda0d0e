"""Turning what the user wants of one rule into an edit of the case."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from desktop.document import Document
from desktop.rules.rule_words import rule_label, value_in_words
from models.declaration.rules import RuleDeclaration
from models.editing import Value
from models.rules import rule_here, set_rule


class RuleEditing:
    """Edits one rule of the scenario that is chosen at the time."""

    def __init__(self, document: Document, rule: RuleDeclaration, locale: QLocale) -> None:
        self._document, self._rule, self._locale = document, rule, locale

    def __call__(self, value: Value, movement: int) -> None:
        """Set the rule, or blank it (None); edits of one movement are undone together."""
        document, rule = self._document, self._rule
        here = rule_here(document.open_case, document.scenario, rule.key)
        if value == here.own or (here.own is None and value == here.value):
            return
        after = here.inherited if value is None else value
        words = [value_in_words(rule, one, self._locale) for one in (here.value, after)]
        text, end = f"{rule_label(rule)}: {words[0]}", f" → {words[1]}"
        document.edit(set_rule(document.open_case, here, value, text, end, movement))

    def take_over(self) -> None:
        """Let the scenario take over what base says."""
        self(None, 0)
