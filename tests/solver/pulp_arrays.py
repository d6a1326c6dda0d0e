"""The PuLP program as arrays, to be compared with those that are solved."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from solver.engine.arrays import Arrays
from solver.program.costs import TieWeights
from solver.program.rules import Expression, LinearProgram

_AT_MOST, _AT_LEAST = -1, 1  # the senses of PuLP


def arrays_of(program: LinearProgram) -> Arrays:
    """Take the rows and columns of a PuLP program in the order in which they were made."""
    column = {variable.name: i for i, variable in enumerate(program.columns)}
    constraints = program.problem.constraints()
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for i, constraint in enumerate(constraints):
        for variable, value in constraint.items():
            rows.append(i)
            columns.append(column[variable.name])
            values.append(float(value))
    bound = np.array([-constraint.constant for constraint in constraints], dtype=float)
    sense = np.array([constraint.sense for constraint in constraints], dtype=int)
    matrix = sparse.csr_array((values, (rows, columns)), shape=(len(constraints), len(column)))
    return Arrays(
        matrix=matrix,
        row_lower=np.where(sense == _AT_MOST, -np.inf, bound),
        row_upper=np.where(sense == _AT_LEAST, np.inf, bound),
        lower=np.array([variable.lowBound for variable in program.columns], dtype=float),
        upper=np.array([_most(variable.upBound) for variable in program.columns]),
    )


def _most(bound: float | None) -> float:
    return np.inf if bound is None else float(bound)


def tie_break(program: LinearProgram, weights: TieWeights) -> Expression:
    """Σ weight · payment over all payments."""
    terms: Expression = []
    for pair, weight in enumerate(weights.contributions):
        terms += program.contribution(pair, float(weight))
    for k, residual in program.residuals.items():
        terms.append((residual, float(weights.residuals[k])))
    for k, gap in enumerate(program.gaps):
        terms.append((gap, float(weights.gaps[k])))
    return terms
