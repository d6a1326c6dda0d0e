"""The result in one sentence, and the finding that the chart shows."""

from __future__ import annotations

from models.results.split import PayerLine
from models.words.text import Argument, Exactly, Share, Text, listed, text
from models.workbook.result.context import Result
from models.workbook.result.labels import others
from models.workbook.result.unit import Unit

_NAMED = 3


def result_sentence(result: Result, unit: Unit) -> Argument:
    """Say who pays how much of what is needed, and what stays unfunded."""
    split = result.split
    if not split.programmes:
        return text("There is no programme to fund.")
    need = sum(line.need for line in split.programmes)
    years = _years(result)
    if split.is_rounded_away:
        return text(
            "Nobody pays anything: each need of {years} is less than half of the rounding, "
            "{rounding}.",
            years=years,
            rounding=Exactly(split.rounding),
        )
    if need <= 0:
        return text("Nothing needs funding in {years}: all of it is funded already.", years=years)
    payers = [line for line in result.payers if line.paid > 0]
    needed = unit.written(need)
    if not payers:
        return text("Nobody pays towards the {need} needed in {years}.", need=needed, years=years)
    return text(
        "Of the {need} needed in {years}, {parts}; {rest}.",
        need=needed,
        years=years,
        parts=listed(_parts(result, unit, payers)),
        rest=_rest(result, unit, need),
    )


def _parts(result: Result, unit: Unit, payers: list[PayerLine]) -> list[Argument]:
    shown = payers if len(payers) <= _NAMED + 1 else payers[:_NAMED]
    rest = payers[len(shown) :]
    named: list[tuple[Argument, float]]
    named = [(result.names.territory(line.payer), line.paid) for line in shown]
    if rest:
        named.append((others(len(rest)), sum(line.paid for line in rest)))
    patterns = [text("{payer} pays {amount}"), *(text("{payer} {amount}") for _ in named[1:])]
    return [
        pattern.filled(payer=name, amount=unit.number(amount))
        for pattern, (name, amount) in zip(patterns, named, strict=True)
    ]


def _rest(result: Result, unit: Unit, need: float) -> Argument:
    left = sum(line.host_residual for line in result.split.programmes)
    gap = sum(line.unfunded for line in result.split.programmes)
    least = result.split.rounding / 2
    if left < least and gap < least:
        return text("nothing stays unfunded")
    if gap < least:
        return text(
            "{left} of it is left with hosts and nothing stays unfunded", left=unit.number(left)
        )
    share = Share(gap / need)
    if left < least:
        return text("{gap} ({share}) stay unfunded", gap=unit.number(gap), share=share)
    return text(
        "{left} of it is left with hosts and {gap} ({share}) stay unfunded",
        left=unit.number(left),
        gap=unit.number(gap),
        share=share,
    )


def _years(result: Result) -> Argument:
    years = [line.year for line in result.split.programmes if line.need > 0] or [
        line.year for line in result.split.programmes
    ]
    first, last = min(years), max(years)
    return first if first == last else text("{first}–{last}", first=first, last=last)


def finding(result: Result) -> Argument:
    """Say what the chart shows: who carries most, and for whom."""
    need = sum(line.need for line in result.split.programmes)
    payers = result.payers
    if not payers or payers[0].paid <= 0:
        return text("Nobody pays")
    first = payers[0]
    said = _of_first(first)
    if len(payers) > 1 and payers[1].paid == first.paid:
        said = text("Nobody carries more than {payer}: {share} of what is needed")
    payer = result.names.territory(first.payer)
    return said.filled(payer=payer, share=Share(first.paid / need))


def _of_first(line: PayerLine) -> Text:
    if line.own <= 0:
        return text("{payer} carries {share} of what is needed, all of it for programmes of others")
    if line.others <= 0:
        return text("{payer} carries {share} of what is needed, all of it for its own programmes")
    if line.others > line.own:
        return text(
            "{payer} carries {share} of what is needed, most of it for programmes of others"
        )
    return text("{payer} carries {share} of what is needed, most of it for its own programmes")
