"""Bases, setups and games for the tests of comparison."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from models.case import Case
from models.flows.places import NOBODY, Ints, Mask
from models.flows.traced import trace
from models.scenarios import rules_of
from solver.compare.game import CostGame, GroupAlone, groups_better_alone
from solver.compare.key import FullSplit, Key, KeyBasis, key_basis
from solver.compare.keys import keys_of
from solver.compare.stand_alone import charged, stand_alone_game
from solver.compare.yardsticks import Yardsticks, yardsticks
from solver.inputs.setup import Setup, setup_of
from tests.cases import worked

SWEDEN = Path(__file__).parent.parent / "data" / "swedish_municipalities_cost.csv"


def setup_for(case: Case) -> Setup:
    return setup_of(trace(case, rules_of(case, "base")))


def worked_setup() -> Setup:
    return setup_for(worked())


@dataclass(frozen=True, eq=False)
class KeySplit:
    key: Key
    yardsticks: Yardsticks


def compared(setup: Setup) -> Iterator[KeySplit]:
    basis = key_basis(setup)
    for key in keys_of(basis)[0]:
        yield KeySplit(key, yardsticks(setup, key.split(basis)))


def with_territories(case: Case, **columns: list[Any]) -> Case:
    frame = case.table("Territories").assign(
        **{name: pd.Series(cells) for name, cells in columns.items()}
    )
    return case.with_table("Territories", frame)


def basis(
    need: list[float],
    host: list[int],
    pairs: dict[tuple[int, int], float] | None = None,
    *,
    payers: int = 3,
    year: list[int] | None = None,
    above: list[int] | None = None,
    **columns: list[float],
) -> KeyBasis:
    """Make a basis; pairs are given as (programme, payer): later benefit."""
    known = sorted((pairs or {}).items())
    return KeyBasis(
        payers=tuple("abcdefghijkl"[:payers]),
        need=np.array(need, dtype=float),
        host=np.array(host),
        year=np.array(year or [2025] * len(need)),
        pair_programme=np.array([k for (k, _), _ in known], dtype=np.int64),
        pair_payer=np.array([h for (_, h), _ in known], dtype=np.int64),
        pair_benefit=np.array([d for _, d in known], dtype=float),
        columns={name: np.array(figures, dtype=float) for name, figures in columns.items()},
        above=np.array(above or [NOBODY] * payers),
    )


def random_basis(seed: int) -> KeyBasis:
    """Make a basis of 5 payers, the last above the first three, and 12 programmes."""
    rng = np.random.default_rng(seed)
    payers, programmes = 5, 12
    pairs = {
        (k, h): float(rng.uniform(1, 100))
        for k in range(programmes)
        for h in range(payers)
        if rng.random() < 0.5
    }
    return basis(
        rng.uniform(1, 1000, programmes).tolist(),
        rng.integers(-1, payers, programmes).tolist(),
        pairs,
        payers=payers,
        year=rng.integers(2025, 2033, programmes).tolist(),
        above=[4, 4, 4, NOBODY, NOBODY],
        population=rng.uniform(1, 10, payers).tolist(),
        fiscal_capacity=rng.uniform(1, 100, payers).tolist(),
        key_jobs=rng.integers(0, 5, payers).tolist(),
    )


def swedish_game() -> CostGame:
    with SWEDEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    costs = {frozenset(row["coalition"]): float(row["cost_million_crowns"]) for row in rows}
    return cost_game(tuple("AHKLMT"), costs)


def random_game(seed: int, players: int) -> CostGame:
    """Make a game with any costs at all: its core may be empty, it may not be subadditive."""
    rng = np.random.default_rng(seed)
    cost = rng.uniform(0, 10, 1 << players)
    cost[0] = 0.0
    return CostGame(tuple("abcdefghijkl"[:players]), cost)


def cost_game(players: tuple[str, ...], costs: Mapping[frozenset[str], float]) -> CostGame:
    """Make a game from a table that names every group but the empty one."""
    table = np.zeros(1 << len(players))
    for group in range(1, len(table)):
        table[group] = costs[frozenset(n for i, n in enumerate(players) if group >> i & 1)]
    return CostGame(players, table)


@dataclass(frozen=True)
class NotSubadditive:
    """Two groups without common members that cost less apart than together, and by how much."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    by: float


def not_subadditive(game: CostGame, tolerance: float = 0.0) -> tuple[NotSubadditive, ...]:
    """Return the pairs of groups with c(S) + c(T) < c(S ∪ T), the largest difference first."""
    found = []
    for first in range(1, game.everyone):
        second = _apart_and_later(first, game.everyone)
        by = game.cost[first | second] - game.cost[first] - game.cost[second]
        for i in np.flatnonzero(by > tolerance):
            groups = game.names(first), game.names(int(second[i]))
            found.append(NotSubadditive(*groups, float(by[i])))
    return tuple(sorted(found, key=lambda pair: (-pair.by, pair.first, pair.second)))


def _apart_and_later(first: int, everyone: int) -> Ints:
    """Return the groups after `first` that have no member in common with it."""
    later = np.arange(first + 1, everyone + 1)
    apart: Mask = np.asarray(later & first == 0)
    return np.asarray(later[apart])


def groups_that_would_leave(
    setup: Setup, split: FullSplit, lost: float = 1.0
) -> tuple[GroupAlone, ...]:
    """Return the groups that a split charges more than they would face alone.

    The largest saving first; savings up to one unit of the rule `rounding` are none.

    Raises:
        RelaisError: there are more than 12 payers.
    """
    game = stand_alone_game(setup, lost)
    return groups_better_alone(game, charged(setup, split), setup.traced.rules.rounding)
