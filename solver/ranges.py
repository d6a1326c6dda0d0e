"""The range each payer's total could take without hurting a goal met before the last."""

from __future__ import annotations

import numpy as np

from models.flows.places import Floats
from solver.cancelling import Progress, silent
from solver.certificate import Bounds
from solver.engine import Engine
from solver.program.costs import paid_by
from solver.program.model import Model


def ranges(
    engine: Engine, model: Model, held: Bounds, progress: Progress = silent
) -> tuple[Floats, Floats]:
    """Return the least and the most each payer could pay, in scaled money, not discounted.

    Args:
        engine: the engine; its bounds are those of `held` afterwards.
        model: the model it holds.
        held: the bounds that hold every goal but the last.
        progress: told payer by payer.
    """
    engine.restore(held)
    count = len(model.setup.payers)
    low, high = np.zeros(count), np.zeros(count)
    for payer in range(count):
        progress("range", payer, count)
        costs = paid_by(model.setup, model.layout, payer)
        if costs.any():
            low[payer] = _least(engine, costs)
            high[payer] = -_least(engine, -costs)
    return low, high


def _least(engine: Engine, costs: Floats) -> float:
    optimum = engine.minimise(costs)
    if optimum is None:
        raise ArithmeticError("the split itself keeps these bounds")
    return optimum.objective
