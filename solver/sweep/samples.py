"""Drawing the uncertain figures of a case.

Every figure of a column with a spread is multiplied by a factor of its own, drawn from the
lognormal distribution with mean 1 whose standard deviation is the spread: a figure is right on
average, never changes its sign, and a third too much is about as likely as a quarter too little.
(For Flows it is not the persons of each row that are drawn, but arrivals and the parts in which a
cohort goes on, so that people still add up: see `flows`.) Blank cells stay blank.

What is drawn is the data of the case. The adjustments of a scenario come afterwards, so that a
figure that a scenario sets is what the scenario says.

Sample i of a seed is the same whatever is solved before, beside or after it: each column of each
sample has a stream of its own, at a fixed place in the tree of numpy's SeedSequence, and gives
its factors to the rows in the order of their keys. More samples, more rules, another order of
rows or one more spread change none of the factors, and a larger spread moves each figure further
the way it went.
"""

from __future__ import annotations

from functools import cached_property
from zlib import crc32

import numpy as np
import pandas as pd

from models.case import Case
from models.declaration.tables import TABLE_BY_KEY
from models.flows.places import Floats, Ints
from models.results.sweep import Spread
from solver.sweep.flows import FlowNetwork, drawn_flows, flow_network


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
            case = case.with_table(spread.sheet, frame.assign(**{spread.column: drawn}))
        return case

    def _factors(self, spread: Spread, number: int) -> Floats:
        """Return a factor for each row of the sheet, as its rows stand."""
        column = crc32(f"{spread.sheet}.{spread.column}".encode())
        stream = np.random.SeedSequence(self._seed, spawn_key=(number, column))
        order = self._order[spread.sheet]
        factors = np.empty(len(order))
        factors[order] = factors_of(np.random.default_rng(stream), spread.share, len(order))
        return factors

    def _drawn(self, frame: pd.DataFrame, spread: Spread, factors: Floats) -> Floats:
        if spread.sheet == "Flows":
            return drawn_flows(self._network, factors)
        return frame[spread.column].to_numpy(dtype=float) * factors

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
