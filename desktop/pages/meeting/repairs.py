"""What would settle a conflict, as few ways as a room can choose between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from desktop.document.clause_edits import ClauseEdits
from desktop.document.document import Solved
from desktop.document.solving import Solving
from models.words.conflicts import Conflict
from models.words.text import Argument, counted, joined, text

_MOST_NAMED = 2


@dataclass(frozen=True)
class Repair:
    """One way out: in words, what its button says, and what that does."""

    words: Argument
    action: Argument
    act: Callable[[], object]


class Repairs:
    """The words of a conflict and of its repairs, as on the page of rules, but fewer."""

    def __init__(self, conflict: Solved, edits: ClauseEdits) -> None:
        self._conflict, self._edits = Conflict(conflict.split, conflict.case), edits

    def clashing(self, keys: Sequence[str]) -> tuple[Argument, ...]:
        """Return the clauses that cannot hold, in words."""
        return _few([self._conflict.clause(key) for key in keys])

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
        words = _few([self._conflict.change(key, needs) for key, needs in values])
        act = partial(self._edits.move, self._conflict.taken(values))
        return (Repair(joined(*words, between="; "), text("Take it"), act),)

    def _to_drop(self, keys: Sequence[str]) -> tuple[Repair, ...]:
        if not keys:
            return ()
        clauses = joined(*self.clashing(keys), between="; ")
        words = text("Not counted: {clauses}", clauses=clauses)
        return (Repair(words, text("Do without"), partial(self._edits.drop, list(keys))),)


def _few(sentences: Sequence[Argument]) -> tuple[Argument, ...]:
    more = len(sentences) - _MOST_NAMED
    if more <= 0:
        return tuple(sentences)
    rest = counted("and {count} more clause", "and {count} more clauses", more)
    return (*sentences[:_MOST_NAMED], rest)
