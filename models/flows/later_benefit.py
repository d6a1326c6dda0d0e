"""Later benefits by flow tracing (2-method 2.3)."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.flows.moves import carried_by_moves, gained_by_moves
from models.flows.places import Floats, Places
from models.flows.programmes import Programmes
from models.flows.rates import Rates
from models.flows.unit_benefits import BenefitTable

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
    """Return D(h,k) = n(k)·V(k→h), programmes × payers, only the positive ones."""
    blocks: list[sparse.csr_array] = []
    order: list[np.typing.NDArray[np.int64]] = []
    for stage, year in programmes.stage_years():
        mine = np.flatnonzero((programmes.stage == stage) & (programmes.year == year))
        persons = sparse.diags_array(programmes.persons[mine])
        blocks.append(sparse.csr_array(persons @ value.at(stage, year)[programmes.territory[mine]]))
        order.append(mine)
    if not blocks:
        return sparse.csr_array((0, len(places.payers)))
    back = np.argsort(np.concatenate(order))
    return _positive(sparse.csr_array(sparse.csr_array(sparse.vstack(blocks))[back]))


def _positive(matrix: sparse.csr_array) -> sparse.csr_array:
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
    entered: dict[tuple[int, int], Floats] = {}
    waiting = [(year, stage) for stage, year in funded]
    heapq.heapify(waiting)
    seen: set[tuple[int, int]] = set()
    stream: dict[int, Floats] = {}
    while waiting:
        year, stage = heapq.heappop(waiting)
        if (year, stage) in seen:
            continue
        seen.add((year, stage))
        onward = rates.at(stage, year)
        if (stage, year) in entered:
            gain = benefits.at(stage, year).T @ entered[stage, year]
            weighed = discount ** (year - base_year) * gain
            stream[year] = stream.get(year, np.zeros(len(places.payers))) + weighed
        arrived = entered.get((stage, year), np.zeros(len(places.territories)))
        marked = _marked(onward.moves, arrived, funded.get((stage, year)))
        for later, going in sorted(onward.later.items()):
            key = (later, year + int(places.durations[stage]))
            arriving = going.T @ marked
            entered[key] = entered[key] + arriving if key in entered else arriving
            heapq.heappush(waiting, (key[1], key[0]))
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


def _persons_by_stage_year(places: Places, programmes: Programmes) -> dict[tuple[int, int], Floats]:
    persons = {key: np.zeros(len(places.territories)) for key in programmes.stage_years()}
    for i in range(len(programmes)):
        key = (int(programmes.stage[i]), int(programmes.year[i]))
        persons[key][programmes.territory[i]] = programmes.persons[i]
    return persons
