"""The goals in their order, each held while the next is pursued (2-method 2.4)."""

from __future__ import annotations

from solver.engine.cancelling import Progress, silent
from solver.engine.engine import Engine
from solver.goals.goal import Chain, Held, Tell, hold_at_nothing, leave_out_burdens, meet, nobody
from solver.goals.large import pursue_large
from solver.goals.last_goal import finish
from solver.goals.optimal_face import HeldTooTightError, Infeasible
from solver.program.costs import goal_costs
from solver.program.model import Model
from solver.state.exact import exact_split

_SLACKS = (0.0, 1e-7, 1e-6)  # D31
"""Scaled money by which totals may miss what they are held at: nothing, if that leaves a split."""


def met(engine: Engine, model: Model, progress: Progress = silent, tell: Tell = nobody) -> Chain:
    """Meet the goals of a model and put the bounds of the engine back, whatever happens.

    Args:
        engine: the engine.
        model: the model it holds.
        progress: told what is being done.
        tell: given the split as it stands after each goal but the last, where the case is large.

    Raises:
        Infeasible: no split keeps all rules and clauses.
        SolveCancelledError: somebody asked to stop.
    """
    start = engine.bounds()
    try:
        return pursue(engine, model, model.setup.traced.rules.goals, progress, tell)
    finally:
        engine.restore(start)


def pursue(
    engine: Engine,
    model: Model,
    goals: tuple[str, ...],
    progress: Progress = silent,
    tell: Tell = nobody,
) -> Chain:
    """Meet the goals one after the other, then break the ties that remain.

    A goal that came to nothing the last time (no gap, no residual) is first held at nothing
    without a solve: none can be better, and if it cannot be had the next solve says so.

    Raises:
        Infeasible: no split keeps all rules and clauses.
        SolveCancelledError: somebody asked to stop.
    """
    if engine.from_nothing:
        return pursue_large(engine, model, goals, progress, tell)
    start = engine.bounds()
    hoped = engine.came_to_nothing & set(goals[:-1])
    if hoped:
        try:
            return _pursue(engine, model, goals, hoped, progress)
        except (Infeasible, HeldTooTightError):
            engine.came_to_nothing.clear()
            engine.restore(start)
    for slack in _SLACKS:
        try:
            engine.slack = slack
            return _pursue(engine, model, goals, set(), progress)
        except HeldTooTightError:
            engine.restore(start)
        finally:
            engine.slack = 0.0
    raise HeldTooTightError("the goals cannot be held one after the other")


def _pursue(
    engine: Engine, model: Model, goals: tuple[str, ...], hoped: set[str], progress: Progress
) -> Chain:
    if "equal_burden" not in goals:
        leave_out_burdens(engine, model)
    held = Held(hoping=bool(hoped))
    for done, goal in enumerate(goals[:-1]):
        progress(goal, done, len(goals))
        if goal in hoped:
            hold_at_nothing(engine, goal_costs(model.setup, model.layout, goal))
            held.reached[goal] = 0.0
        else:
            meet(engine, model, goal, held)
    before_last = engine.bounds()
    progress(goals[-1], len(goals) - 1, len(goals))
    last, proved = finish(engine, model, goals[-1], held)
    return Chain(exact_split(model.layout, last.values), before_last, proved)
