"""Adding up by position."""

from __future__ import annotations

import numpy as np

from models.flows.places import NOBODY, Floats, Ints


def sums_by(position: Ints, values: Floats, count: int) -> Floats:
    """Add up values by position, 0 … count-1; those that stand at NOBODY are left out."""
    somebody = position != NOBODY
    sums = np.bincount(position[somebody], values[somebody], count)
    return np.asarray(sums, dtype=float)
