"""Later benefits, by following one person at a time (2-method 2.3, V, U and D)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from tests.oracle.cohorts import Trajectories, cohort_at
from tests.oracle.effects import effects
from tests.oracle.linear import fixed_point
from tests.oracle.lookups import benefits
from tests.oracle.places import Cohort, Spot

Values = dict[str, Fraction]


class Tracing:
    """The later value of one person of any cohort, for every payer."""

    def __init__(self, found: Trajectories) -> None:
        self.found = found
        self.data = found.data
        self.effects = cache(self._effects)
        self.visits = cache(self._visits)
        self.later_value = cache(self._later_value)
        self.programme_value = cache(self._programme_value)
        self.worth_on_entry = cache(self._worth_on_entry)

    def onward(self, cohort: Cohort) -> dict[Spot, Fraction]:
        """Return r of every flow to a later stage."""
        rates = self.found.rates(cohort)
        return {spot: rate for spot, rate in rates.items() if spot.stage != cohort.stage}

    def next_year(self, cohort: Cohort) -> int:
        """Return the year in which a cohort goes on to later stages."""
        return cohort.year + self.data.duration(cohort.stage)

    def _effects(self, cohort: Cohort) -> dict[Spot, Fraction]:
        return effects(self.found, cohort)

    def _later_value(self, cohort: Cohort) -> Values:
        """Return V(c→h): all ways on from here, each with its chance."""
        return self._sum_over_stage(cohort, self.onward)

    def _programme_value(self, cohort: Cohort) -> Values:
        """Return U(c→h): the part of V that is due to the programme."""
        return self._sum_over_stage(cohort, self.effects)

    def _sum_over_stage(
        self, cohort: Cohort, chances: Callable[[Cohort], dict[Spot, Fraction]]
    ) -> Values:
        """Add up what follows from every spot of the stage that a person visits.

        A person first moves inside the stage, perhaps in circles: `visits` is how often it is
        found at each spot of the stage, and from each spot it goes on.
        """
        value: Values = {}
        for spot, visits in self.visits(cohort).items():
            here = cohort_at(spot, cohort.year)
            for there, chance in chances(here).items():
                entry = cohort_at(there, self.next_year(here))
                discount = self.data.rules.delta ** (entry.year - cohort.year)
                for payer, amount in self.worth_on_entry(entry).items():
                    added = visits * chance * discount * amount
                    value[payer] = value.get(payer, Fraction(0)) + added
        return value

    def _visits(self, cohort: Cohort) -> dict[Spot, Fraction]:
        moves = self.found.moves(cohort.stage, cohort.year)
        if not moves:
            return {cohort.spot: Fraction(1)}
        spots = self.found.spots(cohort.stage)
        visits = fixed_point({spot: Fraction(spot == cohort.spot) for spot in spots}, moves)
        return {spot: often for spot, often in visits.items() if often}

    def _worth_on_entry(self, entry: Cohort) -> Values:
        """Return φ(s') b(c'→h) + V(c'→h)."""
        worth = {h: phi(self, entry.stage) * b for h, b in benefits(self.data, entry).items()}
        for payer, amount in self.later_value(entry).items():
            worth[payer] = worth.get(payer, Fraction(0)) + amount
        return worth


def phi(tracing: Tracing, stage: str) -> Fraction:
    """Return φ(s), what a benefit that comes evenly over its stage is worth on entry (2.3)."""
    return sum(yearly_weights(tracing, stage), Fraction(0))


def yearly_weights(tracing: Tracing, stage: str) -> list[Fraction]:
    """Return what of a benefit comes in each year of its stage, discounted to the entry."""
    rules, years = tracing.data.rules, tracing.data.duration(stage)
    if not rules.spreads_benefits or years <= 1:
        return [Fraction(1)]
    return [rules.delta**late / years for late in range(years)]
