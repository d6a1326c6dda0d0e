"""From who owes whom to few payments that settle it; the gross ledger stays (2-method 2.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.flows.places import NOBODY, Ints
from solver.inputs.setup import Setup
from solver.state.rounding import RoundedSplit

MOST_EXACT = 12
"""With more parties that owe or are owed, the fewest payments are no longer searched for."""


@dataclass(frozen=True)
class ClearingPayment:
    """One payment of a clearing, in whole units, by position of payer and receiver."""

    payer: int
    receiver: int
    units: int


@dataclass(frozen=True, eq=False)
class Clearing:
    """Who owes whom, gross, offset in pairs, and cleared; in whole units.

    Attributes:
        gross: payers × receivers, what each contributes to programmes the other answers for.
        net: payers × receivers, after both directions of a pair are offset.
        balances: what each owes on balance; below zero, what it is owed.
        payments: few payments that settle all balances.
        fewest: whether no clearing needs fewer payments.
    """

    gross: Ints
    net: Ints
    balances: Ints
    payments: tuple[ClearingPayment, ...]
    fewest: bool


def gross_ledger(setup: Setup, split: RoundedSplit) -> Ints:
    """Add up what each payer contributes to programmes of each other, payers × receivers.

    What goes to programmes nobody answers for, or to a payer's own, is no transfer.
    """
    count = len(setup.payers)
    host = setup.host[setup.pair_programme]
    away = (host != NOBODY) & ~setup.pair_is_host
    gross = np.zeros((count, count), dtype=np.int64)
    np.add.at(gross, (setup.pair_payer[away], host[away]), split.contributions[away])
    return gross


def cleared(gross: Ints) -> Clearing:
    """Offset a gross ledger in pairs and clear it with few payments.

    Args:
        gross: payers × receivers, whole units, not below 0, nothing owed to oneself.
    """
    offset = gross - gross.T
    balances = gross.sum(axis=1) - gross.sum(axis=0)
    return Clearing(
        gross=gross,
        net=np.maximum(offset, 0),
        balances=balances,
        payments=clearing(balances),
        fewest=int(np.count_nonzero(balances)) <= MOST_EXACT,
    )


def clearing(balances: Ints) -> tuple[ClearingPayment, ...]:
    """Settle balances with few payments; those who owe only pay, those owed only receive.

    m parties whose balances add up to zero are settled by m - 1 payments, and by fewer only
    where they fall into parts that each add up to zero. So the fewest payments are m less the
    largest number of such parts (Verhoeff 2004), found here over all subsets of up to 12
    parties; with more, pairs that cancel out are settled first and the rest as one part. The
    parties are taken by balance, then position, so that other labels change nothing but the
    choice between equal balances.

    Args:
        balances: whole units by party, sum 0: above zero owes, below is owed.
    """
    parties = [i for i in np.argsort(-balances, kind="stable").tolist() if balances[i]]
    units = [int(balances[i]) for i in parties]
    parts = _most_parts(units) if len(units) <= MOST_EXACT else _pairs_and_rest(units)
    found = [payment for part in parts for payment in _settled(part, parties, units)]
    return tuple(sorted(found, key=lambda p: (p.payer, p.receiver)))


def _most_parts(units: Sequence[int]) -> list[list[int]]:
    """Divide parties into the largest number of parts that each add up to zero.

    best[S] is the largest number of parts that can be closed one after the other when the
    parties of S are added in some order: best[S] = max over i in S of best[S without i], and
    one more where S adds up to zero. The way back closes a part at every sum of zero.
    """
    sums, best = [0], [0]
    for group in range(1, 1 << len(units)):
        lowest = group & -group
        sums.append(sums[group ^ lowest] + units[lowest.bit_length() - 1])
        most = max(best[group ^ 1 << i] for i in _members(group))
        best.append(most + (sums[group] == 0))
    parts: list[list[int]] = []
    group = len(best) - 1
    while group:
        if sums[group] == 0:
            parts.append([])
        left = max(_members(group), key=lambda i: (best[group ^ 1 << i], -i))
        parts[-1].append(left)
        group ^= 1 << left
    return [sorted(part) for part in parts]


def _members(group: int) -> list[int]:
    return [i for i in range(group.bit_length()) if group >> i & 1]


def _pairs_and_rest(units: Sequence[int]) -> list[list[int]]:
    """Set aside pairs that cancel out; what remains is one part."""
    waiting: dict[int, list[int]] = {}
    pairs: list[list[int]] = []
    for i, amount in enumerate(units):
        if waiting.get(-amount):
            pairs.append([waiting[-amount].pop(0), i])
        else:
            waiting.setdefault(amount, []).append(i)
    rest = sorted(i for left in waiting.values() for i in left)
    return [*pairs, rest] if rest else pairs


def _settled(
    part: Sequence[int], parties: Sequence[int], units: Sequence[int]
) -> list[ClearingPayment]:
    """Settle one part: the largest amount owed goes to the largest due, again and again.

    Every payment settles a party and the last one two, so m parties need m - 1 at most.
    """
    open_amounts = {i: units[i] for i in part}
    found = []
    while open_amounts:
        payer = max(open_amounts, key=lambda i: (open_amounts[i], -i))
        receiver = min(open_amounts, key=lambda i: (open_amounts[i], i))
        paid = min(open_amounts[payer], -open_amounts[receiver])
        found.append(ClearingPayment(parties[payer], parties[receiver], paid))
        for i, change in ((payer, -paid), (receiver, paid)):
            open_amounts[i] += change
            if open_amounts[i] == 0:
                del open_amounts[i]
    return found
