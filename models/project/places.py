"""Where the rows of a table stand in its file: numbers with gaps, so that rows fit between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from models.project.stored_case import GAP


class Places:
    """The places of the rows of one table, in their order."""

    def __init__(self, places: Sequence[int]) -> None:
        self._places = list(places)

    @classmethod
    def fresh(cls, count: int) -> Places:
        """Return the places of rows that were written at once."""
        return cls(range(0, count * GAP, GAP))

    def __len__(self) -> int:
        return len(self._places)

    def at(self, rows: Sequence[int]) -> list[int]:
        """Return the places of some rows."""
        return [self._places[row] for row in rows]

    def taken_out(self, rows: Sequence[int]) -> list[int]:
        """Take rows out and return the places they had."""
        gone = set(rows)
        places = self.at(rows)
        self._places = [place for row, place in enumerate(self._places) if row not in gone]
        return places

    def put_in(self, rows: Sequence[int]) -> list[int] | None:
        """Put rows in so that they have these numbers afterwards, and return their places.

        None: no room is left between two rows; nothing was put in.
        """
        before, new = list(self._places), []
        for first, count in _runs(rows):
            room = GAP * (count + 1)
            low = before[first - 1] if first else (before[0] if before else 0) - room
            high = before[first] if first < len(before) else low + room
            step = (high - low) // (count + 1)
            if step < 1:
                return None
            places = [low + step * n for n in range(1, count + 1)]
            before[first:first] = places
            new += places
        self._places = before
        return new


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first row and the length of each run of rows that follow each other."""
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        members = [row for _, row in run]
        yield members[0], len(members)
