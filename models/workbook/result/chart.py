"""The native chart of the first page: what each payer pays, the largest at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.words.text import text
from models.workbook.books import Book
from models.workbook.result.context import Result
from models.workbook.result.labels import PAYS_IN_ALL
from models.workbook.result.page import OTHERS, OWN, QUIET, Page
from models.workbook.result.sentence import finding
from models.workbook.result.unit import Unit

_ROW = 20
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


def put_chart(book: Book, page: Page, result: Result, unit: Unit, place: ChartPlace) -> int:
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
    _dress(chart, page.say(finding(result)), place)
    height = _height(place)
    width = 600 if place.beside else 1120
    chart.set_size({"width": width, "height": height})
    page.sheet.insert_chart(place.row, place.column, chart, {"object_position": 3})
    return height // _ROW + 2


def _height(place: ChartPlace) -> int:
    bar = _BAR_BESIDE if place.beside else _BAR
    return 110 + bar * max(place.count, 3)


def _series(
    page: Page, place: ChartPlace, column: int, name: str, colour: str, labels: dict[str, Any]
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


def _where_it_fits(unit: Unit, longest: float) -> str:
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
