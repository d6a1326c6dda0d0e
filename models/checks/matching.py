"""Names as people type them: cleaned, compared without case and accents, near misses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from models.checks.nearest import Nearest
from models.words.text import Argument, Quoted, text

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
