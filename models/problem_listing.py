"""The problems of a case in order, by table and by cell; there may be one in every row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from models.declaration.tables import TABLE_BY_KEY
from models.editing import row_number
from models.problems import Problem, Severity
from models.words.names import column_named
from models.words.text import Argument, counted, joined, text


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

    @property
    def sentence(self) -> Argument:
        """How many there are, and whether they keep the case from being solved."""
        problems = counted(
            "1 problem. Choose it to go to its cell.",
            "{count} problems. Choose one to go to its cell.",
            len(self.errors_first),
        )
        errors = sum(problem.severity is Severity.ERROR for problem in self.errors_first)
        if not errors:
            return problems
        draft = counted(
            "This is a draft: 1 error keeps it from being solved.",
            "This is a draft: {count} errors keep it from being solved.",
            errors,
        )
        return joined(draft, problems)


def listing_of(problems: Sequence[Problem]) -> ProblemListing:
    """Return problems as they are shown."""
    counts: Counter[str] = Counter()
    of_table: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        counts[problem.table] += 1
        of_table[problem.table].append(problem)
    by_table = {table: CellProblems(found) for table, found in of_table.items()}
    return ProblemListing(errors_first(problems), counts, by_table)


def errors_first(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return problems with the errors before the warnings, else in the order given."""
    return tuple(sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR))


def place_in_case(problem: Problem) -> Argument:
    """Return where a problem is among the tables of the window: table, row and column."""
    if problem.table not in TABLE_BY_KEY:
        return problem.place
    table = TABLE_BY_KEY[problem.table].labels
    if problem.row is None:
        return table
    row = text("{table}, row {row}", table=table, row=row_number(problem.row))
    if problem.column is None:
        return row
    return text("{row}, {column}", row=row, column=column_named(problem.table, problem.column))
