"""The split and the keys side by side: who pays, who is better off, the yardsticks, the keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.commands import figures
from desktop.commands.compare_words import BURDENS, RIVER, RIVER_SOURCES
from desktop.commands.text_table import paragraph, stacked, table
from models.comparison import Comparison, MeasuredSplit
from models.declaration.keys import key_in_words
from models.words.language import ENGLISH

SPLIT = "the split"


def splits_as_text(compare: Comparison) -> Iterator[str]:
    """Yield the sections on the split and the keys."""
    splits = _splits(compare)
    yield _section("Who pays how much", _paid(compare, splits), _PAID)
    yield _section("Who is better off", _balance(compare, splits), _balance_note(compare))
    yield _section("Yardsticks", _yardsticks(compare, splits), _burden_note(compare))
    yield _section("Clauses broken, and by how much", _clauses(compare, splits))
    yield _section("The keys and their sources", list(_keys(compare)), *_without(compare))


def river_as_text(compare: Comparison) -> str:
    """Return who pays how much as more of each need stays with its host, and the sources."""
    rules = [(f"{float(rule.name):.0%}\nstays", rule) for rule in compare.river]
    lines = [*_paid(compare, rules), "", *_yardsticks(compare, rules)]
    return _section("Shared along the river", [paragraph(RIVER), "", *lines], RIVER_SOURCES)


def _splits(compare: Comparison) -> list[tuple[str, MeasuredSplit]]:
    solved = [] if compare.measured is None else [(SPLIT, compare.measured)]
    return [*solved, *((stacked(key.name), key) for key in compare.keys)]


def _section(title: str, lines: Sequence[str], *notes: str) -> str:
    said = [paragraph(note, "  ") for note in notes if note]
    return "\n".join([title.upper(), "", *lines, *([""] if said else []), *said])


_PAID = "Host residual included. Each column adds up to the need."
_CLAUSES = "Above (+) or below (-) what the clause allows; a dash: it is kept."
_BALANCE = (
    "Later benefit less all that a payer pays, both discounted{to_year}. Below zero it pays more "
    "than it gains."
)


def _paid(compare: Comparison, splits: Sequence[tuple[str, MeasuredSplit]]) -> list[str]:
    rounding = compare.split.rounding
    rows = [
        [payer, *(figures.money(split.payers[h].pays, rounding) for _, split in splits)]
        for h, (payer, _) in enumerate(compare.later_benefit)
    ]
    gaps = ["unfunded", *(figures.money(split.unfunded, rounding) for _, split in splits)]
    need = ["need", *(figures.money(compare.need, rounding) for _ in splits)]
    return table(["payer", *(name for name, _ in splits)], [*rows, gaps, need])


def _balance(compare: Comparison, splits: Sequence[tuple[str, MeasuredSplit]]) -> list[str]:
    rounding = compare.split.rounding
    rows = [
        [
            payer,
            figures.money(gain, rounding),
            *(figures.money(split.payers[h].net_position, rounding) for _, split in splits),
        ]
        for h, (payer, gain) in enumerate(compare.later_benefit)
    ]
    return table(["payer", "later\nbenefit", *(name for name, _ in splits)], rows)


def _balance_note(compare: Comparison) -> str:
    return _BALANCE.format(to_year=figures.to_base_year(compare.split.base_year))


_HEADERS = (
    "", "unfunded\ngap", "left with\nhosts", "contri-\nbutions", "changes\nhands",
    "largest\nburden", "smallest\nburden", "Gini", "pay more\nthan they\ngain",
)  # fmt: skip


def _yardsticks(compare: Comparison, splits: Sequence[tuple[str, MeasuredSplit]]) -> list[str]:
    rows = [_measures(compare, _one_line(name), split) for name, split in splits]
    return table(_HEADERS, rows)


def _one_line(name: str) -> str:
    return name.replace("_\n", "_").replace("\n", " ")


def _measures(compare: Comparison, name: str, split: MeasuredSplit) -> list[str]:
    sums = (split.unfunded, split.host_residual, split.contributions, split.changes_hands)
    burdens = (split.largest_burden, split.smallest_burden)
    return [
        name,
        *(figures.money(amount, compare.split.rounding) for amount in sums),
        *(figures.burden(figure, compare.burden_basis) for figure in burdens),
        figures.NOTHING if split.gini is None else f"{split.gini:.3f}",
        f"{len(split.more_than_they_gain)} of {len(split.payers)}",
    ]


def _burden_note(compare: Comparison) -> str:
    return (
        "Burden: all that a payer pays, host residual included, discounted, "
        f"{BURDENS[compare.burden_basis]} (`solve` leaves the host residual out). Gini: how "
        "unequal the burdens are, 0 all alike, towards 1 one payer carries all. Changes hands: "
        "paid for programmes that others answer for."
    )


def _clauses(compare: Comparison, splits: Sequence[tuple[str, MeasuredSplit]]) -> list[str]:
    """Set the clauses that are broken out by split; a dash where one is kept."""
    broken = [(name, dict(split.clauses_broken)) for name, split in splits]
    clauses = sorted({clause for _, amounts in broken for clause in amounts})
    if not clauses:
        return ["None of them breaks a clause in force."]
    rows = [
        [_one_line(name), *(_off(amounts.get(clause), compare) for clause in clauses)]
        for name, amounts in broken
    ]
    return [*table(["", *(stacked(clause, 16) for clause in clauses)], rows), "", _CLAUSES]


def _off(by: float | None, compare: Comparison) -> str:
    return figures.NOTHING if by is None else figures.signed(by, compare.split.rounding)


def _keys(compare: Comparison) -> Iterator[str]:
    for key in compare.keys:
        meaning = ENGLISH.say(key_in_words(key.name))
        source = f" [{ENGLISH.say(key.source)}]" if key.source else ""
        yield paragraph(f"{key.name}: {meaning}.{source}", "  ")


def _without(compare: Comparison) -> Iterator[str]:
    for name, reason in compare.left_out:
        yield f"Left out: {name}. {ENGLISH.say(reason)}"
