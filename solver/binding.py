"""What holds the split back, measured by solving again a step further (2-method 2.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log10

import numpy as np

from models.flows.places import Floats
from models.split import BindingLine
from solver.cancelling import Progress, silent
from solver.certificate import Bounds
from solver.chain import pursue
from solver.engine import Engine
from solver.exact import ExactSplit
from solver.leximin import Infeasible
from solver.program.model import Model
from solver.setup import Setup
from solver.statement import Money

_TIGHT = 1e-6


@dataclass(frozen=True)
class _Limit:
    """A limit of the program: a row, or the upper bound of a payer's total."""

    kind: str
    name: str
    position: int
    bound: float
    direction: int
    is_row: bool


def binding_lines(
    engine: Engine,
    model: Model,
    split: ExactSplit,
    start: Bounds,
    money: Money,
    progress: Progress = silent,
) -> tuple[BindingLine, ...]:
    """Move each limit that is reached by a round sum and say what that would change.

    Limits whose move changes nothing are left out: they are reached, but hold nothing back.
    Duals are not used, since an optimum may have several and they need not agree.

    Args:
        engine: the engine; its bounds are those of `start` afterwards.
        model: the model it holds.
        split: the split that is explained.
        start: the bounds before any goal was met.
        money: the unit of the payments.
        progress: told limit by limit.
    """
    values = split.columns(model.setup, model.layout)
    activity = model.arrays.matrix @ values
    limits = [limit for limit in _limits(model, start) if _reached(limit, values, activity)]
    lines = []
    for done, limit in enumerate(limits):
        progress("binding", done, len(limits))
        engine.restore(start)
        line = _measured(engine, model, split, limit, money)
        if line is not None and (line.gap_change or line.payer_changes):
            lines.append(line)
    engine.restore(start)
    return tuple(lines)


def _limits(model: Model, start: Bounds) -> Iterator[_Limit]:
    setup, layout = model.setup, model.layout
    for row, budget in enumerate(layout.budget_rows, start=layout.budget_row):
        term = setup.budgets[int(budget)]
        name = f"{setup.payers[term.payer]}, {term.year}"
        yield _Limit("budget", name, row, term.most, 1, True)
    for row, clause in enumerate(setup.clauses, start=layout.clause_row):
        direction = -1 if clause.sense == "at least" else 1
        yield _Limit("clause", clause.clause, row, clause.bound, direction, True)
    for h, column in enumerate(layout.total):
        bound = float(start.upper[column])
        if np.isfinite(bound) and bound > 0:
            yield _Limit("benefit_total", setup.payers[h], int(column), bound, 1, False)


def _reached(limit: _Limit, values: Floats, activity: Floats) -> bool:
    reached = float((activity if limit.is_row else values)[limit.position])
    return abs(reached - limit.bound) <= _TIGHT * max(1.0, abs(limit.bound))


def _measured(
    engine: Engine, model: Model, split: ExactSplit, limit: _Limit, money: Money
) -> BindingLine | None:
    setup = model.setup
    step = limit.direction * _round_step(limit.bound * setup.unit, setup)
    _move(engine, limit, step / setup.unit)
    try:
        moved = pursue(engine, model, setup.traced.rules.goals).split
    except Infeasible:
        return None
    changes = (moved.paid(setup) - split.paid(setup)) * setup.unit
    gap = float((moved.gaps - split.gaps).sum()) * setup.unit
    return BindingLine(
        limit=limit.kind,
        name=limit.name,
        bound=money.digits(limit.bound * setup.unit),
        step=step,
        gap_change=_seen(gap, money),
        payer_changes=tuple(
            (payer, _seen(change, money))
            for payer, change in zip(setup.payers, changes, strict=True)
            if _seen(change, money)
        ),
    )


def _move(engine: Engine, limit: _Limit, step: float) -> None:
    where = np.array([limit.position])
    if not limit.is_row:
        engine.bound_columns(where, engine.lower[where], engine.upper[where] + step)
        return
    lower, upper = engine.row_lower[where], engine.row_upper[where]
    engine.bound_rows(where, lower + step, upper + step)


def _round_step(bound: float, setup: Setup) -> float:
    """Return a tenth of the bound, cut to 1, 10, 100, …; of the unit where the bound is 0."""
    size = abs(bound) / 10 or setup.unit
    return float(10.0 ** floor(log10(size)))


def _seen(change: float, money: Money) -> float:
    """Round a change; one below half a unit is none."""
    return money.digits(money.nearest(change))
