"""Why a payer pays what it pays for one programme: trace, limits and reasons (2-method 2.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from models.flows.places import NOBODY, Floats, sums_by
from models.problems import RelaisError
from models.programme import Programme
from models.results.explanation import LimitName, PaymentLimit, PaymentReasons, Reason
from solver.engine.cancelling import Progress, silent
from solver.explain.answer import Answer, round_step, seen, with_limits_moved
from solver.explain.limits import Limit, is_reached, limits_of, used_of
from solver.explain.trace import trace_lines
from solver.program.model import most_of_pairs, most_of_shares
from solver.state.exact import ExactSplit, burdens

_CAP_REACHED = 1e-6


@dataclass(frozen=True)
class PaymentPlace:
    """Where a payment stands in the index tables; `pair` is None where h gains nothing later."""

    payer: int
    programme: int
    pair: int | None


def why_payment(
    answer: Answer,
    payer: str,
    programme: Programme,
    *,
    measure: bool = True,
    progress: Progress = silent,
) -> PaymentReasons:
    """Say why a payer pays what it pays for one programme, or pays nothing.

    Args:
        answer: the solved scenario.
        payer: the key of the payer.
        programme: the programme.
        measure: whether to solve again for each reached limit, to say what a step would change.
        progress: told limit by limit.

    Raises:
        RelaisError: there is no such programme with a need, or no such payer.
    """
    place = _place(answer, payer, programme)
    setup, split, k, pair = answer.setup, answer.split, place.programme, place.pair
    row, unit = int(setup.rows[k]), setup.unit
    limits = tuple(_limits(answer, place))
    if measure:
        limits = tuple(_measured(answer, place, limits, progress))
    paid = _amount(answer, split, place)
    is_host = setup.host[k] == place.payer
    residual = float(split.residuals[k]) * unit if is_host else 0.0
    traced = setup.traced
    counting = sums_by(setup.pair_programme, setup.pair_benefit, len(setup.need))[k]
    shown = tuple(limit for limit, _ in limits)
    return PaymentReasons(
        payer=payer,
        host=programme.host,
        stage=programme.stage,
        year=programme.year,
        persons=float(setup.traced.programmes.persons[row]),
        need=float(setup.need[k]) * unit,
        contribution=paid - residual,
        host_residual=residual,
        later_benefit=float(setup.traced.later_benefit[row, place.payer]),
        benefit_of_all=float(counting) * unit,
        target=0.0 if pair is None else float(setup.targets["proportional"][pair]) * unit,
        burden=burdens(setup, split.totals(setup))[place.payer],
        burden_basis=setup.traced.rules.burden_basis,
        trace=trace_lines(traced, row, place.payer),
        limits=shown,
        reasons=_reasons(answer, place, shown),
        group=programme.group,
        responsible=programme.responsible,
        existing=float(setup.paid_already[place.payer]) * unit,
        claimed_too=float(traced.claimed_by(row)[place.payer]),
        paid_already=float(traced.existing.of(row, place.payer)),
    )


def _amount(answer: Answer, split: ExactSplit, place: PaymentPlace) -> float:
    """Return a payment in money, host residual included."""
    contribution = 0.0 if place.pair is None else float(split.contributions[place.pair])
    hosted = answer.setup.host[place.programme] == place.payer
    residual = float(split.residuals[place.programme]) if hosted else 0.0
    return (contribution + residual) * answer.setup.unit


def _place(answer: Answer, payer: str, programme: Programme) -> PaymentPlace:
    setup = answer.setup
    names = {name: k for k, name in enumerate(setup.programmes)}
    if payer not in setup.payers or programme not in names:
        raise RelaisError(
            f"{payer} cannot be asked about {' · '.join(map(str, programme.named_parts))}: there "
            "is no such payer, or no such programme that needs funding.",
            "Split",
            "Choose a payer and a programme of the split.",
        )
    h, k = setup.payers.index(payer), names[programme]
    pairs = np.flatnonzero((setup.pair_programme == k) & (setup.pair_payer == h))
    return PaymentPlace(h, k, int(pairs[0]) if len(pairs) else None)


Limits = tuple[PaymentLimit, Limit | None]
"""A limit as it is shown and, where it can be moved by itself, as the program has it."""


def _limits(answer: Answer, place: PaymentPlace) -> Iterator[Limits]:
    """Return every limit that the payment counts towards."""
    if place.pair is not None and answer.setup.benefit_cap is not None:
        yield _cap(answer, place), None
    used, unit = used_of(answer.model, answer.split), answer.setup.unit
    here = [*limits_of(answer.model, answer.start), *_of_programme(answer, place)]
    columns = _columns(answer, place)
    for limit in here:
        if _counts(answer, limit, place, columns):
            reached = is_reached(limit, used)
            spent = float((used[1] if limit.is_row else used[0])[limit.position])
            shown = PaymentLimit(limit.name, limit.sense, limit.bound * unit, spent * unit, reached)
            yield shown, limit if limit.can_move else None


def _cap(answer: Answer, place: PaymentPlace) -> PaymentLimit:
    """Return the later benefit as a limit; with a same key it is that of the class."""
    setup, pair, paid = answer.setup, place.pair or 0, answer.split.contributions
    if setup.same_key is None:
        bound, used = float(most_of_pairs(setup)[pair]), float(paid[pair])
    else:
        share = setup.same_key.share
        bound = float(most_of_shares(setup)[share[pair]])
        used = float(paid[share == share[pair]].sum())
    return PaymentLimit(
        limit=LimitName("benefit", payer=setup.payers[place.payer]),
        sense="at most",
        bound=bound * setup.unit,
        used=used * setup.unit,
        reached=used >= bound - _CAP_REACHED * max(1.0, bound),
    )


def _of_programme(answer: Answer, place: PaymentPlace) -> Iterator[Limit]:
    """Return the own share and the standard cost, as far as they are limits of the payment."""
    layout, setup, k = answer.model.layout, answer.setup, place.programme
    payer = setup.payers[place.payer]
    for row in np.flatnonzero(layout.own_share_rows == k) + layout.own_share_row:
        if setup.host[k] == place.payer:
            least = float(answer.start.row_lower[row])
            yield Limit(LimitName("own_share_here", payer=payer), int(row), True, least, "at least")
    for row in np.flatnonzero(layout.standard_rows == k) + layout.standard_row:
        if setup.host[k] != place.payer:
            most = float(answer.start.row_upper[row])
            name = LimitName("standard_cost", payer=payer)
            yield Limit(name, int(row), True, most, "at most")


def _columns(answer: Answer, place: PaymentPlace) -> Floats:
    """Return 1 for each column of the program that is part of the payment."""
    layout, setup = answer.model.layout, answer.setup
    columns = np.zeros(layout.columns)
    if place.pair is not None:
        columns[: len(layout.segment_pair)] = layout.segment_pair == place.pair
    if setup.host[place.programme] == place.payer != NOBODY:
        columns[layout.residual[place.programme]] = 1.0
    return columns


def _counts(answer: Answer, limit: Limit, place: PaymentPlace, columns: Floats) -> bool:
    if limit.is_row:
        return bool((answer.model.arrays.matrix[[limit.position]] @ columns)[0] > 0)
    total = int(answer.model.layout.total[place.payer])
    return limit.position == total and place.pair is not None


def _measured(
    answer: Answer, place: PaymentPlace, limits: tuple[Limits, ...], progress: Progress
) -> Iterator[Limits]:
    """Move each reached limit by a round sum that leaves more room; see what the payment does."""
    before = _amount(answer, answer.split, place)
    for done, (shown, limit) in enumerate(limits):
        progress("why", done, len(limits))
        if limit is None or not shown.reached:
            yield shown, limit
            continue
        step = limit.loosens * round_step(shown.bound, answer.setup)
        after = with_limits_moved(answer, [limit], step)
        change = None
        if after is not None:
            change = seen(_amount(answer, after, place) - before, answer.money)
        yield replace(shown, step=step, change=change), limit


_NEAR = 1e-6
"""The part of a need below which two amounts are the same."""


def _reasons(
    answer: Answer, place: PaymentPlace, limits: tuple[PaymentLimit, ...]
) -> tuple[Reason, ...]:
    """Name what keeps a payment from its proportional share.

    First the reached limits that pull it to where it is, then the goals that come before
    proportional shares, then limits that hold back others who pay for the same programme.
    """
    payer, programme, pair = place.payer, place.programme, place.pair
    reasons = list(_residual(answer, payer, programme))
    if pair is None:
        return (*_without_pair(answer, payer, programme), *reasons)
    off = float(answer.split.contributions[pair] - answer.setup.targets["proportional"][pair])
    if abs(off) <= max(_NEAR * float(answer.setup.need[programme]), _unit(answer) / 2):
        return (Reason("its_share"), *reasons)
    held = list(_holding_limits(limits, off))
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


def _holding_limits(limits: tuple[PaymentLimit, ...], off: float) -> Iterator[Reason]:
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
