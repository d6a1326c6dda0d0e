"""What tells a total of other rows, by its word or a sum of its column, and a note from a name."""

from __future__ import annotations

import re

from models.checks.matching import fold

_TOTALS = frozenset(
    (
        *("total", "totals", "subtotal", "grandtotal", "overalltotal"),
        *("totaux", "soustotal", "totalgeneral", "sommetotale", "totalglobal"),
        *("totaal", "totalen", "subtotaal", "eindtotaal", "algemeentotaal", "deeltotaal"),
        *("summe", "summen", "gesamt", "gesamtsumme", "zwischensumme", "endsumme", "insgesamt"),
        *("gesamtergebnis", "teilergebnis", "endergebnis", "generaltotal", "tot", "tot.", "σ"),
    )
)
_MAY_BE_NAMES = frozenset(("somme", "sommes", "som", "sum", "ergebnis", "totale"))
"""Words for a total that also name something: Somme is a department of France."""
_LONGEST = 60
_FOOTNOTE = re.compile(r"[*†‡]|\(?\d\)")
_FEWEST_WORDS, _MOST_WORDS = 3, 8
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


def reads_like_note(text: str) -> bool:
    """Say whether a text reads like a sentence, a source or a footnote rather than a name."""
    words = text.split()
    is_sentence = len(words) >= _FEWEST_WORDS and words[-1][-1] in ".!?"
    has_colon = len(words) > 1 and ":" in text
    is_footnote = _FOOTNOTE.match(text) is not None
    return has_colon or is_sentence or len(words) > _MOST_WORDS or is_footnote


def summed_column(formula: str) -> str | None:
    """Return the letter of the one column that a formula adds up, None where it does not."""
    match = _SUM.fullmatch(formula.strip())
    if match is None or match[1].upper() != match[2].upper():
        return None
    return match[1].upper()


def _beginnings(text: str) -> tuple[str, ...]:
    words = text[:_LONGEST].replace("-", "").replace(":", " ").split()
    return (fold(words[0]), fold("".join(words[:2]))) if words else ()
