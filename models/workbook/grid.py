"""The cells of a workbook as they stand, each row with its number in its sheet."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._reader import VALUE_TAG, WorkSheetParser

from models.problems import RelaisError
from models.workbook.guard import holds_formulas
from models.workbook.limits import USUAL_LIMITS, Limits

RESULT_MARK = "relais"
"""The custom property of a workbook that this program wrote; its value says what it is."""
LIST_MARK = "relais_problems"
"""The custom property of an annotated copy; its value is the name of the sheet of problems."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class ExcelError:
    """A cell that shows an error, such as #REF!."""

    code: str


@dataclass(frozen=True)
class Uncomputed:
    """A cell with a formula whose value was never stored."""


@dataclass(frozen=True)
class Unreadable:
    """A cell whose value is none, such as NaN or a text that is not in the workbook."""

    text: str


@dataclass(frozen=True)
class Row:
    """One row of a sheet that is not blank: its number from 1, its values from column A."""

    number: int
    values: tuple[Any, ...]

    def value(self, index: int) -> Any:
        """Return the value in a column (from 0), None right of the last one."""
        return self.values[index] if index < len(self.values) else None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and its rows that are not blank, from the top."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Grid:
    """The sheets of a workbook, and what the workbook says of itself ("" where it does not).

    Attributes:
        sheets: all sheets with cells.
        mark: what it is.
        problem_list: the name of the sheet that lists the problems of an annotated copy.
    """

    sheets: tuple[Sheet, ...]
    mark: str = ""
    problem_list: str = ""


def read_grid(
    content: bytes,
    name: str,
    progress: Callable[[str, int], None],
    limits: Limits = USUAL_LIMITS,
) -> Grid:
    """Read every cell of every sheet.

    Raises:
        RelaisError: the workbook is damaged or past a limit.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values = _opened(content, name, data_only=True)
        formulas = _opened(content, name, data_only=False) if holds_formulas(content) else None
        titles = _titles(values)
        if len(titles) > limits.sheets:
            what = f"The workbook has more than {limits.sheets} sheets."
            raise RelaisError(what, name, "Remove the sheets that are no tables of the case.")
        sheets = []
        for position, title in enumerate(titles):
            progress(title, 10 + 50 * position // len(titles))
            sheets.append(_sheet(title, values, formulas, name, limits))
        return Grid(tuple(sheets), _mark(values, RESULT_MARK), _mark(values, LIST_MARK))


def _opened(content: bytes, name: str, *, data_only: bool) -> Workbook:
    try:
        return load_workbook(
            io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False
        )
    except Exception as error:  # openpyxl raises whatever it stumbled on
        raise _damaged(name) from error


def _damaged(name: str, sheet: str = "") -> RelaisError:
    part = f'The sheet "{sheet}"' if sheet else "The workbook"
    mend = "Open it in Excel or LibreOffice, save it anew and try again."
    return RelaisError(f"{part} is damaged and cannot be read.", name, mend)


def _titles(book: Workbook) -> list[str]:
    return [sheet.title for sheet in book.worksheets]


def _mark(book: Any, name: str) -> str:
    marks = [p.value for p in book.custom_doc_props.props if p.name == name]
    return str(marks[0]) if marks else ""


def _sheet(
    title: str, values: Workbook, formulas: Workbook | None, name: str, limits: Limits
) -> Sheet:
    try:
        computed = set(_formula_cells(formulas, title)) if formulas else set()
        rows = _rows(values, title, computed)
    except Exception as error:  # openpyxl raises whatever it stumbled on
        raise _damaged(name, title) from error
    _refuse_large(title, rows, name, limits)
    return Sheet(title, rows)


def _refuse_large(title: str, rows: tuple[Row, ...], name: str, limits: Limits) -> None:
    if len(rows) > limits.rows:
        what = f'The sheet "{title}" has more than {limits.rows:,} rows.'
        raise RelaisError(what, name, "Divide it over several cases.")
    if max((len(row.values) for row in rows), default=0) > limits.columns:
        what = f'The sheet "{title}" has values in more than {limits.columns} columns.'
        raise RelaisError(what, name, "Remove the columns that are no part of the table.")


class _Parser(WorkSheetParser):
    """The parser of openpyxl, for which one unreadable cell is not the end of the sheet."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except (ValueError, IndexError, TypeError):
            address = element.get("r")
            here = (self.row_counter, self.col_counter)
            row, column = coordinate_to_tuple(address) if address else here
            value = Unreadable(element.findtext(VALUE_TAG) or "")
            return {"row": row, "column": column, "value": value, "data_type": "n"}
        return cell


def _parsed(book: Any, title: str) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the rows with the cells that exist, in any order and of any size.

    The parser is asked itself, since a sheet opened with read_only passes over rows out of order
    and fills up to the farthest cell.
    """
    sheet = book[title]
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        yield from parser.parse()


def _formula_cells(book: Workbook, title: str) -> Iterator[tuple[int, int]]:
    for _, cells in _parsed(book, title):
        for cell in cells:
            if cell["data_type"] == "f":
                yield cell["row"], cell["column"]


def _rows(book: Workbook, title: str, formulas: set[tuple[int, int]]) -> tuple[Row, ...]:
    found: dict[int, dict[int, Any]] = {}
    for _, cells in _parsed(book, title):
        for cell in cells:
            value = _value(cell, formulas)
            if value is not None:
                found.setdefault(cell["row"], {})[cell["column"] - 1] = value
    return tuple(Row(number, _dense(found[number])) for number in sorted(found))


def _dense(cells: dict[int, Any]) -> tuple[Any, ...]:
    values: list[Any] = [None] * (max(cells) + 1)
    for index, value in cells.items():
        values[index] = value
    return tuple(values)


def _value(cell: dict[str, Any], formulas: set[tuple[int, int]]) -> Any:
    value, kind = cell["value"], cell["data_type"]
    if value is None:
        is_open = kind != "str" and bool(formulas) and (cell["row"], cell["column"]) in formulas
        return Uncomputed() if is_open else None
    if kind == "e":
        return ExcelError(str(value))
    if isinstance(value, str):
        return _unescaped(value) or None
    return value


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)
