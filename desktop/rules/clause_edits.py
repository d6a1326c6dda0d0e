"""What can be done to a clause; each is one entry in the history, in the clause's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Slot

from desktop.document import Document
from desktop.rules.clause_words import clause_sentence, value_in_words
from models.clause import (
    PROPOSED,
    REJECTED,
    TABLE,
    Clause,
    add_clause,
    clauses_of,
    set_clauses,
)
from models.edits import delete_rows
from models.names import currency_of, names_of


class ClauseEdits(QObject):
    """Edits the clauses of the open case."""

    def __init__(self, document: Document, locale: QLocale) -> None:
        super().__init__()
        self._document, self._locale = document, locale
        self._agreed: dict[str, str] = {}
        document.case_replaced.connect(self._on_case_replaced)

    def in_words(self, clause: Clause) -> str:
        """Return a clause as a sentence."""
        case = self._document.open_case
        return clause_sentence(clause, names_of(case), currency_of(case), self._locale)

    def add(self, clause: Clause) -> None:
        """Put a clause after the last."""
        text = QCoreApplication.translate("Edits", "Add clause: {clause}")
        text = text.format(clause=self.in_words(clause))
        self._document.edit(add_clause(self._document.open_case, clause, text))

    def change(self, row: int, clause: Clause) -> None:
        """Let a row say what this clause says."""
        text = QCoreApplication.translate("Edits", "Change clause: {clause}")
        self._set({row: clause}, text.format(clause=self.in_words(clause)))

    def delete(self, row: int) -> None:
        """Take a clause out."""
        case = self._document.open_case
        text = QCoreApplication.translate("Edits", "Delete clause: {clause}")
        text = text.format(clause=self.in_words(clauses_of(case)[row]))
        self._document.edit(delete_rows(case, TABLE, [row], text))

    def switch(self, row: int, on: bool) -> None:
        """Let a clause count, or not; one that was agreed is agreed again."""
        clause = clauses_of(self._document.open_case)[row]
        if clause.counts == on:
            return
        if not on:
            self._agreed[clause.key] = clause.status
        status = self._agreed.get(clause.key, PROPOSED) if on else REJECTED
        text = (
            QCoreApplication.translate("Edits", "Count clause: {clause}")
            if on
            else QCoreApplication.translate("Edits", "Do not count clause: {clause}")
        )
        text = text.format(clause=self.in_words(clause))
        self._set({row: replace(clause, status=status)}, text)

    def move(self, values: Sequence[tuple[str, float]]) -> None:
        """Give some clauses (by key) other values, all in one edit; none where one is gone."""
        rows = {clause.key: (row, clause) for row, clause in self._clauses()}
        if any(key not in rows for key, _ in values):
            return
        moved = {rows[key][0]: replace(rows[key][1], value=value) for key, value in values}
        if len(moved) == 1:
            before, after = rows[values[0][0]][1], next(iter(moved.values()))
            text = f"{self.in_words(before)}: {self._value(before)} → {self._value(after)}"
        else:
            text = QCoreApplication.translate("Edits", "Settle {count} clauses: {clauses}")
            clauses = "; ".join(self.in_words(clause) for clause in moved.values())
            text = text.format(count=len(moved), clauses=clauses)
        self._set(moved, text)

    def drop(self, keys: Sequence[str]) -> None:
        """Let some clauses (by key) not count, all in one edit."""
        dropped = [(row, clause) for row, clause in self._clauses() if clause.key in keys]
        if len(dropped) == 1:
            self.switch(dropped[0][0], False)
            return
        self._agreed.update({clause.key: clause.status for _, clause in dropped})
        text = QCoreApplication.translate("Edits", "Do not count {count} clauses: {clauses}")
        clauses = "; ".join(self.in_words(clause) for _, clause in dropped)
        rejected = {row: replace(clause, status=REJECTED) for row, clause in dropped}
        self._set(rejected, text.format(count=len(dropped), clauses=clauses))

    @Slot()
    def _on_case_replaced(self) -> None:
        self._agreed = {}

    def _clauses(self) -> list[tuple[int, Clause]]:
        return list(enumerate(clauses_of(self._document.open_case)))

    def _value(self, clause: Clause) -> str:
        currency = currency_of(self._document.open_case)
        return value_in_words(clause, clause.value, currency, self._locale)

    def _set(self, clauses: Mapping[int, Clause], text: str) -> None:
        if edit := set_clauses(self._document.open_case, clauses, text):
            self._document.edit(edit)
