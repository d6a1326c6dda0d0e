"""Cohorts, rates and projection (2-method 2.1 and 2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from tests.oracle.linear import fixed_point
from tests.oracle.places import OUT, Cohort, Spot
from tests.oracle.reading import Data, Row


class Way(NamedTuple):
    """One flow out of a cohort; `without` is None where persons_without is blank."""

    spot: Spot
    persons: Fraction
    without: Fraction | None


@dataclass(frozen=True)
class Source:
    """What the rates of a cohort are taken from: persons who entered, and how they went on."""

    entered: Fraction
    ways: list[Way]

    @property
    def scale(self) -> Fraction:
        """Return what brings rates that add to more than 1 back to 1 (2.2)."""
        left = sum((way.persons for way in self.ways), Fraction(0))
        return min(Fraction(1), self.entered / left) if left else Fraction(1)


class Trajectories:
    """The persons of every cohort, and how they go on."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.persons = _recorded(data)
        """n(c) of every cohort with persons."""
        self.last_year = max(
            (int(f["year"]) for f in data.flows if _leaves_its_stage(f)), default=None
        )
        """Y."""
        self._entered = dict(self.persons)
        self._ways = _ways(data, self.persons)
        self.source = cache(self._source)
        self.rates = cache(self._rates)

    def observed(self, cohort: Cohort) -> bool:
        """Say whether all flows out of a cohort are in the data (2.2)."""
        if self.last_year is None or cohort not in self._entered:
            return False
        return cohort.year + self.data.duration(cohort.stage) <= self.last_year

    def _source(self, cohort: Cohort) -> Source:
        """Return the cohort itself, or all observed cohorts of its spot (2.2, pooled)."""
        chosen = [cohort] if self.observed(cohort) else self._observed_at(cohort.spot)
        entered = sum((self._entered[c] for c in chosen), Fraction(0))
        return Source(entered, [way for c in chosen for way in self._ways[c]])

    def _observed_at(self, spot: Spot) -> list[Cohort]:
        return [c for c in self._entered if c.spot == spot and self.observed(c)]

    def _rates(self, cohort: Cohort) -> dict[Spot, Fraction]:
        """Return r to every next spot, exits left out (2.2)."""
        source = self.source(cohort)
        rates: dict[Spot, Fraction] = {}
        for way in source.ways:
            if way.spot != OUT:
                rate = source.scale * way.persons / source.entered
                rates[way.spot] = rates.get(way.spot, Fraction(0)) + rate
        return rates

    def spots(self, stage: str) -> list[Spot]:
        """Return every territory and group of a stage."""
        data = self.data
        return [Spot(stage, g, q) for g in data.territories for q in data.groups]

    def moves(self, stage: str, year: int) -> dict[tuple[Spot, Spot], Fraction]:
        """Return the rates of the moves inside a stage: to, from."""
        found: dict[tuple[Spot, Spot], Fraction] = {}
        for start in self.spots(stage):
            rates = self.rates(Cohort(stage, start.territory, year, start.group))
            found |= {(to, start): rate for to, rate in rates.items() if to.stage == stage}
        return found


def trajectories(data: Data) -> Trajectories:
    """Return the cohorts of the data, those after the last year projected (2.2)."""
    found = Trajectories(data)
    last, until = found.last_year, data.rules.project_until
    if last is None or until is None:
        return found
    for cohort in [c for c in found.persons if last < c.year <= until]:
        del found.persons[cohort]
    arrivals = _arrivals(data, last)
    for year in range(last + 1, until + 1):
        arrivals = _arrivals(data, year) or _grown(arrivals, data.rules.growth)
        _project_year(found, arrivals, year)
    return found


def start_of(flow: Row) -> Spot:
    """Return where a flow comes from."""
    return Spot(flow["from_stage"], flow["from_territory"], flow["group"] or "")


def end_of(flow: Row) -> Spot:
    """Return where a flow leads, in the group its persons belong to from then on (2.1)."""
    if flow["to_stage"] is None:
        return OUT
    return Spot(flow["to_stage"], flow["to_territory"], flow["to_group"] or flow["group"] or "")


def cohort_at(spot: Spot, year: int) -> Cohort:
    """Return those who enter a spot in a year."""
    return Cohort(spot.stage, spot.territory, year, spot.group)


def _recorded(data: Data) -> dict[Cohort, Fraction]:
    persons: dict[Cohort, Fraction] = {}
    for flow in data.flows:
        if flow["to_stage"] is not None:
            cohort = cohort_at(end_of(flow), int(flow["year"]))
            persons[cohort] = persons.get(cohort, Fraction(0)) + flow["persons"]
    return {cohort: n for cohort, n in persons.items() if n > 0}


def _leaves_its_stage(flow: Row) -> bool:
    return flow["from_stage"] is not None and flow["from_stage"] != flow["to_stage"]


def _ways(data: Data, persons: dict[Cohort, Fraction]) -> dict[Cohort, list[Way]]:
    """Return the flows out of each cohort; those out of no cohort are left out."""
    ways: dict[Cohort, list[Way]] = {cohort: [] for cohort in persons}
    for flow in data.flows:
        if flow["from_stage"] is None:
            continue
        years = data.duration(flow["from_stage"]) if _leaves_its_stage(flow) else 0
        cohort = cohort_at(start_of(flow), int(flow["year"]) - years)
        if cohort in ways:
            ways[cohort].append(Way(end_of(flow), flow["persons"], flow["persons_without"]))
    return ways


def _arrivals(data: Data, year: int) -> dict[Spot, Fraction]:
    found: dict[Spot, Fraction] = {}
    for flow in data.flows:
        if flow["from_stage"] is None and int(flow["year"]) == year:
            spot = end_of(flow)
            found[spot] = found.get(spot, Fraction(0)) + flow["persons"]
    return found


def _grown(arrivals: dict[Spot, Fraction], growth: Fraction) -> dict[Spot, Fraction]:
    return {spot: n * (1 + growth) for spot, n in arrivals.items()}


def _project_year(found: Trajectories, arrivals: dict[Spot, Fraction], year: int) -> None:
    """Add the cohorts of one year, stage by stage in order: n = base + Mᵀn (2.2)."""
    for stage in found.data.in_order():
        base = {
            spot: arrivals.get(spot, Fraction(0)) + _entering(found, spot, year)
            for spot in found.spots(stage)
        }
        for spot, n in fixed_point(base, found.moves(stage, year)).items():
            if n > 0:
                found.persons[cohort_at(spot, year)] = n


def _entering(found: Trajectories, spot: Spot, year: int) -> Fraction:
    total = Fraction(0)
    for cohort, n in list(found.persons.items()):
        arrives = cohort.year + found.data.duration(cohort.stage)
        if cohort.stage != spot.stage and arrives == year:
            total += n * found.rates(cohort).get(spot, Fraction(0))
    return total
