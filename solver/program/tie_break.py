"""The last word between splits that every goal finds equally good, as PuLP expressions."""

from __future__ import annotations

from solver.program.columns import Expression, LinearProgram
from solver.program.tie_weights import TieWeights


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
