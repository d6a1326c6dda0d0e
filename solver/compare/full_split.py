"""Full splits: every need shared out to the last unit, and the plain ways to make one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.flows.places import NOBODY, Floats, Ints
from solver.compare.basis import KeyBasis
from solver.inputs.setup import Setup
from solver.state.exact import ExactSplit

_NOISE = 1e-12
"""A rest smaller than this part of the need is a rounding error."""


@dataclass(frozen=True, eq=False)
class FullSplit:
    """Who pays how much for which programme, in scaled money.

    For each programme contributions, residual and gap add up to its need.

    Attributes:
        contributions: programmes × payers.
        residuals: what the host pays beyond its contribution, 0 where nobody is the host.
        gaps: what nobody pays.
    """

    contributions: Floats
    residuals: Floats
    gaps: Floats

    def paid(self, host: Ints) -> Floats:
        """Return what each payer pays, programmes × payers, the residual of hosts included."""
        paid = self.contributions.copy()
        hosted = np.flatnonzero(host != NOBODY)
        paid[hosted, host[hosted]] += self.residuals[hosted]
        return paid

    def blended(self, other: FullSplit, part: Floats) -> FullSplit:
        """Mix with another split: `part` (0 to 1, by programme) of this one, the rest of it."""
        rest = 1.0 - part
        return FullSplit(
            part[:, None] * self.contributions + rest[:, None] * other.contributions,
            part * self.residuals + rest * other.residuals,
            part * self.gaps + rest * other.gaps,
        )


def as_full_split(setup: Setup, exact: ExactSplit) -> FullSplit:
    """Spread the contributions of a solved split, which stand by pair, over all payers."""
    contributions = np.zeros((len(setup.need), len(setup.payers)))
    contributions[setup.pair_programme, setup.pair_payer] = exact.contributions
    return FullSplit(contributions, exact.residuals, exact.gaps)


def completed(basis: KeyBasis, contributions: Floats) -> FullSplit:
    """Leave what contributions do not cover with the host; without a host it is the gap.

    That is what the host residual means (1-problem): nobody else can be asked to pay it.
    """
    rest = basis.need - contributions.sum(axis=1)
    rest = np.where(rest > _NOISE * basis.need, rest, 0.0)
    hosted = basis.host != NOBODY
    return FullSplit(contributions, np.where(hosted, rest, 0.0), np.where(hosted, 0.0, rest))


def host_pays(basis: KeyBasis) -> FullSplit:
    """Leave every need with the host: the situation with no agreement (2-method 2.5)."""
    return completed(basis, np.zeros((len(basis.need), len(basis.payers))))


def by_weights(basis: KeyBasis, weights: Floats) -> FullSplit:
    """Share every need in proportion to fixed weights of the payers, one of them above 0."""
    return completed(basis, np.outer(basis.need, weights / weights.sum()))


def by_later_benefit(basis: KeyBasis) -> FullSplit:
    """Share every need by its later benefits: N(k)·D(h,k)/Σh D(h,k) (2-method 2.4)."""
    benefit = basis.later_benefit()
    total = benefit.sum(axis=1)
    per_benefit = np.divide(basis.need, total, out=np.zeros_like(total), where=total > 0)
    return completed(basis, benefit * per_benefit[:, None])
