"""A word in the four languages where it is part of the format of a workbook, not of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("en", "fr", "nl", "de")


@dataclass(frozen=True)
class Labels:
    """One text in the four languages of the program."""

    en: str
    fr: str
    nl: str
    de: str

    def in_language(self, language: str) -> str:
        """Return the text in a language of LANGUAGES."""
        return str(getattr(self, language))

    def all(self) -> tuple[str, ...]:
        """Return the text in every language, in the order of LANGUAGES."""
        return tuple(self.in_language(language) for language in LANGUAGES)
