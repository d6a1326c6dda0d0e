"""Equal burdens: the largest first, then the next, until every burden is settled.

A sequence of linear programs (Ogryczak & Śliwiński 2006; Nace & Pióro 2008): minimise the
largest burden of the payers that are free, settle those whose dual says that they cannot go
below it, and repeat.
"""

from __future__ import annotations

import numpy as np

from models.flows.places import Floats, Ints
from solver.engine.chain_step import solved
from solver.engine.engine import Engine
from solver.program.costs import largest_burden
from solver.program.model import Model

_SETTLED = 1e-6
"""The part of the level that a payer must carry to be settled; the parts add to 1."""
_NO_BURDEN = 1e-9


def equal_burdens(engine: Engine, model: Model, *, sure: bool) -> Floats:
    """Make the burdens leximin-minimal and hold every payer's total there.

    Args:
        engine: the engine.
        model: the model it holds.
        sure: whether it is known that a split keeps all that is held.

    Returns:
        the columns of a split that has these burdens; the level is no part of it.

    Raises:
        Infeasible: no split keeps all rules and clauses.
    """
    layout, basis = model.layout, model.setup.basis
    costs = largest_burden(model.setup, layout)
    free = np.arange(len(layout.burden_rows))
    step, values = 0, np.zeros(layout.columns)
    while len(free):
        optimum = solved(engine, costs, f"equal_burden {step}", sure=sure or step > 0)
        level, values = optimum.objective, optimum.values
        carried = -optimum.row_duals[layout.burden_row + free] * basis[layout.burden_rows[free]]
        stuck = carried > _SETTLED if level > _NO_BURDEN else np.ones(len(free), dtype=bool)
        _settle(engine, model, free[stuck], level)
        free = free[~stuck]
        step += 1
    leave_out_burdens(engine, model)
    return values


def leave_out_burdens(engine: Engine, model: Model) -> None:
    """Take the level and its rows out of the program, where burdens are settled or no goal."""
    layout = model.layout
    rows = layout.burden_row + np.arange(len(layout.burden_rows))
    engine.bound_rows(rows, _filled(rows, -np.inf), _filled(rows, np.inf))
    level = np.array([layout.level])
    engine.bound_columns(level, np.zeros(1), np.zeros(1))


def hold_totals(engine: Engine, model: Model, payers: Ints, totals: Floats) -> None:
    """Hold the discounted totals of these payers from now on."""
    columns = model.layout.total[payers]
    held = np.minimum(totals, engine.upper[columns])
    engine.bound_columns(columns, held - engine.slack, held + engine.slack)


def _settle(engine: Engine, model: Model, settled: Ints, level: float) -> None:
    """Hold the totals of these payers at the level and take them out of the next one."""
    layout = model.layout
    rows, payers = layout.burden_row + settled, layout.burden_rows[settled]
    engine.bound_rows(rows, _filled(rows, -np.inf), _filled(rows, np.inf))
    hold_totals(engine, model, payers, level * model.setup.basis[payers])


def _filled(like: Ints, value: float) -> Floats:
    return np.full(len(like), value)
