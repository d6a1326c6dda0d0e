"""Everything that is said about why one payer pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.programme import Programme
from models.results.explanation import PaymentReasons, Ranges
from models.results.split import PayerLine, Split
from solver.engine.cancelling import Progress, silent
from solver.explain.answer import Answer
from solver.explain.payment import why_payment
from solver.explain.ranges import fully_funded, same_quality


@dataclass(frozen=True)
class PayerExplained:
    """Why a payer pays what it pays.

    Attributes:
        line: its statement.
        left: what is left with it as host, part of `line.own`.
        ranges: how far its total could go, over splits of the same quality and over all that
            leave as little unfunded; each with this payer only.
        payments: the payments that are explained, in whole units as in the split.
        more: how many payments that were asked about are not explained.
        more_amount: what it pays for those.
    """

    line: PayerLine
    left: float
    ranges: tuple[Ranges, ...]
    payments: tuple[PaymentReasons, ...]
    more: int
    more_amount: float


def explained(
    answer: Answer,
    split: Split,
    payer: str,
    programmes: Sequence[Programme],
    *,
    top: int | None = None,
    progress: Progress = silent,
) -> PayerExplained:
    """Say why a payer pays what it pays for some programmes.

    Args:
        answer: the solved scenario.
        split: its split.
        payer: the key of the payer.
        programmes: those that are asked about.
        top: how many of them to explain; None: all.
        progress: told programme by programme.
    """
    payments = []
    for done, programme in enumerate(programmes[:top]):
        progress("why", done, len(programmes[:top]))
        payments.append(_rounded(why_payment(answer, payer, programme), split))
    mine = [line for line in split.payments if line.payer == payer]
    rest = set(programmes[len(payments) :])
    more = sum(line.amount for line in mine if line.programme in rest)
    return PayerExplained(
        line=next(line for line in split.payers if line.payer == payer),
        left=answer.money.digits(sum(line.host_residual for line in mine)),
        ranges=_ranges(answer, payer, progress),
        payments=tuple(payments),
        more=len(rest),
        more_amount=answer.money.digits(more),
    )


def _ranges(answer: Answer, payer: str, progress: Progress) -> tuple[Ranges, ...]:
    only = answer.setup.payers.index(payer)
    return same_quality(answer, progress, only), fully_funded(answer, progress, only)


def _rounded(why: PaymentReasons, split: Split) -> PaymentReasons:
    """Take the need and the payment as they stand in the split, in whole units."""
    amount, left = next(
        (
            (line.amount, line.host_residual)
            for line in split.payments
            if line.payer == why.payer and line.programme == why.programme
        ),
        (0.0, 0.0),
    )
    need = next(line.need for line in split.programmes if line.programme == why.programme)
    return replace(why, need=need, contribution=amount - left, host_residual=left)
