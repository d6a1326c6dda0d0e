"""How sheets are laid out: tables with totals that are live formulas, and pages."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from models.checks.checked import column_letter
from models.results.split import Split
from models.words.cell_figures import money_format
from models.words.text import Argument, Text, text
from models.workbook.books import Book, clipped, write_value
from models.xlsx.shared import LONGEST_TEXT

TEXT = "text"
MONEY = "money"
PERSONS = "persons"
PLAIN = "plain"
_TOTAL = text("Total")
_PLAIN_NAME = re.compile("[A-Za-z_]+")
"""What formulas take for the name of a sheet without quotes, and is no cell."""
_A4 = 9
_LINE = 15
"""The height of a line of text, in points."""
_SURELY_FITS = LONGEST_TEXT // 2
"""No text of so many characters is too long for a cell, whatever they are."""


@dataclass(frozen=True)
class Formula:
    """A live formula with the value it has, and its number format where the column has none."""

    text: str
    value: float
    look: str | None = None


@dataclass(frozen=True)
class Shown:
    """A number that looks otherwise than its column."""

    value: float
    look: str


Cells = list[list[Any]]
"""The rows of a sheet below its headings: sentences, texts, numbers, yes or no, formulas, None."""


@dataclass(frozen=True)
class Heading:
    """A column of a result sheet: its header, how its cells look, whether it has a total.

    `look` is TEXT, MONEY, PERSONS, PLAIN, or a number format. A column with a width of its own, in
    characters, wraps its header.
    """

    header: Argument
    look: str = PLAIN
    total: bool = False
    width: int | None = None

    @property
    def key(self) -> str:
        """What the column is called in the code, whatever the language of its header."""
        return self.header.pattern if isinstance(self.header, Text) else str(self.header)


def place_of(headings: Sequence[Heading], key: str) -> int:
    """Return the position of the column that is called so."""
    return [heading.key for heading in headings].index(key)


def letter_of(headings: Sequence[Heading], key: str) -> str:
    """Return the letter of the column that is called so."""
    return column_letter(place_of(headings, key))


def quoted(sheet: str) -> str:
    """Return the name of a sheet in the quotes that formulas and links take it in."""
    return "'" + sheet.replace("'", "''") + "'"


def as_referred(sheet: str) -> str:
    """Return the name of a sheet as formulas write it, without quotes where it needs none."""
    return sheet if _PLAIN_NAME.fullmatch(sheet) else quoted(sheet)


def sum_where(
    amounts: str, equal: Sequence[tuple[str, str]], *, safe: bool, numbers: Collection[str] = ()
) -> str:
    """Return the sum of a range over the rows in which each of some ranges equals a cell.

    The factor 1 makes a number of a single comparison, which SUMPRODUCT takes for 0.

    Args:
        amounts: the range that is summed.
        equal: each range and the cell that it must equal.
        safe: whether SUMIFS takes each text for itself; else texts are compared letter by letter,
            which = does not: it takes A and a for the same.
        numbers: the ranges that hold numbers.
    """
    if safe:
        return f"SUMIFS({amounts},{','.join(f'{where},{cell}' for where, cell in equal)})"
    same = (
        f"({where}={cell})" if where in numbers else f"EXACT({where},{cell})"
        for where, cell in equal
    )
    return f"SUMPRODUCT(1*{'*'.join(same)},{amounts})"


def last_row(count: int) -> int:
    """Return the number of the last row of figures; an empty sheet keeps one blank row."""
    return max(count, 1) + 1


def total_row(count: int) -> int:
    """Return the number of the row of totals."""
    return last_row(count) + 1


def span(sheet: str, column: int, count: int) -> str:
    """Return the range of the figures of a column, for a formula in any sheet.

    `sheet` is the name as formulas write it.
    """
    letter = column_letter(column)
    return f"{sheet}!${letter}$2:${letter}${last_row(count)}"


def print_on_a4(sheet: Any, *, top: float, pages_high: int = 0) -> None:
    """Let a sheet print on A4 landscape, one page wide; `top` is the upper margin in inches."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, pages_high)
    sheet.set_margins(left=0.5, right=0.5, top=top, bottom=0.7)


def set_up_page(sheet: Any, split: Split, footer: str, *, pages_high: int = 0) -> None:
    """Let a sheet print on A4 landscape, one page wide, with a header and a footer."""
    print_on_a4(sheet, top=0.7, pages_high=pages_high)
    sheet.set_header(f"&L{_plain(split.scenario)}&R{_plain(split.currency)}")
    sheet.set_footer(f"&L{_plain(footer)}&R&P / &N")


def put(
    book: Book, sheet: Any, row: int, column: int, value: Any, style: Mapping[str, Any]
) -> None:
    """Write a text, a number, a formula or a blank in a style; text stays text."""
    look = value.look if isinstance(value, Formula | Shown) else None
    form = book.format(**{**style, "num_format": look} if look else style)
    if isinstance(value, Formula):
        sheet.write_formula(row, column, f"={value.text}", form, value.value)
    elif isinstance(value, Shown):
        sheet.write_number(row, column, value.value, form)
    elif value is None or value == "":
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, str):
        sheet.write_string(row, column, clipped(value), form)
    else:
        sheet.write_number(row, column, value, form)


class ResultSheet:
    """Writes one sheet of the result workbook."""

    def __init__(
        self,
        book: Book,
        name: Argument,
        headings: Sequence[Heading],
        split: Split,
        footer: str = "",
    ) -> None:
        self._book, self._headings = book, headings
        self._money = money_format(split.rounding)
        self._sheet = book.sheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        set_up_page(self._sheet, split, footer)

    def write(self, rows: Cells, strong: Collection[int] = frozenset()) -> None:
        """Write the headings, the rows and, where a column has one, the totals.

        Args:
            rows: the cells below the headings.
            strong: positions of rows that begin a part and are set off from those above.
        """
        rows = [[self._book.said(value) for value in row] for row in rows]
        for column, heading in enumerate(self._headings):
            header = self._book.say(heading.header)
            self._write_heading(column, heading, header)
            self._sheet.set_column(column, column, _width(heading, header, column, rows))
            for number, row in enumerate(rows, start=1):
                style: dict[str, Any] = {"valign": "top"}
                if number - 1 in strong:
                    style |= {"bold": True, "top": 1}
                self._write_cell(number, column, row[column], heading, style)
        self._set_heights(rows)
        if any(heading.total for heading in self._headings):
            self._write_totals(rows)
        if rows:
            self._sheet.autofilter(0, 0, len(rows), len(self._headings) - 1)

    def _set_heights(self, rows: Cells) -> None:
        """Make room for texts that wrap: not every program does so by itself."""
        wrapped = [(place, h.width) for place, h in enumerate(self._headings) if h.width]
        for number, row in enumerate(rows, start=1):
            lines = max((_lines(row[place], width) for place, width in wrapped), default=1)
            if lines > 1:
                self._sheet.set_row(number, _LINE * lines)

    def _write_heading(self, column: int, heading: Heading, header: str) -> None:
        side = "left" if heading.look == TEXT else "right"
        wraps = heading.width is not None
        indent = {"indent": 1} if side == "left" else {}
        style = self._book.format(bold=True, bottom=1, align=side, text_wrap=wraps, **indent)
        self._sheet.write_string(0, column, header, style)

    def _write_cell(
        self, row: int, column: int, value: Any, heading: Heading, style: dict[str, Any]
    ) -> None:
        if isinstance(value, Formula | Shown):
            look = self._number_format(heading, value.value)
            put(self._book, self._sheet, row, column, value, {"num_format": look, **style})
        elif isinstance(value, int | float) and not isinstance(value, bool):
            if math.isfinite(value):
                look = self._number_format(heading, value)
                put(self._book, self._sheet, row, column, value, {"num_format": look, **style})
        elif isinstance(value, str) and 0 < len(value) <= _SURELY_FITS:
            wraps = {"text_wrap": True} if heading.width is not None else {}
            left = {"align": "left", "indent": 1, **wraps, **style}
            put(self._book, self._sheet, row, column, value, left)
        elif value is None and "top" in style:
            put(self._book, self._sheet, row, column, value, style)
        else:
            write_value(self._book, self._sheet, row, column, value)

    def _write_totals(self, rows: Cells) -> None:
        line = last_row(len(rows))
        for column, heading in enumerate(self._headings):
            style = self._book.format(bold=True, top=1, num_format=self._number_format(heading, 0))
            if column == 0:
                self._sheet.write_string(line, column, self._book.say(_TOTAL), style)
            elif heading.total:
                letter = column_letter(column)
                value = math.fsum(amount_of(row[column]) for row in rows)
                formula = f"=SUM({letter}2:{letter}{line})"
                self._sheet.write_formula(line, column, formula, style, value)
            else:
                self._sheet.write_blank(line, column, None, style)

    def _number_format(self, heading: Heading, value: Any) -> str:
        if heading.look == MONEY:
            return self._money
        if heading.look == PERSONS:
            return "#,##0" if float(value).is_integer() else "#,##0.00"
        return "General" if heading.look in (TEXT, PLAIN) else heading.look


def _lines(value: Any, width: int) -> int:
    """Return how many lines a text takes in a column of so many characters, ten at most."""
    return min(10, 1 + int(len(value) / (1.15 * width))) if isinstance(value, str) else 1


def amount_of(value: Any) -> float:
    """Return the number that a cell holds, 0 where it is blank."""
    return value.value if isinstance(value, Formula | Shown) else float(value or 0.0)


def _plain(text: str) -> str:
    """Return a text for the header of a page, where & begins a code."""
    return text[:50].replace("&", "&&")


def _width(heading: Heading, header: str, column: int, rows: Cells) -> int:
    if heading.width is not None:
        return heading.width
    room = len(header) + 4
    if heading.look == MONEY:
        return max(16, room)
    longest = max((len(str(row[column] or "")) for row in rows), default=0)
    wanted = longest if heading.look == TEXT else 10
    return max(room, min(wanted + 2, 40))


QUIET = "#5a6169"
HAIRLINE = "#b9bdc1"
OWN, OTHERS = "#0072B2", "#E69F00"
"""Okabe and Ito's blue and orange, which everybody can tell apart."""
ALARM = "#fbecc8"


_TEXTS_FIRST = 2
_HEADER = {"text_wrap": True, "valign": "bottom"}


class SheetPage:
    """Writes sentences, texts and figures into cells with their look."""

    def __init__(
        self,
        book: Book,
        name: Argument,
        split: Split,
        footer: str,
        widths: Sequence[float],
        *,
        pages_high: int = 1,
    ) -> None:
        """Add the page with the widths of its first columns, in characters."""
        self._book = book
        self.sheet = book.sheet(name)
        self.name = self.sheet.get_name()
        self.sheet.hide_gridlines(2)
        set_up_page(self.sheet, split, footer, pages_high=pages_high)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def title(self, title: Argument, size: int, height: int) -> None:
        """Write the title in letters of a size, in a row of a height (points)."""
        self.put(0, 0, title, bold=True, font_size=size)
        self.sheet.set_row(0, height)

    def say(self, said: Argument) -> str:
        """Return a sentence as it will stand on the page."""
        return self._book.say(said)

    def put(self, row: int, column: int, value: Any, **style: Any) -> None:
        """Write a text, a number, a formula or a blank; text stays text whatever it begins with."""
        put(self._book, self.sheet, row, column, self._book.said(value), style)

    def head(
        self,
        row: int,
        height: float,
        words: Sequence[Argument],
        colours: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        """Write the headers of a table: two of texts, those of figures to the right.

        `colours` says which columns have the colour of their bars in a chart beside their header.
        """
        self.sheet.set_row(row, height)
        for column, word in enumerate(words):
            side = "left" if column < _TEXTS_FIRST else "right"
            style = {"bold": True, "bottom": 1, "align": side, **_HEADER}
            if column not in colours:
                self.put(row, column, word, **style)
                continue
            form = self._book.format(**style)
            plain = self._book.format(bold=True)
            mark = self._book.format(font_color=colours[column])
            said = self._book.say(word)
            self.sheet.write_rich_string(row, column, mark, "■ ", plain, said, form)

    def put_row(self, row: int, column: int, values: Any, **style: Any) -> None:
        """Write values side by side: texts to the left, figures to the right."""
        for offset, value in enumerate(values):
            self.put(row, column + offset, value, **style)

    def spread(
        self, row: int, first: int, last: int, said: Argument, height: float, **style: Any
    ) -> None:
        """Write a text over several columns, wrapped, in a row of a given height (points)."""
        self.sheet.set_row(row, height)
        form = self._book.format(text_wrap=True, valign="top", **style)
        self.sheet.merge_range(row, first, row, last, "", form)
        self.sheet.write_string(row, first, clipped(self._book.say(said)), form)

    def name_cell(self, name: str, row: int) -> None:
        """Give a name to the cell in column B of a row of this page."""
        self._book.book.define_name(name, f"={as_referred(self.name)}!$B${row + 1}")


def bar_chart(
    book: Book,
    title: str,
    size: int,
    axis: Mapping[str, Any] = MappingProxyType({}),
    legend: Mapping[str, Any] = MappingProxyType({}),
) -> Any:
    """Return a chart of bars from top to bottom, each beside its label.

    Args:
        book: the workbook.
        title: what it shows; it stays text, where `set_title` takes one that begins like an
            address, as a name may, for a formula.
        size: the size of the letters of the title.
        axis: what the axis of the labels has besides.
        legend: what the legend has besides.
    """
    chart = book.book.add_chart({"type": "bar"})
    font = {"size": size, "bold": True}
    chart.set_title({"name": "", "name_font": font, "overlay": False})
    chart.title.name = title
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "major_tick_mark": "none", **axis})
    chart.set_legend({"position": "bottom", **legend})
    chart.set_chartarea({"border": {"none": True}})
    return chart
