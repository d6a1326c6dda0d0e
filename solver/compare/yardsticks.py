"""The yardsticks by which every split is measured (2-method 2.5)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.flows.places import NOBODY, Floats
from solver.compare.key import FullSplit
from solver.engine.arrays import inner
from solver.inputs.setup import Setup
from solver.inputs.terms import ClausePart, ClauseTerm
from solver.state.exact import burdens

_NOISE = 1e-9
"""A payment beyond the benefit that is smaller than this, in scaled money, is no excess."""


@dataclass(frozen=True, eq=False)
class Yardsticks:
    """What a split comes to; money in the currency of the case.

    Sums are not discounted; what is set against later benefits is.

    Attributes:
        unfunded: Σ u(k).
        host_residual: Σ z(k).
        contributions: Σ x(h,k).
        changes_hands: the contributions of payers to programmes they do not answer for.
        paid: what each payer pays, host residual included.
        net_position: B(h) less all that h pays, both discounted, by payer.
        burdens: contributions and existing payments, discounted, divided by the basis of
            burdens, by payer; None where the basis is 0 (1-problem).
        loads: the same of all that h pays. The host residual counts, since a key does not say
            for whose sake a host pays; where nothing is left to hosts it is the burden.
        gini: inequality of the burdens, 0 (all equal) to 1; None where no burden is known.
        load_gini: the same of the loads.
        more_than_they_gain: the payers whose net position is below 0.
        clauses_broken: those that are not kept, and by how much money they are passed: above (+)
            or below (-), by more than one unit of the rule `rounding`.
    """

    unfunded: float
    host_residual: float
    contributions: float
    changes_hands: float
    paid: Floats
    net_position: Floats
    burdens: tuple[float | None, ...]
    loads: tuple[float | None, ...]
    gini: float | None
    load_gini: float | None
    more_than_they_gain: tuple[str, ...]
    clauses_broken: tuple[tuple[str, float], ...]


def yardsticks(setup: Setup, split: FullSplit) -> Yardsticks:
    """Measure a full split."""
    paid = split.paid(setup.host)
    discounted = (setup.weight[:, None] * paid).sum(axis=0)
    measured = tuple(burdens(setup, setup.weight @ split.contributions))
    loads = tuple(burdens(setup, discounted))
    over = discounted > setup.total_benefit * (1 + _NOISE) + _NOISE
    return Yardsticks(
        unfunded=float(split.gaps.sum()) * setup.unit,
        host_residual=float(split.residuals.sum()) * setup.unit,
        contributions=float(split.contributions.sum()) * setup.unit,
        changes_hands=_changes_hands(setup, split) * setup.unit,
        paid=paid.sum(axis=0) * setup.unit,
        net_position=(setup.total_benefit - discounted) * setup.unit,
        burdens=measured,
        loads=loads,
        gini=_inequality(measured),
        load_gini=_inequality(loads),
        more_than_they_gain=tuple(setup.payers[h] for h in np.flatnonzero(over)),
        clauses_broken=broken_clauses(setup, paid),
    )


def _inequality(figures: tuple[float | None, ...]) -> float | None:
    known = np.array([figure for figure in figures if figure is not None], dtype=float)
    return gini(known) if len(known) else None


def gini(values: Floats) -> float:
    """Return the Gini coefficient Σi Σj |vi - vj| / (2 n² mean) of values not below 0.

    Computed from the sorted values as Σi (2i - n - 1) vi / (n Σ v), i = 1 … n (Gini 1912);
    0 where all are 0.
    """
    total, count = float(values.sum()), len(values)
    if total <= 0:
        return 0.0
    rank = np.asarray(2.0 * np.arange(1, count + 1) - count - 1, dtype=float)
    return max(0.0, inner(rank, np.sort(values)) / (count * total))


def broken_clauses(setup: Setup, paid: Floats) -> tuple[tuple[str, float], ...]:
    """Return the clauses that payments pass by more than one unit.

    Args:
        setup: the index tables.
        paid: programmes × payers, host residual included, in scaled money.
    """
    off = {clause.clause: _off(clause, paid) * setup.unit for clause in setup.clauses}
    unit = setup.traced.rules.rounding
    return tuple((name, by) for name, by in off.items() if abs(by) > unit)


def _off(clause: ClauseTerm, paid: Floats) -> float:
    """Return how far what is paid is above (+) or below (-) what a clause allows, at its worst."""
    return max((_off_part(clause, part, paid) for part in clause.parts), key=abs, default=0.0)


def _off_part(clause: ClauseTerm, part: ClausePart, paid: Floats) -> float:
    chosen = paid[part.programmes]
    total = chosen.sum() if clause.payer == NOBODY else chosen[:, clause.payer].sum()
    off = float(total) - clause.value * part.per_value
    allowed = {"at most": off < 0, "at least": off > 0}
    return 0.0 if allowed.get(clause.sense, False) else off


def _changes_hands(setup: Setup, split: FullSplit) -> float:
    hosted = np.flatnonzero(setup.host != NOBODY)
    own = split.contributions[hosted, setup.host[hosted]].sum()
    return max(0.0, float(split.contributions.sum() - own))
