"""A linear program as arrays, an answer to it, and a check that does not believe the solver."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from models.flows.places import Floats

_RESIDUAL = 1e-6
_GAP = 1e-7
_SILENT = 1e-7


@dataclass(frozen=True, eq=False)
class Bounds:
    """The bounds of columns and rows, inf where there is none."""

    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats

    def copy(self) -> Bounds:
        """Return bounds that may be changed without changing these."""
        return Bounds(
            self.lower.copy(), self.upper.copy(), self.row_lower.copy(), self.row_upper.copy()
        )


@dataclass(frozen=True, eq=False)
class Arrays(Bounds):
    """Rows and columns of a linear program, without an objective.

    Attributes:
        matrix: rows × columns.
    """

    matrix: sparse.csr_array

    @cached_property
    def transposed(self) -> sparse.csc_array:
        """Columns × rows; making it takes longer than a product with it."""
        return sparse.csc_array(self.matrix.T)


@dataclass(frozen=True, eq=False)
class Optimum:
    """An answer with its certificate: values of columns and rows, and both kinds of duals."""

    values: Floats
    row_values: Floats
    reduced_costs: Floats
    row_duals: Floats
    objective: float


def certified(
    arrays: Arrays, bounds: Bounds, costs: Floats, values: Floats, row_duals: Floats
) -> Optimum | None:
    """Return the answer if its values are feasible and, by the duals, optimal; else None.

    The point must keep every bound, and the value of the dual solution must meet its own: then
    nothing better exists, whatever the solver did to find it.

    Args:
        arrays: the program.
        bounds: of its columns and rows now.
        costs: the objective.
        values: the columns of the answer.
        row_duals: the duals of its rows. What rows come to and what columns cost beyond them is
            reckoned here from these two.
    """
    if not (np.isfinite(values).all() and np.isfinite(row_duals).all()):
        return None
    activity = arrays.matrix @ values
    outside = max(
        _outside(values, bounds.lower, bounds.upper),
        _outside(activity, bounds.row_lower, bounds.row_upper),
    )
    reached = inner(costs, values)
    reduced = costs - arrays.transposed @ row_duals
    scale = 1.0 + abs(reached) + float(np.abs(values).max(initial=0.0))
    dual = _best(row_duals, bounds.row_lower, bounds.row_upper) + _best(
        reduced, bounds.lower, bounds.upper
    )
    if outside > _RESIDUAL or abs(reached - dual) > _GAP * scale * max(1.0, len(values) / 1e3):
        return None
    return Optimum(values, activity, reduced, row_duals, reached)


def inner(weights: Floats, values: Floats) -> float:
    """Return Σ weight · value.

    Not by `@`: for long vectors that takes as many threads as the machine has, so that the sum
    depends on it, and is slow where other programs use them.
    """
    return float(np.sum(weights * values))


def _outside(values: Floats, lower: Floats, upper: Floats) -> float:
    return float(max((lower - values).max(initial=0.0), (values - upper).max(initial=0.0)))


def _best(duals: Floats, lower: Floats, upper: Floats) -> float:
    """Return Σ dual · the bound it presses on; a dual that presses on none must be 0."""
    heard = np.flatnonzero(duals)
    pressing = duals[heard]
    bound = np.where(pressing > 0, lower[heard], upper[heard])
    bound[(np.abs(pressing) <= _SILENT) & ~np.isfinite(bound)] = 0.0
    return inner(pressing, bound)
