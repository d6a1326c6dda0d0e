"""Equal burdens: the largest first, then the next, until every burden is settled.

A sequence of linear programs (Ogryczak & Śliwiński 2006; Nace & Pióro 2008): minimise the
largest burden of the payers that are free, settle those whose dual says that they cannot go
below it, and repeat.
"""

from __future__ import annotations

import numpy as np

from models.flows.places import Ints
from solver.engine import Engine
from solver.program.arrays import Arrays
from solver.program.columns import LinearProgram
from solver.program.goals import largest_burden

_SETTLED = 1e-6
"""The part of the level that a payer must carry to be settled; the parts add to 1."""
_NO_BURDEN = 1e-9


class Infeasible(Exception):  # noqa: N818
    """The rules and clauses cannot all hold."""


def equal_burdens(engine: Engine, program: LinearProgram) -> None:
    """Make the burdens leximin-minimal and hold every payer's total there.

    Raises:
        Infeasible: no split keeps all rules and clauses.
    """
    arrays = engine.arrays
    costs = arrays.costs(largest_burden(program))
    basis = program.setup.basis
    free = np.array(sorted(program.burden_rows), dtype=np.int64)
    while len(free):
        optimum = engine.minimise(costs)
        if optimum is None:
            raise Infeasible
        level = optimum.objective
        rows = _rows(arrays, program, free)
        carried = -optimum.row_duals[rows] * basis[free]
        stuck = carried > _SETTLED if level > _NO_BURDEN else np.ones(len(free), dtype=bool)
        settled = free[stuck]
        _settle(engine, program, settled, level)
        free = free[~stuck]
    level_column = np.array([arrays.column[program.level.name]])  # type: ignore[union-attr]
    engine.bound_columns(level_column, np.zeros(1), np.full(1, np.inf))


def _settle(engine: Engine, program: LinearProgram, payers: Ints, level: float) -> None:
    """Hold the totals of these payers at the level and take them out of the next one."""
    arrays = engine.arrays
    rows = _rows(arrays, program, payers)
    engine.bound_rows(rows, np.full(len(rows), -np.inf), np.full(len(rows), np.inf))
    columns = np.array([arrays.column[program.totals[h].name] for h in payers], dtype=np.int64)
    total = np.minimum(level * program.setup.basis[payers], engine.upper[columns])
    engine.bound_columns(columns, total, total)


def _rows(arrays: Arrays, program: LinearProgram, payers: Ints) -> Ints:
    return np.array([arrays.row[program.burden_rows[int(h)]] for h in payers], dtype=np.int64)
