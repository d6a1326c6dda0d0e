"""What the page Trajectories says in words: sentences, and what marks say in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.trajectories.asked import ELSEWHERE, OTHERS, Answer, Cell, Followed, Hidden, StockRow
from models.names import Names

_NAMED = 3
translate = QCoreApplication.translate


@dataclass(frozen=True)
class Teller:
    """Puts an answer into words.

    Attributes:
        names: of territories and stages.
        folded: how many territories stand together.
        locale: of the figures.
    """

    names: Names
    folded: int
    locale: QLocale

    def territory(self, key: str) -> str:
        """Return the name of a territory or of those that stand together."""
        if key == OTHERS:
            others = translate("Trajectories", "{count} other territories")
            return formats.counted(others, others, self.folded, self.locale)
        return (
            translate("Trajectories", "elsewhere")
            if key == ELSEWHERE
            else self.names.territory(key)
        )

    def cell(self, cell: Cell) -> str:
        """Return what names a stage in a territory."""
        if cell.territory == ELSEWHERE:
            return translate("Trajectories", "{stage} elsewhere").format(
                stage=self.names.stage(cell.stage)
            )
        return translate("Trajectories", "{stage} in {territory}").format(
            stage=self.names.stage(cell.stage), territory=self.territory(cell.territory)
        )

    def persons(self, count: float) -> str:
        """Return a number of people, whole where it is one or more."""
        if 0 < count < 0.5:
            return translate("Trajectories", "less than 1")
        return formats.number(count, self.locale)

    def share(self, part: float, whole: float) -> str:
        """Return a part as percent."""
        return formats.percent_in_words(part / whole if whole > 0 else 0.0, self.locale)

    def hundred(self, part: float, whole: float) -> str:
        """Return how many of a hundred, exactly where two decimals are enough for that."""
        of_hundred = 100 * part / whole
        if 0 < of_hundred < 0.1:
            return translate("Trajectories", "less than 0.1")
        short = abs(of_hundred * 100 - round(of_hundred * 100)) < 1e-6
        return formats.trimmed(of_hundred, self.locale, 2 if short else 1)

    def years(self, years: tuple[int, int] | None) -> str:
        """Return a span of years."""
        if years is None:
            return ""
        return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def teller_of(answer: Answer, locale: QLocale) -> Teller:
    """Return who tells an answer."""
    return Teller(answer.traced.names, answer.streams.folded, locale)


def span_of(answer: Answer) -> tuple[int, int] | None:
    """Return the years that movements fall in."""
    if answer.asked.year is not None:
        return answer.asked.year, answer.asked.year
    return (answer.years[0], answer.years[-1]) if answer.years else None


def streams_sentence(answer: Answer, teller: Teller) -> str:
    """Say how far those who arrive get, and how many cross a border on the way."""
    outlook, place = answer.outlook, answer.asked.territory
    years = teller.years(outlook.years or span_of(answer))
    if not answer.years:
        return translate("Trajectories", "The case has no flows yet, so nobody’s way can be shown.")
    where = (
        translate("Trajectories", " in {territory}").format(territory=teller.territory(place))
        if place
        else ""
    )
    if outlook.arriving <= 0:
        return translate("Trajectories", "Nobody arrives{where} in {years}.").format(
            where=where, years=years
        )
    text = translate(
        "Trajectories",
        "{share} of the {persons} people who arrive{where} in {years} reach {stage}; "
        "{crossing} of all steps on the way lead into another territory.",
    )
    if outlook.projected and answer.asked.year is None:
        text = translate(
            "Trajectories",
            "{reached} of the {persons} people who arrived{where} in {years} had reached {stage} "
            "by {last} ({part}); by the rates of the data {share} will. {crossing} of all steps so "
            "far led into another territory.",
        )
    elif outlook.projected:
        text = translate(
            "Trajectories",
            "By the rates of the data, {share} of the {persons} people who arrive{where} in "
            "{years} reach {stage}; {crossing} of all steps lead into another territory.",
        )
    return text.format(
        share=teller.share(outlook.reaching, outlook.arriving),
        reached=teller.persons(outlook.reached),
        part=teller.share(outlook.reached, outlook.arriving),
        last=answer.years[-1],
        persons=teller.persons(outlook.arriving),
        where=where,
        years=years,
        stage=teller.names.stage(outlook.stage),
        crossing=teller.share(outlook.crossing, outlook.steps),
    )


def followed_sentence(followed: Followed, teller: Teller) -> str:
    """Say how many of a hundred people in a cell reach the last stage, and where."""
    here, stage = teller.cell(followed.cell), teller.names.stage(followed.stage)
    if followed.cell.stage == followed.stage:
        text = translate(
            "Trajectories",
            "{here} holds {persons} people; it is the last stage, nobody is followed beyond.",
        )
        return text.format(here=here, persons=teller.persons(followed.persons))
    if not followed.reached:
        return translate("Trajectories", "Of 100 people in {here}, nobody reaches {stage}.").format(
            here=here, stage=stage
        )
    parts = [
        _reached(key, teller.hundred(n, followed.persons), teller)
        for key, n in followed.reached[:_NAMED]
    ]
    rest = sum(n for _, n in followed.reached[_NAMED:])
    if rest > 0:
        further = translate("Trajectories", "{count} in other places")
        parts.append(further.format(count=teller.hundred(rest, followed.persons)))
    total = sum(n for _, n in followed.reached)
    text = translate("Trajectories", "Of 100 people in {here}, {total} reach {stage}: {where}.")
    if len(followed.reached) == 1:
        text = translate(
            "Trajectories", "Of 100 people in {here}, {total} reach {stage}, all of them {where}."
        )
        parts = [_where(followed.reached[0][0], teller)]
    if followed.projected:
        text += " " + translate(
            "Trajectories", "Those not there yet are counted by the rates of earlier years."
        )
    total_text = teller.hundred(total, followed.persons)
    return text.format(here=here, total=total_text, stage=stage, where=_listed(parts))


def _where(territory: str, teller: Teller) -> str:
    if territory == ELSEWHERE:
        return translate("Trajectories", "elsewhere")
    return translate("Trajectories", "in {territory}").format(territory=teller.territory(territory))


def _reached(territory: str, count: str, teller: Teller) -> str:
    return f"{count} {_where(territory, teller)}"


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return translate("Trajectories", "{first} and {last}").format(
        first=", ".join(parts[:-1]), last=parts[-1]
    )


def hidden_sentence(row: StockRow, hidden: Hidden, teller: Teller, everywhere: str) -> str:
    """Say what a steady stock hides."""
    name = teller.territory(row.territory) if row.territory else everywhere
    if hidden.replaced > 1:
        text = translate(
            "Trajectories",
            "In {year} the stock of {territory} {change}, while {outflow} people left and {inflow} "
            "came, though only {before} had been there.",
        )
    else:
        text = translate(
            "Trajectories",
            "In {year} the stock of {territory} {change}, while {replaced} of its people left and "
            "others took their places.",
        )
    return text.format(
        year=hidden.year,
        territory=name,
        change=changed(hidden.change, teller),
        replaced=teller.share(hidden.replaced, 1.0),
        outflow=teller.persons(hidden.outflow),
        inflow=teller.persons(hidden.inflow),
        before=teller.persons(hidden.before),
    )


def changed(change: float, teller: Teller) -> str:
    """Return by how much a stock grew or fell."""
    share = formats.percent_in_words(abs(change), teller.locale)
    if abs(change) < 0.0005:
        return translate("Trajectories", "stayed the same")
    return (
        translate("Trajectories", "grew by {share}")
        if change > 0
        else translate("Trajectories", "fell by {share}")
    ).format(share=share)


def stocks_sentence(answer: Answer, teller: Teller) -> str:
    """State the steady stock that hides the largest flows, or that none does."""
    rows = [row for row in answer.stocks if row.hidden and row.territory]
    years = teller.years(span_of(answer))
    if not answer.stocks:
        return translate("Trajectories", "The case has no flows yet, so there is no stock to show.")
    if not rows:
        together = answer.stocks[0]
        text = translate(
            "Trajectories",
            "In {years}, {inflow} people came and {outflow} left; no stock stayed so steady that "
            "it hides this.",
        )
        return text.format(
            years=years,
            inflow=teller.persons(together.inflow),
            outflow=teller.persons(together.outflow),
        )
    worst = max(rows, key=lambda row: row.hidden.outflow if row.hidden else 0.0)
    assert worst.hidden is not None
    sentence = hidden_sentence(worst, worst.hidden, teller, "")
    if len(rows) > 1:
        more = translate("Trajectories", "One more territory’s steady stock hides large flows.")
        many = translate(
            "Trajectories", "{count} more territories’ steady stocks hide large flows."
        )
        sentence += " " + formats.counted(more, many, len(rows) - 1, teller.locale)
    return sentence
