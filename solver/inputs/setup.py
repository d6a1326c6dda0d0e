"""The index tables that every form of the linear program is built from (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import floor, log10
from typing import NamedTuple

import numpy as np
from scipy import sparse

from models.flows.places import Floats, Ints, Mask
from models.flows.traced import TracedCase, programmes_named
from models.programme import Programme
from solver.inputs.pairs import SameKey, kept_benefits, same_key_of
from solver.inputs.terms import (
    BudgetTerm,
    ClausePart,
    ClauseTerm,
    budget_terms,
    clause_terms,
)


@dataclass(frozen=True, eq=False)
class Setup:
    """Programmes, pairs and limits by position, in canonical order, with money scaled.

    Only programmes with a need stand here. Money is divided by `unit`, a power of ten near a
    thousandth of the largest need: in euros, reduced costs fall below the solver's tolerance
    and it stops at a wrong split (7-solver-facts).

    Attributes:
        traced: the case that all of it comes from.
        unit: the money that counts as 1.
        rows: the position among the programmes of the case, for each programme here.
        need, host, territory, stage, year: of each programme; host NOBODY where nobody pays.
        most_of_others: what others than the host pay at most, by the standard cost; inf for none.
        weight: δ^(t-t₀) of each programme.
        pair_programme, pair_payer: the pairs (h,k) with D(h,k) > 0, by programme, then payer;
            with a same key those of every class with Σ D(h,k) > 0.
        pair_benefit: D(h,k); 0 where a pair is there for its class alone.
        pair_paid: x̄(h,k), what flows already.
        same_key: the shares that payments are made of; None without a same key.
        total_benefit: B(h) by payer.
        paid_already: Σk δ^(t-t₀) x̄(h,k) by payer, of all programmes.
        basis: what burdens are measured against, by payer, the largest scaled to 1.
        basis_scale: the number by which `basis` was divided.
        benefit_cap: β, None for none.
        own_share: α.
        targets: for each goal that is a distance, the aim of each pair.
    """

    traced: TracedCase
    unit: float
    rows: Ints
    need: Floats
    host: Ints
    territory: Ints
    stage: Ints
    year: Ints
    most_of_others: Floats
    weight: Floats
    pair_programme: Ints
    pair_payer: Ints
    pair_benefit: Floats
    pair_paid: Floats
    same_key: SameKey | None
    total_benefit: Floats
    paid_already: Floats
    basis: Floats
    basis_scale: float
    benefit_cap: float | None
    own_share: float
    budgets: tuple[BudgetTerm, ...]
    clauses: tuple[ClauseTerm, ...]
    targets: dict[str, Floats] = field(default_factory=dict)

    @property
    def payers(self) -> tuple[str, ...]:
        """The keys of the payers by position."""
        return self.traced.places.payers

    @property
    def pair_need(self) -> Floats:
        """The need of the programme of each pair."""
        return self.need[self.pair_programme]

    @property
    def clause_parts(self) -> tuple[tuple[int, ClausePart], ...]:
        """The sums that clauses bound, each with the position of its clause."""
        return tuple((at, part) for at, term in enumerate(self.clauses) for part in term.parts)

    @property
    def pair_is_host(self) -> Mask:
        """Whether the payer of each pair answers for the programme."""
        return np.asarray(self.host[self.pair_programme] == self.pair_payer)

    @cached_property
    def programmes(self) -> list[Programme]:
        """What names each programme by the keys of the case."""
        named = programmes_named(self.traced)
        return [named[row] for row in self.rows.tolist()]


Reference = dict[tuple[str, Programme], float]
"""A split to stay close to: for payer and programme the contribution in money."""


def setup_of(
    traced: TracedCase,
    reference: Reference | None = None,
    budgets: tuple[BudgetTerm, ...] | None = None,
    clauses: tuple[ClauseTerm, ...] | None = None,
) -> Setup:
    """Number and scale everything that the linear program speaks of.

    Args:
        traced: the case, traced.
        reference: the split that least_change stays close to; None where it is no goal.
        budgets, clauses: those of an earlier setup of the same case, where none has changed.
    """
    programmes, rules = traced.programmes, traced.rules
    rows = np.flatnonzero(programmes.need > 0)
    unit = _money_unit(programmes.need[rows])
    kept = kept_benefits(traced)
    same_key = same_key_of(traced, kept, unit)
    pairs = _pairs(kept, rows) if same_key is None else _made(same_key, kept, rows)
    basis = _burden_basis(traced)
    scale = float(basis.max(initial=0.0)) or 1.0
    weight = traced.discount ** (programmes.year - (traced.base_year or 0)).astype(float)
    setup = Setup(
        traced=traced,
        unit=unit,
        rows=rows,
        need=programmes.need[rows] / unit,
        host=programmes.host[rows],
        territory=programmes.territory[rows],
        stage=programmes.stage[rows],
        year=programmes.year[rows],
        most_of_others=programmes.most_of_others[rows] / unit,
        weight=weight[rows],
        pair_programme=pairs.programme,
        pair_payer=pairs.payer,
        pair_benefit=pairs.benefit / unit,
        pair_paid=_at(traced.paid_already, rows[pairs.programme], pairs.payer) / unit,
        same_key=same_key,
        total_benefit=traced.total.total / unit,
        paid_already=np.asarray(weight @ traced.paid_already) / unit,
        basis=basis / scale,
        basis_scale=scale,
        benefit_cap=rules.benefit_cap,
        own_share=rules.own_share_min,
        budgets=budget_terms(traced, unit) if budgets is None else budgets,
        clauses=clause_terms(traced, rows, unit) if clauses is None else clauses,
    )
    setup.targets["proportional"] = _by_later_benefit(setup)
    if reference is not None:
        setup.targets["least_change"] = _as_in(setup, reference)
    return setup


def _money_unit(need: Floats) -> float:
    largest = float(need.max(initial=0.0))
    return float(10.0 ** (floor(log10(largest)) - 3)) if largest > 0 else 1.0


def _burden_basis(traced: TracedCase) -> Floats:
    """Return B, fiscal capacity or population of each payer; 0 where it is not known."""
    basis = traced.rules.burden_basis
    if basis == "benefit":
        return traced.total.total
    frame = traced.case.table("Territories").set_index("territory")
    column = frame[basis].reindex(list(traced.places.payers)).fillna(0.0)
    return column.to_numpy(dtype=float)


class _Pairs(NamedTuple):
    """Programme (by its place among those with a need), payer and D(h,k) of each pair."""

    programme: Ints
    payer: Ints
    benefit: Floats


def _pairs(kept: sparse.csr_array, rows: Ints) -> _Pairs:
    """Return the pairs with D(h,k) > 0."""
    cells = sparse.csr_array(kept[rows]).tocoo()
    return _Pairs(cells.row.astype(np.int64), cells.col.astype(np.int64), cells.data)


def _made(same_key: SameKey, kept: sparse.csr_array, rows: Ints) -> _Pairs:
    """Return the pairs that a same key makes."""
    programme = np.searchsorted(rows, same_key.programme)
    return _Pairs(programme, same_key.payer, _at(kept, same_key.programme, same_key.payer))


def _at(matrix: sparse.csr_array, rows: Ints, columns: Ints) -> Floats:
    """Return some cells of a sparse matrix, 0 where it has none."""
    if not len(rows) or not matrix.nnz:
        return np.zeros(len(rows))
    return np.asarray(sparse.csr_array(matrix)[rows, columns], dtype=float).ravel()


def _by_later_benefit(setup: Setup) -> Floats:
    """Return N(k)·D(h,k)/Σh D(h,k) for each pair; with a same key the sums are of its class."""
    if setup.same_key is not None:
        return np.asarray(setup.pair_need * setup.same_key.target[setup.same_key.share])
    total = np.bincount(setup.pair_programme, setup.pair_benefit, len(setup.need))
    return np.asarray(setup.pair_need * setup.pair_benefit / total[setup.pair_programme])


def _as_in(setup: Setup, reference: Reference) -> Floats:
    names = setup.programmes
    aims = [
        reference.get((setup.payers[h], names[k]), 0.0) / setup.unit
        for h, k in zip(setup.pair_payer.tolist(), setup.pair_programme.tolist(), strict=True)
    ]
    return np.array(aims, dtype=float)
