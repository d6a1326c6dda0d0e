"""Sums over the rows of the sheet Split whose columns are as given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.workbook.result.context import Result
from models.workbook.result.looks import YEAR
from models.workbook.result_names import SPLIT
from models.workbook.result_sheets import MONEY, TEXT, Formula, Heading, span

SPLIT_COLUMNS = (
    Heading("payer", TEXT),
    Heading("host", TEXT),
    Heading("stage", TEXT),
    Heading("year", YEAR),
    Heading("amount", MONEY, True),
    Heading("host_residual", MONEY, True),
    Heading("responsible", TEXT),
    Heading("payer_name", TEXT),
    Heading("host_name", TEXT),
    Heading("stage_name", TEXT),
    Heading("responsible_name", TEXT),
    Heading("discounted", MONEY, True),
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
        texts = {text for line in split.payments for text in (line.payer, line.host, line.stage)}
        texts |= {t for p in split.programmes for t in (p.host, p.stage, p.responsible or p.host)}
        texts |= {line.payer for line in split.payers}
        self._are_safe = are_safe_criteria(texts)

    def figure(self, text: str, value: float) -> Formula | float:
        """Return a formula made of such sums, with its value."""
        return Formula(text, value) if self._is_live else value

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
        keys = [heading.key for heading in SPLIT_COLUMNS]
        return span(SPLIT, keys.index(key), self._count)


def are_safe_criteria(texts: Iterable[str]) -> bool:
    """Say whether SUMIFS takes each text for itself.

    It takes signs and patterns for conditions, A and a for the same, and texts of equal numbers
    too.
    """
    names = sorted({text for text in texts if text})
    if any(len(t) > _LONGEST_CRITERION or t[0] in "<>=" or set(t) & set("*?~") for t in names):
        return False
    if len({name.casefold() for name in names}) < len(names):
        return False
    numbers = [number for text in names if (number := _as_number(text)) is not None]
    return len(set(numbers)) == len(numbers)


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
