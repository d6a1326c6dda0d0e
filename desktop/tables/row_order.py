"""Which rows of a table are shown and in which order; the order of the case never changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class RowFilter:
    """Which rows are wanted and in which order.

    Attributes:
        held: a text that one of their cells shows; "": any.
        only_problems: whether only rows with problems are wanted.
        same: a column and the exact text that is wanted in it; None: any.
        sorted_by: the column by whose values they come, and whether from high to low; None: as
            in the case.
    """

    held: str = ""
    only_problems: bool = False
    same: tuple[int, str] | None = None
    sorted_by: tuple[int, bool] | None = None

    @property
    def leaves_out(self) -> bool:
        """Whether rows of the case may be missing."""
        return bool(self.held) or self.only_problems or self.same is not None


class RowOrder:
    """Rows as they are shown, each with its row in the case.

    Attributes:
        shown: the rows of the case in the order in which they are shown; None: all as in the case.
        total: how many rows the case has.
    """

    def __init__(self) -> None:
        self.shown: NDArray[np.int64] | None = None
        self.total = 0
        self._places: NDArray[np.int64] | None = None

    @property
    def is_arranged(self) -> bool:
        """Whether the rows differ from those of the case."""
        return self.shown is not None

    def arrange(self, shown: Sequence[int] | NDArray[np.int64] | None) -> None:
        """Show these rows of the case in this order; None: all as in the case."""
        self.shown = self._places = None
        if shown is not None:
            self.shown = np.asarray(shown, dtype=np.int64)

    def count(self, total: int) -> int:
        """Return how many of all the rows are shown."""
        return total if self.shown is None else len(self.shown)

    def case_row(self, row: int) -> int:
        """Return which row of the case is shown here; below the last one, which it would get."""
        if self.shown is None:
            return row
        return self.shown.item(row) if row < len(self.shown) else self.total

    def case_rows(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which rows of the case are shown in some places."""
        return rows if self.shown is None else self.shown[rows]

    def place_of(self, case_row: int) -> int | None:
        """Return where a row of the case is shown; None: it is not."""
        if self.shown is None:
            return case_row
        place: int = self.places_of(np.array([case_row])).item()
        return None if place < 0 else place

    def places_of(self, case_rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where rows of the case are shown; -1 for each that is not."""
        if self.shown is None:
            return case_rows
        if self._places is None:
            # For each row of the case up to the last shown one, and for one that there is not.
            self._places = np.full(int(self.shown.max(initial=-1)) + 2, -1, dtype=np.int64)
            self._places[self.shown] = np.arange(len(self.shown))
        known = (case_rows >= 0) & (case_rows < len(self._places))
        return self._places[np.where(known, case_rows, -1)]

    def place_for(self, first: int) -> int:
        """Return where rows are shown that the case gets before one of its rows.

        They follow the row above them in the case, or else come last.
        """
        if self.shown is None:
            return first
        above = self.place_of(first - 1)
        return len(self.shown) if above is None else above + 1

    def insert(self, rows: Sequence[int]) -> None:
        """Show rows that the case got, by their numbers now; each follows the row above it."""
        if self.shown is None:
            return
        new = np.array(rows, dtype=np.int64)
        above = self.places_of(new - np.arange(len(new)) - 1)
        moved = self.shown
        for_each = np.searchsorted(new - np.arange(len(new)), moved, side="right")
        at = np.where(above < 0, float(len(moved)), above + 0.5)
        order = np.argsort(np.concatenate([np.arange(len(moved)), at]), kind="stable")
        self.arrange(np.concatenate([moved + for_each, new])[order])

    def append(self, case_rows: Sequence[int] | NDArray[np.int64]) -> None:
        """Show further rows of the case after the others."""
        if self.shown is not None:
            self.arrange(np.concatenate([self.shown, case_rows]))

    def runs_of(self, rows: Sequence[int]) -> list[tuple[int, int]]:
        """Return where some rows of the case are shown, as runs from the last to the first."""
        places = np.sort(self.places_of(np.array(rows, dtype=np.int64)))
        places = places[places >= 0]
        runs = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
        return [(int(run[0]), int(run[-1])) for run in runs[::-1] if len(run)]

    def hide(self, run: tuple[int, int]) -> None:
        """Show a run of places no longer."""
        if self.shown is not None:
            self.arrange(np.delete(self.shown, slice(run[0], run[1] + 1)))

    def remove(self, rows: Sequence[int]) -> None:
        """Note that the case lost rows; those that are still shown no longer are."""
        if self.shown is not None:
            gone = np.array(rows, dtype=np.int64)
            left = self.shown[~np.isin(self.shown, gone)]
            self.arrange(left - np.searchsorted(gone, left))
