"""Which cells go up to their next unit: a network flow, whose corners are whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.flows.places import Floats
from solver.engine.arrays import Arrays
from solver.engine.engine import Engine

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
    arrays = Arrays(np.zeros(count), np.ones(count), rows.lower, rows.upper, rows.matrix)
    engine = Engine(arrays, presolve=False)
    optimum = engine.minimise(costs)
    engine.free()
    return None if optimum is None else optimum.values


def cheapest_zero_one(
    costs: Floats, rows: Floats | sparse.csr_array, lower: Floats, upper: Floats
) -> Floats | None:
    """Find the cheapest 0 or 1 for each column; None where there is none.

    Args:
        costs: of each column.
        rows: sums × columns, the coefficients of the sums.
        lower: the least that each sum may be.
        upper: the most that each sum may be.
    """
    # scipy.optimize takes a third of a second to load, and most splits never need it.
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415

    found = milp(  # D27
        costs,
        integrality=np.ones(len(costs), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, lower, upper),
        options={"mip_rel_gap": 0.0},
    )
    return None if found.x is None else np.rint(found.x)
