"""The first page: the finding, the table of payers and splits, and a chart.

On paper a page holds so many splits only that they can be read: more of them stand in blocks one
below the other, each with the base, the payers and a chart, and each begins a printed page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from models.checks.checked import column_letter
from models.results.side_by_side import ComparedSplit
from models.words.cell_figures import PageUnit, unit_for
from models.words.comparison import comparison_sentence, with_letter
from models.words.text import Argument, text
from models.workbook.books import Book
from models.workbook.comparison.sheets import Compared, cell_of
from models.workbook.labels import (
    BRIDGE,
    CHANGES,
    COMPARISON,
    CONFLICTS,
    KEY,
    KEYS,
    PAYER,
    UNFUNDED,
    YARDSTICKS,
    with_unit,
)
from models.workbook.layout import ALARM, QUIET, Formula, SheetPage, bar_chart

_COLOURS = ("#1C5D99", "#B45309", "#0F766E", "#A21CAF", "#5B6B00", "#6B7280")
_MOST = len(_COLOURS)
"""So many splits stand beside each other: each has a colour and, on paper, letters to read."""
_TOP = 4
_FIRST = 2
_CHART_ROWS, _MOST_CHART_ROWS = 22, 44
_NAME, _KEY_WIDTH, _AMOUNT = 32, 12, 18
_PIXELS = 7
"""About the width of a character of a column."""
_ROW, _PLAIN_ROW, _LINE, _NOTE = 19, 15, 16, 34
"""Heights in points: a row of the table, a blank row, a line of a header, a note."""
_LETTERS_A_LINE = 14
_PAGE = (765, 490)
"""Width and height that A4 landscape leaves between its margins, in points."""
_LEAST_SCALE = 60
"""Below it, in percent, nobody reads a page: then the chart has a page of its own."""


@dataclass(frozen=True)
class _Block:
    """Splits that stand beside each other, and the row (from 0) of their header."""

    splits: Sequence[ComparedSplit]
    header: int
    payers: int
    chart_rows: int

    @property
    def first(self) -> int:
        """The row of the first payer."""
        return self.header + 1

    @property
    def sums(self) -> int:
        """The row of the first sum."""
        return self.first + self.payers

    @property
    def chart(self) -> int:
        """The row of the chart."""
        return self.sums + 4


def _unit_of(compared: Compared) -> PageUnit:
    base, splits = compared.side.base_split, compared.side.splits
    largest = max((line.pays for split in splits for line in split.lines.values()), default=0.0)
    least = min(split.rounding for split in splits)
    return unit_for(largest, base.currency, base.rounding, least=least, spoken=compared.spoken)


def write_first_page(book: Book, compared: Compared) -> None:
    """Write the first page."""
    base = compared.side.base_split
    unit = _unit_of(compared)
    beside = _beside(compared)
    last = max(_FIRST + max(map(len, beside)) - 1, 5)
    widths = (_NAME, _KEY_WIDTH, *(_AMOUNT,) * (last - _FIRST + 1))
    page = SheetPage(book, COMPARISON, base.comparison.split, compared.about.footer, widths)
    page.title(text("Splits side by side"), 26, 38)
    sentence = page.say(comparison_sentence(compared.side, compared.names, unit.written))
    page.spread(1, 0, last, sentence, _height_of_finding(sentence), font_size=18)
    width = _PIXELS * sum(widths)
    blocks: list[_Block] = []
    row = _TOP
    for splits in beside:
        block = _Block(splits, row, len(compared.side.payers), _chart_rows(compared, beside))
        _write_table(page, compared, unit, block)
        _put_chart(book, page, compared, unit, block, width)
        blocks.append(block)
        row = block.chart + block.chart_rows
    row = _write_clashes(page, compared, row, last)
    for note in (_how_to_follow(compared), _order_of_steps(), _about(compared)):
        said = page.say(note)
        page.spread(row, 0, last, said, _height_of_note(said, last), font_color=QUIET)
        row += 1
    page.sheet.print_area(0, 0, row, last)
    if len(blocks) > 1:
        _break_pages(page, blocks, sentence)
    page.sheet.activate()


def _how_to_follow(compared: Compared) -> Argument:
    return text(
        "Each amount is a formula that leads to the sheet of its split. {changes} sets every split "
        "against {base}; {bridge} walks there step by step; {yardsticks} and {keys} say what else "
        "they come to and where keys are taken from.",
        base=with_letter(compared.side.base_split),
        changes=CHANGES,
        bridge=BRIDGE,
        yardsticks=YARDSTICKS,
        keys=KEYS,
    )


def _order_of_steps() -> Argument:
    return text(
        "The steps of the sheet {bridge} come in one order: clauses left out (by who proposed "
        "them), rules as in their table, adjustments by sheet, clauses put in; a key is left first "
        "and taken last. In another order the steps would differ; their sum would not.",
        bridge=BRIDGE,
    )


def _beside(compared: Compared) -> list[Sequence[ComparedSplit]]:
    """Return which splits stand beside each other: all, or with the base as many as are read."""
    side = compared.side
    if len(side.splits) <= _MOST:
        return [side.splits]
    others = side.others
    return [
        (side.base_split, *others[start : start + _MOST - 1])
        for start in range(0, len(others), _MOST - 1)
    ]


def _chart_rows(compared: Compared, beside: Sequence[Sequence[ComparedSplit]]) -> int:
    """Return the height of a chart; where it need not share a page, each payer gets a label."""
    if len(beside) == 1:
        return _CHART_ROWS
    return max(_CHART_ROWS, min(2 + 3 * len(compared.side.payers) // 2, _MOST_CHART_ROWS))


def _height_of_note(said: str, last: int) -> int:
    """Return the height of a note over all columns: two lines, or more where it is longer."""
    room = 1.1 * (_NAME + _KEY_WIDTH + _AMOUNT * (last - _FIRST + 1))
    return max(_NOTE, _LINE * ceil(len(said) / room) + 2)


def _height_of_finding(sentence: str) -> int:
    return 26 * (1 + len(sentence) // 80)


def _height_of_header(page: SheetPage, block: _Block) -> int:
    lengths = (len(page.say(with_letter(split))) for split in block.splits)
    return _LINE * max(3, *(1 + length // _LETTERS_A_LINE for length in lengths))


def _break_pages(page: SheetPage, blocks: Sequence[_Block], sentence: str) -> None:
    """Begin a page with each block, all pages in the one scale in which each block fits."""
    width = 0.75 * _PIXELS * (_NAME + _KEY_WIDTH + _AMOUNT * _MOST + 12)
    above = 38 + _height_of_finding(sentence) + 2 * _PLAIN_ROW
    chart = blocks[0].chart_rows * _PLAIN_ROW + 3 * _NOTE
    tables = max(_height_of_header(page, b) + _ROW * (b.payers + 4) for b in blocks) + above
    across = 100 * _PAGE[0] / width
    scale = min(across, 100 * _PAGE[1] / (tables + chart))
    breaks = [block.header for block in blocks[1:]]
    if scale < _LEAST_SCALE:
        breaks += [block.chart for block in blocks]
        scale = max(_LEAST_SCALE, min(across, 100 * _PAGE[1] / tables))
    page.sheet.set_print_scale(int(scale))
    page.sheet.set_h_pagebreaks(sorted(breaks))


def _about(compared: Compared) -> str:
    about = compared.about
    return " · ".join(
        part
        for part in (about.case_name, about.made_on.isoformat(), f"Relais {about.version}")
        if part
    )


def _write_table(page: SheetPage, compared: Compared, unit: PageUnit, block: _Block) -> None:
    words = (with_unit(PAYER, unit.name), KEY, *map(with_letter, block.splits))
    page.head(block.header, _height_of_header(page, block), words)
    for row, payer in enumerate(compared.side.payers, start=block.first):
        page.sheet.set_row(row, _ROW)
        page.put(row, 0, compared.names.territory(payer), font_size=12)
        page.put(row, 1, payer, font_color=QUIET)
        for column, split in enumerate(block.splits, start=_FIRST):
            line = split.lines.get(payer)
            if line is not None:
                cell = cell_of(compared, split, "pays", compared.payer_rows[payer])
                look = unit.look_of(line.pays)
                page.put(row, column, Formula(cell, line.pays, look), font_size=12)
    _write_sums(page, compared, unit, block)


def _write_sums(page: SheetPage, compared: Compared, unit: PageUnit, block: _Block) -> None:
    style = {"bold": True, "font_size": 12}
    first = {"top": 2}
    for place, name in enumerate((text("Paid in all"), UNFUNDED, text("Need"))):
        line = first if place == 0 else {}
        page.sheet.set_row(block.sums + place, _ROW)
        page.put_row(block.sums + place, 0, (name, None), **style, **line)
        for column, split in enumerate(block.splits, start=_FIRST):
            cell = _sum(compared, split, place, column, block)
            look = {"num_format": unit.look if cell is None else unit.look_of(cell.value)}
            page.put(block.sums + place, column, cell, **style, **line, **look)


def _sum(
    compared: Compared, split: ComparedSplit, place: int, column: int, block: _Block
) -> Formula | None:
    if split.measured is None:
        return None
    letter, line = column_letter(column), compared.yardstick_rows[split.letters]
    paid = f"SUM({letter}{block.first + 1}:{letter}{block.sums})"
    return (
        Formula(paid, split.paid),
        Formula(f"{compared.sheet(YARDSTICKS)}!E{line}", split.measured.unfunded),
        Formula(f"{letter}{block.sums + 1}+{letter}{block.sums + 2}", split.rounded(split.need)),
    )[place]


def _write_clashes(page: SheetPage, compared: Compared, row: int, last: int) -> int:
    for split in compared.side.splits:
        if split.measured is None and split.key is None:
            said = text(
                "{split} has no split, since clauses clash: see the sheet {sheet}.",
                split=with_letter(split),
                sheet=CONFLICTS,
            )
            page.spread(row, 0, last, said, 20, bg_color=ALARM)
            row += 1
    return row + 1


def _put_chart(
    book: Book, page: SheetPage, compared: Compared, unit: PageUnit, block: _Block, width: int
) -> None:
    chart = bar_chart(book, page.say(text("What each payer pays, {unit}", unit=unit.name)), 13)
    last = block.header + max(block.payers, 1)
    for column, split in enumerate(block.splits, start=_FIRST):
        if split.measured is None:
            continue
        chart.add_series(
            {
                "name": [page.name, block.header, column],
                "categories": [page.name, block.first, 0, last, 0],
                "values": [page.name, block.first, column, last, column],
                "fill": {"color": _COLOURS[column - _FIRST]},
                "gap": 60,
            }
        )
    axis = {"min": 0, "num_format": unit.look, "major_gridlines": {"visible": False}}
    chart.set_x_axis({**axis, **_end_of_axis(compared)})
    chart.set_size({"width": width, "height": 20 * (block.chart_rows - 1)})
    page.sheet.insert_chart(block.chart, 0, chart, {"object_position": 3})


def _end_of_axis(compared: Compared) -> dict[str, float]:
    """Return where the axes of several charts end, so that bars can be set against each other."""
    splits = compared.side.splits
    largest = max((line.pays for split in splits for line in split.lines.values()), default=0.0)
    if len(splits) <= _MOST or largest <= 0:
        return {}
    step = 10.0 ** floor(log10(largest))
    return {"max": step * ceil(largest / step)}
