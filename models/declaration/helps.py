"""The help texts of tables, columns and rules in the four languages.

The English text stands with the declaration and is the key here, so that a text that changes
there is missed here and a test says so.
"""

from __future__ import annotations

from models.declaration.helps_de import GERMAN
from models.declaration.helps_fr import FRENCH
from models.declaration.helps_nl import DUTCH

_TRANSLATED = {"fr": FRENCH, "nl": DUTCH, "de": GERMAN}


def help_in(help_text: str, language: str) -> str:
    """Return a help text of the declaration in a language; a text of the user stays itself."""
    return _TRANSLATED.get(language, {}).get(help_text, help_text)
