"""The colours that mean something: one for each territory and group, a tint for each stage.

Okabe and Ito's eight colours, which people with any colour vision tell apart; each has a variant
for the dark palette. A territory keeps its colour and its letters through the whole program, so
that a chart still reads in grey.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from models.names import MOST_LETTERS, payers_first, short_letters

if TYPE_CHECKING:
    from models.case import Case

_ON_LIGHT = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#b8a800", "#6b7280"]
_ON_DARK = ["#4ba3dd", "#f2b640", "#35c99d", "#e3a3c6", "#f08a4b", "#8fd0f5", "#f0e442", "#a9b0ba"]
_GROUPS_ON_LIGHT = ["#1f4e9c", "#d9912b", "#8a0f5c", "#7fa05a", "#56a5dc", "#4d2f0b"]
_GROUPS_ON_DARK = ["#5b8def", "#ea9939", "#d0569a", "#b5cf6e", "#a5dcff", "#8a6a48"]
"""Of groups: apart from each other for any colour vision, as streams too, which let the ground
through."""
UNFUNDED_COLOUR = (QColor("#e3e5e8"), QColor("#33383e"))
"""What nobody pays, hatched, on light and on dark ground."""
_STAGE_LIGHT, _STAGE_DARK = ("#cfe3f3", "#0b4f86"), ("#2b4a66", "#a9d3f7")


@dataclass(frozen=True)
class TerritoryColours:
    """Colours and letters by territory, in the order of the case."""

    order: tuple[str, ...]

    def colour(self, territory: str, *, dark: bool = False) -> QColor:
        """Return the colour of a territory; one that the case does not name is grey."""
        palette = _ON_DARK if dark else _ON_LIGHT
        known = territory in self.order
        return QColor(palette[self.order.index(territory) % len(palette) if known else -1])

    def letters(self, territory: str) -> str:
        """Return the letters of a territory: its own short key, or else letters like its key.

        No two are alike, and what is made up has two letters at least: single ones name the
        splits of a comparison.
        """
        return self._letters.get(territory, territory[:MOST_LETTERS])

    @cached_property
    def _letters(self) -> Mapping[str, str]:
        return short_letters(self.order)


def territory_colours(case: Case) -> TerritoryColours:
    """Give each territory of a case its place: those that pay first, as the case lists them."""
    return TerritoryColours(payers_first(case))


@dataclass(frozen=True)
class GroupColours:
    """Colours by group of persons, in the order of the case."""

    order: tuple[str, ...]

    def colour(self, group: str, *, dark: bool = False) -> QColor:
        """Return the colour of a group; one that the case does not name is grey."""
        if group not in self.order:
            return QColor((_ON_DARK if dark else _ON_LIGHT)[-1])
        palette = _GROUPS_ON_DARK if dark else _GROUPS_ON_LIGHT
        return QColor(palette[self.order.index(group) % len(palette)])

    def place(self, group: str) -> int:
        """Return the place of a group in the order of the case; unknown ones come last."""
        return self.order.index(group) if group in self.order else len(self.order)

    def both(self, group: str) -> tuple[QColor, QColor]:
        """Return the colour of a group on light and on dark ground."""
        return self.colour(group), self.colour(group, dark=True)


def group_colours(case: Case) -> GroupColours:
    """Give each group of a case its place, as the case lists them."""
    return GroupColours(tuple(map(str, case.table("Groups")["group"])))


def stage_colour(place: int, count: int, *, dark: bool = False) -> QColor:
    """Return the tint of a stage: from light to dark of one hue along the trajectory.

    Args:
        place: from 0, in the order of the stages.
        count: how many stages there are.
        dark: for the dark palette.
    """
    ends = _STAGE_DARK if dark else _STAGE_LIGHT
    return mixed(*ends, place / (count - 1) if count > 1 else 1.0)


def mixed(first: QColor | str, last: QColor | str, part: float) -> QColor:
    """Return the colour that lies so far, from 0 to 1, on the way from one to another."""
    ends = (QColor(end).getRgb()[:3] for end in (first, last))  # type: ignore[index]
    return QColor(*(round(a + (b - a) * part) for a, b in zip(*ends, strict=True)))
