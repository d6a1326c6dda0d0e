"""Which rows of a table are wanted in which order, and where a text is shown in it.

Large tables are looked through in the background.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.engine.watch import StoppedError
from desktop.tables.background_job import Cancelled, while_wanted
from desktop.tables.column_words import different, holding, read_each, with_exactly
from desktop.tables.row_order import RowFilter
from desktop.tables.table_cells import TableCells
from models.names import folded

SLICE = 5_000
"""How many words are sorted without a break; a break lets the window answer."""


def wanted_rows(
    cells: TableCells, wanted: RowFilter, with_problems: Collection[int], cancelled: Cancelled
) -> NDArray[np.int64] | None:
    """Return the rows of the case in the order that is wanted; None: all as in the case.

    Raises:
        StoppedError: they are no longer wanted.
    """
    by = wanted.sorted_by
    if by is not None and by[0] >= len(cells.keys):
        by = None
    if by is None and not wanted.leaves_out:
        return None
    rows = np.flatnonzero(_is_shown(cells, wanted, with_problems, cancelled))
    return rows if by is None else sorted_rows(cells, rows, by[0], by[1], cancelled)


def _is_shown(
    cells: TableCells, wanted: RowFilter, with_problems: Collection[int], cancelled: Cancelled
) -> NDArray[np.bool_]:
    shown = np.full(cells.count, not wanted.held)
    if wanted.held:
        held = wanted.held.casefold()
        for at in range(len(cells.keys)):
            shown |= holding(cells, at, held, cancelled)
    if wanted.same is not None:
        shown &= with_exactly(cells, *wanted.same, cancelled)
    if wanted.only_problems:
        shown &= np.isin(np.arange(cells.count), list(with_problems))
    return shown


def sorted_rows(
    cells: TableCells, rows: NDArray[np.int64], at: int, descending: bool, cancelled: Cancelled
) -> NDArray[np.int64]:
    """Return rows by their values: figures, then words without case and accents, blanks last.

    Rows with the same value stay in the order of the case.
    """
    values = cells.values[at][rows]
    if values.dtype.kind == "f":
        ranks, blank = values, np.isnan(values)
    else:
        ranks = _ranks(cells, at, cancelled)[rows]
        blank = ranks < 0
    filled, keys = rows[~blank], ranks[~blank]
    order = np.argsort(-keys if descending else keys, kind="stable")
    return np.concatenate([filled[order], rows[blank]])


def _ranks(cells: TableCells, at: int, cancelled: Cancelled) -> NDArray[np.int64]:
    """Return for each row which place its value has among the values; -1: it is blank."""
    one = different(cells, at)

    def key(row: int) -> tuple[int, float | str]:
        value = cells.value(row, at)
        return (1, folded(value)) if isinstance(value, str) else (0, value or 0.0)

    keys: list[Any] = read_each(one, key, cancelled).tolist()
    places = {key: place for place, key in enumerate(_sorted(set(keys), cancelled))}
    return one.spread(np.array([places[key] for key in keys], dtype=np.int64), -1)


def _sorted(keys: Collection[Any], cancelled: Cancelled) -> list[Any]:
    """Return keys in order; one sort of them all would hold the window up."""
    unsorted, slices = list(keys), []
    for start in range(0, len(unsorted), SLICE):
        if cancelled():
            raise StoppedError
        slices.append(sorted(unsorted[start : start + SLICE]))
    return list(while_wanted(heapq.merge(*slices), cancelled))


Place = tuple[int, int]
"""A row as it is shown, and a column."""


class FoundCells:
    """Cells of a table in the order of reading."""

    def __init__(self, cells: NDArray[np.int64], columns: int) -> None:
        self._cells, self._columns = cells, max(columns, 1)

    def __len__(self) -> int:
        return len(self._cells)

    def __iter__(self) -> Iterator[Place]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, at: int) -> Place:
        row, column = divmod(self._cells.item(at), self._columns)
        return row, column

    def before(self, place: Place) -> int:
        """Return how many places come before one."""
        return int(np.searchsorted(self._cells, self._number(place), side="left"))

    def up_to(self, place: Place) -> int:
        """Return how many places come up to one, itself counted."""
        return int(np.searchsorted(self._cells, self._number(place), side="right"))

    def has(self, place: Place) -> bool:
        """Say whether a place is among them."""
        return self.before(place) < self.up_to(place)

    def by_columns(self) -> dict[int, NDArray[np.int64]]:
        """Return for each column the rows, as they are shown."""
        rows, columns = np.divmod(self._cells, self._columns)
        return {int(at): rows[columns == at] for at in np.unique(columns)}

    def _number(self, place: Place) -> int:
        return place[0] * self._columns + place[1]


def only(place: Place, columns: int) -> FoundCells:
    """Return one place alone, in a table of so many columns."""
    return FoundCells(np.array([place[0] * columns + place[1]]), columns)


def places_of(
    cells: TableCells, shown: NDArray[np.int64] | None, text: str, cancelled: Cancelled
) -> FoundCells:
    """Return where a text is shown; case does not count.

    Args:
        cells: where to look.
        shown: the rows of the case in the order in which they are shown; None: all as they are.
        text: what to look for; nothing is nowhere.
        cancelled: says whether it is no longer wanted.
    """
    wanted, count = text.casefold(), len(cells.keys)
    if not wanted or not count:
        return FoundCells(np.zeros(0, dtype=np.int64), count)
    held = np.column_stack([holding(cells, at, wanted, cancelled) for at in range(count)])
    return FoundCells(np.flatnonzero(held if shown is None else held[shown]), count)
