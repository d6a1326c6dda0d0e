"""Turning what the user wants of one rule into an edit of the case."""

from __future__ import annotations

from desktop.document.document import Document
from desktop.look.language import say
from models.declaration.rules import RuleDeclaration
from models.editing import Value
from models.rules import rule_here, set_rule
from models.words.edits import rule_set


class RuleEditing:
    """Edits one rule of the scenario that is chosen at the time."""

    def __init__(self, document: Document, rule: RuleDeclaration) -> None:
        self._document, self._rule = document, rule

    def __call__(self, value: Value, movement: int) -> None:
        """Set the rule, or blank it (None); edits of one movement are undone together."""
        document, rule = self._document, self._rule
        here = rule_here(document.open_case, document.scenario, rule.key)
        if value == here.own or (here.own is None and value == here.value):
            return
        after = here.inherited if value is None else value
        entry, end = map(say, rule_set(rule, here.value, after))
        document.edit(set_rule(document.open_case, here, value, entry, end, movement))

    def take_over(self) -> None:
        """Let the scenario take over what base says."""
        self(None, 0)
