"""Workbooks that came back, each read against what was sent."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pandas as pd

from models.case import Case
from models.checks.checked import CheckedCase
from models.checks.matching import KnownNames
from models.checks.references import match_names
from models.checks.row_rules import duplicate_keys
from models.declaration.kinds import Kind
from models.declaration.tables import TABLES
from models.exchange.addresses import Address
from models.exchange.amendments import edited, edits_of, likeness, new_errors
from models.exchange.answer_checks import given_and_changed, lost_names, not_returned, softened
from models.exchange.differences import Difference, Seen, differences
from models.exchange.issued import (
    IssuedFor,
    IssuedVersion,
    OtherCaseError,
    as_issued,
    made_from,
    other_case,
)
from models.exchange.keyed import Located
from models.exchange.remarks import Remark, remarks_of
from models.names import keys_of
from models.problems import CaseRefusedError, Problem, RelaisError, Severity, have_errors
from models.words.language import whole
from models.words.text import text
from models.workbook.frames import TablePlace, placed
from models.workbook.held import refuse_adjusted
from models.workbook.identity import Identity
from models.workbook.reading import Progress, RawCase, examined, read_raw, tell_nobody
from models.xlsx.guard import USUAL_LIMITS, Limits


@dataclass(frozen=True)
class Returned:
    """One workbook that came back and can be merged.

    Attributes:
        sent: the version that was sent.
        read: its rows, names as the case writes them, and where they stand in the file.
        found: what differs from what was sent, in a fixed order.
        problems: the warnings about it.
        remarks: the comments in its cells that were not in what was sent.
    """

    sent: Located
    read: Located
    found: tuple[Difference, ...]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def file(self) -> str:
        """What the file is called wherever its values are shown."""
        return self.read.file


class AnswerRefusedError(CaseRefusedError):
    """A workbook that came back has errors; `remarks` are the comments in it, by place alone."""

    def __init__(self, raw: RawCase, name: str, problems: Iterable[Problem]) -> None:
        self.remarks = remarks_of(Located(name, raw.case, {}), raw.comments)
        super().__init__(name, problems)


def read_returned(
    path: Path,
    issued_for: IssuedFor,
    mine: Case,
    file: str = "",
    progress: Progress = tell_nobody,
    limits: Limits = USUAL_LIMITS,
    *,
    take_other_case: bool = False,
) -> Returned:
    """Read a workbook that came back.

    A sheet or a declared column that did not come back leaves what was sent as it is, with a
    warning. Names that differ from known ones only by case, accents or blanks are matched.

    Args:
        path: the file.
        issued_for: says what was sent.
        mine: the case as it is now, which the file is checked together with.
        file: what to call it; its name where that is not given.
        progress: told what is done.
        limits: the largest workbook that is read.
        take_other_case: whether it is taken though it is of another case than what was sent.

    Raises:
        OtherCaseError: it is of another case.
        AnswerRefusedError: it has errors; all are listed, with their cells in the file.
        RelaisError: the file is no workbook that can be read, or the result of an adjusted
            scenario, or nothing is known to have been sent that it answers.
    """
    name = file or path.name
    raw = read_raw(path, progress, limits)
    refuse_adjusted(raw.held, name)
    issued = issued_for(name, raw.identity)
    read, of_cells = _understood(name, raw, mine)
    other = other_case(made_from(read.case, raw.identity), issued.named or issued.case, read.places)
    mend = text("Check that it is the right file.")
    if other and not take_other_case:
        raise OtherCaseError(other, name, mend)
    of_case = [Problem(Severity.WARNING, "other-case", other, mend)] if other else []
    gone = not_returned(read, issued.case, rows_wait=raw.identity is not None)
    problems = (*issued.problems, *of_case, *of_cells, *gone)
    told = _with_lost_names(problems, read, issued.case)
    if have_errors(told):
        raise AnswerRefusedError(raw, name, (*told, *_hidden(told, raw, progress)))
    found = differences(issued.case, read.case, _seen(read, issued.case, raw.identity))
    further = tuple(_errors_together(read, found, mine))
    if have_errors(further):
        raise AnswerRefusedError(raw, name, (*problems, *further))
    sent = Located(issued.recipient, issued.case, {})
    changed = given_and_changed(issued, sent, read, found)
    remarks = remarks_of(read, raw.comments, issued.remarks)
    return Returned(sent, read, found, (*problems, *changed), remarks)


def _seen(read: Located, issued: Case, identity: Identity | None) -> Seen:
    """Return what can be compared: what came back, and tables that were there and are gone.

    Only a workbook that was sent for sure had them all; a plain one may hold what changed alone.
    """
    seen = {key: frozenset(place.letters) for key, place in read.places.items()}
    if identity is None:
        return seen
    gone = (table for table in TABLES if table.key not in seen and len(issued.table(table.key)))
    return {**seen, **{t.key: frozenset(column.key for column in t.columns) for t in gone}}


def _hidden(told: Sequence[Problem], raw: RawCase, tell: Progress) -> Iterator[Problem]:
    """Yield what checking a refused file alone says besides the errors that it is refused for.

    Whoever mends those should not learn only then of the others. Rows that cannot be told apart
    are left out: what is wrong with them follows.
    """
    lost = {problem.table for problem in told if problem.code == "lost-column"}
    known = {_subject(problem) for problem in told}
    for problem in examined(raw, tell).problems:
        if problem.table not in lost and _subject(problem) not in known:
            yield problem


def _subject(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.table, problem.sheet, problem.cell, problem.column or ""


def read_issued(
    path: Path,
    mine: Case,
    progress: Progress = tell_nobody,
    limits: Limits = USUAL_LIMITS,
) -> IssuedVersion:
    """Read a workbook that was sent, which may hold only a part of the case.

    Raises:
        CaseRefusedError: it has errors; all are listed.
        RelaisError: the file is no workbook that can be read, or the result of an adjusted
            scenario.
    """
    raw = read_raw(path, progress, limits)
    refuse_adjusted(raw.held, path.name)
    read, problems = _understood(path.name, raw, mine)
    if have_errors(problems):
        raise CaseRefusedError(path.name, problems)
    return as_issued(read.case, raw.identity, remarks_of(read, raw.comments))


def _understood(name: str, raw: RawCase, mine: Case) -> tuple[Located, tuple[Problem, ...]]:
    """Return the rows with their names as mine writes them, and what is wrong with the cells."""
    with_columns, places = _with_columns_of(raw, mine)
    case, matched = _matched(with_columns, mine)
    checked = CheckedCase(case)
    twice = chain.from_iterable(duplicate_keys(checked, table) for table in TABLES)
    further = (placed(problem, places) for problem in (*matched, *twice))
    of_file = softened(raw.problems, rows_wait=raw.identity is not None)
    return Located(name, case, places), (*of_file, *further)


def _with_columns_of(raw: RawCase, mine: Case) -> tuple[Case, Mapping[str, TablePlace]]:
    """Return the rows and where they stand, columns that are not declared named as in mine."""
    case, places = raw.case, dict(raw.places)
    for table in TABLES:
        key, frame = table.key, case.table(table.key)
        known = KnownNames(c for c in map(str, mine.table(key)) if not table.declares(c))
        names = {c: known.same(c) or c for c in map(str, frame) if not table.declares(c)}
        aside = tuple(names[c] for c in case.unknown_columns.get(key, ()))
        unknown = {**case.unknown_columns, key: aside} if aside else case.unknown_columns
        case = replace(case, unknown_columns=unknown)
        case = case.with_table(key, frame.rename(columns=names))
        if key in places:
            letters = {names.get(c, c): letter for c, letter in places[key].letters.items()}
            places[key] = replace(places[key], letters=letters)
    return case, places


def _with_lost_names(problems: Iterable[Problem], read: Located, issued: Case) -> list[Problem]:
    """Put first that a column did not come back, instead of the rows that look alike without it."""
    lost = list(lost_names(read, issued))
    tables = {problem.table for problem in lost}
    kept = (p for p in problems if p.code != "duplicate-key" or p.table not in tables)
    return [*lost, *kept]


def _matched(case: Case, mine: Case) -> tuple[Case, tuple[Problem, ...]]:
    """Write every name as mine does; names count as known that either of the two has."""
    lengths = {table.key: len(case.table(table.key)) for table in TABLES}
    case = _with_keys_of(case, mine)
    scenarios = set(case.scenarios())
    together, warnings = match_names(_with_names_of(case, mine))
    for table in TABLES:
        own = together.table(table.key).iloc[: lengths[table.key]]
        together = together.with_table(table.key, own)
    frame = together.table("Scenarios")
    lent = [name for name in together.scenarios() if name not in scenarios]
    own_rows = [p for p in warnings if p.row is None or p.row < lengths.get(p.table, 0)]
    return together.with_table("Scenarios", frame.drop(columns=lent)), tuple(own_rows)


def _with_keys_of(case: Case, mine: Case) -> Case:
    """Write the keys of rows as mine writes them."""
    for table in TABLES:
        frame = case.table(table.key)
        for column in table.columns:
            if column.kind is Kind.KEY:
                known = KnownNames(keys_of(mine, table.key, column.key))
                cells = [
                    (known.same(cell) or cell) if isinstance(cell, str) else cell
                    for cell in frame[column.key].tolist()
                ]
                frame = frame.assign(**{column.key: pd.Series(cells, dtype=object)})
        case = case.with_table(table.key, frame)
    return case


def _with_names_of(case: Case, mine: Case) -> Case:
    """Add mine's territories, stages and scenarios to a case that may have only some of them."""
    for table in TABLES:
        keys = [column.key for column in table.columns if column.kind is Kind.KEY]
        for key in keys:
            own = set(keys_of(case, table.key, key))
            lacking = [name for name in keys_of(mine, table.key, key) if name not in own]
            rows = pd.DataFrame({key: lacking}, dtype=object)
            if lacking:
                frames = [case.table(table.key).astype(object), rows]
                case = case.with_table(table.key, pd.concat(frames, ignore_index=True))
    frame = case.table("Scenarios")
    lent = [name for name in mine.scenarios() if name not in case.scenarios()]
    return case.with_table("Scenarios", frame.reindex(columns=[*frame.columns, *lent]))


def _errors_together(read: Located, found: Sequence[Difference], mine: Case) -> Iterator[Problem]:
    """Yield the errors that the file brings into the case, at their cells in the file.

    Deletions wait for a yes: an error counts only if it is there without them too, and what
    they leave behind is told when they are confirmed. One that the deletions mend is none.
    """
    kept = [difference for difference in found if difference.kind != "deleted"]
    together = Located("", edited(mine, edits_of(kept)), {})
    errors = new_errors(mine, together.case)
    if errors and len(kept) < len(found):
        left = {likeness(p) for p in new_errors(mine, edited(mine, edits_of(found)))}
        errors = tuple(problem for problem in errors if likeness(problem) in left)
    for problem in errors:
        yield _in_file(problem, together, read)


def _in_file(problem: Problem, together: Located, read: Located) -> Problem:
    """Give an error of the case the cell of the file that it comes from, if it has one."""
    if problem.row is None:
        return replace(problem, cell="")
    key = together.keyed(problem.table).keys_of_rows().get(problem.row)
    source = read.source(Address(problem.table, key, problem.column))
    return replace(problem, sheet=source.sheet, cell=source.cell)


@dataclass(frozen=True)
class Received:
    """What came of several files.

    Attributes:
        returned: those that can be merged.
        refused: why those were left out that cannot; a CaseRefusedError lists its problems.
        repeated: those with the very same bytes as an earlier one, which is read once, and it.
    """

    returned: tuple[Returned, ...]
    refused: Mapping[str, RelaisError]
    repeated: Mapping[str, str]


def receive(
    paths: Sequence[Path],
    issued_for: IssuedFor,
    mine: Case,
    progress: Progress = tell_nobody,
    limits: Limits = USUAL_LIMITS,
    *,
    take_other_case: bool = False,
) -> Received:
    """Read workbooks that came back, in the order given; the rest is as in `read_returned`.

    Files of the same name are called by where they are.
    """
    counts = Counter(path.name for path in paths)
    returned: list[Returned] = []
    refused: dict[str, RelaisError] = {}
    repeated: dict[str, str] = {}
    first: dict[str, str] = {}
    for path in paths:
        name = whole(path.name if counts[path.name] == 1 else str(path))
        try:
            digest = hash_of(path)
            if digest in first:
                repeated[name] = first[digest]
                continue
            first[digest] = name
            back = read_returned(
                path, issued_for, mine, name, progress, limits, take_other_case=take_other_case
            )
            returned.append(back)
        except RelaisError as error:
            refused[name] = error
    return Received(tuple(returned), refused, repeated)


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Raises:
        RelaisError: the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise not_readable(path, error) from error


def not_readable(path: Path, error: OSError) -> RelaisError:
    """Return the error that a file that came back cannot be read."""
    what = text("The file cannot be read ({reason}).", reason=error.strerror or str(error))
    return RelaisError(what, path.name, text("Check the name, or copy the file anew."))
