"""What a chart is, and how a whole one is painted: it can be read without being seen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath

from desktop.look.theme import BODY, CAPTION, DARK, HEADING, LIGHT, STEP, Colours, Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_WHITE, _DARK = "#ffffff", "#16181b"
_LIGHT_GROUND = 0.55
"""From this brightness on, of 1, dark letters read better on a colour than white ones."""


@dataclass(frozen=True)
class ChartLook:
    """Colours and fonts that a chart is painted with.

    Attributes:
        font: returns the font of a size of the type scale, the same one each time.
        dark: whether the colours of territories are those for a dark ground.
        ground: the colour that a chart lies on.
    """

    colours: Colours
    font: Callable[[int], QFont]
    dark: bool
    ground: str

    def bold_font(self, size: int, *, bold: bool = True) -> QFont:
        """Return the font of a size of the type scale, set bold."""
        font = QFont(self.font(size))
        font.setBold(bold)
        return font

    def pick(self, colours: tuple[QColor, QColor]) -> QColor:
        """Return that of two colours which is for this ground: light, or dark."""
        return colours[1] if self.dark else colours[0]


def look_of(theme: Theme) -> ChartLook:
    """Return the look of the window."""
    return ChartLook(
        theme.colours, cache(theme.font), theme.colours is DARK, theme.colours.background
    )


def look_on_paper(theme: Theme) -> ChartLook:
    """Return the look of pictures and paper, which is always light."""
    return ChartLook(LIGHT, cache(theme.font), dark=False, ground=LIGHT.surface)


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
    """The figures of a chart as a table.

    Attributes:
        header: what the columns are.
        rows: names, and figures that are exact.
        decimals: the most that are shown of a figure.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]
    decimals: int = 2


class Chart(ABC):
    """One chart.

    Attributes:
        name: what it is called where a finding is too long, as in the name of a file; "": as
            the finding.
        title: the finding, in one line.
        unit: the unit of its figures.
        note: what the page says beside it and a picture says under it.
        title_size, unit_size: the sizes of their type, of the type scale.
        kept_lines: how many lines of the finding and of the unit have room even where they are
            shorter, so that nothing moves when they change; a longer finding is set smaller.
    """

    name: str = ""
    title: str = ""
    unit: str = ""
    note: str = ""
    title_size: int = HEADING
    unit_size: int = CAPTION
    kept_lines: tuple[int, int] = (0, 0)

    @abstractmethod
    def paint(self, painter: QPainter, area: QRectF, look: ChartLook) -> None:
        """Paint it, without its title, into an area."""

    @abstractmethod
    def marks(self, area: QRectF, look: ChartLook) -> Sequence[Mark]:
        """Return its marks where `paint` puts them, in the order in which one reads them."""

    @abstractmethod
    def table(self) -> ChartTable:
        """Return its figures."""

    @abstractmethod
    def least_size(self, look: ChartLook) -> QSizeF:
        """Return the smallest size in which everything can be read."""


def chart_area(chart: Chart, whole: QRectF, look: ChartLook) -> QRectF:
    """Return what is left for the chart under its title and unit."""
    heights = [height for _text, _size, height in _head(chart, whole.width(), look)]
    kept = sum(
        lines * QFontMetricsF(look.font(size)).lineSpacing() + STEP
        for (text, size), lines in zip(_words(chart), chart.kept_lines, strict=True)
        if text and lines
    )
    return whole.adjusted(0, max(sum(heights), kept) + 2 * STEP if any(heights) else 0.0, 0, 0)


def paint_chart(chart: Chart, painter: QPainter, whole: QRectF, look: ChartLook) -> None:
    """Paint title, unit and chart."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = QRectF(whole)
    inks = (look.colours.text, look.colours.quiet_text)
    for (text, size, height), ink in zip(_head(chart, whole.width(), look), inks, strict=True):
        line.setHeight(height)
        write(painter, line, text, ink, _WRAPPED, look.font(size))
        line.moveTop(line.bottom())
    painter.save()
    chart.paint(painter, chart_area(chart, whole, look), look)
    painter.restore()


def widest(metrics: QFontMetricsF, texts: Iterable[str]) -> float:
    """Return the width of the longest of some texts; 0 of none."""
    return max(map(metrics.horizontalAdvance, texts), default=0.0)


def lines_of(metrics: QFontMetricsF, text: str, room: float) -> int:
    """Return how many lines a text takes in a width, at least one."""
    box = metrics.boundingRect(QRectF(0, 0, room, 1e4), _WRAPPED, text)
    return max(1, round(box.height() / metrics.lineSpacing()))


def ink_on(ground: QColor | str) -> QColor:
    """Return the ink that can be read on a colour: white, or dark on a light one."""
    colour = QColor(ground)
    light = 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF()
    return QColor(_WHITE if light < _LIGHT_GROUND else _DARK)


def foot_height(foot: str, width: float, look: ChartLook) -> float:
    """Return the room that the words under a picture take."""
    return _height(foot, CAPTION, width, look) + STEP if foot else 0.0


def paint_foot(foot: str, painter: QPainter, whole: QRectF, look: ChartLook) -> None:
    """Write at the lower edge of a picture."""
    below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
    write(painter, whole, foot, look.colours.quiet_text, below, look.font(CAPTION))


def write(
    painter: QPainter,
    box: QRectF,
    text: str,
    ink: QColor | str,
    flags: Qt.AlignmentFlag | int = LEFT,
    font: QFont | None = None,
) -> None:
    """Write a text into a box, in the painter's font or in another one."""
    if font is not None:
        painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(box, int(flags), text)


def _words(chart: Chart) -> tuple[tuple[str, int], tuple[str, int]]:
    return (chart.title, chart.title_size), (chart.unit, chart.unit_size)


def _head(chart: Chart, width: float, look: ChartLook) -> list[tuple[str, int, float]]:
    """Return the finding and the unit, each with its size of type and its height."""
    (title, size), (unit, unit_size) = _words(chart)
    kept = chart.kept_lines[0] * QFontMetricsF(look.font(size)).lineSpacing() + STEP
    if chart.kept_lines[0] and _height(title, size, width, look) > kept:
        size = BODY
    head = (title, size), (unit, unit_size)
    return [(text, size, _height(text, size, width, look)) for text, size in head]


def _height(text: str, size: int, width: float, look: ChartLook) -> float:
    """Return how high lines of text are, with what is kept clear below; 0: there is none."""
    font = look.font(size)
    return _wrapped_height(text, _Type(font.key(), font), width) + STEP if text else 0.0


@dataclass(frozen=True)
class _Type:
    """A font; two of one key are the same, so that a text is measured in it only once."""

    key: str
    font: QFont = field(compare=False)


@lru_cache(maxsize=100)
def _wrapped_height(text: str, kind: _Type, width: float) -> float:
    box = QRectF(0, 0, width, 1e4)
    return QFontMetricsF(kind.font).boundingRect(box, _WRAPPED, text).height()
