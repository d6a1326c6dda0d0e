"""What is due to a programme: with and without (2-method 2.2)."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.cohorts import Trajectories
from tests.oracle.lookups import additionality
from tests.oracle.places import OUT, Cohort, Spot


def effects(found: Trajectories, cohort: Cohort) -> dict[Spot, Fraction]:
    """Return e = A · (r − r⁰) of every flow to a later stage.

    There are effects only where the stage is co-funded and the year is a programme year.
    """
    if not found.data.has_programmes(cohort.stage, cohort.year):
        return {}
    rates, without = found.rates(cohort), rates_without(found, cohort)
    strength = found.data.rules.additionality
    return {spot: strength * (rates[spot] - without[spot]) for spot in without}


def rates_without(found: Trajectories, cohort: Cohort) -> dict[Spot, Fraction]:
    """Return r⁰ of every flow to a later stage.

    It is scaled with r, and by itself where it still adds to more than 1.
    """
    source, a = found.source(cohort), additionality(found.data, cohort)
    rates: dict[Spot, Fraction] = {}
    for way in source.ways:
        if way.spot != OUT and way.spot.stage != cohort.stage:
            stayed = (1 - a) * way.persons if way.without is None else way.without
            rate = source.scale * stayed / source.entered
            rates[way.spot] = rates.get(way.spot, Fraction(0)) + rate
    total = sum(rates.values(), Fraction(0))
    return rates if total <= 1 else {spot: rate / total for spot, rate in rates.items()}
