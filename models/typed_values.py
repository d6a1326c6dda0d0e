"""What people type into a cell, as the value that the case holds."""

from __future__ import annotations

import math
from collections.abc import Callable

from models.declaration.choices import choice_key
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind
from models.declaration.years import as_years
from models.editing import Value
from models.typed_dates import only_day

ReadNumber = Callable[[str], float | None]
"""Returns the number that a text is, as it is typed in some language; None: it is none."""
_YES = frozenset({"true", "yes", "oui", "ja", "1", "y"})
_NO = frozenset({"false", "no", "non", "nee", "nein", "0", "n"})


def typed_value(column: Column, text: str, number_of: ReadNumber, language: str = "") -> Value:
    """Return the value that a text stands for; blank is None, or NaN for a number.

    A text that is no value of the column stays the text it is: the checks of the case mark it, and
    whoever typed it can mend it (3-workbook, drafts).

    Args:
        column: of the cell.
        text: as it was typed.
        number_of: reads numbers, percent included.
        language: in which dates are typed; "" where it is not known.
    """
    typed = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if not typed:
        return math.nan if column.kind in NUMERIC_KINDS else None
    if column.kind in NUMERIC_KINDS or column.kind is Kind.RULE_VALUE:
        number = number_of(typed)
        return typed if number is None else number
    if column.kind is Kind.YES_NO:
        word = typed.casefold()
        return word in _YES if word in _YES | _NO else typed
    return _meant(column, typed, language) or typed


def _meant(column: Column, typed: str, language: str) -> str | None:
    """Return the day, the years or the choice that a text means; None: it stays what it is."""
    if column.kind is Kind.DATE:
        return only_day(typed, language)
    if column.kind is Kind.YEARS:
        return as_years(typed)
    return choice_key(column, typed) if column.kind is Kind.CHOICE else None
