"""The same key: which programmes share one percentage, and their sums (2-method 2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tests.oracle.places import Pair, Programme

Part = tuple[str, tuple[object, ...], bool]
"""A payer, a class of programmes, and whether they are its own: one percentage p(h,C,own)."""


def part_of(by: tuple[str, ...], h: str, k: Programme, host: str | None) -> Part:
    """Return the part that a payment belongs to; `by` names what a share may depend on."""
    depends = {"host": host, "stage": k.stage, "group": k.group, "year": k.year}
    return h, tuple(depends[name] for name in by), h == host


def sums_of_parts(
    parts: Mapping[Pair, Part], amounts: Mapping[Pair, Fraction]
) -> dict[Part, Fraction]:
    """Add up amounts over each part."""
    found: dict[Part, Fraction] = {}
    for pair, part in parts.items():
        found[part] = found.get(part, Fraction(0)) + amounts.get(pair, Fraction(0))
    return found


def key_targets(
    parts: Mapping[Pair, Part],
    amounts: Mapping[Pair, Fraction],
    need: Mapping[Programme, Fraction],
) -> dict[Pair, Fraction]:
    """Return where proportional wants each payment of a part that has a later benefit.

    It is N(k) times Σ D(h) over the part, over the same sum for all payers; as for a programme
    by itself, only positive sums count.
    """
    sums = sums_of_parts(parts, amounts)
    payers = {h for h, _ in parts}
    found: dict[Pair, Fraction] = {}
    for part in (part for part, total in sums.items() if total > 0):
        programmes = [k for (h, k), of in parts.items() if of == part]
        every = [
            sum((amounts.get((h, k), Fraction(0)) for k in programmes), Fraction(0)) for h in payers
        ]
        share = sums[part] / sum(total for total in every if total > 0)
        found |= {(part[0], k): share * need[k] for k in programmes}
    return found
