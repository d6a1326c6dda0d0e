"""A case as the checks see it: its columns as lists, and problems with their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from models.case import Case, row_key_of
from models.declaration.tables import TABLE_BY_KEY
from models.flows.places import Mask
from models.problems import Problem, Severity
from models.used import is_filled
from models.words.text import Argument

Made = TypeVar("Made")


class _ReadTables(Mapping[str, pd.DataFrame]):
    """The tables of a case; notes which of them are read."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = tables
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> pd.DataFrame:
        self.read.add(key)
        return self._tables[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


class CheckedCase:
    """A case whose columns are lists: None where blank, for numbers too.

    Where a text stands among numbers all checks but that of `texts` see a blank.

    Problems carry the place they have in the plain form of the workbook (headers in row 1,
    rows from row 2, columns in the order of the frame).
    """

    def __init__(self, case: Case, before: CheckedCase | None = None) -> None:
        """Look at a case.

        Args:
            case: the case.
            before: another one that was checked; what was made of tables that are the same is its
                own.
        """
        self._as_typed = case
        self._tables = _ReadTables({key: self._readable(key, before) for key in case.tables})
        self.case = replace(case, tables=self._tables)
        self._cells: dict[tuple[str, str], list[Any]] = {}
        self._made: dict[Any, tuple[Any, frozenset[str]]] = {}
        self._letters: dict[str, Mapping[str | None, str]] = {}
        if before is not None:
            same = self.same_tables(before)
            self._cells = {at: c for at, c in before._cells.items() if at[0] in same}
            self._made = {make: made for make, made in before._made.items() if made[1] <= same}

    def _readable(self, key: str, before: CheckedCase | None) -> pd.DataFrame:
        if before is not None and before._as_typed.table(key) is self._as_typed.table(key):
            return before._tables._tables[key]
        return self._as_typed.readable(key)

    def same_tables(self, other: CheckedCase) -> frozenset[str]:
        """Return which tables another case has too; none where other columns are unknown."""
        if self.case.unknown_columns != other.case.unknown_columns:
            return frozenset()
        mine, theirs = self._tables._tables, other._tables._tables
        return frozenset(key for key, frame in mine.items() if theirs.get(key) is frame)

    def reading(self, act: Callable[[], Made]) -> tuple[Made, frozenset[str]]:
        """Do something; return what came of it and which tables it read."""
        outer, self._tables.read = self._tables.read, set()
        try:
            return act(), frozenset(self._tables.read)
        finally:
            self._tables.read |= outer

    def cells(self, table: str, column: str) -> list[Any]:
        """Return the cells of a column, None where blank; of no column, as many None."""
        key, frame = (table, column), self.case.table(table)
        if key not in self._cells:
            found = frame[column].to_numpy() if column in frame else None
            values = [None] * len(frame) if found is None else found.tolist()
            for row in np.flatnonzero(pd.isna(found)) if found is not None else ():
                values[row] = None
            self._cells[key] = values
        return self._cells[key]

    def blank(self, table: str, column: str) -> Mask:
        """Return for each row whether its cell in a column is blank; of no column, all are."""
        frame = self.case.table(table)
        if column not in frame:
            return np.ones(len(frame), dtype=bool)
        return np.asarray(pd.isna(frame[column].to_numpy()), dtype=bool)

    def texts(self, table: str, column: str) -> Mapping[int, str]:
        """Return the texts that stand in a column of numbers, by row."""
        self._tables.read.add(table)
        return self._as_typed.texts_among_numbers(table, column)

    def once(self, make: Callable[[CheckedCase], Made]) -> Made:
        """Return what a function makes of this case, made once for all checks.

        What it makes must not hold this case: the next one may take it over.
        """
        if make not in self._made:
            self._made[make] = self.reading(lambda: make(self))
        made: Made = self._made[make][0]
        self._tables.read |= self._made[make][1]
        return made

    def rows(self, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return the rows of a table, of the columns asked for."""
        return list(zip(*(self.cells(table, column) for column in columns), strict=True))

    def error(
        self,
        code: str,
        table: str,
        row: int | None,
        column: str | None,
        found: Argument,
        mend: Argument,
        expected: Argument = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """Make an error at a cell (or, without row, of the table)."""
        cell = "" if row is None else self._address(table, row, column)
        key = "" if row is None else self.row_key(table, row)
        return Problem(severity, code, found, mend, table, row, column, table, cell, key, expected)

    def warning(
        self,
        code: str,
        table: str,
        row: int | None,
        column: str | None,
        found: Argument,
        mend: Argument,
    ) -> Problem:
        """Make a warning at a cell (or, without row, of the table)."""
        severity = Severity.WARNING
        return self.error(code, table, row, column, found, mend, severity=severity)

    def row_key(self, table: str, row: int) -> str:
        """Return the texts that name a row, for people."""
        cells = (self.cells(table, column)[row] for column in TABLE_BY_KEY[table].identity)
        return row_key_of(cells)

    def _address(self, table: str, row: int, column: str | None) -> str:
        if table not in self._letters:
            written = enumerate(columns_in_use(self.case, table))
            self._letters[table] = {key: column_letter(at) for at, key in written}
        return f"{self._letters[table].get(column, 'A')}{row + 2}"


def columns_in_use(case: Case, table: str) -> list[str]:
    """Return the columns of a table that stand in the plain form, in their order."""
    frame, declared = case.table(table), TABLE_BY_KEY[table].columns
    unused = {column.key for column in declared if not is_filled(frame, column)}
    return [str(key) for key in frame.columns if key not in unused]


def column_letter(position: int) -> str:
    """Return the letter of a column of a sheet, counted from 0."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
