"""Edits of a case: what they change, forward and back, with their words for the history.

They are pure functions that return a new case; many cells of one table are kept by columns, so that
a hundred thousand are soon changed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from models.case import Case


Value = str | float | bool | None
"""What a cell of a case holds; None where it is blank."""


def is_blank(value: object) -> bool:
    """Say whether a cell of the case holds nothing."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def row_number(row: int) -> int:
    """Return the number of a row as the grid and the plain workbook show it, below the header."""
    return row + 2


@dataclass(frozen=True)
class CellEdit:
    """One cell and the values before and after."""

    row: int
    column: str
    before: Value
    after: Value


class ChangeKind(Enum):
    """What happened to the rows of a table."""

    CELLS = "cells"
    INSERTED = "inserted"
    REMOVED = "removed"
    COLUMNS = "columns"
    """All of the table may be different, its columns too; `rows` are all there are now."""


@dataclass(frozen=True)
class TableChange:
    """Which rows of which table an edit concerned; `rows` is sorted.

    Attributes:
        table: the key of the table.
        kind: what happened.
        rows: the rows as they are numbered now; for REMOVED, as they were numbered before.
    """

    table: str
    kind: ChangeKind
    rows: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class ColumnEdit:
    """Some cells of one column and their values before and after, as three arrays of one length."""

    column: str
    rows: NDArray[np.int64]
    before: NDArray[Any]
    after: NDArray[Any]


class CellEdits:
    """Many cells of one table, kept by columns so that a hundred thousand are soon changed."""

    def __init__(self, columns: Sequence[ColumnEdit]) -> None:
        self.columns = tuple(edit for edit in columns if len(edit.rows))

    def __len__(self) -> int:
        return sum(len(edit.rows) for edit in self.columns)

    def __iter__(self) -> Iterator[CellEdit]:
        for edit in self.columns:
            values = zip(edit.rows.tolist(), edit.before, edit.after, strict=True)
            yield from (CellEdit(row, edit.column, old, new) for row, old, new in values)

    def rows(self) -> NDArray[np.int64]:
        """Return the rows that have one of the cells, in order."""
        return union_of([edit.rows for edit in self.columns])


def union_of(rows: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the rows that are in one of some arrays, each once and in order."""
    import numpy as np  # noqa: PLC0415  # the first window needs none

    # A mark for each row; numpy's own union takes ten times as long.
    marks = np.zeros(max((int(one.max(initial=-1)) for one in rows), default=-1) + 1, dtype=bool)
    for one in rows:
        marks[one] = True
    return np.flatnonzero(marks)


def by_columns(cells: Iterable[CellEdit]) -> CellEdits:
    """Return single cells gathered by columns."""
    import numpy as np  # noqa: PLC0415  # the first window needs none

    gathered: defaultdict[str, list[CellEdit]] = defaultdict(list)
    for cell in cells:
        gathered[cell.column].append(cell)
    return CellEdits(
        [
            ColumnEdit(
                column,
                np.array([cell.row for cell in edited]),
                np.array([cell.before for cell in edited], dtype=object),
                np.array([cell.after for cell in edited], dtype=object),
            )
            for column, edited in gathered.items()
        ]
    )


def with_columns(
    case: Case, table: str, columns: Sequence[tuple[str, NDArray[np.int64], NDArray[Any]]]
) -> Case:
    """Return the case with other values in some columns (column, rows, values).

    All other columns are those of the case itself, not copies of them.
    """
    import pandas as pd  # noqa: PLC0415

    frame = case.table(table).copy(deep=False)
    for column, rows, values in columns:
        placed = _wide_enough(frame[column].to_numpy(copy=True), values)
        placed[rows] = _typed(values, placed.dtype)
        frame[column] = pd.Series(placed, dtype=placed.dtype, index=frame.index)
    return _with_frame(case, table, frame)


def without_rows(case: Case, table: str, rows: Sequence[int]) -> Case:
    """Return the case without some rows of a table."""
    frame = case.table(table).drop(index=list(rows))
    return _with_frame(case, table, frame.reset_index(drop=True))


def with_rows(case: Case, table: str, rows: Sequence[int], records: pd.DataFrame | None) -> Case:
    """Return the case with rows put in so that they have these numbers afterwards.

    `records` holds the rows in that order; None: blank rows. `rows` is sorted.
    """
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    frame, places = case.table(table), np.array(rows) - np.arange(len(rows))
    grown = {}
    for column in frame.columns:
        before = frame[column].to_numpy()
        held: Any = _blank_of(before.dtype)
        if records is not None:
            after = records[column].to_numpy()
            before = _wide_enough(before, after)
            held = _typed(after, before.dtype)
        grown[column] = pd.Series(np.insert(before, places, held), dtype=before.dtype)
    return _with_frame(case, table, pd.DataFrame(grown, columns=frame.columns, copy=False))


def _with_frame(case: Case, table: str, frame: pd.DataFrame) -> Case:
    """Return the case with another frame, whose cells have the types of the one before.

    A column of numbers in which no text stands any more is one of floats again.
    """
    from models.case import settled_types  # noqa: PLC0415  # loads pandas

    frame = settled_types(table, frame)
    return replace(case, tables=MappingProxyType({**case.tables, table: frame}))


def _wide_enough(column: NDArray[Any], values: NDArray[Any]) -> NDArray[Any]:
    """Return a column as one of objects where a text comes among its numbers."""
    is_narrow = column.dtype.kind != "O" == values.dtype.kind
    return column.astype(object) if is_narrow and str in set(map(type, values.tolist())) else column


def _typed(values: NDArray[Any], dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return values as a column of a type holds them, its own blank for every blank."""
    import pandas as pd  # noqa: PLC0415

    filled = values.astype(object)
    filled[pd.isna(values)] = _blank_of(dtype)
    return filled.astype(dtype)


def _blank_of(dtype: np.dtype[Any]) -> float | None:
    return None if dtype.kind == "O" else math.nan


@dataclass(frozen=True, eq=False)
class CellsPatch:
    """Other values in some cells of one table."""

    table: str
    cells: CellEdits

    def applied(self, case: Case) -> Case:
        """Return the case with the values after."""
        placed = [(edit.column, edit.rows, edit.after) for edit in self.cells.columns]
        return with_columns(case, self.table, placed)

    def reversed(self) -> CellsPatch:
        """Return what puts the values before in."""
        columns = self.cells.columns
        back = [replace(edit, before=edit.after, after=edit.before) for edit in columns]
        return replace(self, cells=CellEdits(back))

    def changes(self) -> tuple[TableChange, ...]:
        """Return what is different afterwards."""
        rows = tuple(self.cells.rows().tolist())
        return (TableChange(self.table, ChangeKind.CELLS, rows),)

    def then(self, later: CellsPatch) -> CellsPatch:
        """Return both as one; the later one is about the same cells."""
        pairs = zip(self.cells.columns, later.cells.columns, strict=True)
        return replace(self, cells=CellEdits([replace(one, after=two.after) for one, two in pairs]))

    def is_nothing(self) -> bool:
        """Say whether the cells are afterwards what they were before."""
        return all(edit.before.tolist() == edit.after.tolist() for edit in self.cells.columns)


@dataclass(frozen=True, eq=False)
class RowsPatch:
    """Rows put into one table, or taken out.

    Attributes:
        rows: their sorted numbers while they are in.
        records: what they hold, in that order; None: all are blank.
    """

    table: str
    rows: tuple[int, ...]
    records: pd.DataFrame | None
    puts_in: bool = True

    def applied(self, case: Case) -> Case:
        """Return the case with the rows, or without them."""
        if self.puts_in:
            return with_rows(case, self.table, self.rows, self.records)
        return without_rows(case, self.table, self.rows)

    def reversed(self) -> RowsPatch:
        """Return what takes them out again, or puts them back."""
        return replace(self, puts_in=not self.puts_in)

    def changes(self) -> tuple[TableChange, ...]:
        """Return what is different afterwards."""
        kind = ChangeKind.INSERTED if self.puts_in else ChangeKind.REMOVED
        return (TableChange(self.table, kind, self.rows),)

    def then(self, later: CellsPatch) -> RowsPatch:
        """Return both as one; the later one is about cells of these rows."""
        import pandas as pd  # noqa: PLC0415  # the first window needs none

        assert self.records is not None
        records = self.records.copy()
        for edit in later.cells.columns:
            values = records[edit.column].to_numpy(dtype=object, copy=True)
            values[[self.rows.index(row) for row in edit.rows.tolist()]] = edit.after
            records[edit.column] = pd.Series(values, index=records.index, dtype=object)
        return replace(self, records=records)

    def is_nothing(self) -> bool:
        """Say whether no row comes or goes."""
        return not self.rows


@dataclass(frozen=True, eq=False)
class TablesPatch:
    """Whole tables, and what the declaration does not know, in the place of others.

    Attributes:
        before, after: the two cases.
        tables: the keys of the tables that differ.
    """

    before: Case
    after: Case
    tables: tuple[str, ...]

    def applied(self, case: Case) -> Case:
        """Return the case with the tables after."""
        if case is self.before:
            return self.after  # the very case that was there, whose split is known
        others = {key: self.after.table(key) for key in self.tables}
        return replace(self.after, tables=MappingProxyType({**case.tables, **others}))

    def reversed(self) -> TablesPatch:
        """Return what puts the tables before in."""
        return TablesPatch(self.after, self.before, self.tables)

    def changes(self) -> tuple[TableChange, ...]:
        """Return what is different afterwards."""
        lengths = ((key, len(self.after.table(key))) for key in self.tables)
        return tuple(
            TableChange(key, ChangeKind.COLUMNS, tuple(range(length))) for key, length in lengths
        )


Patch = CellsPatch | RowsPatch | TablesPatch


@dataclass(frozen=True, eq=False)
class Edit:  # D104
    """One entry of the history: it can be made and taken back.

    Attributes:
        text: its words for the history.
        patches: what changes; no two of them are about the same row, so that they can be made
            in their order both ways. Those that put rows in or out come first.
        scenarios: the one that is chosen before and the one after; None: the choice stays.
        end: what follows the text; that of the last one where a movement becomes one edit.
        movement: edits of one rule with the same mark are one movement of a slider and become
            one edit; None: it stands for itself.
    """

    text: str
    patches: tuple[Patch, ...]
    scenarios: tuple[str, str] | None = None
    end: str = ""
    movement: tuple[object, ...] | None = None

    @property
    def sentence(self) -> str:
        """The entry in the history."""
        return self.text + self.end

    def forward(self, case: Case) -> Case:
        """Return the case with the edit made."""
        for patch in self.patches:
            case = patch.applied(case)
        return case

    def back(self, case: Case) -> Case:
        """Return the case without the edit again."""
        return self.reversed().forward(case)

    def changes(self) -> tuple[TableChange, ...]:
        """Return what is different once it is made."""
        return tuple(change for patch in self.patches for change in patch.changes())

    def reversed(self) -> Edit:
        """Return the edit that takes this one back."""
        patches = tuple(patch.reversed() for patch in self.patches)
        scenarios = self.scenarios and (self.scenarios[1], self.scenarios[0])
        return replace(self, patches=patches, scenarios=scenarios)

    def joined(self, later: Edit) -> Edit | None:
        """Return this edit and the next one as one; None: they are not of one movement.

        Back at the start no patch is left.
        """
        if self.movement is None or self.movement != later.movement:
            return None
        (first,), (last,) = self.patches, later.patches
        assert not isinstance(first, TablesPatch)
        assert isinstance(last, CellsPatch)
        both = first.then(last)
        return replace(self, patches=() if both.is_nothing() else (both,), end=later.end)


def set_cells(
    case: Case, table: str, cells: CellEdits | Sequence[CellEdit], text: str, added: int = 0
) -> Edit:
    """Return the edit that changes the values of some cells.

    Args:
        case: the case.
        table: the key of the table.
        cells: the cells; those below the last row are in rows that are added.
        text: its words.
        added: how many rows the table gets at its end at least.
    """
    edits = cells if isinstance(cells, CellEdits) else by_columns(cells)
    length = len(case.table(table))
    end = max(length + added, int(edits.rows().max(initial=-1)) + 1)
    if end == length:
        return Edit(text, (CellsPatch(table, edits),))
    new = tuple(range(length, end))
    filled = [(one.column, one.rows, one.after) for one in _where(edits, length, new=True)]
    grown = with_columns(with_rows(case, table, new, None), table, filled)
    rows = RowsPatch(table, new, grown.table(table).iloc[length:].copy())
    old = CellEdits(_where(edits, length, new=False))
    return Edit(text, (rows, CellsPatch(table, old)) if old else (rows,))


def add_rows(
    case: Case, table: str, at: int, text: str, records: pd.DataFrame | None = None
) -> Edit:
    """Return the edit that puts a blank row in, or records; the first has the number `at`."""
    assert at <= len(case.table(table))
    count = 1 if records is None else len(records)
    return Edit(text, (RowsPatch(table, tuple(range(at, at + count)), records),))


def delete_rows(case: Case, table: str, rows: Sequence[int], text: str) -> Edit:
    """Return the edit that takes rows out."""
    gone = tuple(sorted(rows))
    records = case.table(table).iloc[list(gone)].copy()
    return Edit(text, (RowsPatch(table, gone, records, puts_in=False),))


def between(before: Case, after: Case, text: str, scenarios: tuple[str, str] | None = None) -> Edit:
    """Return the edit that makes one case another; without patches where they are the same."""
    differ = tables_that_differ(before, after)
    aside = [(dict(case.unknown_columns), case.unknown_sheets) for case in (before, after)]
    is_other = bool(differ) or aside[0] != aside[1]
    return Edit(text, (TablesPatch(before, after, differ),) if is_other else (), scenarios)


def tables_that_differ(one: Case, other: Case) -> tuple[str, ...]:
    """Return the tables that are not the same in two cases."""
    pairs = ((key, frame, other.table(key)) for key, frame in one.tables.items())
    return tuple(key for key, now, then in pairs if now is not then and not now.equals(then))


def _where(edits: CellEdits, length: int, *, new: bool) -> list[ColumnEdit]:
    """Return the cells in rows that are new, or in those that are not."""
    parts = []
    for edit in edits.columns:
        mine = (edit.rows >= length) == new
        parts.append(ColumnEdit(edit.column, edit.rows[mine], edit.before[mine], edit.after[mine]))
    return parts
