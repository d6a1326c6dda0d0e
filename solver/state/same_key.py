"""The percentages that a split with a same key is written as (2-method 2.4, Same key)."""

from __future__ import annotations

from collections import defaultdict

from models.flows.places import NOBODY
from models.results.split import KeyShare
from solver.inputs.setup import Setup
from solver.state.exact import ExactSplit

_Class = tuple[str | None, str | None, str | None, int | None]
"""Host, stage, group and year of programmes that are alike; None: the key does not look at it."""
_SHARE_DIGITS = 12


def key_shares(setup: Setup, split: ExactSplit) -> tuple[KeyShare, ...] | None:
    """Return each payer's share of the needs of each class; None without a same key.

    Args:
        setup: the index tables.
        split: the payments before rounding.
    """
    by = setup.traced.rules.same_key_by
    if by is None:
        return None
    classes = _classes(setup, by)
    needs: dict[tuple[int, bool, _Class], float] = defaultdict(float)
    paid: dict[tuple[int, bool, _Class], float] = defaultdict(float)
    pairs = zip(setup.pair_programme.tolist(), setup.pair_payer.tolist(), strict=True)
    for pair, (k, h) in enumerate(pairs):
        one = (h, bool(setup.host[k] == h), classes[k])
        needs[one] += float(setup.need[k])
        paid[one] += float(split.contributions[pair])
    order = {one: at for at, one in enumerate(dict.fromkeys(classes))}
    return tuple(
        KeyShare(setup.payers[h], own, *alike, round(paid[h, own, alike] / need, _SHARE_DIGITS))
        for (h, own, alike), need in sorted(
            needs.items(), key=lambda one: (one[0][0], not one[0][1], order[one[0][2]])
        )
    )


def _classes(setup: Setup, by: tuple[str, ...]) -> list[_Class]:
    """Return the class of each programme; its host is the payer that answers for it."""
    found: list[_Class] = []
    for k, answers in enumerate(setup.host.tolist()):
        name = setup.programme_name(k)
        host = None if answers == NOBODY else setup.payers[answers]
        found.append(
            (
                host if "host" in by else None,
                name.stage if "stage" in by else None,
                (name.group or None) if "group" in by else None,
                name.year if "year" in by else None,
            )
        )
    return found
