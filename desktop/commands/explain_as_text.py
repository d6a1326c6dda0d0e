"""Why a payer pays, in plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.commands import figures
from desktop.commands.text_table import WIDTH, paragraph, table
from models.case import Case
from models.explanation import PaymentReasons, Ranges, TraceLine
from models.readable import readable
from models.split import Split
from solver.explain.payer import PayerExplained
from solver.explain.sentences.of_payments import payment_sentences
from solver.explain.sentences.of_ranges import range_sentence
from solver.explain.sentences.words import Words, words_of

_MOST_ENTRIES = 12
_QUALITY = (
    "The same quality: no goal but the last (shares by later benefit) comes out worse. A range "
    "without width means that the goals leave no choice."
)


def explanation_as_text(case: Case, split: Split, found: PayerExplained) -> str:
    """Return what a payer pays in all, its payments, and why each is what it is."""
    words = words_of(case, lambda amount: figures.money(amount, split.rounding))
    parts = [_in_all(split, found, words), _payments(split, found, words)]
    places = enumerate(found.payments, start=1)
    parts += [_payment(number, why, split, words) for number, why in places]
    return "\n\n\n".join(part for part in parts if part)


def _in_all(split: Split, found: PayerExplained, words: Words) -> str:
    line, name = found.line, words.territory(found.line.payer)
    title = readable(name if name == line.payer else f"{name} ({line.payer})")
    left = f", {words.money(found.left)} of it left with it as host" if found.left else ""
    paid = (
        f"{name} pays {words.money(line.paid)} in all: {words.money(line.own)} for "
        f"the programmes it answers for{left}, and {words.money(line.others)} for those of others. "
        f"Others pay {words.money(line.received)} for its own."
    )
    gains = f"From the people of all programmes it gains {words.money(line.later_benefit)} later"
    gains += "." if split.base_year is None else f", in money of {split.base_year}."
    said = [paid, gains, *_ranges(found.ranges, words)]
    lines = [
        "=" * WIDTH,
        f"Why {title} pays; scenario {split.scenario}, {split.currency}",
        "",
    ]
    return "\n".join([*lines, *map(paragraph, said)])


def _ranges(ranges: tuple[Ranges, ...], words: Words) -> Iterator[str]:
    for found in ranges:
        yield from (range_sentence(found, line, words) for line in found.payers)
    yield _QUALITY


def _payments(split: Split, found: PayerExplained, words: Words) -> str:
    if not found.payments:
        return paragraph(
            f"{words.territory(found.line.payer)} pays for no programme. To see why not, ask about "
            "one with --host, --stage or --year."
        )
    unit = split.rounding
    rows = [
        [
            str(number),
            *(why.stage, why.host, str(why.year)),
            *(figures.money(a, unit) for a in (why.need, why.amount, why.later_benefit)),
            figures.share(why.later_benefit / why.benefit_of_all) if why.benefit_of_all else "",
            figures.money(why.target, unit),
        ]
        for number, why in enumerate(found.payments, start=1)
    ]
    headers = (
        "", "stage", "host", "year", "need", "pays", "later\nbenefit", "of what\nall gain",
        "that share\nof the need",
    )  # fmt: skip
    lines = ["PAYMENTS", "", *table(headers, rows, left=3), *_more(split, found)]
    return "\n".join(lines)


def _more(split: Split, found: PayerExplained) -> Iterator[str]:
    if found.more:
        amount = figures.money(found.more_amount, split.rounding)
        yield ""
        yield f"{found.more} more, {amount} together, are shown with a larger --top."


def _payment(number: int, why: PaymentReasons, split: Split, words: Words) -> str:
    first, *rest = payment_sentences(replace(why, trace=()), words)
    lines = [f"{number}.  {first}"]
    traced = [*_trace(why, split, words), ""] if why.trace else []
    return "\n".join([*map(paragraph, lines), "", *traced, *(paragraph(s) for s in rest)])


def _trace(why: PaymentReasons, split: Split, words: Words) -> list[str]:
    """Set the trace out, the largest values first; the small ones together."""
    ordered = sorted(why.trace, key=lambda line: -abs(line.value))
    shown, small = ordered[:_MOST_ENTRIES], ordered[_MOST_ENTRIES:]
    rows = [_entry(line, split, words) for line in shown]
    if small:
        rest = figures.money(sum(line.value for line in small), split.rounding)
        rows.append([f"{len(small)} smaller ones", "", "", "", "", rest])
    headers = (
        "of these people enter", "in", "year", "persons", "each\nbrings",
        f"value, money\nof {why.year}",
    )  # fmt: skip
    return table(headers, rows, left=2)


def _entry(line: TraceLine, split: Split, words: Words) -> list[str]:
    return [
        words.stage(line.stage),
        words.territory(line.territory),
        str(line.year),
        words.persons(line.persons),
        figures.money(line.benefit_per_person, split.rounding),
        figures.money(line.value, split.rounding),
    ]
