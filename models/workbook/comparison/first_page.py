"""The first page: the finding, the table of payers and splits, and one chart."""

from __future__ import annotations

from typing import Any

from models.checks.checked import column_letter
from models.side_by_side import ComparedSplit
from models.workbook.books import Book
from models.workbook.comparison import words
from models.workbook.comparison.context import COMPARISON, YARDSTICKS, Compared, label
from models.workbook.comparison.sheets import cell_of
from models.workbook.result.figures import Unit
from models.workbook.result.page import ALARM, QUIET, Page
from models.workbook.result_sheets import Formula, set_up_page

_COLOURS = ("#1C5D99", "#B45309", "#0F766E", "#A21CAF", "#5B6B00", "#6B7280")
_HEADER = 4
_FIRST = 2
_SCALES = (1e6, 1e3)
_CHART_ROWS = 22
_NAME, _KEY, _AMOUNT = 32, 12, 18
_PIXELS = 7
"""About the width of a character of a column."""
_ROW = 19
"""The height of a row of the table, in points."""


class ComparisonPage(Page):
    """A page of the comparison workbook."""

    def __init__(self, book: Book, compared: Compared) -> None:
        self._book, self.name = book, COMPARISON
        self.sheet = book.sheet(COMPARISON)
        self.sheet.hide_gridlines(2)
        split = compared.side.base_split.comparison.split
        set_up_page(self.sheet, split, compared.footer, pages_high=1)


def unit_of(compared: Compared) -> Unit:
    """Choose the unit of the page by the largest amount."""
    base = compared.side.base_split
    every = [line.pays for split in compared.side.splits for line in split.lines.values()]
    size = next((scale for scale in _SCALES if max(every, default=0.0) >= 10 * scale), 1.0)
    decimals = 1 if size > 1 else 2 if base.rounding < 1 else 0
    return Unit(size, decimals, base.currency)


def write_first_page(book: Book, compared: Compared) -> None:
    """Write the first page."""
    page, unit = ComparisonPage(book, compared), unit_of(compared)
    splits = compared.side.splits
    last = max(_FIRST + len(splits) - 1, 5)
    page.sheet.set_column(0, 0, _NAME)
    page.sheet.set_column(1, 1, _KEY)
    page.sheet.set_column(_FIRST, last, _AMOUNT)
    page.put(0, 0, words.TITLE, bold=True, font_size=26)
    page.sheet.set_row(0, 38)
    sentence = words.finding(compared.side, compared.names, unit)
    page.spread(1, 0, last, sentence, 26 * (1 + len(sentence) // 80), font_size=18)
    row = _write_table(page, compared, unit)
    row = _write_clashes(page, compared, row, last)
    width = _PIXELS * (_NAME + _KEY + _AMOUNT * (last - _FIRST + 1))
    _put_chart(book, page, compared, unit, row, width)
    row += _CHART_ROWS
    base = label(compared.side.base_split)
    for text in (words.FOLLOW.format(base=base), words.ORDER_NOTE, _about(compared)):
        page.spread(row, 0, last, text, 34, font_color=QUIET)
        row += 1
    page.sheet.print_area(0, 0, row, last)
    page.sheet.activate()


def _about(compared: Compared) -> str:
    about = compared.about
    return " · ".join(
        part
        for part in (about.case_name, about.made_on.isoformat(), f"Relais {about.version}")
        if part
    )


def _write_table(page: Page, compared: Compared, unit: Unit) -> int:
    """Write the table; return the next free row."""
    style: dict[str, Any] = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
    page.sheet.set_row(_HEADER, 48)
    page.put(_HEADER, 0, f"{words.PAYER} ({unit.name})", align="left", **style)
    page.put(_HEADER, 1, words.KEY, align="left", **style)
    for column, split in enumerate(compared.side.splits, start=_FIRST):
        page.put(_HEADER, column, label(split), align="right", **style)
    for offset, payer in enumerate(compared.side.payers, start=1):
        row = _HEADER + offset
        page.sheet.set_row(row, _ROW)
        page.put(row, 0, compared.names.territory(payer), font_size=12)
        page.put(row, 1, payer, font_color=QUIET)
        for column, split in enumerate(compared.side.splits, start=_FIRST):
            line = split.lines.get(payer)
            if line is not None:
                text = cell_of(split, "pays", compared.payer_rows[payer])
                page.put(row, column, Formula(text, line.pays, unit.look), font_size=12)
    return _write_sums(page, compared, unit, _HEADER + len(compared.side.payers) + 1)


def _write_sums(page: Page, compared: Compared, unit: Unit, row: int) -> int:
    style = {"bold": True, "font_size": 12}
    first = {"top": 2}
    for place, name in enumerate((words.PAID, words.UNFUNDED, words.NEED)):
        line = first if place == 0 else {}
        page.sheet.set_row(row + place, _ROW)
        page.put_row(row + place, 0, (name, None), **style, **line)
        for column, split in enumerate(compared.side.splits, start=_FIRST):
            cell = _sum(compared, split, place, column, row)
            page.put(row + place, column, cell, **style, **line, num_format=unit.look)
    return row + 4


def _sum(
    compared: Compared, split: ComparedSplit, place: int, column: int, row: int
) -> Formula | None:
    if split.measured is None:
        return None
    letter, line = column_letter(column), compared.yardstick_rows[split.letters]
    paid = f"SUM({letter}{_HEADER + 2}:{letter}{row})"
    return (
        Formula(paid, split.paid),
        Formula(f"{YARDSTICKS}!E{line}", split.measured.unfunded),
        Formula(f"{letter}{row + 1}+{letter}{row + 2}", split.rounded(split.need)),
    )[place]


def _write_clashes(page: Page, compared: Compared, row: int, last: int) -> int:
    for split in compared.side.splits:
        if split.measured is None and split.key is None:
            text = words.CONFLICT.format(split=label(split))
            page.spread(row, 0, last, text, 20, bg_color=ALARM)
            row += 1
    return row + 1


def _put_chart(
    book: Book, page: Page, compared: Compared, unit: Unit, row: int, width: int
) -> None:
    chart = book.book.add_chart({"type": "bar"})
    last = _HEADER + max(len(compared.side.payers), 1)
    for column, split in enumerate(compared.side.splits, start=_FIRST):
        if split.measured is None:
            continue
        chart.add_series(
            {
                "name": [page.name, _HEADER, column],
                "categories": [page.name, _HEADER + 1, 0, last, 0],
                "values": [page.name, _HEADER + 1, column, last, column],
                "fill": {"color": _COLOURS[(column - _FIRST) % len(_COLOURS)]},
                "gap": 60,
            }
        )
    title = words.CHART_TITLE.format(unit=unit.name)
    chart.set_title({"name": title, "name_font": {"size": 13, "bold": True}, "overlay": False})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "major_tick_mark": "none"})
    chart.set_x_axis({"min": 0, "num_format": unit.look, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": width, "height": 20 * (_CHART_ROWS - 1)})
    page.sheet.insert_chart(row, 0, chart, {"object_position": 3})
