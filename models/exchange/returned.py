"""A workbook that came back, read against what was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from models.case import Case
from models.checks import check_case
from models.checks.checked import CheckedCase
from models.checks.matching import KnownNames
from models.checks.references import match_names
from models.checks.row_rules import duplicate_keys
from models.declaration.kinds import Kind
from models.declaration.tables import TABLE_BY_KEY, TABLES
from models.exchange.differences import Difference, differences
from models.exchange.editing import edited, edits_of
from models.exchange.located import Located
from models.exchange.where import Where
from models.problems import CaseRefusedError, Problem, Severity
from models.workbook.limits import USUAL_LIMITS, Limits
from models.workbook.places import placed
from models.workbook.reading import Progress, RawCase, read_raw

_NOT_RETURNED = {"missing-sheet": "sheet", "missing-column": "column"}


@dataclass(frozen=True)
class IssuedVersion:
    """What was sent to one recipient.

    Attributes:
        case: the rows that were sent, and no others: what is not in it was never asked.
        recipient: to whom; "" where everybody got the same.
        issue: the id under which it was sent; "" where it has none.
    """

    case: Case
    recipient: str = ""
    issue: str = ""


@dataclass(frozen=True)
class Returned:
    """One workbook that came back and can be merged.

    Attributes:
        sent: the version that was sent.
        read: its rows, names as the case writes them, and where they stand in the file.
        found: what differs from what was sent, in a fixed order.
        problems: the warnings about it.
    """

    sent: Located
    read: Located
    found: tuple[Difference, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def file(self) -> str:
        """What the file is called wherever its values are shown."""
        return self.read.file


def read_returned(
    path: Path,
    issued: IssuedVersion,
    mine: Case,
    file: str = "",
    progress: Progress | None = None,
    limits: Limits = USUAL_LIMITS,
) -> Returned:
    """Read a workbook that came back.

    A sheet or a declared column that did not come back leaves what was sent as it is, with a
    warning. Names that differ from known ones only by case, accents or blanks are matched.

    Args:
        path: the file.
        issued: what was sent.
        mine: the case as it is now, which the file is checked together with.
        file: what to call it; its name where that is not given.
        progress: told what is done.
        limits: the largest workbook that is read.

    Raises:
        CaseRefusedError: it has errors; all are listed, with their cells in the file.
        RelaisError: the file is no workbook that can be read.
    """
    name = file or path.name
    raw = read_raw(path, progress or (lambda _what, _percent: None), limits)
    places = raw.places
    case, matched = _matched(raw.case, mine)
    problems = [*map(_softened, raw.problems), *(placed(p, places) for p in matched)]
    problems += [placed(p, places) for p in duplicate_keys(CheckedCase(case))]
    _refuse_errors(name, problems)
    found = differences(issued.case, case, _seen(raw))
    read = Located(name, case, places)
    _refuse_errors(name, [*problems, *_errors_together(read, found, mine)])
    return Returned(Located(issued.recipient, issued.case, {}), read, found, tuple(problems))


def _seen(raw: RawCase) -> Mapping[str, frozenset[str]]:
    return {key: frozenset(table.place.letters) for key, table in raw.tables.items()}


def _softened(problem: Problem) -> Problem:
    """Make a warning of what did not come back, unless rows cannot be told apart without it."""
    what = _NOT_RETURNED.get(problem.code)
    table = TABLE_BY_KEY.get(problem.table)
    if what is None or (table is not None and problem.column in table.identity):
        return problem
    mend = f"What was sent stays as it is; add the {what} if it should change."
    return replace(problem, severity=Severity.WARNING, mend=mend)


def _refuse_errors(name: str, problems: Iterable[Problem]) -> None:
    listed = tuple(problems)
    if any(problem.severity is Severity.ERROR for problem in listed):
        raise CaseRefusedError(name, listed)


def _matched(case: Case, mine: Case) -> tuple[Case, tuple[Problem, ...]]:
    """Write every name as mine does; names count as known that either of the two has."""
    lengths = {table.key: len(case.table(table.key)) for table in TABLES}
    case = _with_spelling_of(case, mine)
    scenarios = set(case.scenarios())
    together, warnings = match_names(_with_names_of(case, mine))
    for table in TABLES:
        own = together.table(table.key).iloc[: lengths[table.key]]
        together = together.with_table(table.key, own)
    frame = together.table("Scenarios")
    lent = [name for name in together.scenarios() if name not in scenarios]
    own_rows = [p for p in warnings if p.row is None or p.row < lengths.get(p.table, 0)]
    return together.with_table("Scenarios", frame.drop(columns=lent)), tuple(own_rows)


def _with_spelling_of(case: Case, mine: Case) -> Case:
    """Write the keys of rows, and the columns that users add, as mine writes them."""
    for table in TABLES:
        frame = case.table(table.key)
        columns = KnownNames(mine.open_columns(table.key))
        renamed = {c: columns.same(c) or c for c in case.open_columns(table.key)}
        if len(set(renamed.values())) == len(renamed):
            frame = frame.rename(columns=renamed)
        for column in table.columns:
            if column.kind is Kind.KEY:
                known = KnownNames(_texts(mine, table.key, column.key))
                cells = pd.Series(
                    [_spelt(c, known) for c in frame[column.key].tolist()], dtype=object
                )
                frame = frame.assign(**{column.key: cells})
        case = case.with_table(table.key, frame)
    return case


def _spelt(cell: object, known: KnownNames) -> object:
    return (known.same(cell) or cell) if isinstance(cell, str) else cell


def _with_names_of(case: Case, mine: Case) -> Case:
    """Add mine's territories, stages and scenarios to a case that may have only some of them."""
    for table in TABLES:
        keys = [column.key for column in table.columns if column.kind is Kind.KEY]
        for key in keys:
            own = set(_texts(case, table.key, key))
            lacking = [name for name in _texts(mine, table.key, key) if name not in own]
            rows = pd.DataFrame({key: lacking}, dtype=object)
            if lacking:
                frames = [case.table(table.key).astype(object), rows]
                case = case.with_table(table.key, pd.concat(frames, ignore_index=True))
    frame = case.table("Scenarios")
    lent = [name for name in mine.scenarios() if name not in case.scenarios()]
    return case.with_table("Scenarios", frame.reindex(columns=[*frame.columns, *lent]))


def _texts(case: Case, table: str, column: str) -> list[str]:
    return [cell for cell in case.table(table)[column].tolist() if isinstance(cell, str)]


def _errors_together(read: Located, found: Sequence[Difference], mine: Case) -> Iterator[Problem]:
    """Yield the errors that the file brings into the case, at their cells in the file."""
    before = {_likeness(problem) for problem in check_case(mine)}
    together = Located("", edited(mine, edits_of(found)), {})
    for problem in check_case(together.case):
        if problem.severity is Severity.ERROR and _likeness(problem) not in before:
            yield _in_file(problem, together, read)


def _likeness(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.table, problem.column or "", problem.row_key, problem.found


def _in_file(problem: Problem, together: Located, read: Located) -> Problem:
    """Give an error of the case the cell of the file that it comes from, if it has one."""
    if problem.row is None:
        return replace(problem, cell="")
    rows = together.keyed(problem.table).rows
    key = next((key for key, row in rows.items() if row == problem.row), None)
    source = read.source(Where(problem.table, key, problem.column))
    return replace(problem, sheet=source.sheet, cell=source.cell)
