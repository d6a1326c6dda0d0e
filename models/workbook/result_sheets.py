"""One sheet of the result workbook: headings, rows, and totals that are live formulas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.checks.checked import column_letter
from models.split import Split
from models.workbook.books import Book, write_value

TEXT = "text"
MONEY = "money"
PERSONS = "persons"
PLAIN = "plain"


@dataclass(frozen=True)
class Formula:
    """A live formula with the value it has."""

    text: str
    value: float


Cells = list[list[Any]]
"""The rows of a sheet below its headings: texts, numbers, yes or no, formulas, None."""


@dataclass(frozen=True)
class Heading:
    """A column of a result sheet: its header, how its cells look, whether it has a total."""

    key: str
    look: str = PLAIN
    total: bool = False


def last_row(count: int) -> int:
    """Return the number of the last row of figures; an empty sheet keeps one blank row."""
    return max(count, 1) + 1


def span(sheet: str, column: int, count: int) -> str:
    """Return the range of the figures of a column, for a formula in any sheet."""
    letter = column_letter(column)
    return f"{sheet}!${letter}$2:${letter}${last_row(count)}"


class ResultSheet:
    """Writes one sheet of the result workbook."""

    def __init__(self, book: Book, name: str, headings: Sequence[Heading], split: Split) -> None:
        self._book, self._headings = book, headings
        self._money = "#,##0.00" if split.rounding < 1 else "#,##0"
        self._sheet = book.sheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_header(f"&L{_plain(split.scenario)}&R{_plain(split.currency)}")

    def write(self, rows: Cells) -> None:
        """Write the headings, the rows and, where a column has one, the totals."""
        for column, heading in enumerate(self._headings):
            self._write_heading(column, heading)
            self._sheet.set_column(column, column, _width(heading, column, rows))
            for number, row in enumerate(rows, start=1):
                self._write_cell(number, column, row[column], heading)
        if any(heading.total for heading in self._headings):
            self._write_totals(rows)

    def _write_heading(self, column: int, heading: Heading) -> None:
        side = "left" if heading.look == TEXT else "right"
        style = self._book.format(bold=True, bottom=1, align=side)
        self._sheet.write_string(0, column, heading.key, style)

    def _write_cell(self, row: int, column: int, value: Any, heading: Heading) -> None:
        look = self._number_format(heading, value)
        if isinstance(value, Formula):
            style = self._book.format(num_format=look)
            self._sheet.write_formula(row, column, f"={value.text}", style, value.value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            if math.isfinite(value):
                style = self._book.format(num_format=look)
                self._sheet.write_number(row, column, value, style)
        else:
            write_value(self._book, self._sheet, row, column, value)

    def _write_totals(self, rows: Cells) -> None:
        line = last_row(len(rows))
        for column, heading in enumerate(self._headings):
            style = self._book.format(bold=True, top=1, num_format=self._number_format(heading, 0))
            if column == 0:
                self._sheet.write_string(line, column, "Total", style)
            elif heading.total:
                letter = column_letter(column)
                value = math.fsum(_amount(row[column]) for row in rows)
                formula = f"=SUM({letter}2:{letter}{line})"
                self._sheet.write_formula(line, column, formula, style, value)
            else:
                self._sheet.write_blank(line, column, None, style)

    def _number_format(self, heading: Heading, value: Any) -> str:
        if heading.look == MONEY:
            return self._money
        if heading.look == PERSONS:
            return "#,##0" if float(value).is_integer() else "#,##0.00"
        return "General"


def _amount(value: Any) -> float:
    return value.value if isinstance(value, Formula) else float(value or 0.0)


def _plain(text: str) -> str:
    """Return a text for the header of a page, where & begins a code."""
    return text[:50].replace("&", "&&")


def _width(heading: Heading, column: int, rows: Cells) -> int:
    if heading.look == MONEY:
        return max(16, len(heading.key) + 2)
    longest = max((len(str(row[column] or "")) for row in rows), default=0)
    wanted = longest if heading.look == TEXT else 10
    return max(len(heading.key) + 2, min(wanted + 2, 40))
