"""The view of with and without: the people of the programmes, followed with them and without."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from desktop.charts.bands import Ink, LegendEntry
from desktop.charts.chart_view import ChartView
from desktop.charts.twin_streams import Pair, TwinBlock, TwinPart, TwinStream, TwinStreams
from desktop.look import formats
from desktop.look.colours import GroupColours, group_colours
from desktop.look.language import say
from desktop.look.theme import DARK, LIGHT, Theme
from desktop.look.widgets import in_column
from models.results.trajectories import Trajectories
from models.results.with_and_without import StageCount, StageStep, WithAndWithout
from models.words.figures import rounded
from models.words.trajectories import TrajectoryWords, words_of
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
        legend_of(found_groups(found), colours, words),
        say(compared_finding(found, words)),
        say(compared_unit(answer, found)),
        tuple(header),
        _begin_rows(found, colours, words),
    )
    chart.name = translate("Trajectories", "with and without")
    return chart


def legend_of(groups: set[str], colours: GroupColours, words: TrajectoryWords) -> list[LegendEntry]:
    """Return what the colours of some groups mean, in the order of the case."""
    return [
        LegendEntry(words.names.group(group), colours.both(group))
        for group in colours.order
        if group in groups
    ]


def found_groups(found: WithAndWithout) -> set[str]:
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
        for group, pairs in sorted(came.items(), key=lambda item: _rank(item[0], colours))
    ]
    begun = [
        TwinPart(_ink(group, colours), (persons, persons))
        for group, persons in sorted(count.begins, key=lambda item: _rank(item[0], colours))
    ]
    return (*arrived, *begun)


def _stream(
    step: StageStep, found: WithAndWithout, colours: GroupColours, words: TrajectoryWords
) -> TwinStream:
    place = {count.stage: at for at, count in enumerate(found.stages)}
    most = len(place) * (len(colours.order) + 1)
    group = _group(step, words)
    return TwinStream(
        step.source,
        step.target,
        (_ink(step.from_group, colours), _ink(step.to_group, colours)),
        (
            _rank(step.from_group, colours) * most + place[step.target],
            _rank(step.to_group, colours) * most + place[step.source],
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


def _group(step: StageStep, words: TrajectoryWords) -> str:
    """Return the group of a stream; of those who change it both."""
    before, after = words.names.group(step.from_group), words.names.group(step.to_group)
    return after if before == after else f"{before} → {after}"


def _ink(group: str, colours: GroupColours) -> Ink:
    return colours.both(group) if group else _PLAIN


def _rank(group: str, colours: GroupColours) -> int:
    return colours.order.index(group) if group in colours.order else len(colours.order)


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
