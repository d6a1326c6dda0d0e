"""The test that payments are the nucleolus of a cost game, by Kohlberg's criterion."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog

from models.flows.places import Floats, Ints, Mask
from solver.compare.game import CostGame, group_sums, memberships
from solver.compare.nucleolus import _DUAL, _FEASIBLE, _can_be_rational


def is_nucleolus(game: CostGame, payments: Floats, tolerance: float) -> bool:
    """Say whether payments are the nucleolus, by Kohlberg's criterion.

    For every level t the groups with regret of at least t must be balanced: some weights, all
    above 0, let every player's groups weigh 1 in sum; players who pay just what they would
    alone may help with a weight not below 0 (Kohlberg 1971, theorem 2). Once the groups have
    full rank the rest follows, and groups that follow from those before change nothing (Nguyen
    & Thomas 2016).

    Args:
        game: the costs alone.
        payments: by player.
        tolerance: regrets closer than this are one level; for payments printed to the cent a
            few cents.
    """
    if abs(payments.sum() - game.cost[-1]) > tolerance * len(payments):
        return False
    at_limit = np.zeros(len(payments), dtype=bool)
    if _can_be_rational(game):
        if (payments > game.alone + tolerance).any():
            return False
        at_limit = payments > game.alone - tolerance
    return all(_balanced(groups, at_limit) for groups in _by_regret(game, payments, tolerance))


def _by_regret(game: CostGame, payments: Floats, tolerance: float) -> list[Ints]:
    """Return, level by level until full rank, the groups with at least that regret.

    Levels that bring only groups that follow from those before are left out.
    """
    members = memberships(len(payments))
    regret = group_sums(payments) - game.cost
    order = np.argsort(-regret[1:-1], kind="stable") + 1
    collections: list[Ints] = []
    together, rank = members[:0], 0
    while rank < len(payments) and len(order):
        level = regret[order] > regret[order[0]] - tolerance
        together = np.vstack([together, members[order[level]]])
        reached = int(np.linalg.matrix_rank(together))
        if reached > rank:
            collections.append(together)
        rank, order = reached, order[~level]
    return collections


def _balanced(groups: Ints, at_limit: Mask) -> bool:
    """Say whether weights above 0 of the groups, helped by some players, cover everyone once."""
    helpers = np.eye(groups.shape[1])[at_limit]
    rows = np.vstack([groups, helpers]).T.astype(float)
    least = np.append(np.ones(len(groups)), np.zeros(len(helpers)))
    # weights = ε·least + slack, slack ≥ 0: the largest ε
    answer = linprog(
        np.append(np.zeros(rows.shape[1]), -1.0),
        A_eq=np.hstack([rows, rows @ least[:, None]]),
        b_eq=np.ones(len(rows)),
        bounds=[(0, None)] * (rows.shape[1] + 1),
        method="highs-ds",
        options={
            "primal_feasibility_tolerance": _FEASIBLE,
            "dual_feasibility_tolerance": _FEASIBLE,
        },
    )
    return answer.x is not None and answer.status == 0 and bool(answer.x[-1] > _DUAL)
