"""What tells a total of other rows: its word in any language, or a sum of its own column."""

from __future__ import annotations

import re

from models.checks.matching import fold

_TOTALS = frozenset(
    (
        *("total", "totals", "subtotal", "grandtotal", "overalltotal"),
        *("totaux", "soustotal", "totalgeneral", "sommetotale", "totalglobal"),
        *("totaal", "totalen", "subtotaal", "eindtotaal", "algemeentotaal", "deeltotaal"),
        *("summe", "summen", "gesamt", "gesamtsumme", "zwischensumme", "endsumme", "insgesamt"),
        *("gesamtergebnis", "teilergebnis", "endergebnis"),
    )
)
_MAY_BE_NAMES = frozenset(("somme", "sommes", "som", "sum", "ergebnis", "totale"))
"""Words for a total that also name something: Somme is a department of France."""
_LONGEST = 60
_SUM = re.compile(
    r"(?:SUM|SUBTOTAL|AGGREGATE)\((?:\d+,)*\$?([A-Z]{1,3})\$?\d+:\$?([A-Z]{1,3})\$?\d+\)", re.I
)


def is_total_word(text: str) -> bool:
    """Say whether a text is a word for a total, alone or before what it is the total of."""
    return not _TOTALS.isdisjoint(_beginnings(text))


def may_be_total(text: str) -> bool:
    """Say whether a text begins with a word for a total, be it one that may be a name too."""
    return not (_TOTALS | _MAY_BE_NAMES).isdisjoint(_beginnings(text))


def is_whole_total(text: str) -> bool:
    """Say whether a text is a word for a total and nothing else."""
    return fold(text.replace("-", "").replace(":", "")) in _TOTALS


def summed_column(formula: str) -> str | None:
    """Return the letter of the one column that a formula adds up, None where it does not."""
    match = _SUM.fullmatch(formula.strip())
    if match is None or match[1].upper() != match[2].upper():
        return None
    return match[1].upper()


def _beginnings(text: str) -> tuple[str, ...]:
    words = text[:_LONGEST].replace("-", "").replace(":", " ").split()
    return (fold(words[0]), fold("".join(words[:2]))) if words else ()
