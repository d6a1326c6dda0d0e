"""The payments before rounding, and what is measured on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.flows.places import NOBODY, Floats, sums_by
from solver.engine.arrays import inner
from solver.inputs.pairs import SameKey
from solver.inputs.setup import Setup
from solver.program.layout import Layout


@dataclass(frozen=True, eq=False)
class ExactSplit:
    """The payments before rounding, in scaled money.

    Attributes:
        contributions: x(h,k) by pair.
        residuals: z(k) by programme, 0 where nobody is the host.
        gaps: u(k) by programme.
    """

    contributions: Floats
    residuals: Floats
    gaps: Floats

    def totals(self, setup: Setup) -> Floats:
        """Return Σk δ^(t-t₀) x(h,k) by payer."""
        weighed = self.contributions * setup.weight[setup.pair_programme]
        return sums_by(setup.pair_payer, weighed, len(setup.payers))

    def paid(self, setup: Setup) -> Floats:
        """Return what each payer pays, host residual included, not discounted."""
        count = len(setup.payers)
        contributed = sums_by(setup.pair_payer, self.contributions, count)
        return contributed + sums_by(setup.host, self.residuals, count)

    def columns(self, setup: Setup, layout: Layout) -> Floats:
        """Return the columns of the program that stand for this split; the level is 0."""
        values = np.zeros(layout.columns)
        width = layout.segment_end - layout.segment_start
        filled = self.contributions[layout.segment_pair] - layout.segment_start
        values[: len(width)] = np.clip(filled, 0.0, width)
        hosted = layout.residual != NOBODY
        values[layout.residual[hosted]] = self.residuals[hosted]
        values[layout.gap] = self.gaps
        values[layout.total] = self.totals(setup) + setup.paid_already
        if setup.same_key is not None:
            values[layout.share] = self.shares(setup.same_key) * setup.same_key.need
        return values

    def shares(self, same_key: SameKey) -> Floats:
        """Return the share p(h,C,own) of a same key that the payments make of the needs."""
        paid = sums_by(same_key.share, self.contributions, len(same_key.need))
        return np.asarray(paid / same_key.need)


def exact_split(layout: Layout, values: Floats) -> ExactSplit:
    """Read the payments out of an answer; amounts below zero by a rounding error are 0."""
    known = np.maximum(values, 0.0)
    segments = known[: len(layout.segment_pair)]
    hosted = layout.residual != NOBODY
    return ExactSplit(
        contributions=sums_by(layout.segment_pair, segments, len(layout.first_segment)),
        residuals=np.where(hosted, known[layout.residual], 0.0),
        gaps=known[layout.gap],
    )


def goal_value(setup: Setup, split: ExactSplit, goal: str) -> float | tuple[float, ...]:
    """Measure a goal on a split: money, or for equal_burden every burden, largest first."""
    weight = setup.weight
    if goal == "unfunded":
        return inner(weight, split.gaps) * setup.unit
    if goal == "host_residual":
        return inner(weight, split.residuals) * setup.unit
    if goal == "equal_burden":
        known = burdens(setup, split.totals(setup))
        return tuple(sorted((b for b in known if b is not None), reverse=True))
    if goal == "fewest_transfers":
        away = ~setup.pair_is_host
        weight_of_pair = weight[setup.pair_programme[away]]
        return inner(weight_of_pair, split.contributions[away]) * setup.unit
    return float(np.abs(split.contributions - setup.targets[goal]).sum()) * setup.unit


def burdens(setup: Setup, totals: Floats) -> list[float | None]:
    """Return the burden of each payer (1-problem); None where the basis is 0.

    Args:
        setup: the index tables.
        totals: what each contributes, discounted, in scaled money; existing payments are added.
    """
    return [
        float(total * setup.unit / (basis * setup.basis_scale)) if basis > 0 else None
        for total, basis in zip(totals + setup.paid_already, setup.basis, strict=True)
    ]
