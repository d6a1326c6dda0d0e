"""Where people go, in words: how far they get, whom they are, what each stream and block holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.names import Names
from models.results.trajectories import (
    ELSEWHERE,
    OTHERS,
    Cell,
    Followed,
    StreamStep,
    Trajectories,
)
from models.words.figures import rounded
from models.words.names import span
from models.words.text import (
    Argument,
    Joined,
    Number,
    Quoted,
    Share,
    Text,
    counted,
    joined,
    listed,
    text,
)

_NAMED = 3
_SOON_ROUNDED = 1e-6


@dataclass(frozen=True)
class TrajectoryWords:
    """Puts an answer into words.

    Attributes:
        names: of territories and stages.
        folded: how many territories stand together.
    """

    names: Names
    folded: int

    def territory(self, key: str) -> Argument:
        """Return the name of a territory or of those that stand together."""
        if key == OTHERS:
            return counted("{count} other territory", "{count} other territories", self.folded)
        return text("elsewhere") if key == ELSEWHERE else self.names.territory(key)

    def cell(self, cell: Cell) -> Text:
        """Return what names a stage in a territory."""
        stage = self.names.stage(cell.stage)
        if cell.territory == ELSEWHERE:
            return text("{stage} elsewhere", stage=stage)
        return text("{stage} in {territory}", stage=stage, territory=self.territory(cell.territory))

    def persons(self, count: float) -> Argument:
        """Return a number of people, whole where it is one or more."""
        return text("less than {count}", count=Number(1)) if 0 < count < 0.5 else Number(count)

    def people(self, count: float) -> Text:
        """Return a number of people with the word."""
        whole = self.whole(count)
        return counted("{number} person", "{number} people", whole, number=self.persons(count))

    def whole(self, count: float) -> float:
        """Return a number of people as it is counted: what is shown as 1 is one."""
        return 1.0 if 0.5 <= count < 1.5 else count

    def share(self, part: float, whole: float) -> Share:
        """Return a part as percent."""
        return Share(part / whole if whole > 0 else 0.0)

    def hundred(self, part: float, whole: float) -> Argument:
        """Return how many of a hundred, exactly where two decimals are enough for that."""
        of_hundred = 100 * part / whole
        if 0 < of_hundred < 0.1:
            return text("less than {count}", count=Number(0.1, 1))
        short = abs(of_hundred * 100 - rounded(of_hundred * 100)) < _SOON_ROUNDED
        return Number(of_hundred, 2 if short else 1)

    def years(self, years: tuple[int, int] | None) -> Argument:
        """Return a span of years."""
        return span(*years) if years else ""


def words_of(answer: Trajectories) -> TrajectoryWords:
    """Return what puts an answer into words."""
    return TrajectoryWords(answer.traced.names, answer.streams.folded)


def streams_sentence(answer: Trajectories) -> Text:
    """Say how far those who arrive get, and how many cross a border on the way."""
    outlook, place, words = answer.outlook, answer.query.territory, words_of(answer)
    if not answer.years:
        return text("The case has no flows yet, so nobody’s way can be shown.")
    return _outlook_pattern(answer).filled(
        share=words.share(outlook.reaching, outlook.arriving),
        reached=words.persons(outlook.reached),
        part=words.share(outlook.reached, outlook.arriving),
        last=answer.years[-1],
        people=words.people(outlook.arriving),
        territory=words.territory(place) if place else "",
        years=words.years(outlook.years or answer.span),
        stage=words.names.stage(outlook.stage),
        crossing=words.share(outlook.crossing, outlook.steps),
    )


def of_its_group(answer: Trajectories, said: Argument) -> Argument:
    """Say of what is told of one group that it is."""
    group = answer.query.group
    if group is None:
        return said
    name = Quoted(answer.traced.names.group(group))
    return text("Group {group} alone: {said}", group=name, said=said)


def _outlook_pattern(answer: Trajectories) -> Text:
    """Return the sentence for all territories, or for the chosen one."""
    outlook = answer.outlook
    if outlook.arriving <= 0:
        everywhere, in_one = (
            text("Nobody arrives in {years}."),
            text("Nobody arrives in {territory} in {years}."),
        )
    elif outlook.projected and answer.query.year is None:
        everywhere, in_one = (
            text(
                "{reached} of the {people} who arrived in {years} had reached {stage} by {last} "
                "({part}); by the rates of the data {share} will. {crossing} of all steps so far "
                "led into another territory."
            ),
            text(
                "{reached} of the {people} who arrived in {territory} in {years} had reached "
                "{stage} by {last} ({part}); by the rates of the data {share} will. {crossing} of "
                "all steps so far led into another territory."
            ),
        )
    elif outlook.projected:
        everywhere, in_one = (
            text(
                "By the rates of the data, {share} of the {people} who arrive in {years} reach "
                "{stage}; {crossing} of all steps lead into another territory."
            ),
            text(
                "By the rates of the data, {share} of the {people} who arrive in {territory} in "
                "{years} reach {stage}; {crossing} of all steps lead into another territory."
            ),
        )
    else:
        everywhere, in_one = (
            text(
                "{share} of the {people} who arrive in {years} reach {stage}; {crossing} of all "
                "steps on the way lead into another territory."
            ),
            text(
                "{share} of the {people} who arrive in {territory} in {years} reach {stage}; "
                "{crossing} of all steps on the way lead into another territory."
            ),
        )
    return in_one if answer.query.territory else everywhere


def followed_sentence(followed: Followed, words: TrajectoryWords) -> Argument:
    """Say how many of a hundred people in a cell reach the last stage, and where."""
    here, stage = words.cell(followed.cell), words.names.stage(followed.stage)
    if followed.cell.stage == followed.stage:
        return text(
            "{here!c} holds {people}; it is the last stage, nobody is followed beyond.",
            here=here,
            people=words.people(followed.persons),
        )
    if not followed.reached:
        return text("Of 100 people in {here}, nobody reaches {stage}.", here=here, stage=stage)
    total = words.hundred(sum(n for _, n in followed.reached), followed.persons)
    pattern = text("Of 100 people in {here}, {total} reach {stage}: {where}.")
    if len(followed.reached) == 1:
        pattern = text("Of 100 people in {here}, {total} reach {stage}, all of them {where}.")
    said = pattern.filled(here=here, total=total, stage=stage, where=_where(followed, words))
    if not followed.projected:
        return said
    return joined(said, text("Those not there yet are counted by the rates of earlier years."))


def _where(followed: Followed, words: TrajectoryWords) -> Argument:
    if len(followed.reached) == 1:
        territory = followed.reached[0][0]
        said = text("elsewhere") if territory == ELSEWHERE else text("in {territory}")
        return said.filled(territory=words.territory(territory))
    parts: list[Argument] = []
    for territory, persons in followed.reached[:_NAMED]:
        here, there = text("{count} in {territory}"), text("{count} elsewhere")
        count = words.hundred(persons, followed.persons)
        said = there if territory == ELSEWHERE else here
        parts.append(said.filled(count=count, territory=words.territory(territory)))
    rest = sum(persons for _, persons in followed.reached[_NAMED:])
    if rest > 0:
        count = words.hundred(rest, followed.persons)
        parts.append(text("{count} in other places", count=count))
    return listed(parts)


def short_name(territory: str, words: TrajectoryWords) -> Argument:
    """Return the name of a territory, or of all others."""
    return text("Elsewhere") if territory == ELSEWHERE else words.territory(territory)


def cell_text(
    answer: Trajectories,
    cell: Cell,
    out: Mapping[Cell, float],
    into: Mapping[Cell, float],
    followed: float,
) -> Joined:
    """Tell of a block how many come, go on and leave."""
    steps, words = answer.streams.steps, words_of(answer)
    here = into.get(cell, 0.0)
    stage = sum(n for other, n in into.items() if other.stage == cell.stage)
    left = sum(s.persons for s in steps if s.source == cell and s.target is None)
    onward = out.get(cell, 0.0) - left
    lines = [
        text(
            "{here}: {people}, {share} of this stage.",
            here=words.cell(cell),
            people=words.people(here),
            share=words.share(here, stage),
        )
    ]
    if onward or left:
        lines.append(
            text(
                "{onward} of them ({share}) go on, {left} leave the trajectory.",
                onward=words.persons(onward),
                share=words.share(min(onward, here), here),
                left=words.persons(left),
            )
        )
    report = answer.streams.followed
    if report is not None and report.cell != cell:
        persons = words.persons(followed)
        lines.append(text("Of the people followed, {persons} come here.", persons=persons))
    return joined(*lines, between="\n")


def step_text(step: StreamStep, out: Mapping[Cell, float], words: TrajectoryWords) -> Argument:
    """Tell of a stream how many go, and how large a part that is."""
    persons, whole = words.persons(step.persons), words.whole(step.persons)
    if step.source is None:
        assert step.target is not None
        arrive = counted(
            "{persons} person arrives in {there}.",
            "{persons} people arrive in {there}.",
            whole,
            persons=persons,
            there=words.cell(step.target),
        )
        return joined(arrive, _groups(step, words), between="\n") if step.parts else arrive
    pattern = counted(
        "{persons} person leaves the trajectory after {here}, {share} of all who go.",
        "{persons} people leave the trajectory after {here}, {share} of all who go.",
        whole,
    )
    if step.target is not None:
        pattern = counted(
            "{persons} person goes from {here} to {there}, {share} of all who go.",
            "{persons} people go from {here} to {there}, {share} of all who go.",
            whole,
        )
    said = pattern.filled(
        persons=persons,
        here=words.cell(step.source),
        there=words.cell(step.target) if step.target else "",
        share=words.share(step.persons, out.get(step.source, 0.0)),
    )
    if step.projected > 0:
        projected = words.persons(step.projected)
        more = text("{persons} of them by the rates of earlier years.", persons=projected)
        return joined(said, more, _groups(step, words), between="\n")
    return joined(said, _groups(step, words), between="\n") if step.parts else said


def group_change(before: str, after: str, words: TrajectoryWords) -> Argument:
    """Name the group of people who go a way, and the one that they belong to from then on."""
    if before in ("", after):
        return words.names.group(after)
    return text(
        "{group}, from then on {later}",
        group=words.names.group(before),
        later=words.names.group(after),
    )


def _groups(step: StreamStep, words: TrajectoryWords) -> Joined:
    """Say of a stream how many belong to which group."""
    return joined(
        *(
            text(
                "{persons}: {group}",
                persons=words.people(part.persons),
                group=group_change(part.before or part.after, part.after or part.before, words),
            )
            for part in step.parts
        ),
        between="\n",
    )


def largest_stream(steps: tuple[StreamStep, ...], words: TrajectoryWords) -> Text:
    """State the largest stream between two territories, as a title."""
    crossing = [
        s for s in steps if s.source and s.target and s.source.territory != s.target.territory
    ]
    if not crossing:
        return text("Nobody goes from one territory to another")
    most = max(crossing, key=lambda s: s.persons)
    assert most.source is not None
    assert most.target is not None
    return text(
        "The largest stream across a border: {people} from {here} to {there}",
        people=words.people(most.persons),
        here=words.cell(most.source),
        there=words.cell(most.target),
    )


def unit_of_streams(answer: Trajectories) -> Joined:
    """Say what is counted, and what of it is not recorded."""
    years = words_of(answer).years(answer.span)
    if answer.query.year is None:
        counted_so = text("Persons as recorded in {years}", years=years)
    else:
        counted_so = text("Persons who arrive in {years}, followed to the end", years=years)
    parts = [of_its_group(answer, counted_so)]
    if any(step.projected for step in answer.streams.steps):
        parts.append(text("hatched: by the rates of earlier years, since the data end before"))
    if answer.streams.folded:
        parts.append(
            counted(
                "{count} territory with few people stands apart",
                "{count} territories with few people stand together",
                answer.streams.folded,
            )
        )
    return joined(*parts, between="; ")
