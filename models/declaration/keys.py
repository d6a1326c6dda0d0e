"""The keys for comparison (2-method 2.5): what each means, and the law or agreement behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.declaration.tables import TABLE_BY_KEY
from models.words.data_files import sections_of
from models.words.text import Argument, Text, text


@dataclass(frozen=True)
class KeyDeclaration:
    """A short name of a key, its meaning in plain words, and its source ("" for a plain rule)."""

    title: Text
    meaning: Text
    source: Argument = ""


KEYS = {
    key: KeyDeclaration(**{name: Text(pattern) for name, pattern in values.items()})
    for key, values in sections_of(Path(__file__).with_name("keys.ini")).items()
}


def key_in_words(key: str) -> Argument:
    """Say what a key does; a column of the user is named."""
    if key in KEYS:
        return KEYS[key].meaning
    return text(
        "by {column}, a column of {sheet} that the case adds",
        column=key,
        sheet=TABLE_BY_KEY["Territories"].labels,
    )


def key_source(key: str) -> Argument:
    """Return the law or agreement that a key is taken from; "" for a plain rule."""
    return KEYS[key].source if key in KEYS else ""
