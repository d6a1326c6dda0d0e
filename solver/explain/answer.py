"""A solved scenario with all that is needed to solve it again a little differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, log10

import numpy as np

from models.flows.traced import trace
from models.results.explanation import StepEffect
from solver.engine.arrays import Bounds
from solver.engine.cancelling import Cancelled, SolveCancelledError, never
from solver.engine.engine import Engine
from solver.explain.limits import Limit
from solver.goals.chain import pursue
from solver.goals.optimal_face import Infeasible
from solver.inputs.setup import Setup
from solver.program.model import Model, model_of
from solver.state.exact import ExactSplit, burdens
from solver.state.statement import Rounding


@dataclass(frozen=True, eq=False)
class Answer:
    """What the goals came to, and the warm engine they were met on.

    Attributes:
        engine: the engine; every explanation leaves its bounds at `start`.
        start: the bounds before any goal was met.
        split: the payments before rounding.
        before_last: the bounds that hold every goal but the last.
    """

    engine: Engine
    model: Model
    start: Bounds
    split: ExactSplit
    before_last: Bounds

    @property
    def setup(self) -> Setup:
        """The index tables."""
        return self.model.setup

    @property
    def money(self) -> Rounding:
        """The unit of the payments."""
        return Rounding(self.setup.traced.rules.rounding)


_BURDEN_DIGITS = 9


def round_step(bound: float, setup: Setup) -> float:
    """Return a tenth of a bound in money, cut to 1, 10, 100, …; of the unit where it is 0."""
    size = abs(bound) / 10 or setup.unit
    return float(10.0 ** floor(log10(size)))


def with_limits_moved(answer: Answer, limits: Sequence[Limit], step: float) -> ExactSplit | None:
    """Return the split with some limits moved by a step in money; None where there is none.

    The engine is left with the bounds of the answer's start.

    Raises:
        ArithmeticError: there is a split, but a goal held before leaves the solver none.
    """
    engine, setup = answer.engine, answer.setup
    engine.restore(answer.start)
    try:
        _move(engine, limits, step / setup.unit)
        moved = engine.bounds()
        return _solved(engine, answer.model, moved)
    finally:
        engine.restore(answer.start)


def _solved(engine: Engine, model: Model, start: Bounds) -> ExactSplit | None:
    """Meet the goals; None only where the rules and clauses themselves allow no split."""
    try:
        return pursue(engine, model, model.setup.traced.rules.goals).split
    except Infeasible:
        engine.restore(start)
        if engine.minimise(np.zeros(model.layout.columns), "clash") is None:
            return None
        raise ArithmeticError("a goal that was held leaves no split where there is one") from None


def _move(engine: Engine, limits: Sequence[Limit], step: float) -> None:
    """Move each row or column of some limits once, in the order of the limits."""
    moves: dict[tuple[bool, int], float] = {}
    for limit in limits:
        for position, times in limit.moves:
            moves.setdefault((limit.is_row, position), step * times)
    for (is_row, position), by in moves.items():
        at = np.array([position])
        if is_row:
            engine.bound_rows(at, engine.row_lower[at] + by, engine.row_upper[at] + by)
        else:  # what flows already is paid whatever the limit
            lower = engine.lower[at]
            engine.bound_columns(at, lower, np.maximum(lower, engine.upper[at] + by))


def with_rule(
    setup: Setup, changed: Mapping[str, float], cancelled: Cancelled = never
) -> ExactSplit | None:
    """Return the split with another `benefit_cap` or `own_share`; None where there is none.

    These rules stand in every pair or programme, so that the program is built anew.
    """
    cap = changed.get("benefit_cap", setup.benefit_cap)
    share = changed.get("own_share", setup.own_share)
    return anew(replace(setup, benefit_cap=cap, own_share=share), cancelled)


def with_standard_cost(
    setup: Setup, stage: str, cost: float, cancelled: Cancelled = never
) -> ExactSplit | None:
    """Return the split with another standard cost of a stage; None where there is none.

    Nothing else depends on it but what others may pay.
    """
    stages = setup.traced.case.table("Stages")
    costs = stages["standard_cost"].where(stages["stage"] != stage, cost)
    case = setup.traced.case.with_table("Stages", stages.assign(standard_cost=costs))
    most = trace(case, setup.traced.rules).programmes.most_of_others[setup.rows] / setup.unit
    return anew(replace(setup, most_of_others=most), cancelled)


def anew(setup: Setup, cancelled: Cancelled) -> ExactSplit | None:
    """Return the split of a changed setup, from nothing; None where there is none."""
    if cancelled():
        raise SolveCancelledError
    model = model_of(setup)
    engine = Engine(model.arrays, cancelled)
    return _solved(engine, model, engine.bounds())


def effect(
    setup: Setup, before: ExactSplit, after: ExactSplit | None, step: float, money: Rounding
) -> StepEffect | None:
    """Say what a step changed, in whole units of the payments; None where nothing was found."""
    if after is None:
        return None
    changes = (after.paid(setup) - before.paid(setup)) * setup.unit
    return StepEffect(
        step=step,
        gap=seen(float((after.gaps - before.gaps).sum()) * setup.unit, money),
        host_residual=seen(float((after.residuals - before.residuals).sum()) * setup.unit, money),
        largest_burden=round(_largest(setup, after) - _largest(setup, before), _BURDEN_DIGITS)
        + 0.0,
        payers=tuple(
            (payer, seen(change, money))
            for payer, change in zip(setup.payers, changes, strict=True)
            if seen(change, money)
        ),
    )


def seen(change: float, money: Rounding) -> float:
    """Round a change in money; one below half a unit is none."""
    return money.digits(money.nearest(change))


def _largest(setup: Setup, split: ExactSplit) -> float:
    known = [burden for burden in burdens(setup, split.totals(setup)) if burden is not None]
    return max(known, default=0.0)
