"""What a chart is: something that paints itself, and can be read without being seen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QPainter, QPainterPath

from desktop.look.theme import CAPTION, DARK, LIGHT, Colours, Theme


@dataclass(frozen=True)
class Look:
    """Colours and fonts that a chart is painted with.

    Attributes:
        font: returns the font of a size of the type scale.
        dark: whether the colours of territories are those for a dark ground.
        ground: the colour that a chart lies on.
    """

    colours: Colours
    font: Callable[[int], QFont]
    dark: bool
    ground: str


def look_of(theme: Theme) -> Look:
    """Return the look of the window."""
    return Look(theme.colours, theme.font, theme.colours is DARK, theme.colours.background)


def look_on_paper(theme: Theme) -> Look:
    """Return the look of pictures and paper, which is always light."""
    return Look(LIGHT, theme.font, dark=False, ground=LIGHT.surface)


@dataclass(frozen=True)
class Mark:
    """A part of a chart that stands for a figure.

    Attributes:
        area: where it is.
        text: what it says in full, for the pointer, the keyboard and screen readers.
        key: what it stands for, for whoever is told that it was chosen.
        shape: its outline inside the area where that is no rectangle.
    """

    area: QRectF
    text: str
    key: object = None
    shape: QPainterPath | None = None

    def contains(self, point: QPointF) -> bool:
        """Say whether a point lies on it."""
        inside = self.area.contains(point)
        return inside and (self.shape is None or self.shape.contains(point))


@dataclass(frozen=True)
class ChartTable:
    """The figures of a chart as a table; figures are exact."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


class Chart(ABC):
    """One chart.

    Attributes:
        name: what it is called where a finding is too long, as in the name of a file; "": as
            the finding.
        title: the finding, in one line.
        unit: the unit of its figures.
        note: what the page says beside it and a picture says under it.
        unit_size: the size of its type, of the type scale.
    """

    name: str = ""
    title: str = ""
    unit: str = ""
    note: str = ""
    unit_size: int = CAPTION

    @abstractmethod
    def paint(self, painter: QPainter, area: QRectF, look: Look) -> None:
        """Paint it, without its title, into an area."""

    @abstractmethod
    def marks(self, area: QRectF, look: Look) -> Sequence[Mark]:
        """Return its marks where `paint` puts them, in the order in which one reads them."""

    @abstractmethod
    def table(self) -> ChartTable:
        """Return its figures."""

    @abstractmethod
    def least_size(self, look: Look) -> QSizeF:
        """Return the smallest size in which everything can be read."""
