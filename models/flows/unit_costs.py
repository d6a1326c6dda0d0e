"""Costs and the government that answers for a programme, looked up for each cohort."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.flows.lookup import best_rows, rows_for_every_territory
from models.flows.places import NOBODY, Floats, Ints, Places


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
    found: np.typing.NDArray[np.bool_]


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
        mine = np.flatnonzero(self._stage == stage)
        rows, where, unnamed = rows_for_every_territory(self._territory[mine], count)
        best = best_rows([where], self._year[mine][rows], year, [unnamed])
        chosen, at = mine[rows[best]], where[best]
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


def _spread(count: int, at: Ints, values: Floats) -> Floats:
    vector = np.zeros(count)
    vector[at] = values
    return vector
