"""The goals of a large case: fewer columns as long as no goal is a distance, and early answers.

The columns of pairs are cut at their aims for the sake of distances alone. The goals before the
first distance are met on a program with one column a pair; then what is held goes over to the
program with all columns. Each is solved from nothing by the dual simplex, after HiGHS has made
it smaller. At 105,000 pairs in one year the first level of burdens took 2 s that way, 5 s by
interior point with a crossover, and 320 s by the primal simplex from the goal before.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.flows.places import Floats
from solver.engine.arrays import Bounds
from solver.engine.cancelling import Progress
from solver.engine.engine import Engine
from solver.goals.goal import (
    Chain,
    Held,
    Tell,
    hold_at_nothing,
    leave_out_burdens,
    meet,
    meet_without_residual,
)
from solver.goals.last_goal import decide, together
from solver.program.costs import by_figures, goal_costs, last_word
from solver.program.layout import Layout
from solver.program.model import Model, model_of
from solver.state.exact import ExactSplit, exact_split

LARGE = 150_000
"""Columns from which on a program is large (7-solver-facts)."""
_DISTANCES = ("proportional", "least_change")
_AT_ONCE = ("host_residual", "equal_burden")
_FROM_NOTHING = ("unfunded", "host_residual")
_SLACK = 1e-7
"""Scaled money by which totals may miss what they are held at."""
_WITHIN = 1e-9


def is_large(model: Model) -> bool:  # D33
    """Say whether the programs of a model are better solved each from nothing."""
    return model.layout.columns >= LARGE


def pursue_large(
    engine: Engine, model: Model, goals: tuple[str, ...], progress: Progress, tell: Tell
) -> Chain:
    """Meet the goals one after the other, then break the ties that remain.

    Args:
        engine: the engine of the model; its bounds hold what was met afterwards.
        model: the model.
        goals: in their order.
        progress: told what is being done.
        tell: given the split as it stands after each goal but the last.

    Raises:
        Infeasible: no split keeps all rules and clauses.
        SolveCancelledError: somebody asked to stop.
    """
    engine.slack = _SLACK
    try:
        return _Pursuit(engine, model, goals, progress, tell).run()
    finally:
        engine.slack, engine.is_near = 0.0, False


class _Pursuit:
    """One way through the goals."""

    def __init__(
        self,
        engine: Engine,
        model: Model,
        goals: tuple[str, ...],
        progress: Progress,
        tell: Tell,
    ) -> None:
        self._engine, self._model, self._goals = engine, model, goals
        self._progress, self._tell = progress, tell
        self._held = Held()
        if "equal_burden" not in goals:
            leave_out_burdens(engine, model)

    def run(self) -> Chain:
        """Meet the goals before the first distance on fewer columns, then the others."""
        first = next(i for i, goal in enumerate(self._goals) if goal in _DISTANCES)
        self._meet_on_fewer_columns(self._goals[:first])
        for done, goal in enumerate(self._goals[first:-1], start=first):
            self._meet(self._engine, self._model, (goal,), done)
        before_last = self._engine.bounds()
        self._progress(self._goals[-1], len(self._goals) - 1, len(self._goals))
        self._stand_near_the_end()
        meet(self._engine, self._model, self._goals[-1], self._held)
        last, proved = decide(self._engine, self._model, self._held)
        return Chain(exact_split(self._model.layout, last.values), before_last, proved)

    def _stand_near_the_end(self) -> None:
        """Start from a corner that is good for the last goal and, a little, for the last word.

        Where "a little" is little enough that corner is the answer to both, and two large
        programs cost as much as one; the solves that follow find out.
        """
        setup, layout = self._model.setup, self._model.layout
        goal = goal_costs(setup, layout, self._goals[-1])
        self._engine.minimise(together(goal, last_word(layout, by_figures(setup))))
        self._engine.is_near = True

    def _meet_on_fewer_columns(self, goals: tuple[str, ...]) -> None:
        coarse = model_of(replace(self._model.setup, targets={}))
        engine = Engine(coarse.arrays, self._engine.cancelled, from_nothing=True)
        engine.slack = _SLACK
        engine.restore(_joined(self._engine.bounds(), self._model.layout, coarse.layout))
        self._hold_without_a_solve(engine, coarse, goals)
        done = len(self._held.reached)
        while done < len(goals):
            done += self._meet(engine, coarse, goals[done:], done)
        self._engine.restore(_cut(engine.bounds(), coarse.layout, self._model.layout))
        engine.free()

    def _hold_without_a_solve(self, engine: Engine, coarse: Model, goals: tuple[str, ...]) -> None:
        """Hold gap and residual at nothing where sharing by later benefit keeps every limit."""
        hoped = tuple(goal for goal in goals[:2] if goal in _FROM_NOTHING)
        if not hoped or goals[: len(hoped)] != hoped:
            return
        shares = by_later_benefit(self._model)
        if not _keeps(engine, shares.columns(coarse.setup, coarse.layout), coarse.layout):
            return
        for goal in hoped:
            hold_at_nothing(engine, goal_costs(coarse.setup, coarse.layout, goal))
            self._held.reached[goal] = 0.0
        self._held.found = True
        self._tell(hoped[-1], shares)

    def _meet(self, engine: Engine, model: Model, goals: tuple[str, ...], done: int) -> int:
        """Meet the first of these goals, or the first two at once; return how many."""
        self._progress(goals[0], done, len(self._goals))
        count = 2
        if goals[:2] != _AT_ONCE or not meet_without_residual(engine, model, self._held):
            meet(engine, model, goals[0], self._held)
            count = 1
        if self._held.last is not None:
            self._tell(goals[count - 1], exact_split(model.layout, self._held.last))
        return count


def by_later_benefit(model: Model) -> ExactSplit:
    """Return the split in which each payer's share of a need is its share of later benefit."""
    setup = model.setup
    shares = setup.targets["proportional"]
    paid = np.bincount(setup.pair_programme, shares, len(setup.need))
    return ExactSplit(shares, np.zeros(len(setup.need)), np.maximum(setup.need - paid, 0.0))


def _keeps(engine: Engine, columns: Floats, layout: Layout) -> bool:
    """Say whether a split keeps every bound but those of burdens, which bind nothing alone."""
    rows = engine.arrays.matrix @ columns
    limits = slice(0, layout.burden_row)
    gaps = columns[layout.gap]
    return bool(
        gaps.max(initial=0.0) <= _WITHIN
        and (columns >= engine.lower - _WITHIN).all()
        and (columns <= engine.upper + _WITHIN).all()
        and (rows[limits] >= engine.row_lower[limits] - _WITHIN).all()
        and (rows[limits] <= engine.row_upper[limits] + _WITHIN).all()
    )


def _joined(bounds: Bounds, fine: Layout, coarse: Layout) -> Bounds:
    """Return the bounds of pairs from those of their segments."""
    pairs, segments = len(coarse.segment_pair), len(fine.segment_pair)
    lower = np.bincount(fine.segment_pair, bounds.lower[:segments], pairs)
    upper = np.bincount(fine.segment_pair, bounds.upper[:segments], pairs)
    return replace(
        bounds,
        lower=np.concatenate([lower, bounds.lower[segments:]]),
        upper=np.concatenate([upper, bounds.upper[segments:]]),
    )


def _cut(bounds: Bounds, coarse: Layout, fine: Layout) -> Bounds:
    """Return the bounds of segments from those of their pairs, filled from the lowest."""
    pairs = len(coarse.segment_pair)
    start, pair = fine.segment_start, fine.segment_pair
    width = fine.segment_end - start
    lower = np.clip(bounds.lower[:pairs][pair] - start, 0.0, width)
    upper = np.clip(bounds.upper[:pairs][pair] - start, 0.0, width)
    return replace(
        bounds,
        lower=np.concatenate([lower, bounds.lower[pairs:]]),
        upper=np.concatenate([upper, bounds.upper[pairs:]]),
    )
