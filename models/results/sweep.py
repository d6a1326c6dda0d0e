"""A sweep: one case solved at many points, over rules and over uncertainty in its figures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Literal

from models.words.text import Argument

PointStatus = Literal["ok", "conflict", "failed"]

QUANTILES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
"""The parts of the points that lie below the figures of a band; 0 and 1: least and most."""

_QUANTILE_NAMES = {0.0: "min", 0.5: "median", 1.0: "max"}


def quantile_name(part: float) -> str:
    """Return what a part of QUANTILES is called: min, 5 %, 25 %, median, …"""
    return _QUANTILE_NAMES.get(part, f"{part:.0%}".replace("%", " %"))


@dataclass(frozen=True)
class VariedRule:
    """A rule and the values that it takes, each of them once."""

    rule: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Spread:
    """How uncertain the figures of one column are: `share` is their relative standard deviation.

    `sheet` and `column` are keys of the declaration; 0.1 is ten per cent.
    """

    sheet: str
    column: str
    share: float


@dataclass(frozen=True)
class SweepPlan:
    """What is varied: every combination of the rules, and for each of them every sample.

    Attributes:
        scenario: the scenario that the points start from.
        rules: in the order in which they were asked for.
        samples: how often the figures are drawn; 0: they are taken as they are.
        spreads: what is drawn; empty where `samples` is 0.
        seed: what the draws follow from.
    """

    scenario: str
    rules: tuple[VariedRule, ...] = ()
    samples: int = 0
    spreads: tuple[Spread, ...] = ()
    seed: int = 0

    @property
    def grid(self) -> tuple[tuple[float, ...], ...]:
        """Every combination of the values of the rules, the last rule varied first."""
        return tuple(product(*(rule.values for rule in self.rules)))

    @property
    def count(self) -> int:
        """How many points there are."""
        return prod(len(rule.values) for rule in self.rules) * max(self.samples, 1)

    def points(self) -> tuple[SweepPlace, ...]:
        """Return every point in its canonical order: by combination of rules, then by sample."""
        samples = range(1, self.samples + 1) if self.samples else (None,)
        return tuple(SweepPlace(values, sample) for values in self.grid for sample in samples)


@dataclass(frozen=True)
class SweepPlace:
    """Where a point of a sweep lies: the values of the varied rules, and the sample from 1."""

    values: tuple[float, ...]
    sample: int | None


@dataclass(frozen=True)
class SweepPoint:
    """What came of one point; money is rounded as in a split.

    Attributes:
        place: the values of the rules, and the sample.
        status: "ok"; "conflict" where the clauses cannot all hold there; "failed" where there
            is no answer for another reason. Only "ok" has figures.
        reason: why there are no figures.
        unfunded, host_residual: of all programmes together, not discounted.
        totals: what each payer pays, host residual included, not discounted, payers as in the
            result.
        burdens: the burden of each payer; None where its basis is 0.
    """

    place: SweepPlace
    status: PointStatus
    reason: Argument = ""
    unfunded: float | None = None
    host_residual: float | None = None
    totals: tuple[float, ...] = ()
    burdens: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class Band:
    """Between which figures the points lie.

    Attributes:
        values: the values of the varied rules; None: over every combination.
        measure: "total", "burden", "unfunded" or "host_residual".
        payer: whose figure it is; None for unfunded and host_residual.
        points: on how many points the band stands: those with a figure.
        quantiles: the figure below which each part of QUANTILES lies; empty without points.
    """

    values: tuple[float, ...] | None
    measure: str
    payer: str | None
    points: int
    quantiles: tuple[float, ...]


@dataclass(frozen=True)
class SweepResult:
    """The points of a sweep in canonical order, and their bands.

    A sweep that was stopped holds the points that were done, fewer than `plan.count`, and says in
    `stopped` why.
    """

    plan: SweepPlan
    payers: tuple[str, ...]
    currency: str
    rounding: float
    points: tuple[SweepPoint, ...]
    bands: tuple[Band, ...]
    stopped: Argument = ""

    @property
    def complete(self) -> bool:
        """Whether every point of the plan was solved."""
        return len(self.points) == self.plan.count

    def count(self, status: PointStatus) -> int:
        """Return how many points have a status."""
        return sum(point.status == status for point in self.points)
