"""Which splits are compared: scenarios and keys, each with a letter and a colour of its own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from desktop.look.language import say
from models.results.side_by_side import LETTERS
from models.words.comparison import key_name

MOST = 6
"""So many splits are set side by side at most."""
FEWEST = 2
_ON_LIGHT = ("#1c5d99", "#b45309", "#0f766e", "#a21caf", "#5b6b00", "#6b7280")
_ON_DARK = ("#82b4ec", "#f2a65a", "#4fd1c0", "#e58bf0", "#c9d94c", "#a9b0ba")


@dataclass(frozen=True)
class Choice:
    """A split that can be compared: of a scenario, or of a key."""

    name: str
    is_key: bool = False


class ChosenSplits:
    """The splits that are chosen; each keeps its letter until it is taken out."""

    def __init__(self) -> None:
        self._slots: list[Choice | None] = [None] * MOST

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The chosen splits in the order of their letters."""
        return tuple(choice for choice in self._slots if choice is not None)

    def letter(self, choice: Choice) -> str:
        """Return the letter of a split; "" where it is not chosen."""
        return LETTERS[self._slots.index(choice)] if choice in self._slots else ""

    def add(self, choice: Choice) -> bool:
        """Choose a split; False: there is no room for it."""
        if choice not in self._slots:
            if None not in self._slots:
                return False
            self._slots[self._slots.index(None)] = choice
        return True

    def remove(self, choice: Choice) -> None:
        """Take a split out; the others keep their letters."""
        if choice in self._slots:
            self._slots[self._slots.index(choice)] = None

    def clear(self) -> None:
        """Take all out."""
        self._slots = [None] * MOST


def colour_of(letter: str) -> tuple[QColor, QColor]:
    """Return the colour of a letter, on light and on dark ground."""
    place = LETTERS.index(letter[0]) % MOST
    return QColor(_ON_LIGHT[place]), QColor(_ON_DARK[place])


def choice_name(choice: Choice) -> str:
    """Return what a split is called: its scenario as it is, a key by its short name."""
    return say(key_name(choice.name)) if choice.is_key else choice.name
