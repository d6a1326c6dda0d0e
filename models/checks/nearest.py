"""The known name most like one that nobody knows, found without comparing every two names.

How many letters two names share, wherever they stand, says how alike they can be at most. Only
the names that can be more alike than the best so far are compared letter by letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

CLOSE_ENOUGH = 0.6
_KINDS = 64
"""Letters whose numbers differ by a multiple of this count as one: names can only look more alike
than they are."""
MOST_NAMES = 10_000_000
"""How many names are looked at for all questions together."""
MOST_LETTERS = 5_000_000
"""How many letters are set against letters for all questions together."""


class Nearest:
    """Finds the name most like another, until that would take too long.

    Attributes:
        looked_at: how many names were looked at so far.
        letters: how many letters were set against letters so far.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._counts: NDArray[np.uint16] | None = None
        self.looked_at = self.letters = 0

    @property
    def is_spent(self) -> bool:
        """Whether no more names are looked for."""
        return self.looked_at >= MOST_NAMES or self.letters >= MOST_LETTERS

    def to(self, name: str) -> str | None:
        """Return the name most like this one, None if none is like it or none is looked for.

        Of several that are alike the last in the order of their letters is meant.
        """
        if self.is_spent or not self._names:
            return None
        self.looked_at += len(self._names)
        at_most = self._at_most(name)
        likely = np.flatnonzero(at_most >= CLOSE_ENOUGH)
        matcher, best = SequenceMatcher(), (CLOSE_ENOUGH, "")
        matcher.set_seq2(name)
        for at in likely[np.argsort(-at_most[likely], kind="stable")].tolist():
            if at_most[at] < best[0] or self.letters >= MOST_LETTERS:
                break
            known = self._names[at]
            self.letters += len(name) * len(known)
            matcher.set_seq1(known)
            best = max(best, (matcher.ratio(), known))
        return best[1] or None

    def _at_most(self, name: str) -> NDArray[np.float64]:
        """Return for each name how alike it can be at most: as SequenceMatcher counts it."""
        if self._counts is None:
            self._counts = _letter_counts(self._names)
        shared = np.minimum(self._counts, _letter_counts([name])).sum(axis=1, dtype=np.int64)
        lengths = self._counts.sum(axis=1, dtype=np.int64) + len(name)
        return np.asarray(2.0 * shared / np.maximum(lengths, 1))


def _letter_counts(names: Sequence[str]) -> NDArray[np.uint16]:
    """Return for each name how often each kind of letter stands in it."""
    letters = np.frombuffer("".join(names).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    whose = np.repeat(np.arange(len(names)), [len(name) for name in names])
    counts = np.bincount(whose * _KINDS + letters % _KINDS, minlength=len(names) * _KINDS)
    return counts.reshape(len(names), _KINDS).astype(np.uint16)
