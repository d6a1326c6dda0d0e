"""The goals in their order, each held while the next is pursued (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.flows.places import Floats
from solver.cancelling import Progress, silent
from solver.certificate import Bounds
from solver.engine import Engine, Optimum
from solver.exact import ExactSplit, exact_split
from solver.faces import hold
from solver.leximin import equal_burdens, leave_out_burdens
from solver.meeting import HeldTooTightError, Infeasible, solved
from solver.program.costs import goal_costs, last_word
from solver.program.model import Model
from solver.program.tie_weights import by_figures, by_keys

_SLACKS = (0.0, 1e-7, 1e-6)
"""Scaled money by which totals may miss what they are held at: nothing, if that leaves a split."""
_SAME = 1e-6
_NOTHING = 1e-9


@dataclass(frozen=True, eq=False)
class Chain:
    """What came of the goals.

    Attributes:
        split: the payments, before rounding.
        before_last: the bounds that hold every goal but the last.
        proved_unique: whether no other split is as good for every goal and for the last word
            that is taken from figures alone; else the keys decided between payments with the
            very same figures.
    """

    split: ExactSplit
    before_last: Bounds
    proved_unique: bool


def met(engine: Engine, model: Model, progress: Progress = silent) -> Chain:
    """Meet the goals of a model and put the bounds of the engine back, whatever happens.

    Raises:
        Infeasible: no split keeps all rules and clauses.
        SolveCancelledError: somebody asked to stop.
    """
    start = engine.bounds()
    try:
        return pursue(engine, model, model.setup.traced.rules.goals, progress)
    finally:
        engine.restore(start)


def pursue(
    engine: Engine, model: Model, goals: tuple[str, ...], progress: Progress = silent
) -> Chain:
    """Meet the goals one after the other, then break the ties that remain.

    A goal that came to nothing the last time (no gap, no residual) is first held at nothing
    without a solve: none can be better, and if it cannot be had the next solve says so.

    Raises:
        Infeasible: no split keeps all rules and clauses.
        SolveCancelledError: somebody asked to stop.
    """
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
    sure = False
    for done, goal in enumerate(goals[:-1]):
        progress(goal, done, len(goals))
        if goal in hoped:
            _hold_at_nothing(engine, goal_costs(model.setup, model.layout, goal))
        else:
            sure = _meet(engine, model, goal, sure=sure and not hoped)
    before_last = engine.bounds()
    progress(goals[-1], len(goals) - 1, len(goals))
    sure = _meet(engine, model, goals[-1], sure=sure and not hoped)
    last, proved = _last_word(engine, model, sure=sure)
    return Chain(exact_split(model.layout, last.values), before_last, proved)


def _meet(engine: Engine, model: Model, goal: str, *, sure: bool) -> bool:
    """Meet one goal and hold it; return whether it is now known that there is a split."""
    if goal == "equal_burden":
        equal_burdens(engine, model, sure=sure)
        return sure or bool(len(model.layout.burden_rows))
    costs = goal_costs(model.setup, model.layout, goal)
    if not costs.any():
        return sure
    optimum = solved(engine, costs, goal, sure=sure)
    hold(engine, optimum)
    if (costs >= 0).all() and optimum.objective <= _NOTHING:
        engine.came_to_nothing.add(goal)
    return True


def _hold_at_nothing(engine: Engine, costs: Floats) -> None:
    columns = np.flatnonzero(costs)
    nothing = np.zeros(len(columns))
    engine.bound_columns(columns, nothing, nothing)


def _last_word(engine: Engine, model: Model, *, sure: bool) -> tuple[Optimum, bool]:
    figures = last_word(model.layout, by_figures(model.setup))
    optimum = solved(engine, figures, "figures", sure=sure)
    if engine.is_only_answer(optimum):
        return optimum, True
    hold(engine, optimum)
    keys = last_word(model.layout, by_keys(model.setup))
    other = solved(engine, -keys, "keys turned round", sure=True)
    chosen = solved(engine, keys, "keys", sure=True)
    return chosen, _same_payments(model, chosen, other)


def _same_payments(model: Model, one: Optimum, other: Optimum) -> bool:
    """Say whether the least and the most by the keys' weights are the same payments.

    Then nothing else is left: the basis was silent only because its corner is degenerate.
    """
    payments = slice(0, model.layout.total[0] if len(model.layout.total) else None)
    difference = np.abs(one.values[payments] - other.values[payments])
    return float(difference.max(initial=0.0)) <= _SAME
