"""The view of with and without: the people of the programmes, followed with them and without."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from desktop.charts.bands import Ink
from desktop.charts.chart_view import ChartView
from desktop.charts.twin_streams import Pair, TwinBlock, TwinPart, TwinStream, TwinStreams
from desktop.look import formats
from desktop.look.colours import GroupColours, group_colours
from desktop.look.language import say
from desktop.look.theme import DARK, LIGHT, Theme
from desktop.look.widgets import in_column
from desktop.pages.trajectories.streams_view import legend_of
from models.results.trajectories import Trajectories
from models.results.with_and_without import StageCount, StageStep, WithAndWithout
from models.words.figures import rounded
from models.words.trajectories import TrajectoryWords, group_change, words_of
from models.words.with_and_without import (
    BEGIN,
    DUE,
    WITH,
    WITHOUT,
    compared_finding,
    compared_unit,
    stage_with,
    stage_without,
    step_with,
    step_without,
)

_PLAIN: Ink = (QColor(LIGHT.accent), QColor(DARK.accent))
translate = QCoreApplication.translate


def twin_streams_of(answer: Trajectories, found: WithAndWithout) -> TwinStreams:
    """Return the chart of both."""
    words, colours = words_of(answer), group_colours(answer.traced.case)
    blocks = [_block(count, found, colours, words) for count in found.stages]
    streams = [_stream(step, found, colours, words) for step in found.steps]
    header = [translate("Trajectories", "From"), translate("Trajectories", "To")]
    header += [translate("Trajectories", "Group")] if colours.order else []
    header += [say(WITH), say(WITHOUT), say(DUE)]
    chart = TwinStreams(
        (say(WITH), say(WITHOUT)),
        blocks,
        streams,
        legend_of(_groups(found), colours, words),
        say(compared_finding(found, words)),
        say(compared_unit(answer, found)),
        tuple(header),
        _begin_rows(found, colours, words),
    )
    chart.name = translate("Trajectories", "with and without")
    return chart


def _groups(found: WithAndWithout) -> set[str]:
    """Return the groups that anybody of the programmes belongs to."""
    begin = {group for count in found.stages for group, _ in count.begins}
    on_the_way = {g for step in found.steps for g in (step.from_group, step.to_group)}
    return begin | on_the_way


def _block(
    count: StageCount, found: WithAndWithout, colours: GroupColours, words: TrajectoryWords
) -> TwinBlock:
    persons: Pair = (count.persons, count.without)
    difference = rounded(count.without) - rounded(count.persons)
    signed = formats.signed(difference, formats.reading_locale())
    return TwinBlock(
        count.stage,
        count.column,
        words.names.stage(count.stage),
        persons,
        _parts(count, found, colours),
        (_figure(count.persons), _figure(count.without)),
        signed if difference else "",
        (say(stage_with(count, words)), say(stage_without(count, words))),
    )


def _figure(persons: float) -> str:
    return formats.number(persons, formats.reading_locale())


def _parts(count: StageCount, found: WithAndWithout, colours: GroupColours) -> tuple[TwinPart, ...]:
    """Return those who come, by group, then those who begin here."""
    came: defaultdict[str, list[Pair]] = defaultdict(list)
    for step in found.steps:
        if step.target == count.stage:
            came[step.to_group].append((step.persons, step.without))
    arrived = [
        TwinPart(_ink(group, colours), (sum(a for a, _ in pairs), sum(b for _, b in pairs)))
        for group, pairs in sorted(came.items(), key=lambda item: colours.place(item[0]))
    ]
    begun = [
        TwinPart(_ink(group, colours), (persons, persons))
        for group, persons in sorted(count.begins, key=lambda item: colours.place(item[0]))
    ]
    return (*arrived, *begun)


def _stream(
    step: StageStep, found: WithAndWithout, colours: GroupColours, words: TrajectoryWords
) -> TwinStream:
    place = {count.stage: at for at, count in enumerate(found.stages)}
    most = len(place) * (len(colours.order) + 1)
    group = say(group_change(step.from_group, step.to_group, words))
    return TwinStream(
        step.source,
        step.target,
        (_ink(step.from_group, colours), _ink(step.to_group, colours)),
        (
            colours.place(step.from_group) * most + place[step.target],
            colours.place(step.to_group) * most + place[step.source],
        ),
        (step.persons, step.without),
        (say(step_with(step, words)), say(step_without(step, words))),
        (
            words.names.stage(step.source),
            words.names.stage(step.target),
            *((group,) if colours.order else ()),
            step.persons,
            step.without,
            step.persons - step.without,
        ),
    )


def _begin_rows(
    found: WithAndWithout, colours: GroupColours, words: TrajectoryWords
) -> list[tuple[str | float, ...]]:
    return [
        (
            say(BEGIN),
            words.names.stage(count.stage),
            *((words.names.group(group),) if colours.order else ()),
            persons,
            persons,
            0.0,
        )
        for count in found.stages
        for group, persons in count.begins
    ]


def _ink(group: str, colours: GroupColours) -> Ink:
    return colours.both(group) if group else _PLAIN


class WithoutView(QWidget):
    """The chart of with and without."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = ChartView(theme)
        self.setLayout(in_column((self.chart, 1)))

    def show_answer(self, answer: Trajectories) -> None:
        """Show both, where the case says what happens without; nothing else."""
        found = answer.without
        self.chart.show_chart(twin_streams_of(answer, found) if found is not None else None)
