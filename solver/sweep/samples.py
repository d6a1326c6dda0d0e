"""Drawing the uncertain figures of a case.

Every figure of a column with a spread is multiplied by a factor of its own, drawn from the
lognormal distribution with mean 1 whose standard deviation is the spread: a figure is right on
average, never changes its sign, and a third too much is about as likely as a quarter too little.
(A fraction is at most all: what is drawn above 1 is 1.)
(For Flows it is not the persons of each row that are drawn, but arrivals and the parts in which a
cohort goes on, so that people still add up.) Blank cells stay blank.

What is drawn is the data of the case. The adjustments of a scenario come afterwards, so that a
figure that a scenario sets is what the scenario says.

Sample i of a seed is the same whatever is solved before, beside or after it: each column of each
sample has a stream of its own, at a fixed place in the tree of numpy's SeedSequence, and gives
its factors to the rows in the order of their keys. More samples, more rules, another order of
rows or one more spread change none of the factors, and a larger spread moves each figure further
the way it went.

If each flow were multiplied by itself, more people would leave a cohort than entered it in half
of the samples: those rates would be scaled down to 1 (2-method 2.2) and never up, so that on
average fewer people would arrive at later stages than in the case. So what is drawn for a flow is

- for an arrival: its persons;
- for a flow out of a cohort: its part of the cohort. Whoever the flows do not account for left
  without a row and is one more part, drawn as it is. All parts together stay what they were.

The cohorts are then filled anew, stage by stage, with the moves inside a stage as the linear
system of 2-method 2.2. A case that adds up gives samples that add up, and one in which more
people leave a cohort than entered it gives samples with the same excess and the same warning.
Downstream, what is drawn before adds up: a flow at T+3 varies more than the spread alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

import numpy as np
import pandas as pd
from scipy import sparse

from models.case import Case
from models.declaration.tables import TABLE_BY_KEY
from models.flows.places import NOBODY, Floats, Ints, Mask, places_of, sums_by
from models.flows.rates import carried_by_moves, without_endless
from models.results.sweep import Spread


class Sampler:
    """Draws samples of one case."""

    def __init__(self, case: Case, spreads: tuple[Spread, ...], seed: int) -> None:
        self._case, self._spreads, self._seed = case, spreads, seed
        self._order = {spread.sheet: _by_key(case, spread.sheet) for spread in spreads}

    def sample(self, number: int) -> Case:
        """Return the case with its uncertain figures drawn; samples are counted from 1."""
        case = self._case
        for spread in self._spreads:
            frame = case.table(spread.sheet)
            drawn = self._drawn(frame, spread, self._factors(spread, number))
            case = case.with_table(spread.sheet, frame.assign(**drawn))
        return case

    def _factors(self, spread: Spread, number: int) -> Floats:  # D44
        """Return a factor for each row of the sheet, as its rows stand."""
        column = crc32(f"{spread.sheet}.{spread.column}".encode())
        stream = np.random.SeedSequence(self._seed, spawn_key=(number, column))
        order = self._order[spread.sheet]
        factors = np.empty(len(order))
        factors[order] = factors_of(np.random.default_rng(stream), spread.share, len(order))
        return factors

    def _drawn(self, frame: pd.DataFrame, spread: Spread, factors: Floats) -> dict[str, Floats]:
        """Return the columns that are drawn; who would go anyway keeps its part of a flow."""
        if (spread.sheet, spread.column) == ("Flows", "persons"):
            persons = drawn_flows(self._network, factors)
            before = self._network.persons
            grown = np.divide(persons, before, out=np.ones(len(persons)), where=before > 0)
            without = frame["persons_without"].to_numpy(dtype=float) * grown
            return {"persons": persons, "persons_without": without}
        most = TABLE_BY_KEY[spread.sheet].column(spread.column).most
        drawn = frame[spread.column].to_numpy(dtype=float) * factors
        return {spread.column: drawn if most is None else np.minimum(drawn, most)}

    @cached_property
    def _network(self) -> FlowNetwork:
        return flow_network(self._case)


def factors_of(generator: np.random.Generator, share: float, count: int) -> Floats:
    """Draw lognormal factors with mean 1 and standard deviation `share`.

    With σ² = ln(1 + share²), exp(σ·normal - σ²/2) has this mean and this deviation.
    """
    variance = np.log1p(share**2)
    drawn = np.exp(np.sqrt(variance) * generator.standard_normal(count) - variance / 2)
    return np.asarray(drawn, dtype=float)


def _by_key(case: Case, sheet: str) -> Ints:
    """Return the rows of a sheet in the order of what names them."""
    columns = [case.table(sheet)[key].tolist() for key in TABLE_BY_KEY[sheet].identity]
    keys = [
        tuple("" if pd.isna(cell) else str(cell) for cell in row)
        for row in zip(*columns, strict=True)
    ]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class FlowNetwork:
    """The flows of a case between its cohorts, rows as in the sheet.

    Attributes:
        persons: of each flow, 0 where blank.
        origin, goal: the cohort a flow leaves and the one it enters; NOBODY where there is none.
        moves: which flows stay in their stage.
        order: T+n of the stage of each cohort.
        entered: n of each cohort.
        part: of each flow, its part of the cohort it leaves; NaN where nobody entered that.
        together: of each cohort, all parts together.
    """

    persons: Floats
    origin: Ints
    goal: Ints
    moves: Mask
    order: Ints
    entered: Floats
    part: Floats
    together: Floats


def flow_network(case: Case) -> FlowNetwork:
    """Say which flow leaves and enters which cohort, and what part of it."""
    places, frame = places_of(case), case.table("Flows")
    year = frame["year"].to_numpy(dtype=np.int64)
    persons = frame["persons"].fillna(0.0).to_numpy(dtype=float)
    from_stage = places.stage_positions(frame["from_stage"])
    to_stage = places.stage_positions(frame["to_stage"])
    moves = (from_stage == to_stage) & (to_stage != NOBODY)
    stay = np.where((from_stage == NOBODY) | moves, 0, places.durations[from_stage])
    group = places.group_positions(frame["group"])
    to_group = np.where(frame["to_group"].notna(), places.group_positions(frame["to_group"]), group)
    start = places.spot_of(places.territory_positions(frame["from_territory"]), group)
    end = places.spot_of(places.territory_positions(frame["to_territory"]), to_group)
    ends = [np.stack([from_stage, start, year - stay]), np.stack([to_stage, end, year])]
    cohorts, number = np.unique(np.concatenate(ends, axis=1), axis=1, return_inverse=True)
    number = number.reshape(-1)
    number = np.where(cohorts[0][number] == NOBODY, NOBODY, number)
    origin, goal = number[: len(year)], number[len(year) :]
    entered = sums_by(goal, persons, cohorts.shape[1])
    part = np.full(len(persons), np.nan)
    known = (origin != NOBODY) & (entered[origin] > 0)
    part[known] = persons[known] / entered[origin[known]]
    together = sums_by(origin[known], part[known], cohorts.shape[1])
    order = places.orders[cohorts[0]]
    return FlowNetwork(persons, origin, goal, moves, order, entered, part, together)


def drawn_flows(network: FlowNetwork, factors: Floats) -> Floats:
    """Return the persons of each flow, drawn.

    Args:
        network: the flows of the case.
        factors: for each flow what its persons or its part are multiplied by, above 0.
    """
    known = ~np.isnan(network.part)
    part = _drawn_parts(network, factors, known)
    persons = network.persons * factors
    entered = sums_by(network.goal[~known], persons[~known], len(network.entered))
    for order in np.unique(network.order):
        leaving = known & (network.order[network.origin] == order)
        entered = _carried(network, part, leaving & network.moves, entered)
        onward = leaving & ~network.moves & (network.goal != NOBODY)
        sent = part[onward] * entered[network.origin[onward]]
        entered = entered + sums_by(network.goal[onward], sent, len(entered))
    persons[known] = part[known] * entered[network.origin[known]]
    return persons


def _drawn_parts(network: FlowNetwork, factors: Floats, known: Mask) -> Floats:
    """Multiply the parts of each cohort, and bring them back to what they were together."""
    part, origin = np.zeros(len(factors)), network.origin[known]
    part[known] = network.part[known] * factors[known]
    unseen = np.maximum(0.0, 1.0 - network.together)
    drawn = sums_by(origin, part[known], len(network.entered)) + unseen
    before = network.together + unseen
    part[known] *= before[origin] / drawn[origin]
    return part


def _carried(network: FlowNetwork, part: Floats, inside: Mask, base: Floats) -> Floats:
    """Add those who enter a cohort by moves inside its stage."""
    if not inside.any():
        return base
    origin, count = network.origin[inside], len(base)
    rate = part[inside] / np.maximum(network.together[origin], 1.0)
    moves = sparse.csr_array((rate, (origin, network.goal[inside])), shape=(count, count))
    moves.sum_duplicates()
    return carried_by_moves(without_endless(moves)[0], base)
