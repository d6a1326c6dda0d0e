"""Two pictures of the same people in one scale: where they go with the programmes and without."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop.charts.bands import (
    Ink,
    LegendEntry,
    band,
    band_brush,
    faded,
    legend_height,
    paint_legend,
)
from desktop.charts.chart import Chart, ChartLook, ChartTable, Mark, lines_of, write
from desktop.look.theme import BODY, CAPTION, HEADING, LARGE, STEP, TITLE

_BLOCK = 5.0 * STEP
_BETWEEN = 10.0 * STEP
"""Between the two pictures."""
_GAP = 2.0 * STEP
_STRENGTH = 0.75
_LEAST_COLUMN, _LEAST_BLOCK = 40.0 * STEP, 6.0 * STEP
_FIGURES = (LARGE, TITLE, HEADING, BODY)
"""Sizes of the figures; the largest that fits is taken, to be read from afar."""
_MOST_FOR_LABELS = 0.5
"""The part of a column's height that its labels may take, before figures are set smaller."""
_NAME_LINES = 3
_CLEARED = 0.8

Pair = tuple[float, float]
"""Persons with the programmes, and without."""


@dataclass(frozen=True)
class TwinPart:
    """The people of one colour: how many of them with and without."""

    colour: Ink
    persons: Pair


@dataclass(frozen=True)
class TwinBlock:
    """A stage.

    Attributes:
        key: what it stands for.
        column: its column, from the left.
        name: what it is called.
        persons: its heights.
        parts: of it, from the top.
        figures: how many, as written over it on either side.
        difference: what is without more or less, as written; "": nothing.
        texts: what either side says in full.
    """

    key: str
    column: int
    name: str
    persons: Pair
    parts: tuple[TwinPart, ...]
    figures: tuple[str, str]
    difference: str
    texts: tuple[str, str]

    @property
    def most(self) -> float:
        """The larger of both."""
        return max(self.persons)


@dataclass(frozen=True)
class TwinStream:
    """A way from a stage to a later one.

    Attributes:
        colours: where it begins and where it ends.
        places: its place among those that begin at its block, and among those that end there.
        persons: its widths.
        texts: what either side says in full.
        row: of the table.
    """

    source: str
    target: str
    colours: tuple[Ink, Ink]
    places: tuple[int, int]
    persons: Pair
    texts: tuple[str, str]
    row: tuple[str | float, ...]


@dataclass
class _SidePlaces:
    """Where one side has its labels, its blocks as high as the larger of both, and its streams."""

    labels: dict[str, QRectF] = field(default_factory=dict)
    blocks: dict[str, QRectF] = field(default_factory=dict)
    streams: list[tuple[TwinStream, QRectF, QRectF]] = field(default_factory=list)
    scale: float = 0.0
    figure_size: int = TITLE
    name_lines: int = 1


class TwinStreams(Chart):
    """Two pictures beside each other, with blocks at the same heights.

    Args:
        sides: what stands over the pictures: with, without.
        blocks: from the top of each column.
        streams: between them.
        legend: what colours mean; empty: nothing.
        title: the finding.
        unit: what is counted.
        header: of the table.
        begins: rows of the table for those who begin.
    """

    title_size = TITLE

    def __init__(
        self,
        sides: tuple[str, str],
        blocks: Sequence[TwinBlock],
        streams: Sequence[TwinStream],
        legend: Sequence[LegendEntry],
        title: str,
        unit: str,
        header: tuple[str, ...],
        begins: Sequence[tuple[str | float, ...]],
    ) -> None:
        self.sides, self.blocks, self.streams = sides, tuple(blocks), tuple(streams)
        self.legend, self.title, self.unit = tuple(legend), title, unit
        self._header, self._begins = header, tuple(begins)
        count = max((block.column for block in blocks), default=0) + 1
        self._columns = [[b for b in self.blocks if b.column == c] for c in range(count)]

    def paint(self, painter: QPainter, area: QRectF, look: ChartLook) -> None:
        """Paint what colours mean, then both sides."""
        paint_legend(painter, area, self.legend, look)
        for side, room in enumerate(self._rooms(area, look)):
            placed = self._placed(side, room, look)
            head = QRectF(room.left(), room.top(), room.width(), self._head(look))
            top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            write(
                painter, head, self.sides[side], look.colours.text, top, look.bold_font(HEADING)
            )  # fmt: skip
            for stream, start, end in placed.streams:
                shape = band(start, end)
                colours = (faded(look.pick(c), _STRENGTH) for c in stream.colours)
                painter.fillPath(shape, band_brush(shape, *colours))
            for block in self.blocks:
                self._paint_block(painter, side, block, placed, look)
            for block in self.blocks:
                self._paint_label(painter, side, block, placed, look)

    def marks(self, area: QRectF, look: ChartLook) -> list[Mark]:
        """Return the stages with, the stages without, then the streams of either side."""
        sides = [
            (side, self._placed(side, room, look))
            for side, room in enumerate(self._rooms(area, look))
        ]
        marks = [
            Mark(placed.blocks[block.key].united(placed.labels[block.key]), block.texts[side])
            for side, placed in sides
            for block in self.blocks
        ]
        for side, placed in sides:
            for stream, start, end in placed.streams:
                shape = band(start, end)
                marks.append(Mark(shape.boundingRect(), stream.texts[side], None, shape))
        return marks

    def table(self) -> ChartTable:
        """Return a row for those who begin in each stage, and for each stream."""
        return ChartTable(self._header, (*self._begins, *(s.row for s in self.streams)))

    def least_size(self, look: ChartLook) -> QSizeF:
        """Return the room in which stages stand apart with their names and figures."""
        names = _NAME_LINES * QFontMetricsF(look.font(BODY)).height()
        label = names + QFontMetricsF(look.font(HEADING)).height() + _GAP
        most = max(map(len, self._columns), default=1)
        width = 2 * len(self._columns) * _LEAST_COLUMN + _BETWEEN
        height = self._head(look) + most * (label + _LEAST_BLOCK)
        return QSizeF(width, height + legend_height(self.legend, width, look))

    def _head(self, look: ChartLook) -> float:
        return QFontMetricsF(look.font(HEADING)).height() + 3 * STEP

    def _rooms(self, area: QRectF, look: ChartLook) -> tuple[QRectF, QRectF]:
        top = area.top() + legend_height(self.legend, area.width(), look)
        width = (area.width() - _BETWEEN) / 2
        rooms = (
            QRectF(left, top, width, area.bottom() - top)
            for left in (area.left(), area.right() - width)
        )
        return next(rooms), next(rooms)

    def _placed(self, side: int, room: QRectF, look: ChartLook) -> _SidePlaces:
        """Place one side; labels, heights and scale are those of both."""
        column = room.width() / max(len(self._columns), 1)
        wide = column - 3 * STEP
        placed = _SidePlaces()
        placed.name_lines = self._name_lines(wide, look)
        inner = room.adjusted(0, self._head(look), 0, 0)
        placed.figure_size = next(
            (size for size in _FIGURES if self._fits(size, placed.name_lines, wide, inner, look)),
            _FIGURES[-1],
        )
        tall = self._label_height(placed.figure_size, placed.name_lines, look)
        placed.scale = self._scale(inner.height(), tall)
        for at, blocks in enumerate(self._columns):
            y, left = inner.top(), inner.left() + at * column
            for block in blocks:
                placed.labels[block.key] = QRectF(left, y, wide, tall)
                y += tall
                height = max(block.most * placed.scale, 1.0)
                placed.blocks[block.key] = QRectF(left, y, _BLOCK, height)
                y += height + _GAP
        self._join(side, placed)
        return placed

    def _scale(self, height: float, label: float) -> float:
        scales = (
            (height - len(blocks) * (label + _GAP)) / persons
            for blocks in self._columns
            if (persons := sum(block.most for block in blocks)) > 0
        )
        return max(min(scales, default=0.0), 0.0)

    def _fits(self, size: int, lines: int, wide: float, room: QRectF, look: ChartLook) -> bool:
        metrics = QFontMetricsF(look.bold_font(size))
        smaller = QFontMetricsF(look.font(_smaller(size)))
        widths = (
            metrics.horizontalAdvance(max(block.figures, key=len))
            + smaller.horizontalAdvance(block.difference)
            + 3 * STEP
            for block in self.blocks
        )
        most = max(map(len, self._columns), default=1)
        tall = most * self._label_height(size, lines, look)
        return max(widths, default=0.0) <= wide and tall <= _MOST_FOR_LABELS * room.height()

    def _name_lines(self, wide: float, look: ChartLook) -> int:
        metrics = QFontMetricsF(look.font(BODY))
        lines = (lines_of(metrics, block.name, wide) for block in self.blocks)
        return min(max(lines, default=1), _NAME_LINES)

    def _label_height(self, size: int, lines: int, look: ChartLook) -> float:
        names = lines * QFontMetricsF(look.font(BODY)).lineSpacing()
        return names + QFontMetricsF(look.bold_font(size)).height() + STEP

    def _join(self, side: int, placed: _SidePlaces) -> None:
        """Give each stream its part of the edges of both blocks, from the top."""
        starts = _edges(self.streams, 0, side, placed)
        ends = _edges(self.streams, 1, side, placed)
        for stream, start, end in zip(self.streams, starts, ends, strict=True):
            if start.height() > 0:
                placed.streams.append((stream, start, end))

    def _paint_block(
        self, painter: QPainter, side: int, block: TwinBlock, placed: _SidePlaces, look: ChartLook
    ) -> None:
        whole = placed.blocks[block.key]
        y = whole.top()
        for part in block.parts:
            tall = max(part.persons[side], 0.0) * placed.scale
            painter.fillRect(QRectF(whole.left(), y, whole.width(), tall), look.pick(part.colour))
            y += tall
        if whole.bottom() - y > 1:
            painter.setPen(QPen(QColor(look.colours.quiet_text), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(whole.left(), y, whole.width(), whole.bottom() - y))

    def _paint_label(
        self, painter: QPainter, side: int, block: TwinBlock, placed: _SidePlaces, look: ChartLook
    ) -> None:
        place, size = placed.labels[block.key], placed.figure_size
        name_font, figure_font = look.font(BODY), look.bold_font(size)
        names = placed.name_lines * QFontMetricsF(name_font).lineSpacing()
        low = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        name = QRectF(place.left(), place.top(), place.width(), names)
        figure = QRectF(place.left(), name.bottom(), place.width(), place.bottom() - name.bottom())
        wrapped = low | Qt.TextFlag.TextWordWrap
        shown = block.figures[side]
        wide = QFontMetricsF(figure_font).horizontalAdvance(shown)
        ground = faded(QColor(look.ground), _CLEARED)  # so that it can be read on streams
        for box, text, font in ((name, block.name, name_font), (figure, shown, figure_font)):
            painter.fillRect(_written(box, text, QFontMetricsF(font)), ground)
        write(painter, name, block.name, look.colours.text, wrapped, name_font)
        write(painter, figure, shown, look.colours.text, low, figure_font)
        if side and block.difference:
            beside = figure.adjusted(wide + 2 * STEP, 0, 0, -_drop(size, look))
            quiet = look.colours.quiet_text
            write(painter, beside, block.difference, quiet, low, look.font(_smaller(size)))


def _edges(streams: Sequence[TwinStream], at: int, side: int, placed: _SidePlaces) -> list[QRectF]:
    """Return the part of its block's edge that each stream begins (0) or ends (1) at."""
    filled: defaultdict[str, float] = defaultdict(float)
    edges: dict[int, QRectF] = {}
    for number in sorted(range(len(streams)), key=lambda n: streams[n].places[at]):
        stream = streams[number]
        key = stream.target if at else stream.source
        block, tall = placed.blocks[key], max(stream.persons[side], 0.0) * placed.scale
        left = block.left() if at else block.right()
        edges[number] = QRectF(left, block.top() + filled[key], 0, tall)
        filled[key] += tall
    return [edges[number] for number in range(len(streams))]


def _written(box: QRectF, text: str, metrics: QFontMetricsF) -> QRectF:
    """Return the part of a box that a text at its bottom takes."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
    return metrics.boundingRect(box, int(flags), text)


def _smaller(size: int) -> int:
    """Return the size of the difference beside a figure."""
    return {LARGE: TITLE, TITLE: HEADING, HEADING: BODY}.get(size, CAPTION)


def _drop(size: int, look: ChartLook) -> float:
    """Return how far a smaller figure is raised to stand on the line of the larger one."""
    large, small = QFontMetricsF(look.bold_font(size)), QFontMetricsF(look.font(_smaller(size)))
    return max(large.descent() - small.descent(), 0.0)
