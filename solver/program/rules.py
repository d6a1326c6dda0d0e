"""The program in PuLP: one short function for each rule and each goal of 2-method 2.4."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pulp

from models.flows.places import NOBODY, Floats, Mask
from solver.inputs.setup import Setup
from solver.inputs.terms import BudgetTerm, ClausePart, ClauseTerm
from solver.program.layout import SAME_AIM
from solver.program.model import most_of_pairs, most_of_shares, most_of_totals

Expression = list[tuple[pulp.LpVariable, float]]


@dataclass(eq=False)
class LinearProgram:
    """The program in PuLP with its columns by position. Names are neutral: positions, no keys.

    Attributes:
        problem: the rows, by name.
        contributions: x(h,k) for each pair, as the sum of its segments: a distance from an
            aim is a cost of -1 below it and +1 above, without further rows.
        segment_ends: for each segment of each pair where it ends (inf for no end).
        residuals: z(k), by programme; only where the host pays.
        gaps: u(k), by programme.
        totals: Σk δ^(t-t₀) (x(h,k) + x̄(h,k)), by payer.
        level: the largest burden of the payers that are not yet settled.
        shares: p(h,C,own) of a same key, as what it makes of all needs of its class.
        columns: all of them in canonical order.
    """

    setup: Setup
    problem: pulp.LpProblem
    contributions: list[list[pulp.LpVariable]] = field(default_factory=list)
    segment_ends: list[list[float]] = field(default_factory=list)
    residuals: dict[int, pulp.LpVariable] = field(default_factory=dict)
    gaps: list[pulp.LpVariable] = field(default_factory=list)
    totals: list[pulp.LpVariable] = field(default_factory=list)
    level: pulp.LpVariable | None = None
    shares: list[pulp.LpVariable] = field(default_factory=list)
    columns: list[pulp.LpVariable] = field(default_factory=list)

    def new(self, name: str, most: float = np.inf) -> pulp.LpVariable:
        """Add a column from 0 to `most`."""
        column = self.problem.add_variable(name, 0, None if np.isinf(most) else float(most))
        self.columns.append(column)
        return column

    def contribution(self, pair: int, weight: float = 1.0) -> Expression:
        """Return weight · x(h,k) of a pair."""
        return [(segment, weight) for segment in self.contributions[pair]]

    def contributions_of(self, pairs: list[int], weights: Floats) -> Expression:
        """Return Σ weight · x(h,k) over pairs."""
        terms = (self.contribution(p, float(weights[i])) for i, p in enumerate(pairs))
        return [term for expression in terms for term in expression]


def columns_of(setup: Setup) -> LinearProgram:
    """Start a program: its columns, each pair with x(h,k) ≤ β·D(h,k) - x̄(h,k) as its bound.

    With a same key the bound is that of the class: p(h,C,own)·Σ N(k) ≤ β·Σ D(h,k) - Σ x̄(h,k).
    """
    program = LinearProgram(setup, pulp.LpProblem("relais", pulp.LpMinimize))
    for pair, most in enumerate(most_of_pairs(setup).tolist()):
        _add_contribution(program, pair, most)
    for k, need in enumerate(setup.need.tolist()):
        if setup.host[k] != NOBODY:
            program.residuals[k] = program.new(f"z_{k}", need)
        program.gaps.append(program.new(f"u_{k}", need))
    program.totals = [program.new(f"total_{h}") for h in range(len(setup.payers))]
    program.level = program.new("level")
    program.shares = [
        program.new(f"p_{i}", m) for i, m in enumerate(most_of_shares(setup).tolist())
    ]
    return program


def _add_contribution(program: LinearProgram, pair: int, most: float) -> None:
    setup = program.setup
    name = f"x_{setup.pair_payer[pair]}_{setup.pair_programme[pair]}"
    aims = sorted({float(target[pair]) for target in setup.targets.values()})
    ends: list[float] = []
    for aim in aims:
        if (ends[-1] if ends else 0.0) + SAME_AIM < aim < most - SAME_AIM:
            ends.append(aim)
    ends.append(most)
    starts = [0.0, *ends[:-1]]
    names = [name] if len(ends) == 1 else [f"{name}_{i}" for i in range(len(ends))]
    widths = (end - start for start, end in zip(starts, ends, strict=True))
    segments = [program.new(n, width) for n, width in zip(names, widths, strict=True)]
    program.contributions.append(segments)
    program.segment_ends.append(ends)


def linear_program(setup: Setup) -> LinearProgram:
    """Build the whole program, without an objective: goals are met one after the other."""
    program = columns_of(setup)
    funding(program)
    totals(program)
    benefit_total(program)
    same_key(program)
    own_share(program)
    standard_cost(program)
    for term in setup.budgets:
        budget(program, term)
    for position, clause in enumerate(setup.clauses):
        add_clause(program, position, clause)
    burdens(program)
    return program


def funding(program: LinearProgram) -> None:
    """Σh x(h,k) + z(k) + u(k) = N(k) for every programme."""
    for k, need in enumerate(program.setup.need):
        terms = _payments(program, program.setup.pair_programme == k)
        terms += _residual(program, k)
        terms.append((program.gaps[k], 1.0))
        program.problem += (pulp.LpAffineExpression(terms) == float(need), f"funding_{k}")


def totals(program: LinearProgram) -> None:
    """total(h) = Σk δ^(t-t₀) (x(h,k) + x̄(h,k)) for every payer."""
    setup = program.setup
    for h, (total, already) in enumerate(zip(program.totals, setup.paid_already, strict=True)):
        pairs = np.flatnonzero(setup.pair_payer == h)
        weights = setup.weight[setup.pair_programme[pairs]]
        terms = program.contributions_of(pairs.tolist(), weights)
        row = pulp.LpAffineExpression([*terms, (total, -1.0)])
        program.problem += (row == -float(already), f"total_{h}")
        total.lowBound = float(already)


def benefit_total(program: LinearProgram) -> None:
    """total(h) ≤ β·B(h), or what h pays already, for every payer, as the bound of the column."""
    for total, most in zip(program.totals, most_of_totals(program.setup).tolist(), strict=True):
        total.upBound = None if np.isinf(most) else float(most)


def same_key(program: LinearProgram) -> None:
    """x(h,k) = p(h,C,own)·N(k) for every programme of a class."""
    setup, key = program.setup, program.setup.same_key
    if key is None:
        return
    for pair, (share, need) in enumerate(zip(key.share.tolist(), setup.pair_need, strict=True)):
        part = -float(need / key.need[share])
        row = [*program.contribution(pair), (program.shares[share], part)]
        payer, k = setup.pair_payer[pair], setup.pair_programme[pair]
        program.problem += (pulp.LpAffineExpression(row) == 0, f"same_key_{payer}_{k}")


def own_share(program: LinearProgram) -> None:
    """x(host,k) + z(k) ≥ α·(N(k) - u(k)) for every programme whose host pays."""
    setup = program.setup
    if setup.own_share <= 0:
        return
    for k in program.residuals:
        own = _payments(program, (setup.pair_programme == k) & setup.pair_is_host)
        terms = [*own, *_residual(program, k), (program.gaps[k], setup.own_share)]
        least = float(setup.own_share * setup.need[k])
        program.problem += (pulp.LpAffineExpression(terms) >= least, f"own_share_{k}")


def standard_cost(program: LinearProgram) -> None:
    """Σ over h not host of x(h,k) ≤ max(0, N(k) - excess(k)) for every k with a standard."""
    setup = program.setup
    for k, most in enumerate(setup.most_of_others.tolist()):
        others = _payments(program, (setup.pair_programme == k) & ~setup.pair_is_host)
        if others and np.isfinite(most):
            row = pulp.LpAffineExpression(others) <= float(most)
            program.problem += (row, f"standard_cost_{k}")


def budget(program: LinearProgram, term: BudgetTerm) -> None:
    """Σ over k of year t: x(h,k) + [host is h] z(k) ≤ budget(h,t)."""
    setup = program.setup
    terms = _paid_by(program, term.payer, setup.year == term.year)
    if terms:
        program.problem += (
            pulp.LpAffineExpression(terms) <= term.most,
            f"budget_{term.payer}_{term.year}",
        )


def add_clause(program: LinearProgram, position: int, clause: ClauseTerm) -> None:
    """The sum of the payments that a clause selects, host residual included, is bounded.

    It is one sum, or one for each year, host, stage or group of the clause's `each`.
    """
    for number, part in enumerate(clause.parts):
        name = f"clause_{position}" if len(clause.parts) == 1 else f"clause_{position}_{number}"
        program.problem += (_bounded(program, clause, part), name)


def _bounded(program: LinearProgram, clause: ClauseTerm, part: ClausePart) -> pulp.LpConstraint:
    row = pulp.LpAffineExpression(_paid_by(program, clause.payer, part.programmes))
    bound = clause.value * part.per_value
    if clause.sense == "exactly":
        return row == bound
    return row <= bound if clause.sense == "at most" else row >= bound


def burdens(program: LinearProgram) -> None:
    """total(h) ≤ level · basis(h) for every payer with a basis."""
    for h, basis in enumerate(program.setup.basis):
        if basis > 0:
            terms = [(program.totals[h], 1.0), (program.level, -float(basis))]
            program.problem += (pulp.LpAffineExpression(terms) <= 0, f"burden_{h}")


def _paid_by(program: LinearProgram, payer: int, programmes: Mask) -> Expression:
    """Return what a payer (NOBODY: everyone) pays for programmes, host residual included."""
    setup = program.setup
    pairs = programmes[setup.pair_programme]
    if payer != NOBODY:
        pairs = pairs & (setup.pair_payer == payer)
    terms = _payments(program, pairs)
    for k in np.flatnonzero(programmes):
        if payer in (NOBODY, setup.host[k]):
            terms += _residual(program, int(k))
    return terms


def _payments(program: LinearProgram, pairs: Mask) -> Expression:
    chosen = np.flatnonzero(pairs)
    return program.contributions_of(chosen.tolist(), np.ones(len(chosen)))


def _residual(program: LinearProgram, k: int) -> Expression:
    return [(program.residuals[k], 1.0)] if k in program.residuals else []


def unfunded(program: LinearProgram) -> Expression:
    """Σ δ^(t-t₀) u(k)."""
    return [(gap, float(w)) for gap, w in zip(program.gaps, program.setup.weight, strict=True)]


def host_residual(program: LinearProgram) -> Expression:
    """Σ δ^(t-t₀) z(k)."""
    weight = program.setup.weight
    return [(residual, float(weight[k])) for k, residual in program.residuals.items()]


def largest_burden(program: LinearProgram) -> Expression:
    """The largest burden of the payers that are not settled: one level of equal_burden."""
    return [(program.level, 1.0)]


def proportional(program: LinearProgram) -> Expression:
    """Σ over pairs of |x(h,k) - N(k)·D(h,k)/Σh D(h,k)|, less a constant."""
    return _distance(program, program.setup.targets["proportional"])


def least_change(program: LinearProgram) -> Expression:
    """Σ over pairs of |x(h,k) - the reference split|, less a constant."""
    return _distance(program, program.setup.targets["least_change"])


def fewest_transfers(program: LinearProgram) -> Expression:
    """Σ δ^(t-t₀) x(h,k) over payers that are not the host."""
    setup = program.setup
    pairs = np.flatnonzero(~setup.pair_is_host)
    return program.contributions_of(pairs.tolist(), setup.weight[setup.pair_programme[pairs]])


def _distance(program: LinearProgram, aim: Floats) -> Expression:
    """Cost -1 for each segment below the aim and +1 for each above it."""
    return [
        (segment, -1.0 if end <= aim[pair] + SAME_AIM else 1.0)
        for pair, segments in enumerate(program.contributions)
        for segment, end in zip(segments, program.segment_ends[pair], strict=True)
    ]


GOAL_EXPRESSIONS: dict[str, Callable[[LinearProgram], Expression]] = {
    "unfunded": unfunded,
    "host_residual": host_residual,
    "equal_burden": largest_burden,
    "proportional": proportional,
    "least_change": least_change,
    "fewest_transfers": fewest_transfers,
}
