"""What the page Trajectories says in words: sentences, and what marks say in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.pages.trajectories.query import (
    ELSEWHERE,
    OTHERS,
    Answer,
    Cell,
    Followed,
    Hidden,
    StockRow,
)
from models.names import Names
from models.words.text import (
    Argument,
    Joined,
    Number,
    Share,
    Text,
    counted,
    joined,
    listed,
    text,
)

_NAMED = 3
_SOON_ROUNDED = 1e-6


@dataclass(frozen=True)
class Teller:
    """Puts an answer into words.

    Attributes:
        names: of territories and stages.
        folded: how many territories stand together.
    """

    names: Names
    folded: int

    def territory(self, key: str) -> Argument:
        """Return the name of a territory or of those that stand together."""
        if key == OTHERS:
            return counted("{count} other territory", "{count} other territories", self.folded)
        return text("elsewhere") if key == ELSEWHERE else self.names.territory(key)

    def cell(self, cell: Cell) -> Text:
        """Return what names a stage in a territory."""
        stage = self.names.stage(cell.stage)
        if cell.territory == ELSEWHERE:
            return text("{stage} elsewhere", stage=stage)
        return text("{stage} in {territory}", stage=stage, territory=self.territory(cell.territory))

    def persons(self, count: float) -> Argument:
        """Return a number of people, whole where it is one or more."""
        return text("less than {count}", count=Number(1)) if 0 < count < 0.5 else Number(count)

    def people(self, count: float) -> Text:
        """Return a number of people with the word."""
        whole = self.whole(count)
        return counted("{number} person", "{number} people", whole, number=self.persons(count))

    def whole(self, count: float) -> float:
        """Return a number of people as it is counted: what is shown as 1 is one."""
        return 1.0 if 0.5 <= count < 1.5 else count

    def share(self, part: float, whole: float) -> Share:
        """Return a part as percent."""
        return Share(part / whole if whole > 0 else 0.0)

    def hundred(self, part: float, whole: float) -> Argument:
        """Return how many of a hundred, exactly where two decimals are enough for that."""
        of_hundred = 100 * part / whole
        if 0 < of_hundred < 0.1:
            return text("less than {count}", count=Number(0.1, 1))
        short = abs(of_hundred * 100 - round(of_hundred * 100)) < _SOON_ROUNDED
        return Number(of_hundred, 2 if short else 1)

    def years(self, years: tuple[int, int] | None) -> str:
        """Return a span of years."""
        if years is None:
            return ""
        return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def teller_of(answer: Answer) -> Teller:
    """Return who tells an answer."""
    return Teller(answer.traced.names, answer.streams.folded)


def span_of(answer: Answer) -> tuple[int, int] | None:
    """Return the years that movements fall in."""
    if answer.asked.year is not None:
        return answer.asked.year, answer.asked.year
    return (answer.years[0], answer.years[-1]) if answer.years else None


def streams_sentence(answer: Answer, teller: Teller) -> Text:
    """Say how far those who arrive get, and how many cross a border on the way."""
    outlook, place = answer.outlook, answer.asked.territory
    if not answer.years:
        return text("The case has no flows yet, so nobody’s way can be shown.")
    return _outlook_pattern(answer).filled(
        share=teller.share(outlook.reaching, outlook.arriving),
        reached=teller.persons(outlook.reached),
        part=teller.share(outlook.reached, outlook.arriving),
        last=answer.years[-1],
        people=teller.people(outlook.arriving),
        territory=teller.territory(place) if place else "",
        years=teller.years(outlook.years or span_of(answer)),
        stage=teller.names.stage(outlook.stage),
        crossing=teller.share(outlook.crossing, outlook.steps),
    )


def _outlook_pattern(answer: Answer) -> Text:
    """Return the sentence for all territories, or for the chosen one."""
    outlook, of_all = answer.outlook, not answer.asked.territory
    if outlook.arriving <= 0:
        return (
            text("Nobody arrives in {years}.")
            if of_all
            else text("Nobody arrives in {territory} in {years}.")
        )
    if outlook.projected and answer.asked.year is None:
        return (
            text(
                "{reached} of the {people} who arrived in {years} had reached {stage} by {last} "
                "({part}); by the rates of the data {share} will. {crossing} of all steps so far "
                "led into another territory."
            )
            if of_all
            else text(
                "{reached} of the {people} who arrived in {territory} in {years} had reached "
                "{stage} by {last} ({part}); by the rates of the data {share} will. {crossing} of "
                "all steps so far led into another territory."
            )
        )
    if outlook.projected:
        return (
            text(
                "By the rates of the data, {share} of the {people} who arrive in {years} reach "
                "{stage}; {crossing} of all steps lead into another territory."
            )
            if of_all
            else text(
                "By the rates of the data, {share} of the {people} who arrive in {territory} in "
                "{years} reach {stage}; {crossing} of all steps lead into another territory."
            )
        )
    return (
        text(
            "{share} of the {people} who arrive in {years} reach {stage}; {crossing} of all steps "
            "on the way lead into another territory."
        )
        if of_all
        else text(
            "{share} of the {people} who arrive in {territory} in {years} reach {stage}; "
            "{crossing} of all steps on the way lead into another territory."
        )
    )


def followed_sentence(followed: Followed, teller: Teller) -> Argument:
    """Say how many of a hundred people in a cell reach the last stage, and where."""
    here, stage = teller.cell(followed.cell), teller.names.stage(followed.stage)
    if followed.cell.stage == followed.stage:
        return text(
            "{here!c} holds {people}; it is the last stage, nobody is followed beyond.",
            here=here,
            people=teller.people(followed.persons),
        )
    if not followed.reached:
        return text("Of 100 people in {here}, nobody reaches {stage}.", here=here, stage=stage)
    total = teller.hundred(sum(n for _, n in followed.reached), followed.persons)
    pattern = text("Of 100 people in {here}, {total} reach {stage}: {where}.")
    if len(followed.reached) == 1:
        pattern = text("Of 100 people in {here}, {total} reach {stage}, all of them {where}.")
    said = pattern.filled(here=here, total=total, stage=stage, where=_where(followed, teller))
    if not followed.projected:
        return said
    return joined(said, text("Those not there yet are counted by the rates of earlier years."))


def _where(followed: Followed, teller: Teller) -> Argument:
    """Say in which territories the followed people reach the last stage."""
    if len(followed.reached) == 1:
        territory = followed.reached[0][0]
        if territory == ELSEWHERE:
            return text("elsewhere")
        return text("in {territory}", territory=teller.territory(territory))
    parts: list[Argument] = [
        _reached(key, teller.hundred(n, followed.persons), teller)
        for key, n in followed.reached[:_NAMED]
    ]
    rest = sum(n for _, n in followed.reached[_NAMED:])
    if rest > 0:
        count = teller.hundred(rest, followed.persons)
        parts.append(text("{count} in other places", count=count))
    return listed(parts)


def _reached(territory: str, count: Argument, teller: Teller) -> Text:
    if territory == ELSEWHERE:
        return text("{count} elsewhere", count=count)
    return text("{count} in {territory}", count=count, territory=teller.territory(territory))


def hidden_sentence(row: StockRow, hidden: Hidden, teller: Teller, everywhere: Argument) -> Text:
    """Say what a steady stock hides."""
    return _hidden_pattern(hidden).filled(
        year=hidden.year,
        territory=teller.territory(row.territory) if row.territory else everywhere,
        share=Share(abs(hidden.change)),
        replaced=teller.share(hidden.replaced, 1.0),
        outflow=teller.people(hidden.outflow),
        inflow=teller.persons(hidden.inflow),
        before=teller.persons(hidden.before),
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


def stocks_sentence(answer: Answer, teller: Teller) -> Argument:
    """State the steady stock that hides the largest flows, or that none does."""
    rows = [row for row in answer.stocks if row.hidden and row.territory]
    if not answer.stocks:
        return text("The case has no flows yet, so there is no stock to show.")
    if not rows:
        together = answer.stocks[0]
        return text(
            "In {years}, {inflow} came and {outflow} left; no stock stayed so steady that it hides "
            "this.",
            years=teller.years(span_of(answer)),
            inflow=teller.people(together.inflow),
            outflow=teller.persons(together.outflow),
        )
    return _worst_and_more(rows, teller)


def _worst_and_more(rows: Sequence[StockRow], teller: Teller) -> Joined:
    worst = max(rows, key=lambda row: row.hidden.outflow if row.hidden else 0.0)
    assert worst.hidden is not None
    more = counted(
        "One more territory’s steady stock hides large flows.",
        "{count} more territories’ steady stocks hide large flows.",
        len(rows) - 1,
    )
    sentence = hidden_sentence(worst, worst.hidden, teller, "")
    return joined(sentence, more if len(rows) > 1 else None)
