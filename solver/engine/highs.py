"""Making a HiGHS and giving it a program."""

from __future__ import annotations

import highspy
import numpy as np
from scipy import sparse

from models.flows.places import Floats, Ints
from solver.engine.arrays import Arrays, Bounds

TOLERANCE = 1e-9
"""How far bounds may be missed, in scaled money, and reduced costs be wrong."""


def new_highs() -> highspy.Highs:
    """Return a HiGHS that is silent, deterministic and in one thread."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("solver", "simplex"),
        ("parallel", "off"),
        ("random_seed", 0),
        ("primal_feasibility_tolerance", TOLERANCE),
        ("dual_feasibility_tolerance", TOLERANCE),
    ):
        highs.setOptionValue(option, value)
    return highs


def hand_over(highs: highspy.Highs, arrays: Arrays) -> None:
    """Hand the program over as arrays: far quicker than a model object with lists."""
    matrix = sparse.csr_array(arrays.matrix)
    rows, columns = matrix.shape
    highs.passModel(
        columns,
        rows,
        matrix.nnz,
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        np.zeros(columns),
        arrays.lower,
        arrays.upper,
        arrays.row_lower,
        arrays.row_upper,
        matrix.indptr.astype(np.int32),
        matrix.indices.astype(np.int32),
        matrix.data,
        np.zeros(columns, dtype=np.int32),
    )


class KnownModel:
    """What HiGHS knows of bounds and costs, so that only what differs is told again.

    HiGHS sorts what it is told, so that all bounds of a small program cost as much as its steps.

    Attributes:
        bounds, costs: as HiGHS has them.
    """

    def __init__(self, highs: highspy.Highs, arrays: Arrays) -> None:
        """Hand the program over, with costs of 0."""
        hand_over(highs, arrays)
        self._highs = highs
        self.bounds: Bounds = arrays
        self.costs = np.zeros(len(arrays.lower))

    def tell_bounds(self, bounds: Bounds) -> None:
        """Tell HiGHS the bounds that differ from those it has."""
        known = self.bounds
        columns = (known.lower != bounds.lower) | (known.upper != bounds.upper)
        index = np.flatnonzero(columns).astype(np.int32)
        if len(index):
            lower, upper = bounds.lower[index], bounds.upper[index]
            self._highs.changeColsBounds(len(index), index, lower, upper)
        rows = (known.row_lower != bounds.row_lower) | (known.row_upper != bounds.row_upper)
        index = np.flatnonzero(rows).astype(np.int32)
        if len(index):
            lower, upper = bounds.row_lower[index], bounds.row_upper[index]
            self._highs.changeRowsBounds(  # type: ignore[attr-defined]  # missing in its stubs
                len(index), index, lower, upper
            )
        self.bounds = bounds

    def tell_costs(self, costs: Floats) -> None:
        """Tell HiGHS the costs that differ from those it has."""
        changed = np.flatnonzero(costs != self.costs).astype(np.int32)
        if len(changed):
            self._highs.changeColsCost(len(changed), changed, costs[changed])
        self.costs = costs.copy()


def other_cells(one: sparse.csr_array, other: sparse.csr_array) -> Ints | None:
    """Return which non-zeros differ; None where they do not stand in the same places."""
    parts = ((getattr(one, part), getattr(other, part)) for part in ("indptr", "indices"))
    same_places = one.shape == other.shape and all(
        here is there or np.array_equal(here, there) for here, there in parts
    )
    return np.flatnonzero(one.data != other.data) if same_places else None
