"""Clearing who owes whom with few payments."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from models.flows.places import Ints
from solver.compare.clearing import Clearing, ClearingPayment, cleared, clearing, gross_ledger
from solver.state.rounding import RoundedSplit
from tests.solver.compare.builders import worked_setup


def random_ledger(seed: int, parties: int, most: int) -> Ints:
    rng = np.random.default_rng(seed)
    gross = rng.integers(0, most + 1, (parties, parties))
    np.fill_diagonal(gross, 0)
    return np.asarray(gross * rng.integers(0, 2, gross.shape))


def settles(payments: tuple[ClearingPayment, ...], balances: Ints) -> bool:
    left = balances.copy()
    for payment in payments:
        left[payment.payer] -= payment.units
        left[payment.receiver] += payment.units
    return not left.any()


def most_parts(units: list[int]) -> int:
    """Return by brute force the largest number of parts with sum 0."""
    return max(len(parts) for parts in partitions(units) if not any(map(sum, parts)))


def partitions(units: list[int]) -> Iterator[list[list[int]]]:
    if not units:
        yield []
        return
    first, *rest = units
    for parts in partitions(rest):
        yield [[first], *parts]
        for i, part in enumerate(parts):
            yield [*parts[:i], [first, *part], *parts[i + 1 :]]


@pytest.mark.parametrize("seed", range(60))
def test_no_clearing_needs_fewer_payments(seed: int) -> None:
    ledger = random_ledger(seed, 2 + seed % 6, 1 + seed % 4)
    found = cleared(ledger)
    units = [int(b) for b in found.balances if b]
    assert settles(found.payments, found.balances)
    assert found.fewest
    assert len(found.payments) == len(units) - most_parts(units)


@pytest.mark.parametrize("parties", [2, 5, 12, 13, 40])
@pytest.mark.parametrize("seed", range(5))
def test_balances_are_settled_by_fewer_payments_than_parties(seed: int, parties: int) -> None:
    found = cleared(random_ledger(seed, parties, 10**9))
    assert settles(found.payments, found.balances)
    assert len(found.payments) <= parties - 1
    assert all(payment.units > 0 for payment in found.payments)


def test_whoever_owes_only_pays_and_whoever_is_owed_only_receives() -> None:
    found = cleared(random_ledger(4, 9, 50))
    assert all(found.balances[p.payer] > 0 > found.balances[p.receiver] for p in found.payments)


def test_many_parties_that_cancel_out_in_pairs_pay_in_pairs() -> None:
    amounts = np.arange(1, 11)
    found = clearing(np.concatenate([amounts, -amounts]))
    assert [(p.payer, p.receiver, p.units) for p in found] == [
        (i, i + 10, i + 1) for i in range(10)
    ]


def test_the_gross_ledger_and_the_net_of_each_pair_stay_visible() -> None:
    gross = np.array([[0, 50, 10], [20, 0, 0], [0, 30, 0]])
    found: Clearing = cleared(gross)
    assert found.gross is gross
    assert found.net.tolist() == [[0, 30, 10], [0, 0, 0], [0, 30, 0]]
    assert found.balances.tolist() == [40, -60, 20]
    assert [(p.payer, p.receiver, p.units) for p in found.payments] == [(0, 1, 40), (2, 1, 20)]


def test_three_debts_in_a_circle_need_no_payment() -> None:
    assert cleared(np.array([[0, 7, 0], [0, 0, 7], [7, 0, 0]])).payments == ()


def test_other_labels_lead_to_the_same_payments() -> None:
    balances = np.array([70, -20, 31, -50, -31, 12, -12])
    order = np.random.default_rng(1).permutation(7)
    turned = {
        (int(order[p.payer]), int(order[p.receiver]), p.units) for p in clearing(balances[order])
    }
    assert turned == {(p.payer, p.receiver, p.units) for p in clearing(balances)}


def test_contributions_to_ones_own_programmes_are_no_transfer() -> None:
    setup = worked_setup()
    units = np.arange(1, len(setup.pair_payer) + 1)
    zero = np.zeros(3, dtype=np.int64)
    gross = gross_ledger(setup, RoundedSplit(units, zero, zero, zero))
    away = ~setup.pair_is_host
    assert gross.sum() == units[away].sum()
    assert np.diag(gross).tolist() == [0, 0, 0]
    assert gross[:, 1].tolist() == [0, 0, 0]
