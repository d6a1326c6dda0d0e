"""The cheapest choice of zeros and ones that keeps some sums within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models.flows.places import Floats

if TYPE_CHECKING:
    from scipy import sparse


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

    found = milp(
        costs,
        integrality=np.ones(len(costs), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, lower, upper),
        options={"mip_rel_gap": 0.0},
    )
    return None if found.x is None else np.rint(found.x)
