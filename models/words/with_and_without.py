"""Who goes on with the programmes and who would without them, in words."""

from __future__ import annotations

from models.results.trajectories import Trajectories
from models.results.with_and_without import StageCount, StageStep, WithAndWithout
from models.words.figures import rounded
from models.words.text import Argument, Joined, Number, Percent, Text, joined, text
from models.words.trajectories import TrajectoryWords, group_change, of_its_group, words_of

WITH: Argument = text("With the programmes")
WITHOUT: Argument = text("Without the programmes")
DUE: Argument = text("Due to the programmes")
BEGIN: Argument = text("Begin")
ALL_YEARS_TOGETHER = text("With and without is of the programmes of all years together.")
_NOBODY_BEGINS = text("Nobody goes through a programme here, so that there is nothing to compare.")
_NOBODY_GOES_ON = text("Nobody goes on from the programmes to a later stage.")


def compared_sentence(found: WithAndWithout, words: TrajectoryWords) -> Text:
    """Say of those who reach the last stage how many would have without the programmes."""
    last = found.last
    if found.years is None:
        return _NOBODY_BEGINS
    if last is None:
        return _NOBODY_GOES_ON
    persons, without = _came(last)
    if without == persons:
        said = text(
            "Of {people} who reach {stage} after a programme, all would have all the same; nobody "
            "is there because of the programmes."
        )
    elif without <= 0:
        said = text(
            "Of {people} who reach {stage} after a programme, nobody would have without; all are "
            "there because of the programmes."
        )
    elif without > persons:
        said = text(
            "{people} reach {stage} after a programme; without the programmes {without} would: "
            "they keep {kept} from it."
        )
    else:
        said = text(
            "Of {people} who reach {stage} after a programme, {without} would have all the same; "
            "{due} are due to the programmes."
        )
    return said.filled(
        people=words.people(persons),
        stage=words.names.stage(last.stage),
        without=words.persons(without),
        due=words.persons(persons - without),
        kept=words.persons(without - persons),
    )


def _came(last: StageCount) -> tuple[float, float]:
    """Return as whole people who come to a stage from an earlier one, with and without."""
    return rounded(last.persons - last.begin), rounded(last.without - last.begin)


def compared_finding(found: WithAndWithout, words: TrajectoryWords) -> Argument:
    """Say of a hundred people of the programmes how many reach the last stage either way."""
    last = found.last
    if found.years is None or last is None or found.begin <= 0:
        return _NOBODY_GOES_ON if found.years else _NOBODY_BEGINS
    parts = [100 * part / found.begin for part in _came(last)]
    whole = [rounded(part) for part in parts]
    decimals = 0 if whole[0] != whole[1] and min(whole) > 0 else 1
    return text(
        "Of 100 people in the programmes, {persons} reach {stage} with them and {without} without",
        persons=Number(parts[0], decimals),
        without=Number(parts[1], decimals),
        stage=words.names.stage(last.stage),
    )


def compared_unit(answer: Trajectories, found: WithAndWithout) -> Joined:
    """Say who is counted, and what the dashes mean."""
    words, place = words_of(answer), answer.query.territory
    people = (
        text(
            "Persons who begin in the programmes of {years} in {territory}, each counted once and "
            "followed to the end"
        )
        if place
        else text(
            "Persons who go through the programmes of {years}, each counted once and followed to "
            "the end"
        )
    ).filled(years=words.years(found.years), territory=words.territory(place) if place else "")
    parts: list[Argument] = [
        of_its_group(answer, people),
        text("both sides in one scale"),
        text("dashed: the difference"),
    ]
    if found.additionality != 1:
        part = Percent(found.additionality)
        parts.append(text("{part} of the programmes’ effects are counted", part=part))
    return joined(*parts, between="; ")


def stage_with(count: StageCount, words: TrajectoryWords) -> Argument:
    """Tell of a stage how many enter it with the programmes."""
    stage, people = words.names.stage(count.stage), words.people(count.persons)
    said = text("{stage} with the programmes: {people}.", stage=stage, people=people)
    if count.begin <= 0 or rounded(count.begin) == rounded(count.persons):
        return said
    here = text("{people} of them begin here.", people=words.persons(count.begin))
    return joined(said, here, between="\n")


def stage_without(count: StageCount, words: TrajectoryWords) -> Argument:
    """Tell of a stage how many would enter it without, and what the difference is."""
    said = text(
        "{stage} without the programmes: {people}.",
        stage=words.names.stage(count.stage),
        people=words.people(count.without),
    )
    due = rounded(count.persons) - rounded(count.without)
    if due == 0:
        return said
    pattern = (
        text("{due} are there because of the programmes.")
        if due > 0
        else text("The programmes keep {due} from it.")
    )
    return joined(said, pattern.filled(due=words.persons(abs(due))), between="\n")


def step_with(step: StageStep, words: TrajectoryWords) -> Argument:
    """Tell of a stream how many go with the programmes."""
    return _step(text("With the programmes {people} go from {here} to {there}."), step, words)


def step_without(step: StageStep, words: TrajectoryWords) -> Argument:
    """Tell of a stream how many would go without the programmes."""
    said = text("Without the programmes {people} would go from {here} to {there}.")
    return _step(said, step, words, without=True)


def _step(
    said: Text, step: StageStep, words: TrajectoryWords, *, without: bool = False
) -> Argument:
    filled = said.filled(
        people=words.people(step.without if without else step.persons),
        here=words.names.stage(step.source),
        there=words.names.stage(step.target),
    )
    if not step.to_group:
        return filled
    group = text("Group: {group}.", group=group_change(step.from_group, step.to_group, words))
    return joined(filled, group, between="\n")
