"""Names as people type them: cleaned, compared without case and accents, near misses.

The known name most like one that nobody knows is found without comparing every two names: how many
letters two share, wherever they stand, says how alike they can be at most, and only those that can
be more alike than the best so far are compared letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from models.words.text import Argument, Quoted, text

CLOSE_ENOUGH = 0.6
_KINDS = 64
"""Letters whose numbers differ by a multiple of this count as one: names can only look more alike
than they are."""
MOST_NAMES = 10_000_000
"""How many names are looked at for all questions together."""
MOST_LETTERS = 5_000_000  # D43
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


_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_BLANKS = re.compile(r"\s+")
_CYRILLIC = dict(zip("АВСЕНІЈКМОРЅТХУаесіјорѕхуԁһԛԝ", "ABCEHIJKMOPSTXYaecijopsxydhqw", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧακνορτυχι", "ABEZHIKMNOPTYXakvoptuxi", strict=True))
_LOOK_ALIKES = str.maketrans({**_CYRILLIC, **_GREEK})
_TYPOGRAPHIC = str.maketrans({**dict.fromkeys("’‘ʼ´`", "'"), **dict.fromkeys("‐‑–", "-")})


def clean_name(name: str) -> str:
    """Return a name in one composition (NFC), with single plain blanks and none around it."""
    if name.isascii() and name.isalnum():
        return name
    visible = unicodedata.normalize("NFC", name).translate(_INVISIBLE)
    return _BLANKS.sub(" ", visible).strip()


def fold(name: str) -> str:
    """Return what is left of a name without case, accents and blanks."""
    if name.isascii():
        return _BLANKS.sub("", name.casefold())
    decomposed = unicodedata.normalize("NFKD", name.translate(_INVISIBLE).casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _BLANKS.sub("", letters.casefold())


def fold_header(name: str) -> str:
    """Fold a header or the name of a sheet: also without underscores and the mark `*`.

    Apostrophes and hyphens that programs put in the place of typed ones count as those.
    """
    return fold(name.translate(_TYPOGRAPHIC).replace("_", " ").rstrip("* "))


class KnownNames:
    """The names that may stand in a cell: finds the one meant, or the one likely meant.

    Two names that fold to the same are never guessed between: only the exact one matches.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(names))
        self._exact = frozenset(self._names)
        self._by_fold: dict[str, str | None] = {}
        self._found: dict[str, str | None] = {}
        for name in self._names:
            folded = fold(name)
            self._by_fold[folded] = None if folded in self._by_fold else name
        self._nearest = Nearest(list(self._by_fold))

    def __contains__(self, name: str) -> bool:
        return name in self._exact

    @property
    def any(self) -> bool:
        """Whether there are names at all."""
        return bool(self._names)

    def same(self, name: str) -> str | None:
        """Return the name that differs at most by case, accents or blanks, None if none does."""
        return name if name in self._exact else self._by_fold.get(fold(name))

    def nearest(self, name: str) -> str | None:
        """Return the name most like this one; None: none is like it, or too many were asked for."""
        if name not in self._found:
            close = self._nearest.to(fold(name))
            self._found[name] = self._by_fold[close] if close is not None else None
        return self._found[name]

    def hint(self, name: str) -> Argument:
        """Ask whether the name most like this one is meant, "" if none is like it."""
        near = self.nearest(name)
        return did_you_mean(Quoted(near)) if near is not None else self.no_more

    @property
    def no_more(self) -> Argument:
        """Say that no name is looked for any more, "" while one is."""
        is_spent = self._nearest.is_spent
        return text("Too many names are unknown to look for one like it.") if is_spent else ""

    def look_alike(self, name: str) -> str | None:
        """Return the known name this one only looks like, being of letters of another alphabet."""
        latin = name.translate(_LOOK_ALIKES)
        return self.same(latin) if latin != name else None


def did_you_mean(near: Argument) -> Argument:
    """Ask whether something else is meant."""
    return text("Did you mean {near}?", near=near)


def foreign_letters(name: str) -> str:
    """Return the letters of another alphabet in the name that look like Latin ones."""
    return "".join(dict.fromkeys(c for c in name if ord(c) in _LOOK_ALIKES))
