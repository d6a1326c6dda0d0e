"""Equal burdens group by group, where the payers' totals are the outflows of a network.

The totals of the payers are the outflows of a network in which their sum is fixed, a base
polytope: there the leximin burdens are the same as the least Σ basis·burden², and a group of
payers can be settled apart from the others (Fujishige 1980; Megiddo 1974).

All payers of a group are asked at once to carry the group's mean burden r, with the least
Σ max(0, total - r·basis) above it. Where nothing is above it, the group is settled at r: nobody
can carry less unless somebody carries more. Else the duals name a cut: those on its one side
cannot shed more onto the other, so both sides are groups of their own from then on (the
decomposition of Fujishige 1980; 7-solver-facts). A handful of programs takes the place of one
for each level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.flows.places import Floats, Ints, Mask
from solver.engine.arrays import Arrays, Bounds, Optimum
from solver.engine.cancelling import Cancelled
from solver.engine.engine import Engine
from solver.goals.optimal_face import hold, solved
from solver.program.layout import Layout
from solver.program.model import Model

_SAME = 1e-12


def is_a_flow(model: Model, bounds: Bounds, met: frozenset[str]) -> bool:  # D32
    """Say whether the totals of payers are the outflows of a network with a fixed sum.

    Only a yes has to be right: a no sends the burdens the general way.

    Args:
        model: the program; each pair may be one column or several.
        bounds: what is held of the goals met before.
        met: those goals.
    """
    free = bounds.lower < bounds.upper
    return (
        model.setup.same_key is None
        and not len(model.layout.standard_rows)
        and _sum_is_fixed(model, free, met)
        and _own_shares_are_arcs(model, free)
        and _limits_are_nested(model, free)
    )


def _sum_is_fixed(model: Model, free: Mask, met: frozenset[str]) -> bool:
    """What is not paid by contributions is settled, and so are payers without a basis."""
    layout = model.layout
    hosted = layout.residual[layout.residual >= 0]
    gaps = "unfunded" in met or not free[layout.gap].any()
    residuals = "host_residual" in met or not free[hosted].any()
    without = np.setdiff1d(np.arange(len(layout.total)), layout.burden_rows)
    return bool(gaps and residuals and not free[layout.total[without]].any())


def _own_shares_are_arcs(model: Model, free: Mask) -> bool:
    """x(host,k) + z(k) ≥ α·(N(k) - u(k)) is an arc into the programme only where u(k) is fixed."""
    layout = model.layout
    return not free[layout.gap[layout.own_share_rows]].any()


def _limits_are_nested(model: Model, free: Mask) -> bool:
    """Every other limit counts whole payments of one payer, and any two are nested or apart."""
    layout = model.layout
    rows = _limits(model, free)
    if not rows.shape[0]:
        return True
    pairs = np.zeros(layout.columns, dtype=bool)
    pairs[: len(layout.segment_pair)] = True
    totals = sparse.csr_array(
        model.arrays.matrix[layout.total_row : layout.total_row + len(layout.total)][
            :, np.flatnonzero(free & pairs)
        ]
    )
    counted = sparse.csr_array(rows[:, np.flatnonzero(free & ~pairs)])
    paid = sparse.csr_array(rows[:, np.flatnonzero(free & pairs)])
    return counted.nnz == 0 and _of_one_weight(paid, totals) and _nested(paid)


def _limits(model: Model, free: Mask) -> sparse.csr_array:
    """Return the rows of budgets and clauses over free columns, empty ones left out."""
    layout: Layout = model.layout
    rows = sparse.csr_array(model.arrays.matrix[layout.budget_row : layout.burden_row])
    rows = sparse.csr_array(rows @ sparse.diags_array(free.astype(float)))
    rows.eliminate_zeros()
    return sparse.csr_array(rows[np.flatnonzero(np.diff(rows.indptr))])


def _of_one_weight(rows: sparse.csr_array, totals: sparse.csr_array) -> bool:
    """Say whether each row counts payments of one payer that all weigh the same in its total."""
    column_payer = np.zeros(totals.shape[1], dtype=np.int64)
    column_weight = np.zeros(totals.shape[1])
    cells = totals.tocoo()
    column_payer[cells.col], column_weight[cells.col] = cells.row, cells.data
    for row in range(rows.shape[0]):
        columns = rows.indices[rows.indptr[row] : rows.indptr[row + 1]]
        if np.ptp(column_payer[columns]) or np.ptp(column_weight[columns]) > _SAME:
            return False
    return True


def _nested(rows: sparse.csr_array) -> bool:
    """Say whether any two rows count the same columns, or one all of the other's, or none."""
    marks = sparse.csr_array((np.ones(rows.nnz), rows.indices, rows.indptr), shape=rows.shape)
    size = np.diff(marks.indptr)
    common = sparse.coo_array(marks @ marks.T)
    smaller = np.minimum(size[common.row], size[common.col])
    return bool(np.all(common.data == smaller))


_ABOVE = 2e-9
"""Scaled money a payer may stand above the mean by the solver's tolerance."""
_DEARER = 2.0
"""More than the excess of 1 that a unit left with its host could save."""
_CUT = 0.5
"""The dual is 1 on the heavy side of the cut and 0 on the other."""


class NotAvoidedError(ArithmeticError):
    """What was to be avoided cannot be."""


class NoCutError(ArithmeticError):
    """A group is above its mean, yet the duals name no cut: the totals are no flow."""


@dataclass(frozen=True, eq=False)
class Settled:
    """What came of the burdens: the total of each payer with a basis, and a split that has them."""

    totals: Floats
    columns: Floats


def burdens_by_groups(
    model: Model,
    bounds: Bounds,
    paid: float,
    cancelled: Cancelled,
    *,
    sure: bool,
    large: bool,
    avoided: Ints | None = None,
) -> Settled:
    """Find the leximin totals of a flow (see `flow_structure`).

    Args:
        model: the program.
        bounds: what is held of the goals met before.
        paid: Σ of all totals, which is fixed, in scaled money.
        cancelled: asked often whether to stop.
        sure: whether it is known that a split keeps all that is held.
        large: whether the programs are large.
        avoided: columns that are to stay at 0. They are not held there but cost more than they
            could save, so that a program has an answer even where they cannot be avoided.

    Raises:
        Infeasible: no split keeps what is held.
        NotAvoidedError: some of `avoided` had to be above 0; nothing was learned but that.
        NoCutError: the totals are no flow after all.
        SolveCancelledError: somebody asked to stop.
    """
    engine = Engine(_with_excess(model.arrays, model.layout, bounds), cancelled, from_nothing=large)
    groups = _Groups(model, engine, paid, avoided, sure=sure)
    try:
        while groups.open.any():
            groups.ask()
        return Settled(groups.totals, groups.columns)
    finally:
        engine.free()


class _Groups:
    """The groups of payers, numbered, and the engine that they are asked with."""

    def __init__(
        self, model: Model, engine: Engine, paid: float, avoided: Ints | None, *, sure: bool
    ) -> None:
        layout = model.layout
        self._layout, self._setup = layout, model.setup
        self._engine, self._sure = engine, sure
        self._basis = model.setup.basis[layout.burden_rows]
        count = len(layout.burden_rows)
        self._excess = layout.columns + np.arange(count)
        self._rows = layout.burden_row + np.arange(count)
        self._group = np.zeros(count, dtype=np.int64)
        self.open = np.ones(count, dtype=bool)
        self.totals = self._basis * (paid / (self._basis.sum() or 1.0))
        self.columns = np.zeros(layout.columns)
        self._avoided = np.zeros(0, dtype=np.int64) if avoided is None else avoided
        engine.bound_columns(np.array([layout.level]), 0.0, 0.0)

    def _hold_avoided(self, values: Floats) -> None:
        if values[self._avoided].sum() > _ABOVE * len(self._avoided):
            raise NotAvoidedError("what was to be avoided cannot be")
        self._engine.bound_columns(self._avoided, 0.0, 0.0)
        self._avoided = self._avoided[:0]

    def ask(self) -> None:
        """Ask every open group to carry its mean; settle those that can, split the others."""
        mean = self._means()
        live = np.flatnonzero(self.open)
        most = mean[live] * self._basis[live]
        self._engine.bound_rows(self._rows[live], -np.inf, most)
        costs = np.zeros(len(self._engine.lower))
        costs[self._excess[live]] = 1.0
        costs[self._avoided] = _DEARER
        optimum = solved(self._engine, costs, "above the mean", sure=self._sure)
        self._hold_avoided(optimum.values)
        self._sure = True
        self.columns = optimum.values[: self._layout.columns]
        self.totals[live] = optimum.values[self._layout.total[self._layout.burden_rows[live]]]
        above = optimum.values[self._excess]
        heavy = -optimum.row_duals[self._rows] > _CUT
        hold(self._engine, optimum)
        self._engine.bound_rows(self._rows[live], -np.inf, np.inf)  # what `hold` did to the means
        self._engine.bound_columns(self._excess[live], 0.0, np.inf)
        for group in np.unique(self._group[live]):
            members = live[self._group[live] == group]
            if above[members].sum() <= _ABOVE * len(self._basis):
                self._settle(members, mean[members], optimum)
            else:
                self._split(members, heavy)

    def _means(self) -> Floats:
        count = int(self._group.max(initial=0)) + 1
        paid = np.bincount(self._group[self.open], self.totals[self.open], count)
        basis = np.bincount(self._group[self.open], self._basis[self.open], count)
        mean = np.divide(paid, basis, out=np.zeros(count), where=basis > 0)
        return np.asarray(mean[self._group])

    def _split(self, members: Ints, heavy: Mask) -> None:
        side = members[heavy[members]]
        if not 0 < len(side) < len(members):
            raise NoCutError("a group is above its mean, but no cut splits it")
        self._group[side] = int(self._group.max()) + 1

    def _settle(self, members: Ints, mean: Floats, optimum: Optimum) -> None:
        """Fix what a settled group pays in all; what for may still change.

        A payer whose limit of a year is full can take from one group and pass on to another
        without paying more, so that its single payments must stay free.
        """
        self.open[members] = False
        self.totals[members] = mean * self._basis[members]
        columns = self._layout.total[self._layout.burden_rows[members]]
        found = optimum.values[columns]
        self._engine.bound_columns(columns, found, found)


def _with_excess(arrays: Arrays, layout: Layout, bounds: Bounds) -> Arrays:
    """Add to each burden row a column for what stands above the mean."""
    count = len(layout.burden_rows)
    rows = layout.burden_row + np.arange(count)
    cells = (-np.ones(count), (rows, np.arange(count)))
    excess = sparse.csr_array(cells, shape=(layout.rows, count))
    return Arrays(
        matrix=sparse.csr_array(sparse.hstack([arrays.matrix, excess], format="csr")),
        row_lower=bounds.row_lower,
        row_upper=bounds.row_upper,
        lower=np.concatenate([bounds.lower, np.zeros(count)]),
        upper=np.concatenate([bounds.upper, np.full(count, np.inf)]),
    )
