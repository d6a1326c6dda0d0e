"""Splits by the yardsticks, as lines by the keys of the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from models.flows.places import Floats, Ints
from models.programme import Programme
from models.results.comparison import MeasuredSplit, PayerMeasures, ProgrammeShares
from models.results.split import KeyLine, Split
from models.words.text import Argument
from solver.compare.key import FullSplit, as_full_split, key_basis
from solver.compare.keys import keys_of
from solver.compare.yardsticks import Yardsticks, yardsticks
from solver.inputs.setup import Setup
from solver.state.exact import ExactSplit
from solver.state.statement import Rounding

BURDEN_DIGITS = 12


def whole_totals(measured: Yardsticks, need: float, money: Rounding) -> tuple[float, ...]:
    """Return what each payer pays and, last, the gap, rounded so that they add up to the need.

    Args:
        measured: the split.
        need: the sum of all needs in money, as it is rounded in the split.
        money: the unit of the payments.
    """
    amounts = np.append(measured.paid, measured.unfunded) / money.rounding
    units = adding_up(np.maximum(amounts, 0.0), round(need / money.rounding))
    return tuple(money.of(int(part)) for part in units)


def need_of(setup: Setup, split: Split) -> float:
    """Return the sum of all needs as a split rounds it; in a conflict to the nearest unit."""
    money = Rounding(setup.traced.rules.rounding)
    if split.status == "conflict":
        return money.nearest(float(setup.need.sum()) * setup.unit)
    return money.digits(split.need)


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
    money = Rounding(setup.traced.rules.rounding)
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
        largest_burden=_end(found.burdens, max),
        smallest_burden=_end(found.burdens, min),
        gini=_ratio(found.gini),
        payers=tuple(_payers(setup, found, paid, money)),
        clauses_broken=tuple((key, money.digits(by)) for key, by in found.clauses_broken),
        programmes=tuple(_programmes(setup, split, money)) if detail else (),
        load_gini=_ratio(found.load_gini),
        largest_load=_end(found.loads, max),
        smallest_load=_end(found.loads, min),
    )


def measured_answer(
    setup: Setup, exact: ExactSplit, split: Split, *, detail: bool
) -> MeasuredSplit:
    """Measure a solved split: its sums as they are rounded, what is divided before rounding."""
    need = split.need
    money = Rounding(split.rounding)
    found = measured_key(setup, as_full_split(setup, exact), split.scenario, "", need, detail=False)
    paid = {line.payer: money.digits(line.paid) for line in split.payers}
    return replace(
        found,
        unfunded=money.digits(sum(split.of_programmes("unfunded"))),
        host_residual=money.digits(sum(split.of_programmes("host_residual"))),
        contributions=money.digits(sum(split.of_programmes("contributions"))),
        changes_hands=money.digits(sum(line.others for line in split.payers)),
        payers=tuple(replace(line, pays=paid[line.payer]) for line in found.payers),
        programmes=tuple(_rounded_programmes(split)) if detail else (),
    )


def _parts(found: Yardsticks, paid: float, money: Rounding) -> tuple[float, float]:
    """Return contributions and host residual, rounded so that they add up to all that is paid."""
    amounts = np.maximum([found.contributions, found.host_residual], 0.0) / money.rounding
    given, left = adding_up(amounts, round(paid / money.rounding)).tolist()
    return money.of(given), money.of(left)


def _ratio(figure: float | None) -> float | None:
    return None if figure is None else round(figure, BURDEN_DIGITS)


def _end(figures: Iterable[float | None], choose: Callable[[list[float]], float]) -> float | None:
    """Return the largest or smallest of the figures that are known; None: none is."""
    known = [figure for figure in figures if figure is not None]
    return _ratio(choose(known)) if known else None


def _payers(
    setup: Setup, found: Yardsticks, paid: list[float], money: Rounding
) -> Iterator[PayerMeasures]:
    for h, payer in enumerate(setup.payers):
        yield PayerMeasures(
            payer=payer,
            pays=paid[h],
            net_position=money.nearest(found.net_position[h]),
            burden=_ratio(found.burdens[h]),
            more_than_it_gains=payer in found.more_than_they_gain,
            load=_ratio(found.loads[h]),
        )


def _programmes(setup: Setup, split: FullSplit, money: Rounding) -> Iterator[ProgrammeShares]:
    for k, contributions in enumerate(split.contributions):
        residual, gap = split.residuals[k], split.gaps[k]
        yield _shares(
            setup.programmes[k],
            contributions=_contributions(setup, contributions, money),
            host_residual=money.digits(residual * setup.unit),
            unfunded=money.digits(gap * setup.unit),
        )


def _shares(
    programme: Programme,
    contributions: tuple[tuple[str, float], ...],
    host_residual: float,
    unfunded: float,
) -> ProgrammeShares:
    return ProgrammeShares(
        host=programme.host,
        stage=programme.stage,
        year=programme.year,
        contributions=contributions,
        host_residual=host_residual,
        unfunded=unfunded,
        group=programme.group,
        responsible=programme.responsible,
    )


def _contributions(
    setup: Setup, contributions: Floats, money: Rounding
) -> tuple[tuple[str, float], ...]:
    amounts = [(setup.payers[h], contributions[h]) for h in np.flatnonzero(contributions)]
    return tuple((payer, money.digits(amount * setup.unit)) for payer, amount in amounts)


def _rounded_programmes(split: Split) -> Iterator[ProgrammeShares]:
    paid: dict[Programme, list[tuple[str, float]]] = {}
    for payment in split.payments:
        contributed = Rounding(split.rounding).digits(payment.amount - payment.host_residual)
        if contributed:
            paid.setdefault(payment.programme, []).append((payment.payer, contributed))
    for line in split.programmes:
        if line.need:
            given = tuple(paid.get(line.programme, ()))
            yield _shares(line.programme, given, line.host_residual, line.unfunded)


def key_lines(
    setup: Setup, paid: Sequence[float], need: float, money: Rounding
) -> tuple[KeyLine, ...]:
    """Compare the split with what each payer would pay under each key.

    Args:
        setup: the index tables.
        paid: what each payer pays in the split, in money.
        need: the sum of all needs, as it is rounded in the split.
        money: the unit of the payments.
    """
    basis, lines = key_basis(setup), list[KeyLine]()
    for key in keys_of(basis)[0]:
        found = measured_key(setup, key.split(basis), key.name, key.source, need, detail=False)
        lines += (
            KeyLine(
                key=key.name,
                payer=line.payer,
                amount=line.pays,
                change=money.digits(line.pays - before),
                burden=line.burden,
                more_than_it_gains=line.more_than_it_gains,
                unfunded=found.unfunded,
                clauses_broken=tuple(clause for clause, _ in found.clauses_broken),
                load=line.load,
            )
            for line, before in zip(found.payers, paid, strict=True)
        )
    return tuple(lines)


_NOISE = 1e-6


def adding_up(amounts: Floats, total: int) -> Ints:
    """Round amounts to whole units that add up to a total.

    Each is cut and the largest rests are rounded up (the method of largest remainders, Hamilton);
    between equal rests the first comes first. Amounts of 0 stay 0.

    Args:
        amounts: in units, not below 0; their sum is about the total.
        total: in units.
    """
    whole = np.floor(amounts + _NOISE).astype(np.int64)
    rest = np.round(amounts - whole, 6)
    some = np.argsort(-rest, kind="stable")
    some = some[amounts[some] > 0]
    if len(some):
        for_all, for_first = divmod(total - int(whole.sum()), len(some))
        whole[some] += for_all
        whole[some[:for_first]] += 1
    return whole
