"""Sums over the rows of the sheet Split whose columns are as given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.words.text import text
from models.workbook.result.context import Result
from models.workbook.result.looks import YEAR
from models.workbook.result_names import SPLIT
from models.workbook.result_sheets import MONEY, TEXT, Formula, Heading, place_of, span

SPLIT_COLUMNS = (
    Heading(text("payer", context="column"), TEXT),
    Heading(text("host", context="column"), TEXT),
    Heading(text("stage", context="column"), TEXT),
    Heading(text("year", context="column"), YEAR),
    Heading(text("amount", context="column"), MONEY, True),
    Heading(text("host_residual", context="column"), MONEY, True),
    Heading(text("responsible", context="column"), TEXT),
    Heading(text("payer_name", context="column"), TEXT),
    Heading(text("host_name", context="column"), TEXT),
    Heading(text("stage_name", context="column"), TEXT),
    Heading(text("responsible_name", context="column"), TEXT),
    Heading(text("discounted", context="column"), MONEY, True),
)
_LONGEST_CRITERION = 255
_NUMBERS = ("year",)


def split_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Split; where its rows fit in no sheet it has no totals either."""
    if result.lists_payments:
        return SPLIT_COLUMNS
    return tuple(replace(heading, total=False) for heading in SPLIT_COLUMNS)


class SumsOfSplit:
    """Writes formulas that sum Split; values instead, where that would be too much to compute."""

    def __init__(self, result: Result) -> None:
        split = result.split
        self._count, self._is_live = len(split.payments), result.is_live
        self._sheet = result.sheet(SPLIT)
        keys = {key for line in split.payments for key in (line.payer, line.host, line.stage)}
        keys |= {k for p in split.programmes for k in (p.host, p.stage, p.responsible or p.host)}
        keys |= {line.payer for line in split.payers}
        self._are_safe = are_safe_criteria(keys)

    def figure(self, formula: str, value: float) -> Formula | float:
        """Return a formula made of such sums, with its value."""
        return Formula(formula, value) if self._is_live else value

    def of(self, amount: str, equal: dict[str, str]) -> str:
        """Return the sum of a column over the rows where each column equals a cell.

        The factor 1 makes a number of a single comparison, which SUMPRODUCT takes for 0.
        """
        if self._are_safe:
            pairs = ",".join(f"{self._span(column)},{cell}" for column, cell in equal.items())
            return f"SUMIFS({self._span(amount)},{pairs})"
        same = "*".join(self._same(column, cell) for column, cell in equal.items())
        return f"SUMPRODUCT(1*{same},{self._span(amount)})"

    def _same(self, column: str, cell: str) -> str:
        """Compare texts letter by letter, which = does not: it takes A and a for the same."""
        if column in _NUMBERS:
            return f"({self._span(column)}={cell})"
        return f"EXACT({self._span(column)},{cell})"

    def _span(self, key: str) -> str:
        return span(self._sheet, place_of(SPLIT_COLUMNS, key), self._count)


def are_safe_criteria(keys: Iterable[str]) -> bool:
    """Say whether SUMIFS takes each text for itself.

    It takes signs and patterns for conditions, A and a for the same, and texts of equal numbers
    too.
    """
    names = sorted({key for key in keys if key})
    if any(len(t) > _LONGEST_CRITERION or t[0] in "<>=" or set(t) & set("*?~") for t in names):
        return False
    if len({name.casefold() for name in names}) < len(names):
        return False
    numbers = [number for name in names if (number := _as_number(name)) is not None]
    return len(set(numbers)) == len(numbers)


def _as_number(name: str) -> float | None:
    try:
        return float(name)
    except ValueError:
        return None
