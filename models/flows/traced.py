"""A case traced under the rules of a scenario: later benefits by flow tracing (2-method 2.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.case import Case
from models.flows.flow_table import flow_table
from models.flows.lookup import BenefitTable
from models.flows.places import Floats, Ints, Places, places_of
from models.flows.programmes import Programmes, nothing_to_fund, programmes_of
from models.flows.rates import (
    Persons,
    Rates,
    carried_by_moves,
    carry_forward,
    gained_by_moves,
    observed_rates,
    projected,
)
from models.problems import Problem
from models.scenarios import Rules
from models.words.language import ENGLISH

_NOISE = 1e-12
"""Benefits smaller than this part of the largest are rounding errors of sums that cancel."""


class LaterValue:
    """V(s,·,y→·): what one person of each cohort brings later, territories × payers.

    Money at the year of the cohort. Found stage by stage from the last, each (stage, year)
    once; sparse, since a person can reach few of the territories.
    """

    def __init__(
        self, places: Places, rates: Rates, benefits: BenefitTable, discount: float
    ) -> None:
        self._places, self._rates, self._benefits = places, rates, benefits
        self._discount = discount
        self._known: dict[tuple[int, int], sparse.csr_array] = {}

    def at(self, stage: int, year: int) -> sparse.csr_array:
        """Return V for the cohorts of one stage and year."""
        if (stage, year) not in self._known:
            self._known[stage, year] = self._trace(stage, year)
        return self._known[stage, year]

    def _trace(self, stage: int, year: int) -> sparse.csr_array:
        onward = self._rates.at(stage, year)
        stay = int(self._places.durations[stage])
        shape = (len(self._places.territories), len(self._places.payers))
        value = sparse.csr_array(shape)
        for later, going in sorted(onward.later.items()):
            reached = self._benefits.at(later, year + stay) + self.at(later, year + stay)
            value = value + self._discount**stay * (going @ reached)
        return gained_by_moves(onward.moves, sparse.csr_array(value))


def later_benefits(places: Places, programmes: Programmes, value: LaterValue) -> sparse.csr_array:
    """Return D(h,k) = n(k)·V(k→h), programmes × payers, what is below 0 too."""
    blocks: list[sparse.csr_array] = []
    order: list[Ints] = []
    for stage, year in programmes.stage_years():
        mine = np.flatnonzero((programmes.stage == stage) & (programmes.year == year))
        persons = sparse.diags_array(programmes.persons[mine])
        blocks.append(sparse.csr_array(persons @ value.at(stage, year)[programmes.territory[mine]]))
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
        stream: for each year the discounted money that falls in it, by payer.
    """

    total: Floats
    stream: dict[int, Floats]


def total_benefit(
    places: Places,
    rates: Rates,
    benefits: BenefitTable,
    programmes: Programmes,
    discount: float,
    base_year: int,
) -> TotalBenefit:
    """Mark the persons of all programmes, carry them forward and add up what they bring.

    Where a cohort is itself a programme all its persons are marked; elsewhere those who were
    carried there. Every marked entry into a later stage adds δ^(y'-t₀)·b.
    """
    funded = _persons_by_stage_year(places, programmes)
    entered: Persons = {}

    def marked(stage: int, year: int, arrived: Floats) -> Floats:
        return _marked(rates.at(stage, year).moves, arrived, funded.get((stage, year)))

    carry_forward(rates, funded, entered, marked)
    stream: dict[int, Floats] = {}
    for year, stage in sorted((year, stage) for stage, year in entered):
        gain = benefits.at(stage, year).T @ entered[stage, year]
        weighed = discount ** (year - base_year) * gain
        stream[year] = stream.get(year, np.zeros(len(places.payers))) + weighed
    total = sum((stream[year] for year in sorted(stream)), np.zeros(len(places.payers)))
    return TotalBenefit(np.maximum(total, 0.0), stream)


def _marked(moves: sparse.csr_array, arrived: Floats, funded: Floats | None) -> Floats:
    """Return the marked persons of one stage and year, those who moved inside it included.

    In a programme everyone is marked; elsewhere those who arrived marked, and those who move in
    from a marked cohort.
    """
    if funded is None:
        return carried_by_moves(moves, arrived)
    elsewhere = funded == 0
    if not elsewhere.any():
        return funded
    base = np.where(elsewhere, arrived + moves.T @ funded, 0.0)
    only_elsewhere = sparse.diags_array(elsewhere.astype(float))
    inside = sparse.csr_array(only_elsewhere @ moves @ only_elsewhere)
    inside.eliminate_zeros()
    return funded + carried_by_moves(inside, base)


def _persons_by_stage_year(places: Places, programmes: Programmes) -> Persons:
    persons = {key: np.zeros(len(places.territories)) for key in programmes.stage_years()}
    for i in range(len(programmes)):
        key = (int(programmes.stage[i]), int(programmes.year[i]))
        persons[key][programmes.territory[i]] = programmes.persons[i]
    return persons


@dataclass(frozen=True, eq=False)
class TracedCase:
    """What 2-method 2.1 to 2.3 make of a case.

    Attributes:
        case: the case as used, with its adjustments.
        persons: n(s,·,y), projected years included.
        later_benefit: D(h,k), programmes × payers, money at the year of the programme; only what
            is above 0.
        signed_benefit: the same with what is below 0, for sums over a class of programmes.
        paid_already: x̄(h,k) that counts, programmes × payers, money at the year of the programme.
        total: B(h) and its stream.
        discount: δ.
        base_year: t₀; None where there is no programme.
        warnings: what had to be assumed on the way.
    """

    case: Case
    rules: Rules
    places: Places
    rates: Rates
    persons: Persons
    programmes: Programmes
    later_benefit: sparse.csr_array
    signed_benefit: sparse.csr_array
    paid_already: sparse.csr_array
    total: TotalBenefit
    discount: float
    base_year: int | None
    warnings: tuple[Problem, ...]


def trace(case: Case, rules: Rules) -> TracedCase:
    """Trace every programme of a case to those who benefit later."""
    places = places_of(case)
    rates = observed_rates(places, flow_table(case, places))
    persons = projected(rates, rules)
    programmes, warnings = programmes_of(case, places, persons, rules)
    discount = 1 / (1 + rules.discount_rate)
    base_year = _base_year(rules, programmes)
    benefits = BenefitTable(case, places)
    value = LaterValue(places, rates, benefits, discount)
    signed = later_benefits(places, programmes, value)
    later = _positive(signed)
    paid = sparse.csr_array(later.shape)
    total = total_benefit(places, rates, benefits, programmes, discount, base_year or 0)
    return TracedCase(
        case, rules, places, rates, persons, programmes, later, signed, paid, total, discount,
        base_year,
        _sorted_once((*rates.warnings, *warnings, *nothing_to_fund(case, programmes, rules))),
    )  # fmt: skip


def _base_year(rules: Rules, programmes: Programmes) -> int | None:
    if rules.base_year is not None:
        return rules.base_year
    return int(np.min(programmes.year)) if len(programmes) else None


def _sorted_once(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    once = dict.fromkeys(problems)
    return tuple(sorted(once, key=lambda p: (p.table, p.code, ENGLISH.say(p.found))))
