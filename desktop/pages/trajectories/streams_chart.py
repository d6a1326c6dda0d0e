"""Makes the chart of streams from an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from desktop.charts.sankey import Column, Kind, Node, Sankey, Stream
from desktop.look.colours import TerritoryColours
from desktop.look.language import say
from desktop.pages.trajectories.query import ELSEWHERE, OTHERS, Answer, Cell, Step
from desktop.pages.trajectories.sentences import Teller, followed_sentence
from desktop.pages.trajectories.streams_words import (
    cell_text,
    largest_stream,
    short_name,
    step_text,
    unit_of_streams,
)
from models.words.text import Argument, counted, text

_ARRIVALS, _EXITS = "arrivals", "exits"
translate = QCoreApplication.translate
_GREY = (QColor("#8a9099"), QColor("#7d848c"))


def sankey_of(answer: Answer, colours: TerritoryColours, teller: Teller) -> Sankey:
    """Return the chart of streams."""
    streams = answer.streams
    begins = any(step.source is None for step in streams.steps)
    shift = 1 if begins else 0
    place = {stage: at + shift for at, stage in enumerate(streams.stages)}
    ends_late = any(
        s.target is None and s.source and s.source.stage == streams.stages[-1]
        for s in streams.steps
    )
    edge = Column("", edge=True)
    columns = [edge] * shift + [_column(answer, stage, teller) for stage in streams.stages]
    columns += [edge] if ends_late else []
    ends = {s: _ends(s, place) for s in streams.steps}
    out, into = _sums(streams.steps)
    following = streams.followed is not None
    nodes = [*_arrival_nodes(streams.steps, teller)] if begins else []
    for count in streams.cells:
        cell = count.cell
        nodes.append(
            Node(
                cell,
                place[cell.stage],
                count.persons,
                _label(cell.territory, count.persons, teller),
                say(cell_text(answer, cell, out, into, count.followed, teller)),
                _letters(cell.territory, colours),
                _colours(cell.territory, colours),
                followed=count.followed if following else None,
                chosen=streams.followed is not None and streams.followed.cell == cell,
            )
        )
    nodes += _exit_nodes(streams.steps, place, following, teller)
    drawn = [
        Stream(
            *ends[step],
            step.persons,
            say(step_text(step, out, teller)),
            step.projected,
            step.followed if following else None,
        )
        for step in streams.steps
    ]
    headers = (
        translate("Trajectories", "From"),
        translate("Trajectories", "To"),
        translate("Trajectories", "Persons"),
    )
    title: Argument = largest_stream(streams.steps, teller)
    if streams.followed is not None:
        title = followed_sentence(streams.followed, teller)
    unit = say(unit_of_streams(answer, teller))
    chart = Sankey(columns, nodes, drawn, say(title), unit, headers)
    chart.name = translate("Trajectories", "where people go")
    return chart


def _column(answer: Answer, stage: str, teller: Teller) -> Column:
    total = sum(
        c.persons
        for c in answer.streams.cells
        if c.cell.stage == stage and c.cell.territory != ELSEWHERE
    )
    return Column(teller.names.stage(stage), say(teller.people(total)))


def _label(territory: str, persons: float, teller: Teller) -> str:
    name, figure = short_name(territory, teller), teller.persons(persons)
    return say(text("{territory} {persons}", territory=name, persons=figure))


def _ends(step: Step, place: Mapping[str, int]) -> tuple[object, object]:
    source: object = step.source or _ARRIVALS
    target: object = step.target
    if step.target is None and step.source is not None:
        target = (_EXITS, place[step.source.stage] + 1)
    return source, target


def _sums(steps: tuple[Step, ...]) -> tuple[dict[Cell, float], dict[Cell, float]]:
    out: defaultdict[Cell, float] = defaultdict(float)
    into: defaultdict[Cell, float] = defaultdict(float)
    for step in steps:
        if step.source is not None:
            out[step.source] += step.persons
        if step.target is not None:
            into[step.target] += step.persons
    return out, into


def _arrival_nodes(steps: tuple[Step, ...], teller: Teller) -> list[Node]:
    total = sum(step.persons for step in steps if step.source is None)
    label = say(text("Arrivals {persons}", persons=teller.persons(total)))
    said = say(
        counted(
            "{persons} person arrives from outside.",
            "{persons} people arrive from outside.",
            teller.whole(total),
            persons=teller.persons(total),
        )
    )
    return [Node(_ARRIVALS, 0, total, label, said, "", _GREY, Kind.ARRIVALS)]


def _exit_nodes(
    steps: tuple[Step, ...], place: Mapping[str, int], following: bool, teller: Teller
) -> list[Node]:
    total: defaultdict[str, float] = defaultdict(float)
    followed: defaultdict[str, float] = defaultdict(float)
    for step in steps:
        if step.target is None and step.source is not None:
            total[step.source.stage] += step.persons
            followed[step.source.stage] += step.followed
    return [
        Node(
            (_EXITS, place[stage] + 1),
            place[stage] + 1,
            persons,
            say(text("Leave {persons}", persons=teller.persons(persons))),
            say(
                counted(
                    "{persons} person leaves the trajectory after {stage}.",
                    "{persons} people leave the trajectory after {stage}.",
                    teller.whole(persons),
                    persons=teller.persons(persons),
                    stage=teller.names.stage(stage),
                )
            ),
            "",
            _GREY,
            Kind.EXITS,
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
