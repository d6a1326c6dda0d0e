"""Streams of people from stage to stage: heights and widths stand for persons."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate, pairwise

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.charts.bands import (
    LegendEntry,
    StreamPart,
    band,
    faded,
    legend_height,
    paint_legend,
    paint_parts,
)
from desktop.charts.chart import Chart, ChartLook, ChartTable, Mark, ink_on, lines_of, widest, write
from desktop.charts.sankey_labels import Label, Wanted, labels_beside, paint_label
from desktop.look.theme import BODY, CAPTION, STEP

_NODE = 6.0 * STEP
_GAP, _LEAST_GAP = 3.0 * STEP, 1.0
_LEAST_LABELS, _MOST_LABELS = 24.0 * STEP, 64.0 * STEP
"""Room for the names to the right of the last column."""
_LEAST_COLUMN = 44.0 * STEP
_EDGE_COLUMN = 0.62
"""A column of arrivals only, or of exits only, is so much narrower than a stage."""
_LINE = 0.92
"""The part of a width that a title is taken to fill: it is set bold, and measured as it is not."""
_FAINT, _PLAIN, _STRONG = 0.10, 0.32, 0.72


class NodeKind(Enum):
    """What a node is."""

    ARRIVALS = "arrivals"
    PLACE = "place"
    EXITS = "exits"


@dataclass(frozen=True)
class StageColumn:
    """One stage.

    Attributes:
        title: its name; "" over arrivals and exits alone.
        figure: what is written under it.
        edge: whether it holds arrivals or exits only.
    """

    title: str
    figure: str = ""
    edge: bool = False


@dataclass(frozen=True)
class StreamNode:
    """One block of a column.

    Attributes:
        key: what it stands for.
        column: its column, from the left.
        persons: its height.
        label: what is written beside it.
        text: what it says in full.
        letters: what is written on it, so that it reads in grey.
        colour: on light and on dark ground.
        followed: how many of its persons are followed; None: nobody is followed.
        chosen: whether its people are the ones who are followed.
    """

    key: object
    column: int
    persons: float
    label: str
    text: str
    letters: str
    colour: tuple[QColor, QColor]
    kind: NodeKind = NodeKind.PLACE
    followed: float | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Stream:
    """A way from a node to another; its width stands for persons.

    `projected` of the persons are not in the data yet; they are hatched. `parts` are the groups
    that it is divided by, from the top.
    """

    source: object
    target: object
    persons: float
    text: str
    projected: float = 0.0
    followed: float | None = None
    parts: tuple[StreamPart, ...] = ()


_Way = tuple[Stream, QRectF, QRectF]
"""A stream, with the edges where it starts and ends: their left, top and height count."""


@dataclass
class _Placed:
    scale: float
    nodes: dict[object, QRectF] = field(default_factory=dict)
    streams: list[_Way] = field(default_factory=list)

    def top(self, area: QRectF) -> float:
        """Return where the highest node begins; without any, the area."""
        return min((block.top() for block in self.nodes.values()), default=area.top())


class Sankey(Chart):
    """Stages from left to right, nodes in the order given, exits under them.

    Args:
        columns: from the left.
        nodes: of all columns, from the top.
        streams: between nodes of different columns, or inside one for people who move.
        title: the finding.
        unit: the unit of the figures, and what is shown.
        headers: the headers of the table: from, to, where streams are divided the group, persons.
        legend: what colours of groups mean; empty: streams are not divided.
    """

    def __init__(
        self,
        columns: Sequence[StageColumn],
        nodes: Sequence[StreamNode],
        streams: Sequence[Stream],
        title: str,
        unit: str,
        headers: tuple[str, ...],
        legend: Sequence[LegendEntry] = (),
    ) -> None:
        self.columns, self.nodes, self.streams = tuple(columns), tuple(nodes), tuple(streams)
        self.title, self.unit = title, unit
        self._headers, self.legend = headers, tuple(legend)
        self._by_key = {node.key: node for node in nodes}
        places = range(len(self.columns))
        self._by_column = [[n for n in self.nodes if n.column == place] for place in places]
        self._most = max(map(len, self._by_column), default=0)
        self._widths = [
            _EDGE_COLUMN if one.edge or following.edge else 1.0
            for one, following in pairwise(self.columns)
        ]
        self._last: tuple[QRectF, QFont, _Placed] | None = None

    def paint(self, painter: QPainter, area: QRectF, look: ChartLook) -> None:
        """Paint streams, what is followed, nodes, then their names."""
        paint_legend(painter, area, self.legend, look)
        area = self._under_legend(area, look)
        placed = self._placed(area, look)
        for way in placed.streams:
            self._paint_stream(painter, look, placed.scale, way)
        for node in self.nodes:
            self._paint_node(painter, look, placed, node)
        self._paint_headers(painter, area, look, placed)
        painter.setFont(look.font(CAPTION))
        for label in self._labels(area, look, placed):
            paint_label(painter, label, look, on_colours=bool(self.legend))

    def marks(self, area: QRectF, look: ChartLook) -> list[Mark]:
        """Return the nodes column by column, then the streams, wide ones first."""
        area = self._under_legend(area, look)
        placed = self._placed(area, look)
        marks = [
            Mark(placed.nodes[n.key], n.text, n.key if n.kind is NodeKind.PLACE else None)
            for n in self.nodes
        ]
        for stream, start, end in sorted(placed.streams, key=lambda one: -one[0].persons):
            holes = QPainterPath()
            for block in _between(placed.nodes.values(), start, end):
                holes.addRect(block)
            shape = band(start, end).subtracted(holes)
            marks.append(Mark(shape.boundingRect(), stream.text, None, shape))
        return marks

    def table(self) -> ChartTable:
        """Return a row for each stream, or for each of its groups."""
        named = self._named
        rows: list[tuple[str | float, ...]] = []
        for stream in self.streams:
            ends = named(stream.source), named(stream.target)
            rows += [(*ends, part.name, part.persons) for part in stream.parts]
            if not stream.parts:
                rows.append((*ends, *("",) * bool(self.legend), stream.persons))
        return ChartTable(self._headers, tuple(rows))

    def least_size(self, look: ChartLook) -> QSizeF:
        """Return the room in which stages stand apart and the names of large nodes fit."""
        metrics = QFontMetricsF(look.font(CAPTION))
        width = sum(self._widths) * _LEAST_COLUMN + _NODE + self._label_room(look)
        height = self._head(look, _LEAST_COLUMN) + max(self._most, 6) * metrics.height()
        return QSizeF(width, height + legend_height(self.legend, width, look))

    def _under_legend(self, area: QRectF, look: ChartLook) -> QRectF:
        return area.adjusted(0, legend_height(self.legend, area.width(), look), 0, 0)

    def _named(self, key: object) -> str:
        node = self._by_key[key]
        title = self.columns[node.column].title
        is_named = node.kind is NodeKind.PLACE and title
        return f"{title} · {node.label}" if is_named else node.label

    def _label_room(self, look: ChartLook) -> float:
        """Return the room that the names of the last column take."""
        metrics = QFontMetricsF(look.font(CAPTION))
        last = self._by_column[-1] if self._by_column else ()
        longest = widest(metrics, (node.label for node in last))
        return min(max(longest + 6 * STEP, _LEAST_LABELS), _MOST_LABELS)

    def _lefts(self, area: QRectF, look: ChartLook) -> list[float]:
        wide = (area.width() - _NODE - self._label_room(look)) / max(sum(self._widths), 1.0)
        steps = (wide * width for width in self._widths)
        return list(accumulate(steps, initial=area.left()))[: len(self.columns)]

    def _room(self, area: QRectF, column: int, look: ChartLook) -> float:
        """Return how wide the header and the names of a column may be."""
        lefts = self._lefts(area, look)
        right = lefts[column + 1] if column + 1 < len(lefts) else area.right()
        return right - lefts[column] - 2 * STEP

    def _head(self, look: ChartLook, room: float) -> float:
        metrics = QFontMetricsF(look.font(BODY))
        lines = max((lines_of(metrics, c.title, room * _LINE) for c in self.columns), default=1)
        return lines * metrics.height() + QFontMetricsF(look.font(CAPTION)).height() + 2 * STEP

    def _placed(self, area: QRectF, look: ChartLook) -> _Placed:
        font = look.font(CAPTION)
        if self._last is None or self._last[:2] != (area, font):
            self._last = (area, font, self._place(area, look))
        return self._last[2]

    def _place(self, area: QRectF, look: ChartLook) -> _Placed:
        rooms = [
            self._room(area, c, look) for c in range(len(self.columns)) if self.columns[c].title
        ]
        top = area.top() + self._head(look, min(rooms, default=_LEAST_COLUMN))
        height = max(area.bottom() - top, 1.0)
        gap = max(_LEAST_GAP, min(_GAP, 0.3 * height / max(self._most, 1)))
        scale = min(
            (
                (height - (len(nodes) - 1) * gap) / persons
                for nodes in self._by_column
                if (persons := sum(node.persons for node in nodes)) > 0
            ),
            default=1.0,
        )
        placed = _Placed(max(scale, 0.0))
        for left, nodes in zip(self._lefts(area, look), self._by_column, strict=True):
            y = top
            for node in nodes:
                block = QRectF(left, y, _NODE, max(node.persons * placed.scale, 1.0))
                placed.nodes[node.key] = block
                y = block.bottom() + gap
        self._join(placed)
        return placed

    def _join(self, placed: _Placed) -> None:
        """Give each stream its part of the edges of both nodes, so that few of them cross."""
        out: defaultdict[object, float] = defaultdict(float)
        into: defaultdict[object, float] = defaultdict(float)
        nodes = placed.nodes
        starts: dict[int, QRectF] = {}
        for stream in sorted(
            self.streams, key=lambda s: (nodes[s.target].top(), -nodes[s.target].left())
        ):
            block, tall = nodes[stream.source], stream.persons * placed.scale
            starts[id(stream)] = QRectF(block.right(), block.top() + out[stream.source], 0, tall)
            out[stream.source] += tall
        for stream in sorted(self.streams, key=lambda s: nodes[s.source].top()):
            block, tall = nodes[stream.target], stream.persons * placed.scale
            end = QRectF(block.left(), block.top() + into[stream.target], 0, tall)
            into[stream.target] += tall
            placed.streams.append((stream, starts[id(stream)], end))

    def _paint_stream(self, painter: QPainter, look: ChartLook, scale: float, way: _Way) -> None:
        stream, start, end = way
        source, target = self._by_key[stream.source], self._by_key[stream.target]
        grey = target.kind is NodeKind.EXITS
        if stream.parts:
            is_faint = stream.followed is not None
            edges = (start, end)
            paint_parts(painter, stream.parts, edges, scale, look, is_faint=is_faint, leaves=grey)
            return
        named = target if source.kind is NodeKind.ARRIVALS else source
        colour = QColor(look.colours.quiet_text) if grey else look.pick(named.colour)
        plain, strong = (0.5 * _PLAIN, _PLAIN) if grey else (_PLAIN, _STRONG)
        shade = plain if stream.followed is None else _FAINT
        known = max(stream.persons - stream.projected, 0.0) * scale
        guessed = stream.projected * scale
        if known > 0:
            painter.fillPath(band(start, end, 0.0, known), faded(colour, shade))
        if guessed > 0:
            shape = band(start, end, known, guessed)
            painter.fillPath(shape, faded(colour, shade * 0.5))
            painter.fillPath(shape, QBrush(faded(colour, shade), Qt.BrushStyle.BDiagPattern))
        if stream.followed:
            shape = band(start, end, 0.0, stream.followed * scale)
            painter.fillPath(shape, faded(colour, strong))

    def _paint_node(
        self, painter: QPainter, look: ChartLook, placed: _Placed, node: StreamNode
    ) -> None:
        block, colour = placed.nodes[node.key], look.pick(node.colour)
        if node.kind is NodeKind.EXITS:
            # Open to where they go; hatching would say that their way is not in the data yet.
            grey = QColor(look.colours.quiet_text)
            painter.fillRect(block, faded(grey, 0.25))
            painter.setPen(QPen(grey, 1))
            painter.drawLine(block.topLeft(), block.bottomLeft())
        elif node.followed is None:
            painter.fillRect(block, colour)
        else:
            painter.fillRect(block, faded(colour, 0.3))
            tall = min(node.followed * placed.scale, block.height())
            painter.fillRect(QRectF(block.left(), block.top(), block.width(), tall), colour)
        if node.chosen:
            painter.setPen(QPen(QColor(look.colours.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(block.adjusted(-2, -2, 2, 2))
        painter.setFont(look.font(CAPTION))
        metrics = QFontMetricsF(painter.font())
        fits = metrics.horizontalAdvance(node.letters) <= block.width() - 2
        if node.letters and fits and block.height() >= metrics.capHeight() + STEP:
            pale = node.followed is not None and node.followed * placed.scale < block.height() / 2
            ink = look.colours.text if pale else ink_on(colour)
            write(painter, block, node.letters, ink, Qt.AlignmentFlag.AlignCenter)

    def _paint_headers(
        self, painter: QPainter, area: QRectF, look: ChartLook, placed: _Placed
    ) -> None:
        lefts = self._lefts(area, look)
        bottom = placed.top(area) - 1.5 * STEP
        caption = QFontMetricsF(look.font(CAPTION)).height()
        below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        wrapped = below | Qt.TextFlag.TextWordWrap
        for c, column in enumerate(self.columns):
            room = self._room(area, c, look)
            title = QRectF(lefts[c], area.top(), room, bottom - caption - area.top())
            write(painter, title, column.title, look.colours.text, wrapped, look.bold_font(BODY))
            under = QRectF(lefts[c], bottom - caption, room, caption)
            quiet = look.colours.quiet_text
            write(painter, under, column.figure, quiet, below, look.font(CAPTION))

    def _labels(self, area: QRectF, look: ChartLook, placed: _Placed) -> list[Label]:
        """Return the names beside the nodes; where there is no room for all, the largest stay."""
        line = QFontMetricsF(look.font(CAPTION)).height()
        top = placed.top(area) - STEP / 2
        labels: list[Label] = []
        for c, nodes in enumerate(self._by_column):
            wanted = [
                Wanted(
                    node.label,
                    placed.nodes[node.key],
                    node.persons if node.kind is NodeKind.PLACE else math.inf,
                    faint=node.followed == 0,
                )
                for node in nodes
            ]
            if not wanted:
                continue
            left = wanted[0].block.right()
            wide = self._room(area, c, look) - _NODE
            labels += labels_beside(wanted, line, QRectF(left, top, wide, area.bottom() - top))
        return labels


def _between(blocks: Iterable[QRectF], start: QRectF, end: QRectF) -> list[QRectF]:
    """Return the nodes that a stream passes behind."""
    left, right = sorted((start.left(), end.left()))
    return [b for b in blocks if b.right() < right - 1 and b.left() > left + 1]
