"""The cells of a workbook as they stand, each row with its number in its sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.problems import SAVE_ANEW, RelaisError
from models.words.text import Number, Quoted, text
from models.xlsx.cell_parser import CellParser, MergedCells, PastLimitError
from models.xlsx.comments import Comments, read_comments
from models.xlsx.guard import LARGE_LIMITS, USUAL_LIMITS, Limits
from models.xlsx.outline import (
    Marks,
    SheetPart,
    TableShape,
    read_outline,
    table_shapes,
)
from models.xlsx.parts import DamagedPartError, Parts
from models.xlsx.shared import read_shared
from models.xlsx.stored import StoredValues

_FIRST_PERCENT, _LAST_PERCENT = 10, 60


@dataclass(frozen=True)
class SheetRow:
    """One row of a sheet that is not blank: its number from 1, its values from column A."""

    number: int
    values: tuple[Any, ...]

    def value(self, index: int) -> Any:
        """Return the value in a column (from 0), None right of the last one."""
        return self.values[index] if index < len(self.values) else None


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        name: its name.
        rows: its rows that are not blank, from the top.
        formulas: the texts of its formulas by row (from 1) and column (from 0); their stored
            values are in the rows.
        hidden: the numbers of the rows that are hidden or filtered out.
        hidden_columns: the columns, from 0, that are hidden or have no width.
        state: HIDDEN or VERY_HIDDEN where the whole sheet is kept from sight, else "".
        shapes: where Excel tables stand on it.
        merges: its merged cells.
        own_names: the marks of the workbook's names that look like none.
        formats: the number formats that write something beside a figure, by row (from 1) and
            column (from 0).
    """

    name: str
    rows: tuple[SheetRow, ...]
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    shapes: tuple[TableShape, ...] = ()
    merges: tuple[MergedCells, ...] = ()
    own_names: frozenset[str] = frozenset()
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    state: str = ""


@dataclass(frozen=True)
class Grid:
    """The sheets of a workbook with cells, and what it says of itself.

    Attributes:
        marks: what this program said of it.
        has_macros: whether it holds macros.
        comments: the comments in its cells.
    """

    sheets: tuple[Sheet, ...]
    marks: Marks = field(default_factory=Marks)
    has_macros: bool = False
    comments: Comments = field(default_factory=Comments)


def read_grid(
    content: bytes,
    name: str,
    progress: Callable[[str, int], None] = lambda _what, _percent: None,
    limits: Limits = USUAL_LIMITS,
) -> Grid:
    """Read every cell of every sheet, in one pass.

    Args:
        content: the bytes of a file that the guard let through.
        name: the name of the file, for messages.
        progress: told what is read, and how much is done in percent; what it raises ends the
            reading.
        limits: the largest workbook that is read.

    Raises:
        RelaisError: the workbook is damaged or past a limit.
    """
    teller = _Teller(progress)
    try:
        parts = Parts(content, teller.tick)
        outline = read_outline(parts)
        shared = read_shared(parts, outline.part, from_1904=outline.from_1904)
    except DamagedPartError as error:
        raise _damaged(name) from error
    if len(outline.sheets) > limits.sheets:
        what = text("The workbook has more than {most} sheets.", most=limits.sheets)
        raise RelaisError(what, name, text("Remove the sheets that are no tables of the case."))
    teller.whole = max(sum(parts.size(sheet.part) for sheet in outline.sheets), 1)
    stored, own_names = StoredValues(shared), outline.marks.own_names
    sheets = []
    for sheet in outline.sheets:
        teller.sheet(sheet.title)
        parser = CellParser(stored, limits)
        sheets.append(_sheet(parts, sheet, parser, own_names, name, limits))
    comments = read_comments(parts, outline.part, outline.sheets)
    return Grid(tuple(sheets), outline.marks, outline.has_macros, comments)


class _Teller:
    """Tells what is read, and how much of all the sheets is done."""

    def __init__(self, progress: Callable[[str, int], None]) -> None:
        self._progress = progress
        self._title, self._read, self.whole = "Opening", 0, 0

    def sheet(self, title: str) -> None:
        self._title = title
        self.tick(0)

    def tick(self, size: int) -> None:
        """Tell that so many bytes more were read; those of no sheet are not counted."""
        self._read += size if self.whole else 0
        done = min(self._read / max(self.whole, 1), 1)
        span = _LAST_PERCENT - _FIRST_PERCENT
        self._progress(self._title, _FIRST_PERCENT + int(span * done))


def _sheet(
    parts: Parts,
    sheet: SheetPart,
    parser: CellParser,
    own_names: frozenset[str],
    name: str,
    limits: Limits,
) -> Sheet:
    try:
        parser.parse(parts, sheet.part)
        shapes = table_shapes(parts, sheet.part, parser.table_parts)
    except DamagedPartError as error:
        raise _damaged(name, sheet.title) from error
    except PastLimitError as error:
        raise _past_limit(error.what, sheet.title, name, limits) from error
    rows = tuple(SheetRow(number, tuple(parser.rows[number])) for number in sorted(parser.rows))
    return Sheet(
        sheet.title,
        rows,
        parser.formulas,
        frozenset(parser.hidden),
        shapes,
        tuple(parser.merges),
        own_names,
        formats=parser.formats,
        hidden_columns=frozenset(parser.hidden_columns),
        state=sheet.hidden,
    )


def _damaged(name: str, sheet: str = "") -> RelaisError:
    what = text("The workbook is damaged and cannot be read.")
    if sheet:
        what = text("The sheet {sheet} is damaged and cannot be read.", sheet=Quoted(sheet))
    return RelaisError(what, name, SAVE_ANEW)


def _past_limit(what: str, sheet: str, name: str, limits: Limits) -> RelaisError:
    divide = text("Divide it over several cases.")
    if limits.rows < LARGE_LIMITS.rows:
        divide = text(
            "Divide it over several cases, or read it on the command line with {option}.",
            option="--large",
        )
    said, mend = {
        "rows": (
            text("The sheet {sheet} has more than {most} rows.", most=Number(limits.rows)),
            divide,
        ),
        "columns": (
            text("The sheet {sheet} has values in more than {most} columns.", most=limits.columns),
            text("Remove the columns that are no part of the table."),
        ),
        "cells": (
            text(
                "The sheet {sheet} has more than {most} cells, most of them blank.",
                most=Number(limits.cells),
            ),
            text("Copy the table into a new sheet."),
        ),
    }.get(
        what,
        (
            text("The sheet {sheet} has a text far longer than a cell can hold."),
            text("Shorten it."),
        ),
    )
    return RelaisError(said.filled(sheet=Quoted(sheet)), name, mend)
