"""A comparison in plain text: what people read in a terminal or paste into a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from desktop.commands import figures
from desktop.commands.compare_games_as_text import stability_as_text
from desktop.commands.compare_splits_as_text import river_as_text, splits_as_text
from desktop.commands.compare_tests_as_text import key_tests_as_text
from desktop.commands.compare_transfers_as_text import transfers_as_text
from desktop.commands.split_as_text import split_as_text
from desktop.commands.text_table import WIDTH, paragraph, stacked, table
from models.comparison import Comparison, MeasuredSplit
from models.names import Names


def comparison_as_text(compare: Comparison, words: Names) -> str:
    """Return everything one scenario is compared with, section by section."""
    return "\n\n\n".join([_title(compare, words), *_sections(compare, words)])


def _sections(compare: Comparison, words: Names) -> Iterator[str]:
    if not compare.need or not compare.later_benefit:
        return
    yield from splits_as_text(compare)
    yield key_tests_as_text(compare, words)
    yield river_as_text(compare)
    yield stability_as_text(compare, words)
    if compare.measured is not None:
        yield transfers_as_text(compare.split)


_CONFLICT = "`relais solve` says what would settle it. The keys follow, since they need no split."


def _title(compare: Comparison, words: Names) -> str:
    if compare.measured is None:
        said = f"{split_as_text(compare.split)} {_CONFLICT}"
    else:
        said = _needs(compare)
    names = [(payer, words.territory(payer)) for payer, _ in compare.later_benefit]
    legend = ", ".join(f"{key} {name}" for key, name in names if key != name)
    lines = ["=" * WIDTH, paragraph(said), *([paragraph(f"Payers: {legend}.")] if legend else [])]
    return "\n".join(lines)


def _needs(compare: Comparison) -> str:
    split = compare.split
    if split.is_rounded_away:
        return (
            f"Scenario {split.scenario}: the rounding, {split.rounding:,.15g}, makes nothing of "
            "every need, so there is nothing to share."
        )
    if not compare.need:
        return f"Scenario {split.scenario}: nothing needs funding, so there is nothing to share."
    if not compare.later_benefit:
        return f"Scenario {split.scenario}: no territory pays, so nobody can share anything."
    programmes = _counted(sum(line.need > 0 for line in split.programmes), "programme")
    need = figures.money(compare.need, split.rounding)
    payers = _counted(len(compare.later_benefit), "payer")
    return f"Scenario {split.scenario}, {split.currency}: {need} needed by {programmes}; {payers}."


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def scenarios_as_text(compared: Sequence[Comparison]) -> str:
    """Set the splits of several scenarios side by side; their needs may differ."""
    solved = [(one, one.measured) for one in compared if one.measured is not None]
    payers = dict.fromkeys(payer for one, _ in solved for payer, _ in one.later_benefit)
    columns = [_column(one, found, payers) for one, found in solved]
    names = [*payers, *_SUMS]
    rows = [[name, *(column[i] for column in columns)] for i, name in enumerate(names)]
    headers = ["payer", *(stacked(one.scenario) for one, _ in solved)]
    clashes = [one.scenario for one in compared if one.measured is None]
    note = [paragraph(f"Without a split, since clauses clash: {', '.join(clashes)}.")]
    lines = [*table(headers, rows), *(["", *note] if clashes else [])]
    return "\n".join(["THE SPLITS OF THE SCENARIOS", "", *lines])


_SUMS = (
    "unfunded",
    "need",
    "left with hosts",
    "changes hands",
    "largest burden",
    "smallest burden",
)


def _column(compare: Comparison, found: MeasuredSplit, payers: Iterable[str]) -> list[str]:
    paid, unit = {line.payer: line.pays for line in found.payers}, compare.split.rounding
    sums = (found.unfunded, compare.need, found.host_residual, found.changes_hands)
    burdens = (found.largest_burden, found.smallest_burden)
    return [
        *(figures.money(paid[p], unit) if p in paid else figures.NOTHING for p in payers),
        *(figures.money(amount, unit) for amount in sums),
        *(figures.burden(figure, compare.burden_basis) for figure in burdens),
    ]
