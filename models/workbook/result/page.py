"""A sheet that is laid out as a page rather than as a table."""

from __future__ import annotations

from typing import Any

from models.results.split import Split
from models.words.text import Argument
from models.workbook.books import Book, clipped
from models.workbook.result_sheets import Formula, Shown, as_referred, set_up_page

QUIET = "#5a6169"
HAIRLINE = "#b9bdc1"
OWN, OTHERS = "#0072B2", "#E69F00"
"""Okabe and Ito's blue and orange, which everybody can tell apart."""
ALARM = "#fbecc8"


class Page:
    """Writes sentences, texts and figures into cells with their look."""

    def __init__(
        self, book: Book, name: Argument, split: Split, footer: str, *, pages_high: int = 1
    ) -> None:
        self._book = book
        self.sheet = book.sheet(name)
        self.name = self.sheet.get_name()
        self.sheet.hide_gridlines(2)
        set_up_page(self.sheet, split, footer, pages_high=pages_high)

    def say(self, said: Argument) -> str:
        """Return a sentence as it will stand on the page."""
        return self._book.say(said)

    def put(self, row: int, column: int, value: Any, **style: Any) -> None:
        """Write a text, a number, a formula or a blank; text stays text whatever it begins with."""
        value = self._book.said(value)
        if isinstance(value, Formula):
            look = {"num_format": value.look} if value.look else {}
            form = self._book.format(**{**style, **look})
            self.sheet.write_formula(row, column, f"={value.text}", form, value.value)
        elif isinstance(value, Shown):
            form = self._book.format(**style, num_format=value.look)
            self.sheet.write_number(row, column, value.value, form)
        elif value is None or value == "":
            self.sheet.write_blank(row, column, None, self._book.format(**style))
        elif isinstance(value, str):
            self.sheet.write_string(row, column, clipped(value), self._book.format(**style))
        else:
            self.sheet.write_number(row, column, value, self._book.format(**style))

    def put_marked(
        self, row: int, column: int, label: Argument, colour: str | None, **style: Any
    ) -> None:
        """Write a label behind a square of a colour, the one of its bars in the chart."""
        said, form = self._book.say(label), self._book.format(**style)
        if colour is None:
            self.sheet.write_string(row, column, said, form)
        else:
            plain = self._book.format(bold=True)
            mark = self._book.format(font_color=colour)
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
