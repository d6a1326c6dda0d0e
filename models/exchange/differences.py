"""What differs between two cases, row by row and cell by cell (6-exchange, Diff and merge)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.case import Case, UnknownSheet, shown
from models.declaration.kinds import Kind
from models.declaration.tables import TABLE_BY_KEY, TABLES
from models.exchange.addresses import ABSENT, Address
from models.exchange.keyed import Keyed

HALF_A_CENT = 0.005
_RELATIVE_TOLERANCE = 1e-12


def kind_of(table: str, column: str | None) -> Kind | None:
    """Return what the cells of a column hold; None: it is none that is declared."""
    found = TABLE_BY_KEY[table].find(str(column))
    return found.kind if found else None


def equal(kind: Kind | None, ours: Any, theirs: Any) -> bool:
    """Say whether two cells of a column are the same.

    Money is the same within half a cent, other numbers within 1e-12 of the larger one, text
    in one composition and without blanks around it; a text of blanks is a blank cell.
    """
    if ours is theirs:
        return True
    ours, theirs = _plain(ours), _plain(theirs)
    if _is_number(ours) and _is_number(theirs):
        return _same_number(kind, ours, theirs)
    if kind is Kind.RULE_VALUE and ours is not None and theirs is not None:
        return _rule_text(ours) == _rule_text(theirs)
    return isinstance(ours, bool) == isinstance(theirs, bool) and bool(ours == theirs)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip() or None
    if value is None or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return None
    return bool(value) if type(value).__name__ == "bool" else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same_number(kind: Kind | None, ours: float, theirs: float) -> bool:
    if ours == theirs:
        return True
    if kind is Kind.MONEY:
        return abs(ours - theirs) < HALF_A_CENT
    return abs(ours - theirs) <= _RELATIVE_TOLERANCE * max(abs(ours), abs(theirs))


def _rule_text(value: Any) -> str:
    """Return the value of a rule as text: a spreadsheet makes a number of the text "2026"."""
    return shown(float(value)) if _is_number(value) else str(value)


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

    where: Address
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
            before = Keyed(table, old.table(table.key))
            after = Keyed(table, new.table(table.key))
            declared = [column.key for column in table.columns]
            further = [c for c in after.columns if c not in declared]
            compared = [c for c in declared if seen is None or c in seen[table.key]]
            found += _wholes_differ(before, after)
            found += _cells_differ(before, after, [*compared, *further])
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


def _wholes_differ(old: Keyed, new: Keyed) -> Iterator[Difference]:
    """Yield the columns and the rows that only one side has."""
    table = old.table.key
    for column in dict.fromkeys((*new.columns, *old.columns)):
        before, after = (True if column in side.columns else ABSENT for side in (old, new))
        if before is not after:
            yield Difference(Address(table, None, column), (), before, after)
    for key in old.rows.keys() ^ new.rows.keys():
        side = old if key in old.rows else new
        values = (side.values(key), ABSENT) if side is old else (ABSENT, side.values(key))
        yield Difference(Address(table, key), side.identity(key), *values)


def _cells_differ(old: Keyed, new: Keyed, columns: Iterable[str]) -> Iterator[Difference]:
    table = old.table.key
    common = [(key, row, new.rows[key]) for key, row in old.rows.items() if key in new.rows]
    for column in columns:
        kind, before, after = kind_of(table, column), old.cells(column), new.cells(column)
        for key, row, new_row in common:
            if not equal(kind, before[row], after[new_row]):
                where = Address(table, key, column)
                yield Difference(where, old.identity(key), before[row], after[new_row])


def _sheets(old: Sequence[UnknownSheet], new: Sequence[UnknownSheet]) -> Iterator[Difference]:
    """Yield the sheets that are no tables and differ; having no keys, each counts as a whole."""
    before = {sheet.name: trimmed(sheet.rows) for sheet in old}
    after = {sheet.name: trimmed(sheet.rows) for sheet in new}
    for name in dict.fromkeys((*before, *after)):
        ours, theirs = before.get(name, ABSENT), after.get(name, ABSENT)
        if not same_value(Address(name), ours, theirs):
            yield Difference(Address(name), (), ours, theirs)


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


def same_value(where: Address, ours: Any, theirs: Any) -> bool:
    """Say whether two values of the same thing are the same, as `equal` says of cells."""
    if ours is ABSENT or theirs is ABSENT:
        return ours is theirs
    if where.subject == "row":
        ours, theirs = dict(ours), dict(theirs)
        return all(
            equal(kind_of(where.table, column), ours.get(column), theirs.get(column))
            for column in {**ours, **theirs}
        )
    if where.subject == "sheet":
        return len(ours) == len(theirs) and all(map(_same_cells, ours, theirs))
    return where.key is None or equal(kind_of(where.table, where.column), ours, theirs)


def _same_cells(ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    if len(ours) != len(theirs):
        return False
    return all(equal(None, a, b) for a, b in zip(ours, theirs, strict=True))
