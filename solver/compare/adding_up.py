"""Whole units that add up."""

from __future__ import annotations

import numpy as np

from models.flows.places import Floats, Ints

_NOISE = 1e-6


def adding_up(amounts: Floats, total: int) -> Ints:
    """Round amounts to whole units that add up to a total.

    Each is cut and the largest rests are rounded up (the method of largest remainders, Hamilton);
    between equal rests the first comes first. Amounts of 0 stay 0.

    Args:
        amounts: in units, not below 0; their sum is about the total.
        total: in units.
    """
    whole = np.floor(amounts + _NOISE).astype(np.int64)
    rest = np.round(amounts - whole, 6)
    some = np.argsort(-rest, kind="stable")
    some = some[amounts[some] > 0]
    if len(some):
        for_all, for_first = divmod(total - int(whole.sum()), len(some))
        whole[some] += for_all
        whole[some[:for_first]] += 1
    return whole
