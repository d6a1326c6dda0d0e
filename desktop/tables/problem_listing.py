"""The problems of a case sorted once for all who show them; there may be one in every row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.engine.watch import StoppedError
from desktop.tables.background_job import Cancelled
from desktop.tables.cell_problems import CellProblems
from models.problems import Problem, Severity

ASKED_EVERY = 2_000


@dataclass(frozen=True)
class ProblemListing:
    """Problems as they are shown.

    Attributes:
        errors_first: all of them.
        counts: how many each table has.
        by_table: for each table that has some, those in its rows.
    """

    errors_first: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    by_table: Mapping[str, CellProblems] = field(default_factory=dict)


def listing_of(problems: Sequence[Problem], cancelled: Cancelled) -> ProblemListing:
    """Return problems as they are shown.

    Raises:
        StoppedError: they are no longer wanted.
    """
    counts: Counter[str] = Counter()
    of_table: defaultdict[str, list[Problem]] = defaultdict(list)
    for number, problem in enumerate(problems):
        if number % ASKED_EVERY == 0 and cancelled():
            raise StoppedError
        counts[problem.table] += 1
        of_table[problem.table].append(problem)
    by_table = {table: CellProblems(found) for table, found in of_table.items()}
    return ProblemListing(errors_first(problems), counts, by_table)


def errors_first(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return problems with the errors before the warnings, else in the order given."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    others = [problem for problem in problems if problem.severity is not Severity.ERROR]
    return (*errors, *others)
