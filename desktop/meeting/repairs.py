"""What would settle a conflict, as few ways as a room can choose between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.document import Solved
from desktop.rules.clause_edits import ClauseEdits
from desktop.rules.clause_words import moved_sentence, proposed_sentence, value_to_take
from desktop.solving import Solving
from models.clause import Clause, clauses_of
from models.names import Names, currency_of

_MOST_NAMED = 2


@dataclass(frozen=True)
class Repair:
    """One way out: in words, what its button says, and what that does."""

    words: str
    action: str
    act: Callable[[], object]


class Repairs:
    """The words of a conflict and of its repairs, as on the page of rules, but fewer."""

    def __init__(self, conflict: Solved, edits: ClauseEdits, locale: QLocale) -> None:
        self._conflict, self._edits, self._locale = conflict, edits, locale
        self._clauses = {clause.key: clause for clause in clauses_of(conflict.case)}

    def clashing(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return the clauses that cannot hold, in words."""
        return self._few([self._said(key) for key in keys])

    def offered(self, solving: Solving) -> tuple[Repair, ...]:
        """Return the way that moves the least money, and which clauses need not count."""
        report = solving.report
        moves: Sequence[tuple[str, float | None]] = ()
        if report:
            moves = [(change.clause, change.needs) for change in report.changes]
        if not moves:
            prices = report.prices if report and report.sets else solving.conflict_lines
            moves = [(price.clause, price.needs) for price in prices if price.needs is not None][:1]
        dropped: Sequence[str] = [line.clause for line in solving.conflict_lines][:1]
        if report and report.to_drop:
            dropped = min(report.to_drop, key=len)
        return (*self._to_move(moves), *self._to_drop(dropped))

    def _to_move(self, moves: Sequence[tuple[str, float | None]]) -> tuple[Repair, ...]:
        values = [(key, needs) for key, needs in moves if needs is not None]
        if not values:
            return ()
        words = "; ".join(self._few([self._change(key, needs) for key, needs in values]))
        action = QCoreApplication.translate("Meeting", "Take it")
        taken = [(key, value_to_take(self._clause(key), needs)) for key, needs in values]
        return (Repair(words, action, partial(self._edits.move, taken)),)

    def _to_drop(self, keys: Sequence[str]) -> tuple[Repair, ...]:
        if not keys:
            return ()
        text = QCoreApplication.translate("Meeting", "Not counted: {clauses}")
        words = text.format(clauses="; ".join(self._few([self._said(key) for key in keys])))
        action = QCoreApplication.translate("Meeting", "Do without")
        return (Repair(words, action, partial(self._edits.drop, list(keys))),)

    def _few(self, sentences: Sequence[str]) -> tuple[str, ...]:
        more = len(sentences) - _MOST_NAMED
        if more <= 0:
            return tuple(sentences)
        one = QCoreApplication.translate("Meeting", "and {count} more clause")
        many = QCoreApplication.translate("Meeting", "and {count} more clauses")
        return (*sentences[:_MOST_NAMED], formats.counted(one, many, more, self._locale))

    def _clause(self, key: str) -> Clause:
        return self._clauses.get(key, Clause(key))

    def _how_to_say(self) -> tuple[Names, str, QLocale]:
        return self._conflict.names, currency_of(self._conflict.case), self._locale

    def _said(self, key: str) -> str:
        return proposed_sentence(self._clause(key), *self._how_to_say())

    def _change(self, key: str, value: float) -> str:
        return moved_sentence(self._clause(key), value, *self._how_to_say())
