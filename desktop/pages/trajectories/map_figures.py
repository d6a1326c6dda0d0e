"""The figures that a map can show, and their values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.document.document import Solved
from desktop.pages.trajectories.query import Answer, StockRow

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


def years_of(figure: Figure, answer: Answer, solved: Solved | None) -> tuple[int, ...]:
    """Return the years that a figure can be shown for: of the flows, or of the money."""
    if figure.of_row is not None:
        return answer.years
    if solved is None or not figure.by_year:
        return ()
    if figure.key == "later_benefit":
        found = {year for line in solved.split.payers for year, value in line.benefits if value}
    else:
        found = {line.year for line in solved.split.programmes}
    return tuple(sorted(found))


def figure_values(
    figure: Figure, answer: Answer, solved: Solved | None, year: int | None
) -> dict[str, float]:
    """Return a figure for each territory of the map that has one.

    Args:
        figure: the one that is shown.
        answer: of the same year where the figure is one of people.
        solved: the split that amounts are taken from; None: there is none.
        year: of the amounts; None: all years together.
    """
    if figure.of_row is not None:
        return {key: figure.of_row(row) for key, row in answer.map.figures.items()}
    if solved is None:
        return {}
    values: defaultdict[str, float] = defaultdict(float)
    for key, value in amounts(figure.key, solved, year):
        shown = answer.map.shown_by.get(key)
        if shown is not None and shown in answer.inside:
            values[shown] += value
    return dict(values)


def values_on_no_area(
    figure: Figure, answer: Answer, solved: Solved | None, year: int | None
) -> dict[str, float]:
    """Return a figure for each territory that has one and that no area shows, the largest first.

    Territories with people are among them even where this figure is 0.
    """
    values: defaultdict[str, float] = defaultdict(float)
    if figure.of_row is not None:
        values.update({key: figure.of_row(row) for key, row in answer.map.beside.items()})
    elif solved is None:
        values.update(dict.fromkeys(answer.map.unmatched, 0.0))
    else:
        for key, value in amounts(figure.key, solved, year):
            if value and key not in answer.map.shown_by and key in answer.inside:
                values[key] += value
    return {key: values[key] for key in sorted(values, key=lambda key: -abs(values[key]))}


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
    gained = [(p.payer, p.later_benefit) for p in split.payers]
    return gained if figure == "later_benefit" else gained + _discounted_payments(solved)


def _discounted_payments(solved: Solved) -> list[tuple[str, float]]:
    """Return all that is paid, below 0, in money of the year that later benefits are set in."""
    from models.rules import rules_of  # noqa: PLC0415  # the first window needs none

    split = solved.split
    kept = 1 / (1 + rules_of(solved.case, split.scenario).discount_rate)
    base = split.base_year or 0
    return [(p.payer, -p.amount * kept ** (p.year - base)) for p in split.payments]
