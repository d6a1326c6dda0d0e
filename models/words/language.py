"""A language: says sentences with its words from the catalogue and its figures."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any
from unicodedata import category

from models.words.figures import (
    FINEST,
    NO_BREAK,
    Figures,
    brief_scale,
    decimals_of,
    money_decimals,
    rounded_to,
    share_decimals,
)
from models.words.text import (
    LANGUAGES,
    Argument,
    Day,
    Exactly,
    Joined,
    Labels,
    Linked,
    Listing,
    Money,
    Number,
    Percent,
    Persons,
    Quoted,
    Share,
    Text,
    counted,
    text,
)

if TYPE_CHECKING:
    from babel.messages import Catalog


CATALOGUE = Path(__file__).parent / "catalogue"  # D96
_QUOTES = {"en": "“{}”", "fr": "«\u00a0{}\u00a0»", "nl": "‘{}’", "de": "„{}“"}
_INNER_QUOTES = {"en": "‘{}’", "fr": "“{}”", "nl": "“{}”", "de": "‚{}‘"}
_LINK_BEGINS = re.compile(r"<[^>]*>")
"""What stands before the first letter of a name that is a link."""
_VOWELS = "aàâäeéèêëiîïoôöuùûüyhœ"
_MONEY = {
    1.0: text("{currency} {number}"),
    1e6: text("{currency} {number} million"),
    1e9: text("{currency} {number} billion"),
}
_UNNAMED = {1.0: text("{number}"), 1e6: text("{number} million"), 1e9: text("{number} billion")}

Link = Callable[[str, Any], str]
"""Makes a link of a text that is said and its target."""


class Language:
    """Says sentences in one language.

    Attributes:
        code: one of LANGUAGES.
        figures: how it writes figures.
    """

    def __init__(self, code: str, catalogue: Catalog | None = None) -> None:
        self.code, self._catalogue = code, catalogue
        self.figures = Figures(code if code in LANGUAGES else "en")
        self._plain = _Saying(self, lambda said: said, lambda said, _target: said)

    def say(self, said: Argument) -> str:
        """Return a sentence, or anything it can be made of, as plain text."""
        return self._plain.say(said)

    def say_rich(self, said: Argument, link: Link) -> str:
        """Return a sentence as HTML, its links made by a function."""
        from html import escape  # noqa: PLC0415  # the first window needs none

        return _Saying(self, escape, link, is_rich=True).say(said)

    def word(self, pattern: str, context: str = "", missing: str | None = None) -> str:
        """Return a pattern in this language; where the catalogue lacks it `missing`, or itself."""
        found = self._entry(pattern, context)
        if isinstance(found, str) and found:
            return found
        return pattern if missing is None else missing

    def pattern(self, said: Text) -> str:
        """Return the pattern of a sentence in this language, for the number that it counts."""
        if not said.many:
            return self.word(said.pattern, said.context)
        found = self._entry(said.pattern, said.context)
        forms = found if not isinstance(found, str) and all(found) else (said.pattern, said.many)
        return forms[0] if _is_one(said.count, self.code) else forms[-1]

    def label(self, labels: Labels) -> str:
        """Return a label in this language."""
        return labels.in_language(self.figures.language)

    def _entry(self, pattern: str, context: str) -> str | Sequence[str]:
        """Return what the catalogue has for a pattern; "" where it has nothing that holds."""
        entry = self._catalogue.get(pattern, context or None) if self._catalogue else None
        return "" if entry is None or entry.fuzzy else entry.string or ""


class _Saying(Formatter):
    """Makes text of sentences: each part of a pattern and each name is written by a function."""

    def __init__(
        self,
        language: Language,
        write: Callable[[str], str],
        link: Link,
        *,
        is_rich: bool = False,
        is_quoted: bool = False,
    ) -> None:
        self._language, self._write, self._link, self._is_rich = language, write, link, is_rich
        self._is_quoted = is_quoted
        self._rules: Mapping[type, Callable[[Any], str]] = {
            str: write,
            int: lambda value: str(int(value)),
            float: lambda value: language.figures.trimmed(value, 6),
            Text: self._text,
            Labels: lambda labels: write(language.label(labels)),
            Money: self._money,
            Persons: self._persons,
            Share: self._share,
            Percent: lambda one: language.figures.chosen_percent(one.fraction),
            Number: self._number,
            Exactly: lambda one: language.figures.exact(one.value, grouped=one.grouped),
            Day: lambda one: language.figures.day(one.day),
            Quoted: self._quoted,
            Listing: self._listing,
            Linked: lambda one: self._link(self.say(one.said), one.target),
            Joined: self._joined,
        }

    def _joined(self, one: Joined) -> str:
        """Put sentences together; in French a semicolon stands off what it follows."""
        is_french = self._language.code == "fr"
        between = one.between.replace(";", f"{NO_BREAK};") if is_french else one.between
        return between.join(self.say(part) for part in one.sentences)

    def say(self, said: Argument) -> str:
        """Return whatever can be said as text."""
        rule = self._rules.get(type(said)) or self._inherited(said)
        return rule(said)

    def _inherited(self, said: Argument) -> Callable[[Any], str]:
        """Return how a kind of text or number is said, such as numpy's."""
        return next(rule for kind, rule in self._rules.items() if isinstance(said, kind))

    def convert_field(self, value: Any, conversion: str | None) -> str:
        """Return an argument in its place: `c` with a capital, `d` after a French "de"."""
        said: str = value
        found = _LINK_BEGINS.match(said) if self._is_rich else None
        at = found.end() if found else 0
        if conversion == "c":
            return said[:at] + said[at : at + 1].upper() + said[at + 1 :]
        if conversion == "d":
            begins = said[at : at + 1].lower()
            return f"d’{said}" if begins and begins in _VOWELS else f"de {said}"
        return said

    def _text(self, said: Text) -> str:
        arguments = {name: self.say(argument) for name, argument in said.arguments}
        return self.vformat(self._write(self._language.pattern(said)), (), arguments)

    def _money(self, money: Money) -> str:
        factor, decimals = 1.0, money_decimals(money.amount, money.rounding)
        if money.exact:
            decimals = max(decimals, decimals_of(money.amount, FINEST))
        if money.brief:
            factor, decimals = brief_scale(money.amount)
        number = self._language.figures.number(money.amount / factor, decimals, signed=money.signed)
        pattern = (_MONEY if money.currency else _UNNAMED)[factor].pattern
        arguments = {"number": number, "currency": self._write(money.currency)}
        return self.vformat(self._language.word(pattern), (), arguments).replace(" ", "\u00a0")

    def _number(self, number: Number) -> str:
        figures = self._language.figures
        write = figures.number if number.padded else figures.trimmed
        return write(number.value, number.decimals, signed=number.signed)

    def _persons(self, persons: Persons) -> str:
        # One who is counted with decimals that are not shown is one person.
        number = float(rounded_to(persons.number, persons.decimals))
        written = Number(number, persons.decimals)
        return self.say(counted("{count} person", "{count} persons", number, count=written))

    def _share(self, share: Share) -> str:
        figures, decimals = self._language.figures, share_decimals(share.fraction)
        if share.decimals is not None:
            return figures.percent(share.fraction, share.decimals)
        if share.in_table:
            return figures.share_in_table(share.fraction)
        if decimals is not None:
            return figures.percent(share.fraction, decimals)
        if share.fraction < 0.5:
            return self.say(text("less than {share}", share=figures.percent(0.001, 1)))
        return self.say(text("more than {share}", share=figures.percent(0.999, 1)))

    def _quoted(self, quoted: Quoted) -> str:
        marks = _INNER_QUOTES if self._is_quoted else _QUOTES
        saying = self
        if not self._is_quoted and not isinstance(quoted.said, str):
            parts = (self._language, self._write, self._link)
            saying = _Saying(*parts, is_rich=self._is_rich, is_quoted=True)
        return marks[self._language.figures.language].format(saying.say(quoted.said))

    def _listing(self, listing: Listing) -> str:
        parts = [self.say(part) for part in listing.parts]
        if len(parts) < 2 or not listing.last:
            return ", ".join(parts)
        pattern = {
            "and": text("{first} and {last}").pattern,
            "or": text("{first} or {last}").pattern,
        }[listing.last]
        arguments = {"first": ", ".join(parts[:-1]), "last": parts[-1]}
        return self.vformat(self._language.word(pattern), (), arguments)


def _is_one(count: float, code: str) -> bool:
    """Say whether a number takes the singular; in French everything below two does."""
    if code == "fr":
        return abs(count) < 2
    return math.isclose(abs(count), 1)


@cache
def language(code: str) -> Language:
    """Return a language of LANGUAGES."""
    if code == "en":
        return ENGLISH
    from babel.messages.pofile import read_po  # noqa: PLC0415  # English needs no catalogue

    with open(CATALOGUE / f"{code}.po", "rb") as file:
        return Language(code, read_po(file, locale=code))


ENGLISH = Language("en")


def in_every_language(said: Argument) -> tuple[str, ...]:
    """Return what a sentence is in each of LANGUAGES, to know it again."""
    return tuple(language(code).say(said) for code in LANGUAGES)


def named_language(name: str | None) -> str | None:
    """Return the language that a locale such as fr_BE.UTF-8 is of; None: of no other."""
    code = (name or "").replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return code if code in LANGUAGES else None


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that the system is set to; English where it is another.

    Read as gettext reads it: the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is set.
    """
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            wanted = environment[variable].split(":")
            return next((code for one in wanted if (code := named_language(one))), "en")
    return _windows_language() or "en"


def _windows_language() -> str | None:
    import sys  # noqa: PLC0415
    from locale import windows_locale  # noqa: PLC0415  # only where nothing else tells it

    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415

    return named_language(windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage()))


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
