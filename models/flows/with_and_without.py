"""The people of the programmes followed with them and without them (2-method 2.2, 2.3).

Loads numpy and scipy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from models.case import Case
from models.flows.lookup import CostTable
from models.flows.places import Floats, Ints, Mask, Places
from models.flows.rates import Persons, Rates, carried_by_moves, carry, projected
from models.flows.traced import Effects, carried_by_moves_signed, moved_to_nobody, moves_into
from models.results.with_and_without import StageCount, StageStep, WithAndWithout
from models.scenarios import Rules

_NOISE = 1e-9
"""Fewer persons than this are rounding errors of rates that cancel."""
_Ways = sparse.coo_array | sparse.csr_array
_Step = tuple[int, int, int, int]
"""Source stage, target stage, group before, group after."""


def with_and_without(
    case: Case, places: Places, rates: Rates, rules: Rules, begins_in: Mask
) -> WithAndWithout:
    """Follow the people of the programmes to the end, with the programmes and without.

    Each person counts once, from the first programme on. Who would not be there without the
    programmes is marked as B(h) marks them, so that both agree.

    Args:
        case: the case as used, with its adjustments.
        places, rates: of the case.
        rules: of the scenario.
        begins_in: the spots whose programmes people begin in; those of others are left out.
    """
    persons = projected(rates, rules)
    effects = Effects(rates, CostTable(case, places), rules)
    people = _People(places, rates, effects, persons, rules.additionality, begins_in)
    begun = [
        (stage, year)
        for (stage, year), entered in sorted(persons.items())
        if (effects.served(stage, year) * entered).any()
    ]
    carry(places, begun, {}, people.onward)
    return people.found()


@dataclass
class _People:
    """Counts on the way; what is carried from cohort to cohort has three rows of spots.

    All people of programmes, so that each is new in one programme only; those of them who are
    shown; and the marked of these, who would not be there without.
    """

    places: Places
    rates: Rates
    effects: Effects
    persons: Persons
    additionality: float
    begins_in: Mask
    years: set[int] = field(default_factory=set)
    begins: dict[int, Floats] = field(default_factory=dict)
    steps: dict[_Step, Floats] = field(default_factory=lambda: defaultdict(lambda: np.zeros(2)))

    def onward(self, stage: int, year: int, arrived: Floats) -> Iterator[tuple[int, Floats]]:
        """Say who enters which later stages from the cohorts of a stage and year."""
        spots = self.places.spots
        going = self.rates.at(stage, year)
        known, shown, marked = np.broadcast_to(arrived, (3, spots))
        served = self.effects.served(stage, year)
        entered = self.persons.get((stage, year), np.zeros(spots))
        everyone, new = _everyone(going.moves, entered, served, known)
        new_shown = np.where(self.begins_in, new, 0.0)
        here = carried_by_moves_signed(going.moves, shown + new_shown)
        marked = carried_by_moves_signed(going.moves, marked)
        self._note_new(stage, year, new_shown)
        # Of those who went through a programme before, this one serves its share like of all.
        others = moved_to_nobody(going.moves, entered > 0, here - marked)
        unmarked = new_shown + served * (others - np.where(entered > 0, new_shown, 0.0))
        due = self.effects.at(stage, year) if served.any() else {}
        for later, rate in sorted(going.later.items()):
            goes = _ways(rate, here)
            would_not: _Ways = _ways(rate, marked)
            if later in due:
                would_not = would_not + _ways(due[later], self.additionality * unmarked)
            self._note(stage, later, goes, would_not)
            yield later, np.stack([rate.T @ everyone, _into(goes), _into(would_not)])

    def found(self) -> WithAndWithout:
        """Return what was counted."""
        steps = tuple(
            StageStep(
                self.places.stages[source],
                self.places.stages[target],
                self.places.groups[before],
                self.places.groups[after],
                float(persons),
                float(persons - due),
            )
            for (source, target, before, after), (persons, due) in sorted(self.steps.items())
            if max(abs(persons), abs(due)) > _NOISE
        )
        stages = self._stages(steps)
        return WithAndWithout(
            (min(self.years), max(self.years)) if self.years else None,
            sum(float(new.sum()) for _, new in sorted(self.begins.items())),
            stages,
            steps,
            self.additionality,
        )

    def _stages(self, steps: tuple[StageStep, ...]) -> tuple[StageCount, ...]:
        places = self.places
        ends = {stage for step in steps for stage in (step.source, step.target)}
        begun = {places.stages[stage] for stage in self.begins}
        seen = [at for at, stage in enumerate(places.stages) if stage in ends | begun]
        orders = sorted({int(places.orders[at]) for at in seen})
        counts = []
        for at in seen:
            new = self.begins.get(at, np.zeros(len(places.groups)))
            into = [step for step in steps if step.target == places.stages[at]]
            begins = float(new.sum())
            counts.append(
                StageCount(
                    places.stages[at],
                    orders.index(int(places.orders[at])),
                    tuple((places.groups[q], float(new[q])) for q in np.flatnonzero(new).tolist()),
                    begins + sum(step.persons for step in into),
                    begins + sum(step.without for step in into),
                )
            )
        return tuple(counts)

    def _note_new(self, stage: int, year: int, new: Floats) -> None:
        if (np.abs(new) > _NOISE).any():
            self.years.add(year)
            by_group = np.bincount(self.places.spot_group, new, len(self.places.groups))
            self.begins[stage] = self.begins.get(stage, np.zeros(len(by_group))) + by_group

    def _note(
        self,
        stage: int,
        later: int,
        goes: sparse.coo_array,
        would_not: _Ways,
    ) -> None:
        for at, ways in enumerate((goes, sparse.coo_array(would_not))):
            for (before, after), persons in self._by_group(ways).items():
                self.steps[stage, later, before, after][at] += persons

    def _by_group(self, ways: sparse.coo_array) -> Mapping[tuple[int, int], float]:
        group, count = self.places.spot_group, len(self.places.groups)
        pair: Ints = group[ways.row] * count + group[ways.col]
        sums = np.bincount(pair, ways.data, count * count)
        return {divmod(at, count): float(sums[at]) for at in np.flatnonzero(sums).tolist()}


def _everyone(
    moves: sparse.csr_array, entered: Floats, served: Floats, known: Floats
) -> tuple[Floats, Floats]:
    """Return who is known from programmes at each spot, and who of them is new in this one.

    Of those who are not known yet the programme serves its share: t = σ·n + (1 - σ)·(those who
    come known, by a move too). Where nobody is recorded to enter, n are those known and who moves
    there.
    """
    if not served.any():
        return carried_by_moves(moves, known), np.zeros(len(known))
    recorded = entered > 0
    all_here = carried_by_moves(moves_into(moves, ~recorded), np.where(recorded, entered, known))
    rest = sparse.csr_array(moves @ sparse.diags_array(1 - served))
    rest.eliminate_zeros()
    everyone = carried_by_moves(rest, served * all_here + (1 - served) * known)
    return everyone, served * (all_here - known - moves.T @ everyone)


def _ways(rates: sparse.csr_array, persons: Floats) -> sparse.coo_array:
    return sparse.coo_array(sparse.diags_array(persons) @ rates)


def _into(ways: _Ways) -> Floats:
    return np.asarray(ways.sum(axis=0), dtype=float).ravel()
