"""Where the rows and columns of a table stand in the workbook they were read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from models.problems import Problem


@dataclass(frozen=True)
class Place:
    """The sheet of a table, the row of its headers, its rows, the letters of its columns."""

    sheet: str
    header: int
    rows: tuple[int, ...]
    letters: Mapping[str, str]

    def cell(self, row: int | None, column: str | None) -> str:
        """Return the address of a cell; without row that of the header, "" where there is none."""
        letter = self.letters.get(column) if column is not None else None
        if row is None:
            return f"{letter}{self.header}" if letter else ""
        return f"{letter or self._first_letter}{self.rows[row]}"

    @cached_property
    def _first_letter(self) -> str:
        return min(self.letters.values(), key=lambda text: (len(text), text), default="A")


def placed(problem: Problem, places: Mapping[str, Place]) -> Problem:
    """Return the problem with the address that its cell has in the workbook."""
    place = places.get(problem.table)
    if place is None:
        return replace(problem, cell="")
    cell = place.cell(problem.row, problem.column)
    return replace(problem, sheet=place.sheet, cell=cell)
