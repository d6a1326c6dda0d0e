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
    rank, distance = year_ranks(years, year)
    order = np.lexsort((distance, rank, *reversed(first), *reversed(groups)))
    if not len(order):
        return order
    stacked = np.stack([column[order] for column in groups])
    new = np.ones(len(order), dtype=bool)
    new[1:] = (stacked[:, 1:] != stacked[:, :-1]).any(axis=0)
    return order[new]


def rows_for_every_territory(territory: Ints, count: int) -> tuple[Ints, Ints, Ints]:
    """Give each row that names no territory a copy for every one.

    Args:
        territory: the position of each row's territory, NOBODY where blank.
        count: the number of territories.

    Returns:
        for each copy the row it comes from, its territory, and 0 where the row names the
        territory, else 1.
    """
    named = np.flatnonzero(territory != NOBODY)
    blank = np.flatnonzero(territory == NOBODY)
    rows = np.concatenate([named, np.repeat(blank, count)])
    where = np.concatenate([territory[named], np.tile(np.arange(count), len(blank))])
    unnamed = np.concatenate(
        [np.zeros(len(named), np.int64), np.ones(len(blank) * count, np.int64)]
    )
    return rows, where, unnamed


def epoch(years: Floats, year: int) -> tuple[bool, float]:
    """Name the span of years over which look-ups in these rows give the same answer."""
    known = years[~np.isnan(years)]
    if year in known:
        return True, float(year)
    earlier: Floats = known[known < year]
    return False, float(earlier.max()) if len(earlier) else float("-inf")


class BenefitTable:
    """The Benefits of a case, ready to be looked up by stage and year.

    A benefit is looked up for each beneficiary on its own and then goes to the payer that
    stands for it; where nobody does, it is nobody's. A row that names the beneficiary beats
    one that means the territory itself, where territory and year say the same.
    """

    def __init__(self, case: Case, places: Places) -> None:
        frame = case.table("Benefits")
        self._places = places
        self._stage = places.stage_positions(frame["stage"])
        self._territory = places.territory_positions(frame["territory"])
        self._beneficiary = places.territory_positions(frame["beneficiary"])
        self._year = frame["year"].to_numpy(dtype=float)
        self._value = frame["benefit_per_person"].to_numpy(dtype=float)
        self._cache: dict[tuple[int, bool, float], sparse.csr_array] = {}

    def at(self, stage: int, year: int) -> sparse.csr_array:
        """Return b for one stage and year: territories × payers, money a person."""
        years = self._year[self._stage == stage]
        key = (stage, *epoch(years, year))
        if key not in self._cache:
            self._cache[key] = self._look_up(stage, year)
        return self._cache[key]

    def rows_for(self, stage: int, year: int, territory: int, payer: int) -> tuple[int, ...]:
        """Return the rows of Benefits that say what a person there brings a payer.

        Several where it stands for several who gain.
        """
        rows, where, gaining = self._rows_that_hold(stage, year)
        mine = (where == territory) & (gaining == payer)
        return tuple(sorted(rows[mine].tolist()))

    def _look_up(self, stage: int, year: int) -> sparse.csr_array:
        rows, where, payer = self._rows_that_hold(stage, year)
        count = len(self._places.territories)
        cells = (self._value[rows], (where, payer))
        matrix = sparse.csr_array(cells, shape=(count, len(self._places.payers)))
        matrix.sum_duplicates()
        return matrix

    def _rows_that_hold(self, stage: int, year: int) -> tuple[Ints, Ints, Ints]:
        """Return the rows that hold, the territory of each, and the payer that gains."""
        count = len(self._places.territories)
        mine = np.flatnonzero(self._stage == stage)
        rows, where, unnamed = rows_for_every_territory(self._territory[mine], count)
        source = mine[rows]
        itself = self._beneficiary[source] == NOBODY
        who = np.where(itself, where, self._beneficiary[source])
        by_explicit = np.argsort(itself, kind="stable")  # the stable sort of best_rows keeps it
        source, where, who, unnamed = (
            column[by_explicit] for column in (source, where, who, unnamed)
        )
        best = best_rows([where, who], self._year[source], year, [unnamed])
        payer = self._places.payer_of[who[best]]
        counted = payer != NOBODY
        return source[best][counted], where[best][counted], payer[counted]


@dataclass(frozen=True, eq=False)
class UnitCosts:
    """What holds for each territory in one stage and year, as vectors over the territories.

    `cost` and `waiting` are money a person, `existing` money for the whole cohort,
    `responsible` the position of the territory that answers for the programme, `found`
    whether any row says so.
    """

    cost: Floats
    existing: Floats
    waiting: Floats
    responsible: Ints
    found: Mask


class CostTable:
    """The Costs of a case, ready to be looked up by stage and year."""

    def __init__(self, case: Case, places: Places) -> None:
        frame = case.table("Costs")
        self._places = places
        self._stage = places.stage_positions(frame["stage"])
        self._territory = places.territory_positions(frame["territory"])
        self._responsible = places.territory_positions(frame["responsible"])
        self._year = frame["year"].to_numpy(dtype=float)
        self._cost = frame["cost_per_person"].fillna(0).to_numpy(dtype=float)
        self._existing = frame["existing_funding"].fillna(0).to_numpy(dtype=float)
        self._waiting = frame["waiting_cost_per_person"].fillna(0).to_numpy(dtype=float)

    def at(self, stage: int, year: int) -> UnitCosts:
        """Look up what holds for every territory in one stage and year; 0 where no row does."""
        count = len(self._places.territories)
        chosen, at = self._rows_that_hold(stage, year)
        responsible = np.arange(count)
        named = self._responsible[chosen] != NOBODY
        responsible[at[named]] = self._responsible[chosen][named]
        return UnitCosts(
            cost=_spread(count, at, self._cost[chosen]),
            existing=_spread(count, at, self._existing[chosen]),
            waiting=_spread(count, at, self._waiting[chosen]),
            responsible=responsible,
            found=_spread(count, at, np.ones(len(at))) > 0,
        )

    def row_for(self, stage: int, year: int, territory: int) -> int | None:
        """Return the row of Costs that says what a programme costs; None: there is none."""
        rows, where = self._rows_that_hold(stage, year)
        return next(iter(rows[where == territory].tolist()), None)

    def _rows_that_hold(self, stage: int, year: int) -> tuple[Ints, Ints]:
        """Return the rows that hold, and the territory of each."""
        mine = np.flatnonzero(self._stage == stage)
        count = len(self._places.territories)
        rows, where, unnamed = rows_for_every_territory(self._territory[mine], count)
        best = best_rows([where], self._year[mine][rows], year, [unnamed])
        return mine[rows[best]], where[best]


def _spread(count: int, at: Ints, values: Floats) -> Floats:
    vector = np.zeros(count)
    vector[at] = values
    return vector
