"""What each goal minimises, as one cost for each column, and the last word (2-method 2.4).

Between splits that every goal finds equally good decide weights that depend only on figures, so
that a territory with another name pays the same; then, where two payments have the very same
figures, weights fixed for ever by their keys.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from models.flows.places import NOBODY, Floats
from solver.inputs.setup import Setup
from solver.program.layout import SAME_AIM, Layout


def unfunded(setup: Setup, layout: Layout) -> Floats:
    """Σ δ^(t-t₀) u(k)."""
    costs = np.zeros(layout.columns)
    costs[layout.gap] = setup.weight
    return costs


def host_residual(setup: Setup, layout: Layout) -> Floats:
    """Σ δ^(t-t₀) z(k)."""
    costs = np.zeros(layout.columns)
    hosted = layout.residual != NOBODY
    costs[layout.residual[hosted]] = setup.weight[hosted]
    return costs


def largest_burden(_setup: Setup, layout: Layout) -> Floats:
    """The largest burden of the payers that are not settled."""
    costs = np.zeros(layout.columns)
    costs[layout.level] = 1.0
    return costs


def distance(setup: Setup, layout: Layout, goal: str) -> Floats:
    """Σ over pairs of |x(h,k) - aim(h,k)|, less a constant: -1 below the aim and +1 above."""
    costs = np.zeros(layout.columns)
    aim = setup.targets[goal][layout.segment_pair]
    below = layout.segment_end <= aim + SAME_AIM
    costs[: len(aim)] = np.where(below, -1.0, 1.0)
    return costs


def fewest_transfers(setup: Setup, layout: Layout) -> Floats:
    """Σ δ^(t-t₀) x(h,k) over payers that are not the host."""
    costs = np.zeros(layout.columns)
    pair = layout.segment_pair
    weight = setup.weight[setup.pair_programme[pair]]
    costs[: len(pair)] = np.where(setup.pair_is_host[pair], 0.0, weight)
    return costs


def paid_by(setup: Setup, layout: Layout, payer: int) -> Floats:
    """What a payer pays, host residual included, not discounted."""
    costs = np.zeros(layout.columns)
    pair = layout.segment_pair
    costs[: len(pair)] = setup.pair_payer[pair] == payer
    costs[layout.residual[setup.host == payer]] = 1.0
    return costs


def goal_costs(setup: Setup, layout: Layout, goal: str) -> Floats:
    """Return the costs of a goal; those of equal_burden are one level of it."""
    simple = {
        "unfunded": unfunded,
        "host_residual": host_residual,
        "equal_burden": largest_burden,
        "fewest_transfers": fewest_transfers,
    }
    if goal in simple:
        return simple[goal](setup, layout)
    return distance(setup, layout, goal)


def last_word(layout: Layout, weights: TieWeights) -> Floats:
    """Σ weight · payment."""
    costs = np.zeros(layout.columns)
    costs[: len(layout.segment_pair)] = weights.contributions[layout.segment_pair]
    hosted = layout.residual != NOBODY
    costs[layout.residual[hosted]] = weights.residuals[hosted]
    costs[layout.gap] = weights.gaps
    return costs


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
    gains[gains == 0] = 1.0  # a same key has pairs of programmes from which nobody gains
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
    names = [setup.programmes[k].named_parts for k in range(len(setup.need))]

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
