"""What the chart of streams says: its blocks, its streams, its title and its unit."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from desktop.trajectories.asked import ELSEWHERE, Answer, Cell, Step
from desktop.trajectories.telling import Teller, span_of

translate = QCoreApplication.translate


def short_name(territory: str, teller: Teller) -> str:
    """Return the name of a territory, or of all others."""
    return (
        translate("Trajectories", "Elsewhere")
        if territory == ELSEWHERE
        else teller.territory(territory)
    )


def cell_text(
    answer: Answer,
    cell: Cell,
    out: Mapping[Cell, float],
    into: Mapping[Cell, float],
    followed: float,
    teller: Teller,
) -> str:
    """Tell of a block how many come, go on and leave."""
    steps = answer.streams.steps
    here = into.get(cell, 0.0)
    stage = sum(n for other, n in into.items() if other.stage == cell.stage)
    left = sum(s.persons for s in steps if s.source == cell and s.target is None)
    onward = out.get(cell, 0.0) - left
    lines = [
        translate("Trajectories", "{here}: {persons} people, {share} of this stage.").format(
            here=teller.cell(cell), persons=teller.persons(here), share=teller.share(here, stage)
        )
    ]
    if onward or left:
        lines.append(
            translate(
                "Trajectories", "{onward} of them ({share}) go on, {left} leave the trajectory."
            ).format(
                onward=teller.persons(onward),
                share=teller.share(min(onward, here), here),
                left=teller.persons(left),
            )
        )
    report = answer.streams.followed
    if report is not None and report.cell != cell:
        lines.append(
            translate("Trajectories", "Of the people followed, {persons} come here.").format(
                persons=teller.persons(followed)
            )
        )
    return "\n".join(lines)


def step_text(step: Step, out: Mapping[Cell, float], teller: Teller) -> str:
    """Tell of a stream how many go, and how large a part that is."""
    persons = teller.persons(step.persons)
    if step.source is None:
        assert step.target is not None
        text = translate("Trajectories", "{persons} people arrive in {there}.")
        return text.format(persons=persons, there=teller.cell(step.target))
    share = teller.share(step.persons, out.get(step.source, 0.0))
    if step.target is None:
        text = translate(
            "Trajectories",
            "{persons} people leave the trajectory after {here}, {share} of all who go.",
        )
    else:
        text = translate(
            "Trajectories", "{persons} people go from {here} to {there}, {share} of all who go."
        )
    there = teller.cell(step.target) if step.target else ""
    said = text.format(persons=persons, here=teller.cell(step.source), there=there, share=share)
    if step.projected > 0:
        more = translate("Trajectories", "{persons} of them by the rates of earlier years.")
        said += "\n" + more.format(persons=teller.persons(step.projected))
    return said


def largest_stream(steps: tuple[Step, ...], teller: Teller) -> str:
    """State the largest stream between two territories, as a title."""
    crossing = [
        s for s in steps if s.source and s.target and s.source.territory != s.target.territory
    ]
    if not crossing:
        return translate("Trajectories", "Nobody goes from one territory to another")
    most = max(crossing, key=lambda s: s.persons)
    assert most.source is not None
    assert most.target is not None
    return translate(
        "Trajectories",
        "The largest stream across a border: {persons} people from {here} to {there}",
    ).format(
        persons=teller.persons(most.persons),
        here=teller.cell(most.source),
        there=teller.cell(most.target),
    )


def unit_of_streams(answer: Answer, teller: Teller) -> str:
    """Say what is counted, and what of it is not recorded."""
    years = teller.years(span_of(answer))
    if answer.asked.year is None:
        parts = [translate("Trajectories", "Persons as recorded in {years}").format(years=years)]
    else:
        parts = [
            translate("Trajectories", "Persons who arrive in {years}, followed to the end").format(
                years=years
            )
        ]
    if any(step.projected for step in answer.streams.steps):
        parts.append(
            translate(
                "Trajectories", "hatched: by the rates of earlier years, since the data end before"
            )
        )
    if answer.streams.folded:
        text = translate("Trajectories", "{count} territories with few people stand together")
        parts.append(text.format(count=answer.streams.folded))
    return "; ".join(parts)
