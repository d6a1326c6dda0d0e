"""The sentences that open the result and comparison workbooks and their charts."""

from __future__ import annotations

from collections.abc import Mapping

from models.names import Names
from models.results.side_by_side import ComparedSplit, SideBySide
from models.results.split import PayerLine, Split
from models.words.cell_figures import PageUnit
from models.words.comparison import split_name
from models.words.text import Argument, Exactly, Quoted, Share, Text, counted, listed, text

_NAMED = 3


def result_sentence(split: Split, names: Names, unit: PageUnit) -> Argument:
    """Say who pays how much of what is needed, and what stays unfunded."""
    if not split.programmes:
        return text("There is no programme to fund.")
    need = sum(line.need for line in split.programmes)
    years = _years(split)
    if split.is_rounded_away:
        return text(
            "Nobody pays anything: each need of {years} is less than half of the rounding, "
            "{rounding}.",
            years=years,
            rounding=Exactly(split.rounding),
        )
    if need <= 0:
        return text("Nothing needs funding in {years}: all of it is funded already.", years=years)
    payers = [line for line in largest_first(split) if line.paid > 0]
    needed = unit.written(need)
    if not payers:
        return text("Nobody pays towards the {need} needed in {years}.", need=needed, years=years)
    return text(
        "Of the {need} needed in {years}, {parts}; {rest}.",
        need=needed,
        years=years,
        parts=listed(_parts(names, unit, payers)),
        rest=_rest(split, unit, need),
    )


def _parts(names: Names, unit: PageUnit, payers: list[PayerLine]) -> list[Argument]:
    shown = payers if len(payers) <= _NAMED + 1 else payers[:_NAMED]
    rest = payers[len(shown) :]
    named: list[tuple[Argument, float]]
    named = [(names.territory(line.payer), line.paid) for line in shown]
    if rest:
        named.append((others(len(rest)), sum(line.paid for line in rest)))
    patterns = [text("{payer} pays {amount}"), *(text("{payer} {amount}") for _ in named[1:])]
    return [
        pattern.filled(payer=name, amount=unit.number(amount))
        for pattern, (name, amount) in zip(patterns, named, strict=True)
    ]


def _rest(split: Split, unit: PageUnit, need: float) -> Argument:
    left = sum(line.host_residual for line in split.programmes)
    gap = sum(line.unfunded for line in split.programmes)
    least = split.rounding / 2
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


def _years(split: Split) -> Argument:
    years = [line.year for line in split.programmes if line.need > 0] or [
        line.year for line in split.programmes
    ]
    first, last = min(years), max(years)
    return first if first == last else text("{first}–{last}", first=first, last=last)


def chart_finding(split: Split, names: Names) -> Argument:
    """Say what the chart shows: who carries most, and for whom."""
    need = sum(line.need for line in split.programmes)
    payers = largest_first(split)
    if not payers or payers[0].paid <= 0:
        return text("Nobody pays")
    first = payers[0]
    said = _of_first(first)
    if len(payers) > 1 and payers[1].paid == first.paid:
        said = text("Nobody carries more than {payer}: {share} of what is needed")
    payer = names.territory(first.payer)
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


def others(count: int) -> Argument:
    """Return what stands for the payers that are not named."""
    return counted("1 other", "{count} others", count)


def largest_first(split: Split) -> tuple[PayerLine, ...]:
    """Return the payers, those who pay most first."""
    return tuple(sorted(split.payers, key=lambda line: (-line.paid, line.payer)))


def comparison_finding(side: SideBySide, names: Names, unit: PageUnit) -> Argument:
    """Say who pays less and who more than under the base, in the split that moves most."""
    base, found = Quoted(split_name(side.base_split)), side.most_moved()
    if side.base_split.measured is None:
        return text("There is no split of {base} to set the others against.", base=base)
    if found is None:
        return text("Nothing can be set against {base}.", base=base)
    split, alone = found
    parts = _moves_of(side, split, names, unit)
    if not parts:
        return text("No split moves any money against {base}.", base=base)
    if len(side.others) == 1:
        said = text("Against {base}, {moves} under {split}.")
    elif alone:
        said = text("{split} moves most against {base}: under it {moves}.")
    else:
        said = text("No split moves more against {base} than {split}: under it {moves}.")
    return said.filled(base=base, split=Quoted(split_name(split)), moves=listed(parts))


def _moves_of(
    side: SideBySide, split: ComparedSplit, names: Names, unit: PageUnit
) -> list[Argument]:
    parts = [*_extremes(side.changes(split), names, unit)]
    if gap := side.gap_change(split):
        more = text("{amount} more stays unfunded")
        less = text("{amount} less stays unfunded")
        parts.append((more if gap > 0 else less).filled(amount=unit.written(abs(gap))))
    return parts


def _extremes(changes: Mapping[str, float], names: Names, unit: PageUnit) -> list[Argument]:
    if not changes:
        return []
    least = min(changes, key=changes.__getitem__)
    most = max(changes, key=changes.__getitem__)
    parts: list[Argument] = []
    if changes[least] < 0:
        less = unit.written(-changes[least])
        parts.append(text("{payer} pays {amount} less", payer=names.territory(least), amount=less))
    if changes[most] > 0:
        more = unit.written(changes[most])
        parts.append(text("{payer} pays {amount} more", payer=names.territory(most), amount=more))
    return parts
