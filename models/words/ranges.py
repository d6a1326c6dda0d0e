"""How far totals could differ, and in words which figures are raised to see what moves them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.names import Names
from models.results.explanation import DataRows, PayerRange, Ranges
from models.results.split import PayerLine, Split
from models.words.figures import significant
from models.words.names import Terms
from models.words.paragraph import Paragraph, figure_line
from models.words.text import Argument, Percent, Text, listed, text


def range_of(ranges: Ranges, part: PayerRange, split: Split, terms: Terms) -> Text:
    """Say from where to where the total of a payer could go, and over which splits."""
    if part.high - part.low <= _rounding_of_totals(split):
        said = {
            "same_quality": text(
                "The goals before the last leave {payer} no choice: it pays {amount}."
            ),
            "fully_funded": text("In every split that funds everything {payer} pays {amount}."),
            "least_gap": text("In every split that leaves no more unfunded {payer} pays {amount}."),
        }[ranges.over]
    else:
        said = {
            "same_quality": text(
                "Without hurting a goal before the last {payer} could pay from {low} to {high}."
            ),
            "fully_funded": text(
                "Over all splits that fund everything {payer} could pay from {low} to {high}."
            ),
            "least_gap": text(
                "Over all splits that leave no more unfunded {payer} could pay from {low} to "
                "{high}."
            ),
        }[ranges.over]
    paid = split.totals.get(part.payer, part.low)
    low, high = _with_what_is_paid(part, paid, split.rounding)
    return said.filled(
        payer=terms.territory(part.payer),
        amount=terms.money(paid),
        low=terms.money(low),
        high=terms.money(high),
    )


def _with_what_is_paid(part: PayerRange, paid: float, unit: float) -> tuple[float, float]:
    """Return the ends of a range; what is paid is rounded, and may be a unit beyond one of them."""
    low = paid if part.low - unit <= paid < part.low else part.low
    high = paid if part.high < paid <= part.high + unit else part.high
    return low, high


def ranges_of(
    line: PayerLine, found: Sequence[Ranges], split: Split, terms: Terms
) -> tuple[Text, ...]:
    """Say how far the total of one payer could differ; what the split says where nothing else."""
    known = [
        (ranges, part) for ranges in found for part in ranges.payers if part.payer == line.payer
    ]
    if not known:
        if line.low is None or line.high is None:
            return (not_measured(split),)
        part = PayerRange(line.payer, line.low, line.high)
        known = [(Ranges("same_quality", 0.0, (part,)), part)]
    return tuple(range_of(ranges, part, split, terms) for ranges, part in known)


def not_measured(split: Split) -> Text:
    """Say why the range of a payer is not known."""
    if split.are_ranges_left_out:
        return text("Not measured in a case of this size.")
    return text("Not measured yet.")


def ranges_in(split: Split, terms: Terms) -> Iterator[Paragraph]:
    """List the total and range of each payer; those that have none are named together."""
    measured = [line for line in split.payers if line.low is not None and line.high is not None]
    least = _rounding_of_totals(split)
    free = [line for line in measured if _width(line) > least]
    write = terms.column(
        amount for line in free for amount in (line.paid, line.low or 0.0, line.high or 0.0)
    )
    for line in sorted(free, key=_width, reverse=True):
        could = text(
            "could pay from {low} to {high}",
            low=write(line.low or 0.0),
            high=write(line.high or 0.0),
        )
        yield figure_line(terms.payer(line.payer), write(line.paid), could)
    settled = [line for line in measured if _width(line) <= least]
    if settled:
        yield Paragraph(_all_settled(settled, terms, every=not free))
    if split.are_ranges_left_out:
        yield Paragraph(text("Ranges are not measured in a case of this size."))
    elif split.lacks_ranges:
        yield Paragraph(text("Ranges are not measured yet."))


def _all_settled(settled: Sequence[PayerLine], terms: Terms, *, every: bool) -> Text:
    exactly = all(line.low == line.high for line in settled)
    return {
        (True, True): text("The goals before the last settle every total."),
        (True, False): text("But for rounding the goals before the last settle every total."),
        (False, True): text("For {payers} the goals before the last settle the total."),
        (False, False): text(
            "For {payers} the goals before the last settle the total, but for rounding."
        ),
    }[every, exactly].filled(payers=listed(terms.territory(line.payer) for line in settled))


def _rounding_of_totals(split: Split) -> float:
    """Return by how much rounding alone may move a total: a unit for each programme."""
    return split.rounding * len(split.programmes)


def _width(line: PayerLine) -> float:
    return (line.high or 0.0) - (line.low or 0.0)


def rows_raised(rows: DataRows, percent: float, names: Names) -> Text:
    """Say which input figures are a little higher.

    Args:
        percent: by how much, a fraction in percent.
    """
    return _raised(rows).filled(
        percent=Percent(significant(percent / 100, 12)),
        place=_with_year(_with_group(rows, names), rows),
        origin=_place(rows.from_stage, rows.from_territory, names) or "",
        payer=names.territory(rows.beneficiary or ""),
    )


def _raised(rows: DataRows) -> Text:
    if rows.beneficiary:
        return text("A benefit per person to {payer} {percent} higher for {place}")
    if rows.table == "Flows" and rows.leaving:
        return text("{percent} more people who leave {place}")
    if rows.table == "Flows" and (rows.from_stage or rows.from_territory):
        return text("{percent} more people who enter {place} from {origin}")
    return {
        "Flows": text("{percent} more people who enter {place}"),
        "Costs": text("A cost per person {percent} higher for {place}"),
        "Benefits": text("A benefit per person {percent} higher for {place}"),
        "Budgets": text("A budget {percent} higher for {place}"),
        "Existing": text("An existing payment {percent} higher for {place}"),
    }[rows.table]


def _place(stage: str | None, territory: str | None, names: Names) -> Argument | None:
    if stage and territory:
        return text(
            "{stage} in {territory}",
            stage=names.stage(stage),
            territory=names.territory(territory),
        )
    if stage or territory:
        return names.stage(stage) if stage else names.territory(territory or "")
    return None


def _with_group(rows: DataRows, names: Names) -> Argument:
    place = _place(rows.stage, rows.territory, names) or text("all places")
    if rows.group is None:
        return place
    return text("{place} ({group})", place=place, group=names.group(rows.group))


def _with_year(place: Argument, rows: DataRows) -> Argument:
    return place if rows.year is None else text("{place} in {year}", place=place, year=rows.year)
