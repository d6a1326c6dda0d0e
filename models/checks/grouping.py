"""Problems put together for people: many alike in one column are shown as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from models.problems import Problem
from models.words.text import Number, text

MANY = 20

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_Likeness = tuple[str, str, str, str | None, int]


def grouped(problems: Iterable[Problem], many: int = MANY) -> tuple[Problem, ...]:
    """Return the problems, where more than `many` are alike in a column one in their place.

    Alike are those of one severity and code in one column. The one that stands for them says
    how many they are and has the range of their cells. Those without a cell stand nowhere else
    and are all listed.
    """
    groups: dict[_Likeness, list[Problem]] = {}
    for number, problem in enumerate(problems):
        groups.setdefault(_likeness(problem, number), []).append(problem)
    return tuple(p for group in groups.values() for p in _shown(group, many))


def _likeness(problem: Problem, number: int) -> _Likeness:
    """Return what alike problems share; one without a cell shares its number with no other."""
    own = -1 if problem.cell else number
    return problem.severity.value, problem.code, _sheet(problem), problem.column, own


def _sheet(problem: Problem) -> str:
    return problem.sheet or problem.table


def _shown(group: list[Problem], many: int) -> list[Problem]:
    if len(group) <= many:
        return group
    first = group[0]
    found = text(
        "{count} cells alike; the first: {found}", count=Number(len(group)), found=first.found
    )
    return [replace(first, found=found, cell=_range(group), row=None, row_key="")]


def _range(group: list[Problem]) -> str:
    """Return the smallest range from the first cell to the last."""
    matches = [match for p in group if (match := _ADDRESS.fullmatch(p.cell))]
    if not matches:
        return ""
    rows = [int(match[2]) for match in matches]
    letters = sorted({match[1] for match in matches}, key=lambda text: (len(text), text))
    return f"{letters[0]}{min(rows)}:{letters[-1]}{max(rows)}"
