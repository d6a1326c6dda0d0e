"""The Flows of a case as arrays in canonical order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.flows.places import NOBODY, Floats, Ints, Mask, Places


@dataclass(frozen=True, eq=False)
class FlowTable:
    """One entry for each flow: positions (NOBODY where blank), year and persons.

    `cohort_year` is the year in which the people of the flow entered the stage they come from:
    the own year for a move inside a stage, t - d(s) for a flow out of stage s in year t. `row` is
    the place of each flow in the table of the case.
    """

    year: Ints
    from_stage: Ints
    from_territory: Ints
    to_stage: Ints
    to_territory: Ints
    persons: Floats
    cohort_year: Ints
    row: Ints

    @property
    def arrivals(self) -> Mask:
        """Which flows come from outside."""
        return np.asarray((self.from_stage == NOBODY) & (self.to_stage != NOBODY))

    @property
    def entries(self) -> Mask:
        """Which flows enter a stage, arrivals included."""
        return np.asarray(self.to_stage != NOBODY)

    @property
    def moves(self) -> Mask:
        """Which flows stay in their stage and change territory."""
        return np.asarray((self.from_stage == self.to_stage) & self.entries)

    @property
    def leaving(self) -> Mask:
        """Which flows leave a stage, to a later one or out of the trajectory."""
        return np.asarray((self.from_stage != NOBODY) & (self.from_stage != self.to_stage))

    def last_year(self) -> int | None:
        """Return Y, the last year with a flow that leaves a stage; None where there is none."""
        years = self.year[self.leaving]
        return int(years.max()) if len(years) else None


def flow_table(case: Case, places: Places) -> FlowTable:
    """Read the flows of a case, sorted by year and both ends, so that sums never vary."""
    frame = case.table("Flows")
    columns = [
        frame["year"].to_numpy(dtype=np.int64),
        places.stage_positions(frame["from_stage"]),
        places.territory_positions(frame["from_territory"]),
        places.stage_positions(frame["to_stage"]),
        places.territory_positions(frame["to_territory"]),
    ]
    order = np.lexsort(tuple(reversed(columns)))
    year, from_stage, from_territory, to_stage, to_territory = (c[order] for c in columns)
    persons = frame["persons"].to_numpy(dtype=float)[order]
    leaves = (from_stage != NOBODY) & (from_stage != to_stage)
    stay = np.where(leaves, places.durations[from_stage], 0)
    return FlowTable(
        year, from_stage, from_territory, to_stage, to_territory, persons, year - stay,
        order.astype(np.int64),
    )  # fmt: skip
