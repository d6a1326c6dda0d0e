"""Stability and fair shares in plain text."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.commands import figures
from desktop.commands.compare_words import FAIR_SHARES, STABILITY, VIEWS
from desktop.commands.text_table import paragraph, table
from models.comparison import Comparison, GameShare, LeavingGroup, Stability
from models.names import Names
from models.words.language import ENGLISH
from models.words.text import listed

_MOST_GROUPS = 10
_TITLE = "WOULD ANY GROUP DO BETTER ALONE"


def stability_as_text(compare: Comparison, words: Names) -> str:
    """Say which groups would do better alone, and what two fair shares would be."""
    if not compare.stability:
        return "\n".join(
            [_TITLE, "", paragraph(f"Left out: {ENGLISH.say(compare.why_without('stability'))}")]
        )
    intro = paragraph(STABILITY.format(to_year=figures.to_base_year(compare.split.base_year)))
    views = [line for view in compare.stability for line in _view(view, compare, words)]
    return "\n".join([_TITLE, "", intro, *views, "", paragraph(FAIR_SHARES)])


def _view(view: Stability, compare: Comparison, words: Names) -> Iterator[str]:
    yield ""
    yield paragraph(f"{VIEWS[view.lost]}:")
    yield ""
    yield from _shares(view, compare)
    yield ""
    yield from (paragraph(line, "    ") for line in _groups(view, compare, words))


def _shares(view: Stability, compare: Comparison) -> list[str]:
    rounding = compare.split.rounding
    together = ["all together", figures.money(view.together, rounding)]
    sums = (sum(line.shapley for line in view.payers), sum(line.nucleolus for line in view.payers))
    charged = [line.charged for line in view.payers if line.charged is not None]
    total = [figures.money(sum(charged), rounding) if charged else figures.NOTHING]
    together += [*total, *(figures.money(amount, rounding) for amount in sums)]
    rows = [*(_share(line, rounding) for line in view.payers), together]
    headers = ("payer", "cost alone", "the split\ncharges", "Shapley value", "nucleolus")
    return table(headers, rows)


def _share(line: GameShare, rounding: float) -> list[str]:
    charged = figures.NOTHING if line.charged is None else figures.money(line.charged, rounding)
    rest = (figures.money(amount, rounding) for amount in (line.shapley, line.nucleolus))
    return [line.payer, figures.money(line.alone, rounding), charged, *rest]


def _groups(view: Stability, compare: Comparison, words: Names) -> Iterator[str]:
    if compare.measured is None:
        yield "There is no split to test."
        return
    count = 2 ** len(view.payers) - 1
    if not view.groups:
        yield f"None of the {count:,} groups would do better alone: the split is stable."
        return
    yield f"{len(view.groups):,} of {count:,} groups would do better alone:"
    for group in view.groups[:_MOST_GROUPS]:
        yield _group(group, compare, words)
    left = len(view.groups) - _MOST_GROUPS
    if left > 0:
        yield f"  and {left:,} more, which would save less (all of them with --json)."


def _group(group: LeavingGroup, compare: Comparison, words: Names) -> str:
    rounding = compare.split.rounding
    saves, charged, alone = (
        figures.money(amount, rounding) for amount in (group.saves, group.charged, group.alone)
    )
    names = ENGLISH.say(listed(words.territory(payer) for payer in group.payers))
    return f"  {names} would save {saves}: {charged} charged, {alone} alone."
