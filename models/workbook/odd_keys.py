"""Rows of Territories and Stages whose key is no name: totals and notes typed under the table.

Nothing in the row itself tells them apart from others, but no other table refers to them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.checks.checked import column_letter
from models.checks.matching import fold
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.tables import NOTE, TABLE_BY_KEY
from models.problems import Problem, Severity
from models.words.mending import NO_TOTALS
from models.words.text import Argument, Quoted, text
from models.workbook.header_rows import header_row, named_column
from models.workbook.odd_rows import table_rows
from models.workbook.own_names import is_own_name
from models.workbook.totals import is_total_word, is_whole_total, may_be_total, reads_like_note
from models.xlsx.grid import Row, Sheet
from models.xlsx.stored import is_figure

_REFERRED = {"Territories": Kind.TERRITORY, "Stages": Kind.STAGE}


def odd_keys(tables: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Yield the rows of totals and the notes among the keys that nothing refers to."""
    for key, kind in _REFERRED.items():
        if key not in tables:
            continue
        listed = _listed(tables[key], TABLE_BY_KEY[key])
        suspects = [one for one in listed if _is_note(one) or _is_total(one, listed)]
        known = _referred(tables, kind) if suspects else frozenset()
        for one in suspects:
            is_own = is_own_name(one.text, tables[key].own_names)
            if not is_own and fold(one.text) not in known:
                yield _problem(TABLE_BY_KEY[key], tables[key], one)


@dataclass(frozen=True)
class _Listed:
    """A row with a key: its text and cell, its figures by place, what else it says."""

    text: str
    cell: str
    figures: Mapping[int, float]
    others: int


def _columns(row: Row, table: Table) -> dict[int, Column]:
    """Return the declared columns by their place, as a row of headers names them."""
    named = ((i, named_column(table, v)) for i, v in enumerate(row.values) if isinstance(v, str))
    return {index: table.column(key) for index, key in named if key is not None}


def _listed(sheet: Sheet, table: Table) -> list[_Listed]:
    header = header_row(sheet, table)
    columns = _columns(header, table)
    at = next((i for i, column in columns.items() if column.kind is Kind.KEY), None)
    if at is None:
        return []
    numeric = [index for index, column in columns.items() if column.kind in NUMERIC_KINDS]
    rows = (row for row in table_rows(sheet, header.number) if isinstance(row.value(at), str))
    return [_of_row(row, at, numeric) for row in rows]


def _of_row(row: Row, at: int, numeric: Sequence[int]) -> _Listed:
    figures = {i: float(row.value(i)) for i in numeric if is_figure(row.value(i))}
    filled = sum(value is not None and value != "" for value in row.values)
    cell = f"{column_letter(at)}{row.number}"
    return _Listed(row.value(at), cell, figures, filled - 1 - len(figures))


def _is_note(one: _Listed) -> bool:
    """Say whether a row is one text alone that reads like no name."""
    return not one.others and not one.figures and reads_like_note(one.text)


def _is_total(one: _Listed, listed: Sequence[_Listed]) -> bool:
    """Say whether a row holds figures under a word for a total, or sums under one like it."""
    if one.others or not one.figures or is_whole_total(one.text):
        return False
    if is_total_word(one.text):
        return True
    return may_be_total(one.text) and any(_adds_up(one, listed, i) for i in one.figures)


def _adds_up(one: _Listed, listed: Sequence[_Listed], index: int) -> bool:
    others = [other.figures[index] for other in listed if other != one and index in other.figures]
    return len(others) > 1 and math.isclose(math.fsum(others), one.figures[index], rel_tol=1e-9)


def _referred(tables: Mapping[str, Sheet], kind: Kind) -> frozenset[str]:
    """Return the folded names that cells of a kind hold in all tables."""
    texts: set[str] = set()
    for key, sheet in tables.items():
        header = header_row(sheet, TABLE_BY_KEY[key])
        columns = _columns(header, TABLE_BY_KEY[key])
        places = [index for index, column in columns.items() if column.kind is kind]
        below = (row for row in sheet.rows if row.number > header.number)
        values = (row.value(index) for row in below for index in places)
        texts.update(value for value in values if isinstance(value, str))
    return frozenset(map(fold, texts))


def _problem(table: Table, sheet: Sheet, one: _Listed) -> Problem:
    if one.figures:
        code = "total-row"
        found = text("The row looks like a total of other rows, and nothing refers to it.")
        mend: Argument = NO_TOTALS
    else:
        code = "note-row"
        found = text(
            "The text stands where a name belongs, and nothing refers to it: is this a note?"
        )
        mend = text(
            "Move it to the column {column} or above the headers; fill in the row if it is a name.",
            column=Quoted(NOTE.labels),
        )
    return Problem(Severity.ERROR, code, found, mend, table.key, sheet=sheet.name, cell=one.cell)
