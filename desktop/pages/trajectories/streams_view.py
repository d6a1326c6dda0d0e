"""The view of streams: a chart whose blocks can be followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from desktop.charts.bands import LegendEntry, StreamPart
from desktop.charts.chart_view import ChartView
from desktop.charts.sankey import (
    NodeKind,
    Sankey,
    StageColumn,
    Stream,
    StreamNode,
)
from desktop.look.colours import GroupColours, TerritoryColours, group_colours
from desktop.look.language import say
from desktop.look.theme import Theme
from desktop.look.widgets import in_column
from models.results.trajectories import ELSEWHERE, OTHERS, Cell, StreamStep, Trajectories
from models.words.text import Argument, counted, text
from models.words.trajectories import (
    TrajectoryWords,
    cell_text,
    followed_sentence,
    group_change,
    largest_stream,
    short_name,
    step_text,
    unit_of_streams,
    words_of,
)

_ARRIVALS, _EXITS = "arrivals", "exits"
translate = QCoreApplication.translate
_GREY = (QColor("#8a9099"), QColor("#7d848c"))
_BLOCK = (QColor("#4a5158"), QColor("#c3c9cf"))
"""The colour of blocks where groups have the others."""


def sankey_of(answer: Trajectories, colours: TerritoryColours) -> Sankey:
    """Return the chart of streams.

    Where groups colour them, no colour means a territory: blocks have their letters and names.
    """
    streams, words = answer.streams, words_of(answer)
    groups = group_colours(answer.traced.case)
    in_streams = {g for s in streams.steps for p in s.parts for g in (p.before, p.after)}
    legend = legend_of(in_streams, groups, words)
    begins = any(step.source is None for step in streams.steps)
    shift = 1 if begins else 0
    place = {stage: at + shift for at, stage in enumerate(streams.stages)}
    ends_late = any(
        s.target is None and s.source and s.source.stage == streams.stages[-1]
        for s in streams.steps
    )
    edge = StageColumn("", edge=True)
    columns = [edge] * shift + [_column(answer, stage, words) for stage in streams.stages]
    columns += [edge] if ends_late else []
    ends = {s: _ends(s, place) for s in streams.steps}
    out, into = _sums(streams.steps)
    following = streams.followed is not None
    nodes = [*_arrival_nodes(streams.steps, words)] if begins else []
    for count in streams.cells:
        cell = count.cell
        nodes.append(
            StreamNode(
                cell,
                place[cell.stage],
                count.persons,
                _label(cell.territory, count.persons, words),
                say(cell_text(answer, cell, out, into, count.followed)),
                _letters(cell.territory, colours),
                _BLOCK if legend else _colours(cell.territory, colours),
                followed=count.followed if following else None,
                chosen=streams.followed is not None and streams.followed.cell == cell,
            )
        )
    nodes += _exit_nodes(streams.steps, place, following, words)
    drawn = [
        Stream(
            *ends[step],
            step.persons,
            say(step_text(step, out, words)),
            step.projected,
            step.followed if following else None,
            _parts(step, groups, words),
        )
        for step in streams.steps
    ]
    headers = [translate("Trajectories", "From"), translate("Trajectories", "To")]
    headers += [translate("Trajectories", "Group")] if legend else []
    headers += [translate("Trajectories", "Persons")]
    title: Argument = largest_stream(streams.steps, words)
    if streams.followed is not None:
        title = followed_sentence(streams.followed, words)
    unit = say(unit_of_streams(answer))
    chart = Sankey(columns, nodes, drawn, say(title), unit, tuple(headers), legend)
    chart.name = translate("Trajectories", "where people go")
    return chart


def _parts(
    step: StreamStep, groups: GroupColours, words: TrajectoryWords
) -> tuple[StreamPart, ...]:
    """Return the groups of a stream, in the order of the case; who arrives or leaves has one."""
    ends = {part: (part.before or part.after, part.after or part.before) for part in step.parts}
    ordered = sorted(ends.items(), key=lambda each: [groups.place(group) for group in each[1]])
    return tuple(
        StreamPart(
            part.persons,
            part.projected,
            part.followed,
            (groups.both(before), groups.both(after)),
            say(group_change(before, after, words)),
        )
        for part, (before, after) in ordered
    )


def legend_of(
    found: Collection[str], groups: GroupColours, words: TrajectoryWords
) -> list[LegendEntry]:
    """Return what the colours of some groups mean, in the order of the case."""
    return [
        LegendEntry(words.names.group(group), groups.both(group))
        for group in groups.order
        if group in found
    ]


def _column(answer: Trajectories, stage: str, words: TrajectoryWords) -> StageColumn:
    total = sum(
        c.persons
        for c in answer.streams.cells
        if c.cell.stage == stage and c.cell.territory != ELSEWHERE
    )
    return StageColumn(words.names.stage(stage), say(words.people(total)))


def _label(territory: str, persons: float, words: TrajectoryWords) -> str:
    name, figure = short_name(territory, words), words.persons(persons)
    return say(text("{territory} {persons}", territory=name, persons=figure))


def _ends(step: StreamStep, place: Mapping[str, int]) -> tuple[object, object]:
    source: object = step.source or _ARRIVALS
    target: object = step.target
    if step.target is None and step.source is not None:
        target = (_EXITS, place[step.source.stage] + 1)
    return source, target


def _sums(steps: tuple[StreamStep, ...]) -> tuple[dict[Cell, float], dict[Cell, float]]:
    out: defaultdict[Cell, float] = defaultdict(float)
    into: defaultdict[Cell, float] = defaultdict(float)
    for step in steps:
        if step.source is not None:
            out[step.source] += step.persons
        if step.target is not None:
            into[step.target] += step.persons
    return out, into


def _arrival_nodes(steps: tuple[StreamStep, ...], words: TrajectoryWords) -> list[StreamNode]:
    total = sum(step.persons for step in steps if step.source is None)
    label = say(text("Arrivals {persons}", persons=words.persons(total)))
    said = say(
        counted(
            "{persons} person arrives from outside.",
            "{persons} people arrive from outside.",
            words.whole(total),
            persons=words.persons(total),
        )
    )
    return [StreamNode(_ARRIVALS, 0, total, label, said, "", _GREY, NodeKind.ARRIVALS)]


def _exit_nodes(
    steps: tuple[StreamStep, ...], place: Mapping[str, int], following: bool, words: TrajectoryWords
) -> list[StreamNode]:
    total: defaultdict[str, float] = defaultdict(float)
    followed: defaultdict[str, float] = defaultdict(float)
    for step in steps:
        if step.target is None and step.source is not None:
            total[step.source.stage] += step.persons
            followed[step.source.stage] += step.followed
    return [
        StreamNode(
            (_EXITS, place[stage] + 1),
            place[stage] + 1,
            persons,
            say(text("Leave {persons}", persons=words.persons(persons))),
            say(
                counted(
                    "{persons} person leaves the trajectory after {stage}.",
                    "{persons} people leave the trajectory after {stage}.",
                    words.whole(persons),
                    persons=words.persons(persons),
                    stage=words.names.stage(stage),
                )
            ),
            "",
            _GREY,
            NodeKind.EXITS,
            followed[stage] if following else None,
        )
        for stage, persons in total.items()
    ]


def _letters(territory: str, colours: TerritoryColours) -> str:
    if territory in (OTHERS, ELSEWHERE):
        return "…"
    return colours.letters(territory)


def _colours(territory: str, colours: TerritoryColours) -> tuple[QColor, QColor]:
    if territory in (OTHERS, ELSEWHERE):
        return _GREY
    return colours.colour(territory), colours.colour(territory, dark=True)


class StreamsView(QWidget):
    """The chart of streams and what can be done with it.

    Signals:
        followed: the people of a cell are to be followed; None: nobody.
    """

    followed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = ChartView(theme)
        self.hint = QLabel()
        self.hint.setObjectName("quiet")
        self.chart.chosen.connect(self._on_chosen)
        self._cell: Cell | None = None
        self.setLayout(in_column((self.chart, 1), self.hint))

    def show_answer(self, answer: Trajectories, colours: TerritoryColours) -> None:
        """Show streams."""
        self._cell = answer.streams.followed.cell if answer.streams.followed else None
        self.chart.show_chart(sankey_of(answer, colours))
        self.hint.setText(
            self.tr("Esc shows everybody again.")
            if self._cell
            else self.tr(
                "Choose a block, with the pointer or with the arrow keys and Enter, to follow its "
                "people."
            )
        )

    @Slot(object)
    def _on_chosen(self, key: object) -> None:
        if isinstance(key, Cell):
            self.followed.emit(None if key == self._cell else key)
