"""What holds the split back, measured by solving again a step further (2-method 2.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log10

import numpy as np

from models.split import BindingLine
from solver.cancelling import Progress, silent
from solver.certificate import Bounds
from solver.chain import ExactSplit, pursue
from solver.engine import Engine
from solver.leximin import Infeasible
from solver.program.columns import LinearProgram
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
    program: LinearProgram,
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
        program: the program it holds.
        split: the split that is explained.
        start: the bounds before any goal was met.
        money: the unit of the payments.
        progress: told limit by limit.
    """
    limits = [
        limit
        for limit in _limits(program, engine, start)
        if _reached(split, limit, program, engine)
    ]
    lines = []
    for done, limit in enumerate(limits):
        progress("binding", done, len(limits))
        engine.restore(start)
        line = _measured(engine, program, split, limit, money)
        if line is not None and (line.gap_change or line.payer_changes):
            lines.append(line)
    engine.restore(start)
    return tuple(lines)


def _limits(program: LinearProgram, engine: Engine, start: Bounds) -> Iterator[_Limit]:
    setup, arrays = program.setup, engine.arrays
    for term in setup.budgets:
        row = arrays.row.get(f"budget_{term.payer}_{term.year}")
        if row is not None:
            name = f"{setup.payers[term.payer]}, {term.year}"
            yield _Limit("budget", name, row, term.most, 1, True)
    for name, clause in zip(program.clause_rows, setup.clauses, strict=True):
        direction = -1 if clause.sense == "at least" else 1
        yield _Limit("clause", clause.clause, arrays.row[name], clause.bound, direction, True)
    for h, total in enumerate(program.totals):
        column = arrays.column[total.name]
        bound = float(start.upper[column])
        if np.isfinite(bound) and bound > 0:
            yield _Limit("benefit_total", setup.payers[h], column, bound, 1, False)


def _reached(split: ExactSplit, limit: _Limit, program: LinearProgram, engine: Engine) -> bool:
    values = _values(split, program, engine)
    if limit.is_row:
        reached = float((engine.arrays.matrix[[limit.position]] @ values)[0])
    else:
        reached = float(values[limit.position])
    return abs(reached - limit.bound) <= _TIGHT * max(1.0, abs(limit.bound))


def _values(
    split: ExactSplit, program: LinearProgram, engine: Engine
) -> np.typing.NDArray[np.float64]:
    """Put a split back into columns; the first segment of a pair stands for all of them."""
    column = engine.arrays.column
    values = np.zeros(len(column))
    for segments, amount in zip(program.contributions, split.contributions, strict=True):
        values[column[segments[0].name]] = amount
    for k, residual in program.residuals.items():
        values[column[residual.name]] = split.residuals[k]
    for gap, amount in zip(program.gaps, split.gaps, strict=True):
        values[column[gap.name]] = amount
    for total, amount in zip(program.totals, split.totals(program.setup), strict=True):
        values[column[total.name]] = amount
    return values


def _measured(
    engine: Engine, program: LinearProgram, split: ExactSplit, limit: _Limit, money: Money
) -> BindingLine | None:
    setup = program.setup
    step = limit.direction * _round_step(limit.bound * setup.unit, setup)
    _move(engine, limit, step / setup.unit)
    try:
        moved = pursue(engine, program, setup.traced.rules.goals).split
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
