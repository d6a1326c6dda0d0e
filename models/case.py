"""The case: one set of input data with its scenarios, never changed in place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.declaration.kinds import NUMERIC_KINDS, Kind, Table
from models.declaration.tables import BASE_SCENARIO, TABLE_BY_KEY, TABLES
from models.declaration.years import as_years

NEWEST_EDITION = 2
"""The edition of the method (2-method) by which open cases are computed."""


@dataclass(frozen=True)
class UnknownSheet:
    """A sheet that is no table of the case; it is kept as it was for the round trip."""

    name: str
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, eq=False)
class Case:
    """One set of input data.

    Attributes:
        tables: for each table of the declaration its rows, in the order of the workbook. Text
            cells are str or None (years as 2026 or 2026-2028, the numbers of older files too),
            numbers float64 (NaN where blank), yes/no cells True, False or None, values of rules
            str, float, bool or None. Defaults are not filled in. A frame holds every declared
            column, then the open and the unknown ones; its index is 0, 1, … Frames are never
            changed: an edit makes a new case. In a draft a text may stand where a number belongs;
            its column then holds objects, floats and texts.
        unknown_columns: for each table the columns that the declaration does not know.
        unknown_sheets: the sheets that the declaration does not know.
        edition: the edition of the method by which it is computed: 1 for the data of a scenario
            that was agreed under the first one (2-method 2.1).
    """

    tables: Mapping[str, pd.DataFrame]
    unknown_columns: Mapping[str, tuple[str, ...]]
    unknown_sheets: tuple[UnknownSheet, ...] = ()
    edition: int = NEWEST_EDITION

    def table(self, key: str) -> pd.DataFrame:
        """Return the rows of a table."""
        return self.tables[key]

    def with_table(self, key: str, frame: pd.DataFrame) -> Case:
        """Return a case in which one table has other rows."""
        tables = {**self.tables, key: typed_frame(TABLE_BY_KEY[key], frame)}
        return replace(self, tables=MappingProxyType(tables))

    def scenarios(self) -> tuple[str, ...]:
        """Return the names of the scenarios in the order of their columns, base first."""
        return (BASE_SCENARIO, *self.open_columns("Scenarios"))

    def readable(self, key: str) -> pd.DataFrame:
        """Return the rows of a table with blanks where texts stand that are no numbers.

        It is the table itself where none do.
        """
        frame = self.tables[key]
        blanked = {one: _numbers_only(frame[one]) for one in _mixed_columns(key, frame)}
        return frame.assign(**blanked) if blanked else frame

    def texts_among_numbers(self, key: str, column: str) -> dict[int, str]:
        """Return the texts that stand in a column of numbers, by row."""
        values = self.tables[key][column].to_numpy()
        if values.dtype.kind != "O":
            return {}
        return {row: cell for row, cell in enumerate(values.tolist()) if isinstance(cell, str)}

    def open_columns(self, key: str) -> tuple[str, ...]:
        """Return the columns of a table that the user added under its open prefix."""
        table = TABLE_BY_KEY[key]
        unknown = self.unknown_columns.get(key, ())
        columns = (str(column) for column in self.tables[key].columns)
        return tuple(c for c in columns if not table.declares(c) and c not in unknown)


def case_of(
    tables: Mapping[str, pd.DataFrame],
    unknown_columns: Mapping[str, tuple[str, ...]] | None = None,
    unknown_sheets: tuple[UnknownSheet, ...] = (),
) -> Case:
    """Make a case; tables that are not given are empty, columns not given are blank."""
    frames = {
        table.key: typed_frame(table, tables[table.key]) if table.key in tables else _empty(table)
        for table in TABLES
    }
    unknown = MappingProxyType(dict(unknown_columns or {}))
    return Case(MappingProxyType(frames), unknown, unknown_sheets)


@cache
def _empty(table: Table) -> pd.DataFrame:
    """Return the table without rows; cases share it, since frames are never changed."""
    return typed_frame(table, pd.DataFrame())


def typed_frame(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with every declared column, of the types that `Case` promises."""
    declared = [column.key for column in table.columns]
    further = [str(column) for column in frame.columns if str(column) not in declared]
    index = pd.RangeIndex(len(frame))  # of every column, so that none has to be fitted to another
    data: dict[str, Any] = {}
    for key in declared + further:
        numeric = _is_numeric(table, key)
        data[key] = _typed(frame[key], numeric, index) if key in frame else _blank(index, numeric)
        if _holds_years(table, key):
            data[key] = pd.Series([as_years(cell) for cell in data[key]], index, dtype=object)
    return pd.DataFrame(data, index, declared + further)


def _is_numeric(table: Table, key: str) -> bool:
    column = table.find(key)
    return column is not None and column.kind in NUMERIC_KINDS


def _holds_years(table: Table, key: str) -> bool:
    column = table.find(key)
    return column is not None and column.kind is Kind.YEARS


def _mixed_columns(key: str, frame: pd.DataFrame) -> list[str]:
    """Return the columns of numbers that hold objects, so that texts may stand in them."""
    objects = (str(column) for column, dtype in frame.dtypes.items() if dtype.kind == "O")
    return [column for column in objects if _is_numeric(TABLE_BY_KEY[key], column)]


def settled_types(key: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table with floats in each column of numbers in which no text stands."""
    settled = {column: figures_of(frame[column]) for column in _mixed_columns(key, frame)}
    return frame.assign(**settled) if settled else frame


def _numbers_only(values: pd.Series[Any]) -> NDArray[np.float64]:
    return np.array([math.nan if isinstance(cell, str) else cell for cell in values], dtype=float)


def figures_of(values: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column of numbers as a case holds it: floats, objects where texts stand in it."""
    if values.dtype.kind == "f":
        return values
    cells = values.to_numpy(dtype=object)
    if str not in set(map(type, cells.tolist())):
        return pd.Series(values.to_numpy(dtype=float, na_value=np.nan))
    return pd.Series(np.where(pd.isna(cells), math.nan, cells), dtype=object)


def _typed(values: pd.Series[Any], numeric: bool, index: pd.RangeIndex) -> Any:
    if numeric:
        return figures_of(values.set_axis(index))
    cells = values.to_numpy(dtype=object, copy=True)
    cells[pd.isna(cells)] = None
    return pd.Series(cells, index, dtype=object)


def _blank(index: pd.RangeIndex, numeric: bool) -> Any:
    if numeric:
        return np.full(len(index), np.nan)
    return pd.Series(np.full(len(index), None, dtype=object), index, dtype=object)


def shown(cell: Any) -> str:
    """Return a cell as people write it: whole numbers without a decimal point."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def row_key_of(cells: Iterable[Any]) -> str:
    """Return the cells that name a row, without the blank ones, as the texts that people read."""
    return " · ".join(shown(cell) for cell in cells if cell is not None)
