"""Stocks and flows as rows: who came, went and is there, and what a steady stock hides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.flows.flow_table import FlowTable
from models.flows.movements import Movements, movements, stage_groups, territory_groups
from models.flows.places import NOBODY, Ints, Mask, Places
from models.results.trajectories import Hidden, StockRow


def stock_rows(
    places: Places,
    flows: FlowTable,
    order: Sequence[str],
    inside: Mask,
    year: int | None,
    years: tuple[int, ...],
) -> tuple[StockRow, ...]:
    """Return a row for all together, then for each territory with people and its stages.

    Only whole territories are said to hide something: a stage that lasts a year changes all its
    people every year, which hides nothing. A stock of all years hides what one of the years does;
    that year then has a row of its own.

    Args:
        places: of the case.
        flows: of the case.
        order: the territories in the order of their rows.
        inside: for each territory whether it is shown.
        year: that movements fall in; None: all years.
        years: of the flows.
    """
    if not years:
        return ()
    count, stages = len(inside), len(places.stages)
    whole = np.where(inside, 0, NOBODY)
    together = StockRows(flows, territory_groups(flows, whole), 1, year, years)
    by_territory = StockRows(flows, territory_groups(flows, np.arange(count)), count, year, years)
    by_stage = StockRows(flows, stage_groups(flows, stages), count * stages, year, years)
    at = {key: g for g, key in enumerate(places.territories)}
    rows = together.with_year_that_hides(0, None)
    for key in order:
        g = at[key]
        if not inside[g] or not by_territory.is_peopled(g):
            continue
        rows += by_territory.with_year_that_hides(g, key)
        rows += [
            by_stage(g * stages + s, key, stage)
            for s, stage in enumerate(places.stages)
            if by_stage.is_peopled(g * stages + s)
        ]
    return tuple(rows)


class StockRows:
    """Makes the row of a group, and of the latest year in which its stock hides something."""

    def __init__(
        self,
        flows: FlowTable,
        ends: tuple[Ints, Ints],
        count: int,
        year: int | None,
        years: tuple[int, ...],
    ) -> None:
        span = (year, year) if year is not None else (years[0], years[-1])
        self._year = year
        self._total = movements(flows, *ends, count, span)
        single = [year] if year is not None else list(years)
        each = [(y, movements(flows, *ends, count, (y, y))) for y in single]
        self._hides = [(y, m, m.hides) for y, m in each]

    def is_peopled(self, at: int) -> bool:
        """Say whether anybody came, went or was there."""
        t = self._total
        return bool(t.inflow[at] or t.outflow[at] or t.before[at])

    def __call__(self, at: int, territory: str | None, stage: str | None) -> StockRow:
        """Return the row of a group."""
        return _row_of(self._total, at, territory, stage)

    def with_year_that_hides(self, at: int, territory: str | None) -> list[StockRow]:
        """Return the row, and where it is of all years that of the year that hides something."""
        row = self(at, territory, None)
        hidden = [(y, m) for y, m, hides in self._hides if hides[at]]
        if not hidden:
            return [row]
        year, single = hidden[-1]
        hides = _hidden_flows(year, single, at)
        of_year = replace(_row_of(single, at, territory, None), hidden=hides)
        return [of_year] if self._year is not None else [row, replace(of_year, year=year)]


def _row_of(m: Movements, at: int, territory: str | None, stage: str | None) -> StockRow:
    return StockRow(
        territory,
        stage,
        before=float(m.before[at]),
        arrivals=float(m.arrivals[at]),
        inflow=float(m.inflow[at]),
        exits=float(m.exits[at]),
        outflow=float(m.outflow[at]),
        after=float(m.after[at]),
    )


def _hidden_flows(year: int, m: Movements, at: int) -> Hidden:
    return Hidden(
        year,
        float(m.change[at]),
        float(m.replaced[at]),
        float(m.inflow[at]),
        float(m.outflow[at]),
        float(m.before[at]),
        float(m.after[at]),
    )
