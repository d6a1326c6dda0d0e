"""Stocks and flows in words: the columns of their table, and what steady stocks hide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from models.results.trajectories import Hidden, StockRow, Trajectories
from models.words.text import Argument, Joined, Share, Text, counted, joined, text
from models.words.trajectories import TrajectoryWords, words_of


@dataclass(frozen=True)
class StockColumn:
    """A column of figures: what it is called, what it means, its figure, what to add to it."""

    title: Text
    meaning: Text
    figure: Callable[[StockRow], float]
    note: Callable[[StockRow], Text | None] = lambda _row: None


def stock_columns(answer: Trajectories, write: Callable[[float], str]) -> tuple[StockColumn, ...]:
    """Return the columns of the table of stocks and flows; `write` writes their figures in full."""
    first, last = answer.span or (0, 0)
    begins = bool(answer.years) and first == answer.years[0]
    unknown = text(
        "Who was there before {year}, when the data begin, is not known; nobody is counted.",
        year=first,
    )
    return (
        StockColumn(
            text("Stock before"),
            text(
                "People there when {year} begins, of those the data know: who came before the data "
                "begin is not counted.",
                year=first,
            ),
            lambda row: row.before,
            lambda row: unknown if begins and row.year is None else None,
        ),
        StockColumn(
            text("Inflow"),
            text("Arrivals and people from other territories, or from other stages."),
            lambda row: row.inflow,
            lambda row: text("{persons} of them arrive from outside.", persons=write(row.arrivals)),
        ),
        StockColumn(
            text("Outflow"),
            text("Exits and people who go to other territories, or to other stages."),
            lambda row: row.outflow,
            lambda row: text("{persons} of them leave the trajectory.", persons=write(row.exits)),
        ),
        StockColumn(
            text("Throughput"),
            text("Inflow + outflow: all who have to be received or let go."),
            lambda row: row.throughput,
            lambda row: text(
                "{inflow} came + {outflow} left",
                inflow=write(row.inflow),
                outflow=write(row.outflow),
            ),
        ),
        StockColumn(text("Net change"), text("Inflow less outflow."), lambda row: row.net_change),
        StockColumn(
            text("Stock at the end"),
            text("People there when {year} ends, of those the data know.", year=last),
            lambda row: row.after,
        ),
    )


def what_stocks_count(answer: Trajectories) -> Argument:
    """Say what is counted, and who is not."""
    counts = text(
        "Persons. A step inside a territory is no flow of that territory, but one of its stages."
    )
    if not answer.years:
        return counts
    since = text(
        "A stock counts those who came since {year}, when the data begin; who was there before is "
        "not known.",
        year=answer.years[0],
    )
    return joined(counts, since)


def what_is_hidden() -> Text:
    """Say when a steady stock is said to hide something."""
    from models.flows.movements import STEADY_STOCK  # noqa: PLC0415  # loads numpy

    return text(
        "Said where the stock changed by at most {steady} in a year, and by at most a quarter of "
        "all who came and went, while at least a tenth of its people left and others took their "
        "places.",
        steady=Share(STEADY_STOCK),
    )


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
    if hidden.replaced > 1:
        return {
            "steady": text(
                "In {year} the stock of {territory} stayed the same, while {outflow} left and "
                "{inflow} came, though only {before} had been there."
            ),
            "grew": text(
                "In {year} the stock of {territory} grew by {share}, while {outflow} left and "
                "{inflow} came, though only {before} had been there."
            ),
            "fell": text(
                "In {year} the stock of {territory} fell by {share}, while {outflow} left and "
                "{inflow} came, though only {before} had been there."
            ),
        }[_course_of(hidden.change)]
    return {
        "steady": text(
            "In {year} the stock of {territory} stayed the same, while {replaced} of its people "
            "left and others took their places."
        ),
        "grew": text(
            "In {year} the stock of {territory} grew by {share}, while {replaced} of its people "
            "left and others took their places."
        ),
        "fell": text(
            "In {year} the stock of {territory} fell by {share}, while {replaced} of its people "
            "left and others took their places."
        ),
    }[_course_of(hidden.change)]


def hidden_shortly(hidden: Hidden) -> Text:
    """Say what a steady stock hides in a few words."""
    share, replaced = Share(abs(hidden.change)), Share(hidden.replaced)
    return {
        "steady": text("{year}: stayed the same; {replaced} were replaced"),
        "grew": text("{year}: grew by {share}; {replaced} were replaced"),
        "fell": text("{year}: fell by {share}; {replaced} were replaced"),
    }[_course_of(hidden.change)].filled(year=hidden.year, share=share, replaced=replaced)


def _course_of(change: float) -> Literal["steady", "grew", "fell"]:
    if abs(change) < 0.0005:
        return "steady"
    return "grew" if change > 0 else "fell"


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
