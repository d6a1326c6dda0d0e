"""Holding a goal: from then on only splits that are just as good for it."""

from __future__ import annotations

import numpy as np

from solver.engine.certificate import Optimum
from solver.engine.engine import Engine

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
