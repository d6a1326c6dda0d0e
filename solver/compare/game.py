"""Cost games: what each group of payers would have to pay alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.checks.programmes import let_somebody_pay
from models.declaration.tables import TABLE_BY_KEY
from models.flows.places import Floats, Ints
from models.problems import RelaisError
from models.words.text import Number, text
from solver.inputs.setup import Mask

MOST_PLAYERS = 12
"""With more, the groups (2ⁿ) are too many to look at each."""


@dataclass(frozen=True, eq=False)
class CostGame:
    """A cost c(S) for every group S of players.

    Attributes:
        players: their names.
        cost: 2ⁿ costs; bit i of the position of a group says that player i belongs to it.
    """

    players: tuple[str, ...]
    cost: Floats

    @property
    def everyone(self) -> int:
        """The position of the group of all players."""
        return len(self.cost) - 1

    @property
    def alone(self) -> Floats:
        """The cost of each player alone."""
        return np.asarray(self.cost[1 << np.arange(len(self.players))])

    def names(self, group: int) -> tuple[str, ...]:
        """Return the players of a group."""
        return tuple(name for i, name in enumerate(self.players) if group >> i & 1)


@dataclass(frozen=True)
class GroupAlone:
    """A group that pays more than it would have to alone.

    Money: `alone` is c(S), `pays` its share in the split, `difference` what it would save.
    """

    group: tuple[str, ...]
    alone: float
    pays: float
    difference: float


@dataclass(frozen=True)
class NotSubadditive:
    """Two groups without common members that cost less apart than together, and by how much."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    by: float


def check_size(players: int) -> None:
    """Refuse games without players, and with more than can be looked at.

    Raises:
        RelaisError: there is nobody, or more than MOST_PLAYERS.
    """
    if not players:
        raise RelaisError(
            text("Nobody pays, so that there is no group to look at."),
            TABLE_BY_KEY["Territories"].labels,
            let_somebody_pay(),
        )
    if players > MOST_PLAYERS:
        raise RelaisError(
            text(
                "Whether a group would do better alone is examined for up to {most} payers; here "
                "there are {count}.",
                most=MOST_PLAYERS,
                count=Number(players),
            ),
            TABLE_BY_KEY["Territories"].labels,
            text("Let fewer territories pay, for instance by paying through their parent."),
        )


def cost_game(players: tuple[str, ...], costs: Mapping[frozenset[str], float]) -> CostGame:
    """Make a game from a table that names every group but the empty one."""
    check_size(len(players))
    table = np.zeros(1 << len(players))
    for group in range(1, len(table)):
        table[group] = costs[frozenset(n for i, n in enumerate(players) if group >> i & 1)]
    return CostGame(players, table)


def memberships(players: int) -> Ints:
    """Return groups × players: 1 where the player belongs to the group."""
    groups = np.arange(1 << players)
    return np.asarray(groups[:, None] >> np.arange(players) & 1)


def group_sums(values: Floats) -> Floats:
    """Add up a figure of the players for every group."""
    return np.asarray(memberships(len(values)) @ values)


def groups_better_alone(
    game: CostGame, payments: Floats, tolerance: float = 0.0
) -> tuple[GroupAlone, ...]:
    """Return the groups that pay more than their stand-alone cost, the largest saving first.

    None means that the payments are in the core, where they also add up to the cost of all
    (Gillies 1959; "stand-alone test", Young 1985).

    Args:
        game: the costs alone.
        payments: by player.
        tolerance: a saving up to this counts as none.
    """
    pays = group_sums(payments)
    saving = pays - game.cost
    groups = np.flatnonzero(saving > tolerance)
    groups = groups[np.argsort(-saving[groups], kind="stable")]
    return tuple(
        GroupAlone(game.names(s), float(game.cost[s]), float(pays[s]), float(saving[s]))
        for s in groups.tolist()
    )


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
