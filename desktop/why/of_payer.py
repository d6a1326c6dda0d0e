"""Why a payer pays what it pays in all, or what some payers pay together."""

from __future__ import annotations

from math import fsum

from PySide6.QtCore import QCoreApplication

from desktop.tables.split_figures import lines_of, total_paid
from desktop.why.of_limits import tell_binding
from desktop.why.of_payment import burden_in_words, payments_of, tell_payments
from desktop.why.questions import AboutPayer, Found
from desktop.why.telling import CellOf, Telling, Words
from models.explanation import PayerRange, Ranges
from models.split import PayerLine, Split


def tell_payer(
    telling: Telling, question: AboutPayer, found: Found | None, basis: str, words: Words
) -> None:
    """Tell what a payer pays, gains and could pay, and what shapes its total."""
    lines = lines_of(words.solved.split, question.payers)
    if len(lines) == 1:
        _tell_one(telling, lines[0], found, basis, words)
    else:
        _tell_several(telling, lines, words)


def _tell_several(telling: Telling, lines: list[PayerLine], words: Words) -> None:
    total = fsum(map(total_paid, lines))
    text = QCoreApplication.translate("Why", "{count} payers together: {amount}")
    telling.title = text.format(count=len(lines), amount=words.money(total))
    pays = QCoreApplication.translate("Why", "{payer} pays {amount}.")
    for line in sorted(lines, key=total_paid, reverse=True):
        name = words.territory(line.payer)
        text = pays.format(payer=name, amount=words.money(total_paid(line)))
        telling.say(text, [(name, CellOf(payer=line.payer))])


def _tell_one(
    telling: Telling, line: PayerLine, found: Found | None, basis: str, words: Words
) -> None:
    payer, total = words.territory(line.payer), total_paid(line)
    title = QCoreApplication.translate("Why", "Why {payer} pays {amount} in all")
    telling.title = title.format(payer=payer, amount=words.money(total))
    _tell_sums(telling, line, payer, words)
    _tell_benefit(telling, line, basis, words)
    telling.heading(QCoreApplication.translate("Why", "How far it could differ"))
    for text in _ranges(line, found, words):
        telling.say(text)
    paid = payments_of(words, [line.payer])
    if paid:
        telling.heading(QCoreApplication.translate("Why", "What it pays for"))
        tell_payments(telling, paid, words)
    if found is not None:
        telling.heading(QCoreApplication.translate("Why", "What shapes its total"))
        tell_binding(telling, found.binding, words, line.payer)


def _tell_sums(telling: Telling, line: PayerLine, payer: str, words: Words) -> None:
    text = QCoreApplication.translate(
        "Why",
        "{payer} pays {own} for programmes that it answers for and {others} for those of others. "
        "Others pay {received} for its own.",
    )
    telling.say(
        text.format(
            payer=payer,
            own=words.money(line.own),
            others=words.money(line.others),
            received=words.money(line.received),
        )
    )
    left = fsum(
        each.host_residual for each in words.solved.split.payments if each.payer == line.payer
    )
    if left:
        text = QCoreApplication.translate(
            "Why", "{left} of it is left with {payer} as the host, since nobody else can be asked."
        )
        telling.say(text.format(left=words.money(left), payer=payer))


def _tell_benefit(telling: Telling, line: PayerLine, basis: str, words: Words) -> None:
    translate, year = QCoreApplication.translate, words.solved.split.base_year
    text = translate("Why", "It gains {benefit} later from the persons of all programmes")
    text += translate("Why", ", in money of {year}.").format(year=year) if year else "."
    telling.say(text.format(benefit=words.money(line.later_benefit)))
    if line.burden is None:
        return
    burdens = {
        "benefit": translate("Why", "Its burden: contributions, discounted, of {burden} of that."),
        "fiscal_capacity": translate(
            "Why", "Its burden: contributions, discounted, of {burden} of its fiscal capacity."
        ),
        "population": translate(
            "Why", "Its burden: contributions, discounted, of {burden} for each inhabitant."
        ),
    }
    telling.say(burdens[basis].format(burden=burden_in_words(line.burden, basis, words)))


def _ranges(line: PayerLine, found: Found | None, words: Words) -> list[str]:
    if found is not None and found.ranges:
        return [
            range_in_words(ranges, part, words)
            for ranges in found.ranges
            for part in ranges.payers
            if part.payer == line.payer
        ]
    if line.low is None or line.high is None:
        if words.solved.split.are_ranges_left_out:
            return [QCoreApplication.translate("Why", "Not measured in a case of this size.")]
        return [QCoreApplication.translate("Why", "Not measured yet.")]
    known = PayerRange(line.payer, line.low, line.high)
    return [range_in_words(Ranges("same_quality", 0.0, (known,)), known, words)]


def rounding_of_totals(split: Split) -> float:
    """Return by how much rounding alone may move a total: a unit for each programme."""
    return split.rounding * len(split.programmes)


def range_in_words(ranges: Ranges, line: PayerRange, words: Words) -> str:
    """Say from where to where a total could go, and over which splits."""
    translate = QCoreApplication.translate
    patterns = {
        ("same_quality", True): translate(
            "Why", "The goals before the last leave it no choice: it pays {low}."
        ),
        ("same_quality", False): translate(
            "Why", "Without hurting a goal before the last it could pay from {low} to {high}."
        ),
        ("fully_funded", True): translate(
            "Why", "In every split that funds everything it pays {low}."
        ),
        ("fully_funded", False): translate(
            "Why", "Over all splits that fund everything it could pay from {low} to {high}."
        ),
        ("least_gap", True): translate(
            "Why", "In every split that leaves no more unfunded it pays {low}."
        ),
        ("least_gap", False): translate(
            "Why", "Over all splits that leave no more unfunded it could pay from {low} to {high}."
        ),
    }
    split = words.solved.split
    settled = line.high - line.low <= rounding_of_totals(split)
    low = fsum(map(total_paid, lines_of(split, (line.payer,)))) if settled else line.low
    return patterns[ranges.over, settled].format(low=words.money(low), high=words.money(line.high))
