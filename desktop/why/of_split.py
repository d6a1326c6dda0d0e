"""The split as a whole: the goals it reaches, the range of each payer, what binds."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from desktop import formats
from desktop.tables.split_figures import total_paid
from desktop.why.of_limits import tell_binding
from desktop.why.of_payer import rounding_of_totals
from desktop.why.of_payment import burden_in_words
from desktop.why.questions import Found
from desktop.why.telling import CellOf, Telling, Words
from models.split import GoalLine, PayerLine

_SAME = 1e-9
"""Burdens closer than this, in parts of the largest, are equal."""


def tell_split(telling: Telling, found: Found | None, basis: str, words: Words) -> None:
    """Tell the goals in their order, the ranges, and what holds the split back."""
    split = words.solved.split
    telling.title = QCoreApplication.translate("Why", "Why this split")
    telling.heading(QCoreApplication.translate("Why", "Goals, in their order"))
    numbered = QCoreApplication.translate("Why", "{number}. {goal}")
    for number, line in enumerate(split.goals, start=1):
        telling.say(numbered.format(number=number, goal=goal_in_words(line, basis, words)))
    telling.heading(QCoreApplication.translate("Why", "How far each total could differ"))
    for text, payers in _ranges(list(split.payers), words):
        telling.say(text, [(words.territory(p), CellOf(payer=p)) for p in payers])
    if found is not None:
        telling.heading(QCoreApplication.translate("Why", "What holds the split back"))
        tell_binding(telling, found.binding, words)


def goal_in_words(line: GoalLine, basis: str, words: Words) -> str:
    """Say what a goal came to."""
    if isinstance(line.value, tuple):
        return _burdens(line.value, basis, words)
    translate, year = QCoreApplication.translate, words.solved.split.base_year
    nothing, some = {
        "unfunded": (
            translate("Why", "Nothing stays unfunded."),
            translate("Why", "{value} stays unfunded, in money of {year}; it cannot be less."),
        ),
        "host_residual": (
            translate("Why", "Nothing is left with a host beyond its own contribution."),
            translate(
                "Why",
                "{value} is left with hosts beyond their own contributions, in money of {year}.",
            ),
        ),
        "proportional": (
            translate("Why", "Every payment is its share of later benefit."),
            translate(
                "Why", "Payments are {value} away from shares of later benefit, taken together."
            ),
        ),
        "least_change": (
            translate("Why", "No payment differs from the split to stay close to."),
            translate("Why", "Payments differ by {value} in all from the split to stay close to."),
        ),
        "fewest_transfers": (
            translate("Why", "Nobody pays for a programme of another."),
            translate("Why", "{value} changes hands, in money of {year}."),
        ),
    }[line.goal]
    if not line.value:
        return nothing
    return some.format(value=words.money(line.value), year=year)


def _burdens(burdens: tuple[float, ...], basis: str, words: Words) -> str:
    translate = QCoreApplication.translate
    if not burdens:
        return translate("Why", "No burden can be measured.")
    most, least = max(burdens), min(burdens)
    texts = {
        ("benefit", True): translate("Why", "Every burden is {most} of later benefit."),
        ("benefit", False): translate(
            "Why", "Burdens go from {least} to {most} of later benefit, as equal as they can be."
        ),
        ("fiscal_capacity", True): translate("Why", "Every burden is {most} of fiscal capacity."),
        ("fiscal_capacity", False): translate(
            "Why", "Burdens go from {least} to {most} of fiscal capacity, as equal as they can be."
        ),
        ("population", True): translate("Why", "Every burden is {most} for each inhabitant."),
        ("population", False): translate(
            "Why", "Burdens go from {least} to {most} for each inhabitant, as equal as they can be."
        ),
    }
    same = most - least <= _SAME * max(abs(most), 1e-300)
    return texts[basis, same].format(
        most=burden_in_words(most, basis, words), least=burden_in_words(least, basis, words)
    )


def _ranges(lines: list[PayerLine], words: Words) -> Iterator[tuple[str, list[str]]]:
    """Say the range of each payer; those that have none are named together."""
    translate = QCoreApplication.translate
    measured = [line for line in lines if line.low is not None and line.high is not None]
    least = rounding_of_totals(words.solved.split)
    free = [line for line in measured if _width(line) > least]
    text = translate("Why", "{payer} pays {amount} and could pay from {low} to {high}.")
    for line in sorted(free, key=_width, reverse=True):
        yield (
            text.format(
                payer=words.territory(line.payer),
                amount=words.money(total_paid(line)),
                low=words.money(line.low or 0.0),
                high=words.money(line.high or 0.0),
            ),
            [line.payer],
        )
    settled = [line for line in measured if _width(line) <= least]
    exactly = all(line.low == line.high for line in settled)
    if settled and not free:
        yield (
            (
                translate("Why", "The goals before the last settle every total.")
                if exactly
                else translate(
                    "Why", "But for rounding the goals before the last settle every total."
                )
            ),
            [],
        )
    elif settled:
        text = (
            translate("Why", "For {payers} the goals before the last settle the total.")
            if exactly
            else translate(
                "Why", "For {payers} the goals before the last settle the total, but for rounding."
            )
        )
        names = [words.territory(line.payer) for line in settled]
        yield text.format(payers=formats.listed(names)), []
    if words.solved.split.are_ranges_left_out:
        yield translate("Why", "Ranges are not measured in a case of this size."), []
    elif words.solved.split.lacks_ranges:
        yield translate("Why", "Ranges are not measured yet."), []


def _width(line: PayerLine) -> float:
    return (line.high or 0.0) - (line.low or 0.0)
