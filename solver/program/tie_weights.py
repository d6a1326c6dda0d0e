"""The weights of the last word between splits that every goal finds equally good.

First weights that depend only on figures, so that a territory with another name pays the same;
then, where two payments have the very same figures, weights fixed for ever by their keys.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from models.flows.places import Floats
from solver.inputs.setup import Setup

_MIX = (12.9898, 78.233, 37.719, 4.1414, 9.737, 5.331)
"""Numbers without a common measure: no two payments with different figures weigh the same."""


@dataclass(frozen=True, eq=False)
class TieWeights:
    """A weight from 1 to 2 for each contribution, host residual and gap."""

    contributions: Floats
    residuals: Floats
    gaps: Floats


def by_figures(setup: Setup) -> TieWeights:
    """Weigh by share of later benefit, need, total benefit, year and stage.

    Only ratios enter, so that all money times a thousand gives the same weights, and the
    function is smooth, so that a rounding error cannot change the order of two weights.
    """
    k = setup.pair_programme
    gains = np.bincount(k, setup.pair_benefit, len(setup.need))
    of_need = _of_programmes(setup)
    of_pair = (
        _MIX[0] * setup.pair_benefit / gains[k]
        + _MIX[2] * _relative(setup.total_benefit)[setup.pair_payer]
        + _MIX[5] * setup.pair_is_host
    )
    return TieWeights(_wave(of_pair + of_need[k]), _wave(of_need + 1.0), _wave(of_need + 2.0))


def _of_programmes(setup: Setup) -> Floats:
    orders = setup.traced.places.orders[setup.stage]
    years = setup.year - (setup.traced.base_year or 0)
    return np.asarray(_MIX[1] * _relative(setup.need) + _MIX[3] * years + _MIX[4] * orders)


def _wave(mix: Floats) -> Floats:
    return np.asarray(1.5 + 0.5 * np.sin(mix))


def _relative(values: Floats) -> Floats:
    return np.asarray(values / (values.max(initial=0.0) or 1.0))


def by_keys(setup: Setup) -> TieWeights:
    """Weigh by nothing but the keys of payer and programme."""
    names = [setup.programme_name(k) for k in range(len(setup.need))]

    def weights(kind: str, name_of: Callable[[int], tuple[str | int, ...]], count: int) -> Floats:
        return np.array([weight_of(kind, *name_of(i)) for i in range(count)], dtype=float)

    payers, programmes = setup.pair_payer.tolist(), setup.pair_programme.tolist()
    return TieWeights(
        contributions=weights(
            "contribution",
            lambda pair: (setup.payers[payers[pair]], *names[programmes[pair]]),
            len(payers),
        ),
        residuals=weights("host residual", lambda k: names[k], len(names)),
        gaps=weights("gap", lambda k: names[k], len(names)),
    )


def weight_of(*keys: str | int) -> float:
    """Return a number from 1 to 2 that depends on nothing but these keys."""
    text = "\x1f".join(str(key) for key in keys)
    return 1.0 + int.from_bytes(sha256(text.encode()).digest()[:6], "big") / 2.0**48
