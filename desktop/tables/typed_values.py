"""What people type into a cell, as the value that the case holds."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QLocale

from desktop.look.language import say
from models.declaration.choices import CHOICE_LABELS, choice_key
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind
from models.editing import Value
from models.words.text import Argument, Quoted, listed, text

_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009']")
_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_YES = frozenset({"true", "yes", "oui", "ja", "1", "y"})
_NO = frozenset({"false", "no", "non", "nee", "nein", "0", "n"})


class InputRefusedError(ValueError):
    """What was typed cannot stand in the cell; the message says why and what can."""

    def __init__(self, why: Argument) -> None:
        super().__init__(say(why))


def parse_cell(column: Column, text: str, locale: QLocale) -> Value:
    """Return the value that a text stands for; blank is None, or NaN for a number.

    Raises:
        InputRefusedError: the text is not a value of the column.
    """
    typed = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if column.kind in NUMERIC_KINDS:
        return _parse_number(column, typed, locale) if typed else math.nan
    if not typed:
        return None
    if column.kind is Kind.YES_NO:
        return _parse_yes_no(typed)
    if column.kind is Kind.CHOICE:
        return _parse_choice(column, typed)
    if column.kind is Kind.RULE_VALUE:
        number = typed_number(typed, locale)
        return typed if number is None else number
    return typed


def typed_number(text: str, locale: QLocale) -> float | None:
    """Return the number that a text is in the locale, percent included; None: not a number.

    A text that could be two numbers (1.234 where the comma is the decimal sign) is none.
    """
    bare = _BLANKS.sub("", text).replace("−", "-")
    percent = bare.endswith("%")
    value = _localised(bare.removesuffix("%"), locale)
    if value is None or not math.isfinite(value):
        return None
    return value / 100 if percent else value


def _localised(bare: str, locale: QLocale) -> float | None:
    value, understood = locale.toDouble(bare)
    if understood:
        return value
    if _AMBIGUOUS.fullmatch(bare):
        return None
    value, understood = QLocale.c().toDouble(bare)
    return value if understood else None


def _parse_number(column: Column, typed: str, locale: QLocale) -> float:
    value, said = typed_number(typed, locale), Quoted(typed)
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
