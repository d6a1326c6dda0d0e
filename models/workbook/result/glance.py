"""The first page: the split in one sentence, one table and one chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.checks.checked import column_letter
from models.results.split import PayerLine
from models.words.cell_figures import PageUnit, burden_look, unit_for
from models.words.goals import goal_names
from models.words.headlines import chart_finding, others, result_sentence
from models.words.text import Argument, Text, text
from models.workbook.books import Book
from models.workbook.labels import (
    ALL_PAYERS,
    BURDEN,
    GLANCE,
    KEY,
    LATER_BENEFIT,
    NET,
    PAYER,
    PAYERS,
    PAYS_IN_ALL,
    PAYS_OTHERS,
    PAYS_OWN,
    PROGRAMMES,
    RECEIVES,
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
    place_of,
    total_row,
)
from models.workbook.result.context import Result, write_facts
from models.workbook.result.figures import PROGRAMME_COLUMNS, payer_columns

_PIXELS_A_ROW = 20
"""The height of a usual row in pixels."""
_BAR = 40
_BAR_BESIDE = 24
_LEAST_LABELLED = 0.12
"""An own part below this share of the longest bar has no label, which would not fit into it."""


@dataclass(frozen=True)
class ChartPlace:
    """The rows of the table that are drawn, and where the chart goes."""

    first: int
    count: int
    beside: bool
    row: int
    column: int


def put_chart(
    book: Book, page: SheetPage, result: Result, unit: PageUnit, place: ChartPlace
) -> int:
    """Put the chart on the page; return how many rows it covers."""
    chart = book.book.add_chart({"type": "bar"})
    longest = max((line.paid for line in result.payers), default=0.0)
    in_all = {"num_format": unit.look, "position": "outside_end"}
    own = {"num_format": _where_it_fits(unit, longest), "position": "center"}
    size = 10 if place.beside else 12
    for column, name, colour, ink, label in (
        (4, PAYS_IN_ALL, OTHERS, "#000000", in_all),
        (2, text("of which for its own programmes"), OWN, "#FFFFFF", own),
    ):
        labels = {"value": True, "font": {"size": size, "color": ink}, **label}
        chart.add_series(_series(page, place, column, page.say(name), colour, labels))
    _dress(chart, page.say(chart_finding(result.split, result.names)), place)
    height = _height(place)
    width = 600 if place.beside else 1120
    chart.set_size({"width": width, "height": height})
    page.sheet.insert_chart(place.row, place.column, chart, {"object_position": 3})
    return height // _PIXELS_A_ROW + 2


def _height(place: ChartPlace) -> int:
    bar = _BAR_BESIDE if place.beside else _BAR
    return 110 + bar * max(place.count, 3)


def _series(
    page: SheetPage, place: ChartPlace, column: int, name: str, colour: str, labels: dict[str, Any]
) -> dict[str, Any]:
    """Return one series; the own part is drawn over the whole, from the same zero."""
    last = place.first + max(place.count, 1) - 1
    return {
        "name": name,
        "categories": [page.name, place.first, 0, last, 0],
        "values": [page.name, place.first, column, last, column],
        "fill": {"color": colour},
        "border": {"none": True},
        "gap": 35,
        "overlap": 100,
        "data_labels": labels,
    }


def _where_it_fits(unit: PageUnit, longest: float) -> str:
    """Return a number format that leaves a label blank where it would not fit into its bar."""
    return f'[>={max(_LEAST_LABELLED * longest, 1e-9):.2f}]{unit.digits};""'


def _dress(chart: Any, title: str, place: ChartPlace) -> None:
    size = 13 if place.beside else 16
    _set_title(chart, title, {"size": size, "bold": True})
    font = {"size": 10 if place.beside else 13}
    chart.set_y_axis(
        {
            "reverse": True,
            "interval_unit": 1,
            "num_font": font,
            "line": {"color": QUIET},
            "major_tick_mark": "none",
        }
    )
    chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"none": True}})


def _set_title(chart: Any, title: str, font: dict[str, Any]) -> None:
    """Set a title that stays text.

    `set_title` takes a text that begins like an address, as a name may, for a formula.
    """
    chart.set_title({"name": "", "name_font": font, "overlay": False})
    chart.title.name = title


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
_AMOUNTS: tuple[tuple[str, Argument, Callable[[PayerLine], float]], ...] = (
    ("own_programmes", PAYS_OWN, lambda line: line.own),
    ("others_programmes", PAYS_OTHERS, lambda line: line.others),
    ("pays_in_all", PAYS_IN_ALL, lambda line: line.paid),
    ("received", RECEIVES, lambda line: line.received),
    ("net", NET, lambda line: line.net),
    ("later_benefit", LATER_BENEFIT, lambda line: line.later_benefit),
)
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
    page = SheetPage(book, GLANCE, result.split, result.about.footer)
    unit = _unit_of(result)
    beside = min(len(result.payers), _MOST_SHOWN) > _CHART_BELOW
    for column, width in enumerate(_WIDTHS_BESIDE if beside else _WIDTHS):
        page.sheet.set_column(column, column, width)
    last = _LAST + (10 if beside else 0)
    row = _write_head(page, result, unit, last)
    row = _write_sums(page, result, unit, row)
    crowded = len(result.payers) > _MOST_SHOWN + 1
    table = _Table(row, _MOST_SHOWN if crowded else len(result.payers), crowded)
    _write_table(page, result, unit, table)
    row = table.total + 1
    _explain(page, result, row)
    place = ChartPlace(
        first=table.header + 1, count=table.shown + table.has_others, beside=beside,
        row=table.header if beside else row + 2, column=_LAST + 2 if beside else 0,
    )  # fmt: skip
    height = put_chart(book, page, result, unit, place)
    row = row + 2 if beside else place.row + height
    end = write_facts(page, result, row, last)
    page.sheet.print_area(0, 0, end, last)
    page.sheet.activate()


def _unit_of(result: Result) -> PageUnit:
    split = result.split
    largest = max((line.paid for line in split.payers), default=0.0)
    return unit_for(largest, split.currency, split.rounding, spoken=result.spoken)


def _write_head(page: SheetPage, result: Result, unit: PageUnit, last: int) -> int:
    page.put(0, 0, text("Who pays what"), bold=True, font_size=26)
    page.sheet.set_row(0, 38)
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
        letter = column_letter(place_of(PROGRAMME_COLUMNS, key))
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
    keys = [key for key, _, _ in _AMOUNTS]
    colours = {"own_programmes": OWN, "pays_in_all": OTHERS}
    page.head(
        row,
        62,
        (with_unit(PAYER, unit.name), KEY, *(label for _, label, _ in _AMOUNTS), BURDEN),
        {_FIRST_AMOUNT + keys.index(key): colour for key, colour in colours.items()},
    )


def _write_payer(
    page: SheetPage, result: Result, unit: PageUnit, row: int, line: PayerLine
) -> None:
    page.sheet.set_row(row, _ROW)
    page.put(row, 0, result.names.territory(line.payer), font_size=12)
    page.put(row, 1, line.payer, font_color=QUIET)
    columns, sheet = payer_columns(result), result.sheet(PAYERS)
    place = result.payer_rows[line.payer]
    for column, (key, _, amount) in enumerate(_AMOUNTS, start=_FIRST_AMOUNT):
        cell = f"{sheet}!{column_letter(place_of(columns, key))}{place}"
        page.put(row, column, Formula(cell, amount(line), unit.look_of(amount(line))), font_size=12)
    if line.burden is not None:
        cell = f"{sheet}!{column_letter(place_of(columns, 'burden'))}{place}"
        look = burden_look(result.rules.burden_basis)
        page.put(row, _LAST, Formula(cell, line.burden, look), font_size=12)


def _write_rest(page: SheetPage, result: Result, unit: PageUnit, table: _Table) -> None:
    rest = result.payers[table.shown :]
    page.sheet.set_row(table.rest, _ROW)
    page.put(table.rest, 0, others(len(rest)), font_size=12)
    for column, (key, _, amount) in enumerate(_AMOUNTS, start=_FIRST_AMOUNT):
        letter = column_letter(column)
        shown = f"SUM({letter}{table.header + 2}:{letter}{table.rest})"
        left = f"{_total_of(result, key)}-{shown}"
        value = sum(amount(line) for line in rest)
        page.put(table.rest, column, Formula(left, value, unit.look_of(value)), font_size=12)


def _write_total(page: SheetPage, result: Result, unit: PageUnit, table: _Table) -> None:
    style = {"bold": True, "top": 2, "font_size": 12}
    page.sheet.set_row(table.total, _ROW)
    page.put_row(table.total, 0, (ALL_PAYERS, None), **style)
    for column, (_, _, amount) in enumerate(_AMOUNTS, start=_FIRST_AMOUNT):
        letter = column_letter(column)
        total = f"SUM({letter}{table.header + 2}:{letter}{table.total})"
        value = sum(amount(line) for line in result.payers)
        look = unit.look_of(value)
        cell = Formula(total, value, look) if result.payers else Shown(0.0, look)
        page.put(table.total, column, cell, **style)
    page.put(table.total, _LAST, None, **style)


def _total_of(result: Result, key: str) -> str:
    letter = column_letter(place_of(payer_columns(result), key))
    return f"{result.sheet(PAYERS)}!{letter}{total_row(len(result.split.payers))}"


def _explain(page: SheetPage, result: Result, row: int) -> None:
    said = text(
        "Pays for its own programmes: what is left with it as host included. Net: what it pays for "
        "others less what others pay for it. {burden}",
        burden=_burden_in_words(result),
    )
    page.spread(row, 0, _LAST, said, 34, font_color=QUIET)


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
