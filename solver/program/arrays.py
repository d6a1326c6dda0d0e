"""The program as the arrays that HiGHS takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.flows.places import Floats
from solver.program.columns import Expression, LinearProgram

_AT_MOST, _EXACTLY, _AT_LEAST = -1, 0, 1  # the senses of PuLP


@dataclass(frozen=True, eq=False)
class Arrays:
    """Rows and columns of a linear program, without an objective.

    Attributes:
        matrix: rows × columns.
        row_lower, row_upper, lower, upper: bounds, inf where there is none.
        column: the position of each column by its name.
        row: the position of each row by its name.
    """

    matrix: sparse.csr_array
    row_lower: Floats
    row_upper: Floats
    lower: Floats
    upper: Floats
    column: dict[str, int]
    row: dict[str, int]

    def costs(self, expression: Expression) -> Floats:
        """Return an objective as one cost for each column."""
        costs = np.zeros(len(self.lower))
        for variable, cost in expression:
            costs[self.column[variable.name]] += cost
        return costs


def arrays_of(program: LinearProgram) -> Arrays:
    """Take the rows and columns of a program in the order in which they were made."""
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
        lower=np.zeros(len(column)),
        upper=np.array([_most(variable.upBound) for variable in program.columns]),
        column=column,
        row={constraint.name: i for i, constraint in enumerate(constraints)},
    )


def _most(bound: float | None) -> float:
    return np.inf if bound is None else float(bound)
