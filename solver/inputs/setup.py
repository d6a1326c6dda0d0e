"""The index tables that every form of the linear program is built from (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor, log10

import numpy as np
from scipy import sparse

from models.flows.places import Floats, Ints, Mask
from models.flows.traced import TracedCase, programme_named
from models.programme import Programme
from solver.inputs.terms import BudgetTerm, ClauseTerm, budget_terms, clause_terms


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
        weight: δ^(t-t₀) of each programme.
        pair_programme, pair_payer: the pairs (h,k) with D(h,k) > 0, by programme, then payer.
        pair_benefit: D(h,k).
        total_benefit: B(h) by payer.
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
    weight: Floats
    pair_programme: Ints
    pair_payer: Ints
    pair_benefit: Floats
    total_benefit: Floats
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
    def pair_is_host(self) -> Mask:
        """Whether the payer of each pair answers for the programme."""
        return np.asarray(self.host[self.pair_programme] == self.pair_payer)

    def programme_name(self, programme: int) -> Programme:
        """Return what names a programme by the keys of the case."""
        return programme_named(self.traced, int(self.rows[programme]))


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
    host = programmes.host[rows]
    later = _without_de_minimis(
        sparse.csr_array(traced.later_benefit[rows]), host, rules.de_minimis
    )
    pairs = later.tocoo()
    basis = _burden_basis(traced)
    scale = float(basis.max(initial=0.0)) or 1.0
    years = programmes.year[rows] - (traced.base_year or 0)
    setup = Setup(
        traced=traced,
        unit=unit,
        rows=rows,
        need=programmes.need[rows] / unit,
        host=host,
        territory=programmes.territory[rows],
        stage=programmes.stage[rows],
        year=programmes.year[rows],
        weight=traced.discount ** years.astype(float),
        pair_programme=pairs.row.astype(np.int64),
        pair_payer=pairs.col.astype(np.int64),
        pair_benefit=pairs.data / unit,
        total_benefit=traced.total.total / unit,
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


def _without_de_minimis(later: sparse.csr_array, host: Ints, smallest: float) -> sparse.csr_array:
    """Drop the pairs with D(h,k) < ε·Σh D(h,k), the host's own excepted."""
    if smallest <= 0:
        return later
    total = np.asarray(later.sum(axis=1)).ravel()
    cells = later.tocoo()
    keep = (cells.data >= smallest * total[cells.row]) | (cells.col == host[cells.row])
    kept = sparse.csr_array(
        (cells.data[keep], (cells.row[keep], cells.col[keep])), shape=later.shape
    )
    kept.sort_indices()
    return kept


def _burden_basis(traced: TracedCase) -> Floats:
    """Return B, fiscal capacity or population of each payer; 0 where it is not known."""
    basis = traced.rules.burden_basis
    if basis == "benefit":
        return traced.total.total
    frame = traced.case.table("Territories").set_index("territory")
    column = frame[basis].reindex(list(traced.places.payers)).fillna(0.0)
    return column.to_numpy(dtype=float)


def _by_later_benefit(setup: Setup) -> Floats:
    """Return N(k)·D(h,k)/Σh D(h,k) for each pair."""
    total = np.bincount(setup.pair_programme, setup.pair_benefit, len(setup.need))
    return np.asarray(setup.pair_need * setup.pair_benefit / total[setup.pair_programme])


def _as_in(setup: Setup, reference: Reference) -> Floats:
    names = [setup.programme_name(k) for k in range(len(setup.need))]
    aims = [
        reference.get((setup.payers[h], names[k]), 0.0) / setup.unit
        for h, k in zip(setup.pair_payer.tolist(), setup.pair_programme.tolist(), strict=True)
    ]
    return np.array(aims, dtype=float)
