"""The cells of one sheet, in one pass over its part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.checks.checked import column_letter
from models.xlsx.guard import Limits
from models.xlsx.parts import (
    Attributes,
    DamagedPartError,
    Handlers,
    Parts,
    boundaries,
    whole_number,
)
from models.xlsx.plain_rows import PlainCell, PlainRows
from models.xlsx.stored import StoredValues, Uncomputed, Unreadable, text_of

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_CELL_ELEMENTS = ("sheetData", "row", "c", "v", "is")
_NO_NAME, _PLAIN_ROW = "\0", "row"
_STORED, _FORMULA, _INLINE = "\0stored", "\0formula", "\0inline"
_MOST_PIECES = 64
"""Expat hands over texts in pieces of some kilobytes; no cell holds so many of them."""


class PastLimitError(Exception):
    """The sheet holds more than is read; `what` is rows, columns or cells."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


@dataclass(frozen=True)
class MergedCells:
    """Merged cells: their address, their columns from 0, their rows from 1."""

    address: str
    left: int
    top: int
    right: int
    bottom: int


@cache
def _column_numbers() -> Mapping[str, int]:
    return {column_letter(number): number for number in range(MOST_COLUMNS)}


class CellParser:
    """Collects the values of a sheet by row, and what is said of formulas and hidden rows.

    Attributes:
        rows: for each row number that has values, its values from column A.
        formulas: for each cell (row from 1, column from 0) with a formula, its text.
        hidden: the numbers of the rows that are hidden.
        hidden_columns: the columns, from 0, that are hidden or have no width.
        table_parts: the relationships of the sheet that are tables, by id.
        merges: the merged cells.
        formats: the number formats that write something beside a figure, by row and column.
    """

    def __init__(self, stored: StoredValues, limits: Limits) -> None:
        self.rows: dict[int, list[Any]] = {}
        self.formulas: dict[tuple[int, int], str] = {}
        self.hidden: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.table_parts: list[str] = []
        self.merges: list[MergedCells] = []
        self.formats: dict[tuple[int, int], str] = {}
        self._value_of, self._units = stored.value, stored.units
        self._limits = limits
        self._seen = self._row = 0
        self._cells: list[Attributes] = []
        self._text: list[str] = []
        self._in_data = self._in_row = self._in_phonetic = self._had_data = False
        self._c = self._v = self._row_name = _NO_NAME
        self._prefix: str | None = None

    def parse(self, parts: Parts, part: str) -> None:
        """Parse the part of a sheet.

        Raises:
            DamagedPartError: it is no sheet, or a cell stands where none can.
            PastLimitError: it holds more than the limits allow.
        """
        plain = PlainRows(self._take_plain, lambda: self._in_data and self._row_name == _PLAIN_ROW)
        parts.parse(part, Handlers(self._start, self._end, self._text.append, plain.pieces))
        if not self._had_data:
            raise DamagedPartError("no cells")

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == self._v:
            self._text.clear()
        elif name == self._c:
            self._cells.append(attributes)
            if len(self._cells) > MOST_COLUMNS:
                raise DamagedPartError("row")
        elif name == self._row_name:
            self._start_row(attributes)
        else:
            self._start_other(name, attributes)

    def _end(self, name: str) -> None:
        if name == self._c:
            return
        if name == self._v:
            stored = self._joined()
            if self._cells:
                self._cells[-1][_STORED] = stored
        elif name == self._row_name:
            self._finish_row(self._values(), len(self._cells))
        else:
            self._end_other(name)

    def _keep(self, what: str, text: str) -> None:
        """Keep a text of the cell beside its attributes, among which no such name can be."""
        if not self._cells:
            raise DamagedPartError("value without cell")
        self._cells[-1][what] = text

    def _joined(self) -> str:
        text = self._text
        if len(text) > _MOST_PIECES:
            raise PastLimitError("characters")
        joined = text[0] if len(text) == 1 else "".join(text)
        text.clear()
        return joined

    def _take_plain(self, row: str, cells: Sequence[PlainCell]) -> None:
        """Take a row of stored values; nearly the whole time of reading goes here."""
        self._start_row({"r": row})
        if len(cells) > MOST_COLUMNS:
            raise DamagedPartError("row")
        self._finish_row(self._plain_values(cells), len(cells))

    def _plain_values(self, cells: Sequence[PlainCell]) -> list[Any]:
        values: list[Any] = []
        columns, value_of = _column_numbers(), self._value_of
        for letters, style, kind, stored in cells:
            if letters not in columns:
                raise DamagedPartError("address")
            if stored:
                value = value_of(kind or "n", style or "0", stored)
                self._take(values, columns[letters], style or "0", value)
        return values

    def _start_row(self, attributes: Attributes) -> None:
        if self._in_row:
            raise DamagedPartError("row in row")
        self._in_row = True
        digits = attributes.get("r")
        self._row = whole_number(digits) or 0 if digits else self._row + 1
        if not 0 < self._row <= MOST_ROWS:
            raise DamagedPartError("row")
        if attributes.get("hidden") in ("1", "true"):
            self.hidden.add(self._row)
        self._cells.clear()

    def _finish_row(self, values: list[Any], cells: int) -> None:
        self._in_row = False
        self._seen += 1 + cells
        if self._seen > self._limits.cells:
            raise PastLimitError("cells")
        if not values:
            return
        if len(values) > self._limits.columns:
            raise PastLimitError("columns")
        if self._row in self.rows:
            for column, value in enumerate(values):
                if value is not None:
                    self._put(self.rows[self._row], column, value)
        else:
            self.rows[self._row] = values
            if len(self.rows) > self._limits.rows:
                raise PastLimitError("rows")

    def _values(self) -> list[Any]:
        values: list[Any] = []
        columns, digits, column = _column_numbers(), str(self._row), -1
        length = len(digits)
        for cell in self._cells:
            address = cell.get("r")
            if address is None:
                column += 1
            elif (letters := address[:-length]) in columns and address.endswith(digits):
                column = columns[letters]
            else:
                raise DamagedPartError("address")
            style = cell.get("s", "0")
            if _FORMULA in cell or _INLINE in cell:
                self._take(values, column, style, self._made_value(cell, column))
            elif stored := cell.get(_STORED):
                value = self._value_of(cell.get("t") or "n", style, stored)
                self._take(values, column, style, value)
        return values

    def _made_value(self, cell: Attributes, column: int) -> Any:
        """Return the value of a cell with a formula, or with its text in itself."""
        kind, stored = cell.get("t", "n"), cell.get(_STORED)
        if _INLINE in cell:
            return text_of(cell[_INLINE]) if kind == "inlineStr" else Unreadable(cell[_INLINE])
        self.formulas[self._row, column] = cell[_FORMULA]
        if stored:
            return self._value_of(kind, cell.get("s", "0"), stored)
        return None if kind == "str" else Uncomputed()

    def _take(self, values: list[Any], column: int, style: str, value: Any) -> None:
        """Take the value of a cell, unless it is blank, and what its format writes beside it."""
        if value is None:
            return
        if self._units and style in self._units:
            self.formats[self._row, column] = self._units[style]
        if column == len(values):
            values.append(value)
        else:
            self._put(values, column, value)

    def _put(self, values: list[Any], column: int, value: Any) -> None:
        """Put a value right of the last one, or into a gap."""
        if column >= self._limits.columns:
            raise PastLimitError("columns")
        values += [None] * (column + 1 - len(values))
        if values[column] is not None:
            raise DamagedPartError("cell twice")
        values[column] = value

    def _start_other(self, name: str, attributes: Attributes) -> None:
        prefix, _, plain = name.rpartition(":")
        if self._prefix is None:
            self._prefix = prefix
        elif prefix != self._prefix:
            if plain in _CELL_ELEMENTS:
                raise DamagedPartError("prefix")
            return
        self._text.clear()
        if plain == "sheetData":
            self._in_data = self._had_data = True
            start = f"{prefix}:" if prefix else ""
            self._row_name, self._c, self._v = f"{start}row", f"{start}c", f"{start}v"
        elif plain == "rPh":
            self._in_phonetic = True
        elif plain == "tablePart":
            self.table_parts += [v for k, v in attributes.items() if k.endswith(":id")]
        elif plain == "col":
            self._keep_hidden_columns(attributes)
        elif plain == "mergeCell":
            self._keep_merge(attributes.get("ref", ""))

    def _keep_hidden_columns(self, attributes: Attributes) -> None:
        is_hidden = attributes.get("hidden") in ("1", "true") or attributes.get("width") == "0"
        first, last = (whole_number(attributes.get(end)) for end in ("min", "max"))
        if is_hidden and first and last:
            self.hidden_columns.update(range(first - 1, min(last, self._limits.columns)))

    def _keep_merge(self, address: str) -> None:
        self._seen += 1
        if self._seen > self._limits.cells:
            raise PastLimitError("cells")
        left, top, right, bottom = boundaries(address)
        if (left, top) != (right, bottom):
            self.merges.append(MergedCells(address, left - 1, top, right - 1, bottom))

    def _end_other(self, name: str) -> None:
        plain = name.rpartition(":")[2]
        if not self._in_data:
            self._text.clear()
        elif plain == "f":
            self._keep(_FORMULA, self._joined())
        elif plain == "t" and not self._in_phonetic:
            earlier = self._cells[-1].get(_INLINE, "") if self._cells else ""
            self._keep(_INLINE, earlier + self._joined())
        elif plain == "rPh":
            self._in_phonetic = False
        elif plain == "sheetData":
            self._in_data = False
            self._row_name = self._c = self._v = _NO_NAME
