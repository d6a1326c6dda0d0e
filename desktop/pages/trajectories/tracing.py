"""Answers what the page Trajectories asks. Loads numpy and pandas: import it in background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from desktop.pages.trajectories.atlas import Atlas, matched, packaged_atlases
from desktop.pages.trajectories.query import (
    ELSEWHERE,
    OTHERS,
    Answer,
    Asked,
    Figured,
    Hidden,
    Outlook,
    StockRow,
)
from desktop.pages.trajectories.streams import Groups, streams_of
from models.adjustments import adjusted
from models.case import Case
from models.flows.flow_table import FlowTable, flow_table
from models.flows.movements import Movements, movements, stage_groups, territory_groups
from models.flows.passage import Passage, arrivals_in, carried, recorded
from models.flows.places import NOBODY, Ints, Places, places_of
from models.flows.rates import Persons, Rates, observed_persons
from models.names import Names, names_of
from models.rules import rules_of

Cancelled = Callable[[], bool]

MOST_GROUPS = 10
"""More territories than this are folded, the smallest first, so that each can be read."""
_ENOUGH = 0.5
"""A packaged map is used where it knows at least this part of the territories with people."""


@dataclass(frozen=True, eq=False)
class Traced:
    """A case as one scenario uses it, ready to be asked."""

    case: Case
    scenario: str
    names: Names
    order: tuple[str, ...]
    """The territories as the case lists them, each under its parent."""
    depths: tuple[int, ...]
    places: Places
    flows: FlowTable
    rates: Rates
    parent: Ints


def traced(case: Case, scenario: str) -> Traced:
    """Make a case ready, with the adjustments of a scenario.

    Raises:
        RelaisError: a rule of the scenario cannot be read.
    """
    rules_of(case, scenario)
    used, _ = adjusted(case, scenario)
    places = places_of(used)
    flows = flow_table(used, places)
    rates = Rates(places, flows, observed_persons(places, flows), flows.last_year())
    frame = used.table("Territories")
    parents = dict(zip(frame["territory"], frame["parent"], strict=True))
    known = {key: at for at, key in enumerate(places.territories)}
    parent = np.array([known.get(parents[key], NOBODY) for key in places.territories])
    order, depths = _nested([str(key) for key in frame["territory"]], parents)
    return Traced(
        case, scenario, names_of(used), order, depths, places, flows, rates, parent.astype(np.int64)
    )  # fmt: skip


def answer(of: Traced, asked: Asked, cancelled: Cancelled) -> Answer:
    """Compute all that is shown; a filter on what is gone lets everything through."""
    count = len(of.places.territories)
    years = tuple(int(year) for year in np.unique(of.flows.year))
    asked = _still_asked(of, asked, years)
    inside = _inside(of, asked.territory)
    arriving = {asked.year} if asked.year is not None else set(years)
    start = {
        key: np.where(inside, persons, 0.0)
        for key, persons in arrivals_in(of.flows, count, arriving).items()
    }
    all_the_way = carried(of.rates, start, cancelled=cancelled)
    by_now = carried(of.rates, start, only_observed=True, cancelled=cancelled)
    if asked.year is None:
        passage, entered = recorded(of.flows), dict(of.rates.persons)
    else:
        everyone = arrivals_in(of.flows, count, arriving)
        whole = carried(of.rates, everyone, cancelled=cancelled)
        passage, entered = _with_arrivals(whole.passage, everyone, count), whole.entered
    groups = _groups(of, passage, inside, asked.territory is not None)
    streams = streams_of(
        of.places, of.rates, passage, entered, groups, asked.followed,
        only_observed=asked.year is None, cancelled=cancelled,
    )  # fmt: skip
    if streams.followed is None:
        asked = replace(asked, followed=None)
    shown = {key for key, is_inside in zip(of.places.territories, inside, strict=True) if is_inside}
    return Answer(
        asked=asked,
        traced=of,
        years=years,
        territories=tuple(zip(of.order, of.depths, strict=True)),
        inside=frozenset(shown),
        streams=streams,
        outlook=_outlook(
            of, start, all_the_way.passage, by_now.passage, only_observed=asked.year is None
        ),
        stocks=_stocks(of, inside, asked.year, years),
        map=_figured(of, inside, asked, years),
    )  # fmt: skip


def _still_asked(of: Traced, asked: Asked, years: tuple[int, ...]) -> Asked:
    year = asked.year if asked.year in years else None
    territory = asked.territory if asked.territory in of.places.territories else None
    return replace(asked, year=year, territory=territory)


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


def _inside(of: Traced, territory: str | None) -> npt.NDArray[np.bool_]:
    count = len(of.places.territories)
    if territory is None:
        return np.ones(count, dtype=bool)
    top = of.places.territories.index(territory)
    return np.asarray(_nearest(of, np.arange(count) == top) != NOBODY)


def _nearest(of: Traced, chosen: npt.NDArray[np.bool_]) -> Ints:
    """Return for each territory itself or the nearest above that is chosen, else NOBODY.

    Each pass goes up twice as far as the one before.
    """
    count = len(chosen)
    above = np.append(np.where(chosen, np.arange(count), of.parent), NOBODY)
    for _ in range(count.bit_length()):
        above = above[above]
    found = above[:-1]
    return np.where((found != NOBODY) & chosen[found], found, NOBODY).astype(np.int64)


def _with_arrivals(passage: Passage, start: Persons, count: int) -> Passage:
    """Return the passage of people with their arrivals in it."""
    by_stage: dict[int, npt.NDArray[np.float64]] = {}
    for (stage, _), persons in start.items():
        by_stage[stage] = by_stage.get(stage, np.zeros(count)) + persons
    stages = np.repeat(sorted(by_stage), count).astype(np.int64)
    persons = np.concatenate([by_stage[s] for s in sorted(by_stage)] or [np.zeros(0)])
    where = np.tile(np.arange(count), len(by_stage)).astype(np.int64)
    some = persons > 0
    outside = np.full(int(some.sum()), NOBODY)
    return Passage(
        np.concatenate([outside, passage.from_stage]),
        np.concatenate([outside, passage.from_territory]),
        np.concatenate([stages[some], passage.to_stage]),
        np.concatenate([where[some], passage.to_territory]),
        np.concatenate([persons[some], passage.persons]),
        np.concatenate([np.zeros(len(outside)), passage.projected]),
    )


def _groups(
    of: Traced, passage: Passage, inside: npt.NDArray[np.bool_], is_filtered: bool
) -> Groups:
    """Give the territories with most people their own group; fold the others."""
    count = len(of.places.territories)
    weight = np.zeros(count)
    into = passage.to_territory != NOBODY
    weight += np.bincount(passage.to_territory[into], passage.persons[into], count)
    out = passage.from_territory != NOBODY
    weight = np.maximum(
        weight, np.bincount(passage.from_territory[out], passage.persons[out], count)
    )
    peopled = np.flatnonzero(inside & (weight > 0))
    largest = peopled[np.argsort(-weight[peopled], kind="stable")]
    own = largest if len(largest) <= MOST_GROUPS + 1 else largest[:MOST_GROUPS]
    keys = [of.places.territories[g] for g in own.tolist()]
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


def _stocks(
    of: Traced, inside: npt.NDArray[np.bool_], year: int | None, years: tuple[int, ...]
) -> tuple[StockRow, ...]:
    """Return a row for all together, then for each territory with people and its stages.

    Only whole territories are said to hide something: a stage that lasts a year changes all its
    people every year, which hides nothing. A stock of all years hides what one of the years does;
    that year then has a row of its own.
    """
    if not years:
        return ()
    count, stages = len(inside), len(of.places.stages)
    whole = np.where(inside, 0, NOBODY)
    together = _Rows(of, territory_groups(of.flows, whole), 1, year, years)
    by_territory = _Rows(of, territory_groups(of.flows, np.arange(count)), count, year, years)
    by_stage = _Rows(of, stage_groups(of.flows, stages), count * stages, year, years)
    at = {key: g for g, key in enumerate(of.places.territories)}
    rows = together.with_year_that_hides(0, None)
    for key in of.order:
        g = at[key]
        if not inside[g] or not by_territory.is_peopled(g):
            continue
        rows += by_territory.with_year_that_hides(g, key)
        rows += [
            by_stage(g * stages + s, key, stage)
            for s, stage in enumerate(of.places.stages)
            if by_stage.is_peopled(g * stages + s)
        ]
    return tuple(rows)


class _Rows:
    """Makes the row of a group, and of the latest year in which its stock hides something."""

    def __init__(
        self,
        of: Traced,
        ends: tuple[Ints, Ints],
        count: int,
        year: int | None,
        years: tuple[int, ...],
    ) -> None:
        span = (year, year) if year is not None else (years[0], years[-1])
        self._year = year
        self._total = movements(of.flows, *ends, count, span)
        single = [year] if year is not None else list(years)
        self._each = [(y, movements(of.flows, *ends, count, (y, y))) for y in single]
        self._hides = [(y, m, m.hides) for y, m in self._each]

    def is_peopled(self, at: int) -> bool:
        t = self._total
        return bool(t.inflow[at] or t.outflow[at] or t.before[at])

    def __call__(self, at: int, territory: str | None, stage: str | None) -> StockRow:
        return _row_of(self._total, at, territory, stage)

    def with_year_that_hides(self, at: int, territory: str | None) -> list[StockRow]:
        """Return the row, and where it is of all years that of the year that hides something."""
        row = self(at, territory, None)
        hidden = [(y, m) for y, m, hides in self._hides if hides[at]]
        if not hidden:
            return [row]
        year, single = hidden[-1]
        of_year = replace(_row_of(single, at, territory, None), hidden=_hidden(year, single, at))
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


def _hidden(year: int, m: Movements, at: int) -> Hidden:
    return Hidden(
        year,
        float(m.change[at]),
        float(m.replaced[at]),
        float(m.inflow[at]),
        float(m.outflow[at]),
        float(m.before[at]),
        float(m.after[at]),
    )


def _figured(
    of: Traced, inside: npt.NDArray[np.bool_], asked: Asked, years: tuple[int, ...]
) -> Figured:
    """Choose the map and add up what happens in each of its territories."""
    keys = of.places.territories
    named = [(key, of.names.territory(key)) for key in keys]
    peopled = _peopled(of)
    fitting = _fitting(of, named, peopled)
    atlas = asked.atlas or (fitting[0] if fitting else None)
    if atlas is None or not years:
        return Figured(None, unmatched=tuple(keys[g] for g in np.flatnonzero(peopled)))
    area_of = matched(atlas, named)
    chosen = np.array([key in area_of for key in keys], dtype=bool)
    nearest = _nearest(of, chosen)
    lost = peopled & (nearest == NOBODY)
    group = np.where(lost, np.arange(len(keys)), nearest)
    row = _Rows(of, territory_groups(of.flows, group), len(keys), asked.year, years)
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


def _peopled(of: Traced) -> npt.NDArray[np.bool_]:
    found = np.zeros(len(of.places.territories), dtype=bool)
    for ends in (of.flows.from_territory, of.flows.to_territory):
        found[ends[ends != NOBODY]] = True
    return found


def _fitting(
    of: Traced, named: list[tuple[str, str]], peopled: npt.NDArray[np.bool_]
) -> tuple[Atlas, ...]:
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
