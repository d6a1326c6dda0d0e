"""A sentence as data: a pattern with typed arguments, text only once a language says it.

The patterns are the English sentences; `catalogue/` has them in the other languages. A pattern
names its arguments in braces. `{name!c}` begins with a capital, wherever in the sentence it
stands; French patterns may say `{name!d}`, "de" before a name, with its elision.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

LANGUAGES = ("en", "fr", "nl", "de")


@dataclass(frozen=True)
class Labels:
    """A text in the four languages where it is part of the format of a workbook."""

    en: str
    fr: str
    nl: str
    de: str

    def in_language(self, language: str) -> str:
        """Return the text in a language of LANGUAGES."""
        return str(getattr(self, language))

    def all(self) -> tuple[str, ...]:
        """Return the text in every language, in the order of LANGUAGES."""
        return (self.en, self.fr, self.nl, self.de)


class Part:
    """What a sentence can be made of, besides names, years and labels."""


@dataclass(frozen=True)
class Money(Part):
    """An amount of money.

    Attributes:
        amount: the amount, in the currency.
        currency: its currency; "" where the sentence or the table has said it.
        rounding: the unit of payments: cents are shown below 1. None: cents where there are any.
        brief: whether three digits will do, as in "EUR 412 million".
        signed: whether a plus stands before it.
        exact: whether it keeps all its digits where somebody wrote it finer than its unit.
    """

    amount: float
    currency: str = ""
    rounding: float | None = None
    brief: bool = False
    signed: bool = False
    exact: bool = False


@dataclass(frozen=True)
class Persons(Part):
    """A number of persons, with the word: "1 person", "12.5 persons".

    Attributes:
        number: how many.
        decimals: at most so many; more where somebody multiplies with it.
    """

    number: float
    decimals: int = 1


@dataclass(frozen=True)
class Share(Part):
    """A part of a whole; one that is not nothing or all is never written as nothing or all.

    Attributes:
        fraction: the part.
        in_table: whether it stands among others, each with one decimal.
        decimals: those as percent that it needs where somebody multiplies with it; None: as few
            as shares have.
    """

    fraction: float
    in_table: bool = False
    decimals: int | None = None


@dataclass(frozen=True)
class Percent(Part):
    """A fraction that somebody chose, as percent with all the digits it has."""

    fraction: float


@dataclass(frozen=True)
class Number(Part):
    """A figure with its thousands grouped and at most so many decimals; a count needs none.

    `padded` says that it has all of them, as the figures of a column have.
    """

    value: float
    decimals: int = 0
    signed: bool = False
    padded: bool = False


@dataclass(frozen=True)
class Exactly(Part):
    """A figure with all its digits, as it stands in a cell; thousands grouped, but as typed."""

    value: float
    grouped: bool = True


@dataclass(frozen=True)
class Day(Part):
    """A date, written in full."""

    day: date


@dataclass(frozen=True)
class Quoted(Part):
    """What somebody else wrote, between quotation marks."""

    said: Argument


@dataclass(frozen=True)
class Listing(Part):
    """Several things as a list in a sentence: "a, b and c"."""

    parts: tuple[Argument, ...]
    last: str = "and"
    """The word before the last of them: "and", "or", or "" for a comma there too."""


@dataclass(frozen=True)
class Linked(Part):
    """A part of a sentence that leads somewhere, where text can hold a link."""

    said: Argument
    target: Any


@dataclass(frozen=True)
class Joined(Part):
    """Several sentences one after the other."""

    sentences: tuple[Argument, ...]
    between: str = " "


@dataclass(frozen=True)
class Text(Part):  # D95
    """A sentence, or a part of one, as data.

    Attributes:
        pattern: the English text with its arguments in braces.
        arguments: what stands in their place, by name.
        many: the English text for any other number than one; "" where nothing is counted.
        count: what is counted; it is also the argument `count` where no other has that name.
        context: what tells two meanings of one English text apart; "" where there is one.
    """

    pattern: str
    arguments: tuple[tuple[str, Argument], ...] = ()
    many: str = ""
    count: float = 1
    context: str = ""

    def filled(self, **arguments: Argument) -> Text:
        """Return it with further arguments, for one that is chosen out of several patterns."""
        return replace(self, arguments=(*self.arguments, *arguments.items()))

    def __str__(self) -> str:
        raise TypeError(f"a language has to say it: {self.pattern}")


Argument = str | int | float | Labels | Part
"""What a sentence can be made of. A text is a name or somebody's own words and stays as it is; a
whole number is a year or a place and is not grouped."""


def text(pattern: str, /, *, context: str = "", **arguments: Argument) -> Text:
    """Make a sentence of an English pattern, which the catalogue has in the other languages."""
    return Text(pattern, tuple(arguments.items()), context=context)


def counted(one: str, many: str, count: float, /, **arguments: Argument) -> Text:
    """Make a sentence of the patterns for one thing and for any other number of them.

    Both may hold `{count}`.
    """
    named = {"count": Number(count, 1), **arguments}
    return Text(one, tuple(named.items()), many, count)


_SILENCE = Joined(())


def listed(parts: Any, last: str = "and") -> Listing:
    """Make a list of the parts of an iterable."""
    return Listing(tuple(parts), last)


def joined(*sentences: Argument | None, between: str = " ") -> Joined:
    """Put sentences one after the other; those that are None or blank are left out."""
    said = tuple(one for one in sentences if one not in (None, "", _SILENCE))
    return Joined(said, between)


def as_typed(cell: Any) -> Argument:
    """Return a cell as a sentence names it: a year or another whole number is not grouped."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return Exactly(cell, grouped=False) if isinstance(cell, float) else str(cell)
