"""The native chart of the first page: what each payer pays, the largest at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.workbook.books import Book
from models.workbook.result import texts
from models.workbook.result.context import Result, paid
from models.workbook.result.figures import Unit
from models.workbook.result.page import HAIRLINE, OTHERS, OWN, QUIET, Page
from models.workbook.result.sentence import finding

_ROW = 20
"""The height of a usual row in pixels."""
_BAR = 34
_LEAST_LABELLED = 0.08
"""Parts of a bar below this share of the longest have no label, which would not fit."""


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
    chart = book.book.add_chart({"type": "bar", "subtype": "stacked"})
    longest = max((paid(line) for line in result.payers), default=0.0)
    for column, name, colour, ink in (
        (2, texts.PAYS_OWN, OWN, "#FFFFFF"),
        (3, texts.PAYS_OTHERS, OTHERS, "#000000"),
    ):
        chart.add_series(_series(page, place, unit, longest, column, name, colour, ink))
    _dress(chart, result, unit, place)
    height = _height(place)
    width = 640 if place.beside else 1080
    chart.set_size({"width": width, "height": height})
    page.sheet.insert_chart(place.row, place.column, chart, {"object_position": 3})
    return height // _ROW + 2


def _height(place: ChartPlace) -> int:
    if place.beside:
        return 110 + _ROW * max(place.count, 12) + 40
    return 120 + _BAR * max(place.count, 3)


def _series(
    page: Page, place: ChartPlace, unit: Unit, longest: float, column: int, name: str,
    colour: str, ink: str,
) -> dict[str, Any]:  # fmt: skip
    last = place.first + max(place.count, 1) - 1
    return {
        "name": name,
        "categories": [page.name, place.first, 0, last, 0],
        "values": [page.name, place.first, column, last, column],
        "fill": {"color": colour},
        "border": {"none": True},
        "gap": 40,
        "data_labels": {
            "value": True,
            "num_format": _label_format(unit, longest),
            "font": {"size": 10 if place.beside else 12, "color": ink},
            "position": "center",
        },
    }


def _label_format(unit: Unit, longest: float) -> str:
    """Return a number format that leaves a label blank where it would not fit into its bar."""
    number = unit.look.split(";", maxsplit=1)[0]
    return f'[>={_LEAST_LABELLED * longest:.0f}]{number};""'


def _dress(chart: Any, result: Result, unit: Unit, place: ChartPlace) -> None:
    size = 13 if place.beside else 16
    chart.set_title(
        {"name": finding(result), "name_font": {"size": size, "bold": True}, "overlay": False}
    )
    font = {"size": 10 if place.beside else 13}
    chart.set_y_axis(
        {"reverse": True, "num_font": font, "line": {"color": QUIET}, "major_tick_mark": "none"}
    )
    chart.set_x_axis(
        {
            "min": 0,
            "num_format": unit.look,
            "num_font": {"color": QUIET, "size": 10},
            "major_gridlines": {"visible": True, "line": {"color": HAIRLINE, "width": 0.5}},
            "line": {"none": True},
            "name": unit.name,
            "name_font": {"bold": False, "color": QUIET, "size": 10},
            "label_position": "high",
        }
    )
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"none": True}})
