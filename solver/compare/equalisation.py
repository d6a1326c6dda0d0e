"""Fiscal equalisation rules as splits of needs.

An equalisation rule moves revenue, not needs. It becomes a split of needs like this. The law
measures what a territory must be able to spend by its population at the average fiscal
capacity a head, f̄·p(h), and tops up a part of what is missing: a supplement of
part · (f̄·p(h) - F(h)). So of each unit of that measured need it covers

    cover(h) = part · max(0, 1 - F(h) / (f̄·p(h)))

and the territory covers the rest itself. Here each need is treated as a unit of that measured
need: cover(host) · N(k) is paid by those who pay the supplements, the rest stays with the
host. A host at or above the average gets nothing and pays its needs itself. The average is
taken over peers: the payers below the same territory, so that a federation is not compared
with its own regions.
"""

from __future__ import annotations

import numpy as np

from models.flows.places import NOBODY, Floats
from models.words.text import Argument, text
from solver.compare.key import FullSplit, KeyBasis, completed


def equalised_by_peers(basis: KeyBasis, part: float) -> FullSplit:  # D52
    """Let peers above the average cover a part of what peers below it lack.

    German fiscal equalisation: supplements (Zuschläge) to states whose measure of fiscal
    capacity is below their equalisation measure and deductions (Abschläge) from those above it
    are 63 % of the difference (Finanzausgleichsgesetz § 10 (1) and (2)). The deductions pay for
    the supplements, so peers pay in proportion to F(g) - f̄·p(g) where that is above 0. Weights
    on population and the later federal grants of that law are left aside.
    """
    surplus = np.maximum(0.0, basis.columns["fiscal_capacity"] - _expected(basis))
    contributions = np.zeros((len(basis.need), len(basis.payers)))
    cover = coverage(basis, part)
    for k, h in enumerate(basis.host):
        if h != NOBODY and cover[h] > 0:
            giving = np.where(basis.above == basis.above[h], surplus, 0.0)
            contributions[k] = basis.need[k] * cover[h] * giving / giving.sum()
    return completed(basis, contributions)


def granted_from_above(basis: KeyBasis, part: float) -> FullSplit:
    """Let the government above cover a part of what territories below the average lack.

    Belgian national solidarity: a region whose share of the federal personal income tax is
    below its share of the population is granted 80 % of that difference, by the federal state
    (Special Finance Act of 16 January 1989, art. 48 §§ 3 ff., since 2015). The difference
    relative to the population share is 1 - F(h) / (f̄·p(h)). Fiscal capacity stands for the
    income tax. The base amount of the grants (§ 4) and the transition amounts of art. 48/1 are
    left aside.
    """
    contributions = np.zeros((len(basis.need), len(basis.payers)))
    cover = coverage(basis, part)
    for k, h in enumerate(basis.host):
        if h != NOBODY and basis.above[h] != NOBODY:
            contributions[k, basis.above[h]] = basis.need[k] * cover[h]
    return completed(basis, contributions)


def coverage(basis: KeyBasis, part: float) -> Floats:
    """Return cover(h) by payer: part · max(0, 1 - F(h) / (f̄·p(h))), 0 without population."""
    expected = _expected(basis)
    missing = np.maximum(0.0, expected - basis.columns["fiscal_capacity"])
    relative = np.divide(missing, expected, out=np.zeros_like(missing), where=expected > 0)
    # a gap that is only a rounding error has no peers with a surplus to fill it
    return np.asarray(part * np.where(relative > 1e-12, relative, 0.0))


def nobody_above(basis: KeyBasis) -> Argument | None:
    """Say that there is no government above any payer, where that is so."""
    if (basis.above != NOBODY).any():
        return None
    return text("No payer has a territory above it that pays.")


def _expected(basis: KeyBasis) -> Floats:
    """Return f̄·p(h): population at the average fiscal capacity a head of the peers."""
    population, capacity = basis.columns["population"], basis.columns["fiscal_capacity"]
    group = basis.above + 1
    people = np.bincount(group, population)
    average = np.divide(
        np.bincount(group, capacity), people, out=np.zeros_like(people), where=people > 0
    )
    return np.asarray(average[group] * population)
