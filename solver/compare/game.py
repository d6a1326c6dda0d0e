"""Cost games: what each group of payers would have to pay alone, and what is fair then."""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial

import numpy as np

from models.checks.programmes import let_somebody_pay
from models.declaration.tables import TABLE_BY_KEY
from models.flows.places import Floats, Ints
from models.problems import RelaisError
from models.words.text import Number, text

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


def check_size(players: int) -> None:
    """Refuse games without players, and with more than can be looked at.

    Raises:
        RelaisError: there is nobody, or more than MOST_PLAYERS.
    """
    if not players:
        raise RelaisError(
            text("Nobody pays, so that there is no coalition to look at."),
            TABLE_BY_KEY["Territories"].labels,
            let_somebody_pay(),
        )
    if players > MOST_PLAYERS:
        raise RelaisError(
            text(
                "Whether a coalition would do better alone is examined for up to {most} payers; "
                "here there are {count}.",
                most=MOST_PLAYERS,
                count=Number(players),
            ),
            TABLE_BY_KEY["Territories"].labels,
            text("Let fewer territories pay, for instance by paying through their parent."),
        )


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


def shapley(game: CostGame) -> Floats:
    """Return the Shapley value by player, exactly.

    φ(i) = Σ over S without i of |S|! (n-|S|-1)! / n! · (c(S ∪ i) - c(S)) (Shapley 1953): what i
    adds to the cost, averaged over all orders in which the players can come.
    """
    count = len(game.players)
    members = memberships(count)
    size = members.sum(axis=1)
    orders = np.array([factorial(s) * factorial(count - s - 1) for s in range(count)], dtype=float)
    value = np.zeros(count)
    for i in range(count):
        without = np.flatnonzero(members[:, i] == 0)
        added = game.cost[without | 1 << i] - game.cost[without]
        value[i] = orders[size[without]] @ added / factorial(count)
    return value
