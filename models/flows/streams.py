"""Streams between stages and territories: folded, put in order, followed. Loads numpy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.flows.passage import GroupWays, Passage, carried
from models.flows.places import NO_GROUP, NOBODY, Floats, Ints, Mask, Places, sums_by
from models.flows.rates import Persons, Rates
from models.results.trajectories import (
    ELSEWHERE,
    OTHERS,
    Cell,
    CellCount,
    Followed,
    GroupPart,
    Streams,
    StreamStep,
)

MOST_GROUPS = 10
"""More territories than this are folded, the smallest first, so that each can be read."""
_SWEEPS = 6
_OUTSIDE = -2
"""Stands for a territory that no group has."""

Pair = tuple[Cell | None, Cell | None]
GroupSums = dict[tuple[int, int], tuple[float, float]]
"""Persons, and those projected, by the groups before and after."""
Parts = dict[Pair, GroupSums]


@dataclass(frozen=True, eq=False)
class Groups:
    """What stands for each territory: itself, or what it is folded into.

    Attributes:
        keys: of the groups; OTHERS and ELSEWHERE among them.
        of: the place of each territory's group, NOBODY where it has none.
        folded: how many territories stand under OTHERS.
    """

    keys: tuple[str, ...]
    of: Ints
    folded: int


def with_arrivals(passage: Passage, start: Persons, places: Places) -> Passage:  # D146
    """Return the passage of people with their arrivals in it."""
    by_stage: dict[int, Floats] = {}
    for (stage, _), persons in start.items():
        by_stage[stage] = by_stage.get(stage, np.zeros(places.spots)) + persons
    arrived = np.stack([by_stage[s] for s in sorted(by_stage)] or [np.zeros(places.spots)])
    by_territory = np.stack([places.by_territory(row) for row in arrived])
    at, where = np.nonzero(by_territory > 0)
    stages = np.array(sorted(by_stage) or [0], dtype=np.int64)[at]
    outside = np.full(len(where), NOBODY)
    return Passage(
        np.concatenate([outside, passage.from_stage]),
        np.concatenate([outside, passage.from_territory]),
        np.concatenate([stages, passage.to_stage]),
        np.concatenate([where.astype(np.int64), passage.to_territory]),
        np.concatenate([by_territory[at, where], passage.persons]),
        np.concatenate([np.zeros(len(outside)), passage.projected]),
        _arrivals_by_group(passage.by_group, arrived, by_territory > 0, places),
    )


def _arrivals_by_group(
    others: GroupWays, arrived: Floats, is_way: Mask, places: Places
) -> GroupWays:
    """Return the arrivals of each stage at each spot before the ways of the others."""
    number = np.cumsum(is_way).reshape(is_way.shape) - 1
    at, spot = np.nonzero(arrived > 0)
    mine = number[at, places.spot_territory[spot]]
    outside = np.full(len(spot), NOBODY)
    return GroupWays(
        np.concatenate([mine, others.way + int(is_way.sum())]).astype(np.int64),
        np.concatenate([outside, others.from_group]),
        np.concatenate([places.spot_group[spot], others.to_group]),
        np.concatenate([arrived[at, spot], others.persons]),
        np.concatenate([np.zeros(len(spot)), others.projected]),
    )


def groups_of(
    territories: Sequence[str],
    passage: Passage,
    inside: Mask,
    *,
    is_filtered: bool,
) -> Groups:
    """Give the territories with most people their own group; fold the others.

    Args:
        territories: keys of the case.
        passage: who goes from where to where.
        inside: for each territory whether it is shown.
        is_filtered: whether those that are not shown stand together as ELSEWHERE.
    """
    count = len(territories)
    weight = np.maximum(
        sums_by(passage.to_territory, passage.persons, count),
        sums_by(passage.from_territory, passage.persons, count),
    )
    peopled = np.flatnonzero(inside & (weight > 0))
    largest = peopled[np.argsort(-weight[peopled], kind="stable")]
    own = largest if len(largest) <= MOST_GROUPS + 1 else largest[:MOST_GROUPS]
    keys = [territories[g] for g in own.tolist()]
    group = np.full(count, NOBODY)
    group[own] = np.arange(len(own))
    rest = inside & (group == NOBODY)
    folded = len(largest) - len(own)
    if folded:
        group[rest] = len(keys)
        keys.append(OTHERS)
    if is_filtered:
        group[~inside] = len(keys)
        keys.append(ELSEWHERE)
    return Groups(tuple(keys), group.astype(np.int64), folded)


def streams_of(
    places: Places,
    rates: Rates,
    passage: Passage,
    entered: Persons,
    groups: Groups,
    followed: Cell | None,
    *,
    only_observed: bool,
    cancelled: Callable[[], bool],
) -> Streams:
    """Return the streams of a passage between groups.

    Args:
        places: of the case.
        rates: of the case.
        passage: who goes from where to where, arrivals included.
        entered: who enters each cohort, so that some of them can be followed.
        groups: what the territories are folded into.
        followed: the cell whose people are followed.
        only_observed: whether `passage` holds only what is recorded.
        cancelled: asked on the way.
    """
    steps = _folded(places, passage, groups)
    parts = _group_parts(places, passage, groups)
    shares: Mapping[Pair, float] = {}
    share_parts: Parts = {}
    report = None
    if followed is not None and followed.stage in places.stages:
        start = _group_of(places, entered, groups, followed)
        everywhere = carried(rates, start, cancelled=cancelled).passage
        report = _report(places, everywhere, groups, followed, start)
        shown = everywhere
        if only_observed:
            shown = carried(rates, start, only_observed=True, cancelled=cancelled).passage
        shares = {p: n for p, (n, _) in _folded(places, shown, groups).items()}
        share_parts = _group_parts(places, shown, groups)
        if report.persons <= 0:
            report, shares, share_parts = None, {}, {}
    counts = _counts(steps)
    passing = _passing(shares, followed if report else None, report.persons if report else 0.0)
    stages = tuple(s for s in places.stages if any(cell.stage == s for cell in counts))
    ordered = ordered_cells(stages, counts, {p: n for p, (n, _) in steps.items()})
    return Streams(
        stages,
        tuple(CellCount(c, counts[c], min(passing.get(c, 0.0), counts[c])) for c in ordered),
        tuple(
            StreamStep(
                a,
                b,
                n,
                guessed,
                min(shares.get((a, b), 0.0), n),
                _parts_of(places, parts.get((a, b), {}), share_parts.get((a, b), {})),
            )
            for (a, b), (n, guessed) in steps.items()
        ),
        groups.folded,
        report,
    )


def _folded(places: Places, passage: Passage, groups: Groups) -> dict[Pair, tuple[float, float]]:
    """Add up persons, and those projected, by pair of cells; the unseen outside left out."""
    pairs, place = _pairs(places, passage, groups)
    persons, projected = (
        sums_by(place, each, len(pairs)).tolist() for each in (passage.persons, passage.projected)
    )
    return dict(zip(pairs, zip(persons, projected, strict=True), strict=True))


def _group_parts(places: Places, passage: Passage, groups: Groups) -> Parts:
    """Add up the same by the groups that people belong to before and after; one group is none."""
    if len(places.groups) == 1:
        return {}
    pairs, place = _pairs(places, passage, groups)
    ways, count = passage.by_group, len(places.groups) + 1
    at = place[ways.way]
    code = (at * count + ways.from_group + 1) * count + ways.to_group + 1
    found, known = np.unique(np.where(at == NOBODY, NOBODY, code), return_inverse=True)
    sums = [sums_by(known, each, len(found)).tolist() for each in (ways.persons, ways.projected)]
    parts: Parts = {}
    for one, persons, projected in zip(found.tolist(), *sums, strict=True):
        if one != NOBODY:
            pair, ends = divmod(one, count * count)
            before, after = divmod(ends, count)
            parts.setdefault(pairs[pair], {})[before - 1, after - 1] = (persons, projected)
    return parts


def _parts_of(places: Places, whole: GroupSums, followed: GroupSums) -> tuple[GroupPart, ...]:
    names = (*places.groups, NO_GROUP)  # NOBODY stands for the last
    return tuple(
        GroupPart(
            names[before], names[after], persons, projected,
            min(followed.get((before, after), (0.0, 0.0))[0], persons),
        )
        for (before, after), (persons, projected) in whole.items()
        if persons > 0
    )  # fmt: skip


def _pairs(places: Places, passage: Passage, groups: Groups) -> tuple[list[Pair], Ints]:
    """Return the pairs of cells, and for each way of a passage the place of its pair.

    NOBODY where both of its ends are in the unseen outside.
    """
    count = len(groups.keys)
    start = _code(passage.from_stage, passage.from_territory, groups, count)
    end = _code(passage.to_stage, passage.to_territory, groups, count)
    elsewhere = groups.keys.index(ELSEWHERE) if ELSEWHERE in groups.keys else None
    seen = (start != _OUTSIDE) & (end != _OUTSIDE)
    if elsewhere is not None:
        outer = ((start < 0) | (start % count == elsewhere)) & (
            (end < 0) | (end % count == elsewhere)
        )
        seen &= ~outer
    most = count * len(places.stages) + 1
    codes = (start[seen] + 1) * most + end[seen] + 1
    found, known = np.unique(codes, return_inverse=True)
    place = np.full(len(seen), NOBODY)
    place[seen] = known

    def cell(code: int) -> Cell | None:
        if code == NOBODY:
            return None
        return Cell(places.stages[code // count], groups.keys[code % count])

    ends = zip((found // most - 1).tolist(), (found % most - 1).tolist(), strict=True)
    return [(cell(a), cell(b)) for a, b in ends], place.astype(np.int64)


def _code(stage: Ints, territory: Ints, groups: Groups, count: int) -> Ints:
    group = np.where(territory == NOBODY, NOBODY, groups.of[territory])
    code = np.where(group == NOBODY, _OUTSIDE, stage * count + group)
    return np.where(stage == NOBODY, NOBODY, code)


def _group_of(places: Places, entered: Persons, groups: Groups, cell: Cell) -> Persons:
    stage = places.stages.index(cell.stage)
    mine: Mask = np.zeros(len(places.territories), dtype=bool)
    if cell.territory in groups.keys:
        mine = groups.of == groups.keys.index(cell.territory)
    mine = mine[places.spot_territory]
    chosen = {
        key: np.where(mine, persons, 0.0) for key, persons in entered.items() if key[0] == stage
    }
    return {key: persons for key, persons in chosen.items() if persons.any()}


def _report(places: Places, went: Passage, groups: Groups, cell: Cell, start: Persons) -> Followed:
    last = len(places.stages) - 1
    reaching = (went.to_stage == last) & (went.from_stage != last)
    group = groups.of[went.to_territory[reaching]]
    persons = sums_by(group, went.persons[reaching], len(groups.keys))
    order = [g for g in np.argsort(-persons, kind="stable").tolist() if persons[g] > 0]
    return Followed(
        cell,
        float(sum(p.sum() for p in start.values())),
        places.stages[last],
        tuple((groups.keys[g], float(persons[g])) for g in order),
        bool(went.projected[reaching].sum() > 0),
    )


def _counts(steps: Mapping[Pair, tuple[float, float]]) -> dict[Cell, float]:
    """Return how many enter each cell; where the data begin later, how many leave it."""
    into: dict[Cell, float] = {}
    out: dict[Cell, float] = {}
    for (start, end), (persons, _) in steps.items():
        if end is not None:
            into[end] = into.get(end, 0.0) + persons
        if start is not None:
            out[start] = out.get(start, 0.0) + persons
    cells = dict.fromkeys([*into, *out])
    return {cell: max(into.get(cell, 0.0), out.get(cell, 0.0)) for cell in cells}


def _passing(shares: Mapping[Pair, float], start: Cell | None, persons: float) -> dict[Cell, float]:
    """Return how many of those followed pass each cell."""
    passing = {start: persons} if start is not None else {}
    for (_, end), n in shares.items():
        if end is not None and end != start:
            passing[end] = passing.get(end, 0.0) + n
    return passing


def ordered_cells(
    stages: Sequence[str], counts: Mapping[Cell, float], steps: Mapping[Pair, float]
) -> tuple[Cell, ...]:
    """Put the cells of each stage in an order in which streams cross little.

    Each cell goes to the mean height of those it is joined to, weighed by persons (the
    barycentre rule of Sugiyama, Tagawa and Toda 1981), forwards and backwards; of all orders
    seen, that with the shortest ways is kept.
    """
    total: dict[str, float] = {}
    for cell, persons in counts.items():
        total[cell.territory] = total.get(cell.territory, 0.0) + persons
    layers = {
        stage: sorted(
            (cell for cell in counts if cell.stage == stage),
            key=lambda cell: (-total[cell.territory], cell.territory),
        )
        for stage in stages
    }
    joined: dict[Cell, list[tuple[Cell, float]]] = {}
    for (start, end), persons in steps.items():
        if start is not None and end is not None and start.stage != end.stage:
            joined.setdefault(start, []).append((end, persons))
            joined.setdefault(end, []).append((start, persons))
    best, length = dict(layers), _length(layers, counts, steps)
    place = {stage: at for at, stage in enumerate(stages)}
    for sweep in range(_SWEEPS):
        forwards = sweep % 2 == 0
        for stage in stages if forwards else reversed(stages):
            height = _heights(layers, counts)

            def mean(cell: Cell, at: int = place[stage]) -> float:
                near = [
                    (height[other], persons)  # noqa: B023 - used at once
                    for other, persons in joined.get(cell, ())
                    if (place[other.stage] < at) == forwards  # noqa: B023
                ]
                weight = sum(persons for _, persons in near)
                if not weight:
                    return height[cell]  # noqa: B023
                return sum(y * persons for y, persons in near) / weight

            layers[stage] = sorted(layers[stage], key=mean)
        now = _length(layers, counts, steps)
        if now < length - 1e-9:
            best, length = dict(layers), now
    return tuple(cell for stage in stages for cell in best[stage])


def _heights(
    layers: Mapping[str, Sequence[Cell]], counts: Mapping[Cell, float]
) -> dict[Cell, float]:
    """Return the middle of each cell, in persons from the top of its stage."""
    heights: dict[Cell, float] = {}
    for cells in layers.values():
        top = 0.0
        for cell in cells:
            heights[cell] = top + counts[cell] / 2
            top += counts[cell]
    return heights


def _length(
    layers: Mapping[str, Sequence[Cell]],
    counts: Mapping[Cell, float],
    steps: Mapping[Pair, float],
) -> float:
    height = _heights(layers, counts)
    return sum(
        persons * abs(height[a] - height[b])
        for (a, b), persons in steps.items()
        if a is not None and b is not None
    )
