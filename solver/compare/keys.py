"""The keys for comparison, each a full split measured by the same yardsticks (2-method 2.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from models.flows.places import Floats
from solver.compare.basis import LATER_BENEFIT, KeyBasis, key_basis
from solver.compare.full_split import FullSplit, by_later_benefit, by_weights, host_pays
from solver.compare.key import Key, LeftOut, why_not
from solver.compare.presets import mixed, presets
from solver.compare.yardsticks import Yardsticks, yardsticks
from solver.inputs.setup import Setup


@dataclass(frozen=True, eq=False)
class KeySplit:
    """A key, the split it makes of the needs of a case, and what that comes to."""

    key: Key
    split: FullSplit
    yardsticks: Yardsticks


def keys_of(basis: KeyBasis) -> tuple[tuple[Key, ...], tuple[LeftOut, ...]]:
    """Return the keys that can be used on a case, and those that cannot, with the reason."""
    own = tuple(_by_column(c) for c in basis.columns if c.startswith("key_"))
    keys = (*plain_keys(), *own, *presets(basis))
    reasons = {key.name: why_not(key, basis) for key in keys}
    usable = tuple(key for key in keys if reasons[key.name] is None)
    return usable, tuple(LeftOut(name, why) for name, why in reasons.items() if why)


def compared(setup: Setup) -> Iterator[KeySplit]:
    """Make and measure the split of each usable key, one after the other.

    One at a time, since the matrix of a large case takes some 100 MB.
    """
    basis = key_basis(setup)
    for key in keys_of(basis)[0]:
        split = key.split(basis)
        yield KeySplit(key, split, yardsticks(setup, split))


def plain_keys() -> tuple[Key, ...]:
    """Return the keys of 2-method 2.5 in the order they are named there."""
    return (
        Key("host_pays", "", (), host_pays),
        Key("equal", "", (), _equal),
        _by_column("population"),
        _by_column("fiscal_capacity"),
        mixed(),
        Key("benefit", "", (LATER_BENEFIT,), by_later_benefit),
    )


def _by_column(column: str) -> Key:
    return Key(column, "", (column,), partial(_weighted, column=column))


def _weighted(basis: KeyBasis, column: str) -> FullSplit:
    figures: Floats = basis.columns[column]
    return by_weights(basis, figures)


def _equal(basis: KeyBasis) -> FullSplit:
    return by_weights(basis, np.ones(len(basis.payers)))
