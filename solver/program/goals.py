"""What each goal minimises, one short function for each line of the table in 2-method 2.4."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from models.flows.places import Floats
from solver.program.costs import TieWeights
from solver.program.layout import SAME_AIM
from solver.program.rules import Expression, LinearProgram


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


def tie_break(program: LinearProgram, weights: TieWeights) -> Expression:
    """Σ weight · payment (see tie_weights)."""
    terms: Expression = []
    for pair, weight in enumerate(weights.contributions):
        terms += program.contribution(pair, float(weight))
    for k, residual in program.residuals.items():
        terms.append((residual, float(weights.residuals[k])))
    for k, gap in enumerate(program.gaps):
        terms.append((gap, float(weights.gaps[k])))
    return terms
