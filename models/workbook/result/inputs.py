"""The sheets of the input in a result, laid out to be read and printed.

In English they are the plain form; in other languages their names, headers and choices are those
of that language, as in a dressed workbook, and read as the same case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.case import Case
from models.declaration.kinds import Column, Kind, Table
from models.editing import is_blank
from models.used import column_keys, tables_of
from models.words.language import Language
from models.workbook.books import Book, write_value
from models.workbook.dressed.looks import (
    AMOUNT,
    ANY,
    COUNT,
    ON_THE_RIGHT,
    REMARK_KEYS,
    SHARE,
    TEXT,
    cell_format,
)
from models.workbook.dressed.plans import label_of, shown_value
from models.workbook.totals import name_properties

_WIDE = dict.fromkeys(REMARK_KEYS, 44) | {"label": 32}
_MOST, _MOST_OF_KEY = 20, 32
"""The widths from which texts wrap; wider ones would shrink the page until nobody can read it."""
_SIZE, _SIZE_OF_REMARKS = 11, 9
_LINE, _HIGHEST = 1.36, 409
"""The height of a line as a multiple of its font, and the highest row that Excel allows."""
_FINE_SHARE = "0.0#####%"
_TRUTH = '"TRUE";"TRUE";"FALSE"'
"""Without it LibreOffice shows 1 and 0 as soon as a cell has a look."""
_LEAST_WITH_CENTS = 0.005
_DECIDES = {"Clauses": "measure", "Scenarios": "rule"}
"""The column by which the values of a table are shares or amounts."""
_HELD_AS_TEXT = frozenset({Kind.DATE, Kind.YEARS})
"""The kinds of which a case holds texts that are dates and numbers in a workbook."""
_ADJUSTS = "sheet"
"""The column of adjustments that says which table they are of."""


@dataclass(frozen=True)
class _InputColumn:
    """One column as it will stand: its values, how each looks, the width from which it wraps."""

    key: str
    header: str
    values: Sequence[Any]
    looks: Sequence[str]
    is_right: bool
    most: int

    @cached_property
    def longest(self) -> int:
        """The length of its longest value as it is read."""
        return max(map(len, map(_read, self.values, self.looks)), default=0)

    @property
    def width(self) -> int:
        """Its width in characters."""
        return max(len(self.header) + 3, min(self.longest + 3, self.most))

    @property
    def font_size(self) -> int:
        """The size of its texts."""
        return _SIZE_OF_REMARKS if self.key in REMARK_KEYS else _SIZE

    @property
    def wraps(self) -> bool:
        """Whether its texts go over several lines."""
        return self.longest + 3 > self.width or any(
            "\n" in value for value in self.values if isinstance(value, str)
        )


def write_inputs(book: Book, case: Case) -> list[Any]:
    """Add a sheet for every table of the case, empty ones too; return the sheets."""
    book.note(name_properties(case))
    return [_write_input(book, case, table) for table in tables_of(case)]


def _write_input(book: Book, case: Case, table: Table) -> Any:
    sheet = book.sheet(table.key if is_plain(book.spoken) else table.labels)
    sheet.freeze_panes(1, 0)
    columns = [_column(case, table, key, book.spoken) for key in column_keys(case, table)]
    for position, column in enumerate(columns):
        _write_column(book, sheet, position, column)
    _set_heights(sheet, [column for column in columns if column.wraps])
    return sheet


def is_plain(spoken: Language) -> bool:
    """Say whether the input stands in the plain form."""
    return spoken.code == "en"


def header_of(case: Case, table: Table, key: str, spoken: Language) -> str:
    """Return the header of a column of the input."""
    return key if is_plain(spoken) else label_of(case, table, key, spoken.code)


def value_in(spoken: Language, table: Table, key: str, value: Any, sheet: object) -> Any:
    """Return the value of a cell of the input; `sheet` is the one that an adjustment is of."""
    column = table.find(key)
    is_held = column is not None and column.kind in _HELD_AS_TEXT
    if not isinstance(value, str | bool) or (is_plain(spoken) and not is_held):
        return value
    return shown_value(table, column, {"sheet": sheet}, value, spoken.code)


def _column(case: Case, table: Table, key: str, spoken: Language) -> _InputColumn:
    frame = case.table(table.key)
    values = frame[key].tolist()
    declared = table.find(key)
    decides = _DECIDES.get(table.key, key)
    looks = [
        _look(table, declared, {decides: by, key: value}, value)
        for by, value in zip(frame[decides].tolist(), values, strict=True)
    ]
    is_right = declared is not None and declared.kind in ON_THE_RIGHT
    is_key = declared is not None and declared.kind is Kind.KEY
    most = _WIDE.get(key, _MOST_OF_KEY if is_key else _MOST)
    if declared is not None:
        sheets = frame[_ADJUSTS].tolist() if _ADJUSTS in frame else values
        both = zip(values, sheets, strict=True)
        values = [value_in(spoken, table, key, value, sheet) for value, sheet in both]
    return _InputColumn(key, header_of(case, table, key, spoken), values, looks, is_right, most)


def _look(table: Table, column: Column | None, row: dict[str, Any], value: Any) -> str:
    """Return the number format of a cell: digits grouped, shares as percent, nothing hidden."""
    if isinstance(value, bool):
        return _TRUTH
    if column is not None and column.kind in _HELD_AS_TEXT:
        return cell_format(table, column, row)
    if column is None or not isinstance(value, int | float):
        return ANY
    look = AMOUNT if column.kind in (Kind.MONEY, Kind.PERSONS) else cell_format(table, column, row)
    if look == SHARE:
        return _FINE_SHARE
    if look in (AMOUNT, TEXT):
        return _figure(value)
    return look


def _figure(value: float) -> str:
    """Return how a figure looks: cents only where there are any, and all digits if tiny."""
    if is_blank(value) or value % 1 == 0:
        return COUNT
    return AMOUNT if abs(value) >= _LEAST_WITH_CENTS else ANY


def _read(value: Any, look: str) -> str:
    """Return a value as long as it is read; the longest line of a text that has several."""
    if is_blank(value):
        return ""
    if isinstance(value, str):
        return max(value.splitlines(), key=len, default="")
    written = {COUNT: "{:,.0f}", AMOUNT: "{:,.2f}", _FINE_SHARE: "{:.6g} % "}
    if look in written:
        return written[look].format(100 * value if look == _FINE_SHARE else value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _write_column(book: Book, sheet: Any, position: int, column: _InputColumn) -> None:
    side = {"align": "right"} if column.is_right else {"align": "left", "indent": 1}
    sheet.write_string(0, position, column.header, book.format(bold=True, bottom=1, **side))
    sheet.set_column(position, position, column.width)
    wraps = {"text_wrap": True} if column.wraps else {}
    text = book.format(valign="top", font_size=column.font_size, **side, **wraps)
    forms = {look: book.format(num_format=look, valign="top", **side) for look in column.looks}
    for row, (value, look) in enumerate(zip(column.values, column.looks, strict=True), start=1):
        form = text if isinstance(value, str) else forms[look]
        write_value(book, sheet, row, position, value, form)


def _set_heights(sheet: Any, wrapped: Sequence[_InputColumn]) -> None:
    """Make room for texts that wrap: not every program does so by itself."""
    if not wrapped:
        return
    for row, values in enumerate(zip(*(c.values for c in wrapped), strict=True), start=1):
        height = max(map(_height, values, wrapped))
        if height > _LINE * _SIZE:
            sheet.set_row(row, min(height, _HIGHEST))


def _height(value: Any, column: _InputColumn) -> float:
    room = 0.95 * column.width * _SIZE / column.font_size
    parts = value.splitlines() if isinstance(value, str) else []
    lines = sum(1 + int(len(part) / room) for part in parts) or 1
    return lines * _LINE * column.font_size
