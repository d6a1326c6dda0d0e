"""Reading a case workbook: from the file to a Case, or to all that is wrong with it.

The way of a workbook: guard → cells with their coordinates → sheets of the tables → headers
→ cells by kind → names matched → checks → problems with their place.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd

from models.case import Case, case_of
from models.checks.every import check_case, set_aside
from models.checks.references import match_names
from models.checks.rule_values import named_rule
from models.declaration.rules import RULE_BY_KEY
from models.declaration.tables import BASE_SCENARIO, SCENARIOS, TABLE_BY_KEY
from models.editing import CellEdit, by_columns, with_columns
from models.problems import CaseRefusedError, Problem, Severity
from models.words.text import text
from models.workbook.changed_keys import keys_as_sent, without_those_of
from models.workbook.frames import ReadTable, TablePlace, placed, read_table
from models.workbook.header_rows import header_language, header_row
from models.workbook.held import HeldScenario, held_by
from models.workbook.identity import (
    DRESSED,
    Identity,
    identity_of,
    is_identity_sheet,
    issued_language,
    recipient_of,
)
from models.workbook.notes import of_others
from models.workbook.sheets import find_sheets
from models.xlsx.comments import Comment
from models.xlsx.grid import Grid, Sheet, read_grid
from models.xlsx.guard import USUAL_LIMITS, Limits, guarded_bytes

_MARKS = {"fr": ",", "nl": ",", "de": ","}
"""The decimal mark of each language; English is also the language of those who share no other,
so that an English workbook says nothing of whoever filled it in."""


def language_of(grid: Grid, tables: Mapping[str, Sheet]) -> str:
    """Return the language of a workbook, "" where nothing tells it.

    It is what the workbook says it was issued in, else the language of most of its headers.
    """
    counts: Counter[str] = Counter()
    for key, sheet in tables.items():
        table = TABLE_BY_KEY[key]
        counts.update(header_language(header_row(sheet, table), table))
    likely = counts.most_common(1)
    return issued_language(grid) or (likely[0][0] if likely and likely[0][1] else "")


Progress = Callable[[str, int], None]
"""Told what is done now, and how much of the whole is done, in percent.

It is told several times a second; what it raises ends the reading.
"""


def tell_nobody(what: str, percent: int) -> None:
    """Let nobody know what is done."""


_FROM_OTHER_TABLES = {
    "unknown-territory": "Territories",
    "unknown-stage": "Stages",
    "unknown-group": "Groups",
    "unknown-round": "Rounds",
    "unknown-scenario": "Scenarios",
    "missing-cost": "Costs",
    "missing-benefit": "Benefits",
}
"""Problems that only say again that a table is missing or could not be read."""
_OF_THE_WHOLE = frozenset(
    {"more-leave-than-enter", "no-onward-flow", "missing-cost", "missing-benefit", "no-flows"}
    | {"clause-of-nothing"}
)
"""What only the rows of all territories together can show."""


@dataclass(frozen=True)
class ReadCase:
    """A case that was read, the warnings about it, and which issue or result it says it is.

    `comments` are those of others in its cells.
    """

    case: Case
    problems: tuple[Problem, ...]
    identity: Identity | None = None
    comments: tuple[Comment, ...] = ()
    held: HeldScenario | None = None


@dataclass(frozen=True)
class Examination:
    """All that was found in a workbook; without case, there are errors: it is a draft then.

    `places` says where the tables stand in the workbook, `identity` which issue it is, `held`
    which scenario it is the result of; `comments` are those of others in its cells. `answer` holds
    the tables of what was sent out and lacks nothing but sheets: as an answer it says they go.
    `draft` holds the tables in any case, with the texts of cells that could not be read.
    """

    case: Case | None
    problems: tuple[Problem, ...]
    places: Mapping[str, TablePlace]
    identity: Identity | None = None
    comments: tuple[Comment, ...] = ()
    held: HeldScenario | None = None
    answer: Case | None = None
    draft: Case | None = None


@dataclass(frozen=True)
class RawCase:
    """The tables of a workbook before any check across cells, and which issue or result it is."""

    case: Case
    tables: Mapping[str, ReadTable]
    problems: tuple[Problem, ...]
    identity: Identity | None = None
    comments: tuple[Comment, ...] = ()
    held: HeldScenario | None = None

    def as_typed(self, case: Case) -> Case:
        """Return a case that was made of this one, with what stands in the cells it could not read.

        Only such cells are other: they are blank in the case, so that no check meets them.
        """
        for key, table in self.tables.items():
            cells = [CellEdit(row, column, None, typed) for row, column, typed in table.unread]
            placed = [(edit.column, edit.rows, edit.after) for edit in by_columns(cells).columns]
            case = with_columns(case, key, placed) if placed else case
        return case

    @property
    def places(self) -> Mapping[str, TablePlace]:
        """Where each table stands in the workbook."""
        return {key: table.place for key, table in self.tables.items()}


def read_case(
    path: Path, progress: Progress | None = None, limits: Limits = USUAL_LIMITS
) -> ReadCase:
    """Read a case workbook.

    Raises:
        CaseRefusedError: the workbook has errors; it lists all of them and the warnings.
        RelaisError: the file is no workbook that can be read.
    """
    return accepted(path, examine(path, progress, limits))


def accepted(path: Path, found: Examination) -> ReadCase:
    """Return what was found in a file where the case can be used.

    Raises:
        CaseRefusedError: it has errors; it lists all of them and the warnings.
    """
    if found.case is None:
        raise CaseRefusedError(path.name, found.problems)
    return ReadCase(found.case, found.problems, found.identity, found.comments, found.held)


def examine(
    path: Path, progress: Progress | None = None, limits: Limits = USUAL_LIMITS
) -> Examination:
    """Read a case workbook and return all that was found in it, errors too.

    Raises:
        RelaisError: the file is no workbook that can be read.
    """
    tell = progress or (lambda _what, _percent: None)
    with _uncollected():
        found = examined(read_raw(path, tell, limits), tell)
        tell("Checking", 100)
        return found


def examined(raw: RawCase, tell: Progress) -> Examination:
    """Check what was read of a workbook, across its cells."""
    tell("Checking", 80)
    case, matched = match_names(raw.case)
    checked = check_case(case, lambda: tell("Checking", 80))
    if raw.held is not None:
        checked = set_aside(checked, case, raw.held.others(case))
    further = [*matched, *checked]
    if recipient_of(raw.identity):
        further = [problem for problem in further if problem.code not in _OF_THE_WHOLE]
    new = (placed(problem, raw.places) for problem in _new_ones(further, raw))
    problems = sorted((*raw.problems, *new), key=lambda problem: not _is_error(problem))
    errors = {problem.code for problem in problems if _is_error(problem)}
    was_sent = raw.identity is not None and raw.identity.is_intact
    return Examination(
        None if errors else case,
        tuple(problems),
        raw.places,
        raw.identity,
        raw.comments,
        raw.held,
        case if was_sent and errors <= {"missing-sheet"} else None,
        raw.as_typed(case),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of circles away: reading makes none, but millions of objects it visits."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_raw(
    path: Path, progress: Progress = tell_nobody, limits: Limits = USUAL_LIMITS
) -> RawCase:
    """Read the tables of a workbook, cell by cell, without checks across cells.

    Raises:
        RelaisError: the file is no workbook that can be read.
    """
    progress("Opening", 0)
    content = guarded_bytes(path, limits, lambda: progress("Opening", 0))
    grid = read_grid(content, path.name, progress, limits)
    found = find_sheets(grid)
    language = language_of(grid, found.tables)
    mark = _MARKS.get(language, "")
    scenarios = _scenarios(found.tables, mark, progress)
    tables, money = {}, _currency(scenarios)
    for position, (key, sheet) in enumerate(found.tables.items()):
        tick = partial(progress, sheet.name, 60 + 20 * position // len(found.tables))
        tick()
        if scenarios is not None and key == SCENARIOS.key:
            tables[key] = scenarios
        else:
            tables[key] = read_table(sheet, TABLE_BY_KEY[key], mark, tick, money, language)
    case = case_of(
        {key: table.frame for key, table in tables.items()},
        {key: table.unknown_columns for key, table in tables.items() if table.unknown_columns},
        found.unknown,
    )
    identity = identity_of(grid)
    sent = keys_as_sent(case, {k: table.place for k, table in tables.items()}, identity)
    tables = {key: replace(table, place=sent.places[key]) for key, table in tables.items()}
    of_cells = (problem for table in tables.values() for problem in table.problems)
    keys, held = sent.problems, held_by(grid, sent.case)
    of_tables = (*found.problems, *keys, *without_those_of(of_cells, keys))
    of_result = held.problems() if held is not None else ()
    of_book = (*_of_book(grid), *of_result, *grid.comments.problems)
    comments = of_others(grid.comments.said)
    return RawCase(sent.case, tables, (*of_book, *of_tables), identity, comments, held)


def _scenarios(tables: Mapping[str, Sheet], mark: str, progress: Progress) -> ReadTable | None:
    """Read the rules before the other tables, whose units are in the currency they name."""
    sheet = tables.get(SCENARIOS.key)
    if sheet is None:
        return None
    return read_table(sheet, SCENARIOS, mark, partial(progress, sheet.name, 60))


def _currency(scenarios: ReadTable | None) -> str:
    """Return the currency of the case as its base scenario names it."""
    frame = pd.DataFrame() if scenarios is None else scenarios.frame
    is_named = {"rule", BASE_SCENARIO} <= set(frame.columns)
    rules = zip(frame["rule"], frame[BASE_SCENARIO], strict=True) if is_named else ()
    named = (value for rule, value in rules if rule and named_rule(str(rule)) == "currency")
    return str(next(named, None) or RULE_BY_KEY["currency"].default)


def _of_book(grid: Grid) -> Iterator[Problem]:
    """Yield what is said of the workbook as a whole: macros, and what it does not say any more."""
    if grid.has_macros:
        found = text("The workbook holds macros; they were ignored.")
        yield Problem(Severity.WARNING, "macros", found, text("Save it as .xlsx."))
    if grid.marks.kind == DRESSED and not any(map(is_identity_sheet, grid.sheets)):
        found = text("The hidden sheet _relais, which says what was sent and to whom, is gone.")
        mend = text(
            "It can only be compared with a whole workbook: rows that were not sent look deleted."
        )
        yield Problem(Severity.WARNING, "identity-gone", found, mend)


def _new_ones(problems: Sequence[Problem], raw: RawCase) -> list[Problem]:
    """Leave out the problems that only follow from what could not be read."""
    cells = {(p.table, p.row, p.column) for p in raw.problems if _is_error(p)}
    missing = {p.table for p in raw.problems if p.code == "missing-sheet"}
    columns = {(p.table, p.column) for p in raw.problems if p.code == "missing-column"}
    broken = missing | {table for table, _ in columns}
    return [
        problem
        for problem in problems
        if (problem.table, problem.row, problem.column) not in cells
        and (problem.table, problem.column) not in columns
        and _FROM_OTHER_TABLES.get(problem.code) not in broken
    ]


def _is_error(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR
