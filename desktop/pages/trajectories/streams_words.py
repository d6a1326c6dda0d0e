"""What the chart of streams says: its blocks, its streams, its title and its unit."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.pages.trajectories.query import ELSEWHERE, Answer, Cell, Step
from desktop.pages.trajectories.sentences import Teller, span_of
from models.words.text import Argument, Joined, Text, counted, joined, text


def short_name(territory: str, teller: Teller) -> Argument:
    """Return the name of a territory, or of all others."""
    return text("Elsewhere") if territory == ELSEWHERE else teller.territory(territory)


def cell_text(
    answer: Answer,
    cell: Cell,
    out: Mapping[Cell, float],
    into: Mapping[Cell, float],
    followed: float,
    teller: Teller,
) -> Joined:
    """Tell of a block how many come, go on and leave."""
    steps = answer.streams.steps
    here = into.get(cell, 0.0)
    stage = sum(n for other, n in into.items() if other.stage == cell.stage)
    left = sum(s.persons for s in steps if s.source == cell and s.target is None)
    onward = out.get(cell, 0.0) - left
    lines = [
        text(
            "{here}: {people}, {share} of this stage.",
            here=teller.cell(cell),
            people=teller.people(here),
            share=teller.share(here, stage),
        )
    ]
    if onward or left:
        lines.append(
            text(
                "{onward} of them ({share}) go on, {left} leave the trajectory.",
                onward=teller.persons(onward),
                share=teller.share(min(onward, here), here),
                left=teller.persons(left),
            )
        )
    report = answer.streams.followed
    if report is not None and report.cell != cell:
        persons = teller.persons(followed)
        lines.append(text("Of the people followed, {persons} come here.", persons=persons))
    return joined(*lines, between="\n")


def step_text(step: Step, out: Mapping[Cell, float], teller: Teller) -> Argument:
    """Tell of a stream how many go, and how large a part that is."""
    persons, whole = teller.persons(step.persons), teller.whole(step.persons)
    if step.source is None:
        assert step.target is not None
        return counted(
            "{persons} person arrives in {there}.",
            "{persons} people arrive in {there}.",
            whole,
            persons=persons,
            there=teller.cell(step.target),
        )
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
        here=teller.cell(step.source),
        there=teller.cell(step.target) if step.target else "",
        share=teller.share(step.persons, out.get(step.source, 0.0)),
    )
    if step.projected <= 0:
        return said
    projected = teller.persons(step.projected)
    more = text("{persons} of them by the rates of earlier years.", persons=projected)
    return joined(said, more, between="\n")


def largest_stream(steps: tuple[Step, ...], teller: Teller) -> Text:
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
        people=teller.people(most.persons),
        here=teller.cell(most.source),
        there=teller.cell(most.target),
    )


def unit_of_streams(answer: Answer, teller: Teller) -> Joined:
    """Say what is counted, and what of it is not recorded."""
    years = teller.years(span_of(answer))
    if answer.asked.year is None:
        parts = [text("Persons as recorded in {years}", years=years)]
    else:
        parts = [text("Persons who arrive in {years}, followed to the end", years=years)]
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
