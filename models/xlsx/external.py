"""Links out of a workbook: other files and programs are never asked by what we write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from openpyxl import Workbook

_TEXT_OR_NAME = re.compile(r'"[^"]*"')
_EXTERNAL = re.compile(
    r"(?<![\w\]])'?\[\d+\]"  # another workbook, by its number
    r"|'[^']*\[[^']*\][^']*'!"  # another workbook, by its name
    r"|\w\s*\|[^!]+!"  # another program (DDE)
    r"|\b(?:WEBSERVICE|RTD)\s*\(",
    re.IGNORECASE,
)


def asks_outside(formula: str) -> bool:
    """Say whether a formula asks another workbook, another program or the web."""
    return _EXTERNAL.search(_TEXT_OR_NAME.sub('""', formula)) is not None


def without_external(book: Workbook, with_values: Callable[[], Workbook]) -> None:
    """Put stored values in the place of formulas that ask outside; drop names and rules that do.

    Args:
        book: the workbook with its formulas; it is changed.
        with_values: opens the same workbook with the values that its formulas had.
    """
    _drop_names(book)
    for sheet in book.worksheets:
        _drop_rules(sheet)
    cells = list(_asking(book))
    if cells:
        values = with_values()
        for cell in cells:
            _set_value(cell, values[cell.parent.title][cell.coordinate])


def _asking(book: Any) -> Iterator[Any]:
    for sheet in book.worksheets:
        for cell in sheet._cells.values():  # those that exist, however far away
            if cell.data_type == "f" and asks_outside(_formula(cell.value)):
                yield cell


def _formula(value: Any) -> str:
    return str(getattr(value, "text", value) or "")


def _set_value(cell: Any, stored: Any) -> None:
    """Set a value as it was stored; where none was, the formula stays to be read as a text."""
    if stored.value is None:
        cell._value, cell.data_type = _formula(cell.value), "s"
    else:
        cell._value, cell.data_type = stored.value, stored.data_type


def _drop_names(book: Workbook) -> None:
    for names in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in [n for n, defined in names.items() if asks_outside(defined.value or "")]:
            del names[name]


def _drop_rules(sheet: Any) -> None:
    """Drop the drop-downs that take their list from another workbook."""
    rules = sheet.data_validations.dataValidation
    rules[:] = [
        rule
        for rule in rules
        if not any(asks_outside(text or "") for text in (rule.formula1, rule.formula2))
    ]
