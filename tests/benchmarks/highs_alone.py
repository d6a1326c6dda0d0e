"""What every comparison with HiGHS alone does with it."""

from __future__ import annotations

import highspy
import numpy as np

from solver.certificate import Bounds


def change(highs: highspy.Highs, bounds: Bounds, costs: np.ndarray) -> None:
    """Give HiGHS all bounds and costs of the next program, as arrays."""
    columns = np.arange(len(costs), dtype=np.int32)
    rows = np.arange(len(bounds.row_lower), dtype=np.int32)
    highs.changeColsBounds(len(columns), columns, bounds.lower, bounds.upper)
    highs.changeRowsBounds(len(rows), rows, bounds.row_lower, bounds.row_upper)
    highs.changeColsCost(len(columns), columns, costs)
