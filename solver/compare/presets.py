"""Rules that are in force somewhere, as keys with their source (2-method 2.5)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from models.declaration.keys import key_source
from models.flows.places import Floats
from solver.compare.basis import LATER_BENEFIT, KeyBasis
from solver.compare.collar import collared
from solver.compare.equalisation import equalised_by_peers, granted_from_above, nobody_above
from solver.compare.full_split import FullSplit, by_later_benefit, by_weights, host_pays
from solver.compare.key import Key

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
        Key("collar", "", tuple(_SIZE), partial(_collared, low=_COLLAR[0], high=_COLLAR[1])),
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


def _collared(basis: KeyBasis, low: float, high: float) -> FullSplit:
    """The mixed key with every share kept within `low` and `high` times the mean share."""
    return by_weights(basis, collared(mixture(basis, _SIZE), low, high))


def _phased(basis: KeyBasis, key: Key, years: int) -> FullSplit:
    since = basis.year - basis.year.min(initial=np.iinfo(np.int64).max)
    part = np.minimum(1.0, (since + 1) / years)
    return key.split(basis).blended(host_pays(basis), part)
