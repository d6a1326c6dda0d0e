"""The problems of one table by their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from desktop.look.language import say
from models.problems import Problem, Severity
from models.words.text import joined


class CellProblems:
    """Which cells of a table have problems, and which."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._by_cell: defaultdict[tuple[int, str | None], list[Problem]] = defaultdict(list)
        for problem in problems:
            if problem.row is not None:
                self._by_cell[problem.row, problem.column].append(problem)
        self.rows = frozenset(row for row, _ in self._by_cell)

    def at(self, row: int, key: str, *, is_first: bool) -> list[Problem]:
        """Return the problems of a cell; the first one of a row has those of the whole row."""
        if row not in self.rows:
            return []
        whole_row = self._by_cell.get((row, None), []) if is_first else []
        return self._by_cell.get((row, key), []) + whole_row


def worst(problems: Iterable[Problem]) -> Severity:
    """Return how bad the worst of some problems is."""
    error = any(problem.severity is Severity.ERROR for problem in problems)
    return Severity.ERROR if error else Severity.WARNING


def advice(problem: Problem) -> str:
    """Return what a problem is and how to mend it."""
    return say(joined(problem.found, problem.mend))
