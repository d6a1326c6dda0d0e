"""Which cells go up to their next unit: a network flow, whose corners are whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.flows.places import Floats
from solver.engine.engine import Engine
from solver.program.arrays import Arrays
from solver.state.zero_one import cheapest_zero_one

WHOLE = 1e-6
"""Part of a unit below which an amount is whole."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Sums of cells that must stay between two bounds, in units above the floors."""

    matrix: sparse.csr_array
    lower: Floats
    upper: Floats


def whole_numbers(costs: Floats, rows: Rows) -> Floats | None:
    """Find the cheapest 0 or 1 for each cell that keeps all sums; None where there is none.

    Its corners are whole numbers unless a limit was added to the flow; then they are asked for.
    """
    corner = _corner(costs, rows)
    if corner is not None and np.abs(corner - np.rint(corner)).max(initial=0.0) <= WHOLE:
        return np.rint(corner)
    return cheapest_zero_one(costs, rows.matrix, rows.lower, rows.upper)


def _corner(costs: Floats, rows: Rows) -> Floats | None:
    count = len(costs)
    arrays = Arrays(rows.matrix, rows.lower, rows.upper, np.zeros(count), np.ones(count))
    engine = Engine(arrays, presolve=False)
    optimum = engine.minimise(costs)
    engine.free()
    return None if optimum is None else optimum.values
