"""Persons followed one by one in two worlds: with the funded programmes, and without.

Nothing here uses V, U, μ or φ of the oracle: persons start, take one step after the other with
the chances that 2-method 2.2 gives them, and bring their benefits year by year. What a programme
or all programmes are worth is what they bring in the one world more than in the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.cohorts import cohort_at
from tests.oracle.lookups import benefits, served_share
from tests.oracle.places import Cohort, Programme, Spot
from tests.oracle.setting import Setting

NOBODY = 1e-13
"""A part of a person too small to be followed."""


class Step(NamedTuple):
    """Where somebody is, and whether a programme of this stage and year serves it."""

    at: Cohort
    served: bool


Chances = Mapping[Spot, float]
World = Callable[[Step], Chances]


class Walk:
    """What happens to persons who start somewhere."""

    def __init__(self) -> None:
        self.visited: dict[Step, float] = {}
        self.entered: dict[Cohort, float] = {}
        """Those who entered a later stage."""


def follow(
    setting: Setting, start: Mapping[Step, float], world: World, *, only_to: bool = False
) -> Walk:
    """Follow persons from step to step until they are all out; or to the next recorded cohort."""
    walk, there, sets_out = Walk(), dict(start), True
    while there:
        after: dict[Step, float] = {}
        for step, n in there.items():
            walk.visited[step] = walk.visited.get(step, 0.0) + n
            if only_to and step.at in setting.persons and not sets_out:
                continue
            for spot, chance in world(step).items():
                arrives = _arrival(setting, step, spot)
                if arrives.at.stage != step.at.stage:
                    walk.entered[arrives.at] = walk.entered.get(arrives.at, 0.0) + n * chance
                after[arrives] = after.get(arrives, 0.0) + n * chance
        sets_out = False
        there = {step: n for step, n in after.items() if abs(n) > NOBODY}
    return walk


def _arrival(setting: Setting, step: Step, spot: Spot) -> Step:
    """Return where a step leads; who moves inside the stage stays with its programme."""
    moves = spot.stage == step.at.stage
    years = 0 if moves else setting.data.duration(step.at.stage)
    at = cohort_at(spot, step.at.year + years)
    recorded = at in setting.persons and setting.data.has_programmes(at.stage, at.year)
    return Step(at, recorded or (moves and step.served))


def served_or_not(setting: Setting, at: Cohort) -> Step:
    """Return those who are recorded to enter somewhere."""
    return Step(at, setting.data.has_programmes(at.stage, at.year))


def with_programmes(setting: Setting) -> World:
    """Return the world as it is."""
    return lambda step: {spot: float(r) for spot, r in setting.tracing.found.rates(step.at).items()}


def without_programmes(setting: Setting, part: Callable[[Cohort], Fraction]) -> World:
    """Return the world in which a part of those whom programmes serve is not served."""

    def chances(step: Step) -> Chances:
        rates = dict(setting.tracing.found.rates(step.at))
        if step.served:
            for spot, effect in setting.tracing.effects(step.at).items():
                rates[spot] = rates.get(spot, Fraction(0)) - part(step.at) * effect
        return {spot: float(rate) for spot, rate in rates.items()}

    return chances


def brought(setting: Setting, entered: Mapping[Cohort, float], year: int) -> dict[str, float]:
    """Return what those who entered later stages bring to each payer, discounted to a year."""
    rules, found = setting.data.rules, dict.fromkeys(setting.payers, 0.0)
    for at, n in entered.items():
        lasts = setting.data.duration(at.stage) if rules.spreads_benefits else 1
        for late in range(max(lasts, 1)):
            weight = float(rules.delta) ** (at.year + late - year) / max(lasts, 1)
            for payer, b in benefits(setting.data, at).items():
                found[payer] += n * weight * float(b)
    return found


def worth_of_programme(setting: Setting, k: Programme) -> dict[str, float]:
    """Return what each payer loses where one programme is not funded, seen from its year."""
    start = {Step(k.cohort, served=True): float(setting.service[k].persons)}
    without = without_programmes(setting, lambda _: Fraction(1))

    def this_stage_only(step: Step) -> Chances:
        here = (step.at.stage, step.at.year) == (k.stage, k.year)
        return without(step) if here else with_programmes(setting)(step)

    return _difference(setting, start, start, this_stage_only, k.year)


def worth_of_all(setting: Setting) -> dict[str, float]:
    """Return what each payer loses where no programme is funded at all, seen from t₀."""
    start = newcomers(setting)
    without = without_programmes(setting, lambda at: served_share(setting.data, at))
    return _difference(setting, start, start, without, setting.base_year)


def _difference(
    setting: Setting,
    start: Mapping[Step, float],
    again: Mapping[Step, float],
    without: World,
    year: int,
) -> dict[str, float]:
    full = brought(setting, follow(setting, start, with_programmes(setting)).entered, year)
    less = brought(setting, follow(setting, again, without).entered, year)
    return {payer: full[payer] - less[payer] for payer in full}


def newcomers(setting: Setting) -> dict[Step, float]:
    """Return those of each recorded cohort who come from no other cohort."""
    world = with_programmes(setting)
    found = {served_or_not(setting, at): float(n) for at, n in setting.persons.items()}
    for at, n in setting.persons.items():
        start = served_or_not(setting, at)
        for step, came in follow(setting, {start: float(n)}, world, only_to=True).visited.items():
            if step.at in setting.persons:
                found[step] -= came - (float(n) if step == start else 0.0)
    return found
