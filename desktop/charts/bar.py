"""One bar of a chart: its parts, and where it stands at a moment."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

_THICKNESS = 0.62
"""How much of its row a bar takes."""


@dataclass(frozen=True)
class Part:
    """A part of a bar.

    Attributes:
        name: what it is, as a column of the table that stands for the chart.
        value: its length; negative parts go to the left of zero.
        colour: on light and on dark ground.
        text: what it says in full.
        letters: what is written on it where there is room, so that it reads in grey; "": nothing.
    """

    name: str
    value: float
    colour: tuple[QColor, QColor]
    text: str
    letters: str = ""


@dataclass(frozen=True)
class Bar:
    """One row.

    Attributes:
        label: what it is for.
        parts: from zero outwards.
        figure: the figure written after it.
        key: what it stands for.
        before: where it ended before, drawn as a line across; None: nowhere.
        heavy: whether its label is set heavier.
        range: the least and most that it could end at, drawn as a thin line; None: not known.
        moved_from: where it ended before the last change, drawn as an arrow to where it ends
            now; None: the last change did not move it.
    """

    label: str
    parts: tuple[Part, ...]
    figure: str
    key: object = None
    before: float | None = None
    heavy: bool = False
    range: tuple[float, float] | None = None
    moved_from: float | None = None

    @property
    def below(self) -> float:
        """Where it ends to the left of zero."""
        return sum(part.value for part in self.parts if part.value < 0)

    @property
    def above(self) -> float:
        """Where it ends to the right of zero."""
        return sum(part.value for part in self.parts if part.value > 0)

    @property
    def total(self) -> float:
        """What its parts come to."""
        return sum(part.value for part in self.parts)

    @property
    def reach(self) -> tuple[float, float]:
        """The least and the most that something of it stands at."""
        others = (self.before or 0.0, self.moved_from or 0.0, *(self.range or ()))
        return min(self.below, *others), max(self.above, *others)


@dataclass(frozen=True)
class Frame:
    """Where things stand: the x of zero, how long a unit is, and how high a row."""

    zero: float
    scale: float
    row: float

    def x(self, value: float) -> float:
        """Return where a value stands."""
        return self.zero + value * self.scale


@dataclass(frozen=True)
class Pose:
    """Bars at a moment, each on its row; rows count from 0, and between two while bars move."""

    bars: tuple[Bar, ...]
    rows: tuple[float, ...]
    frame: Frame


def part_places(bar: Bar, frame: Frame, line: QRectF) -> list[tuple[Part, QRectF]]:
    """Return where each part is, negative ones to the left of zero."""
    below = above = 0.0
    placed = []
    height = line.height() * _THICKNESS
    for part in (part for part in bar.parts if part.value):
        start = above if part.value >= 0 else below
        left, right = sorted((start, start + part.value))
        place = QRectF(
            frame.x(left),
            line.center().y() - height / 2,
            max((right - left) * frame.scale, 0.0),
            height,
        )
        placed.append((part, place))
        if part.value >= 0:
            above += part.value
        else:
            below += part.value
    return placed
