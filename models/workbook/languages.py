"""In which language a workbook is written: that decides what its texts are as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from models.declaration.tables import TABLE_BY_KEY
from models.workbook.header_rows import header_language, header_row
from models.workbook.identity import issued_language
from models.xlsx.grid import Grid, Sheet

_MARKS = {"fr": ",", "nl": ",", "de": ","}
"""The decimal mark of each language; English is also the language of those who share no other,
so that an English workbook says nothing of whoever filled it in."""


def language_of(grid: Grid, tables: Mapping[str, Sheet]) -> str:
    """Return the language of a workbook, "" where nothing tells it.

    It is what the workbook says it was issued in, else the language of most of its headers.
    """
    counts: Counter[str] = Counter()
    for key, sheet in tables.items():
        table = TABLE_BY_KEY[key]
        counts.update(header_language(header_row(sheet, table), table))
    likely = counts.most_common(1)
    return issued_language(grid) or (likely[0][0] if likely and likely[0][1] else "")


def language_mark(grid: Grid, tables: Mapping[str, Sheet]) -> str:
    """Return the decimal mark of a workbook's language, "" where that does not tell it."""
    return _MARKS.get(language_of(grid, tables), "")
