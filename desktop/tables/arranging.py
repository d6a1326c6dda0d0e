"""Which rows of a table are wanted and in which order; runs in the background for large ones."""

from __future__ import annotations

import heapq
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop.app.palette import folded
from desktop.engine.watch import StoppedError
from desktop.tables.background_job import Cancelled
from desktop.tables.column_words import ASKED_EVERY, different, holding, read_each
from desktop.tables.row_filter import Wish
from desktop.tables.table_cells import TableCells

if TYPE_CHECKING:
    from numpy.typing import NDArray

SLICE = 5_000
"""How many words are sorted without a break; a break lets the window answer."""


def wanted_rows(
    cells: TableCells, wish: Wish, with_problems: Collection[int], cancelled: Cancelled
) -> NDArray[np.int64] | None:
    """Return the rows of the case in the order that is wanted; None: all as in the case.

    Raises:
        StoppedError: they are no longer wanted.
    """
    by = wish.sorted_by
    if by is not None and by[0] >= len(cells.keys):
        by = None
    if by is None and not wish.held and not wish.only_problems:
        return None
    rows = np.flatnonzero(_is_shown(cells, wish, with_problems, cancelled))
    return rows if by is None else sorted_rows(cells, rows, by[0], by[1], cancelled)


def _is_shown(
    cells: TableCells, wish: Wish, with_problems: Collection[int], cancelled: Cancelled
) -> NDArray[np.bool_]:
    shown = np.full(cells.count, not wish.held)
    if wish.held:
        wanted = wish.held.casefold()
        for at in range(len(cells.keys)):
            shown |= holding(cells, at, wanted, cancelled)
    if wish.only_problems:
        has_problem = np.zeros(cells.count, dtype=bool)
        has_problem[[row for row in with_problems if row < cells.count]] = True
        shown &= has_problem
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
    given = list(keys)
    slices = []
    for start in range(0, len(given), SLICE):
        if cancelled():
            raise StoppedError
        slices.append(sorted(given[start : start + SLICE]))
    merged = []
    for number, key in enumerate(heapq.merge(*slices)):
        if number % ASKED_EVERY == 0 and cancelled():
            raise StoppedError
        merged.append(key)
    return merged
