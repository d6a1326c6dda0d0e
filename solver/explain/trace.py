"""Follows a payment to its end: persons, rates, benefits and the rows of the case behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.case import Case
from models.editing import is_blank
from models.flows.adjustments import adjustments_of
from models.flows.lookup import BenefitTable, CostTable
from models.flows.places import Floats, Ints, Places
from models.flows.rates import Persons, carried_by_moves, carry, carry_forward
from models.flows.traced import TracedCase, carried_by_moves_signed, timing_of
from models.problems import RelaisError
from models.programme import Place, Programme
from models.results.explanation import TraceLine
from models.results.origin import (
    CohortOrigin,
    EntryOrigin,
    InputRows,
    NeedOrigin,
    OnwardStep,
)
from models.words.text import text

_NOBODY = 1e-9
"""Persons below which an entry is a rounding error."""


@dataclass(frozen=True, eq=False)
class FollowedProgramme:
    """The persons of one programme, carried forward by the rates over every way they take.

    Attributes:
        entered: for (stage, year) those who enter, by spot. A move inside a stage is no
            entry of its own: people bring what they bring where they entered.
        there: the same with those who moved in, who go on from there.
        due: of those who enter, how many do so only because of the programme; below 0 where more
            would without it.
    """

    entered: Persons
    there: Persons
    due: Persons


def follow(traced: TracedCase, programme: int) -> FollowedProgramme:
    """Carry the persons of one programme forward.

    Args:
        traced: the traced case.
        programme: its position among the programmes of the case.
    """
    programmes, rates = traced.programmes, traced.rates
    start = (int(programmes.stage[programme]), int(programmes.year[programme]))
    persons = np.zeros(traced.places.spots)
    spot = traced.places.spot_of(programmes.territory, programmes.group)
    persons[spot[programme]] = programmes.persons[programme]
    entered: Persons = {start: persons}
    there: Persons = {}

    def all_who_come(stage: int, year: int, arrived: Floats) -> Floats:
        there[stage, year] = carried_by_moves(rates.at(stage, year).moves, arrived)
        return there[stage, year]

    carry_forward(rates, [start], entered, all_who_come)
    is_all = traced.effects.is_all(*start) and traced.rules.additionality == 1
    return FollowedProgramme(entered, there, entered if is_all else _due(traced, start, persons))


def _due(traced: TracedCase, start: tuple[int, int], persons: Floats) -> Persons:
    """Carry forward who goes on from a programme only because of it (2-method 2.3, U)."""
    rates, due = traced.rates, {start: persons}
    effects = traced.effects.at(*start)

    def onward(stage: int, year: int, arrived: Floats) -> Iterator[tuple[int, Floats]]:
        of_rates = rates.at(stage, year)
        here = carried_by_moves_signed(of_rates.moves, arrived)
        is_start = (stage, year) == start
        for later, going in sorted((effects if is_start else of_rates.later).items()):
            part = traced.rules.additionality if is_start else 1.0
            yield later, part * (going.T @ here)

    carry(traced.places, [start], due, onward)
    return due


@dataclass(frozen=True, eq=False)
class LaterEntry:
    """Persons of a programme who enter a later stage in a year.

    Attributes:
        year, stage: which.
        persons, due: all of them, and those due to the programme, by spot.
    """

    year: int
    stage: int
    persons: Floats
    due: Floats


def entries_of(traced: TracedCase, programme: int) -> tuple[LaterEntry, ...]:
    """Return where the persons of a programme enter later stages; its own is none of them."""
    programmes = traced.programmes
    start = (int(programmes.stage[programme]), int(programmes.year[programme]))
    followed, nobody = follow(traced, programme), np.zeros(traced.places.spots)
    cohorts = {*followed.entered, *followed.due} - {start}
    return tuple(
        LaterEntry(
            year,
            stage,
            followed.entered.get((stage, year), nobody),
            followed.due.get((stage, year), nobody),
        )
        for year, stage in sorted((year, stage) for stage, year in cohorts)
    )


def trace_lines(traced: TracedCase, programme: int, payer: int) -> tuple[TraceLine, ...]:
    """Say which people of a programme bring a payer how much, where and when.

    The values add up to D(h,k); entries that bring the payer nothing are left out.
    """
    places, start = traced.places, int(traced.programmes.year[programme])
    lines = []
    timing = timing_of(traced.rules)
    for entry in entries_of(traced, programme):
        year, stage = entry.year, entry.stage
        gains = traced.benefits.at(stage, year)[:, [payer]].toarray().ravel()
        parts = timing.parts(int(places.durations[stage]))
        worth = sum(parts) * timing.discount ** (year - start)
        somebody = (entry.persons > _NOBODY) | (np.abs(entry.due) > _NOBODY)
        for spot in np.flatnonzero(somebody & (gains != 0)).tolist():
            due, gain = float(entry.due[spot]), float(gains[spot])
            at = _place(places, spot, stage, year)
            lines.append(
                TraceLine(
                    stage=at.stage,
                    territory=at.territory,
                    year=year,
                    persons=float(entry.persons[spot]),
                    benefit_per_person=gain,
                    value=due * gain * worth,
                    group=at.group,
                    due=due,
                    years=len(parts),
                )
            )
    return tuple(lines)


def _place(places: Places, spot: int, stage: int, year: int) -> Place:
    """Return a place by the keys of the case."""
    territory, group = places.spot_territory[spot], places.spot_group[spot]
    return Place(places.territories[territory], places.stages[stage], year, places.groups[group])


class Origins:
    """Finds where the figures of a traced case come from.

    Args:
        case: the case as it stands in the grids, without the adjustments of the scenario.
        traced: the same, adjusted and traced.
    """

    def __init__(self, case: Case, traced: TracedCase) -> None:
        self._case, self._traced = case, traced
        self._places, self._rates = traced.places, traced.rates

    def of_entry(self, payer: str, programme: Programme, place: Place) -> EntryOrigin:
        """Say how persons of a programme come to enter a place, and what that brings a payer."""
        traced, (spot, stage, year) = self._traced, self._at(place)
        followed = follow(traced, self._position(programme))
        h = self._places.payers.index(payer)
        gains = float(traced.benefits.at(stage, year)[spot, h])
        due = followed.due.get((stage, year), np.zeros(self._places.spots))
        timing = timing_of(traced.rules)
        parts = timing.parts(int(self._places.durations[stage]))
        worth = sum(parts) * timing.discount ** (year - programme.year)
        return EntryOrigin(
            payer=payer,
            programme=programme,
            place=place,
            coming=_largest_first(self._coming(followed.there, (spot, stage, year))),
            moving=_largest_first(self._moving(followed.there, (spot, stage, year))),
            benefit_per_person=gains,
            benefits=self._benefits(h, (spot, stage, year), gains),
            discount_rate=traced.rules.discount_rate,
            value=float(due[spot]) * gains * worth,
            due=float(due[spot]),
            years=len(parts),
        )

    def of_need(self, programme: Programme) -> NeedOrigin:
        """Say who enters a programme, and which rows say what it costs and what funds it."""
        cost, funding = self._cost(programme), self._funding(programme)
        return NeedOrigin(self.of_cohort(programme.place), cost, funding)

    def of_cohort(self, place: Place) -> CohortOrigin:
        """Say who enters a stage in a territory in a year, and which rows count them."""
        traced, at = self._traced, self._at(place)
        spot, stage, year = at
        entered = traced.persons.get((stage, year))
        persons = float(entered[spot]) if entered is not None else 0.0
        is_projected = self._is_projected(year)
        coming: tuple[OnwardStep, ...] = ()
        if is_projected:
            steps = [*self._coming(traced.persons, at), *self._moving(traced.persons, at)]
            coming = _largest_first(steps)
        arriving = persons - sum(step.going for step in coming) if is_projected else 0.0
        flows = self._rates.flows
        into = (flows.to_stage == stage) & (flows.to_spot == spot) & (flows.year == year)
        given_in = self._arrivals_given(year)
        arrived = flows.arrivals & (flows.to_stage == stage) & (flows.to_spot == spot)
        return CohortOrigin(
            place=place,
            persons=persons,
            flows=self._flows(flows.row[into & (not is_projected)]),
            arriving=arriving if arriving > _NOBODY else 0.0,
            growth=traced.rules.arrivals_growth if given_in != year else 0.0,
            arrivals=self._flows(flows.row[arrived & (flows.year == given_in) & is_projected]),
            coming=coming,
        )

    def _is_projected(self, year: int) -> bool:
        last, until = self._rates.last_year, self._traced.rules.project_until
        return last is not None and until is not None and last < year <= until

    def _arrivals_given(self, year: int) -> int:
        """Return the last year up to one in which the flows have arrivals; itself if none has."""
        flows = self._rates.flows
        years = flows.year[flows.arrivals & (flows.year <= year)]
        return int(years.max()) if len(years) else year

    def _at(self, place: Place) -> tuple[int, int, int]:
        """Return the positions of a spot and a stage, and the year.

        Raises:
            RelaisError: the case has no such place.
        """
        territory, stage, year, group = place
        places = self._places
        is_known = territory in places.territories and group in places.groups
        if not is_known or stage not in places.stages:
            raise RelaisError(
                text(
                    "Nobody can enter {stage} in {territory}: the case has no such place.",
                    stage=stage,
                    territory=territory,
                )
            )
        spot = places.territories.index(territory) * len(places.groups)
        return spot + places.groups.index(group), places.stages.index(stage), year

    def _position(self, programme: Programme) -> int:
        spot, stage, year = self._at(programme.place)
        all_of, places = self._traced.programmes, self._places
        spots = places.spot_of(all_of.territory, all_of.group)
        here = (spots == spot) & (all_of.stage == stage) & (all_of.year == year)
        if programme.responsible:
            here &= all_of.responsible == places.territories.index(programme.responsible)
        return int(np.flatnonzero(here)[0])

    # The steps.

    def _coming(self, there: Persons, at: tuple[int, int, int]) -> Iterator[OnwardStep]:
        """Yield who come to a place from earlier stages."""
        _, stage, year = at
        for (before, entered), persons in sorted(there.items(), key=lambda one: one[0]):
            arriving = entered + int(self._places.durations[before])
            later = self._rates.at(before, entered).later
            if arriving == year and stage in later:
                yield from self._steps((before, entered), persons, later[stage], at)

    def _moving(self, there: Persons, at: tuple[int, int, int]) -> Iterator[OnwardStep]:
        """Yield who come to a place from other territories or groups within the stage."""
        _, stage, year = at
        moves = self._rates.at(stage, year).moves
        if moves.nnz and (stage, year) in there:
            yield from self._steps((stage, year), there[stage, year], moves, at)

    def _steps(
        self,
        cohort: tuple[int, int],
        persons: Floats,
        going: sparse.csr_array,
        at: tuple[int, int, int],
    ) -> Iterator[OnwardStep]:
        spot, stage, _ = at
        basis, flows = self._rates.basis(*cohort), self._rates.flows
        rates = going[:, [spot]].toarray().ravel()
        into = basis.counted & (flows.to_stage == stage) & (flows.to_spot == spot)
        for origin in np.flatnonzero((rates > 0) & (persons > _NOBODY)).tolist():
            counted = into & (flows.from_spot == origin)
            yield OnwardStep(
                place=_place(self._places, origin, *cohort),
                persons=float(persons[origin]),
                rate=float(rates[origin]),
                counted=float(flows.persons[counted].sum()),
                base=float(basis.base[origin]),
                years=basis.years,
                is_observed=self._rates.observed(*cohort),
                flows=self._flows(flows.row[counted]),
            )

    # The rows behind them.

    def _flows(self, rows: Ints) -> InputRows:
        at = sorted(rows.tolist())
        return self._rows("Flows", at, "persons", is_adjusted=self._differs("Flows", at, "persons"))

    def _benefits(self, payer: int, at: tuple[int, int, int], used: float) -> InputRows:
        spot, stage, year = at
        table = BenefitTable(self._case, self._places)
        rows = table.rows_for(stage, year, spot, payer)
        is_adjusted = float(table.at(stage, year)[spot, payer]) != used
        return self._rows("Benefits", rows, "benefit_per_person", is_adjusted=is_adjusted)

    def _cost(self, programme: Programme) -> InputRows:
        spot, stage, year = self._at(programme.place)
        places = self._places
        answers = places.territories.index(programme.responsible) if programme.responsible else None
        before, used = (CostTable(case, places) for case in (self._case, self._traced.case))
        held = [_costs_at(table, stage, year, spot, answers) for table in (before, used)]
        rows = [row for row, _ in held[0]]
        costs = [[cost for _, cost in one] for one in held]
        return self._rows("Costs", rows, "cost_per_person", is_adjusted=costs[0] != costs[1])

    def _funding(self, programme: Programme) -> InputRows:
        """Return the policies whose spending counts as funding of a programme."""
        frame = self._case.table("Policies")
        named = ("counts_as_funding", "stage", "territory", "group", "year")
        wanted = (programme.stage, programme.host, programme.group, programme.year)
        rows = [
            at
            for at, (counts, *cells) in enumerate(zip(*(frame[key] for key in named), strict=True))
            if counts is True
            and all(is_blank(cell) or cell == key for cell, key in zip(cells, wanted, strict=True))
        ]
        return self._rows("Policies", rows, "spending", is_adjusted=False)

    def _differs(self, table: str, rows: Sequence[int], column: str) -> bool:
        both = (case.table(table)[column].to_numpy() for case in (self._case, self._traced.case))
        before, after = (values[list(rows)] for values in both)
        return bool((before != after).any())

    def _rows(
        self, table: str, rows: Sequence[int], column: str, *, is_adjusted: bool
    ) -> InputRows:
        frame, scenario = self._case.table(table), self._traced.rules.scenario
        cells = (frame[key].iloc[list(rows)] for key in ("source", "note"))
        said = tuple((_words(source), _words(note)) for source, note in zip(*cells, strict=True))
        changed = adjustments_of(self._case, scenario, table, column, rows) if is_adjusted else ()
        return InputRows(table, tuple(rows), said, changed)


def _costs_at(
    table: CostTable, stage: int, year: int, spot: int, answers: int | None
) -> list[tuple[int, float]]:
    """Return the rows of Costs that hold at a spot, and what each says a person costs.

    `answers` is who answers for the part of the persons that is meant; None: a single one for all.
    """
    held = table.at(stage, year)
    mine = held.spot == spot
    if answers is not None:
        mine &= held.responsible == answers
    return list(zip(held.row[mine].tolist(), held.cost[mine].tolist(), strict=True))


def _words(cell: object) -> str:
    return "" if is_blank(cell) else str(cell)


def _largest_first(steps: Iterator[OnwardStep] | list[OnwardStep]) -> tuple[OnwardStep, ...]:
    return tuple(sorted(steps, key=lambda step: (-step.going, step.place)))
