"""Which cells go up to their next unit: a network flow, whose corners are whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.flows.places import Floats
from solver.engine.arrays import Arrays
from solver.engine.engine import Basis, Engine

WHOLE = 1e-6
"""Part of a unit below which an amount is whole."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Sums of cells that must stay between two bounds, in units above the floors.

    Attributes:
        apart: how many sums, the first ones, have no cell in common; each is a fixed number, and
            has cells that count 1 or -1.
    """

    matrix: sparse.csr_array
    lower: Floats
    upper: Floats
    apart: int = 0


def whole_numbers(costs: Floats, rows: Rows, *, searching: bool = True) -> Floats | None:
    """Find the cheapest 0 or 1 for each cell that keeps all sums; None where there is none.

    Its corners are whole numbers unless a limit was added to the flow; then they are searched for.

    Args:
        costs: of each cell.
        rows: the sums.
        searching: whether they are; if not, there are none where the corner is not whole.
    """
    corner = _corner(costs, rows)
    if corner is not None and np.abs(corner - np.rint(corner)).max(initial=0.0) <= WHOLE:
        return np.rint(corner)
    return cheapest_zero_one(costs, rows.matrix, rows.lower, rows.upper) if searching else None


def _corner(costs: Floats, rows: Rows) -> Floats | None:
    count = len(costs)
    arrays = Arrays(np.zeros(count), np.ones(count), rows.lower, rows.upper, rows.matrix)
    engine = Engine(arrays)
    engine.start_at("cells", _cheapest_apart(costs, rows))
    optimum = engine.minimise(costs, "cells")
    engine.free()
    return None if optimum is None else optimum.values


def _cheapest_apart(costs: Floats, rows: Rows) -> Basis:
    """Return the corner that is cheapest for each of the first sums by itself. (D211)

    Let a cell count a = ±1 in its sum. At a price y of the sum it is cheaper at 1 where
    a · y > cost. As y rises past cost / a, one cell after the other adds 1 to the sum, from where
    only those below 0 stand at 1, until the sum is reached: the last one is basic.
    """
    apart, ends = rows.apart, rows.matrix.indptr[: rows.apart + 1]
    cells, signs = rows.matrix.indices[: ends[-1]], rows.matrix.data[: ends[-1]]
    counts = np.diff(ends)
    row = np.repeat(np.arange(apart), counts)
    price = costs[cells] * signs  # cost / a, since a = ±1
    order = np.lexsort((price, row))
    cell, sign = cells[order], signs[order]
    below = np.bincount(row, signs < 0, apart)
    steps = np.clip(np.rint(rows.lower[:apart] + below).astype(np.int64), 0, counts)
    passed = np.arange(len(cell)) - ends[row] < steps[row]
    is_one = costs < 0
    is_one[cell] = passed == (sign > 0)
    stands = is_one.astype(np.int64)
    stands[cell[ends[:-1] + np.maximum(steps - 1, 0)]] = 2
    kinds = (Basis.AT_LOWER, Basis.AT_UPPER, Basis.BASIC)
    of_rows = [Basis.AT_LOWER] * apart + [Basis.BASIC] * (len(rows.lower) - apart)
    return Basis([kinds[at] for at in stands.tolist()], of_rows)


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
