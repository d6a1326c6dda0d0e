"""The goals in their order, each held while the next is pursued (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.flows.places import Floats
from solver.cancelling import Progress, silent
from solver.certificate import Bounds
from solver.engine import Engine, Optimum
from solver.faces import hold
from solver.leximin import Infeasible, equal_burdens
from solver.program.columns import LinearProgram
from solver.program.goals import GOAL_EXPRESSIONS
from solver.program.tie_break import tie_break
from solver.setup import Setup
from solver.sums import sums_by


@dataclass(frozen=True, eq=False)
class ExactSplit:
    """The payments before rounding, in scaled money.

    Attributes:
        contributions: x(h,k) by pair.
        residuals: z(k) by programme, 0 where nobody is the host.
        gaps: u(k) by programme.
    """

    contributions: Floats
    residuals: Floats
    gaps: Floats

    def totals(self, setup: Setup) -> Floats:
        """Return Σk δ^(t-t₀) x(h,k) by payer."""
        weighed = self.contributions * setup.weight[setup.pair_programme]
        return sums_by(setup.pair_payer, weighed, len(setup.payers))

    def paid(self, setup: Setup) -> Floats:
        """Return what each payer pays, host residual included, not discounted."""
        count = len(setup.payers)
        contributed = sums_by(setup.pair_payer, self.contributions, count)
        return contributed + sums_by(setup.host, self.residuals, count)


@dataclass(frozen=True, eq=False)
class Chain:
    """What came of the goals: the split, and the bounds that hold every goal but the last."""

    split: ExactSplit
    before_last: Bounds


def pursue(
    engine: Engine, program: LinearProgram, goals: tuple[str, ...], progress: Progress = silent
) -> Chain:
    """Meet the goals one after the other, then break the ties that remain.

    Raises:
        Infeasible: no split keeps all rules and clauses.
        SolveCancelledError: somebody asked to stop.
    """
    for done, goal in enumerate(goals[:-1]):
        progress(goal, done, len(goals))
        _meet(engine, program, goal)
    before_last = engine.bounds()
    progress(goals[-1], len(goals) - 1, len(goals))
    _meet(engine, program, goals[-1])
    last = _minimise(engine, engine.arrays.costs(tie_break(program)))
    return Chain(exact_split(program, engine, last), before_last)


def _meet(engine: Engine, program: LinearProgram, goal: str) -> None:
    if goal == "equal_burden":
        equal_burdens(engine, program)
        return
    costs = engine.arrays.costs(GOAL_EXPRESSIONS[goal](program))
    if costs.any():
        hold(engine, _minimise(engine, costs))


def _minimise(engine: Engine, costs: Floats) -> Optimum:
    optimum = engine.minimise(costs)
    if optimum is None:
        raise Infeasible
    return optimum


def exact_split(program: LinearProgram, engine: Engine, optimum: Optimum) -> ExactSplit:
    """Read the payments out of an answer; amounts below zero by a rounding error are 0."""
    values = np.maximum(optimum.values, 0.0)
    column = engine.arrays.column
    residuals = np.zeros(len(program.gaps))
    for k, variable in program.residuals.items():
        residuals[k] = values[column[variable.name]]
    return ExactSplit(
        contributions=np.array(
            [sum(values[column[s.name]] for s in part) for part in program.contributions]
        ),
        residuals=residuals,
        gaps=np.array([values[column[gap.name]] for gap in program.gaps]),
    )


def goal_value(setup: Setup, split: ExactSplit, goal: str) -> float | tuple[float, ...]:
    """Measure a goal on a split: money, or for equal_burden every burden, largest first."""
    weight = setup.weight
    if goal == "unfunded":
        return float(weight @ split.gaps) * setup.unit
    if goal == "host_residual":
        return float(weight @ split.residuals) * setup.unit
    if goal == "equal_burden":
        known = burdens(setup, split.totals(setup))
        return tuple(sorted((b for b in known if b is not None), reverse=True))
    if goal == "fewest_transfers":
        away = ~setup.pair_is_host
        moved = weight[setup.pair_programme[away]] @ split.contributions[away]
        return float(moved) * setup.unit
    return float(np.abs(split.contributions - setup.targets[goal]).sum()) * setup.unit


def burdens(setup: Setup, totals: Floats) -> list[float | None]:
    """Divide discounted totals (scaled money) by the basis; None where the basis is 0."""
    return [
        float(total * setup.unit / (basis * setup.basis_scale)) if basis > 0 else None
        for total, basis in zip(totals, setup.basis, strict=True)
    ]
