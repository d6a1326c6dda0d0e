"""What becomes of cells when many are typed into, filled, blanked or replaced at once.

Each returns edits and changes nothing; large ones run in the background.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.tables.background_job import Cancelled, while_wanted
from desktop.tables.column_words import different, same
from desktop.tables.copying import ChosenCells, count_of
from desktop.tables.table_cells import TableCells, is_same_value
from models.checks.matching import fold_header
from models.declaration.kinds import Column, Table
from models.editing import CellEdits, ColumnEdit, Value
from models.typed_values import ReadNumber, typed_value
from models.words.text import Argument, text

_QUOTED = re.compile(r'"((?:[^"]|"")*[\t\n](?:[^"]|"")*)"(?=[\t\n]|$)')
_PLAIN = re.compile(r"[^\t\n]*")
_UNIT = re.compile(r"\s*\([^()]*\)\s*\*?\s*$")
"""The unit behind a label: Amount (EUR)."""

Rows = Mapping[int, NDArray[np.int64]]
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
    why: Argument


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
    column = cells.columns[at] if at < len(cells.keys) else None
    if column is None:
        beyond = text("The block is wider than the table.")
        kept = text("This column is only kept as it is in the workbook.")
        return Refusal(int(rows[0]), at, kept if at < len(cells.keys) else beyond)
    values: dict[tuple[str, ReadNumber], Value] = {}
    after: list[Value] = []
    for row, typed in zip(rows.tolist(), while_wanted(texts, cancelled), strict=True):
        one = typed, cells.reader(row, at)
        if one not in values:
            values[one] = typed_value(column, *one, cells.language)
        after.append(values[one])
    return _changed(cells, at, rows, _held(cells, at, after))


def _held(cells: TableCells, at: int, values: Sequence[Value]) -> NDArray[Any]:
    """Return values as an array: of numbers in a column of numbers, unless there is a text."""
    has_text = str in set(map(type, values))
    return np.array(values, dtype=float if cells.is_figure(at) and not has_text else object)


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
    blanks = [np.nan if cells.is_figure(at) else None for at in range(len(cells.keys))]
    return CellEdits(
        [
            ColumnEdit(cells.keys[at], of_column, before, np.full_like(before, blanks[at]))
            for at, of_column in rows.items()
            if cells.columns[at] is not None
            for before in [cells.values[at][of_column]]
        ]
    )


def replaced(cells: TableCells, rows: Rows, old: str, by: str, cancelled: Cancelled) -> CellEdits:
    """Return the edits that put a text in the place of another wherever that is shown.

    A cell stays as it is where its column is only kept, or where only the rounding or the
    grouping of its figure has the text.
    """
    wanted = re.compile(re.escape(old), re.IGNORECASE)
    return CellEdits(
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
) -> ColumnEdit:
    one = different(cells, at, rows)
    values: list[Value] = []
    for row in while_wanted(one.firsts.tolist(), cancelled):
        new = _replaced_text(cells, row, at, column, *what)
        before = cells.value(row, at)
        values.append(before if new is None else _read(cells, row, at, column, new))
    filled_rows, after = one.codes >= 0, _held(cells, at, values)
    return _changed(cells, at, rows[filled_rows], after[one.codes[filled_rows]])


def _replaced_text(
    cells: TableCells, row: int, at: int, column: Column, wanted: re.Pattern[str], by: str
) -> str | None:
    """Return what to type into a cell; None: it stays as it is."""
    exact = cells.edited(row, at)
    if wanted.search(exact) is None:
        exact = cells.shown(row, at)
        if not is_same_value(_read(cells, row, at, column, exact), cells.value(row, at)):
            return None
    new = wanted.sub(lambda _: by, exact)
    return None if new == exact else new


def _read(cells: TableCells, row: int, at: int, column: Column, typed: str) -> Value:
    return typed_value(column, typed, cells.reader(row, at), cells.language)


def _changed(
    cells: TableCells, at: int, rows: NDArray[np.int64], after: NDArray[Any]
) -> ColumnEdit:
    """Return the edits of those cells that would be other than before."""
    values = cells.values[at]
    blank = np.nan if values.dtype.kind == "f" else None
    before = np.full(len(rows), blank, dtype=values.dtype)
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


def block_of(text: str) -> list[list[str]]:
    """Return the rows of a block as spreadsheets put them on the clipboard.

    A cell that holds a tab or a line break stands between quotes; other quotes are the cell's own.
    The rows are padded to the same length; nothing at all is no row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return []
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
        found = quoted or _PLAIN.match(text, at)
        assert found is not None  # the plain cell may be empty
        rows[-1].append(quoted.group(1).replace('""', '"') if quoted else found.group())
        at = found.end()
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def headers_of(text: str, table: Table) -> list[str]:
    """Return the keys of the columns that the first row of a block names; [] where it is none.

    A row of headers names nothing but columns of the table, each once, by key or label.
    """
    first, _, rest = text.replace("\r", "\n").partition("\n")
    if not rest.strip():
        return []
    keys = [_column_named(cell, table) for cell in first.split("\t")]
    found = [key for key in keys if key is not None]
    return found if len(set(found)) == len(keys) else []


def _column_named(cell: str, table: Table) -> str | None:
    name = fold_header(_UNIT.sub("", cell))
    names = ((column, (column.key, *column.labels.all())) for column in table.columns)
    return next((c.key for c, known in names if name in map(fold_header, known)), None)


def texts_below(
    block: list[list[str]], places: Sequence[int], top: int
) -> tuple[ChosenCells, dict[int, list[str]]]:
    """Return where the rows below the headers of a block come to stand, and their texts.

    Args:
        block: the block, its headers too.
        places: the columns that the headers name.
        top: the row, as it is shown, of the first of them.
    """
    columns = dict(sorted(zip(places, map(list, zip(*block[1:], strict=True)), strict=True)))
    return dict.fromkeys(columns, np.arange(top, top + len(block) - 1)), columns


def texts_for(
    block: list[list[str]], chosen: ChosenCells, corner: tuple[int, int]
) -> tuple[ChosenCells, dict[int, list[str]]]:
    """Return where a block comes to stand, as shown, and its texts by columns."""
    if not block:
        return {}, {}
    if len(block) == len(block[0]) == 1 and count_of(chosen) > 1:
        return chosen, {at: block[0] * len(rows) for at, rows in chosen.items()}
    top, left = corner
    columns = dict(enumerate(map(list, zip(*block, strict=True)), start=left))
    return dict.fromkeys(columns, np.arange(top, top + len(block))), columns


def case_rows_of(
    order: NDArray[np.int64] | None, count: int, total: int, shown: ChosenCells
) -> ChosenCells:
    """Return which rows of the case cells are in.

    Args:
        order: the rows of the case as they are shown; None: all as in the case.
        count: how many are shown; those beyond are new.
        total: how many the case has.
        shown: the cells as they are shown.
    """
    order = np.arange(count) if order is None else order
    return {
        at: np.concatenate([order[rows[rows < count]], rows[rows >= count] + (total - count)])
        for at, rows in shown.items()
    }
