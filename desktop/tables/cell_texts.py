"""A cell of the case as text: to read, to edit and to copy."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale

from desktop.look import formats
from desktop.look.language import say
from models.declaration.choices import CHOICE_LABELS, NO, YES
from models.declaration.kinds import Column, Kind
from models.editing import is_blank
from models.words.text import Percent

_UNGROUPED = frozenset({Kind.YEAR, Kind.WHOLE})
_DASHED = frozenset({Kind.MONEY, Kind.PERSONS})


def shown_text(column: Column, value: object, locale: QLocale, *, as_share: bool) -> str:
    """Return the text that stands in the cell."""
    number = _number(value)
    if number is None or column.kind in _UNGROUPED:
        return edited_text(column, value, locale, as_share=as_share)
    if as_share:
        return say(Percent(number))
    if column.kind is Kind.RULE_VALUE:
        return formats.plain(number, locale)
    if number == 0 and column.kind in _DASHED:
        return formats.ZERO
    return formats.trimmed(number, locale, 2)


def edited_text(column: Column, value: object, locale: QLocale, *, as_share: bool) -> str:
    """Return the text that an editor starts with; typing it again gives the same value."""
    if isinstance(value, bool):
        return yes_or_no(value)
    number = _number(value)
    if number is not None:
        if as_share:
            return formats.plain(round(number * 100, 10), locale) + "%"
        return formats.plain(number, locale)
    if is_blank(value):
        return ""
    words = str(value)
    return say(CHOICE_LABELS[words]) if words in column.choices else words


def yes_or_no(value: bool) -> str:
    """Return the word for a yes/no cell."""
    return say(YES if value else NO)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        return None
    return float(value)
