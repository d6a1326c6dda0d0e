"""A short table of figures: what its columns are, and its rows with what is to be said of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.words.text import Argument

Look = Literal["money", "change", "share", "year"]
"""How the figures of a column are written: a change has its sign, a year is a year."""


@dataclass(frozen=True)
class FigureColumn:
    """A column of a short table.

    Attributes:
        label: what stands over it.
        look: how its figures are written.
        meaning: what it is, in a sentence; "": its label says enough.
    """

    label: Argument
    look: Look
    meaning: Argument = ""


@dataclass(frozen=True)
class FigureCell:
    """A figure of a short table.

    Attributes:
        value: the exact figure; None: there is none.
        note: what is to be said of it, or why there is none; "": nothing.
    """

    value: float | None
    note: Argument = ""


@dataclass(frozen=True)
class FigureRow:
    """A row of a short table.

    Attributes:
        label: what it is about.
        cells: one for each column.
        key: the payer that it is about; "": all of them.
    """

    label: Argument
    cells: tuple[FigureCell, ...]
    key: str = ""

    @property
    def heavy(self) -> bool:
        """Whether it is set heavier, as a total is."""
        return not self.key


@dataclass(frozen=True)
class FigureSheet:
    """A short table of figures."""

    columns: tuple[FigureColumn, ...] = ()
    rows: tuple[FigureRow, ...] = ()
