"""The rates at which people of a cohort go on, and the cohorts projected by them (2-method 2.2)."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import sparse

from models.declaration.tables import TABLE_BY_KEY
from models.flows.flow_table import FlowTable
from models.flows.places import Floats, Ints, Mask, Places, sums_by
from models.problems import Problem, Severity
from models.scenarios import Rules
from models.words.figures import rounded
from models.words.text import Argument, Percent, listed, text

_LEAK = 1e-9
_COLUMNS_AT_ONCE = 256


def without_endless(moves: sparse.csr_array) -> tuple[sparse.csr_array, Mask]:
    """Take out the moves of people who go round for ever and never leave the stage.

    Args:
        moves: M, spots × spots, the rate of each move; no row adds to more than 1.

    Returns:
        M with those rows emptied, so that I - M can be inverted, and which rows they were.
    """
    count = moves.shape[0]
    leaks = np.asarray(moves.sum(axis=1)).ravel() < 1 - _LEAK
    if leaks.all():
        return moves, np.zeros(count, dtype=bool)
    from scipy.sparse import csgraph  # noqa: PLC0415  # few cases need it, and it loads slowly

    out = sparse.csr_array(
        (np.ones(leaks.sum()), (np.zeros(leaks.sum(), int), 1 + np.flatnonzero(leaks))),
        shape=(1, count + 1),
    )
    back = sparse.hstack([sparse.csr_array((count, 1)), moves.T])
    graph = sparse.csr_array(sparse.vstack([out, back]))
    reached = csgraph.breadth_first_order(graph, 0, return_predecessors=False)
    endless = np.ones(count, dtype=bool)
    endless[reached[reached > 0] - 1] = False
    keep = sparse.diags_array((~endless).astype(float))
    return sparse.csr_array(keep @ moves), endless


def carried_by_moves(moves: sparse.csr_array, base: Floats) -> Floats:
    """Solve n = base + Mᵀn: everyone who comes to a spot directly or by a move.

    Args:
        moves: M without endless moves.
        base: persons who come to each spot from outside the stage.
    """
    if moves.nnz == 0:
        return base
    from scipy.sparse.linalg import splu  # noqa: PLC0415  # few cases need it, and it loads slowly

    system = sparse.eye_array(moves.shape[0]) - moves.T
    solved: Floats = splu(sparse.csc_array(system)).solve(base)
    return np.maximum(solved, 0.0)


def gained_by_moves(moves: sparse.csr_array, base: sparse.csr_array) -> sparse.csr_array:
    """Solve V = base + M·V: what a person brings where it is and where it moves to.

    Args:
        moves: M without endless moves.
        base: value a person by spot and payer, moves left out.
    """
    if moves.nnz == 0:
        return base
    from scipy.sparse.linalg import splu  # noqa: PLC0415  # few cases need it, and it loads slowly

    factors = splu(sparse.csc_array(sparse.eye_array(moves.shape[0]) - moves))
    starts = range(0, base.shape[1], _COLUMNS_AT_ONCE)
    blocks = [
        sparse.csr_array(factors.solve(base[:, start : start + _COLUMNS_AT_ONCE].toarray()))
        for start in starts
    ]
    return sparse.csr_array(sparse.hstack(blocks)) if blocks else base


_ABOVE_ONE = 1 + 1e-9

Persons = dict[tuple[int, int], Floats]
"""For (stage, year) the persons n(s,·,·,y) who enter, by spot."""


@dataclass(frozen=True, eq=False)
class Onward:
    """Where the people of one stage go: for each later stage, rates spots × spots.

    `moves` are the rates of moves inside the stage, endless ones taken out.
    """

    later: dict[int, sparse.csr_array]
    moves: sparse.csr_array

    @cached_property
    def arriving(self) -> dict[int, sparse.csc_array]:
        """`later` turned round once: what it makes of persons is asked again and again."""
        return turned(self.later)


def turned(rates: Mapping[int, sparse.csr_array]) -> dict[int, sparse.csc_array]:
    """Return the rates into each later stage turned round, by the number of the stage."""
    return {later: going.T for later, going in sorted(rates.items())}


@dataclass(frozen=True, eq=False)
class RateBasis:
    """What the rates of the cohorts of one stage and year are counted from.

    Attributes:
        years: when those entered who are counted: the own year where that is observed, else
            every observed year.
        counted: which flows count.
        base: how many entered in these years, by spot.
    """

    years: tuple[int, ...]
    counted: Mask
    base: Floats


@dataclass(eq=False)
class Rates:
    """Onward rates of every cohort: its own where observed, the pooled ones elsewhere.

    Attributes:
        last_year: Y, the last year with a flow that leaves a stage; None: nothing is observed.
        warnings: what had to be assumed about the rates.
    """

    places: Places
    flows: FlowTable
    persons: Persons
    last_year: int | None
    warnings: list[Problem] = field(default_factory=list)
    _cache: dict[tuple[int, int | None], Onward] = field(default_factory=dict)

    def observed(self, stage: int, year: int) -> bool:
        """Say whether the cohorts of a stage and year are observed: y + d(s) ≤ Y."""
        if self.last_year is None:
            return False
        return year + int(self.places.durations[stage]) <= self.last_year

    def at(self, stage: int, year: int) -> Onward:
        """Return the rates of the cohorts of one stage and year."""
        key = (stage, year if self.observed(stage, year) else None)
        if key not in self._cache:
            self._cache[key] = self._onward(*key)
        return self._cache[key]

    def basis(self, stage: int, year: int) -> RateBasis:
        """Return what the rates of the cohorts of one stage and year are counted from."""
        return self._basis(stage, year if self.observed(stage, year) else None)

    def without(self, stage: int, year: int, additionality: Floats) -> dict[int, sparse.csr_array]:
        """Return r⁰ of the cohorts of one stage and year: the rates without their programmes (2.2).

        It is scaled with r, and by itself where the flows to later stages still add to more than 1.

        Args:
            stage, year: of the cohorts.
            additionality: a of the programmes of each spot, for flows that do not say it.

        Returns:
            for each later stage, rates spots × spots.
        """
        basis = self.basis(stage, year)
        own = self._without(stage, basis, additionality)
        if not self._may_lead_to_nobody(stage, year):
            return own
        pooled = self._without(stage, self._basis(stage, None), additionality)
        return self._filled(own, pooled, basis)

    def _without(
        self, stage: int, basis: RateBasis, additionality: Floats
    ) -> dict[int, sparse.csr_array]:
        going = np.flatnonzero(basis.counted & self.flows.leaving & self.flows.entries)
        origin = self.flows.from_spot[going]
        given = self.flows.persons_without[going]
        by_rule = (1 - additionality[origin]) * self.flows.persons[going]
        stayed = np.where(np.isnan(given), by_rule, given)
        rate = stayed / basis.base[origin] / np.maximum(self._totals(basis), 1.0)[origin]
        total = sums_by(origin, rate, self.places.spots)
        return self._by_stage(going, rate / np.maximum(total, 1.0)[origin], stage)

    def _onward(self, stage: int, year: int | None) -> Onward:
        basis = self._basis(stage, year)
        if year is None:
            self._warn_unobserved(stage, basis.base)
        total = self._totals(basis)
        for spot in np.flatnonzero(total > _ABOVE_ONE).tolist():
            self._warn_above_one(stage, year, spot, float(total[spot]))
        rates = self._with(stage, basis)
        if year is not None and self._may_lead_to_nobody(stage, year):
            rates = self._filled(rates, self._with(stage, self._basis(stage, None)), basis)
        moves, endless = without_endless(rates.pop(stage, self._none()))
        self._warn_endless(stage, endless)
        return Onward(rates, moves)

    def _with(self, stage: int, basis: RateBasis) -> dict[int, sparse.csr_array]:
        """Return r of some cohorts to each stage, their own for moves."""
        going = np.flatnonzero(basis.counted)
        origin = self.flows.from_spot[going]
        rate = self.flows.persons[going] / basis.base[origin]
        return self._by_stage(going, rate / np.maximum(self._totals(basis), 1.0)[origin], stage)

    def _by_stage(self, going: Ints, rate: Floats, stage: int) -> dict[int, sparse.csr_array]:
        """Return the rates of some flows as a matrix for each stage that they lead to."""
        reached = {
            s: self._matrix(going, rate, s)
            for s in range(len(self.places.stages))
            if s == stage or self.places.orders[s] > self.places.orders[stage]
        }
        return {s: matrix for s, matrix in reached.items() if matrix.nnz}

    def _may_lead_to_nobody(self, stage: int, year: int) -> bool:
        """Say whether people without a programme may come to where nobody is recorded to enter.

        Such a cohort of an observed year takes pooled rates (2-method 2.2).
        """
        flows = self.flows
        only_without = (flows.persons == 0) & (flows.persons_without > 0)
        return self.observed(stage, year) and bool(only_without.any())

    def _filled(
        self,
        own: dict[int, sparse.csr_array],
        pooled: dict[int, sparse.csr_array],
        basis: RateBasis,
    ) -> dict[int, sparse.csr_array]:
        """Return the own rates of each spot that somebody entered, the pooled ones elsewhere."""
        empty = sparse.diags_array((basis.base <= 0).astype(float))
        return {
            s: sparse.csr_array(own.get(s, self._none()) + empty @ pooled.get(s, self._none()))
            for s in sorted({*own, *pooled})
        }

    def _none(self) -> sparse.csr_array:
        return sparse.csr_array((self.places.spots, self.places.spots))

    def _totals(self, basis: RateBasis) -> Floats:
        """Return to what the rates of each spot add, before they are scaled."""
        going = np.flatnonzero(basis.counted)
        origin = self.flows.from_spot[going]
        return sums_by(origin, self.flows.persons[going] / basis.base[origin], self.places.spots)

    def _basis(self, stage: int, year: int | None) -> RateBasis:
        mine = self.flows.from_stage == stage
        if year is not None:
            years, base = [year], self._entered(stage, year)
            counted = mine & (self.flows.cohort_year == year)
        else:
            years = sorted(y for s, y in self.persons if s == stage and self.observed(s, y))
            base = np.sum([self._entered(stage, y) for y in years], axis=0)
            base = base if years else np.zeros(self.places.spots)
            counted = mine & np.isin(self.flows.cohort_year, years) & self._from_someone()
        return RateBasis(tuple(years), counted & (base[self.flows.from_spot] > 0), base)

    def _entered(self, stage: int, year: int) -> Floats:
        return self.persons.get((stage, year), np.zeros(self.places.spots))

    def _from_someone(self) -> Mask:
        """Say for each flow whether anyone entered the cohort it comes from."""
        found = np.zeros(len(self.flows.year), dtype=bool)
        for (stage, year), persons in self.persons.items():
            mine = (self.flows.from_stage == stage) & (self.flows.cohort_year == year)
            found[mine] = persons[self.flows.from_spot[mine]] > 0
        return found

    def _matrix(self, going: Ints, rate: Floats, to_stage: int) -> sparse.csr_array:
        count = self.places.spots
        mine = self.flows.to_stage[going] == to_stage
        cells = (self.flows.from_spot[going][mine], self.flows.to_spot[going][mine])
        matrix = sparse.csr_array((rate[mine], cells), shape=(count, count))
        matrix.sum_duplicates()
        return matrix

    def _warn_above_one(self, stage: int, year: int | None, spot: int, total: float) -> None:
        found = (
            text(
                "More people leave {stage} in {territory} than entered it (the cohort of {year}: "
                "{part}).",
                year=year,
            )
            if year is not None
            else text(
                "More people leave {stage} in {territory} than entered it (all observed cohorts "
                "together: {part})."
            )
        ).filled(
            stage=self.places.stages[stage],
            territory=self.places.spot_name(spot),
            part=Percent(rounded(total, 3)),
        )
        mend = text("Correct the flows; until then the rates are scaled to 100 %.")
        self.warn("rates-above-one", found, mend)

    def _warn_endless(self, stage: int, endless: Mask) -> None:
        if endless.any():
            found = text(
                "In {stage} everyone keeps moving between {territories} and nobody ever leaves; "
                "these moves are left out.",
                stage=self.places.stages[stage],
                territories=self._named(endless),
            )
            mend = text("Add the flows out of the stage, or correct the moves.")
            self.warn("moves-without-end", found, mend)

    def _warn_unobserved(self, stage: int, base: Floats) -> None:
        last = stage == max(range(len(self.places.stages)), key=lambda s: self.places.orders[s])
        entered = [p for (s, _), p in sorted(self.persons.items()) if s == stage]
        missing = (np.sum(entered, axis=0) > 0) & (base <= 0) if entered else np.zeros(0, bool)
        if last or not missing.any():
            return
        found = text(
            "No cohort of {stage} in {territories} is followed to its end, so nobody is taken to "
            "go on from there.",
            stage=self.places.stages[stage],
            territories=self._named(missing),
        )
        self.warn("no-observed-cohort", found, text("Add the flows of the years that follow."))

    def _named(self, spots: Mask) -> Argument:
        return listed(map(self.places.spot_name, np.flatnonzero(spots).tolist()))

    def warn(self, code: str, found: Argument, mend: Argument) -> None:
        """Note what had to be assumed of the flows."""
        self.warnings.append(Problem(Severity.WARNING, code, found, mend, table="Flows"))


def cohorts_entered(flows: FlowTable, spots: int, chosen: Mask) -> Persons:
    """Add up the chosen flows into each cohort; all of them are n(s,g,y) (2-method 2.1)."""
    persons: Persons = {}
    for stage, year in np.unique(np.stack([flows.to_stage, flows.year])[:, chosen], axis=1).T:
        mine = chosen & (flows.to_stage == stage) & (flows.year == year)
        counted = sums_by(flows.to_spot[mine], flows.persons[mine], spots)
        persons[int(stage), int(year)] = counted
    return persons


def observed_rates(places: Places, flows: FlowTable) -> Rates:
    """Return the rates of the cohorts that the data hold."""
    persons = cohorts_entered(flows, places.spots, flows.entries)
    return Rates(places, flows, persons, flows.last_year())


def carry_forward(
    rates: Rates,
    begun: Iterable[tuple[int, int]],
    entered: Persons,
    going_on: Callable[[int, int, Floats], Floats | None],
) -> None:
    """Carry people from cohort to cohort by the rates, each cohort once, the earliest first.

    Args:
        rates: of the case.
        begun: the cohorts, (stage, year), from which they are carried.
        entered: who enters which cohort at the beginning; those who are carried there are added.
        going_on: from stage, year and who entered says who may go on from there; None: nobody.
    """

    def onward(stage: int, year: int, arrived: Floats) -> Iterable[tuple[int, Floats]]:
        here = going_on(stage, year, arrived)
        if here is None:
            return
        for later, arriving in rates.at(stage, year).arriving.items():
            yield later, arriving @ here

    carry(rates.places, begun, entered, onward)


def carry(
    places: Places,
    begun: Iterable[tuple[int, int]],
    entered: Persons,
    onward: Callable[[int, int, Floats], Iterable[tuple[int, Floats]]],
) -> None:
    """Carry people from cohort to cohort, each cohort once, the earliest first.

    Args:
        places: of the case.
        begun, entered: as of `carry_forward`.
        onward: from stage, year and who entered says who enters which later stages from there.
    """
    waiting = [(year, stage) for stage, year in begun]
    heapq.heapify(waiting)
    nobody = np.zeros(places.spots)
    before: tuple[int, int] | None = None
    while waiting:
        cohort = heapq.heappop(waiting)
        year, stage = cohort
        if cohort == before:
            continue
        before = cohort
        for later, arriving in onward(stage, year, entered.get((stage, year), nobody)):
            key = (later, year + int(places.durations[stage]))
            entered[key] = entered[key] + arriving if key in entered else arriving
            heapq.heappush(waiting, (key[1], later))


def projected(rates: Rates, rules: Rules) -> Persons:
    """Return the cohorts of the data and, after Y, those projected up to `project_until`.

    Arrivals of a projected year are those given for it; where the year has none, those of
    the year before times 1 + `arrivals_growth`. Everything else follows from the rates.
    """
    places, flows = rates.places, rates.flows
    last, until = rates.last_year, rules.project_until
    if last is None or until is None or until <= last:
        return dict(rates.persons)
    persons = {key: value for key, value in rates.persons.items() if key[1] <= last}
    given = cohorts_entered(flows, places.spots, flows.arrivals)
    years_given = {year for _, year in given}
    _warn_no_arrivals(rates, last, years_given)
    nobody = np.zeros(places.spots)
    arrivals = {s: given.get((s, last), nobody) for s in range(len(places.stages))}
    growing = 1 + rules.arrivals_growth
    for year in range(last + 1, until + 1):
        for stage, before in arrivals.items():
            now = given.get((stage, year), nobody) if year in years_given else before * growing
            arrivals[stage] = now
            persons[stage, year] = _entering(rates, persons, stage, year, now)
    later = {key: value for key, value in rates.persons.items() if key[1] > until}
    return {key: value for key, value in {**persons, **later}.items() if value.any()}


def _entering(rates: Rates, persons: Persons, stage: int, year: int, arrivals: Floats) -> Floats:
    """Solve n(s,·,y) = arrivals + Σ rate·n(s₀,·,y-d(s₀)) + moves inside s."""
    places, base = rates.places, arrivals.copy()
    for earlier in range(len(places.stages)):
        entered = year - int(places.durations[earlier])
        if places.orders[earlier] < places.orders[stage] and (earlier, entered) in persons:
            going = rates.at(earlier, entered).later.get(stage)
            if going is not None:
                base = base + going.T @ persons[earlier, entered]
    return carried_by_moves(rates.at(stage, year).moves, base)


def _warn_no_arrivals(rates: Rates, last: int, years_given: set[int]) -> None:
    if last in years_given or last + 1 in years_given:
        return
    found = text(
        "No arrivals are given for {year}, the last year of the data, so none are projected.",
        year=last,
    )
    mend = text(
        "Give the arrivals of {year} or of the years after it in {sheet}.",
        year=last,
        sheet=TABLE_BY_KEY["Flows"].labels,
    )
    rates.warn("no-arrivals-to-project", found, mend)
