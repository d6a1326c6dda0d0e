"""The figures that a map can show, their values, and the classes they are put in.

Classes are few and natural, with round limits.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.results.split import Split
from models.results.trajectories import StockRow, Trajectories
from models.words.text import Text, text

_MOST_CLASSES = 5
_THINNED = 120
_SKEWED = 20.0


@dataclass(frozen=True)
class MapFigure:
    """A figure that a map can show.

    Attributes:
        key: names it.
        label: what it is called.
        money: whether it is an amount.
        of_row: takes it from a row of stocks and flows; None: it is taken from the split.
        by_year: whether it has a value for a single year.
    """

    key: str
    label: Text
    money: bool = False
    of_row: Callable[[StockRow], float] | None = None
    by_year: bool = True


MAP_FIGURES = (
    MapFigure("arrivals", text("Arrivals"), of_row=lambda row: row.arrivals),
    MapFigure("inflow", text("Inflow"), of_row=lambda row: row.inflow),
    MapFigure("outflow", text("Outflow"), of_row=lambda row: row.outflow),
    MapFigure("throughput", text("Throughput"), of_row=lambda row: row.throughput),
    MapFigure("stock", text("Stock at the end"), of_row=lambda row: row.after),
    MapFigure("need", text("Need"), money=True),
    MapFigure("contribution", text("Contribution"), money=True),
    MapFigure("later_benefit", text("Later benefit"), money=True),
    MapFigure("net_position", text("Net position"), money=True, by_year=False),
)
"""What a map can show."""


def years_of(figure: MapFigure, answer: Trajectories, split: Split | None) -> tuple[int, ...]:
    """Return the years that a figure can be shown for: of the flows, or of the money."""
    if figure.of_row is not None:
        return answer.years
    if split is None or not figure.by_year:
        return ()
    if figure.key == "later_benefit":
        found = {year for line in split.payers for year, value in line.benefits if value}
    else:
        found = {line.year for line in split.programmes}
    return tuple(sorted(found))


@dataclass(frozen=True)
class MapAmounts:
    """The amounts of a split, by territory.

    Attributes:
        split: the one that they are taken from.
        discount_rate: by which its payments are set against later benefits.
        year: of the amounts; None: all years together.
    """

    split: Split
    discount_rate: float
    year: int | None = None

    def of(self, figure: MapFigure) -> list[tuple[str, float]]:
        """Return the amounts that a figure is made of, each with its territory."""
        split, year = self.split, self.year
        if figure.key == "need":
            return [(p.host, p.need) for p in split.programmes if year in (None, p.year)]
        if figure.key == "contribution":
            paid: list[tuple[str, float]] = [(line.payer, 0.0) for line in split.payers]
            return paid + [(p.payer, p.amount) for p in split.payments if year in (None, p.year)]
        if figure.key == "later_benefit" and year is not None:
            return [(p.payer, sum(n for y, n in p.benefits if y == year)) for p in split.payers]
        gained = [(p.payer, p.later_benefit) for p in split.payers]
        return gained if figure.key == "later_benefit" else gained + self._discounted_payments()

    def _discounted_payments(self) -> list[tuple[str, float]]:
        """Return all that is paid, below 0, in money of the year that benefits are set in."""
        kept, base = 1 / (1 + self.discount_rate), self.split.base_year or 0
        return [(p.payer, -p.amount * kept ** (p.year - base)) for p in self.split.payments]


def figure_values(
    figure: MapFigure, answer: Trajectories, amounts: MapAmounts | None
) -> dict[str, float]:
    """Return a figure for each territory of the map that has one.

    Args:
        figure: the one that is shown.
        answer: of the same year where the figure is one of people.
        amounts: what it is taken from where it is an amount; None: there is no split.
    """
    if figure.of_row is not None:
        return {key: figure.of_row(row) for key, row in answer.map.figures.items()}
    values: defaultdict[str, float] = defaultdict(float)
    for key, value in amounts.of(figure) if amounts is not None else ():
        shown = answer.map.shown_by.get(key)
        if shown is not None and shown in answer.inside:
            values[shown] += value
    return dict(values)


def values_on_no_area(
    figure: MapFigure, answer: Trajectories, amounts: MapAmounts | None
) -> dict[str, float]:
    """Return a figure for each territory that has one and that no area shows, the largest first.

    Territories with people are among them even where this figure is 0.
    """
    values: defaultdict[str, float] = defaultdict(float)
    if figure.of_row is not None:
        values.update({key: figure.of_row(row) for key, row in answer.map.beside.items()})
    elif amounts is None:
        values.update(dict.fromkeys(answer.map.unmatched, 0.0))
    else:
        for key, value in amounts.of(figure):
            if value and key not in answer.map.shown_by and key in answer.inside:
                values[key] += value
    return {key: values[key] for key in sorted(values, key=lambda key: -abs(values[key]))}


@dataclass(frozen=True)
class Classes:
    """Limits between classes, from low to high; a value equal to a limit is above it.

    `zero` is the class that starts at 0 where values lie on both sides of it, else None.
    """

    limits: tuple[float, ...]
    zero: int | None = None

    def __len__(self) -> int:
        return len(self.limits) + 1

    def of(self, value: float) -> int:
        """Return the class of a value, from 0."""
        return bisect_right(self.limits, value)


def classes_of(values: Sequence[float]) -> Classes:
    """Return classes for some values; where they lie on both sides of zero, zero is a limit."""
    low = sorted({value for value in values if value < 0})
    high = sorted({value for value in values if value >= 0})
    if low and any(high):
        room = max(1, round((_MOST_CLASSES - 1) * len(low) / (len(low) + len(high))))
        below = _limits(low, min(room, _MOST_CLASSES - 2))
        above = _limits(high, _MOST_CLASSES - 1 - len(below))
        return Classes((*below, 0.0, *above), len(below) + 1)
    return Classes(_limits([*low, *high], _MOST_CLASSES))


def _limits(values: Sequence[float], most: int) -> tuple[float, ...]:
    """Return round limits between groups of sorted values that lie close together.

    Where a few values are far larger than most, closeness is that of their ratios; otherwise
    almost all areas would share one class.
    """
    thinned = _thinned(values)
    starts = _natural_starts(_evened(thinned), min(most, len(thinned)))
    return tuple(dict.fromkeys(_roundest(thinned[start - 1], thinned[start]) for start in starts))


def _evened(values: Sequence[float]) -> Sequence[float]:
    sizes = sorted(abs(value) for value in values if value)
    if not sizes or sizes[-1] < _SKEWED * sizes[len(sizes) // 2]:
        return values
    least = sizes[0]
    return [math.copysign(math.log1p(abs(value) / least), value) for value in values]


def _thinned(values: Sequence[float]) -> Sequence[float]:
    if len(values) <= _THINNED:
        return values
    last = len(values) - 1
    return [values[round(i * last / (_THINNED - 1))] for i in range(_THINNED)]


def _natural_starts(values: Sequence[float], count: int) -> list[int]:
    """Return where groups start, but for the first, with the least squares (Fisher 1958)."""
    size = len(values)
    if count < 2:
        return []
    sums, squares = [0.0], [0.0]
    for value in values:
        sums.append(sums[-1] + value)
        squares.append(squares[-1] + value * value)

    def spread(first: int, end: int) -> float:
        total = sums[end] - sums[first]
        return squares[end] - squares[first] - total * total / (end - first)

    best = [0.0] + [spread(0, end) for end in range(1, size + 1)]
    cuts: list[list[int]] = []
    for groups in range(2, count + 1):
        cut, now = [0] * (size + 1), [math.inf] * (size + 1)
        for end in range(groups, size + 1):
            options = range(groups - 1, end)
            cut[end] = min(options, key=lambda at: best[at] + spread(at, end))
            now[end] = best[cut[end]] + spread(cut[end], end)
        cuts.append(cut)
        best = now
    starts, end = [], size
    for cut in reversed(cuts):
        end = cut[end]
        starts.append(end)
    return starts[::-1]


def _roundest(low: float, high: float) -> float:
    """Return the number above `low` and not above `high` with the fewest digits."""
    middle = (low + high) / 2
    exponent = math.floor(math.log10(max(abs(low), abs(high)))) + 1
    for power in range(exponent, exponent - 16, -1):
        for part in (1.0, 0.5, 0.25) if power > 0 else (1.0,):
            step = part * 10.0**power
            near = round(middle / step) * step
            options = [n for n in (near - step, near, near + step) if low < n <= high]
            if options:
                return min(options, key=lambda n: abs(n - middle)) + 0.0
    return high
