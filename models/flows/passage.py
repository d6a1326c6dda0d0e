"""Who goes from where to where: as recorded, or carried forward from a group of people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from models.flows.flow_table import FlowTable
from models.flows.places import NOBODY, Floats, Ints, Mask, Places, sums_by
from models.flows.rates import Persons, Rates, carried_by_moves, carry_forward, cohorts_entered

_NOISE = 1e-9
"""Fewer persons than this are rounding errors of rates that cancel."""

Cancelled = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class GroupWays:
    """The ways of a passage by group, each way and pair of groups once, in canonical order.

    Attributes:
        way: the place of the way in the passage.
        from_group, to_group: positions; NOBODY: they come from outside, or leave.
        persons, projected: as those of the passage, of which they are parts.
    """

    way: Ints
    from_group: Ints
    to_group: Ints
    persons: Floats
    projected: Floats


@dataclass(frozen=True, eq=False)
class Passage:
    """Persons by pair of stage and territory, each pair once, in canonical order.

    A change of group alone, in the same stage and territory, is no way (D196).

    Attributes:
        from_stage, from_territory: positions; NOBODY: they come from outside.
        to_stage, to_territory: positions; NOBODY: they leave the trajectory.
        persons: how many went that way.
        projected: how many of them go there by pooled rates, since the data end before.
        by_group: its parts by group.
    """

    from_stage: Ints
    from_territory: Ints
    to_stage: Ints
    to_territory: Ints
    persons: Floats
    projected: Floats
    by_group: GroupWays


@dataclass(frozen=True, eq=False)
class Carried:
    """People carried forward: their ways, and who of them enters each cohort, by spot."""

    passage: Passage
    entered: Persons


def recorded(flows: FlowTable, spots: Mask) -> Passage:
    """Add up the flows of all years as they stand in the data, from and to some spots.

    Whoever comes from another spot comes from outside.
    """
    begins, ends = ((spot != NOBODY) & spots[spot] for spot in (flows.from_spot, flows.to_spot))
    chosen = begins | ends
    table = (
        np.where(begins, flows.from_stage, NOBODY),
        np.where(begins, flows.from_territory, NOBODY),
        flows.to_stage,
        flows.to_territory,
    )
    groups = (np.where(begins, flows.from_group, NOBODY), flows.to_group)
    persons, nothing = flows.persons[chosen], np.zeros(int(chosen.sum()))
    return _summed(np.stack(table)[:, chosen], np.stack(groups)[:, chosen], persons, nothing)


def arrivals_in(flows: FlowTable, places: Places, years: set[int]) -> Persons:
    """Return the persons who arrive from outside in some years, by (stage, year), by spot."""
    chosen = flows.arrivals & np.isin(flows.year, sorted(years))
    return cohorts_entered(flows, places.spots, chosen)


def carried(
    rates: Rates,
    start: Persons,
    *,
    only_observed: bool = False,
    cancelled: Cancelled = lambda: False,
) -> Carried:
    """Carry people forward by the rates of 2-method 2.2, as later benefits are traced (2.3).

    Args:
        rates: of the case.
        start: for (stage, year) the persons who begin there, by spot.
        only_observed: stop where the data end, instead of going on by pooled rates.
        cancelled: asked between cohorts.

    Returns:
        every step: arrivals of `start` left out, moves inside a stage and exits included.
    """
    tally, entered, done = _Tally(rates.places), dict(start), Persons()

    def going_on(stage: int, year: int, arrived: Floats) -> Floats | None:
        if cancelled():
            return None
        observed, onward = rates.observed(stage, year), rates.at(stage, year)
        done[stage, year] = arrived
        if only_observed and not observed:
            return None
        here = done[stage, year] = carried_by_moves(onward.moves, arrived)
        for later, going in ((stage, onward.moves), *sorted(onward.later.items())):
            tally.add(stage, later, _ways(going, here), projected=not observed)
        tally.add_exits(stage, here * exit_rates(rates, stage, year), projected=not observed)
        return here

    carry_forward(rates, start, entered, going_on)
    return Carried(tally.passage(), done)


def exit_rates(rates: Rates, stage: int, year: int) -> Floats:
    """Return the part of each cohort of a stage and year that leaves the trajectory.

    That of the data where the cohort is observed, the pooled one elsewhere; with the other rates
    never more than 1.
    """
    onward = rates.at(stage, year)
    stays = np.ones(rates.places.spots) - np.asarray(onward.moves.sum(axis=1)).ravel()
    for going in onward.later.values():
        stays = stays - np.asarray(going.sum(axis=1)).ravel()
    if rates.observed(stage, year):
        years = [year]
    else:
        years = [y for s, y in rates.persons if s == stage and rates.observed(s, y)]
    exits, base = np.zeros_like(stays), np.zeros_like(stays)
    flows = rates.flows
    leaving = (flows.from_stage == stage) & (flows.to_stage == NOBODY)
    for one in years:
        began = rates.persons.get((stage, one), np.zeros_like(stays))
        mine = leaving & (flows.cohort_year == one)
        left = sums_by(flows.from_spot[mine], flows.persons[mine], len(stays))
        exits, base = exits + np.where(began > 0, left, 0.0), base + began
    rate = np.divide(exits, base, out=np.zeros_like(stays), where=base > 0)
    return np.clip(rate, 0.0, np.maximum(stays, 0.0))


@dataclass
class _Tally:
    """Steps between spots as they are found, added up by territory at the end."""

    places: Places
    ends: list[Ints] = field(default_factory=list)
    persons: list[Floats] = field(default_factory=list)
    projected: list[Floats] = field(default_factory=list)

    def add(self, stage: int, to_stage: int, ways: sparse.coo_array, *, projected: bool) -> None:
        stages = (np.full(ways.nnz, stage), np.full(ways.nnz, to_stage))
        self._note(np.stack([stages[0], ways.row, stages[1], ways.col]), ways.data, projected)

    def add_exits(self, stage: int, leaving: Floats, *, projected: bool) -> None:
        where = np.flatnonzero(leaving)
        nobody = np.full(len(where), NOBODY)
        ends = np.stack([np.full(len(where), stage), where, nobody, nobody])
        self._note(ends, leaving[where], projected)

    def passage(self) -> Passage:
        joined = np.concatenate([np.zeros((4, 0)), *self.ends], axis=1).astype(np.int64)
        groups = np.full((2, joined.shape[1]), NOBODY)
        for at, side in enumerate((1, 3)):
            known = joined[side] != NOBODY
            spots = joined[side, known]
            joined[side, known] = self.places.spot_territory[spots]
            groups[at, known] = self.places.spot_group[spots]
        nobody = np.zeros(0)
        persons, projected = (
            np.concatenate([nobody, *parts]) for parts in (self.persons, self.projected)
        )
        return _summed(joined, groups, persons, projected)

    def _note(self, ends: Ints, persons: Floats, projected: bool) -> None:
        self.ends.append(ends)
        self.persons.append(persons)
        self.projected.append(persons if projected else np.zeros(len(persons)))


def _ways(rates: sparse.csr_array, persons: Floats) -> sparse.coo_array:
    return sparse.coo_array(sparse.diags_array(persons) @ rates)


def _summed(ends: Ints, groups: Ints, persons: Floats, projected: Floats) -> Passage:
    goes = (ends[:2] != ends[2:]).any(axis=0)
    ends, groups = ends[:, goes], groups[:, goes]
    persons, projected = persons[goes], projected[goes]
    first, place = _once(ends)
    total = sums_by(place, persons, len(first))
    guessed = sums_by(place, projected, len(first))
    some = total > _NOISE
    kept = ends[:, first[some]].astype(np.int64)
    if groups.max(initial=NOBODY) > 0:
        # Where each way that is kept stands now.
        way = np.where(some, np.cumsum(some) - 1, NOBODY)[place]
        parts = _by_group(way, groups, persons, projected)
    else:  # nothing to divide, at once
        before, after = (np.where(kept[side] == NOBODY, NOBODY, 0) for side in (0, 2))
        parts = GroupWays(np.arange(len(before)), before, after, total[some], guessed[some])
    return Passage(kept[0], kept[1], kept[2], kept[3], total[some], guessed[some], parts)


def _by_group(way: Ints, groups: Ints, persons: Floats, projected: Floats) -> GroupWays:
    known = way != NOBODY
    table = np.stack([way[known], *groups[:, known]])
    first, place = _once(table)
    sums = (sums_by(place, each[known], len(first)) for each in (persons, projected))
    return GroupWays(*table[:, first].astype(np.int64), *sums)


def _once(table: Ints) -> tuple[Ints, Ints]:
    """Return where each column of positions stands first, in order, and which each one is."""
    # One number for each column: numpy sorts numbers far faster.
    bases = [int(row.max(initial=NOBODY)) + 2 for row in table]
    code = np.zeros(table.shape[1], dtype=np.int64)
    for row, base in zip(table, bases, strict=True):
        code = code * base + row + 1
    _, first, place = np.unique(code, return_index=True, return_inverse=True)
    return first, place
