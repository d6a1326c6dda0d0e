"""A case traced under the rules of a scenario: later benefits by flow tracing (2-method 2.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy import sparse

from models.case import Case
from models.declaration.rules import SPREAD
from models.flows.existing import ExistingPayments
from models.flows.flow_table import flow_table
from models.flows.lookup import BenefitTable, CostTable
from models.flows.places import Floats, Ints, Mask, Places, places_of
from models.flows.programmes import Programmes, nothing_to_fund, programmes_of
from models.flows.rates import (
    Persons,
    Rates,
    carried_by_moves,
    carry,
    gained_by_moves,
    observed_rates,
    projected,
    turned,
)
from models.problems import Problem
from models.programme import Programme
from models.scenarios import Rules
from models.words.language import ENGLISH

_NOISE_OF_SUMS = 1e-9
"""The part of an amount below which a difference of two sums is a rounding error."""
_NOISE = 1e-12
"""Benefits smaller than this part of the largest are rounding errors of sums that cancel."""


class Effects:
    """e at A = 1: the part of each rate out of a programme that is due to it (2-method 2.2).

    Spots × spots for each later stage. Looked at only for co-funded stages in programme years.
    """

    def __init__(self, rates: Rates, costs: CostTable, rules: Rules) -> None:
        self._rates, self._costs, self._rules = rates, costs, rules
        self._known: dict[tuple[int, int], dict[int, sparse.csr_array] | None] = {}
        self._due: dict[tuple[int, int], dict[int, sparse.csr_array]] = {}
        self._arriving: dict[tuple[int, int], dict[int, sparse.csc_array]] = {}
        self._served: dict[tuple[int, int], Floats] = {}
        self._says_without = bool((~np.isnan(rates.flows.persons_without)).any())

    def at(self, stage: int, year: int) -> dict[int, sparse.csr_array]:
        """Return the effects of the cohorts of one stage and year."""
        of_rates = self._rates.at(stage, year).later
        without = self._without(stage, year)
        if without is None:
            return of_rates
        if (stage, year) not in self._due:
            self._due[stage, year] = {
                later: sparse.csr_array(of_rates[later] - without[later]) for later in of_rates
            }
        return self._due[stage, year]

    def arriving(self, stage: int, year: int) -> dict[int, sparse.csc_array]:
        """Return the effects of the cohorts of one stage and year turned round."""
        if (stage, year) not in self._arriving:
            self._arriving[stage, year] = turned(self.at(stage, year))
        return self._arriving[stage, year]

    def is_all(self, stage: int, year: int) -> bool:
        """Say whether all that follows is due to the programmes: e = r."""
        return self._without(stage, year) is None

    def served(self, stage: int, year: int) -> Floats:
        """Return σ of each spot: the part of the persons whom the programmes serve."""
        if (stage, year) not in self._served:
            spots = self._rates.places.spots
            served = np.zeros(spots)
            if self._has_programmes(stage, year):
                served = self._costs.at(stage, year).served(spots)
            self._served[stage, year] = served
        return self._served[stage, year]

    def _without(self, stage: int, year: int) -> dict[int, sparse.csr_array] | None:
        """Return r⁰; None where it is 0 throughout."""
        if (stage, year) not in self._known:
            spots = self._rates.places.spots
            additionality = self._costs.at(stage, year).mean_additionality(spots)
            is_all = not self._says_without and bool((additionality == 1).all())
            found = None if is_all else self._rates.without(stage, year, additionality)
            self._known[stage, year] = found
        return self._known[stage, year]

    def _has_programmes(self, stage: int, year: int) -> bool:
        return bool(self._rates.places.cofunded[stage]) and self._rules.has_programmes_in(year)


class LaterValue:
    """V and U: what one person of each cohort brings later, and what of it its programme brings.

    Spots × payers, money at the year of the cohort. Found stage by stage from the last, each
    (stage, year) once; sparse, since a person can reach few of the territories.
    """

    def __init__(
        self, effects: Effects, rates: Rates, benefits: BenefitTable, timing: Timing
    ) -> None:
        self._effects, self._rates, self._benefits = effects, rates, benefits
        self._timing = timing
        self._known: dict[tuple[int, int], sparse.csr_array] = {}

    def at(self, stage: int, year: int) -> sparse.csr_array:
        """Return V for the cohorts of one stage and year."""
        if (stage, year) not in self._known:
            self._known[stage, year] = self._trace(stage, year, self._rates.at(stage, year).later)
        return self._known[stage, year]

    def of_programmes(self, stage: int, year: int) -> sparse.csr_array:
        """Return U at A = 1 for the programmes of one stage and year."""
        if self._effects.is_all(stage, year):
            return self.at(stage, year)
        return self._trace(stage, year, self._effects.at(stage, year))

    def _trace(
        self, stage: int, year: int, onward: Mapping[int, sparse.csr_array]
    ) -> sparse.csr_array:
        places = self._rates.places
        stay = int(places.durations[stage])
        value = sparse.csr_array((places.spots, len(places.payers)))
        for later, going in sorted(onward.items()):
            of_stage = self._timing.worth(int(places.durations[later]))
            reached = of_stage * self._benefits.at(later, year + stay) + self.at(later, year + stay)
            value = value + self._timing.discount**stay * (going @ reached)
        return gained_by_moves(self._rates.at(stage, year).moves, sparse.csr_array(value))


@dataclass(frozen=True)
class Timing:
    """When the benefit of a stage comes, and what a later year is worth (2-method 2.3).

    Attributes:
        discount: δ.
        is_spread: whether it comes evenly over the years of its stage, not all on entry.
    """

    discount: float
    is_spread: bool

    def parts(self, years: int) -> tuple[float, ...]:
        """Return what of a benefit comes in each year of a stage, discounted to the entry."""
        if not self.is_spread or years <= 1:
            return (1.0,)
        return tuple(self.discount**late / years for late in range(years))

    def worth(self, years: int) -> float:
        """Return φ of a stage: what its benefit is worth on entry."""
        return sum(self.parts(years))


def timing_of(rules: Rules) -> Timing:
    """Return the timing under the rules of a scenario."""
    return Timing(1 / (1 + rules.discount_rate), rules.benefit_timing == SPREAD)


def later_benefits(places: Places, programmes: Programmes, value: LaterValue) -> sparse.csr_array:
    """Return D(h,k) = n(k)·U(k→h) at A = 1, programmes × payers, what is below 0 too."""
    spot = places.spot_of(programmes.territory, programmes.group)
    blocks: list[sparse.csr_array] = []
    order: list[Ints] = []
    for stage, year in programmes.stage_years():
        mine = np.flatnonzero((programmes.stage == stage) & (programmes.year == year))
        persons = sparse.diags_array(programmes.persons[mine])
        gained = value.of_programmes(stage, year)[spot[mine]]
        blocks.append(sparse.csr_array(persons @ gained))
        order.append(mine)
    if not blocks:
        return sparse.csr_array((0, len(places.payers)))
    back = np.argsort(np.concatenate(order))
    return sparse.csr_array(sparse.csr_array(sparse.vstack(blocks))[back])


def _positive(signed: sparse.csr_array) -> sparse.csr_array:
    matrix = signed.copy()
    if matrix.nnz:
        matrix.data[matrix.data < _NOISE * np.abs(matrix.data).max()] = 0.0
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return matrix


@dataclass(frozen=True, eq=False)
class TotalBenefit:
    """B(h), every person counted once.

    Attributes:
        total: money discounted to the base year, by payer, not below 0.
        before_floor: the same sum, which costs may take below 0.
        stream: for each year the discounted money that falls in it, by payer.
    """

    total: Floats
    before_floor: Floats
    stream: dict[int, Floats]


def total_benefit(
    rates: Rates,
    persons: Persons,
    benefits: BenefitTable,
    effects: Effects,
    programmes: Programmes,
    rules: Rules,
    base_year: int,
    but: int | None = None,
) -> TotalBenefit:
    """Mark who would not be there without the programmes; add up what they bring (2-method 2.3).

    Every marked entry into a later stage adds δ^(y'-t₀)·φ·b.

    Args:
        rates, persons, benefits, effects, programmes, rules, base_year: as of `TracedCase`.
        but: the position of a programme that is not there; None: all are.
    """
    places, timing = rates.places, timing_of(rules)
    absent = {} if but is None else programmes.part_of(but, persons, places)
    entered: Persons = {}
    nobody = np.zeros(places.spots)

    def marked(stage: int, year: int, arrived: Floats) -> Iterator[tuple[int, Floats]]:
        onward = rates.at(stage, year)
        here = carried_by_moves_signed(onward.moves, arrived)
        everyone = _everyone(onward.moves, persons.get((stage, year), nobody), here)
        served = rules.additionality * (
            effects.served(stage, year) - absent.get((stage, year), 0.0)
        )
        if effects.is_all(stage, year):
            here = np.where(served == 1, everyone, here + served * (everyone - here))
            served = nobody
        due, others = effects.arriving(stage, year), served * (everyone - here)
        for later, arriving in onward.arriving.items():
            yield later, arriving @ here + (due[later] @ others if served.any() else 0.0)

    carry(places, programmes.stage_years(), entered, marked)
    stream: dict[int, Floats] = {}
    for year, stage in sorted((year, stage) for stage, year in entered):
        gain = timing.discount ** (year - base_year) * (
            benefits.at(stage, year).T @ entered[stage, year]
        )
        for late, part in enumerate(timing.parts(int(places.durations[stage]))):
            before = stream.get(year + late, np.zeros(len(places.payers)))
            stream[year + late] = before + part * gain
    total = sum((stream[year] for year in sorted(stream)), np.zeros(len(places.payers)))
    return TotalBenefit(np.maximum(total, 0.0), total, dict(sorted(stream.items())))


def _everyone(moves: sparse.csr_array, persons: Floats, marked: Floats) -> Floats:
    """Return n of the cohorts of one stage and year.

    Where nobody is recorded to enter, those who move there: the marked, and of the others those
    who do.
    """
    recorded = persons > 0
    if recorded.all():
        return persons
    others = moved_to_nobody(moves, recorded, persons - marked)
    return np.where(recorded, persons, marked + others)


def moved_to_nobody(moves: sparse.csr_array, recorded: Mask, persons: Floats) -> Floats:
    """Return persons where they are recorded to enter, and who of them moves where nobody is."""
    there = np.where(recorded, persons, 0.0)
    return carried_by_moves_signed(moves_into(moves, ~recorded), there)


def moves_into(moves: sparse.csr_array, spots: Mask) -> sparse.csr_array:
    """Return the moves that end at some spots, and no others."""
    inside = moves.copy()
    inside.data = inside.data * spots[moves.indices]
    inside.eliminate_zeros()
    return inside


def carried_by_moves_signed(moves: sparse.csr_array, base: Floats) -> Floats:
    """Solve n = base + Mᵀn for persons that may be below 0: those whom a programme keeps away."""
    if (base >= 0).all():
        return carried_by_moves(moves, base)
    below = carried_by_moves(moves, np.maximum(-base, 0.0))
    return carried_by_moves(moves, np.maximum(base, 0.0)) - below


@dataclass(frozen=True, eq=False)
class TracedCase:
    """What 2-method 2.1 to 2.3 make of a case.

    Attributes:
        case: the case as used, with its adjustments.
        persons: n(s,·,·,y) by spot, projected years included.
        existing: x̄(h,k), what flows already.
        benefits: b, ready to be looked up.
        effects: e.
        due_benefit: D(h,k) at A = 1, with what is below 0, programmes × payers, money at the year
            of the programme.
        later_benefit: D(h,k) where it is above 0.
        total: B(h) and its stream.
        base_year: t₀; None where there is no programme.
        warnings: what had to be assumed on the way.
    """

    case: Case
    rules: Rules
    places: Places
    rates: Rates
    persons: Persons
    programmes: Programmes
    existing: ExistingPayments
    benefits: BenefitTable
    effects: Effects
    due_benefit: sparse.csr_array
    later_benefit: sparse.csr_array
    total: TotalBenefit
    base_year: int | None
    warnings: tuple[Problem, ...]

    @property
    def discount(self) -> float:
        """δ."""
        return timing_of(self.rules).discount

    @property
    def signed_benefit(self) -> sparse.csr_array:
        """D(h,k) with what is below 0, for sums over a class of programmes."""
        return sparse.csr_array(self.rules.additionality * self.due_benefit)

    @property
    def paid_already(self) -> sparse.csr_array:
        """x̄(h,k) that counts, programmes × payers, money at the year of the programme."""
        return self.existing.counted

    def claimed_by(self, programme: int) -> Floats:
        """Return of D(h,k) of one programme the part that others of the same persons claim too.

        It is what B(h) does not lose where the programme alone is not there: B counts every person
        once, however many programmes helped (2-method 2.3).

        Returns:
            for each payer, money at the year of the programme; from 0 to D(h,k).
        """
        base_year, year = self.base_year or 0, int(self.programmes.year[programme])
        without = total_benefit(
            self.rates, self.persons, self.benefits, self.effects, self.programmes, self.rules,
            base_year, but=programme,
        )  # fmt: skip
        lost = self.total.before_floor - without.before_floor
        lost = lost / self.discount ** (year - base_year)
        later = self.later_benefit[[programme]].toarray().ravel()
        claimed = np.clip(later - lost, 0.0, later)
        return np.where(claimed > _NOISE_OF_SUMS * later, claimed, 0.0)

    def with_rules(self, rules: Rules) -> TracedCase:
        """Return the same under rules that change nothing that is traced but `additionality`."""
        if rules.additionality == self.rules.additionality:
            return replace(self, rules=rules)
        total = total_benefit(
            self.rates, self.persons, self.benefits, self.effects, self.programmes, rules,
            self.base_year or 0,
        )  # fmt: skip
        later = _positive(sparse.csr_array(rules.additionality * self.due_benefit))
        return replace(self, rules=rules, later_benefit=later, total=total)


def trace(case: Case, rules: Rules) -> TracedCase:
    """Trace every programme of a case to those who benefit later."""
    places = places_of(case)
    rates = observed_rates(places, flow_table(case, places))
    persons = projected(rates, rules)
    costs = CostTable(case, places)
    funded = programmes_of(case, places, costs, persons, rules)
    programmes, base_year = funded.programmes, funded.base_year
    benefits = BenefitTable(case, places, funded.prices)
    effects = Effects(rates, costs, rules)
    value = LaterValue(effects, rates, benefits, timing_of(rules))
    due = later_benefits(places, programmes, value)
    total = total_benefit(rates, persons, benefits, effects, programmes, rules, base_year or 0)
    return TracedCase(
        case=case,
        rules=rules,
        places=places,
        rates=rates,
        persons=persons,
        programmes=programmes,
        existing=funded.existing,
        benefits=benefits,
        effects=effects,
        due_benefit=due,
        later_benefit=_positive(sparse.csr_array(rules.additionality * due)),
        total=total,
        base_year=base_year,
        warnings=_sorted_once(
            (*rates.warnings, *funded.warnings, *nothing_to_fund(case, programmes, rules))
        ),
    )


def programmes_named(traced: TracedCase) -> tuple[Programme, ...]:
    """Return what names each programme of the case, in order."""
    return named(traced.places, traced.programmes)


@lru_cache(maxsize=1)  # other rules leave the programmes as they are
def named(places: Places, known: Programmes) -> tuple[Programme, ...]:
    """Return what names each of some programmes, in order."""
    answering = (*places.territories, "")  # NOBODY stands for the last
    columns = (known.territory, known.stage, known.year, known.group, known.responsible)
    return tuple(
        Programme(places.territories[g], places.stages[s], year, places.groups[q], answering[r])
        for g, s, year, q, r in zip(*(column.tolist() for column in columns), strict=True)
    )


def _sorted_once(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    once = dict.fromkeys(problems)
    return tuple(sorted(once, key=lambda p: (p.table, p.code, ENGLISH.say(p.found))))
