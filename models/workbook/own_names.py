"""Names of a case that look like totals or notes: what we wrote as a name is read as one.

A row that somebody types under a table as "Total" or "Source: …" is refused on reading. Where such
a text is a name of the case that was written, the workbook says so in its custom properties.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from models.case import Case
from models.checks.matching import fold
from models.declaration.kinds import Kind
from models.declaration.tables import TABLES
from models.workbook.totals import may_be_total, reads_like_note

NAMES_MARK = "relais_names_"
"""How the custom properties begin that hold the marks of such names; a number follows."""
_DIGITS = 12
_MARKS_A_PROPERTY = 19
"""A custom property holds 255 characters."""


def is_own_name(text: str, marks: frozenset[str]) -> bool:
    """Say whether a text is a name that whoever wrote the workbook marked as one."""
    return bool(marks) and _mark(text) in marks


def name_properties(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the custom properties that mark the names of a case which look like no names."""
    marks = sorted({_mark(name) for name in _keys(case) if _looks_odd(name)})
    for number, start in enumerate(range(0, len(marks), _MARKS_A_PROPERTY), start=1):
        yield f"{NAMES_MARK}{number}", " ".join(marks[start : start + _MARKS_A_PROPERTY])


def marks_in(properties: Iterable[str]) -> frozenset[str]:
    """Return the marks that the properties of a workbook hold."""
    return frozenset(mark for text in properties for mark in text.split())


def _keys(case: Case) -> Iterator[str]:
    for table in TABLES:
        for column in (column for column in table.columns if column.kind is Kind.KEY):
            yield from (cell for cell in case.table(table.key)[column.key] if isinstance(cell, str))


def _looks_odd(name: str) -> bool:
    return may_be_total(name) or reads_like_note(name)


def _mark(text: str) -> str:
    return hashlib.sha256(fold(text).encode()).hexdigest()[:_DIGITS]
