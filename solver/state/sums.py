"""Adding up, by position and over all, the same on every machine."""

from __future__ import annotations

import numpy as np

from models.flows.places import NOBODY, Floats, Ints


def sums_by(position: Ints, values: Floats, count: int) -> Floats:
    """Add up values by position, 0 … count-1; those that stand at NOBODY are left out."""
    somebody = position != NOBODY
    sums = np.bincount(position[somebody], values[somebody], count)
    return np.asarray(sums, dtype=float)


def inner(weights: Floats, values: Floats) -> float:
    """Return Σ weight · value.

    Not by `@`: for long vectors that takes as many threads as the machine has, so that the sum
    depends on it, and is slow where other programs use them.
    """
    return float(np.sum(weights * values))
