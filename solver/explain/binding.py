"""What holds the split back, measured by solving again a step up and a step down (2-method 2.5).

Duals are not used: an optimum may have several, they need not agree, and they say nothing of
the goals that come later.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.results.explanation import BindingLimit, LimitName, StepEffect
from models.results.split import BindingLine
from solver.engine.cancelling import Cancelled, Progress, never, silent
from solver.explain.answer import Answer, effect, round_step, with_limits_moved, with_rule
from solver.explain.limits import Limit, reached_together

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
    groups = reached_together(answer.model, answer.start, answer.split)
    lines: list[BindingLimit] = []
    for done, limits in enumerate(groups):
        progress("binding", done, len(groups) + 2)
        lines.append(_measured(answer, limits))
    progress("binding", len(groups), len(groups) + 2)
    lines += _rules(answer, cancelled)
    return tuple(line for line in lines if _shapes(line))


def binding_lines(answer: Answer, progress: Progress = silent) -> tuple[BindingLine, ...]:
    """Say for the result workbook what a step either way would change, the looser one first."""
    groups = reached_together(answer.model, answer.start, answer.split)
    lines: list[BindingLine] = []
    for done, limits in enumerate(groups):
        progress("binding", done, len(groups))
        lines += _lines(_measured(answer, limits))
    return tuple(lines)


def _lines(found: BindingLimit) -> Iterator[BindingLine]:
    for step in (found.looser, found.tighter):
        if step is not None and step.changes_something:
            yield BindingLine(
                limit=found.limits[0].kind,
                name="; ".join(map(_short, found.limits)),
                bound=found.bound,
                step=step.step,
                gap_change=step.gap,
                residual_change=step.host_residual,
                payer_changes=step.payers,
                limits=found.limits,
            )


def _short(name: LimitName) -> str:
    parts = (name.clause, name.payer, name.year)
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
    cap, share = answer.setup.benefit_cap, answer.setup.own_share
    if cap is not None:
        yield BindingLimit(
            limits=(LimitName("benefit_cap"),),
            bound=cap,
            loosens=1,
            up=_of_rule(answer, "benefit_cap", cap, POINT, cancelled),
            down=_of_rule(answer, "benefit_cap", cap, -POINT, cancelled),
        )
    if share > 0:
        yield BindingLimit(
            limits=(LimitName("own_share"),),
            bound=share,
            loosens=-1,
            up=_of_rule(answer, "own_share", share, POINT, cancelled) if share < 1 else None,
            down=_of_rule(answer, "own_share", share, -POINT, cancelled),
        )


def _of_rule(
    answer: Answer, rule: str, value: float, step: float, cancelled: Cancelled
) -> StepEffect | None:
    moved = round(value + step, 12)
    if moved < 0:
        return None
    after = with_rule(answer.setup, {rule: moved}, cancelled)
    return effect(answer.setup, answer.split, after, step, answer.money)


def _shapes(line: BindingLimit) -> bool:
    """Say whether a step either way changes something."""
    return any(step is not None and step.changes_something for step in (line.up, line.down))
