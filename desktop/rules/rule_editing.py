"""Turning what the user wants of one rule into an edit of the case."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from desktop.document import Document
from desktop.rule_edits import RuleEdit, SetRule
from desktop.rules.rule_values import rule_here
from desktop.rules.rule_words import rule_label, value_in_words
from models.declaration.rules import RuleDeclaration
from models.editing import Value


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
        document.edit(
            SetRule(
                document,
                RuleEdit(
                    document.scenario,
                    rule.key,
                    here.own,
                    value,
                    rule_label(rule),
                    value_in_words(rule, here.value, self._locale),
                    value_in_words(rule, after, self._locale),
                    drag=movement,
                ),
            )
        )

    def take_over(self) -> None:
        """Let the scenario take over what base says."""
        self(None, 0)
