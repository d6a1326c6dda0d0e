"""One program of a chain: solving it, and holding its goal from then on."""

from __future__ import annotations

import numpy as np

from models.flows.places import Floats
from solver.engine.arrays import Optimum
from solver.engine.engine import Engine


class Infeasible(Exception):  # noqa: N818
    """The rules and clauses cannot all hold."""


class HeldTooTightError(ArithmeticError):
    """What was held of earlier goals leaves, by rounding errors, nothing at all."""


def solved(  # D22
    engine: Engine, costs: Floats, name: str, *, sure: bool, is_near: bool = False
) -> Optimum:
    """Find the least Σ cost · column.

    Once a first goal was met there is a split that keeps everything held since. If the solver
    then finds none, only the rounding errors of what is held are in its way: it is asked again
    with a wider tolerance, and a second no asks for what is held to be held less tightly. It
    is never a conflict.

    Args:
        engine: the engine.
        costs: one for each column.
        name: what the objective is called.
        sure: whether it is known that there is an answer.
        is_near: whether it is expected close to the answer found last.

    Raises:
        Infeasible: there is none, and nobody said that there is.
        HeldTooTightError: there must be one, and none was found.
    """
    optimum = engine.minimise(costs, name, is_near=is_near)
    if optimum is None and sure:
        optimum = engine.minimise_loosely(costs)
        if optimum is None:
            raise HeldTooTightError("a goal that was met cannot be kept")
    if optimum is None:
        raise Infeasible
    return optimum


_ZERO = 1e-7


def hold(engine: Engine, optimum: Optimum) -> None:
    """Keep the program on the optimal face of the goal just met.

    By complementary slackness every other optimum leaves a column with a non-zero reduced cost
    at its bound and a row with a non-zero dual tight. That is exact, where a row
    "goal ≤ best + tolerance" drifts and leaves no room to move (7-solver-facts).
    """
    columns = np.flatnonzero(np.abs(optimum.reduced_costs) > _ZERO)
    at_lower = optimum.reduced_costs[columns] > 0
    bound = np.where(at_lower, engine.lower[columns], engine.upper[columns])
    engine.bound_columns(columns, bound, bound)
    rows = np.flatnonzero(np.abs(optimum.row_duals) > _ZERO)
    at_lower = optimum.row_duals[rows] > 0
    bound = np.where(at_lower, engine.row_lower[rows], engine.row_upper[rows])
    engine.bound_rows(rows, bound, bound)
