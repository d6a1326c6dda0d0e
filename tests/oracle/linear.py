"""A system of linear equations, solved exactly."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def fixed_point(
    base: Mapping[Name, Fraction], factors: Mapping[tuple[Name, Name], Fraction]
) -> dict[Name, Fraction]:
    """Solve v(i) = base(i) + Σj factors(i,j) · v(j) by elimination.

    Raises:
        ZeroDivisionError: the system has no single answer.
    """
    names = list(base)
    rows = [
        [Fraction(i == j) - factors.get((i, j), Fraction(0)) for j in names] + [base[i]]
        for i in names
    ]
    for column in range(len(names)):
        _eliminate(rows, column)
    return {name: rows[place][-1] for place, name in enumerate(names)}


def _eliminate(rows: list[list[Fraction]], column: int) -> None:
    pivot = next((r for r in range(column, len(rows)) if rows[r][column] != 0), None)
    if pivot is None:
        raise ZeroDivisionError("the moves inside a stage never end")
    rows[column], rows[pivot] = rows[pivot], rows[column]
    lead = rows[column][column]
    rows[column] = [cell / lead for cell in rows[column]]
    for place, row in enumerate(rows):
        if place != column and row[column] != 0:
            factor = row[column]
            rows[place] = [a - factor * b for a, b in zip(row, rows[column], strict=True)]
