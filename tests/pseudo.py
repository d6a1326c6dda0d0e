"""A language whose every sentence stands between marks, so that text that is no sentence is found.

Outside the marks only names of the case, addresses, figures and punctuation may stand.
"""

from __future__ import annotations

import re
from html import unescape

from models.declaration.kinds import Labels
from models.words.language import Language
from models.words.text import Text

OPENING, CLOSING = "⟦", "⟧"
_MARKED = re.compile(rf"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
_ARGUMENT = re.compile(r"(\{[^}]*\})")
_WORDS = re.compile(r"[^\W\d_]{2,}")
"""One letter alone may be one of a column."""


class PseudoLanguage(Language):
    """English with marks around all that patterns and labels say, and none around arguments.

    To what is looked up by the code of a language it is English.
    """

    def __init__(self) -> None:
        super().__init__("en")

    def word(self, pattern: str, context: str = "", missing: str | None = None) -> str:
        """Return a pattern between marks, whatever it is."""
        del context, missing
        return marked(pattern)

    def pattern(self, said: Text) -> str:
        """Return the pattern for what is counted, between marks."""
        return marked(super().pattern(said))

    def label(self, labels: Labels) -> str:
        """Return an English label between marks."""
        return f"{OPENING}{labels.en}{CLOSING}"


PSEUDO = PseudoLanguage()


def marked(pattern: str) -> str:
    """Return a pattern with marks around its words, but not around its arguments."""
    if OPENING in pattern:
        return pattern
    parts = _ARGUMENT.split(pattern)
    return "".join(
        f"{OPENING}{part}{CLOSING}" if part.strip() and not _ARGUMENT.fullmatch(part) else part
        for part in parts
    )


def unmarked(said: str) -> str:
    """Return what stands outside the marks."""
    return _MARKED.sub(" ", said)


def words_outside(said: str, *names: str) -> list[str]:
    """Return the words outside the marks that are no words of some names."""
    known = {word for name in names for word in _WORDS.findall(name)}
    return [word for word in _WORDS.findall(unescape(unmarked(said))) if word not in known]
