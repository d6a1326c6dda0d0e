"""What steady stocks hide, in words."""

from __future__ import annotations

from collections.abc import Sequence

from models.results.trajectories import Hidden, StockRow, Trajectories
from models.words.text import Argument, Joined, Share, Text, counted, joined, text
from models.words.trajectories import TrajectoryWords, words_of


def hidden_sentence(
    row: StockRow, hidden: Hidden, words: TrajectoryWords, everywhere: Argument
) -> Text:
    """Say what a steady stock hides."""
    return _hidden_pattern(hidden).filled(
        year=hidden.year,
        territory=words.territory(row.territory) if row.territory else everywhere,
        share=Share(abs(hidden.change)),
        replaced=words.share(hidden.replaced, 1.0),
        outflow=words.people(hidden.outflow),
        inflow=words.persons(hidden.inflow),
        before=words.persons(hidden.before),
    )


def _hidden_pattern(hidden: Hidden) -> Text:
    steady, grew = _is_steady(hidden.change), hidden.change > 0
    if hidden.replaced > 1:
        if steady:
            return text(
                "In {year} the stock of {territory} stayed the same, while {outflow} left and "
                "{inflow} came, though only {before} had been there."
            )
        return (
            text(
                "In {year} the stock of {territory} grew by {share}, while {outflow} left and "
                "{inflow} came, though only {before} had been there."
            )
            if grew
            else text(
                "In {year} the stock of {territory} fell by {share}, while {outflow} left and "
                "{inflow} came, though only {before} had been there."
            )
        )
    if steady:
        return text(
            "In {year} the stock of {territory} stayed the same, while {replaced} of its people "
            "left and others took their places."
        )
    return (
        text(
            "In {year} the stock of {territory} grew by {share}, while {replaced} of its people "
            "left and others took their places."
        )
        if grew
        else text(
            "In {year} the stock of {territory} fell by {share}, while {replaced} of its people "
            "left and others took their places."
        )
    )


def hidden_shortly(hidden: Hidden) -> Text:
    """Say what a steady stock hides in a few words."""
    pattern = text("{year}: fell by {share}; {replaced} were replaced")
    if _is_steady(hidden.change):
        pattern = text("{year}: stayed the same; {replaced} were replaced")
    elif hidden.change > 0:
        pattern = text("{year}: grew by {share}; {replaced} were replaced")
    share, replaced = Share(abs(hidden.change)), Share(hidden.replaced)
    return pattern.filled(year=hidden.year, share=share, replaced=replaced)


def _is_steady(change: float) -> bool:
    return abs(change) < 0.0005


def stocks_sentence(answer: Trajectories) -> Argument:
    """State the steady stock that hides the largest flows, or that none does."""
    words = words_of(answer)
    rows = [row for row in answer.stocks if row.hidden and row.territory]
    if not answer.stocks:
        return text("The case has no flows yet, so there is no stock to show.")
    if not rows:
        together = answer.stocks[0]
        return text(
            "In {years}, {inflow} came and {outflow} left; no stock stayed so steady that it hides "
            "this.",
            years=words.years(answer.span),
            inflow=words.people(together.inflow),
            outflow=words.persons(together.outflow),
        )
    return _worst_and_more(rows, words)


def _worst_and_more(rows: Sequence[StockRow], words: TrajectoryWords) -> Joined:
    worst = max(rows, key=lambda row: row.hidden.outflow if row.hidden else 0.0)
    assert worst.hidden is not None
    more = counted(
        "One more territory’s steady stock hides large flows.",
        "{count} more territories’ steady stocks hide large flows.",
        len(rows) - 1,
    )
    sentence = hidden_sentence(worst, worst.hidden, words, "")
    return joined(sentence, more if len(rows) > 1 else None)
