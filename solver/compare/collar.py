"""Limits on the shares of a key around their mean."""

from __future__ import annotations

import numpy as np

from models.flows.places import Floats


def collared(weights: Floats, low: float, high: float) -> Floats:
    """Keep shares within `low` and `high` times the mean share, and their sum at 1.

    Cutting the shares at the limits and bringing the sum back to 1, again and again, ends at
    share(h) = min(high/n, max(low/n, λ·weight(h))) for the one λ with sum 1. That λ is found
    here by its break points: the sum is piecewise linear in λ and never falls.

    Weights of 0 stay at the lower limit; where even so the others, all at the upper limit, do
    not reach 1, the payers without weight share the rest equally.

    A payer's own share never falls as its weight rises, but with weights mixed of several
    ingredients the shares of others can rise: once a payer is at its limit, what its ingredient
    takes from the others moves between them.

    Args:
        weights: by payer, not below 0, one of them above 0.
        low, high: multiples of the mean, low ≤ 1 ≤ high.
    """
    count = len(weights)
    least, most = low / count, high / count
    heavy = weights > 0
    if most * heavy.sum() + least * (~heavy).sum() < 1:
        rest = (1 - most * heavy.sum()) / (~heavy).sum()
        return np.where(heavy, most, rest)
    breaks = np.unique(np.concatenate([least / weights[heavy], most / weights[heavy]]))
    sums = np.clip(breaks[:, None] * weights, least, most).sum(axis=1)
    shares = np.clip(np.interp(1.0, sums, breaks) * weights, least, most)
    return np.asarray(shares / shares.sum())
