"""Finding the row that holds for a stage, territory and year (2-method 2.1, "Look-up")."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.flows.places import NOBODY, Floats, Ints

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
    earlier: npt.NDArray[np.float64] = known[known < year]
    return False, float(earlier.max()) if len(earlier) else float("-inf")
