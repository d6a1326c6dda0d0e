"""People's ways through a case: followed, counted and put on a map. Loads numpy and pandas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np

from models.case import Case
from models.flows.adjustments import adjusted
from models.flows.flow_table import FlowTable, flow_table
from models.flows.movements import territory_groups
from models.flows.passage import Passage, arrivals_in, carried, recorded
from models.flows.places import NO_GROUP, NOBODY, Ints, Mask, Places, places_of
from models.flows.rates import Persons, observed_rates
from models.flows.stocks import StockRows, stock_rows
from models.flows.streams import groups_of, streams_of, with_arrivals
from models.flows.with_and_without import with_and_without
from models.geometry.atlas import Atlas, matched, packaged_atlases
from models.names import names_of
from models.results.trajectories import (
    Figured,
    FollowedCase,
    Outlook,
    Traced,
    Trajectories,
    TrajectoryQuery,
)
from models.results.with_and_without import WithAndWithout
from models.scenarios import rules_of
from models.used import says_effects

Cancelled = Callable[[], bool]

_ENOUGH = 0.5
"""A packaged map is used where it knows at least this part of the territories with people."""


def traced(case: Case, scenario: str) -> Traced:
    """Make a case ready, with the adjustments of a scenario.

    Raises:
        RelaisError: a rule of the scenario cannot be read.
    """
    rules = rules_of(case, scenario)
    used, _ = adjusted(case, scenario)
    places = places_of(used)
    flows = flow_table(used, places)
    rates = observed_rates(places, flows)
    frame = used.table("Territories")
    parents = dict(zip(frame["territory"], frame["parent"], strict=True))
    known = {key: at for at, key in enumerate(places.territories)}
    parent = np.array([known.get(parents[key], NOBODY) for key in places.territories])
    order, depths = _nested([str(key) for key in frame["territory"]], parents)
    return Traced(
        case, scenario, names_of(used), used, rules, order, depths, places, flows, rates,
        parent.astype(np.int64),
    )  # fmt: skip


def answer(of: Traced, query: TrajectoryQuery, cancelled: Cancelled) -> Trajectories:
    """Compute all that is shown; a filter on what is gone lets everything through."""
    places = of.places
    years = tuple(int(year) for year in np.unique(of.flows.year))
    query = _still_asked(of, query, years)
    inside, in_group = _inside(of, query.territory), _in_group(places, query.group)
    arriving = {query.year} if query.year is not None else set(years)
    everyone = _at(arrivals_in(of.flows, places, arriving), in_group)
    start = _at(everyone, inside[places.spot_territory])
    all_the_way = carried(of.rates, start, cancelled=cancelled)
    by_now = carried(of.rates, start, only_observed=True, cancelled=cancelled)
    if query.year is None:
        passage, entered = recorded(of.flows, in_group), _at(of.rates.persons, in_group)
    else:
        whole = carried(of.rates, everyone, cancelled=cancelled)
        passage, entered = with_arrivals(whole.passage, everyone, places), whole.entered
    groups = groups_of(places.territories, passage, inside, is_filtered=query.territory is not None)
    streams = streams_of(
        places, of.rates, passage, entered, groups, query.followed,
        only_observed=query.year is None, cancelled=cancelled,
    )  # fmt: skip
    if streams.followed is None:
        query = replace(query, followed=None)
    flows = of.flows if query.group is None else _of_group(of, query.group)
    shown = {key for key, is_inside in zip(places.territories, inside, strict=True) if is_inside}
    return Trajectories(
        query=query,
        traced=FollowedCase(of.case, of.scenario, of.names),
        years=years,
        territories=tuple(zip(of.order, of.depths, strict=True)),
        inside=frozenset(shown),
        groups=tuple(key for key in places.groups if key != NO_GROUP),
        streams=streams,
        outlook=_outlook(
            of, start, all_the_way.passage, by_now.passage, only_observed=query.year is None
        ),
        stocks=stock_rows(places, flows, of.order, inside, query.year, years),
        map=_figured(of, flows, inside, query, years),
        without=_without(of, query.territory, query.group),
    )  # fmt: skip


@lru_cache(maxsize=1)  # another year, or other people followed, leave it as it is
def _without(of: Traced, territory: str | None, group: str | None) -> WithAndWithout | None:
    if not says_effects(of.used):
        return None
    begins_in = _inside(of, territory)[of.places.spot_territory] & _in_group(of.places, group)
    return with_and_without(of.used, of.places, of.rates, of.rules, begins_in)


def _still_asked(of: Traced, query: TrajectoryQuery, years: tuple[int, ...]) -> TrajectoryQuery:
    year = query.year if query.year in years else None
    territory = query.territory if query.territory in of.places.territories else None
    group = query.group if query.group in of.places.groups else None
    return replace(query, year=year, territory=territory, group=group)


def _in_group(places: Places, group: str | None) -> Mask:
    """Return for each spot whether it is in a group; all are in None."""
    if group is None:
        return np.ones(places.spots, dtype=bool)
    return np.asarray(places.spot_group == places.groups.index(group))


def _of_group(of: Traced, group: str) -> FlowTable:
    return of.flows.of_group(of.places, of.places.groups.index(group))


def _at(persons: Persons, spots: Mask) -> Persons:
    """Return the persons at some spots alone."""
    return {cohort: np.where(spots, there, 0.0) for cohort, there in persons.items()}


def _nested(
    keys: list[str], parents: dict[str, str | None]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the territories with those below each after it, and their depths."""
    below: dict[str | None, list[str]] = {}
    for key in keys:
        parent = parents[key] if parents[key] in parents else None
        below.setdefault(parent, []).append(key)
    order: list[str] = []
    depths: list[int] = []
    stack = [(key, 0) for key in reversed(below.get(None, []))]
    while stack:
        key, depth = stack.pop()
        order.append(key)
        depths.append(depth)
        stack += [(child, depth + 1) for child in reversed(below.get(key, []))]
    return tuple(order), tuple(depths)


def _inside(of: Traced, territory: str | None) -> Mask:
    count = len(of.places.territories)
    if territory is None:
        return np.ones(count, dtype=bool)
    top = of.places.territories.index(territory)
    return np.asarray(_nearest(of, np.arange(count) == top) != NOBODY)


def _nearest(of: Traced, chosen: Mask) -> Ints:
    """Return for each territory itself or the nearest above that is chosen, else NOBODY.

    Each pass goes up twice as far as the one before.
    """
    count = len(chosen)
    above = np.append(np.where(chosen, np.arange(count), of.parent), NOBODY)
    for _ in range(count.bit_length()):
        above = above[above]
    found = above[:-1]
    return np.where((found != NOBODY) & chosen[found], found, NOBODY).astype(np.int64)


def _outlook(
    of: Traced, start: Persons, went: Passage, by_now: Passage, *, only_observed: bool
) -> Outlook:
    """Return how far people get, and on the steps that the streams show how many cross."""
    stages = of.places.stages
    last = len(stages) - 1
    at_once = sum(float(np.sum(p)) for (s, _), p in start.items() if s == last)

    def reaching(passage: Passage) -> float:
        there = (passage.to_stage == last) & (passage.from_stage != last)
        return float(passage.persons[there].sum()) + at_once

    shown = by_now if only_observed else went
    onward = shown.to_stage != NOBODY
    crossing = onward & (shown.from_territory != shown.to_territory)
    years = [y for (_, y), p in start.items() if np.any(p)]
    return Outlook(
        arriving=sum(float(np.sum(p)) for p in start.values()),
        years=(min(years), max(years)) if years else None,
        stage=stages[last] if stages else "",
        reaching=reaching(went),
        reached=reaching(by_now),
        steps=float(shown.persons[onward].sum()),
        crossing=float(shown.persons[crossing].sum()),
        projected=bool(went.projected.any()),
    )


def _figured(
    of: Traced, flows: FlowTable, inside: Mask, query: TrajectoryQuery, years: tuple[int, ...]
) -> Figured:
    """Choose the map and add up what happens in each of its territories."""
    keys = of.places.territories
    named = [(key, of.names.territory(key)) for key in keys]
    peopled = _peopled(of)
    fitting = _fitting(of, named, peopled)
    atlas = query.atlas or (fitting[0] if fitting else None)
    if atlas is None or not years:
        return Figured(None, unmatched=tuple(keys[g] for g in np.flatnonzero(peopled)))
    area_of = matched(atlas, named)
    chosen = np.array([key in area_of for key in keys], dtype=bool)
    nearest = _nearest(of, chosen)
    lost = peopled & (nearest == NOBODY)
    group = np.where(lost, np.arange(len(keys)), nearest)
    row = StockRows(flows, territory_groups(flows, group), len(keys), query.year, years)
    figures = {key: row(at, key, None) for at, key in enumerate(keys) if chosen[at] and inside[at]}
    return Figured(
        atlas,
        area_of,
        {key: keys[g] for key, g in zip(keys, nearest.tolist(), strict=True) if g != NOBODY},
        tuple(keys[g] for g in np.flatnonzero(lost & inside)),
        figures,
        {keys[g]: row(g, keys[g], None) for g in np.flatnonzero(lost & inside).tolist()},
        fitting,
    )


def _peopled(of: Traced) -> Mask:
    found = np.zeros(len(of.places.territories), dtype=bool)
    for ends in (of.flows.from_territory, of.flows.to_territory):
        found[ends[ends != NOBODY]] = True
    return found


def _fitting(of: Traced, named: list[tuple[str, str]], peopled: Mask) -> tuple[Atlas, ...]:
    """Return the packaged maps that know enough of the territories, the best first."""
    wanted = int(peopled.sum())
    scored = []
    for place, atlas in enumerate(packaged_atlases()):
        known = matched(atlas, named)
        chosen = np.array([key in known for key, _ in named], dtype=bool)
        covered = int((peopled & (_nearest(of, chosen) != NOBODY)).sum())
        if wanted and chosen.any() and covered >= _ENOUGH * wanted:
            scored.append((-covered, -int(chosen.sum()), place, atlas))
    return tuple(atlas for *_, atlas in sorted(scored, key=lambda one: one[:3]))
