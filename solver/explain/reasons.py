"""Why a payment is not simply its share of the later benefit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.results.explanation import PaymentLimit, Reason
from solver.explain.answer import Answer
from solver.state.exact import burdens

_NEAR = 1e-6
"""The part of a need below which two amounts are the same."""


def reasons_of(
    answer: Answer, payer: int, programme: int, pair: int | None, limits: tuple[PaymentLimit, ...]
) -> tuple[Reason, ...]:
    """Name what keeps a payment from its proportional share.

    First the reached limits that pull it to where it is, then the goals that come before
    proportional shares, then limits that hold back others who pay for the same programme.

    Args:
        answer: the solved scenario.
        payer, programme: positions in the index tables.
        pair: their pair; None where the payer gains nothing later.
        limits: the limits that the payment counts towards.
    """
    reasons = list(_residual(answer, payer, programme))
    if pair is None:
        return (*_without_pair(answer, payer, programme), *reasons)
    off = float(answer.split.contributions[pair] - answer.setup.targets["proportional"][pair])
    if abs(off) <= max(_NEAR * float(answer.setup.need[programme]), _unit(answer) / 2):
        return (Reason("its_share"), *reasons)
    held = list(_limits(limits, off))
    return (*held, *_goals(answer, payer), *_others(answer, programme, pair, off), *reasons)


def _unit(answer: Answer) -> float:
    return answer.money.rounding / answer.setup.unit


def _without_pair(answer: Answer, payer: int, programme: int) -> Iterator[Reason]:
    row = int(answer.setup.rows[programme])
    gains = float(answer.setup.traced.later_benefit[row, payer])
    yield Reason("de_minimis", figure=gains) if gains > 0 else Reason("no_benefit")


def _residual(answer: Answer, payer: int, programme: int) -> Iterator[Reason]:
    left = float(answer.split.residuals[programme])
    if answer.setup.host[programme] == payer and left > _unit(answer) / 2:
        yield Reason("residual", figure=left * answer.setup.unit)


def _limits(limits: tuple[PaymentLimit, ...], off: float) -> Iterator[Reason]:
    """Return the reached limits that hold the payment on the side where it is.

    Where a step was measured, only those whose step would bring it nearer to its share: a limit
    on a sum can be reached and still decide about other payments.
    """
    asks_less = "at most" if off < 0 else "at least"
    for limit in limits:
        holds = limit.change is None or _brings_nearer(limit, off)
        if limit.reached and limit.sense in (asks_less, "exactly") and holds:
            yield Reason("limit", limit=limit.limit)


def _brings_nearer(limit: PaymentLimit, off: float) -> bool:
    """Say whether a step, or for an exact limit the opposite one, moves against the distance."""
    change = limit.change or 0.0
    return change * off < 0 or (limit.sense == "exactly" and change != 0)


def _goals(answer: Answer, payer: int) -> Iterator[Reason]:
    """Return the goals that come before proportional shares and can move payments between payers.

    Full funding alone asks no payer in particular.
    """
    goals = answer.setup.traced.rules.goals
    for goal in goals[: goals.index("proportional")]:
        if goal == "equal_burden":
            burden = burdens(answer.setup, answer.split.totals(answer.setup))[payer]
            yield Reason("equal_burden", goal=goal, figure=burden)
        elif goal in ("fewest_transfers", "least_change"):
            yield Reason("other_goal", goal=goal)


def _others(answer: Answer, programme: int, pair: int, off: float) -> Iterator[Reason]:
    """Return who is away from its share to the other side, since the programme adds up."""
    setup, split = answer.setup, answer.split
    here = np.flatnonzero(setup.pair_programme == programme)
    away = split.contributions[here] - setup.targets["proportional"][here]
    other_side = np.sign(away) == -np.sign(off)
    much = np.abs(away) > max(_NEAR * float(setup.need[programme]), _unit(answer) / 2)
    others = [p for p in here[other_side & much].tolist() if p != pair]
    if others:
        names = tuple(setup.payers[int(setup.pair_payer[p])] for p in others)
        yield Reason("others", payers=names)
