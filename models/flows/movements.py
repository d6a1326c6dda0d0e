"""Stocks and the flows behind them: who comes, who goes and who is there at the end of a year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.flows.flow_table import FlowTable
from models.flows.places import NOBODY, Floats, Ints, Mask, sums_by

STEADY_FLOWS, STEADY_STOCK = 0.25, 0.05  # D147
"""A stock hides its flows where it changes by at most these parts of all who come and go, and of
what it was…"""
LARGE = 0.10
"""…while at least this part of those who were there leave and others take their places."""


@dataclass(frozen=True, eq=False)
class Movements:
    """Who came, went and is there, one entry for each group of places.

    Attributes:
        arrivals: persons from outside the trajectory; part of `inflow`.
        inflow: persons who come into the group from outside of it.
        exits: persons who leave the trajectory; part of `outflow`.
        outflow: persons who leave the group.
        before: persons there before the first of the years, of those the data know.
        after: persons there at the end of the last of the years.
    """

    arrivals: Floats
    inflow: Floats
    exits: Floats
    outflow: Floats
    before: Floats
    after: Floats

    @property
    def throughput(self) -> Floats:
        """All who come and all who go: what has to be dealt with, whatever the stock does."""
        return self.inflow + self.outflow

    @property
    def replaced(self) -> Floats:
        """The part of those who were there that left and whose places others took.

        NaN where nobody was there before.
        """
        return self._as_part(np.minimum(self.inflow, self.outflow))

    @property
    def change(self) -> Floats:
        """The change of the stock as a part of what it was, NaN where nobody was there before."""
        return self._as_part(self.inflow - self.outflow)

    def _as_part(self, persons: Floats) -> Floats:
        known = self.before > 0
        return np.divide(persons, self.before, out=np.full_like(persons, np.nan), where=known)

    @property
    def hides(self) -> Mask:
        """Where a steady stock hides large flows.

        The net change is small against all who come and go (at most a quarter) and against the
        stock (at most a twentieth), and those who were replaced are many (at least a tenth) and
        more than the change.
        """
        net = np.abs(self.inflow - self.outflow)
        steady = net <= STEADY_FLOWS * self.throughput
        with np.errstate(invalid="ignore"):
            steady &= np.abs(self.change) <= STEADY_STOCK
            large = (self.replaced >= LARGE) & (self.replaced > np.abs(self.change))
        return np.asarray(steady & large)


def movements(
    flows: FlowTable, from_group: Ints, to_group: Ints, count: int, years: tuple[int, int]
) -> Movements:
    """Add up who comes and goes between groups of places.

    Args:
        flows: of the case.
        from_group: for each flow the group that it leaves, NOBODY where it is none.
        to_group: for each flow the group that it enters, NOBODY where it is none.
        count: the number of groups.
        years: the first and the last year that count.

    Returns:
        one entry for each group; steps inside a group are neither inflow nor outflow.
    """
    first, last = years
    crosses = from_group != to_group
    during = crosses & (flows.year >= first) & (flows.year <= last)
    earlier = crosses & (flows.year < first)

    def total(group: Ints, chosen: Mask) -> Floats:
        return sums_by(group[chosen], flows.persons[chosen], count)

    before = total(to_group, earlier) - total(from_group, earlier)
    inflow, outflow = total(to_group, during), total(from_group, during)
    return Movements(
        arrivals=total(to_group, during & (flows.from_stage == NOBODY)),
        inflow=inflow,
        exits=total(from_group, during & (flows.to_stage == NOBODY)),
        outflow=outflow,
        before=before,
        after=before + inflow - outflow,
    )


def territory_groups(flows: FlowTable, group: Ints) -> tuple[Ints, Ints]:
    """Return both ends of each flow as groups of territories."""
    return _chosen(group, flows.from_territory), _chosen(group, flows.to_territory)


def stage_groups(flows: FlowTable, stages: int) -> tuple[Ints, Ints]:
    """Return both ends of each flow as territory × stages + stage."""
    before = flows.from_territory * stages + flows.from_stage
    after = flows.to_territory * stages + flows.to_stage
    return (
        np.where(flows.from_territory == NOBODY, NOBODY, before),
        np.where(flows.to_territory == NOBODY, NOBODY, after),
    )


def _chosen(group: Ints, territory: Ints) -> Ints:
    return np.where(territory == NOBODY, NOBODY, group[territory])
