"""The pairs of a payer and a programme that count, and those of a same key (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.flows.places import NOBODY, Floats, Ints, Mask
from models.flows.traced import TracedCase

_NOISE = 1e-12
"""Sums smaller than this part of the largest benefit are rounding errors."""

_SAME = 1e-9
"""A sum that misses a limit by less than this part of it reaches it."""


def kept_benefits(traced: TracedCase) -> sparse.csr_array:
    """Return D(h,k) of all programmes without the pairs that de_minimis and least_transfer drop."""
    host, rules = traced.programmes.host, traced.rules
    later = _without_de_minimis(sparse.csr_array(traced.later_benefit), host, rules.de_minimis)
    return _without_small_transfers(later, host, traced.programmes.year, rules.least_transfer)


def _without_de_minimis(later: sparse.csr_array, host: Ints, smallest: float) -> sparse.csr_array:
    """Drop the pairs with D(h,k) < ε·Σh D(h,k), the host's own excepted."""
    if smallest <= 0:
        return later
    total = np.asarray(later.sum(axis=1)).ravel()
    cells = later.tocoo()
    keep = (cells.data >= smallest * total[cells.row]) | (cells.col == host[cells.row])
    return _chosen(cells, keep)


def _without_small_transfers(
    later: sparse.csr_array, host: Ints, year: Ints, least: float
) -> sparse.csr_array:
    """Drop a payer's pairs with one paying host and year whose D together is below the least."""
    if least <= 0:
        return later
    cells = later.tocoo()
    towards = np.stack([cells.col, host[cells.row], year[cells.row]], axis=1)
    _, transfer = np.unique(towards, axis=0, return_inverse=True)
    together = np.bincount(transfer, cells.data)[transfer]
    excepted = (host[cells.row] == NOBODY) | (host[cells.row] == cells.col)
    return _chosen(cells, excepted | (together >= least * (1 - _SAME)))


def _chosen(cells: sparse.coo_array, keep: Mask) -> sparse.csr_array:
    kept = sparse.csr_array(
        (cells.data[keep], (cells.row[keep], cells.col[keep])), shape=cells.shape
    )
    kept.sort_indices()
    return kept


@dataclass(frozen=True, eq=False)
class SameKey:
    """The shares p(h,C,own) of a same key, and the pairs whose payments they make.

    A share is what one payer pays of each programme of a class, of its own ones or of others'.
    All figures are of the programmes of its part of the class; money is in the unit of the setup.

    Attributes:
        programme, payer: the pairs, by programme (of all), then payer.
        share: the share that each pair belongs to.
        payer_of: the payer of each share.
        own: whether it is of the payer's own programmes.
        host, stage, group, year: what the programmes of a share have in common (host: the payer
            that answers for them, NOBODY for nobody); None where shares do not depend on it.
        need: Σ N(k).
        benefit: Σ D(h,k), dropped pairs as 0, negative ones as they are.
        paid: Σ x̄(h,k).
        target: the share of the later benefit: Σ D(h,k) over the same sum for all payers.
    """

    programme: Ints
    payer: Ints
    share: Ints
    payer_of: Ints
    own: Mask
    host: Ints | None
    stage: Ints | None
    group: Ints | None
    year: Ints | None
    need: Floats
    benefit: Floats
    paid: Floats
    target: Floats


def same_key_of(traced: TracedCase, kept: sparse.csr_array, unit: float) -> SameKey | None:
    """Return the classes of a same key and the pairs that they make; None without such a rule.

    Args:
        traced: the case.
        kept: D(h,k) of the pairs that count, of all programmes.
        unit: the money that counts as 1.
    """
    by = traced.rules.same_key_by
    if by is None:
        return None
    programmes, payers = traced.programmes, len(traced.places.payers)
    of_class, kinds = _classes(traced, by)
    k, h = (cells.ravel() for cells in np.indices((len(programmes), payers)))
    own = programmes.host[k] == h
    numbers, part = np.unique((of_class[k] * payers + h) * 2 + own, return_inverse=True)
    payer_of = numbers // 2 % max(payers, 1)
    of_part = sparse.csr_array((np.ones(len(k)), (part, k)), shape=(len(numbers), len(programmes)))
    counted = _with_negative(traced, kept)
    sums = (of_part @ counted).toarray()
    every, mine = np.maximum(sums, 0.0).sum(axis=1), np.arange(len(numbers))
    benefit, need = sums[mine, payer_of], np.asarray(of_part @ programmes.need)
    exists = (benefit > _NOISE * np.abs(counted.data).max(initial=0.0)) & (need > 0)
    pairs = np.flatnonzero(exists[part] & (programmes.need[k] > 0))
    shares = np.flatnonzero(exists)
    common = kinds[numbers[shares] // 2 // max(payers, 1)]
    parts = {name: common[:, at] for at, name in enumerate(by)}
    paid = sparse.csr_array(of_part @ traced.paid_already).toarray()
    return SameKey(
        programme=k[pairs],
        payer=h[pairs],
        share=np.searchsorted(shares, part[pairs]),
        payer_of=payer_of[shares],
        own=(numbers[shares] % 2).astype(bool),
        host=parts.get("host"),
        stage=parts.get("stage"),
        group=parts.get("group"),
        year=parts.get("year"),
        need=need[shares] / unit,
        benefit=benefit[shares] / unit,
        paid=paid[mine, payer_of][shares] / unit,
        target=benefit[shares] / every[shares],
    )


def _classes(traced: TracedCase, by: tuple[str, ...]) -> tuple[Ints, Ints]:
    """Return the class of each programme, and what the programmes of each have in common."""
    programmes = traced.programmes
    of = {
        "host": programmes.host,
        "stage": programmes.stage,
        "group": programmes.group,
        "year": programmes.year,
    }
    if not by:
        return np.zeros(len(programmes), dtype=np.int64), np.zeros((1, 0), dtype=np.int64)
    kinds, of_class = np.unique(
        np.stack([of[name] for name in by], axis=1), axis=0, return_inverse=True
    )
    return of_class, kinds


def _with_negative(traced: TracedCase, kept: sparse.csr_array) -> sparse.csr_array:
    """Return D(h,k) as a same key adds it up: dropped pairs 0, negative ones as they are."""
    negative = sparse.csr_array(traced.signed_benefit).copy()
    smallest = _NOISE * np.abs(negative.data).max(initial=0.0)
    negative.data[negative.data > -smallest] = 0.0
    return sparse.csr_array(kept + negative)
