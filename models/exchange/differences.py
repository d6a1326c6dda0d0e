"""What differs between two cases, row by row and cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.case import Case, UnknownSheet
from models.declaration.kinds import Kind, Table
from models.declaration.tables import TABLE_BY_KEY, TABLES
from models.exchange.addresses import ABSENT, Where
from models.exchange.equality import equal, kind_of
from models.exchange.keyed import Keyed

Seen = Mapping[str, frozenset[str]]
"""The columns of each table that a returned workbook still had."""


@dataclass(frozen=True)
class Difference:
    """One thing that differs.

    Attributes:
        where: what it is about.
        identity: the cells that name the row, as they are written; () where it is no row.
        old: the value before: of a cell its value (None: blank), of a row its `RowValues`, of
            a column True, of a sheet its rows; ABSENT where there was none.
        new: the value after, likewise.
    """

    where: Where
    identity: tuple[Any, ...]
    old: Any
    new: Any

    @property
    def kind(self) -> str:
        """Whether something was "added", "deleted" or "changed"."""
        if self.old is ABSENT:
            return "added"
        return "deleted" if self.new is ABSENT else "changed"


def differences(old: Case, new: Case, seen: Seen | None = None) -> tuple[Difference, ...]:
    """Return what must change in one case to make it the other, in a fixed order.

    Rows are found by key, so that their order says nothing. With `seen`, tables and declared
    columns that the new side did not have at all say nothing either.

    Raises:
        RelaisError: two rows of a table have the same key.
    """
    found: list[Difference] = []
    for table in TABLES:
        if seen is None or table.key in seen:
            pair = _Pair(table, old, new, seen)
            found += [*pair.columns_differ(), *pair.rows_differ(), *pair.cells_differ()]
    found += _sheets(old.unknown_sheets, new.unknown_sheets)
    return tuple(sorted(found, key=lambda difference: difference.where.order))


def of_part(found: Iterable[Difference], issued: Case) -> tuple[Difference, ...]:
    """Return differences without what looks deleted since it was never sent to a recipient.

    Args:
        found: what differs between a case and a part of it that came back.
        issued: the part as it was sent.
    """
    sent = {table.key: Keyed(table, issued.table(table.key)).rows for table in TABLES}
    return tuple(
        one
        for one in found
        if one.new is not ABSENT
        or one.where.subject == "column"
        or (one.where.key is not None and one.where.key in sent[one.where.table])
    )


class _Pair:
    """One table of two cases."""

    def __init__(self, table: Table, old: Case, new: Case, seen: Seen | None) -> None:
        self.table = table
        self.old = Keyed(table, old.table(table.key))
        self.new = Keyed(table, new.table(table.key))
        declared = [column.key for column in table.columns]
        self._compared = [c for c in declared if seen is None or c in seen[table.key]]
        self._added = [c for c in self.new.columns if c not in self.old.columns]
        self._deleted = [c for c in self.old.columns if c not in self.new.columns]
        self._further = [c for c in self.new.columns if c not in declared]

    def columns_differ(self) -> Iterator[Difference]:
        for column in self._added:
            yield Difference(Where(self.table.key, None, column), (), ABSENT, True)
        for column in self._deleted:
            yield Difference(Where(self.table.key, None, column), (), True, ABSENT)

    def rows_differ(self) -> Iterator[Difference]:
        for key in self.old.rows.keys() - self.new.rows.keys():
            identity, values = self.old.identity(key), self.old.values(key)
            yield Difference(Where(self.table.key, key), identity, values, ABSENT)
        for key in self.new.rows.keys() - self.old.rows.keys():
            identity, values = self.new.identity(key), self.new.values(key)
            yield Difference(Where(self.table.key, key), identity, ABSENT, values)

    def cells_differ(self) -> Iterator[Difference]:
        common = [(key, row, self.new.rows[key]) for key, row in self.old.rows.items()
                  if key in self.new.rows]  # fmt: skip
        for column in (*self._compared, *self._further):
            kind = kind_of(self.table, column)
            before, after = self.old.cells(column), self.new.cells(column)
            for key, row, new_row in common:
                if not equal(kind, before[row], after[new_row]):
                    where = Where(self.table.key, key, column)
                    identity = self.old.identity(key)
                    yield Difference(where, identity, before[row], after[new_row])


def _sheets(old: Sequence[UnknownSheet], new: Sequence[UnknownSheet]) -> Iterator[Difference]:
    """Yield the sheets that are no tables and differ; having no keys, each counts as a whole."""
    before = {sheet.name: trimmed(sheet.rows) for sheet in old}
    after = {sheet.name: trimmed(sheet.rows) for sheet in new}
    for name in dict.fromkeys((*before, *after)):
        ours, theirs = before.get(name, ABSENT), after.get(name, ABSENT)
        if not same_value(Where(name), ours, theirs):
            yield Difference(Where(name), (), ours, theirs)


def trimmed(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    """Return the rows of a sheet without the blank cells and rows at their ends."""
    kept = [_without_blank_end(row) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _without_blank_end(row: Sequence[Any]) -> tuple[Any, ...]:
    values = list(row)
    while values and equal(None, values[-1], None):
        values.pop()
    return tuple(values)


def same_value(where: Where, ours: Any, theirs: Any) -> bool:
    """Say whether two values of the same thing are the same, as `equal` says of cells."""
    if ours is ABSENT or theirs is ABSENT:
        return ours is theirs
    if where.subject == "row":
        return _same_row(where.table, dict(ours), dict(theirs))
    if where.subject == "sheet":
        return len(ours) == len(theirs) and all(map(_same_cells, ours, theirs))
    return where.subject == "column" or equal(_kind(where.table, where.column), ours, theirs)


def _same_row(table: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    return all(
        equal(_kind(table, column), ours.get(column), theirs.get(column))
        for column in {**ours, **theirs}
    )


def _kind(table: str, column: str | None) -> Kind | None:
    return kind_of(TABLE_BY_KEY[table], str(column))


def _same_cells(ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    if len(ours) != len(theirs):
        return False
    return all(equal(None, a, b) for a, b in zip(ours, theirs, strict=True))
