"""Splits by the yardsticks, as lines by the keys of the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from models.flows.places import Floats
from models.results.comparison import MeasuredSplit, PayerMeasures, ProgrammeShares
from models.results.split import Split
from models.words.text import Argument
from solver.compare.adding_up import adding_up
from solver.compare.full_split import FullSplit, as_full_split
from solver.compare.yardsticks import Yardsticks, yardsticks
from solver.inputs.setup import Setup
from solver.state.exact import ExactSplit
from solver.state.statement import Money

BURDEN_DIGITS = 12


def whole_totals(measured: Yardsticks, need: float, money: Money) -> tuple[float, ...]:
    """Return what each payer pays and, last, the gap, rounded so that they add up to the need.

    Args:
        measured: the split.
        need: the sum of all needs in money, as it is rounded in the split.
        money: the unit of the payments.
    """
    amounts = np.append(measured.paid, measured.unfunded) / money.rounding
    units = adding_up(np.maximum(amounts, 0.0), round(need / money.rounding))
    return tuple(money.of(int(part)) for part in units)


def measured_key(
    setup: Setup, split: FullSplit, name: str, source: Argument, need: float, *, detail: bool
) -> MeasuredSplit:
    """Measure the full split of a key.

    Args:
        setup: the index tables.
        split: the split.
        name, source: of the key.
        need: the sum of all needs in money, as it is rounded in the split.
        detail: whether to say it programme by programme as well.
    """
    money = Money(setup.traced.rules.rounding)
    found = yardsticks(setup, split)
    *paid, gap = whole_totals(found, need, money)
    given, left = _parts(found, need - gap, money)
    return MeasuredSplit(
        name=name,
        source=source,
        unfunded=gap,
        host_residual=left,
        contributions=given,
        changes_hands=min(given, money.nearest(found.changes_hands)),
        largest_burden=_ratio(found.largest_burden),
        smallest_burden=_ratio(found.smallest_burden),
        gini=_ratio(found.gini),
        payers=tuple(_payers(setup, found, paid, money)),
        clauses_broken=tuple((b.clause, money.digits(b.by)) for b in found.clauses_broken),
        programmes=tuple(_programmes(setup, split, money)) if detail else (),
    )


def measured_answer(
    setup: Setup, exact: ExactSplit, split: Split, *, detail: bool
) -> MeasuredSplit:
    """Measure a solved split: its sums as they are rounded, what is divided before rounding."""
    need = sum(line.need for line in split.programmes)
    money = Money(split.rounding)
    found = measured_key(setup, as_full_split(setup, exact), split.scenario, "", need, detail=False)
    paid = {line.payer: money.digits(line.paid) for line in split.payers}
    return replace(
        found,
        unfunded=money.digits(sum(line.unfunded for line in split.programmes)),
        host_residual=money.digits(sum(line.host_residual for line in split.programmes)),
        contributions=money.digits(sum(line.contributions for line in split.programmes)),
        changes_hands=money.digits(sum(line.others for line in split.payers)),
        payers=tuple(replace(line, pays=paid[line.payer]) for line in found.payers),
        programmes=tuple(_rounded_programmes(split)) if detail else (),
    )


def _parts(found: Yardsticks, paid: float, money: Money) -> tuple[float, float]:
    """Return contributions and host residual, rounded so that they add up to all that is paid."""
    amounts = np.maximum([found.contributions, found.host_residual], 0.0) / money.rounding
    given, left = adding_up(amounts, round(paid / money.rounding)).tolist()
    return money.of(given), money.of(left)


def _ratio(figure: float | None) -> float | None:
    return None if figure is None else round(figure, BURDEN_DIGITS)


def _payers(
    setup: Setup, found: Yardsticks, paid: list[float], money: Money
) -> Iterator[PayerMeasures]:
    for h, payer in enumerate(setup.payers):
        yield PayerMeasures(
            payer=payer,
            pays=paid[h],
            net_position=money.nearest(found.net_position[h]),
            burden=_ratio(found.burdens[h]),
            more_than_it_gains=payer in found.more_than_they_gain,
            contributed=_ratio(found.contributed[h]),
        )


def _programmes(setup: Setup, split: FullSplit, money: Money) -> Iterator[ProgrammeShares]:
    for k, contributions in enumerate(split.contributions):
        residual, gap = split.residuals[k], split.gaps[k]
        yield ProgrammeShares(
            *setup.programme_name(k),
            contributions=_contributions(setup, contributions, money),
            host_residual=money.digits(residual * setup.unit),
            unfunded=money.digits(gap * setup.unit),
        )


def _contributions(
    setup: Setup, contributions: Floats, money: Money
) -> tuple[tuple[str, float], ...]:
    amounts = [(setup.payers[h], contributions[h]) for h in np.flatnonzero(contributions)]
    return tuple((payer, money.digits(amount * setup.unit)) for payer, amount in amounts)


def _rounded_programmes(split: Split) -> Iterator[ProgrammeShares]:
    paid: dict[tuple[str, str, int], list[tuple[str, float]]] = {}
    for payment in split.payments:
        contributed = Money(split.rounding).digits(payment.amount - payment.host_residual)
        if contributed:
            place = (payment.host, payment.stage, payment.year)
            paid.setdefault(place, []).append((payment.payer, contributed))
    for line in split.programmes:
        if line.need:
            place = (line.host, line.stage, line.year)
            given = tuple(paid.get(place, ()))
            yield ProgrammeShares(*place, given, line.host_residual, line.unfunded)
