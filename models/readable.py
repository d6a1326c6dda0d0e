"""Text in which everything can be seen, for terminals and wherever only whole characters go."""

from __future__ import annotations

import re
from unicodedata import category

_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_BYTE_AS_CHARACTER = range(0xDC80, 0xDD00)
"""How Python holds the bytes of a file name that are no text in the system's encoding."""


def readable(text: str, keep: str = "") -> str:
    r"""Return a text with what cannot be seen written as an escape, such as \x1b.

    That is every control character, also those that turn the direction of what follows, and the
    bytes of a file name that are no text. Blanks of any width stay.

    Args:
        text: from a cell, a file name or anywhere.
        keep: characters that stay though they cannot be seen, such as line ends.
    """
    if text.isprintable():
        return text
    return "".join(c if _is_seen(c) or c in keep else _escape(c) for c in text)


def whole(name: str) -> str:
    """Return the name of a file as a text that every file can hold; only its odd bytes change."""
    return _NO_CHARACTER.sub(lambda found: _escape(found[0]), name)


def _is_seen(character: str) -> bool:
    return character.isprintable() or category(character) == "Zs"


def _escape(character: str) -> str:
    if ord(character) in _BYTE_AS_CHARACTER:
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode()
