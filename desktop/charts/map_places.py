"""The areas of a map and the classes of its legend."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtGui import QColor

from desktop.charts.chart import Look

_RAMP = {False: ("#dcebf7", "#0a4a7d"), True: ("#24425c", "#a5d4fa")}
_BELOW_ZERO = {False: ("#f6dfc4", "#8f4408"), True: ("#5c4128", "#f3b77b")}
"""From little to much, on light and on dark ground; below zero another hue."""


@dataclass(frozen=True)
class Place:
    """One area.

    Attributes:
        key: what it stands for.
        rings: its outline as longitude and latitude, or as x and y of a plane.
        name: what it is called.
        letters: what is written on it where its name has no room.
        value: what it is shaded by; None: not known.
        figure: the value as it is written on the area.
        text: what it says in full.
        beside: whether it only stands beside those the map is about.
    """

    key: object
    rings: tuple[tuple[tuple[float, float], ...], ...]
    name: str
    letters: str
    value: float | None
    figure: str
    text: str
    beside: bool = False


@dataclass(frozen=True)
class Shade:
    """One class of the legend.

    Attributes:
        label: which figures it holds.
        strength: from 0, the lightest, to 1.
        below_zero: whether its figures are.
    """

    label: str
    strength: float
    below_zero: bool = False

    def colour(self, look: Look) -> QColor:
        """Return its colour."""
        ramp = _BELOW_ZERO if self.below_zero else _RAMP
        first, last = (QColor(name) for name in ramp[look.dark])
        pairs = zip(first.getRgb()[:3], last.getRgb()[:3], strict=True)  # type: ignore[index]
        return QColor(*(round(a + (b - a) * self.strength) for a, b in pairs))


def value_or_least(place: Place) -> float:
    """Return the value of an area to sort by; unknown ones come last."""
    return -math.inf if place.value is None else place.value
