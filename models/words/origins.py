"""Where figures come from, in lines that lead on to the rows of the case and their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import fsum

from models.programme import Place, Programme
from models.results.lines import ProgrammeLine
from models.results.origin import (
    CohortOrigin,
    EntryOrigin,
    InputRows,
    NeedOrigin,
    OnwardStep,
)
from models.words.names import CellOf, CohortOf, EntryOf, Terms
from models.words.paragraph import (
    CaseRows,
    Paragraph,
    as_read,
    column_decimals,
    figure_line,
    note_of,
    rows_named,
    shortened,
    sum_line,
    summed,
)
from models.words.payers import EXISTING
from models.words.sums import (
    persons_at_each,
    persons_at_rate,
    persons_decimals,
    way_as_read,
)
from models.words.text import (
    Argument,
    Linked,
    Number,
    Percent,
    Persons,
    Text,
    counted,
    joined,
    listed,
    text,
)


def remark(rows: InputRows, *, before: Argument = "") -> list[Paragraph]:
    """Say from which rows a figure comes, and by which a scenario changes it; nothing of none.

    Args:
        rows: the rows.
        before: a sentence that comes first.
    """
    said = [before] if before else []
    if rows.rows:
        said.append(text("{rows}.", rows=_named(rows)))
    if rows.adjusted_by:
        by = InputRows("Adjustments", rows.adjusted_by)
        said.append(text("The scenario changes it by {rows}.", rows=_named(by)))
    return [Paragraph(joined(*said), "remark")] if said else []


def sources_said(used: Iterable[InputRows]) -> list[Paragraph]:
    """Say what the rows that were named tell of their source and note, each text once."""
    sources: dict[tuple[str, str], set[int]] = {}
    notes: dict[tuple[str, str], set[int]] = {}
    for rows in used:
        for row, (source, note) in zip(rows.rows, rows.said, strict=True):
            sources.setdefault((rows.table, source), set()).add(row)
            if note:
                notes.setdefault((rows.table, note), set()).add(row)
    said = [
        text("{rows}: {source}", rows=_rows_at(table, rows), source=source)
        if source
        else text("{rows}: no source is given.", rows=_rows_at(table, rows))
        for (table, source), rows in sources.items()
    ]
    said += [
        text("{rows}, note: {note}", rows=_rows_at(table, rows), note=note)
        for (table, note), rows in notes.items()
    ]
    return [Paragraph(one, "remark") for one in said]


def _rows_at(table: str, rows: Iterable[int]) -> Linked:
    return rows_named(CaseRows(table, tuple(sorted(rows))))


def _named(rows: InputRows) -> Linked:
    return rows_named(CaseRows(rows.table, rows.rows))


# Where people come from.


def entry_title(payer: str, programme: Programme, place: Place, terms: Terms) -> Text:
    """Name the question of what comes of a programme for a payer at a later place."""
    return text(
        "What {programme} brings {payer} through {place}",
        programme=terms.programme(programme),
        payer=terms.territory(payer),
        place=terms.place(place),
    )


def where_they_come_from(found: EntryOrigin, terms: Terms) -> list[Paragraph]:
    """Say from where the persons of a programme come to a place, at which rates."""

    def target(step: OnwardStep) -> CellOf | EntryOf:
        if step.place == found.programme.place:
            return CellOf(None, found.programme)
        return EntryOf(found.payer, found.programme, step.place)

    steps = (*found.coming, *found.moving)
    write = terms.counts(step.going for step in steps)
    lines = [one for step in steps for one in _step(step, found.place, target(step), write, terms)]
    if len(steps) < 2:
        return lines
    return summed(lines, sum_line(text("Together"), write(fsum(step.going for step in steps))))


def _step(
    step: OnwardStep, place: Place, target: object, write: Callable[[float], Number], terms: Terms
) -> list[Paragraph]:
    name: Argument = Linked(terms.place(step.place), target)
    if step.place.stage == place.stage:
        name = text("{place}, moving within the stage", place=name)
    going = write(step.going)
    persons, rate = persons_at_rate(step.persons, step.rate, going.decimals)
    made_of = text("{persons} × {rate}", persons=persons, rate=rate)
    return [figure_line(name, going, made_of), *remark(step.flows, before=_rate(step))]


def _rate(step: OnwardStep) -> Argument:
    """Say what a rate was counted from."""
    said = text(
        "Projected at the rate of the years {years}: the flows count {counted} of {base} who had "
        "entered."
    )
    if len(step.years) == 1:
        said = text(
            "Projected at the rate of {years}: the flows count {counted} of {base} who had entered."
        )
    if step.is_observed:
        said = text("Observed: the flows count {counted} of {base} who entered in {years}.")
    scaled = text("More left than had entered, so that all rates there are scaled to 100 %.")
    return joined(
        said.filled(
            counted=Number(step.counted, 1),
            base=Persons(step.base),
            years=listed(step.years),
        ),
        scaled if step.is_scaled else None,
    )


def brought_by_each(found: EntryOrigin, terms: Terms) -> list[Paragraph]:
    """Say what each who enters brings the payer, and which rows say so."""
    payer = terms.territory(found.payer)
    if not found.benefits.rows:
        return [Paragraph(text("{payer} gains nothing when they enter there.", payer=payer))]
    said = text("Benefit of a person")
    if found.benefit_per_person < 0:
        said = text("Cost of a person")
    each = terms.each(found.benefit_per_person)
    return [figure_line(said, each), *remark(found.benefits)]


def worth_of_entry(found: EntryOrigin, terms: Terms) -> list[Paragraph]:
    """Work out what all who enter bring, in money of the year of the programme."""
    at_once = found.due * found.benefit_per_person
    years = found.place.year - found.programme.year
    write = terms.column((at_once, found.value))
    # The discount leads from the one to the other as they are read (D184).
    decimals = column_decimals(write(at_once))
    way = way_as_read((at_once, found.value), 1.0, decimals)
    count = persons_decimals(found.due, found.benefit_per_person, at_once, decimals)
    each = terms.each(found.benefit_per_person)
    made_of = persons_at_each(found.persons, found.due, each, count, found.years)
    discount = counted(
        "Discount of 1 year at {rate} a year",
        "Discount of {count} years at {rate} a year",
        years,
    )
    if found.years > 1 and found.discount_rate:
        discount = text(
            "Discount at {rate} a year, as it comes evenly over {years} years",
            years=Number(found.years),
        )
    discount = discount.filled(rate=Percent(found.discount_rate))
    then = text("In money of {year}")
    return [
        figure_line(then.filled(year=found.place.year), write(at_once), made_of),
        figure_line(discount, as_read(write(float(way.whole)), is_moved=bool(way.moved))),
        sum_line(then.filled(year=found.programme.year), write(found.value)),
        *note_of(way.moved),
    ]


# Who enters, and what is needed.


def cohort_title(place: Place, terms: Terms) -> Text:
    """Name the question of who enters a place."""
    return text("Who enters {place}", place=terms.place(place))


def who_enters(
    found: CohortOrigin, programme: Programme, terms: Terms, most: int
) -> list[Paragraph]:
    """Say how many enter a place, and which flows count them or how they are projected.

    Args:
        programme: the programme on the way to which it is asked.
        most: how many places are named from which people come.
    """
    if not found.is_projected:
        write = terms.counts([found.persons])
        counted_there = figure_line(text("Counted by the flows"), write(found.persons))
        return [counted_there, *remark(found.flows)]
    going = [step.going for step in found.coming]
    write = terms.counts([found.persons, found.arriving, *going])
    lines = [Paragraph(text("Nobody has counted them yet: they are projected."))]
    if found.arriving:
        lines.append(figure_line(text("Arrivals from outside"), write(found.arriving)))
        lines += remark(found.arrivals, before=_growth(found))
    lines += shortened(
        found.coming,
        most,
        lambda step: _step(step, found.place, CohortOf(programme, step.place), write, terms),
        lambda steps: figure_line(
            counted("1 smaller step", "{count} smaller steps", len(steps)),
            write(fsum(step.going for step in steps)),
        ),
    )
    return summed(lines, sum_line(text("Together"), write(found.persons)))


def _growth(found: CohortOrigin) -> Argument:
    if not found.growth:
        return text("Those that the flows give, or of the last year that they give.")
    return text(
        "Those of the last year that the flows give, growing by {growth} a year.",
        growth=Percent(found.growth),
    )


def what_is_needed(
    programme: ProgrammeLine, found: NeedOrigin | None, terms: Terms
) -> list[Paragraph]:
    """Work out what a programme needs; once its origin is known with the rows that say so."""
    key = programme.programme
    spent = programme.persons * programme.unit_cost
    fixed = programme.fixed_cost
    write = terms.column(
        (spent, fixed, programme.existing_funding, programme.existing, programme.need)
    )
    count = persons_decimals(
        programme.persons, programme.unit_cost, spent, column_decimals(write(spent))
    )
    who = Linked(text("Persons who enter"), CohortOf(key, key.place))
    cost, funding = ([], []) if found is None else (remark(found.cost), remark(found.funding))
    parts = [
        figure_line(text("Cost of all"), write(spent)),
        *([figure_line(text("Fixed cost"), write(fixed))] if fixed else []),
        figure_line(text("Funded already"), write(-programme.existing_funding)),
        *funding,
        *([figure_line(EXISTING, write(-programme.existing))] if programme.existing else []),
    ]
    return [
        figure_line(who, Number(programme.persons, count)),
        figure_line(text("Cost of each"), terms.each(programme.unit_cost)),
        *cost,
        *summed(parts, sum_line(text("Needed"), write(programme.need))),
    ]
