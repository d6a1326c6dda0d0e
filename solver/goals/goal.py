"""Meeting one goal and holding it; equal burdens level by level.

Equal burdens: the largest first, then the next, until every burden is settled.

A sequence of linear programs (Ogryczak & Śliwiński 2006; Nace & Pióro 2008): minimise the
largest burden of the payers that are free, settle those whose dual says that they cannot go
below it, and repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from models.flows.places import Floats, Ints
from solver.engine.arrays import Bounds, inner
from solver.engine.engine import Engine
from solver.goals.groups import NoCutError, NotAvoidedError, Settled, burdens_by_groups, is_a_flow
from solver.goals.optimal_face import HeldTooTightError, hold, solved
from solver.program.costs import goal_costs, largest_burden
from solver.program.model import Model
from solver.state.exact import ExactSplit

_NOTHING = 1e-9
_FEW_PAYERS = 20
"""Payers up to which one program for each level of burdens is quick enough."""


Tell = Callable[[str, ExactSplit], None]
"""Is given the goal just met and a split that meets it and all before it."""


def nobody(_goal: str, _split: ExactSplit) -> None:
    """Tell nobody."""


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


@dataclass
class Held:
    """What is held so far.

    Attributes:
        reached: what each goal met came to, in scaled money.
        hoping: whether some goal is held at nothing without being proved to allow it.
        found: whether some program had an answer.
        last: the columns of the split found last; None before the first.
    """

    reached: dict[str, float] = field(default_factory=dict)
    hoping: bool = False
    found: bool = False
    last: Floats | None = None

    @property
    def sure(self) -> bool:
        """Whether it is known that a split keeps all that is held."""
        return self.found and not self.hoping


def meet(engine: Engine, model: Model, goal: str, held: Held) -> None:
    """Meet one goal and hold it.

    Args:
        engine: the engine.
        model: the model it holds.
        goal: one of the goals of 2-method 2.4.
        held: what is held of those before; what comes of this one is added.

    Raises:
        Infeasible: no split keeps all rules and clauses.
    """
    if goal == "equal_burden":
        _meet_burdens(engine, model, held)
        return
    costs = goal_costs(model.setup, model.layout, goal)
    if not costs.any():
        held.reached[goal] = 0.0
        return
    optimum = solved(engine, costs, goal, sure=held.sure)
    hold(engine, optimum)
    held.reached[goal], held.found, held.last = optimum.objective, True, optimum.values
    if (costs >= 0).all() and optimum.objective <= _NOTHING:
        engine.came_to_nothing.add(goal)


def _meet_burdens(engine: Engine, model: Model, held: Held) -> None:
    """Make the burdens leximin: by groups where totals are a flow and many, else by levels."""
    if not len(model.layout.burden_rows):
        leave_out_burdens(engine, model)
        return
    many = len(model.layout.burden_rows) > _FEW_PAYERS
    if many and is_a_flow(model, engine.bounds(), frozenset(held.reached)):
        try:
            _hold_burdens(engine, model, _settled(engine, model, held, engine.bounds()), held)
            return
        except (NoCutError, HeldTooTightError):
            pass  # nothing was held yet
    held.last = equal_burdens(engine, model, sure=held.sure)
    held.found = True


def meet_without_residual(engine: Engine, model: Model, held: Held) -> bool:
    """Meet host_residual and equal_burden by the same programs, where no residual is needed.

    Returns:
        whether both are met; if not, nothing has changed.
    """
    layout, bounds = model.layout, engine.bounds()
    residuals = layout.residual[layout.residual >= 0]
    bounds.upper[residuals] = 0.0
    known = frozenset({*held.reached, "host_residual"})
    many = len(layout.burden_rows) > _FEW_PAYERS
    if not many or bounds.lower[residuals].any() or not is_a_flow(model, bounds, known):
        return False
    try:
        settled = _settled(engine, model, held, bounds, avoided=residuals)
    except (NoCutError, NotAvoidedError, HeldTooTightError):
        return False
    engine.bound_columns(residuals, 0.0, 0.0)
    held.reached["host_residual"] = 0.0
    _hold_burdens(engine, model, settled, held)
    return True


def _hold_burdens(engine: Engine, model: Model, settled: Settled, held: Held) -> None:
    hold_totals(engine, model, model.layout.burden_rows, settled.totals)
    leave_out_burdens(engine, model)
    held.found, held.last = True, settled.columns


def _settled(
    engine: Engine, model: Model, held: Held, hoped: Bounds, avoided: Ints | None = None
) -> Settled:
    """Settle the burdens by groups, where what is paid follows from the bounds hoped for."""
    return burdens_by_groups(
        model,
        engine.bounds(),
        _paid(model, hoped, held),
        engine.cancelled,
        sure=held.sure,
        large=engine.from_nothing,
        avoided=avoided,
    )


def _paid(model: Model, bounds: Bounds, held: Held) -> float:
    """Return Σ δ^(t-t₀) (x(h,k) + x̄(h,k)), which what is held has fixed."""
    setup, layout = model.setup, model.layout
    hosted = np.flatnonzero(layout.residual >= 0)
    gap = inner(setup.weight, bounds.lower[layout.gap])
    residual = inner(setup.weight[hosted], bounds.lower[layout.residual[hosted]])
    return (
        float(setup.paid_already[layout.burden_rows].sum())
        + inner(setup.weight, setup.need)
        - held.reached.get("unfunded", gap)
        - held.reached.get("host_residual", residual)
    )


def hold_at_nothing(engine: Engine, costs: Floats) -> None:  # D30
    """Hold a goal at 0 without a solve: its columns are the ones that cost something."""
    engine.bound_columns(np.flatnonzero(costs), 0.0, 0.0)


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
        is_later = step > 0
        name = f"equal_burden {step}"
        optimum = solved(engine, costs, name, sure=sure or is_later, is_near=is_later)
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
    engine.bound_rows(layout.burden_row + np.arange(len(layout.burden_rows)), -np.inf, np.inf)
    engine.bound_columns(np.array([layout.level]), 0.0, 0.0)


def hold_totals(engine: Engine, model: Model, payers: Ints, totals: Floats) -> None:
    """Hold the discounted totals of these payers from now on."""
    columns = model.layout.total[payers]
    held = np.minimum(totals, engine.upper[columns])
    engine.bound_columns(columns, held - engine.slack, held + engine.slack)


def _settle(engine: Engine, model: Model, settled: Ints, level: float) -> None:
    """Hold the totals of these payers at the level and take them out of the next one."""
    layout = model.layout
    payers = layout.burden_rows[settled]
    engine.bound_rows(layout.burden_row + settled, -np.inf, np.inf)
    hold_totals(engine, model, payers, level * model.setup.basis[payers])
