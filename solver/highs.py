"""Making a HiGHS and giving it a program."""

from __future__ import annotations

import highspy
import numpy as np
from scipy import sparse

from models.flows.places import Ints
from solver.program.arrays import Arrays

TOLERANCE = 1e-9
"""How far bounds may be missed, in scaled money, and reduced costs be wrong."""


def new_highs() -> highspy.Highs:
    """Return a HiGHS that is silent, deterministic, in one thread, and can be interrupted."""
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
    highs.HandleUserInterrupt = True
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


def other_cells(one: sparse.csr_array, other: sparse.csr_array) -> Ints | None:
    """Return which non-zeros differ; None where they do not stand in the same places."""
    same_places = one.shape == other.shape and all(
        np.array_equal(getattr(one, part), getattr(other, part)) for part in ("indptr", "indices")
    )
    return np.flatnonzero(one.data != other.data) if same_places else None
