"""The Flows of a case as arrays in canonical order."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from models.case import Case
from models.flows.places import NOBODY, Floats, Ints, Mask, Places


@dataclass(frozen=True, eq=False)
class FlowTable:
    """One entry for each flow: positions (NOBODY where blank), year and persons.

    `from_spot` and `to_spot` are the territories with the group that the persons belong to there,
    `from_group` and `to_group` that group alone, NOBODY where there is no territory;
    `persons_without` is NaN where it is blank.

    `cohort_year` is the year in which the people of the flow entered the stage they come from:
    the own year for a move inside a stage, t - d(s) for a flow out of stage s in year t. `row` is
    the place of each flow in the table of the case.
    """

    year: Ints
    from_stage: Ints
    from_territory: Ints
    to_stage: Ints
    to_territory: Ints
    from_spot: Ints
    to_spot: Ints
    from_group: Ints
    to_group: Ints
    persons: Floats
    persons_without: Floats
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
        """Which flows stay in their stage and change territory or group."""
        return np.asarray((self.from_stage == self.to_stage) & self.entries)

    @property
    def leaving(self) -> Mask:
        """Which flows leave a stage, to a later one or out of the trajectory."""
        return np.asarray((self.from_stage != NOBODY) & (self.from_stage != self.to_stage))

    def of_group(self, places: Places, group: int) -> FlowTable:
        """Return the flows with an end in a group; another end, in none, is in no territory."""
        ends = []
        for spot, territory in (
            (self.from_spot, self.from_territory),
            (self.to_spot, self.to_territory),
        ):
            inside = (spot != NOBODY) & (places.spot_group[spot] == group)
            ends.append(np.where(inside, territory, NOBODY))
        kept = (ends[0] != NOBODY) | (ends[1] != NOBODY)
        columns = {field.name: getattr(self, field.name) for field in fields(self)}
        columns |= {"from_territory": ends[0], "to_territory": ends[1]}
        return FlowTable(**{name: column[kept] for name, column in columns.items()})

    def last_year(self) -> int | None:
        """Return Y, the last year with a flow that leaves a stage; None where there is none."""
        years = self.year[self.leaving]
        return int(years.max()) if len(years) else None


def flow_table(case: Case, places: Places) -> FlowTable:
    """Read the flows of a case, sorted by year and both ends, so that sums never vary."""
    frame = case.table("Flows")
    group, to_group = (places.group_positions(frame[key]) for key in ("group", "to_group"))
    from_territory, to_territory = (
        places.territory_positions(frame[key]) for key in ("from_territory", "to_territory")
    )
    columns = [
        frame["year"].to_numpy(dtype=np.int64),
        places.stage_positions(frame["from_stage"]),
        places.spot_of(from_territory, group),
        places.stage_positions(frame["to_stage"]),
        places.spot_of(to_territory, np.where(to_group == NOBODY, group, to_group)),
    ]
    order = np.lexsort(tuple(reversed(columns)))
    year, from_stage, from_spot, to_stage, to_spot = (c[order] for c in columns)
    persons, without = (
        frame[key].to_numpy(dtype=float)[order] for key in ("persons", "persons_without")
    )
    leaves = (from_stage != NOBODY) & (from_stage != to_stage)
    stay = np.where(leaves, places.durations[from_stage], 0)
    return FlowTable(
        year=year,
        from_stage=from_stage,
        from_territory=from_territory[order],
        to_stage=to_stage,
        to_territory=to_territory[order],
        from_spot=from_spot,
        to_spot=to_spot,
        from_group=_group_of(places, from_spot),
        to_group=_group_of(places, to_spot),
        persons=persons,
        persons_without=without,
        cohort_year=year - stay,
        row=order.astype(np.int64),
    )


def _group_of(places: Places, spot: Ints) -> Ints:
    return np.where(spot == NOBODY, NOBODY, places.spot_group[spot]).astype(np.int64)
