"""The model of a scenario: index tables, the place of every column and row, and the arrays.

The arrays are made without PuLP and are what every solve uses: PuLP's Python takes most of the
time of a small solve (7-solver-facts). Both forms are built from the same tables in the same
order; a test shows that they are the same model.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from models.flows.places import NOBODY, Floats, Ints, Mask
from solver.engine.arrays import Arrays
from solver.inputs.setup import Setup
from solver.program.layout import Layout, budget_row_of, has_same_places, layout_of


@dataclass(frozen=True, eq=False)
class Model:
    """All that a solve needs to know, none of which it changes.

    Attributes:
        setup: the index tables.
        layout: where each column and row stands.
        arrays: the program.
        order: for each non-zero of the matrix, which of the entries it was put together from it is.
    """

    setup: Setup
    layout: Layout
    arrays: Arrays
    order: Ints


def model_of(setup: Setup, before: Model | None = None) -> Model:
    """Lay out and build the program of a setup.

    Args:
        setup: the index tables.
        before: the model of another setup of the case. Where no column and no row stands at
            another place, what it knows of them is taken over.
    """
    if before is not None and has_same_places(before.setup, setup):
        layout, entries = before.layout, _entries(setup, before.layout)
        return Model(setup, layout, _as_in(before, entries, setup), before.order)
    layout = layout_of(setup, most_of_pairs(setup))
    entries = _entries(setup, layout)
    matrix, order = entries.matrix((layout.rows, layout.columns))
    return Model(setup, layout, _with_bounds(matrix, setup, layout), order)


def most_of_pairs(setup: Setup) -> Floats:
    """Return max(0, β·D(h,k) - x̄(h,k)) for each pair; inf without a cap, and with a same key."""
    if setup.benefit_cap is None or setup.same_key is not None:
        return np.full(len(setup.pair_benefit), np.inf)
    return np.maximum(0.0, setup.benefit_cap * setup.pair_benefit - setup.pair_paid)


def most_of_shares(setup: Setup) -> Floats:
    """Return max(0, β·Σ D(h,k) - Σ x̄(h,k)) for each share of a same key, inf without a cap."""
    if setup.same_key is None:
        return np.zeros(0)
    if setup.benefit_cap is None:
        return np.full(len(setup.same_key.benefit), np.inf)
    return np.maximum(0.0, setup.benefit_cap * setup.same_key.benefit - setup.same_key.paid)


def most_of_totals(setup: Setup) -> Floats:
    """Return max(β·B(h), what h pays already), by payer; inf without a cap."""
    if setup.benefit_cap is None:
        return np.full(len(setup.payers), np.inf)
    return np.maximum(setup.benefit_cap * setup.total_benefit, setup.paid_already)


@dataclass(eq=False)
class _Entries:
    """The non-zeros of the matrix while it is put together."""

    rows: list[Ints] = field(default_factory=list)
    columns: list[Ints] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)

    def add(self, rows: Ints, columns: Ints, values: Floats | float) -> None:
        self.rows.append(rows)
        self.columns.append(columns)
        self.values.append(np.broadcast_to(values, columns.shape))

    def matrix(self, shape: tuple[int, int]) -> tuple[sparse.csr_array, Ints]:
        """Return the matrix, and which entry each of its non-zeros is: no two share a cell."""
        cells = (np.concatenate(self.rows), np.concatenate(self.columns))
        numbers = np.arange(1, len(cells[0]) + 1)  # from 1: a 0 would be no entry
        places = sparse.csr_array((numbers, cells), shape=shape)
        places.sort_indices()
        order = places.data - 1
        values = np.concatenate(self.values)[order]
        return sparse.csr_array((values, places.indices, places.indptr), shape=shape), order


def _entries(setup: Setup, layout: Layout) -> _Entries:
    """Return the non-zeros of the whole program."""
    entries = _Entries()
    _funding(entries, setup, layout)
    _totals(entries, setup, layout)
    _same_key(entries, setup, layout)
    _own_shares(entries, setup, layout)
    _standard_costs(entries, setup, layout)
    _budgets(entries, setup, layout)
    for row, (at, part) in enumerate(setup.clause_parts, start=layout.clause_row):
        _paid_by(entries, setup, layout, row, setup.clauses[at].payer, part.programmes)
    _burdens(entries, setup, layout)
    return entries


def _as_in(before: Model, entries: _Entries, setup: Setup) -> Arrays:
    """Return the program whose non-zeros stand where they stood before."""
    known = before.arrays.matrix
    values = np.concatenate(entries.values)[before.order]
    matrix = sparse.csr_array((values, known.indices, known.indptr), shape=known.shape)
    return _with_bounds(matrix, setup, before.layout)


def _with_bounds(matrix: sparse.csr_array, setup: Setup, layout: Layout) -> Arrays:
    row_lower, row_upper = row_bounds(setup, layout)
    return Arrays(
        matrix=matrix,
        row_lower=row_lower,
        row_upper=row_upper,
        lower=column_lower(setup, layout),
        upper=column_upper(setup, layout),
    )


def column_lower(setup: Setup, layout: Layout) -> Floats:
    """Return the lower bounds: what flows already of totals, else 0."""
    lower = np.zeros(layout.columns)
    lower[layout.total] = setup.paid_already
    return lower


def column_upper(setup: Setup, layout: Layout) -> Floats:
    """Return the upper bounds: widths of segments, N(k) of z and u, what is gained, else inf.

    No split passes N(k). With both ends known the dual simplex goes on from a kept basis by
    flipping columns, whichever of them a goal has held or let go since.
    """
    upper = np.full(layout.columns, np.inf)
    upper[: len(layout.segment_pair)] = layout.segment_end - layout.segment_start
    hosted = layout.residual != NOBODY
    upper[layout.residual[hosted]] = setup.need[hosted]
    upper[layout.gap] = setup.need
    upper[layout.total] = most_of_totals(setup)
    upper[layout.share] = most_of_shares(setup)
    return upper


def row_bounds(setup: Setup, layout: Layout) -> tuple[Floats, Floats]:
    """Return the bounds of all rows."""
    lower, upper = np.zeros(layout.rows), np.zeros(layout.rows)
    funding = slice(0, layout.programmes)
    lower[funding] = upper[funding] = setup.need
    totals = slice(layout.total_row, layout.same_key_row)
    lower[totals] = upper[totals] = -setup.paid_already
    own = slice(layout.own_share_row, layout.standard_row)
    lower[own], upper[own] = setup.own_share * setup.need[layout.own_share_rows], np.inf
    standards = slice(layout.standard_row, layout.budget_row)
    lower[standards], upper[standards] = -np.inf, setup.most_of_others[layout.standard_rows]
    budgets = slice(layout.budget_row, layout.clause_row)
    lower[budgets] = -np.inf
    upper[budgets] = [setup.budgets[int(i)].most for i in layout.budget_rows]
    for row, (at, part) in enumerate(setup.clause_parts, start=layout.clause_row):
        clause = setup.clauses[at]
        bound = clause.value * part.per_value
        lower[row] = -np.inf if clause.sense == "at most" else bound
        upper[row] = np.inf if clause.sense == "at least" else bound
    lower[layout.burden_row :] = -np.inf
    return lower, upper


def _funding(entries: _Entries, setup: Setup, layout: Layout) -> None:
    """Σh x(h,k) + z(k) + u(k) = N(k)."""
    segments = np.arange(len(layout.segment_pair))
    entries.add(setup.pair_programme[layout.segment_pair], segments, 1.0)
    hosted = np.flatnonzero(layout.residual != NOBODY)
    entries.add(hosted, layout.residual[hosted], 1.0)
    entries.add(np.arange(len(layout.gap)), layout.gap, 1.0)


def _totals(entries: _Entries, setup: Setup, layout: Layout) -> None:
    """Σk δ^(t-t₀) x(h,k) - total(h) = -Σk δ^(t-t₀) x̄(h,k)."""
    pair = layout.segment_pair
    weight = setup.weight[setup.pair_programme[pair]]
    entries.add(layout.total_row + setup.pair_payer[pair], np.arange(len(pair)), weight)
    entries.add(layout.total_row + np.arange(len(layout.total)), layout.total, -1.0)


def _same_key(entries: _Entries, setup: Setup, layout: Layout) -> None:
    """x(h,k) - p(h,C,own)·N(k) = 0, the share as what it makes of all needs of its class."""
    same_key = setup.same_key
    if same_key is None:
        return
    pair, share = layout.segment_pair, same_key.share
    entries.add(layout.same_key_row + pair, np.arange(len(pair)), 1.0)
    rows = layout.same_key_row + np.arange(len(share))
    entries.add(rows, layout.share[share], -setup.pair_need / same_key.need[share])


def _own_shares(entries: _Entries, setup: Setup, layout: Layout) -> None:
    """x(host,k) + z(k) + α·u(k) ≥ α·N(k)."""
    programmes = layout.own_share_rows
    if not len(programmes):
        return
    row_of = np.full(layout.programmes, NOBODY)
    row_of[programmes] = layout.own_share_row + np.arange(len(programmes))
    own = np.flatnonzero(setup.pair_is_host[layout.segment_pair])
    entries.add(row_of[setup.pair_programme[layout.segment_pair[own]]], own, 1.0)
    entries.add(row_of[programmes], layout.residual[programmes], 1.0)
    entries.add(row_of[programmes], layout.gap[programmes], setup.own_share)


def _standard_costs(entries: _Entries, setup: Setup, layout: Layout) -> None:
    """Σ over h not host of x(h,k) ≤ what the standard cost lets others pay."""
    programmes = layout.standard_rows
    if not len(programmes):
        return
    row_of = np.full(layout.programmes, NOBODY)
    row_of[programmes] = layout.standard_row + np.arange(len(programmes))
    row = np.where(setup.pair_is_host, NOBODY, row_of[setup.pair_programme])[layout.segment_pair]
    counted = np.flatnonzero(row != NOBODY)
    entries.add(row[counted], counted, 1.0)


def _budgets(entries: _Entries, setup: Setup, layout: Layout) -> None:
    """What a payer pays for the programmes of a year, host residual included."""
    if not len(layout.budget_rows):
        return
    row_of = budget_row_of(setup, layout.budget_rows)
    of_pair = row_of[setup.pair_payer, setup.pair_programme][layout.segment_pair]
    segments = np.flatnonzero(of_pair != NOBODY)
    entries.add(layout.budget_row + of_pair[segments], segments, 1.0)
    hosted = np.flatnonzero(setup.host != NOBODY)
    of_host = row_of[setup.host[hosted], hosted]
    counted = of_host != NOBODY
    entries.add(layout.budget_row + of_host[counted], layout.residual[hosted[counted]], 1.0)


def _paid_by(
    entries: _Entries, setup: Setup, layout: Layout, row: int, payer: int, programmes: Mask
) -> None:
    """What a payer (NOBODY: everyone) pays for programmes, host residual included."""
    segments, residuals = payments_of(setup, layout, payer, programmes)
    columns = np.concatenate([segments, residuals])
    entries.add(np.full(len(columns), row), columns, 1.0)


def payments_of(setup: Setup, layout: Layout, payer: int, programmes: Mask) -> tuple[Ints, Ints]:
    """Return the columns of a payer's (NOBODY: everyone's) payments for some programmes.

    Returns:
        its segments of contributions, and its host residuals.
    """
    pairs = programmes[setup.pair_programme]
    hosted = programmes & (setup.host != NOBODY)
    if payer != NOBODY:
        pairs &= setup.pair_payer == payer
        hosted &= setup.host == payer
    return np.flatnonzero(pairs[layout.segment_pair]), layout.residual[hosted]


def _burdens(entries: _Entries, setup: Setup, layout: Layout) -> None:
    """total(h) - basis(h)·level ≤ 0."""
    payers = layout.burden_rows
    rows = layout.burden_row + np.arange(len(payers))
    entries.add(rows, layout.total[payers], 1.0)
    entries.add(rows, np.full(len(payers), layout.level), -setup.basis[payers])
