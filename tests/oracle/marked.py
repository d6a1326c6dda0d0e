"""Every person once: the marked persons and the total later benefit (2-method 2.3, μ and B)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from tests.oracle.cohorts import cohort_at
from tests.oracle.linear import fixed_point
from tests.oracle.lookups import benefits, served_share
from tests.oracle.places import Cohort, Spot
from tests.oracle.tracing import Tracing, Values, yearly_weights

Persons = dict[Spot, Fraction]


@dataclass
class Marking:
    """The marked persons of every cohort, and their entries into later stages."""

    persons: dict[Cohort, Fraction] = field(default_factory=dict)
    """μ(c), where it is not 0."""
    entries: list[tuple[Cohort, Fraction]] = field(default_factory=list)


def marking(tracing: Tracing, lacking: Callable[[Cohort], Fraction] | None = None) -> Marking:
    """Mark who would not be there without the funded programmes: r·μ + σ·e·(n − μ).

    Args:
        tracing: the scenario.
        lacking: the part of those in a cohort who are served with the programmes and not without
            them; None: σ, all who are served.
    """
    data, found = tracing.data, Marking()
    part = lacking or partial(served_share, data)
    years = {c.year for c in tracing.found.persons if data.has_programmes(c.stage, c.year)}
    arrived: dict[Cohort, Fraction] = {}
    for stage in data.in_order():
        for year in sorted(years | {c.year for c in arrived if c.stage == stage}):
            marked = _marked(tracing, arrived, stage, year)
            others = _others(tracing, marked, stage, year)
            for spot in tracing.found.spots(stage):
                here = cohort_at(spot, year)
                found.persons |= {here: marked[spot]} if marked[spot] else {}
                entries = _marked_entries(tracing, here, marked[spot], part(here) * others[spot])
                for entry, n in entries.items():
                    arrived[entry] = arrived.get(entry, Fraction(0)) + n
                    found.entries.append((entry, n))
    return found


def _marked(tracing: Tracing, arrived: dict[Cohort, Fraction], stage: str, year: int) -> Persons:
    """Return μ of one stage and year; moves inside the stage carry r·μ."""
    found = tracing.found
    base = {s: arrived.get(cohort_at(s, year), Fraction(0)) for s in found.spots(stage)}
    return fixed_point(base, found.moves(stage, year))


def _others(tracing: Tracing, marked: Persons, stage: str, year: int) -> Persons:
    """Return n − μ where programmes are, 0 elsewhere.

    Where nobody is recorded to enter, n is those who move there: as r·μ of them are marked, the
    others are what moves there of the others.
    """
    found = tracing.found
    if not tracing.data.has_programmes(stage, year):
        return dict.fromkeys(marked, Fraction(0))
    recorded = {s: found.persons.get(cohort_at(s, year)) for s in marked}
    base = {s: Fraction(0) if n is None else n - marked[s] for s, n in recorded.items()}
    moves = found.moves(stage, year)
    return fixed_point(base, {(to, by): r for (to, by), r in moves.items() if not recorded[to]})


def _marked_entries(
    tracing: Tracing, here: Cohort, marked: Fraction, lacking: Fraction
) -> dict[Cohort, Fraction]:
    """Return who is marked on the flows of a cohort to later stages."""
    entries = {spot: rate * marked for spot, rate in tracing.onward(here).items()}
    if lacking:
        for spot, effect in tracing.effects(here).items():
            entries[spot] = entries.get(spot, Fraction(0)) + effect * lacking
    year = tracing.next_year(here)
    return {cohort_at(spot, year): n for spot, n in entries.items() if n}


def streams(tracing: Tracing) -> dict[str, dict[int, Fraction]]:
    """Return for each payer its benefits by the year in which they come, discounted to t₀."""
    data = tracing.data
    found: dict[str, dict[int, Fraction]] = {}
    for entry, n in marking(tracing).entries:
        discount = data.rules.delta ** (entry.year - data.base_year)
        for payer, b in benefits(data, entry).items():
            stream = found.setdefault(payer, {})
            for late, weight in enumerate(yearly_weights(tracing, entry.stage)):
                year = entry.year + late
                stream[year] = stream.get(year, Fraction(0)) + n * discount * weight * b
    return found


def total_later_benefit(tracing: Tracing) -> Values:
    """Return B(h), not below 0."""
    return {
        payer: max(Fraction(0), sum(stream.values(), Fraction(0)))
        for payer, stream in streams(tracing).items()
    }
