"""The Shapley value, and the separable-costs method that practice uses beside it."""

from __future__ import annotations

from math import factorial

import numpy as np

from models.flows.places import Floats
from solver.compare.game import CostGame, memberships


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


def separable_costs(game: CostGame) -> Floats:
    """Share by separable costs and remaining benefits, by player.

    m(i) = c(N) - c(N without i) is the separable cost; what they leave of c(N) is shared in
    proportion to the remaining benefits c(i) - m(i), not below 0 (Young, Okada & Hashimoto
    1982). Without remaining benefits it is shared equally.
    """
    count = len(game.players)
    separable = game.cost[-1] - game.cost[game.everyone ^ 1 << np.arange(count)]
    remaining = np.maximum(0.0, game.alone - separable)
    total = remaining.sum()
    part = remaining / total if total > 0 else np.full(count, 1 / count)
    return np.asarray(separable + part * (game.cost[-1] - separable.sum()))
