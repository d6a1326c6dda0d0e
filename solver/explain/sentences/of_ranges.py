"""The range of a payer in a sentence."""

from __future__ import annotations

from models.explanation import PayerRange, Ranges
from solver.explain.sentences.words import Words, first_large

_OVER = {
    "same_quality": "at the same quality of agreement",
    "fully_funded": "over all fully funded splits",
    "least_gap": "over all splits with no more than the least gap",
}


def range_sentence(ranges: Ranges, line: PayerRange, words: Words) -> str:
    """Say from where to where a payer's total could go, and over which splits."""
    payer, over = words.territory(line.payer), _OVER[ranges.over]
    if line.low == line.high:
        return first_large(f"{over} {payer} pays {words.money(line.low)}, no more and no less.")
    low, high = words.money(line.low), words.money(line.high)
    return first_large(f"{over} {payer} could pay from {low} to {high}.")
