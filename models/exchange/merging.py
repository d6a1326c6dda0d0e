"""Three versions made one: what was sent, the case as it is now, and what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from models.case import Case
from models.exchange.addresses import ABSENT, Address, RowKey
from models.exchange.differences import equal, kind_of, same_value, trimmed
from models.exchange.keyed import Located, Source
from models.exchange.returned import Returned


@dataclass(frozen=True)
class Offer:
    """One value that came back, from one file or the same from several.

    Attributes:
        value: as in `Difference.new`.
        issued: the value that was sent.
        sources: where it stands, in the order of the files.
        last: the place of the last of these files among all, from 0.
    """

    value: Any
    issued: Any
    sources: tuple[Source, ...]
    last: int


@dataclass(frozen=True)
class Said:
    """What one file says about one thing; `file` is its place among the files, from 0."""

    where: Address
    identity: tuple[Any, ...]
    value: Any
    issued: Any
    source: Source
    file: int


def _offers_of(said: Iterable[Said]) -> tuple[Offer, ...]:
    """Return the different values, those that are the same as one, whatever the files' order."""
    groups: list[list[Said]] = []
    for one in sorted(said, key=_order):
        group = next((g for g in groups if same_value(one.where, g[0].value, one.value)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return tuple(map(_offer, groups))


def _order(said: Said) -> tuple[Any, ...]:
    """Order by value first, so that nothing depends on which file was read first."""
    number = said.value if isinstance(said.value, int | float) else 0.0
    is_there = said.value is not ABSENT
    return is_there, type(said.value).__name__, number, repr(said.value), said.source.file


def _offer(group: list[Said]) -> Offer:
    sources = tuple(sorted((one.source for one in group), key=lambda s: (s.file, s.sheet, s.cell)))
    return Offer(group[0].value, group[0].issued, sources, max(one.file for one in group))


class MergeState(Enum):
    """What is to be decided about an item."""

    CHANGE = "change"
    """Nobody else touched it: what came back can be taken over."""
    DELETION = "deletion"
    """It was deleted and is otherwise as it was sent: to be confirmed."""
    CONFLICT = "conflict"
    """More than one side changed it, each differently."""


@dataclass(frozen=True)
class Item:
    """One thing to accept or refuse.

    Attributes:
        where: what it is about.
        identity: the cells that name the row, as they are written; () where it is no row.
        state: what is to be decided.
        mine: the value in the case as it is now; refusing keeps it.
        offers: the values that came back, in a fixed order; accepting takes one of them. What
            was sent stands with each, since files may have been sent at different times.
    """

    where: Address
    identity: tuple[Any, ...]
    state: MergeState
    mine: Any
    offers: tuple[Offer, ...]

    @property
    def issued(self) -> Any:
        """The value that was sent."""
        return self.offers[0].issued


@dataclass(frozen=True)
class Merge:
    """What came back, set against the case as it is now.

    Attributes:
        mine: the case as it is now.
        items: all there is to accept or refuse, in a fixed order, whatever that of the files.
        files: the files, in the order in which they were given.
    """

    mine: Case
    items: tuple[Item, ...]
    files: tuple[str, ...]

    def in_state(self, state: MergeState) -> tuple[Item, ...]:
        """Return the items of one state."""
        return tuple(item for item in self.items if item.state is state)


def merge_of(mine: Case, returned: Sequence[Returned]) -> Merge:
    """Set what came back against the case as it is now.

    What only one side changed is a change, the same change on several sides is one; what two
    sides changed differently is a conflict. What the case already says is left out.

    Raises:
        RelaisError: two rows of a table of the case have the same key.
    """
    now = Located("", mine, {})
    said = [
        Said(one.where, one.identity, one.new, one.old, back.read.source(one.where), file)
        for file, back in enumerate(returned)
        for one in back.found
    ]
    rows: dict[tuple[str, RowKey], list[Said]] = defaultdict(list)
    wholes: dict[Address, list[Said]] = defaultdict(list)
    for one in said:
        if one.where.key is None:
            wholes[one.where].append(one)
        else:
            rows[one.where.table, one.where.key].append(one)
    items: list[Item] = []
    for key, group in rows.items():
        items += _row_items(now, key, group, returned)
    for where, group in wholes.items():
        items += _whole(now, where, group, said, returned)
    ordered = sorted(items, key=lambda item: item.where.order)
    return Merge(mine, tuple(ordered), tuple(back.file for back in returned))


def _row_items(
    now: Located, row: tuple[str, RowKey], said: list[Said], returned: Sequence[Returned]
) -> Iterator[Item]:
    """Yield the items of one row: cell by cell, unless whether the row is there is in question."""
    table, key = row
    is_there = key in now.keyed(table).rows
    if is_there and all(one.value is not ABSENT for one in said):
        yield from _cell_items(now, said, returned)
        return
    where, mine = Address(table, key), now.keyed(table).values(key) if is_there else ABSENT
    by_file = {one.file: one for one in said}
    whole = [_whole_row(where, one, returned[file]) for file, one in by_file.items()]
    yield from _items(where, mine, whole)


def _items(where: Address, mine: Any, said: list[Said]) -> Iterator[Item]:
    """Yield the item of one thing, unless the case says the same."""
    offers = tuple(o for o in _offers_of(said) if not same_value(where, mine, o.value))
    if not offers:
        return
    state = MergeState.CHANGE
    if len(offers) > 1 or not same_value(where, mine, offers[0].issued):
        state = MergeState.CONFLICT
    elif offers[0].value is ABSENT:
        state = MergeState.DELETION
    yield Item(where, said[0].identity, state, mine, offers)


def _whole_row(where: Address, said: Said, back: Returned) -> Said:
    """Return what a file says about a row as a whole."""
    if said.where == where:
        return said
    key = where.key or ()
    sent = back.sent.keyed(where.table).values(key)
    came_back = back.read.places[where.table].letters
    kept = tuple((column, value) for column, value in sent if column not in came_back)
    row = (*kept, *back.read.keyed(where.table).values(key))
    return replace(said, where=where, value=row, issued=sent, source=back.read.source(where))


def _cell_items(now: Located, said: list[Said], returned: Sequence[Returned]) -> Iterator[Item]:
    cells: dict[Address, list[Said]] = defaultdict(list)
    for one in said:
        for cell in [one] if one.where.column is not None else _cells(one, returned[one.file]):
            cells[cell.where].append(cell)
    for where, group in cells.items():
        mine = now.keyed(where.table).cell(where.key or (), str(where.column))
        yield from _items(where, mine, group)


def _cells(row: Said, back: Returned) -> Iterator[Said]:
    """Yield the cells of a row that came back new, where the case has got the same row since."""
    for column, value in row.value:
        where = replace(row.where, column=column)
        source = back.read.source(where)
        yield replace(row, where=where, value=value, issued=None, source=source)


def _whole(
    now: Located,
    where: Address,
    group: list[Said],
    said: Sequence[Said],
    returned: Sequence[Returned],
) -> Iterator[Item]:
    """Yield the item of a column or a sheet as a whole, unless the case says the same."""
    if where.column is None:
        sheets = (trimmed(s.rows) for s in now.case.unknown_sheets if s.name == where.table)
        yield from _items(where, next(sheets, ABSENT), group)
        return
    mine = True if where.column in now.keyed(where.table).columns else ABSENT
    for item in _items(where, mine, group):
        sent = (returned[one.file].sent for one in group)
        in_use = item.state is MergeState.DELETION and (
            _is_changed(where, said) or any(_has_other_cells(where, now, s) for s in sent)
        )
        yield replace(item, state=MergeState.CONFLICT) if in_use else item


def _is_changed(column: Address, said: Iterable[Said]) -> bool:
    """Say whether another file has changed a cell of a column that one has deleted."""
    cells = (one.where for one in said if one.where.subject == "cell")
    return any((cell.table, cell.column) == (column.table, column.column) for cell in cells)


def _has_other_cells(column: Address, now: Located, sent: Located) -> bool:
    """Say whether the case has changed a cell of a column since it was sent."""
    ours, theirs = now.keyed(column.table), sent.keyed(column.table)
    kind, name = kind_of(column.table, column.column), str(column.column)
    return any(not equal(kind, ours.cell(key, name), theirs.cell(key, name)) for key in ours.rows)
