"""What one person costs and brings: the row that holds for a stage and year (2-method 2.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.case import Case
from models.flows.places import NOBODY, Floats, Ints, Mask, Places

EXACT, BLANK, EARLIER, LATER = range(4)


def year_ranks(years: Floats, year: int) -> tuple[Ints, Floats]:
    """Rank rows for a year: the exact year, a blank one, the latest earlier, the earliest later.

    Args:
        years: the year of each row, NaN where blank.
        year: the year that is looked up.

    Returns:
        for each row its rank (0 best) and, within the rank, its distance in years.
    """
    blank = np.isnan(years)
    distance = np.where(blank, 0.0, np.abs(years - year))
    rank = np.where(years < year, EARLIER, LATER)
    rank = np.where(years == year, EXACT, np.where(blank, BLANK, rank))
    return rank, distance


def best_rows(groups: list[Ints], years: Floats, year: int, first: list[Ints]) -> Ints:
    """Return the one best row of each group.

    Args:
        groups: columns of positions that together name what is looked up, one value a row.
        years: the year of each row, NaN where blank.
        year: the year that is looked up.
        first: columns that beat the year, smaller is better (0: the territory is named).

    Returns:
        the indices of the winning rows, sorted by group.
    """
    order, begins, _ = _ranked(groups, years, year, first)
    best: Ints = order[begins]
    return best


def rows_of_best_kind(groups: list[Ints], years: Floats, year: int, first: list[Ints]) -> Ints:
    """Return all rows of the kind that wins in each group, sorted by group.

    Args:
        groups, years, year, first: as of `best_rows`.
    """
    order, begins, kinds = _ranked(groups, years, year, first)
    winning = kinds[:, np.flatnonzero(begins)[np.cumsum(begins) - 1]] if len(order) else kinds
    best: Ints = order[(kinds == winning).all(axis=0)]
    return best


def _ranked(
    groups: list[Ints], years: Floats, year: int, first: list[Ints]
) -> tuple[Ints, Mask, Floats]:
    """Return the rows by group, the best first; which begin a group; and of what kind each is."""
    rank, distance = year_ranks(years, year)
    order = np.lexsort((distance, rank, *reversed(first), *reversed(groups)))
    begins = np.ones(len(order), dtype=bool)
    stacked = np.stack([column[order] for column in groups])
    begins[1:] = (stacked[:, 1:] != stacked[:, :-1]).any(axis=0)
    kinds = np.stack(
        [np.asarray(column, dtype=float)[order] for column in (*first, rank, distance)]
    )
    return order, begins, kinds


def rows_for_every_spot(places: Places, territory: Ints, group: Ints) -> tuple[Ints, Ints, Ints]:
    """Give each row that names no territory, or no group, a copy for every one.

    Args:
        places: of the case.
        territory, group: the positions that each row names, NOBODY where blank.

    Returns:
        for each copy the row it comes from, its spot, and how little the row says of it, which
        beats any year: 0 where it names both, 1 no group, 2 no territory, 3 neither.
    """
    found = [
        _copies(places, rows, territory, group)
        for rows in (
            np.flatnonzero(
                ((territory == NOBODY) == no_territory) & ((group == NOBODY) == no_group)
            )
            for no_territory in (False, True)
            for no_group in (False, True)
        )
    ]
    rows, spot = (np.concatenate(columns) for columns in zip(*found, strict=True))
    unnamed = 2 * (territory[rows] == NOBODY) + (group[rows] == NOBODY)
    return rows, spot, unnamed.astype(np.int64)


def _copies(places: Places, rows: Ints, territory: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Return a copy for every spot of rows that leave the same blank, and the spots."""
    if not len(rows):
        return rows, rows
    territories = _named_or_all(territory[rows], len(places.territories))
    groups = _named_or_all(group[rows], len(places.groups))
    spots = territories[:, :, None] * len(places.groups) + groups[:, None, :]
    return np.repeat(rows, spots[0].size), spots.ravel()


def _named_or_all(position: Ints, count: int) -> Ints:
    """Return for rows that all name a position that one, for rows that name none every one."""
    if position[0] != NOBODY:
        return position[:, None]
    return np.broadcast_to(np.arange(count), (len(position), count))


def epoch(years: Floats, year: int) -> tuple[bool, float]:
    """Name the span of years over which look-ups in these rows give the same answer."""
    known = years[~np.isnan(years)]
    if year in known:
        return True, float(year)
    earlier: Floats = known[known < year]
    return False, float(earlier.max()) if len(earlier) else float("-inf")


@dataclass(frozen=True)
class Prices:
    """How figures a person, fixed and waiting costs grow from the year of their row (2-method 2.1).

    Attributes:
        growth: γ, a fraction a year.
        base_year: in whose prices a row without a year is.
    """

    growth: float = 0.0
    base_year: int = 0

    def level(self, row_years: Floats, years: Ints | int) -> Floats:
        """Return (1+γ)^(y-y₀) for rows of these years, NaN where blank, that are used in years."""
        start = np.where(np.isnan(row_years), self.base_year, row_years)
        return np.asarray((1 + self.growth) ** (years - start))


SAME_PRICES = Prices()
"""Prices that do not grow."""


class BenefitTable:
    """The Benefits of a case, ready to be looked up by stage and year.

    A benefit is looked up for each beneficiary on its own and then goes to the payer that
    stands for it; where nobody does, it is nobody's. A row that names the beneficiary beats
    one that means the territory itself, where territory, group and year say the same.
    """

    def __init__(self, case: Case, places: Places, prices: Prices = SAME_PRICES) -> None:
        frame = case.table("Benefits")
        self._places, self._prices = places, prices
        self._stage = places.stage_positions(frame["stage"])
        self._territory = places.territory_positions(frame["territory"])
        self._group = places.group_positions(frame["group"])
        self._beneficiary = places.territory_positions(frame["beneficiary"])
        self._year = frame["year"].to_numpy(dtype=float)
        self._value = frame["benefit_per_person"].to_numpy(dtype=float)
        self._cache: dict[tuple[int, bool, float], sparse.csr_array] = {}

    def at(self, stage: int, year: int) -> sparse.csr_array:
        """Return b for one stage and year: spots × payers, money a person."""
        years = self._year[self._stage == stage]
        key = (stage, *epoch(years, year)) if not self._prices.growth else (stage, True, year)
        if key not in self._cache:
            self._cache[key] = self._look_up(stage, year)
        return self._cache[key]

    def rows_for(self, stage: int, year: int, spot: int, payer: int) -> tuple[int, ...]:
        """Return the rows of Benefits that say what a person there brings a payer.

        Several where it stands for several who gain.
        """
        rows, where, gaining = self._rows_that_hold(stage, year)
        mine = (where == spot) & (gaining == payer)
        return tuple(sorted(rows[mine].tolist()))

    def _look_up(self, stage: int, year: int) -> sparse.csr_array:
        rows, spot, payer = self._rows_that_hold(stage, year)
        value = self._value[rows] * self._prices.level(self._year[rows], year)
        shape = (self._places.spots, len(self._places.payers))
        matrix = sparse.csr_array((value, (spot, payer)), shape=shape)
        matrix.sum_duplicates()
        return matrix

    def _rows_that_hold(self, stage: int, year: int) -> tuple[Ints, Ints, Ints]:
        """Return the rows that hold, the spot of each, and the payer that gains."""
        mine = np.flatnonzero(self._stage == stage)
        rows, spot, unnamed = rows_for_every_spot(
            self._places, self._territory[mine], self._group[mine]
        )
        source = mine[rows]
        itself = self._beneficiary[source] == NOBODY
        who = np.where(itself, self._places.spot_territory[spot], self._beneficiary[source])
        by_explicit = np.argsort(itself, kind="stable")  # the stable sort of best_rows keeps it
        source, spot, who, unnamed = (
            column[by_explicit] for column in (source, spot, who, unnamed)
        )
        best = best_rows([spot, who], self._year[source], year, [unnamed])
        payer = self._places.payer_of[who[best]]
        counted = payer != NOBODY
        return source[best][counted], spot[best][counted], payer[counted]


@dataclass(frozen=True, eq=False)
class CostRows:
    """What holds in one stage and year: for each spot the rows of Costs of the winning kind.

    Attributes:
        row: which row of Costs.
        spot: where it holds.
        responsible: the position of the territory that answers for its part.
        share: its part of the persons.
        cost: money a person, in prices of the year of the row.
        fixed: money for the programme, likewise.
        existing: money for the cohort, that is funded already.
        additionality: a of its part.
    """

    row: Ints
    spot: Ints
    responsible: Ints
    share: Floats
    cost: Floats
    fixed: Floats
    existing: Floats
    additionality: Floats

    def served(self, spots: int) -> Floats:
        """Return σ of each spot: the sum of the shares; 1 where no row says anything."""
        total = np.bincount(self.spot, self.share, spots)
        return np.asarray(np.where(np.bincount(self.spot, minlength=spots) > 0, total, 1.0))

    def mean_additionality(self, spots: int) -> Floats:
        """Return a of each spot: the mean by share; 1 where there is no share (D194)."""
        total = np.bincount(self.spot, self.share, spots)
        weighed = np.bincount(self.spot, self.share * self.additionality, spots)
        return np.divide(weighed, total, out=np.ones(spots), where=total > 0)


class CostTable:
    """The Costs of a case, ready to be looked up by stage and year."""

    def __init__(self, case: Case, places: Places) -> None:
        frame = case.table("Costs")
        self._places = places
        self._stage = places.stage_positions(frame["stage"])
        self._territory = places.territory_positions(frame["territory"])
        self._group = places.group_positions(frame["group"])
        self._responsible = places.territory_positions(frame["responsible"])
        self._year = frame["year"].to_numpy(dtype=float)
        self._known: dict[tuple[int, int], CostRows] = {}
        self._figures = {
            name: frame[key].fillna(blank).to_numpy(dtype=float)
            for name, key, blank in (
                ("share", "share", 1.0),
                ("cost", "cost_per_person", 0.0),
                ("fixed", "fixed_cost", 0.0),
                ("existing", "existing_funding", 0.0),
                ("additionality", "additionality", 1.0),
            )
        }

    def at(self, stage: int, year: int) -> CostRows:
        """Look up what holds at every spot in one stage and year."""
        if (stage, year) not in self._known:
            self._known[stage, year] = self._look_up(stage, year)
        return self._known[stage, year]

    def _look_up(self, stage: int, year: int) -> CostRows:
        mine = np.flatnonzero(self._stage == stage)
        rows, spot, unnamed = rows_for_every_spot(
            self._places, self._territory[mine], self._group[mine]
        )
        best = rows_of_best_kind([spot], self._year[mine][rows], year, [unnamed])
        row, spot = mine[rows[best]], spot[best]
        named = self._responsible[row]
        responsible = np.where(named == NOBODY, self._places.spot_territory[spot], named)
        figures = {name: values[row] for name, values in self._figures.items()}
        return CostRows(row=row, spot=spot, responsible=responsible, **figures)

    def price_level(self, row: Ints, years: Ints, prices: Prices) -> Floats:
        """Return by what the costs of rows are multiplied in some years; 1 for NOBODY."""
        level = prices.level(np.append(self._year, np.nan)[row], years)
        return np.asarray(np.where(row == NOBODY, 1.0, level))
