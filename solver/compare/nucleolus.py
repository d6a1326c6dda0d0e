"""The nucleolus of a cost game, and the test that payments are it."""

from __future__ import annotations

import numpy as np

from models.flows.places import Floats, Ints, Mask
from solver.compare.game import CostGame, memberships

_DUAL = 1e-7
_RANK = 1e-9
_FEASIBLE = 1e-10


def nucleolus(game: CostGame) -> Floats:
    """Return the nucleolus by player: the least regret of any group, then of the next, ….

    The regret of a group is x(S) - c(S), what it pays beyond its cost alone. Payments that add
    up to c(N), nobody paying more than alone, are chosen such that the largest regret is
    smallest, then the next largest, and so on (Schmeidler 1969). Where nobody-more-than-alone
    is impossible (Σ c(i) < c(N)) that condition is dropped: the prenucleolus.

    By a sequence of linear programs (Maschler, Peleg & Shapley 1979): minimise the largest
    regret t of the groups still free; a group with a positive dual has regret t in every best
    answer and is settled; so is every group whose payment follows from settled ones, which is
    when its members' row depends on theirs. The duals of the free groups add up to 1 and no
    free group follows from the settled, so each program raises the rank and n are enough.
    """
    count = len(game.players)
    scale = float(np.abs(game.cost).max()) or 1.0
    cost = game.cost / scale
    members = memberships(count)
    settled, payments = members[-1:], cost[-1:]
    most = cost[1 << np.arange(count)] if _can_be_rational(game) else None
    while np.linalg.matrix_rank(settled) < count:
        free = np.flatnonzero(~_follows(members, settled))
        regret, duals = _least_regret(members[free], cost[free], settled, payments, most)
        for i in np.argsort(-duals, kind="stable"):
            if (
                duals[i] >= min(_DUAL, duals.max())
                and not _follows(members[free[i : i + 1]], settled).any()
            ):
                settled = np.vstack([settled, members[free[i]]])
                payments = np.append(payments, cost[free[i]] + regret)
    return np.asarray(np.linalg.solve(settled.astype(float), payments) * scale)


def _can_be_rational(game: CostGame) -> bool:
    """Say whether all costs can be paid with nobody paying more than alone."""
    return bool(game.alone.sum() >= game.cost[-1] - _RANK * np.abs(game.cost).max())


def _least_regret(
    groups: Ints, cost: Floats, settled: Ints, payments: Floats, most: Floats | None
) -> tuple[float, Floats]:
    """Return the least possible largest regret of some groups and the dual of each."""
    from scipy.optimize import linprog  # noqa: PLC0415  # loads slowly, and few look at games

    count = groups.shape[1]
    limits: list[tuple[float | None, float | None]] = [(None, None)] * (count + 1)
    if most is not None:
        limits[:count] = [(None, float(m)) for m in most]
    answer = linprog(
        np.append(np.zeros(count), 1.0),
        A_ub=np.hstack([groups, -np.ones((len(groups), 1))]),
        b_ub=cost,
        A_eq=np.hstack([settled, np.zeros((len(settled), 1))]),
        b_eq=payments,
        bounds=limits,
        method="highs-ds",
        options={
            "primal_feasibility_tolerance": _FEASIBLE,
            "dual_feasibility_tolerance": _FEASIBLE,
        },
    )
    if answer.x is None or answer.status != 0:
        raise ArithmeticError(answer.message)
    return float(answer.x[-1]), -np.asarray(answer.ineqlin.marginals)


def _follows(groups: Ints, settled: Ints) -> Mask:
    """Say which groups lie in the span of the settled ones, by what a projection leaves."""
    basis = np.linalg.qr(settled.T.astype(float))[0]
    left = groups - groups @ basis @ basis.T
    return np.asarray(np.abs(left).max(axis=1) < _RANK)
