"""Cohorts, rates and projection (2-method 2.1 and 2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.linear import fixed_point
from tests.oracle.reading import Data, Place, Row

Spot = tuple[str, str]
"""A stage and a territory; ("", "") is the way out of the trajectory."""

OUT: Spot = ("", "")


@dataclass(frozen=True)
class Trajectories:
    """The persons of every cohort, and how they go on."""

    data: Data
    last_year: int | None
    persons: dict[Place, Fraction]
    own: dict[Place, dict[Spot, Fraction]]
    """The rates of the observed cohorts."""
    pooled: dict[Spot, dict[Spot, Fraction]]

    def rates(self, place: Place) -> dict[Spot, Fraction]:
        """Return the rates of a cohort to every next spot, exits left out."""
        stage, territory, _ = place
        rates = self.own.get(place, self.pooled.get((stage, territory), {}))
        return {spot: rate for spot, rate in rates.items() if spot != OUT}


def duration(data: Data, stage: str) -> int:
    """Return d(s)."""
    given = data.stages[stage]["duration"]
    return 1 if given is None else int(given)


def trajectories(data: Data) -> Trajectories:
    """Return the cohorts of the data, those after the last year projected."""
    given = _given_persons(data)
    last = max((int(f["year"]) for f in data.flows if _leaves_its_stage(f)), default=None)
    leaving = _leaving(data, given)
    own = _own_rates(data, given, leaving, last)
    found = Trajectories(data, last, given, own, _pooled_rates(given, leaving, own))
    until = data.rules.project_until
    if last is None or until is None:
        return found
    persons = {place: n for place, n in given.items() if not last < place[2] <= until}
    projected = Trajectories(data, last, persons, own, found.pooled)
    arrivals = _arrivals(data, last)
    for year in range(last + 1, until + 1):
        arrivals = _arrivals(data, year) or _grown(arrivals, data.rules.growth)
        _project_year(projected, arrivals, year)
    return projected


def _given_persons(data: Data) -> dict[Place, Fraction]:
    persons: dict[Place, Fraction] = {}
    for flow in data.flows:
        if flow["to_stage"] is not None:
            place = (flow["to_stage"], flow["to_territory"], int(flow["year"]))
            persons[place] = persons.get(place, Fraction(0)) + flow["persons"]
    return {place: n for place, n in persons.items() if n > 0}


def _leaves_its_stage(flow: Row) -> bool:
    return flow["from_stage"] is not None and flow["from_stage"] != flow["to_stage"]


def _leaving(data: Data, persons: dict[Place, Fraction]) -> dict[Place, dict[Spot, Fraction]]:
    """Return the flows out of each cohort; those out of no cohort are left out."""
    leaving: dict[Place, dict[Spot, Fraction]] = {place: {} for place in persons}
    for flow in data.flows:
        stage = flow["from_stage"]
        if stage is None:
            continue
        years = duration(data, stage) if _leaves_its_stage(flow) else 0
        place = (stage, flow["from_territory"], int(flow["year"]) - years)
        spot = (flow["to_stage"] or "", flow["to_territory"] or "")
        if place in leaving:
            leaving[place][spot] = leaving[place].get(spot, Fraction(0)) + flow["persons"]
    return leaving


def _own_rates(
    data: Data,
    persons: dict[Place, Fraction],
    leaving: dict[Place, dict[Spot, Fraction]],
    last: int | None,
) -> dict[Place, dict[Spot, Fraction]]:
    if last is None:
        return {}
    return {
        place: _at_most_one({spot: moved / n for spot, moved in leaving[place].items()})
        for place, n in persons.items()
        if place[2] + duration(data, place[0]) <= last
    }


def _pooled_rates(
    persons: dict[Place, Fraction],
    leaving: dict[Place, dict[Spot, Fraction]],
    own: dict[Place, dict[Spot, Fraction]],
) -> dict[Spot, dict[Spot, Fraction]]:
    entered: dict[Spot, Fraction] = {}
    left: dict[Spot, dict[Spot, Fraction]] = {}
    for place in own:
        here = place[:2]
        entered[here] = entered.get(here, Fraction(0)) + persons[place]
        sums = left.setdefault(here, {})
        for spot, moved in leaving[place].items():
            sums[spot] = sums.get(spot, Fraction(0)) + moved
    return {
        here: _at_most_one({spot: moved / entered[here] for spot, moved in sums.items()})
        for here, sums in left.items()
    }


def _at_most_one(rates: dict[Spot, Fraction]) -> dict[Spot, Fraction]:
    total = sum(rates.values())
    return rates if total <= 1 else {spot: rate / total for spot, rate in rates.items()}


def _arrivals(data: Data, year: int) -> dict[Spot, Fraction]:
    found: dict[Spot, Fraction] = {}
    for flow in data.flows:
        if flow["from_stage"] is None and int(flow["year"]) == year:
            spot = (flow["to_stage"], flow["to_territory"])
            found[spot] = found.get(spot, Fraction(0)) + flow["persons"]
    return found


def _grown(arrivals: dict[Spot, Fraction], growth: Fraction) -> dict[Spot, Fraction]:
    return {spot: n * (1 + growth) for spot, n in arrivals.items()}


def _project_year(found: Trajectories, arrivals: dict[Spot, Fraction], year: int) -> None:
    """Add the cohorts of one year, stage by stage in order."""
    data = found.data
    for stage in sorted(data.stages, key=lambda s: int(data.stages[s]["order"])):
        base = {
            territory: arrivals.get((stage, territory), Fraction(0))
            + _entering(found, stage, territory, year)
            for territory in data.territories
        }
        moves = {
            (to, start): found.rates((stage, start, year)).get((stage, to), Fraction(0))
            for to in base
            for start in base
        }
        for territory, n in fixed_point(base, moves).items():
            if n > 0:
                found.persons[stage, territory, year] = n


def _entering(found: Trajectories, stage: str, territory: str, year: int) -> Fraction:
    total = Fraction(0)
    for place, n in list(found.persons.items()):
        if place[0] != stage and place[2] + duration(found.data, place[0]) == year:
            total += n * found.rates(place).get((stage, territory), Fraction(0))
    return total
