"""Where a text is shown in a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

import numpy as np

from desktop.tables.background_job import Cancelled
from desktop.tables.column_words import holding
from desktop.tables.table_cells import TableCells

if TYPE_CHECKING:
    from numpy.typing import NDArray

Place = tuple[int, int]
"""A row as it is shown, and a column."""


class Places(Sequence[Place]):
    """Cells of a table in the order of reading."""

    def __init__(self, cells: NDArray[np.int64], columns: int) -> None:
        self._cells, self._columns = cells, max(columns, 1)

    def __len__(self) -> int:
        return len(self._cells)

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Place]: ...
    def __getitem__(self, at: int | slice) -> Place | Sequence[Place]:
        if isinstance(at, slice):
            return Places(self._cells[at], self._columns)
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


def only(place: Place, columns: int) -> Places:
    """Return one place alone, in a table of so many columns."""
    return Places(np.array([place[0] * columns + place[1]]), columns)


def places_of(
    cells: TableCells, shown: NDArray[np.int64] | None, text: str, cancelled: Cancelled
) -> Places:
    """Return where a text is shown; case does not count.

    Args:
        cells: where to look.
        shown: the rows of the case in the order in which they are shown; None: all as they are.
        text: what to look for; nothing is nowhere.
        cancelled: says whether it is no longer wanted.
    """
    wanted, count = text.casefold(), len(cells.keys)
    if not wanted or not count:
        return Places(np.zeros(0, dtype=np.int64), count)
    held = np.column_stack([holding(cells, at, wanted, cancelled) for at in range(count)])
    return Places(np.flatnonzero(held if shown is None else held[shown]), count)
