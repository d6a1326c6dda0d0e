"""Keys that were sent and typed over: each is told once, at its cell, and read as it was sent.

A changed key makes every row that names it wrong, and what is said of those rows advises the
wrong repair. The snapshot in the workbook tells which key stood where. Scenarios are keys too, in
the headers of their table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import pandas as pd

from models.case import Case
from models.checks.checked import column_letter
from models.checks.matching import clean_name, fold
from models.checks.rule_values import named_rule
from models.declaration.kinds import LANGUAGES, Kind, Table
from models.declaration.rules import RULE_BY_KEY
from models.declaration.tables import SCENARIOS, TABLES
from models.editing import is_blank
from models.problems import Problem, Severity
from models.words.text import Argument, Quoted, text
from models.workbook.frames import TablePlace
from models.workbook.identity import Identity

_SCENARIOS = SCENARIOS.key
_BEFORE = 2
"""The columns before those of further scenarios: the rules and the base."""


def scenarios_as_sent(
    case: Case, place: TablePlace, issued: Case
) -> tuple[Case, TablePlace, tuple[Problem, ...]]:
    """Return the case and its place with the scenarios that were sent, and what was changed.

    Headers are sent locked: a new name in the place of one that is gone is no other scenario.
    """
    changed = dict(_changed_headers(case, place, issued))
    if not changed:
        return case, place, ()
    problems = tuple(_changed_header(place, now, was) for now, was in changed.items())
    letters: Mapping[str, str] = {changed.get(k, k): v for k, v in place.letters.items()}
    frame = case.table(_SCENARIOS).rename(columns=changed)
    return case.with_table(_SCENARIOS, frame), replace(place, letters=letters), problems


def _changed_headers(case: Case, place: TablePlace, issued: Case) -> Iterator[tuple[str, str]]:
    """Yield the names that stand where a scenario was sent that is gone, each with that one."""
    sent, read = issued.open_columns(_SCENARIOS), case.open_columns(_SCENARIOS)
    there, known = set(map(fold, read)), set(map(fold, sent))
    by_letter = {place.letters[name]: name for name in read if fold(name) not in known}
    for position, name in enumerate(sent, start=_BEFORE):
        new = by_letter.get(column_letter(position))
        if fold(name) not in there and new is not None:
            yield new, name


def _changed_header(place: TablePlace, now: str, was: str) -> Problem:
    found = text(
        "The locked header in this cell was changed: it was {was} and is {now} now.",
        was=Quoted(was),
        now=Quoted(now[:60]),
    )
    mend = text("Type {was} again; a new scenario has a column of its own.", was=Quoted(was))
    cell = place.cell(None, now)
    severity, code = Severity.ERROR, "changed-key"
    return Problem(severity, code, found, mend, _SCENARIOS, None, was, place.sheet, cell, was)


_REFERRED = {
    "Territories": Kind.TERRITORY,
    "Stages": Kind.STAGE,
    "Groups": Kind.GROUP,
    "Rounds": Kind.ROUND,
}
_CHANGED_TO = {
    (True, True): text("The locked key in this cell was changed: it was {was} and is blank now."),
    (True, False): text("The locked key in this cell was changed: it was {was} and is {now} now."),
    (False, True): text("The key in this cell was changed: it was {was} and is blank now."),
    (False, False): text("The key in this cell was changed: it was {was} and is {now} now."),
}
"""What is said of a key: whether it was locked, whether it is blank now."""
_T = TypeVar("_T")
_KEYS = frozenset({Kind.KEY, Kind.RULE})


@dataclass(frozen=True)
class _Changed:
    """A key that was sent and the row, of those that were read, in which another stands now."""

    sent: int
    read: int


@dataclass(frozen=True)
class AsSent:
    """A case with the keys that were sent, where it stands, an error for each that was changed."""

    case: Case
    places: Mapping[str, TablePlace]
    problems: tuple[Problem, ...] = ()


def keys_as_sent(case: Case, places: Mapping[str, TablePlace], identity: Identity | None) -> AsSent:
    """Return the case with the keys that were sent, and an error for each that was changed.

    Args:
        case: the rows as they were read.
        places: where they stand in the workbook.
        identity: what the workbook says of itself; None: nothing, and so nothing is done.

    Raises:
        RelaisError: what was sent cannot be read.
    """
    if identity is None or not identity.is_intact or identity.is_newer:
        return AsSent(case, places)
    issued, problems = identity.issued_case(), []
    for table in TABLES:
        column = table.column(table.identity[0])
        if column.kind not in _KEYS or table.key not in places:
            continue
        rows = _KeyRows(table, issued, case, places[table.key])
        if rows.sent_keys == rows.read_keys:
            continue
        locked = _locked(issued, identity.recipient, table)
        changed = [one for one in rows.changed() if rows.is_told(one, locked, case)]
        problems += [rows.problem(o, o.sent in locked, identity.language) for o in changed]
        case = rows.put_back(case, changed)
    scenarios = places.get(SCENARIOS.key)
    if scenarios is not None:
        case, scenarios, changed_headers = scenarios_as_sent(case, scenarios, issued)
        places = {**places, SCENARIOS.key: scenarios}
        problems += changed_headers
    return AsSent(case, places, tuple(problems))


def without_those_of(problems: Iterable[Problem], changed: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems of a table but for what else is wrong with a cell of a changed key."""
    cells = {(p.table, p.row, p.column) for p in changed}
    return (p for p in problems if (p.table, p.row, p.column) not in cells)


def _locked(issued: Case, recipient: str, table: Table) -> Collection[int]:
    """Return the rows of a part that were sent locked; a whole has none."""
    if not recipient:
        return frozenset()
    from models.workbook.dressed.issue import given_rows  # noqa: PLC0415  # few workbooks need it

    return given_rows(issued, recipient).get(table.key, frozenset())


class _KeyRows:
    """The rows of one table as they were sent and as they were read."""

    def __init__(self, table: Table, issued: Case, case: Case, place: TablePlace) -> None:
        self._table, self._place = table, place
        self._key = table.identity[0]
        frames = issued.table(table.key), case.table(table.key)
        self._sent, self._read = (frame[self._key].tolist() for frame in frames)
        self._kind = table.column(self._key).kind
        self.sent_keys, self.read_keys = (
            [_folded(self._kind, cell) for cell in cells] for cells in (self._sent, self._read)
        )
        self._frames = frames
        self._holders, self._numbers = _places(self.read_keys), _places(place.rows)

    def changed(self) -> Iterator[_Changed]:
        """Yield the keys that were changed, each with its row: by what else it holds, by place.

        A row with all else that was sent in it is that row, whatever its key; where more was
        changed, it is the one in the same place, under a key nobody sent.
        """
        self._others = [list(_others(frame, self._shared())) for frame in self._frames]
        by_content = dict(self._by_content())
        sent, read = set(self.sent_keys), set(self.read_keys)
        taken = set(by_content.values())
        for row, key in enumerate(self.sent_keys):
            found = by_content.get(row)
            if found is None and key not in read:
                near = (r for r in self._near(row) if r not in taken)
                new = (r for r in near if self.read_keys[r] not in sent)
                found = next((r for r in new if self._is_alike(row, r)), None)
            if found is not None:
                taken.add(found)
                yield _Changed(row, found)

    def is_told(self, one: _Changed, locked: Collection[int], case: Case) -> bool:
        """Say whether a change is an error: of a locked key always, else where rows name the old.

        Whoever gives one of their own rows another key deletes one and adds one.
        """
        if one.sent in locked:
            return True
        kind, key = _REFERRED.get(self._table.key), self.sent_keys[one.sent]
        if kind is None or key in self.read_keys:
            return False
        named = set(_named(case, kind))
        return key in named and self.read_keys[one.read] not in named

    def problem(self, one: _Changed, is_locked: bool, language: str) -> Problem:
        """Return what is said of a changed key, at its cell."""
        was, now = self._written(self._sent[one.sent], language), self._read[one.read]
        return Problem(
            Severity.ERROR,
            "changed-key",
            _typed_over(was, now, is_locked=is_locked),
            text("Type {was} again; what is new has a row of its own.", was=Quoted(was)),
            self._table.key,
            one.read,
            self._key,
            self._place.sheet,
            self._place.cell(one.read, self._key),
            was,
        )

    def _written(self, key: Any, language: str) -> str:
        """Return a key as the workbook shows it."""
        rule = RULE_BY_KEY.get(key) if self._kind is Kind.RULE else None
        return rule.labels.in_language(language) if rule and language in LANGUAGES else str(key)

    def put_back(self, case: Case, changed: Sequence[_Changed]) -> Case:
        """Return the case with the keys that were sent."""
        if not changed:
            return case
        cells = list(self._read)
        for one in changed:
            cells[one.read] = self._sent[one.sent]
        frame = case.table(self._table.key)
        column = pd.Series(cells, dtype=object, index=frame.index)
        return case.with_table(self._table.key, frame.assign(**{self._key: column}))

    def _shared(self) -> list[str]:
        """Return the columns besides the key that were sent and came back."""
        sent = map(str, self._frames[0].columns)
        return [c for c in sent if c != self._key and c in self._place.letters]

    def _by_content(self) -> Iterator[tuple[int, int]]:
        """Yield the rows whose other cells are those of one sent row alone, and not its key."""
        sent, read = (_places([c if any(c) else None for c in o]) for o in self._others)
        for cells, rows in sent.items():
            found = read.get(cells, ())
            if len(rows) == 1 and len(found) == 1:
                key = self.sent_keys[rows[0]]
                elsewhere = (self._others[1][row] for row in self._holders.get(key, ()))
                if self.read_keys[found[0]] != key and all(
                    other != cells and other in sent for other in elsewhere
                ):
                    yield rows[0], found[0]

    def _near(self, row: int) -> Iterator[int]:
        """Yield the rows that may stand where a sent row stood: by number, after its neighbour."""
        yield from self._numbers.get(self._place.header + 1 + row, ())
        above = self._holders.get(self.sent_keys[row - 1], ()) if row else ()
        yield from (found + 1 for found in above[:1] if found + 1 < len(self._read))

    def _is_alike(self, sent: int, read: int) -> bool:
        """Say whether at least half of what was sent in a row still stands in another."""
        pairs = zip(self._others[0][sent], self._others[1][read], strict=True)
        same = [ours == theirs for ours, theirs in pairs if ours]
        return 2 * sum(same) >= len(same)


def _typed_over(was: str, now: Any, *, is_locked: bool) -> Argument:
    """Say what stood where another key stands now."""
    said = _CHANGED_TO[is_locked, now is None].filled(was=Quoted(was))
    return said if now is None else said.filled(now=Quoted(clean_name(str(now))[:60]))


def _places(values: Iterable[_T | None]) -> Mapping[_T, Sequence[int]]:
    found: dict[_T, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        if value is not None:
            found[value].append(place)
    return found


def _others(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what each row holds in some columns, as it compares."""
    cells = [[_plain(cell) for cell in frame[column].tolist()] for column in columns]
    return iter(zip(*cells, strict=True)) if cells else iter([()] * len(frame))


def _plain(value: Any) -> str:
    """Return a cell as a text: numbers come back with 15 digits, rules with numbers as texts."""
    if is_blank(value):
        return ""
    if isinstance(value, bool):
        return str(value)
    try:
        return f"{float(value):.12g}"
    except (ValueError, TypeError, OverflowError):
        return clean_name(str(value))


def _folded(kind: Kind, cell: Any) -> str:
    """Return a key without case, accents and blanks; of a rule by any of its labels, its key."""
    if not isinstance(cell, str):
        return ""
    return fold((named_rule(cell) if kind is Kind.RULE else None) or cell)


def _named(case: Case, kind: Kind) -> Iterator[str]:
    """Yield what cells name of a kind: territories, stages, groups or rounds."""
    for table in TABLES:
        for column in table.columns:
            if column.kind is kind:
                cells = case.table(table.key)[column.key].tolist()
                yield from (fold(cell) for cell in cells if isinstance(cell, str))
