"""Cases of any content for hypothesis: whatever their tables hold, they can be compared."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from models.case import Case, UnknownSheet, case_of
from models.checks.matching import fold
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.tables import TABLES

_NAMES = st.sampled_from(["city", "City", "Liège", "Liege", "port", "T+1", "T-1"])
_NUMBERS = st.floats(-1e9, 1e9) | st.integers(0, 5).map(float)
_TEXTS = st.sampled_from(["seen", " seen ", "2026", "e\u0301", "\u00e9", ""])
_BY_KIND = {
    Kind.YEAR: st.sampled_from([2024.0, 2025.0]),
    Kind.YES_NO: st.booleans(),
    Kind.TEXT: _TEXTS,
    Kind.RULE_VALUE: _TEXTS | _NUMBERS | st.booleans(),
}
_OPEN = {"Territories": ["key_area"], "Scenarios": ["new", "strict"]}
_UNKNOWN = ["colour"]


def _cells(column: Column) -> st.SearchStrategy[Any]:
    kind = column.kind
    values = _BY_KIND.get(kind, _NUMBERS if kind in NUMERIC_KINDS else _NAMES)
    return st.none() | values


def _key(table: Table, row: dict[str, Any]) -> tuple[Any, ...]:
    cells = (row[key] for key in table.identity)
    return tuple((fold(cell) or None) if isinstance(cell, str) else cell for cell in cells)


@st.composite
def _frames(draw: st.DrawFn, table: Table) -> tuple[pd.DataFrame, tuple[str, ...]]:
    aside = (
        draw(st.lists(st.sampled_from(_UNKNOWN), unique=True)) if table.open_prefix != "" else []
    )
    names = [name for name in _OPEN.get(table.key, []) if draw(st.booleans())]
    strategies = {column.key: _cells(column) for column in table.columns}
    strategies |= {name: _cells(table.column(name)) for name in names}
    strategies |= {name: st.none() | _TEXTS | _NUMBERS for name in aside}
    rows = draw(
        st.lists(
            st.fixed_dictionaries(strategies), max_size=4, unique_by=lambda row: _key(table, row)
        )
    )
    return pd.DataFrame(rows, columns=list(strategies), dtype=object), tuple(aside)


_SHEETS = st.lists(
    st.builds(UnknownSheet, st.sampled_from(["Notes", "More"]), st.just((("a", 1.0), (None,)))),
    max_size=2,
    unique_by=lambda sheet: sheet.name,
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a case; no two rows of a table have the same key."""
    frames = {table.key: draw(_frames(table)) for table in TABLES}
    return case_of(
        {key: frame for key, (frame, _) in frames.items()},
        {key: aside for key, (_, aside) in frames.items() if aside},
        tuple(draw(_SHEETS)),
    )


@st.composite
def shuffled(draw: st.DrawFn, case: Case) -> Case:
    """Draw the case with the rows of every table in another order."""
    for table in TABLES:
        frame = case.table(table.key)
        order = draw(st.permutations(range(len(frame))))
        case = case.with_table(table.key, frame.iloc[order].reset_index(drop=True))
    return case
