"""How far each payer's total could differ, and the splits at both ends (2-method 2.5)."""

from __future__ import annotations

import numpy as np

from models.flows.places import Floats
from models.results.explanation import PayerRange, RangeOver, Ranges
from solver.engine.arrays import Bounds
from solver.engine.cancelling import Progress, silent
from solver.engine.engine import Engine
from solver.explain.answer import Answer
from solver.goals.goal import leave_out_burdens
from solver.goals.optimal_face import hold, solved
from solver.program.costs import paid_by, unfunded
from solver.program.model import Model
from solver.state.exact import goal_value

_BASES_KEPT = 20_000_000
"""Columns of all kept bases together; above it their memory costs more than they save."""
_MOST_FOR_ALL = 5_000_000  # D37
"""Payers times columns up to which every payer's range is measured with the split."""


def may_range_all(model: Model) -> bool:
    """Say whether the ranges of all payers are measured in a time that people wait."""
    return len(model.setup.payers) * model.layout.columns <= _MOST_FOR_ALL


def ranges(
    engine: Engine,
    model: Model,
    held: Bounds,
    progress: Progress = silent,
    over: str = "",
    only: int | None = None,
) -> tuple[Floats, Floats]:
    """Return the least and the most each payer could pay, in scaled money, not discounted.

    Each end keeps its basis, so that after a moved rule it is found in a few steps; the first
    time it starts from the end before, which takes fewer steps than from the split itself.

    Args:
        engine: the engine; its bounds are those of `held` afterwards.
        model: the model it holds.
        held: the bounds that hold every goal but the last.
        progress: told payer by payer.
        over: names the kept bases, where ranges are measured over several kinds of splits.
        only: the position of the one payer that is asked about, the others' ends are 0; None: all.
    """
    engine.restore(held)
    count = len(model.setup.payers)
    keeps = 2 * count * model.layout.columns <= _BASES_KEPT
    low, high = np.zeros(count), np.zeros(count)
    for payer in range(count) if only is None else (only,):
        progress("range", payer, count)
        costs = paid_by(model.setup, model.layout, payer)
        if costs.any():
            for ends, sign, name in ((low, 1, "low"), (high, -1, "high")):
                kept = f"range {over} {payer} {name}" if keeps else ""
                ends[payer] = sign * solved(engine, sign * costs, kept, sure=True).objective
    return low, high


def same_quality(answer: Answer, progress: Progress = silent, only: int | None = None) -> Ranges:
    """Return each payer's range over the splits as good for every goal but the last.

    Args:
        answer: the solved scenario.
        progress: told payer by payer.
        only: the position of the one payer that is asked about; None: all.
    """
    gap = goal_value(answer.setup, answer.split, "unfunded")
    kept = gap if isinstance(gap, float) else 0.0
    return _stated(answer, answer.before_last, "same_quality", kept, progress, only)


def fully_funded(answer: Answer, progress: Progress = silent, only: int | None = None) -> Ranges:
    """Return each payer's range over all splits that keep the rules and leave the least gap.

    Args:
        answer: the solved scenario.
        progress: told payer by payer.
        only: the position of the one payer that is asked about; None: all.
    """
    held, gap = _least_gap(answer)
    nothing = gap < answer.money.rounding / 2
    over: RangeOver = "fully_funded" if nothing else "least_gap"
    return _stated(answer, held, over, gap, progress, only)


def _stated(
    answer: Answer,
    held: Bounds,
    over: RangeOver,
    gap: float,
    progress: Progress,
    only: int | None,
) -> Ranges:
    money, unit = answer.money, answer.setup.unit
    kept = "" if over == "same_quality" else "funded"
    try:
        low, high = ranges(answer.engine, answer.model, held, progress, kept, only)
    finally:
        answer.engine.restore(answer.start)
    lines = (
        PayerRange(payer, money.nearest(least * unit), money.nearest(most * unit))
        for h, (payer, least, most) in enumerate(zip(answer.setup.payers, low, high, strict=True))
        if only in (None, h)
    )
    return Ranges(over, money.digits(gap), tuple(lines))


def _least_gap(answer: Answer) -> tuple[Bounds, float]:
    """Return the bounds that hold nothing but the least gap, and that gap in money."""
    engine, model = answer.engine, answer.model
    engine.restore(answer.start)
    leave_out_burdens(engine, model)
    try:
        optimum = solved(engine, unfunded(model.setup, model.layout), "least gap", sure=True)
        hold(engine, optimum)
        return engine.bounds(), optimum.objective * model.setup.unit
    finally:
        engine.restore(answer.start)
