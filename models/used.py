"""Which tables and columns a case has: what came with a later edition only where it uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.declaration.tables import TABLES

if TYPE_CHECKING:
    import pandas as pd

    from models.case import Case
    from models.declaration.kinds import Column, Table

FIRST_EDITION = 1
"""What came with it is there in every case."""


def tables_of(case: Case) -> tuple[Table, ...]:
    """Return the tables of a case in their order."""
    return tuple(table for table in TABLES if is_used(case, table))


def is_used(case: Case, table: Table) -> bool:
    """Say whether a case has a table: one of the first edition, or one with rows."""
    return table.edition == FIRST_EDITION or len(case.table(table.key)) > 0


def columns_of(case: Case, table: Table) -> tuple[Column, ...]:
    """Return the declared columns that a table of a case has, in their order."""
    frame = case.table(table.key)
    return tuple(column for column in table.columns if is_filled(frame, column))


def is_filled(frame: pd.DataFrame, column: Column) -> bool:
    """Say whether a table has a column: one of the first edition, or one with a cell."""
    return column.edition == FIRST_EDITION or _has_cells(frame[column.key])


def _has_cells(cells: pd.Series[Any]) -> bool:
    return bool(cells.notna().any())
