"""The first page: the split in one sentence, one table and one chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.checks.checked import column_letter
from models.results.split import PayerLine
from models.words.cell_figures import PageUnit, burden_look, unit_for
from models.words.goals import goal_names
from models.words.headlines import chart_finding, others, result_sentence
from models.words.payers import EXISTING_COUNT
from models.words.text import Text, joined, text
from models.workbook.books import Book
from models.workbook.labels import (
    ALL_PAYERS,
    BURDEN,
    GLANCE,
    KEY,
    PAYER,
    PAYS_IN_ALL,
    PROGRAMMES,
    with_unit,
)
from models.workbook.layout import (
    ALARM,
    OTHERS,
    OWN,
    QUIET,
    Formula,
    SheetPage,
    Shown,
    bar_chart,
    letter_of,
    total_row,
)
from models.workbook.result.context import Result, write_facts
from models.workbook.result.figures import AMOUNTS, in_payers, programme_columns

_PIXELS_A_ROW = 20
"""The height of a usual row in pixels."""
_BAR = 40
_BAR_BESIDE = 24
_LEAST_LABELLED = 0.12
"""An own part below this share of the longest bar has no label, which would not fit into it."""


_MOST_SHOWN = 30
_CHART_BELOW = 8
"""Up to so many payers the chart stands below the table, else beside it."""
_WIDTHS = (32, 15, 15, 15, 15, 15, 15, 17, 11)
_WIDTHS_BESIDE = (22, 7, 13, 13, 11, 13, 12, 13, 9)
_LAST = len(_WIDTHS) - 1
_ROW = 19
"""The height of a row of the table, in points."""
_LINE, _LABEL = 16, 28
"""The height of a line of a label in points, and how many characters fit into it."""
_FIRST_AMOUNT = 2


@dataclass(frozen=True)
class _Table:
    """Where the table of payers stands: the row of its header and how many rows name a payer."""

    header: int
    shown: int
    has_others: bool

    @property
    def rest(self) -> int:
        """The row of the payers that are not shown."""
        return self.header + 1 + self.shown

    @property
    def total(self) -> int:
        """The row of the totals."""
        return self.rest + self.has_others


def write_glance(book: Book, result: Result) -> None:
    """Write the first page of a split."""
    unit = _unit_of(result)
    beside = min(len(result.payers), _MOST_SHOWN) > _CHART_BELOW
    widths = _WIDTHS_BESIDE if beside else _WIDTHS
    page = SheetPage(book, GLANCE, result.split, result.about.footer, widths)
    last = _LAST + (10 if beside else 0)
    row = _write_head(page, result, unit, last)
    row = _write_sums(page, result, unit, row)
    crowded = len(result.payers) > _MOST_SHOWN + 1
    table = _Table(row, _MOST_SHOWN if crowded else len(result.payers), crowded)
    _write_table(page, result, unit, table)
    row = table.total + 1
    _explain(page, result, row)
    chart, height = _chart(book, page, result, unit, table, beside)
    place = (table.header, _LAST + 2) if beside else (row + 2, 0)
    page.sheet.insert_chart(*place, chart, {"object_position": 3})
    covered = 0 if beside else height // _PIXELS_A_ROW + 2
    end = write_facts(page, result, row + 2 + covered, last)
    page.sheet.print_area(0, 0, end, last)
    page.sheet.activate()


def _chart(
    book: Book, page: SheetPage, result: Result, unit: PageUnit, table: _Table, beside: bool
) -> tuple[Any, int]:
    """Return the chart of the table and its height; own parts are drawn over the whole bars."""
    count = table.total - table.header - 1
    last = table.header + max(count, 1)
    size, font = (13, 10) if beside else (16, 13)
    title = page.say(chart_finding(result.split, result.names))
    axis = {"num_font": {"size": font}, "line": {"color": QUIET}}
    chart = bar_chart(book, title, size, axis, {"font": {"size": font}})
    longest = max((line.paid for line in result.payers), default=0.0)
    in_all = {"num_format": unit.look, "position": "outside_end"}
    own = {"num_format": _where_it_fits(unit, longest), "position": "center"}
    for column, name, colour, ink, label in (
        (4, PAYS_IN_ALL, OTHERS, "#000000", in_all),
        (2, text("of which for its own programmes"), OWN, "#FFFFFF", own),
    ):
        letters = {"size": 10 if beside else 12, "color": ink}
        chart.add_series(
            {
                "name": page.say(name),
                "categories": [page.name, table.header + 1, 0, last, 0],
                "values": [page.name, table.header + 1, column, last, column],
                "fill": {"color": colour},
                "border": {"none": True},
                "gap": 35,
                "overlap": 100,
                "data_labels": {"value": True, "font": letters, **label},
            }
        )
    chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    height = 110 + (_BAR_BESIDE if beside else _BAR) * max(count, 3)
    chart.set_size({"width": 600 if beside else 1120, "height": height})
    return chart, height


def _where_it_fits(unit: PageUnit, longest: float) -> str:
    """Return a number format that leaves a label blank where it would not fit into its bar."""
    return f'[>={max(_LEAST_LABELLED * longest, 1e-9):.2f}]{unit.digits};""'


def _unit_of(result: Result) -> PageUnit:
    split = result.split
    largest = max((line.paid for line in split.payers), default=0.0)
    return unit_for(largest, split.currency, split.rounding, spoken=result.spoken)


def _write_head(page: SheetPage, result: Result, unit: PageUnit, last: int) -> int:
    page.title(text("Who pays what"), 26, 38)
    sentence = page.say(result_sentence(result.split, result.names, unit))
    height = 26 * (1 + len(sentence) // (85 if last == _LAST else 110))
    page.spread(1, 0, last, sentence, height, font_size=18)
    if not result.split.still_to_come:
        return 3
    early = text(
        "Not final: better answers follow. Goals still to come: {goals}.",
        goals=goal_names(result.split.still_to_come),
    )
    page.spread(2, 0, last, early, 26, font_size=14, bold=True, bg_color=ALARM)
    return 4


def _write_sums(page: SheetPage, result: Result, unit: PageUnit, row: int) -> int:
    """Write what is needed and who pays it, as large figures; return the next free row."""
    line = total_row(len(result.split.programmes))
    sums = (
        (text("Needed, {unit}"), "need"),
        (text("Contributed, {unit}"), "contributions"),
        (text("Left with hosts, {unit}"), "host_residual"),
        (text("Unfunded, {unit}"), "unfunded"),
    )
    labels = [page.say(label.filled(unit=unit.name)) for label, _ in sums]
    height = _LINE * (1 + (max(map(len, labels)) > _LABEL))
    for place, (label, (_, key)) in enumerate(zip(labels, sums, strict=True)):
        value = sum(getattr(programme, key) for programme in result.split.programmes)
        letter = letter_of(programme_columns(result), key)
        column = 0 if place == 0 else 2 * place
        page.spread(row, column, column + 1, label, height, font_color=QUIET, align="left")
        cell = Formula(f"{result.sheet(PROGRAMMES)}!{letter}{line}", value, unit.look_of(value))
        page.put(row + 1, column, cell, bold=True, font_size=20, align="left")
    page.sheet.set_row(row + 1, 30)
    return row + 3


def _write_table(page: SheetPage, result: Result, unit: PageUnit, table: _Table) -> None:
    _write_header(page, unit, table.header)
    for offset, line in enumerate(result.payers[: table.shown], start=1):
        _write_payer(page, result, unit, table.header + offset, line)
    if table.has_others:
        _write_rest(page, result, unit, table)
    _write_total(page, result, unit, table)


def _write_header(page: SheetPage, unit: PageUnit, row: int) -> None:
    colours = {"own_programmes": OWN, "pays_in_all": OTHERS}
    page.head(
        row,
        62,
        (with_unit(PAYER, unit.name), KEY, *(label for label, _ in AMOUNTS.values()), BURDEN),
        {_FIRST_AMOUNT + [*AMOUNTS].index(key): colour for key, colour in colours.items()},
    )


def _write_payer(
    page: SheetPage, result: Result, unit: PageUnit, row: int, line: PayerLine
) -> None:
    page.put(row, 0, result.names.territory(line.payer), font_size=12)
    page.put(row, 1, line.payer, font_color=QUIET)
    place = result.payer_rows[line.payer]
    formulas = (in_payers(result, key, place) for key in AMOUNTS)
    _put_amounts(page, unit, row, formulas, [line], font_size=12)
    if line.burden is not None:
        look = burden_look(result.rules.burden_basis)
        burden = Formula(in_payers(result, "burden", place), line.burden, look)
        page.put(row, _LAST, burden, font_size=12)


def _write_rest(page: SheetPage, result: Result, unit: PageUnit, table: _Table) -> None:
    rest = result.payers[table.shown :]
    page.put(table.rest, 0, others(len(rest)), font_size=12)
    totals = total_row(len(result.payers))
    formulas = (
        f"{in_payers(result, key, totals)}-{shown}"
        for key, shown in zip(AMOUNTS, _sums(table.header, table.rest), strict=True)
    )
    _put_amounts(page, unit, table.rest, formulas, rest, font_size=12)


def _write_total(page: SheetPage, result: Result, unit: PageUnit, table: _Table) -> None:
    style = {"bold": True, "top": 2, "font_size": 12}
    page.put_row(table.total, 0, (ALL_PAYERS, None), **style)
    sums = _sums(table.header, table.total)
    _put_amounts(page, unit, table.total, sums, result.payers, **style)
    page.put(table.total, _LAST, None, **style)


def _sums(header: int, last: int) -> Iterator[str]:
    """Yield the sum of each column of amounts from the first payer to a row (from 1)."""
    for letter in map(column_letter, range(_FIRST_AMOUNT, _LAST)):
        yield f"SUM({letter}{header + 2}:{letter}{last})"


def _put_amounts(
    page: SheetPage,
    unit: PageUnit,
    row: int,
    formulas: Iterable[str],
    lines: Sequence[PayerLine],
    **style: Any,
) -> None:
    """Write the formulas of a row of the table, each with the sum of its figure over payers."""
    page.sheet.set_row(row, _ROW)
    amounts = (amount for _, amount in AMOUNTS.values())
    for column, (formula, amount) in enumerate(zip(formulas, amounts, strict=True), _FIRST_AMOUNT):
        value = sum(map(amount, lines))
        look = unit.look_of(value)
        page.put(row, column, Formula(formula, value, look) if lines else Shown(0.0, look), **style)


def _explain(page: SheetPage, result: Result, row: int) -> None:
    said = text(
        "Pays for its own programmes: what is left with it as host included. Net: what it pays for "
        "others less what others pay for it. {burden}",
        burden=_burden_in_words(result),
    )
    counted_in = EXISTING_COUNT if "existing" in result.split.uses else None
    page.spread(row, 0, _LAST, joined(said, counted_in), 34, font_color=QUIET)


def _burden_in_words(result: Result) -> Text:
    basis, year = result.rules.burden_basis, result.split.base_year
    if year is None:
        return {
            "benefit": text("Burden: its contributions, over its later benefit."),
            "fiscal_capacity": text("Burden: its contributions, over its fiscal capacity."),
            "population": text("Burden: its contributions, for each inhabitant."),
        }[basis]
    said = {
        "benefit": text("Burden: its contributions, discounted to {year}, over its later benefit."),
        "fiscal_capacity": text(
            "Burden: its contributions, discounted to {year}, over its fiscal capacity."
        ),
        "population": text("Burden: its contributions, discounted to {year}, for each inhabitant."),
    }[basis]
    return said.filled(year=year)
