"""Which rows of a table are shown and in which order; the order of the case never changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.palette import folded
from desktop.parsing import Value, is_blank


class RowOrder:
    """Rows as they are shown, each with its row in the case."""

    def __init__(self) -> None:
        self._shown: list[int] | None = None
        self._places: dict[int, int] | None = None

    @property
    def is_arranged(self) -> bool:
        """Whether the rows differ from those of the case."""
        return self._shown is not None

    def arrange(self, shown: list[int] | None) -> None:
        """Show these rows of the case in this order; None: all as in the case."""
        self._shown, self._places = shown, None

    def count(self, total: int) -> int:
        """Return how many of all the rows are shown."""
        return total if self._shown is None else len(self._shown)

    def case_row(self, row: int) -> int:
        """Return which row of the case is shown here."""
        return row if self._shown is None else self._shown[row]

    def place_of(self, case_row: int) -> int | None:
        """Return where a row of the case is shown; None: it is not."""
        if self._shown is None:
            return case_row
        if self._places is None:
            self._places = {shown: place for place, shown in enumerate(self._shown)}
        return self._places.get(case_row)

    def place_for(self, first: int) -> int:
        """Return where rows are shown that the case gets before one of its rows.

        They follow the row above them in the case, or else come last.
        """
        if self._shown is None:
            return first
        above = self.place_of(first - 1)
        return len(self._shown) if above is None else above + 1

    def insert(self, first: int, count: int) -> None:
        """Show rows that the case got before one of its rows."""
        if self._shown is not None:
            place = self.place_for(first)
            moved = [row + count if row >= first else row for row in self._shown]
            self.arrange([*moved[:place], *range(first, first + count), *moved[place:]])

    def append(self, case_rows: Iterable[int]) -> None:
        """Show further rows of the case after the others."""
        if self._shown is not None:
            self.arrange([*self._shown, *case_rows])

    def runs_of(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return where some rows of the case are shown, as runs from the last to the first."""
        if self._shown is None:
            return [(first, last)]
        runs: list[tuple[int, int]] = []
        for place, row in enumerate(self._shown):
            if first <= row <= last:
                if runs and runs[-1][1] == place - 1:
                    runs[-1] = (runs[-1][0], place)
                else:
                    runs.append((place, place))
        return runs[::-1]

    def hide(self, run: tuple[int, int]) -> None:
        """Show a run of places no longer."""
        if self._shown is not None:
            self.arrange(self._shown[: run[0]] + self._shown[run[1] + 1 :])

    def remove(self, first: int, last: int) -> None:
        """Note that the case lost rows, none of which is shown any longer."""
        if self._shown is not None:
            count = last - first + 1
            self.arrange([row - count if row > last else row for row in self._shown])


def sorted_rows(rows: Sequence[int], values: Sequence[Value], *, descending: bool) -> list[int]:
    """Return rows by their values: figures, then words without case and accents, blanks last."""
    words = {text: folded(text) for text in {v for v in values if isinstance(v, str)}}

    def key(row: int) -> tuple[int, float | str]:
        value = values[row]
        return (1, words[value]) if isinstance(value, str) else (0, value or 0.0)

    filled = [row for row in rows if not is_blank(values[row])]
    blank = [row for row in rows if is_blank(values[row])]
    return sorted(filled, key=key, reverse=descending) + blank
