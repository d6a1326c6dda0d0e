"""The keys for comparison and the river rule, each a full split (2-method 2.5)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from models.declaration.keys import key_source
from models.flows.places import NOBODY, Floats, Mask
from solver.compare.equalisation import equalised_by_peers, granted_from_above, nobody_above
from solver.compare.key import (
    LATER_BENEFIT,
    FullSplit,
    Key,
    KeyBasis,
    LeftOut,
    by_later_benefit,
    by_weights,
    completed,
    host_pays,
    why_not,
)


def keys_of(basis: KeyBasis) -> tuple[tuple[Key, ...], tuple[LeftOut, ...]]:
    """Return the keys that can be used on a case, and those that cannot, with the reason."""
    own = tuple(_by_column(c) for c in basis.columns if c.startswith("key_"))
    keys = (*plain_keys(), *own, *presets(basis))
    reasons = {key.name: why_not(key, basis) for key in keys}
    usable = tuple(key for key in keys if reasons[key.name] is None)
    return usable, tuple(LeftOut(name, why) for name, why in reasons.items() if why)


def plain_keys() -> tuple[Key, ...]:
    """Return the keys of 2-method 2.5 in the order they are named there."""
    return (
        Key("host_pays", "", (), host_pays),
        Key("equal", "", (), lambda basis: by_weights(basis, np.ones(len(basis.payers)))),
        _by_column("population"),
        _by_column("fiscal_capacity"),
        mixed(),
        Key("benefit", "", (LATER_BENEFIT,), by_later_benefit),
    )


def _by_column(column: str) -> Key:
    return Key(column, "", (column,), lambda basis: by_weights(basis, basis.columns[column]))


TAX_REVENUE = "key_tax_revenue"
"""The user's own column that the Königstein key takes instead of fiscal capacity."""

_SIZE = {"population": 0.5, "fiscal_capacity": 0.5}
_GERMAN_PART = 0.63
_BELGIAN_PART = 0.80
_PHASE_IN_YEARS = 5
_COLLAR = (0.5, 1.5)


def presets(basis: KeyBasis) -> tuple[Key, ...]:
    """Return the rules in force somewhere; the reference key of the Union is `mixed`."""
    return (
        _koenigstein(basis),
        Key(
            "german_equalisation",
            key_source("german_equalisation"),
            ("population", "fiscal_capacity"),
            partial(equalised_by_peers, part=_GERMAN_PART),
        ),
        Key(
            "belgian_solidarity",
            key_source("belgian_solidarity"),
            ("population", "fiscal_capacity"),
            partial(granted_from_above, part=_BELGIAN_PART),
            nobody_above,
        ),
        Key("usage_and_size", "", (LATER_BENEFIT, "population"), _usage_and_size),
        Key("collar", "", tuple(_SIZE), _collared),
        phased_in(Key("benefit", "", (LATER_BENEFIT,), by_later_benefit), _PHASE_IN_YEARS),
    )


def mixed() -> Key:
    """Half population, half fiscal capacity: the reference key of the Union.

    Regulation (EU) 2024/1351, the article on the reference key: 50 % population, 50 % total
    GDP. Fiscal capacity stands for GDP.
    """
    return Key("mixed", key_source("mixed"), tuple(_SIZE), partial(_by_mixture, parts=_SIZE))


def _koenigstein(basis: KeyBasis) -> Key:
    """Two thirds tax revenue, one third population.

    Königsteiner Schlüssel, computed each year by the Gemeinsame Wissenschaftskonferenz; it
    distributes asylum seekers over the German states (Asylgesetz § 45). Tax revenue is the
    column `key_tax_revenue` where the case has one, else fiscal capacity.
    """
    own = basis.columns.get(TAX_REVENUE)
    tax = TAX_REVENUE if own is not None and own.any() else "fiscal_capacity"
    parts = {tax: 2 / 3, "population": 1 / 3}
    source = key_source("koenigstein")
    return Key("koenigstein", source, tuple(parts), partial(_by_mixture, parts=parts))


def phased_in(key: Key, years: int) -> Key:
    """Let a key come in over some years, in equal steps, from "host pays".

    In the first programme year 1/years of each need goes by the key and the rest stays with
    the host; from the year number `years` on all of it goes by the key.
    """
    name = f"phase_in_{key.name}"
    split = partial(_phased, key=key, years=years)
    return Key(name, key.source, key.ingredients, split, key.hindrance)


def mixture(basis: KeyBasis, parts: Mapping[str, float]) -> Floats:
    """Return Σc part(c)·column(c)/Σ column(c) by payer: shares that add up to Σ part."""
    shares = [p * basis.columns[c] / basis.columns[c].sum() for c, p in parts.items()]
    return np.asarray(np.sum(shares, axis=0))


def _by_mixture(basis: KeyBasis, parts: Mapping[str, float]) -> FullSplit:
    return by_weights(basis, mixture(basis, parts))


def _usage_and_size(basis: KeyBasis) -> FullSplit:
    """Half of each need by later benefit (usage), half by population (size)."""
    half = np.full(len(basis.need), 0.5)
    return by_later_benefit(basis).blended(by_weights(basis, basis.columns["population"]), half)


def _collared(basis: KeyBasis) -> FullSplit:
    """The mixed key with every share kept within half and one and a half times the mean share."""
    return by_weights(basis, collared(mixture(basis, _SIZE), *_COLLAR))


def _phased(basis: KeyBasis, key: Key, years: int) -> FullSplit:
    since = basis.year - basis.year.min(initial=np.iinfo(np.int64).max)
    part = np.minimum(1.0, (since + 1) / years)
    return key.split(basis).blended(host_pays(basis), part)


def collared(weights: Floats, low: float, high: float) -> Floats:
    """Keep shares within `low` and `high` times the mean share, and their sum at 1.

    Cutting the shares at the limits and bringing the sum back to 1, again and again, ends at
    share(h) = min(high/n, max(low/n, λ·weight(h))) for the one λ with sum 1. That λ is found
    here by its break points: the sum is piecewise linear in λ and never falls.

    Weights of 0 stay at the lower limit; where even so the others, all at the upper limit, do
    not reach 1, the payers without weight share the rest equally.

    A payer's own share never falls as its weight rises, but with weights mixed of several
    ingredients the shares of others can rise: once a payer is at its limit, what its ingredient
    takes from the others moves between them.

    Args:
        weights: by payer, not below 0, one of them above 0.
        low, high: multiples of the mean, low ≤ 1 ≤ high.
    """
    count = len(weights)
    least, most = low / count, high / count
    heavy = weights > 0
    if most * heavy.sum() + least * (~heavy).sum() < 1:
        rest = (1 - most * heavy.sum()) / (~heavy).sum()
        return np.where(heavy, most, rest)
    breaks = np.unique(np.concatenate([least / weights[heavy], most / weights[heavy]]))
    sums = np.clip(breaks[:, None] * weights, least, most).sum(axis=1)
    shares = np.clip(np.interp(1.0, sums, breaks) * weights, least, most)
    return np.asarray(shares / shares.sum())


def river_key(stays: float) -> Key:
    """Return the river rule, a cost shared along the stream, for one position of the slider.

    People move on like water: what a programme does for them reaches the places downstream. The
    literature shares the cost c(j) of cleaning the stretch of agent j

    * local responsibility: j pays it (Ni & Wang 2007),
    * upstream equal sharing: j and all agents upstream of j pay equal parts (Ni & Wang 2007),
    * downstream equal sharing: j and all agents downstream of j pay equal parts (Dong, Ni & Wang
      2012), the rule that fits here, where those downstream gain,
    * α-local responsibility: j keeps a part α of it and the agents upstream of j share the rest
      equally (Li, Xu & van den Brink 2021), which holds the first two; here it is turned
      downstream.

    Dong, Ni & Wang show that each of the first three is the Shapley value of a game in which a
    cost falls on a group as soon as one of those who share it belongs to the group.
    """
    source = "Dong, Ni & Wang 2012; Li, Xu & van den Brink 2021"
    return Key("river", source, (LATER_BENEFIT,), partial(shared_downstream, stays=stays))


def shared_downstream(basis: KeyBasis, stays: float) -> FullSplit:
    """Leave θ of each need with the host and share the rest equally with those downstream.

    Downstream of a programme are the payers with a later benefit from it; the host takes part
    in the equal sharing whether it benefits or not. With m other payers downstream

        host           θ + (1-θ)/(m+1)  of N(k), θ·N(k) of it as host residual
        each of the m  (1-θ)/(m+1)

    θ = 1 is "host pays" (local responsibility), θ = 0 downstream equal sharing. It is α-local
    responsibility with α = θ + (1-θ)/(m+1), but with those downstream where Li, Xu & van den
    Brink have those upstream. Where nobody is the host, θ·N(k) is the gap and the m share the
    rest.

    Args:
        basis: the needs and pairs.
        stays: θ, from 0 to 1.
    """
    among = reached_downstream(basis)
    return completed(basis, (1.0 - stays) * shared_equally(basis.need, among))


def reached_downstream(basis: KeyBasis) -> Mask:
    """Return programmes × payers: the host, and who has a later benefit from the programme."""
    among = np.zeros((len(basis.need), len(basis.payers)), dtype=bool)
    among[basis.pair_programme, basis.pair_payer] = True
    hosted = np.flatnonzero(basis.host != NOBODY)
    among[hosted, basis.host[hosted]] = True
    return among


def shared_equally(costs: Floats, among: Mask) -> Floats:
    """Share each cost equally among the agents marked in its row; nobody marked: nobody pays.

    Args:
        costs: by row.
        among: costs × agents.
    """
    count = among.sum(axis=1)
    part = np.divide(costs, count, out=np.zeros(len(costs)), where=count > 0)
    return np.asarray(among * part[:, None])
