"""Later benefits, by following one person at a time, and by marking (2-method 2.3)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from tests.oracle.cohorts import Spot, Trajectories, duration
from tests.oracle.linear import fixed_point
from tests.oracle.lookups import benefits
from tests.oracle.reading import Place

Values = dict[str, Fraction]


class Tracing:
    """The later value of one person of any cohort, for every payer."""

    def __init__(self, found: Trajectories) -> None:
        self.found = found
        self.entries = cache(self._entries)
        self.later_value = cache(self._later_value)

    def _later_value(self, place: Place) -> Values:
        """Return V(s,g,y→h): all ways on from here, each with its chance.

        A person first moves inside the stage, perhaps in circles: `stays` is how often it is
        found at each spot of the stage, and from each spot it goes on.
        """
        value: Values = {}
        for territory, visits in self._visits(place).items():
            here = (place[0], territory, place[2])
            for there, chance in self.entries(here):
                worth = self._worth_of_entry(there, there[2] - place[2])
                for payer, amount in worth.items():
                    value[payer] = value.get(payer, Fraction(0)) + visits * chance * amount
        return value

    def _visits(self, place: Place) -> dict[str, Fraction]:
        stage, start, year = place
        names = list(self.found.data.territories)
        rates = {name: self.found.rates((stage, name, year)) for name in names}
        moves = {(to, by): rates[by].get((stage, to), Fraction(0)) for to in names for by in names}
        return fixed_point({name: Fraction(name == start) for name in names}, moves)

    def _entries(self, place: Place) -> list[tuple[Place, Fraction]]:
        """Return the cohorts of later stages that people go on to, each with its rate."""
        stage, _, year = place
        next_year = year + duration(self.found.data, stage)
        rates: dict[Spot, Fraction] = self.found.rates(place)
        return [((s, g, next_year), rate) for (s, g), rate in rates.items() if s != stage]

    def _worth_of_entry(self, place: Place, years: int) -> Values:
        discount = self.found.data.rules.delta**years
        worth = {h: discount * b for h, b in benefits(self.found.data, *place).items()}
        for payer, amount in self.later_value(place).items():
            worth[payer] = worth.get(payer, Fraction(0)) + discount * amount
        return worth


def later_benefits(tracing: Tracing, programmes: list[Place]) -> dict[tuple[str, Place], Fraction]:
    """Return D(h,k) where it is above 0."""
    found: dict[tuple[str, Place], Fraction] = {}
    for place in programmes:
        for payer, value in tracing.later_value(place).items():
            amount = tracing.found.persons[place] * value
            if amount > 0:
                found[payer, place] = amount
    return found


def marked_entries(tracing: Tracing, programmes: list[Place]) -> Iterator[tuple[Place, Fraction]]:
    """Mark the persons of all programmes and yield every marked entry into a later stage."""
    data = tracing.found.data
    funded = set(programmes)
    arrived: dict[Place, Fraction] = dict.fromkeys(programmes, Fraction(0))
    for stage in sorted(data.stages, key=lambda s: int(data.stages[s]["order"])):
        for year in sorted({y for s, _, y in arrived if s == stage}):
            marked = _marked(tracing, funded, arrived, stage, year)
            for territory, n in marked.items():
                for there, rate in tracing.entries((stage, territory, year)):
                    arrived[there] = arrived.get(there, Fraction(0)) + n * rate
                    yield there, n * rate


def _marked(
    tracing: Tracing, funded: set[Place], arrived: dict[Place, Fraction], stage: str, year: int
) -> dict[str, Fraction]:
    """Return the marked persons of one stage and year, moves inside the stage carried along."""
    names = list(tracing.found.data.territories)
    base: dict[str, Fraction] = {}
    moves: dict[tuple[str, str], Fraction] = {}
    for name in names:
        place = (stage, name, year)
        if place in funded:
            base[name] = tracing.found.persons[place]
            continue
        base[name] = arrived.get(place, Fraction(0))
        for start in names:
            rate = tracing.found.rates((stage, start, year)).get((stage, name), Fraction(0))
            moves[name, start] = rate
    return fixed_point(base, moves)


def total_later_benefit(tracing: Tracing, programmes: list[Place], base_year: int) -> Values:
    """Return B(h): every marked entry, worth its discounted benefit, never below 0."""
    data = tracing.found.data
    total: Values = {}
    for place, n in marked_entries(tracing, programmes):
        discount = data.rules.delta ** (place[2] - base_year)
        for payer, b in benefits(data, *place).items():
            total[payer] = total.get(payer, Fraction(0)) + n * discount * b
    return {payer: max(Fraction(0), amount) for payer, amount in total.items()}
