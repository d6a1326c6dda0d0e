"""The range each payer's total could take without hurting a goal met before the last."""

from __future__ import annotations

import numpy as np

from models.flows.places import Floats
from solver.cancelling import Progress, silent
from solver.certificate import Bounds
from solver.engine import Engine
from solver.program.columns import Expression, LinearProgram


def ranges(
    engine: Engine, program: LinearProgram, held: Bounds, progress: Progress = silent
) -> tuple[Floats, Floats]:
    """Return the least and the most each payer could pay, in scaled money, not discounted.

    Args:
        engine: the engine; its bounds are those of `held` afterwards.
        program: the program it holds.
        held: the bounds that hold every goal but the last.
        progress: told payer by payer.
    """
    engine.restore(held)
    count = len(program.setup.payers)
    low, high = np.zeros(count), np.zeros(count)
    for payer in range(count):
        progress("range", payer, count)
        costs = engine.arrays.costs(_paid(program, payer))
        if costs.any():
            low[payer] = _least(engine, costs)
            high[payer] = -_least(engine, -costs)
    return low, high


def _least(engine: Engine, costs: Floats) -> float:
    optimum = engine.minimise(costs)
    if optimum is None:
        raise ArithmeticError("the split itself keeps these bounds")
    return optimum.objective


def _paid(program: LinearProgram, payer: int) -> Expression:
    setup = program.setup
    pairs = np.flatnonzero(setup.pair_payer == payer).tolist()
    terms = program.contributions_of(pairs, np.ones(len(pairs)))
    return terms + [(z, 1.0) for k, z in program.residuals.items() if setup.host[k] == payer]
