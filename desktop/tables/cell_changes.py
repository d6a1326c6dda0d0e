"""What becomes of cells when many are typed into, filled, blanked or replaced at once.

Each returns edits and changes nothing; large ones run in the background.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from desktop.engine.watch import StoppedError
from desktop.tables.background_job import Cancelled
from desktop.tables.column_words import ASKED_EVERY, different, same
from desktop.tables.table_cells import TableCells
from desktop.tables.typed_values import InputRefusedError, parse_cell
from models.editing import CellEdits, ColumnEdit, Value, is_blank
from models.words.text import text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models.declaration.kinds import Column

Rows = Mapping[int, "NDArray[np.int64]"]
"""For each column rows of the case."""


@dataclass(frozen=True)
class Refusal:
    """A cell that cannot hold what would come into it; then nothing is changed.

    Attributes:
        row: its row in the case, as it would be numbered.
        at: its column; it may stand beyond the last.
        why: a sentence.
    """

    row: int
    at: int
    why: str


Changes = CellEdits | Refusal


def typed(
    cells: TableCells, rows: Rows, texts: Mapping[int, Sequence[str]], cancelled: Cancelled
) -> Changes:
    """Return the edits that typing texts makes, or the first cell of the case that refuses.

    Args:
        cells: what the cells hold before.
        rows: for each column its rows; those from the last row on are new.
        texts: for each column its texts, one for each of its rows.
        cancelled: says whether it is no longer wanted.
    """
    return _all_or_none(
        [
            _typed_column(cells, at, of_column, texts[at], cancelled)
            for at, of_column in rows.items()
        ]
    )


def _typed_column(
    cells: TableCells,
    at: int,
    rows: NDArray[np.int64],
    texts: Sequence[str],
    cancelled: Cancelled,
) -> ColumnEdit | Refusal:
    values: dict[str, Value] = {}
    for order, typed in enumerate(texts):
        if order % ASKED_EVERY == 0 and cancelled():
            raise StoppedError
        if typed not in values:
            try:
                values[typed] = parse_cell(editable(cells, at), typed, cells.locale)
            except InputRefusedError as error:
                return Refusal(int(rows[order]), at, str(error))
    after = np.array([values[typed] for typed in texts], dtype=cells.values[at].dtype)
    return _changed(cells, at, rows, after)


def filled(cells: TableCells, sources: Mapping[int, int], rows: Rows) -> CellEdits:
    """Return the edits that repeat one row of a column in others; kept columns stay."""
    return CellEdits(
        [
            _changed(cells, at, of_column, np.full_like(cells.values[at][of_column], value))
            for at, of_column in rows.items()
            if cells.columns[at] is not None
            for value in [cells.value(sources[at], at)]
        ]
    )


def blanked(cells: TableCells, rows: Rows) -> CellEdits:
    """Return the edits that make cells blank; kept columns stay."""
    edits = []
    for at, of_column in rows.items():
        if cells.columns[at] is not None:
            before = cells.values[at][of_column]
            blank = np.nan if cells.is_figure(at) else None
            edits.append(ColumnEdit(cells.keys[at], of_column, before, np.full_like(before, blank)))
    return CellEdits(edits)


def replaced(cells: TableCells, rows: Rows, old: str, by: str, cancelled: Cancelled) -> Changes:
    """Return the edits that put a text in the place of another wherever that is shown.

    A cell stays as it is where its column is only kept, or where only the rounding or the
    grouping of its figure has the text.
    """
    wanted = re.compile(re.escape(old), re.IGNORECASE)
    return _all_or_none(
        [
            _replaced_column(cells, at, column, of_column, (wanted, by), cancelled)
            for at, of_column in rows.items()
            if (column := cells.columns[at]) is not None
        ]
    )


def _replaced_column(
    cells: TableCells,
    at: int,
    column: Column,
    rows: NDArray[np.int64],
    what: tuple[re.Pattern[str], str],
    cancelled: Cancelled,
) -> ColumnEdit | Refusal:
    one = different(cells, at, rows)
    after = cells.values[at][one.firsts]
    for number, row in enumerate(one.firsts.tolist()):
        if number % ASKED_EVERY == 0 and cancelled():
            raise StoppedError
        new = _replaced_text(cells, row, at, column, *what)
        if new is not None:
            try:
                after[number] = parse_cell(column, new, cells.locale)
            except InputRefusedError as error:
                return Refusal(row, at, str(error))
    filled_rows = one.codes >= 0
    return _changed(cells, at, rows[filled_rows], after[one.codes[filled_rows]])


def _replaced_text(
    cells: TableCells, row: int, at: int, column: Column, wanted: re.Pattern[str], by: str
) -> str | None:
    """Return what to type into a cell; None: it stays as it is."""
    exact = cells.edited(row, at)
    if wanted.search(exact) is None:
        exact = cells.shown(row, at)
        try:
            typed_again = parse_cell(column, exact, cells.locale)
        except InputRefusedError:
            return None
        if not _same(typed_again, cells.value(row, at)):
            return None
    new = wanted.sub(lambda _: by, exact)
    return None if new == exact else new


def editable(cells: TableCells, at: int) -> Column:
    """Return the declaration of a column.

    Raises:
        InputRefusedError: nothing can be typed there.
    """
    if at >= len(cells.keys):
        raise InputRefusedError(text("The block is wider than the table."))
    column = cells.columns[at]
    if column is None:
        raise InputRefusedError(text("This column is only kept as it is in the workbook."))
    return column


def _changed(
    cells: TableCells, at: int, rows: NDArray[np.int64], after: NDArray[Any]
) -> ColumnEdit:
    """Return the edits of those cells that would be other than before."""
    values = cells.values[at]
    before = np.full(len(rows), np.nan if values.dtype.kind == "f" else None, dtype=values.dtype)
    there = rows < cells.count
    before[there] = values[rows[there]]
    other = ~same(before, after)
    return ColumnEdit(cells.keys[at], rows[other], before[other], after[other])


def _all_or_none(found: Sequence[ColumnEdit | Refusal]) -> Changes:
    """Return the edits of all columns, or the first cell of the case that refuses."""
    refused = [one for one in found if isinstance(one, Refusal)]
    if refused:
        return min(refused, key=lambda one: (one.row, one.at))
    return CellEdits([one for one in found if isinstance(one, ColumnEdit)])


def _same(one: Value, other: Value) -> bool:
    return one == other or (is_blank(one) and is_blank(other))
