"""Whether what payers can pay is a flow, so that burdens may be settled group by group.

The totals of the payers are then the outflows of a network in which their sum is fixed, a base
polytope: there the leximin burdens are the same as the least Σ basis·burden², and a group of
payers can be settled apart from the others (Fujishige 1980; Megiddo 1974).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from solver.engine.certificate import Bounds
from solver.program.layout import Layout
from solver.program.model import Model

Mask = npt.NDArray[np.bool_]

_SAME = 1e-12


def is_a_flow(model: Model, bounds: Bounds, met: frozenset[str]) -> bool:
    """Say whether the totals of payers are the outflows of a network with a fixed sum.

    Only a yes has to be right: a no sends the burdens the general way.

    Args:
        model: the program; each pair may be one column or several.
        bounds: what is held of the goals met before.
        met: those goals.
    """
    free = bounds.lower < bounds.upper
    return (
        _sum_is_fixed(model, free, met)
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
