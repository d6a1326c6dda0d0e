"""What can be done to a clause or a rule; each is one entry in the history, in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from desktop.document.document import Document
from desktop.look.language import say
from models.clause import (
    PROPOSED,
    REJECTED,
    TABLE,
    Clause,
    add_clause,
    clauses_of,
    set_clauses,
)
from models.declaration.rules import RULE_BY_KEY, RuleDeclaration
from models.editing import Value, delete_rows
from models.names import currency_of, names_of
from models.scenarios import rule_here, set_rule
from models.words.conflicts import ConflictPart
from models.words.edits import (
    clause_entry,
    clauses_dropped,
    clauses_moved,
    rule_set,
)
from models.words.names import Terms
from models.words.text import Argument


class ClauseEdits(QObject):
    """Edits the clauses of the open case."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._agreed: dict[str, str] = {}
        document.case_replaced.connect(self._agreed.clear)

    def add(self, clause: Clause) -> None:
        """Put a clause after the last."""
        entry = say(clause_entry("add", clause, self._terms()))
        self._document.edit(add_clause(self._document.open_case, clause, entry))

    def change(self, row: int, clause: Clause) -> None:
        """Let a row say what this clause says."""
        self._set({row: clause}, clause_entry("change", clause, self._terms()))

    def delete(self, row: int) -> None:
        """Take a clause out."""
        case = self._document.open_case
        entry = say(clause_entry("delete", clauses_of(case)[row], self._terms()))
        self._document.edit(delete_rows(case, TABLE, [row], entry))

    def switch(self, row: int, on: bool) -> None:
        """Let a clause count, or not; one that was agreed is agreed again."""
        clause = clauses_of(self._document.open_case)[row]
        if clause.counts == on:
            return
        if not on:
            self._agreed[clause.key] = clause.status
        status = self._agreed.get(clause.key, PROPOSED) if on else REJECTED  # D132
        entry = clause_entry("count" if on else "leave out", clause, self._terms())
        self._set({row: replace(clause, status=status)}, entry)

    def move(self, values: Sequence[tuple[str, float]]) -> None:
        """Give some clauses (by key) other values, all in one edit; none where one is gone."""
        rows = {clause.key: (row, clause) for row, clause in self._clauses()}
        if any(key not in rows for key, _ in values):
            return
        moved = {rows[key][0]: replace(rows[key][1], value=value) for key, value in values}
        before = [rows[key][1] for key, _ in values]
        self._set(moved, clauses_moved(before, list(moved.values()), self._terms()))

    def drop(self, keys: Sequence[str]) -> None:
        """Let some clauses (by key) not count, all in one edit."""
        dropped = [(row, clause) for row, clause in self._clauses() if clause.key in keys]
        if len(dropped) == 1:
            self.switch(dropped[0][0], False)
            return
        self._agreed.update({clause.key: clause.status for _, clause in dropped})
        rejected = {row: replace(clause, status=REJECTED) for row, clause in dropped}
        self._set(rejected, clauses_dropped([clause for _, clause in dropped], self._terms()))

    def take(self, way: ConflictPart) -> None:
        """Take a way out of a conflict."""
        if way.rule is not None:
            key, value = way.rule
            RuleEditing(self._document, RULE_BY_KEY[key])(value, 0)
        elif way.dropped:
            self.drop(way.dropped)
        else:
            self.move(way.values)

    def _clauses(self) -> list[tuple[int, Clause]]:
        return list(enumerate(clauses_of(self._document.open_case)))

    def _terms(self) -> Terms:
        case = self._document.open_case
        return Terms(names_of(case), currency_of(case))

    def _set(self, clauses: Mapping[int, Clause], entry: Argument) -> None:
        if edit := set_clauses(self._document.open_case, clauses, say(entry)):
            self._document.edit(edit)


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
