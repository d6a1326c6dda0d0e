"""The figures that a map can show, and their values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.document import Solved
from desktop.trajectories.asked import Answer, StockRow

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Figure:
    """A figure that a map can show.

    Attributes:
        key: names it.
        label: what it is called.
        money: whether it is an amount.
        of_row: takes it from a row of stocks and flows; None: it is taken from the split.
        by_year: whether it has a value for a single year.
    """

    key: str
    label: str
    money: bool = False
    of_row: Callable[[StockRow], float] | None = None
    by_year: bool = True


def figures() -> tuple[Figure, ...]:
    """Return what a map can show."""
    return (
        Figure("arrivals", translate("Trajectories", "Arrivals"), of_row=lambda row: row.arrivals),
        Figure("inflow", translate("Trajectories", "Inflow"), of_row=lambda row: row.inflow),
        Figure("outflow", translate("Trajectories", "Outflow"), of_row=lambda row: row.outflow),
        Figure(
            "throughput", translate("Trajectories", "Throughput"), of_row=lambda row: row.throughput
        ),
        Figure(
            "stock", translate("Trajectories", "Stock at the end"), of_row=lambda row: row.after
        ),
        Figure("need", translate("Trajectories", "Need"), money=True),
        Figure("contribution", translate("Trajectories", "Contribution"), money=True),
        Figure("later_benefit", translate("Trajectories", "Later benefit"), money=True),
        Figure(
            "net_position",
            translate("Trajectories", "Net position"),
            money=True,
            by_year=False,
        ),
    )


def figure_values(figure: Figure, answer: Answer, solved: Solved | None) -> dict[str, float]:
    """Return a figure for each territory of the map that has one."""
    if figure.of_row is not None:
        return {key: figure.of_row(row) for key, row in answer.map.figures.items()}
    if solved is None:
        return {}
    year = answer.asked.year if figure.by_year else None
    values: defaultdict[str, float] = defaultdict(float)
    for key, value in amounts(figure.key, solved, year):
        shown = answer.map.shown_by.get(key)
        if shown is not None and shown in answer.inside:
            values[shown] += value
    return dict(values)


def amounts(figure: str, solved: Solved, year: int | None) -> list[tuple[str, float]]:
    """Return the amounts that a figure of the split is made of, each with its territory."""
    split = solved.split
    if figure == "need":
        return [(p.host, p.need) for p in split.programmes if year in (None, p.year)]
    if figure == "contribution":
        paid: list[tuple[str, float]] = [(line.payer, 0.0) for line in split.payers]
        return paid + [(p.payer, p.amount) for p in split.payments if year in (None, p.year)]
    if figure == "later_benefit" and year is not None:
        return [(p.payer, sum(n for y, n in p.benefits if y == year)) for p in split.payers]
    if figure == "later_benefit":
        return [(p.payer, p.later_benefit) for p in split.payers]
    return [(p.payer, p.later_benefit - p.own - p.others) for p in split.payers]
