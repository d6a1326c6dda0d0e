"""The words of choices, and of yes and no, in the four languages, and back to their keys."""

from __future__ import annotations

from models.checks.matching import fold_header
from models.declaration.kinds import Column, Kind, labels_of
from models.declaration.tables import ADJUSTABLE_SHEETS, CHOICES, TABLE_BY_KEY

YES, NO = map(labels_of, CHOICES["yes or no"].values())
CHOICE_LABELS = {
    key: labels_of(written)
    for name, words in CHOICES.items()
    if name != "yes or no"
    for key, written in words.items()
} | {key: TABLE_BY_KEY[key].labels for key in ADJUSTABLE_SHEETS}
"""The label of every choice of every column, by its key."""
LATER_CHOICES = frozenset({"withdrawn"})
"""What came with the second edition of the method."""
_EARLIER = {"share_of_benefit": ("part du bénéfice", "aandeel in de baat", "Anteil am Nutzen")}
"""Labels of before, as they stand in workbooks that were sent out."""


def choice_label(key: str, language: str) -> str:
    """Return the word that people read for a choice; a word that is no choice stays itself."""
    labels = CHOICE_LABELS.get(key)
    return labels.in_language(language) if labels else key


def yes_no_label(value: bool, language: str) -> str:
    """Return the word for yes or for no."""
    return (YES if value else NO).in_language(language)


def choice_key(column: Column, text: str) -> str | None:
    """Return the choice of a column that a text names, by its key or its label in any language.

    It is compared as headers are: case, accents, blanks and underscores do not matter. None: it
    names none of them.
    """
    word = fold_header(text)
    for key in column.choices:
        words = (key, *CHOICE_LABELS[key].all(), *_EARLIER.get(key, ()))
        if word in map(fold_header, words):
            return key
    return None


def choices_in(column: Column, language: str) -> tuple[str, ...]:
    """Return the words that a cell of a column may hold; none where it may hold any text."""
    if column.kind is Kind.YES_NO:
        return (YES.in_language(language), NO.in_language(language))
    return tuple(choice_label(key, language) for key in column.choices)
