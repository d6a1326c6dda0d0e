"""A whole column at once: its different values, what they show, and where something is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from desktop.tables.background_job import Cancelled, while_wanted
from desktop.tables.copying import ChosenCells, in_one_line, rows_of
from desktop.tables.table_cells import TableCells


@dataclass(frozen=True, eq=False)
class Different:
    """The different cells of a column.

    Attributes:
        firsts: for each of them the first row that has it.
        codes: for each row which of them it has; -1: it is blank.
    """

    firsts: NDArray[np.int64]
    codes: NDArray[np.int64]

    def spread(self, of_each: NDArray[Any], of_blank: Any) -> NDArray[Any]:
        """Return for each row what was found for its value."""
        return np.append(of_each, np.array([of_blank], dtype=of_each.dtype))[self.codes]


def different(cells: TableCells, at: int, rows: NDArray[np.int64] | None = None) -> Different:
    """Return the different cells of a column, of some rows (`codes` then go by these)."""
    values = cells.values[at] if rows is None else cells.values[at][rows]
    if cells.depends_on_row[at]:
        codes = np.where(pd.isna(values), -1, np.arange(len(values)))
        return Different(np.arange(len(values)) if rows is None else rows, codes)
    codes = pd.factorize(values)[0].astype(np.int64)
    # Values are numbered in the order in which they first come.
    firsts = np.flatnonzero((codes >= 0) & ~pd.Series(codes).duplicated().to_numpy())
    return Different(firsts if rows is None else rows[firsts], codes)


def read_each(
    one: Different, read: Callable[[int], Any], cancelled: Cancelled, dtype: Any = object
) -> NDArray[Any]:
    """Return what is read for each different cell, by one of its rows.

    Raises:
        StoppedError: it is no longer wanted.
    """
    found = np.empty(len(one.firsts), dtype=dtype)
    for number, row in enumerate(while_wanted(one.firsts.tolist(), cancelled)):
        found[number] = read(row)
    return found


def holding(cells: TableCells, at: int, wanted: str, cancelled: Cancelled) -> NDArray[np.bool_]:
    """Return for each row whether a column shows a text there; `wanted` is casefolded."""
    one = different(cells, at)
    found = read_each(one, lambda row: wanted in cells.shown(row, at).casefold(), cancelled, bool)
    return one.spread(found, False)


def with_exactly(
    cells: TableCells, at: int, wanted: str, cancelled: Cancelled
) -> NDArray[np.bool_]:
    """Return for each row whether a column holds exactly what an editor would show as a text."""
    one = different(cells, at)
    found = read_each(one, lambda row: cells.edited(row, at) == wanted, cancelled, bool)
    return one.spread(found, not wanted)


def blank_rows(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which values are blank."""
    return np.asarray(pd.isna(values))


def same(before: NDArray[Any], after: NDArray[Any]) -> NDArray[np.bool_]:
    """Return where two arrays hold the same, two blanks being the same."""
    both_blank = blank_rows(before) & blank_rows(after)
    equal: NDArray[np.bool_] = both_blank | np.asarray(before == after, dtype=bool)
    return equal


def block_text(
    cells: TableCells, rows: NDArray[np.int64], chosen: ChosenCells, cancelled: Cancelled
) -> str:
    """Return the smallest block that holds some cells of a table of the case.

    Args:
        cells: where the cells are.
        rows: the row of the case for each of the rows in which a cell is chosen.
        chosen: the cells as they are shown.
        cancelled: says whether it is no longer wanted.
    """
    shown = rows_of(chosen)
    texts = [
        column_texts(cells, rows, at, np.isin(shown, of_column), cancelled)
        for at, of_column in chosen.items()
    ]
    return "\n".join(map("\t".join, zip(*texts, strict=True)))


def column_texts(
    cells: TableCells,
    rows: NDArray[np.int64],
    at: int,
    chosen: NDArray[np.bool_],
    cancelled: Cancelled,
) -> list[str]:
    """Return the exact texts of a column in some rows, "" where a cell is not chosen."""
    one = different(cells, at, rows)
    texts = one.spread(
        read_each(one, lambda row: in_one_line(cells.edited(row, at)), cancelled), ""
    )
    texts[~chosen] = ""
    found: list[str] = texts.tolist()
    return found
