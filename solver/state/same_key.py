"""The percentages that a split with a same key is written as (2-method 2.4, Same key)."""

from __future__ import annotations

from models.flows.places import NOBODY
from models.results.split import KeyShare
from solver.inputs.setup import Setup
from solver.state.exact import ExactSplit

_SHARE_DIGITS = 12


def key_shares(setup: Setup, split: ExactSplit) -> tuple[KeyShare, ...] | None:
    """Return each payer's share of the needs of each class, its own ones first; None without a key.

    Args:
        setup: the index tables.
        split: the payments before rounding.
    """
    key, places = setup.same_key, setup.traced.places
    if key is None:
        return None
    shares = split.shares(key).tolist()

    def line(at: int) -> KeyShare:
        host = NOBODY if key.host is None else int(key.host[at])
        return KeyShare(
            payer=places.payers[key.payer_of[at]],
            own=bool(key.own[at]),
            host=None if host == NOBODY else places.payers[host],
            stage=None if key.stage is None else places.stages[key.stage[at]],
            group=None if key.group is None else places.groups[key.group[at]] or None,
            year=None if key.year is None else int(key.year[at]),
            share=round(shares[at], _SHARE_DIGITS),
        )

    order = sorted(range(len(shares)), key=lambda at: (key.payer_of[at], not key.own[at], at))
    return tuple(map(line, order))
