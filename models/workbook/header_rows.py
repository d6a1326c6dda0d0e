"""Which row of a sheet holds the headers of a table, in whatever language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from models.checks.matching import fold_header
from models.declaration.kinds import LANGUAGES, Table
from models.declaration.tables import TABLE_BY_KEY
from models.workbook.grid import Row, Sheet

_ROWS_SEARCHED = 40
_LONGEST_HEADER = 200
_FEWEST_COLUMNS = 2
_FEWEST_OF_ONE_REQUIRED = 3
_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*\*?\s*$")
"""What people add to a header: (EUR), [persons]."""


@cache
def declared_names(key: str) -> Mapping[str, str]:
    """Return the declared column of a table for each folded header, keys before labels."""
    table = TABLE_BY_KEY[key]
    names = {fold_header(column.key): column.key for column in table.columns}
    for column in table.columns:
        for label in column.labels.all():
            names.setdefault(fold_header(label), column.key)
    return names


def named_column(table: Table, text: str) -> str | None:
    """Return the key of the declared column that a header names, None where it names none."""
    names = declared_names(table.key)
    folded, without_unit = _folded(text[:_LONGEST_HEADER])
    key = names.get(folded)
    return names.get(without_unit) if key is None and table.open_prefix != "" else key


@lru_cache(maxsize=4096)
def _folded(text: str) -> tuple[str, str]:
    return fold_header(text), fold_header(_UNIT.sub("", text))


def header_row(sheet: Sheet, table: Table) -> Row:
    """Return the row, among the first, that names the most columns of a table."""
    return max(
        sheet.rows[:_ROWS_SEARCHED],
        key=lambda row: (len(recognised(row, table)), -row.number),
        default=Row(1, ()),
    )


def recognised(row: Row, table: Table) -> set[str]:
    """Return the declared columns of a table that a row names."""
    texts = (value for value in row.values if isinstance(value, str))
    return {key for text in texts if (key := named_column(table, text)) is not None}


def has_required(sheet: Sheet, table: Table) -> bool:
    """Say whether a sheet has a row of headers with every required column of a table."""
    found = recognised(header_row(sheet, table), table)
    return all(column.key in found for column in table.columns if column.required)


def looks_like(sheet: Sheet, table: Table) -> int:
    """Return how many columns of a table a sheet has, 0 where it is hardly that table."""
    row = header_row(sheet, table)
    found = recognised(row, table)
    required = [column.key for column in table.columns if column.required]
    headers = sum(value is not None for value in row.values)
    fewest = _FEWEST_COLUMNS if len(required) > 1 else _FEWEST_OF_ONE_REQUIRED
    is_likely = found.issuperset(required) and len(found) >= max(fewest, headers / 2)
    return len(found) if is_likely else 0


def header_language(row: Row, table: Table) -> dict[str, int]:
    """Return for each language how many headers are labels in it; keys are of no language."""
    keys = {fold_header(column.key) for column in table.columns}
    texts = {_folded(v)[1] for v in row.values if isinstance(v, str)} - keys
    return {
        language: sum(
            fold_header(column.labels.in_language(language)) in texts for column in table.columns
        )
        for language in LANGUAGES
    }
