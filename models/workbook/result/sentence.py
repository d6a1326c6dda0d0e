"""The result in one sentence, and the finding that the chart shows."""

from __future__ import annotations

from models.split import PayerLine
from models.workbook.result import texts
from models.workbook.result.context import Result
from models.workbook.result.figures import Unit, percent

_NAMED = 3


def result_sentence(result: Result, unit: Unit) -> str:
    """Say who pays how much of what is needed, and what stays unfunded."""
    split = result.split
    if not split.programmes:
        return texts.NO_PROGRAMME
    need = sum(line.need for line in split.programmes)
    years = _years(result)
    if split.is_rounded_away:
        return texts.ROUNDED_AWAY.format(years=years, rounding=split.rounding)
    if need <= 0:
        return texts.FUNDED_ALREADY.format(years=years)
    payers = [line for line in result.payers if line.paid > 0]
    needed = unit.written(need)
    if not payers:
        return texts.NOBODY.format(need=needed, years=years)
    parts = texts.listed(_parts(result, unit, payers))
    return texts.SENTENCE.format(
        need=needed, years=years, parts=parts, rest=_rest(result, unit, need)
    )


def _parts(result: Result, unit: Unit, payers: list[PayerLine]) -> list[str]:
    shown = payers if len(payers) <= _NAMED + 1 else payers[:_NAMED]
    rest = payers[len(shown) :]
    named = [(str(result.names.territory(line.payer)), line.paid) for line in shown]
    if rest:
        named.append((texts.OTHERS.format(count=len(rest)), sum(line.paid for line in rest)))
    return [
        (texts.PART if place == 0 else texts.PART_MORE).format(
            payer=name, amount=unit.number(amount)
        )
        for place, (name, amount) in enumerate(named)
    ]


def _rest(result: Result, unit: Unit, need: float) -> str:
    left = sum(line.host_residual for line in result.split.programmes)
    unfunded = _unfunded(result, unit, need)
    if left < result.split.rounding / 2:
        return unfunded
    return texts.listed([texts.LEFT_WITH_HOSTS.format(left=unit.number(left)), unfunded])


def _unfunded(result: Result, unit: Unit, need: float) -> str:
    gap = sum(line.unfunded for line in result.split.programmes)
    if gap < result.split.rounding / 2:
        return texts.NOTHING_OPEN
    return texts.OPEN.format(gap=unit.number(gap), share=percent(gap / need))


def _years(result: Result) -> str:
    years = [line.year for line in result.split.programmes if line.need > 0] or [
        line.year for line in result.split.programmes
    ]
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"


def finding(result: Result) -> str:
    """Say what the chart shows: who carries most, and for whom."""
    need = sum(line.need for line in result.split.programmes)
    payers = result.payers
    if not payers or payers[0].paid <= 0:
        return texts.CHART_EMPTY
    first = payers[0]
    name, share = result.names.territory(first.payer), percent(first.paid / need)
    if len(payers) > 1 and payers[1].paid == first.paid:
        return texts.CHART_EQUAL.format(payer=name, share=share)
    return texts.CHART_TITLE.format(payer=name, share=share, kind=_kind(first))


def _kind(line: PayerLine) -> str:
    if line.own <= 0:
        return texts.ONLY_OTHERS
    if line.others <= 0:
        return texts.ONLY_OWN
    return texts.MOSTLY_OTHERS if line.others > line.own else texts.MOSTLY_OWN
