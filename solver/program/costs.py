"""What each goal minimises, as one cost for each column (2-method 2.4)."""

from __future__ import annotations

import numpy as np

from models.flows.places import NOBODY, Floats
from solver.inputs.setup import Setup
from solver.program.layout import SAME_AIM, Layout
from solver.program.tie_weights import TieWeights


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
