"""What holds the split back, measured by solving again a step up and a step down (2-method 2.5).

Duals are not used: an optimum may have several, they need not agree, and they say nothing of
the goals that come later.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

import numpy as np

from models.results.explanation import BindingLimit, LimitKind, LimitName, StepEffect
from models.results.split import BindingLine
from solver.engine.cancelling import Cancelled, Progress, never, silent
from solver.explain.answer import (
    Answer,
    effect,
    round_step,
    with_limits_moved,
    with_rule,
    with_standard_cost,
)
from solver.explain.limits import TIGHT, Limit, reached_together, used_of

POINT = 0.01
"""The step of a rule that is a fraction: one percentage point."""


def what_binds(
    answer: Answer, progress: Progress = silent, cancelled: Cancelled = never
) -> tuple[BindingLimit, ...]:
    """Move each limit that is reached by a round sum both ways and say what that changes.

    Limits whose move changes nothing are left out: they are reached, but shape nothing.

    Args:
        answer: the solved scenario.
        progress: told limit by limit.
        cancelled: asked while a rule as a whole is moved; the engine asks its own.
    """
    lines = [
        *_each_measured(answer, progress, 2),
        *_rules(answer, cancelled),
        *_standard_costs(answer, cancelled),
    ]
    return tuple(line for line in lines if _shapes(line))


def binding_lines(answer: Answer, progress: Progress = silent) -> tuple[BindingLine, ...]:
    """Say for the result workbook what a step either way would change, the looser one first."""
    return tuple(line for found in _each_measured(answer, progress) for line in _lines(found))


def _each_measured(answer: Answer, progress: Progress, rules: int = 0) -> Iterator[BindingLimit]:
    """Measure the limits that are reached, and say how far that is; some rules may follow."""
    groups = reached_together(answer.model, answer.start, answer.split)
    for done, limits in enumerate(groups):
        progress("binding", done, len(groups) + rules)
        yield _measured(answer, limits)
    if rules:
        progress("binding", len(groups), len(groups) + rules)


def _lines(found: BindingLimit) -> Iterator[BindingLine]:
    for step in (found.looser, found.tighter):
        if step is not None and step.changes_something:
            yield BindingLine(
                limit=_rule(found.limits[0]),
                name="; ".join(map(_short, found.limits)),
                bound=found.bound,
                step=step.step,
                gap_change=step.gap,
                residual_change=step.host_residual,
                payer_changes=step.payers,
                limits=found.limits,
            )


def _rule(name: LimitName) -> LimitKind:
    """Return which limit of 2-method 2.4 it is."""
    return "benefit_total" if name.kind == "paid_already" else name.kind


def _short(name: LimitName) -> str:
    parts = (name.clause, name.payer, name.stage, name.host, name.group, name.year)
    return ", ".join(str(part) for part in parts if part is not None)


def _measured(answer: Answer, limits: list[Limit]) -> BindingLimit:
    bound = limits[0].bound * answer.setup.unit
    step = round_step(bound, answer.setup)
    return BindingLimit(
        limits=tuple(limit.name for limit in limits),
        bound=answer.money.digits(bound),
        loosens=limits[0].loosens,
        up=_effect(answer, limits, step),
        down=_effect(answer, limits, -step) if bound - step >= 0 else None,
    )


def _effect(answer: Answer, limits: list[Limit], step: float) -> StepEffect | None:
    after = with_limits_moved(answer, limits, step)
    return effect(answer.setup, answer.split, after, step, answer.money)


def _rules(answer: Answer, cancelled: Cancelled) -> Iterator[BindingLimit]:
    """Move benefit cap and own share as a whole by a percentage point each way."""
    setup = answer.setup
    rules: tuple[tuple[LimitKind, float | None, int, float], ...] = (
        ("benefit_cap", setup.benefit_cap, 1, inf),
        ("own_share", setup.own_share or None, -1, 1.0),
    )
    for rule, value, loosens, most in rules:
        if value is not None:
            yield BindingLimit(
                limits=(LimitName(rule),),
                bound=value,
                loosens=loosens,
                up=_of_rule(answer, rule, value, POINT, cancelled) if value < most else None,
                down=_of_rule(answer, rule, value, -POINT, cancelled),
            )


def _of_rule(
    answer: Answer, rule: str, value: float, step: float, cancelled: Cancelled
) -> StepEffect | None:
    moved = round(value + step, 12)
    if moved < 0:
        return None
    after = with_rule(answer.setup, {rule: moved}, cancelled)
    return effect(answer.setup, answer.split, after, step, answer.money)


def _standard_costs(answer: Answer, cancelled: Cancelled) -> Iterator[BindingLimit]:
    """Move the standard cost of each stage in which others pay all that it lets them."""
    setup, layout = answer.setup, answer.model.layout
    _, used = used_of(answer.model, answer.split)
    rows = layout.standard_row + np.arange(len(layout.standard_rows))
    most = answer.start.row_upper[rows]
    reached = used[rows] >= most - TIGHT * np.maximum(1.0, most)
    for stage in np.unique(setup.stage[layout.standard_rows[reached]]).tolist():
        key = setup.traced.places.stages[stage]
        stages = setup.traced.case.table("Stages").set_index("stage")
        cost = float(stages["standard_cost"].loc[key])
        step = round_step(cost, setup)
        yield BindingLimit(
            limits=(LimitName("standard_cost", stage=key),),
            bound=cost,
            loosens=1,
            up=_of_standard(answer, key, cost, step, cancelled),
            down=_of_standard(answer, key, cost, -step, cancelled),
        )


def _of_standard(
    answer: Answer, stage: str, cost: float, step: float, cancelled: Cancelled
) -> StepEffect | None:
    if cost + step < 0:
        return None
    after = with_standard_cost(answer.setup, stage, cost + step, cancelled)
    return effect(answer.setup, answer.split, after, step, answer.money)


def _shapes(line: BindingLimit) -> bool:
    """Say whether a step either way changes something."""
    return any(step is not None and step.changes_something for step in (line.up, line.down))
