"""What people type into a cell, as the value that the case holds."""

from __future__ import annotations

import math
from collections.abc import Callable

from models.declaration.choices import CHOICE_LABELS, choice_key
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind
from models.editing import Value
from models.words.language import ENGLISH
from models.words.text import Argument, Quoted, listed, text

ReadNumber = Callable[[str], float | None]
"""Returns the number that a text is, as it is typed in some language; None: it is none."""
_YES = frozenset({"true", "yes", "oui", "ja", "1", "y"})
_NO = frozenset({"false", "no", "non", "nee", "nein", "0", "n"})


class InputRefusedError(ValueError):
    """What was typed cannot stand in the cell; `why` says why and what can."""

    def __init__(self, why: Argument) -> None:
        super().__init__(ENGLISH.say(why))
        self.why = why


def typed_value(column: Column, text: str, number_of: ReadNumber) -> Value:
    """Return the value that a text stands for; blank is None, or NaN for a number.

    Args:
        column: of the cell.
        text: as it was typed.
        number_of: reads numbers, percent included.

    Raises:
        InputRefusedError: the text is not a value of the column.
    """
    typed = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if column.kind in NUMERIC_KINDS:
        return _parse_number(column, typed, number_of) if typed else math.nan
    if not typed:
        return None
    if column.kind is Kind.YES_NO:
        return _parse_yes_no(typed)
    if column.kind is Kind.CHOICE:
        return _parse_choice(column, typed)
    if column.kind is Kind.RULE_VALUE:
        number = number_of(typed)
        return typed if number is None else number
    return typed


def _parse_number(column: Column, typed: str, number_of: ReadNumber) -> float:
    value, said = number_of(typed), Quoted(typed)
    if value is None:
        raise InputRefusedError(text("{text} is not a number.", text=said))
    if column.kind in (Kind.YEAR, Kind.WHOLE) and value != int(value):
        raise InputRefusedError(text("{text} is not a whole number.", text=said))
    if column.kind is Kind.YEAR and not 1900 <= value <= 2200:
        raise InputRefusedError(text("{text} is not a year.", text=said))
    if value < 0 and not column.may_be_negative:
        raise InputRefusedError(text("{text} is below zero; it must not be.", text=said))
    return value


def _parse_yes_no(typed: str) -> bool:
    word = typed.casefold()
    if word in _YES | _NO:
        return word in _YES
    raise InputRefusedError(text("{text} is neither yes nor no.", text=Quoted(typed)))


def _parse_choice(column: Column, typed: str) -> str:
    choice = choice_key(column, typed)
    if choice is not None:
        return choice
    offered = listed((CHOICE_LABELS[key] for key in column.choices), last="")
    raise InputRefusedError(
        text("{text} is none of: {choices}.", text=Quoted(typed), choices=offered)
    )
