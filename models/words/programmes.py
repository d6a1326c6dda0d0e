"""What programmes need, who pays for them and who gains from them, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from models.results.explanation import PaymentReasons
from models.results.split import ProgrammeLine
from models.words.names import Terms
from models.words.text import Argument, Persons, Share, Text, counted, text


def who_pays(programmes: Argument) -> Text:
    """Name the question of who pays for a programme, or for several."""
    return text("Who pays for {programme}", programme=programmes)


def need_of(line: ProgrammeLine, terms: Terms) -> Text:
    """Say what a programme needs, and why."""
    return text(
        "{persons} at {cost} each, less {funding} that is funded already: {need} is needed.",
        persons=Persons(line.persons),
        cost=terms.each(line.unit_cost),
        funding=terms.money(line.existing_funding),
        need=terms.money(line.need),
    )


def answers_for(line: ProgrammeLine, terms: Terms) -> Text:
    """Say which payer a programme belongs to."""
    if line.responsible is None:
        return text("No territory that pays answers for it.")
    return text("{payer} answers for it.", payer=terms.territory(line.responsible))


def pays_of_need(payer: Argument, amount: float, need: float, terms: Terms) -> Text:
    """Say what a payer pays of what is needed."""
    return text(
        "{payer} pays {amount}, {share} of the need.",
        payer=payer,
        amount=terms.money(amount),
        share=Share(amount / need),
    )


def unpaid_of_need(gap: float, need: float, terms: Terms) -> Text:
    """Say what nobody pays of what is needed."""
    return text(
        "Nobody pays {amount}, {share} of the need.",
        amount=terms.money(gap),
        share=Share(gap / need),
    )


def others_pay(amounts: Sequence[float], terms: Terms) -> Text:
    """Say what those pay together who are not named."""
    return counted(
        "The other one pays {amount}.",
        "The other {count} pay {amount} together.",
        len(amounts),
        amount=terms.money(fsum(amounts)),
    )


def gains_of(why: PaymentReasons, terms: Terms) -> Text:
    """Say what a payer gains later from a programme, and how much that is of what all gain."""
    payer = terms.payer(why.payer, (why.host, why.stage, why.year))
    benefit = terms.money(why.later_benefit)
    if not 0 < why.later_benefit <= why.benefit_of_all:
        return text("{payer} gains {benefit}.", payer=payer, benefit=benefit)
    return text(
        "{payer} gains {benefit}, {share} of what all gain.",
        payer=payer,
        benefit=benefit,
        share=Share(why.later_benefit / why.benefit_of_all),
    )


def need_together(lines: Sequence[ProgrammeLine], terms: Terms) -> Text:
    """Say what several programmes need, and what of it nobody pays."""
    need, gap = fsum(line.need for line in lines), fsum(line.unfunded for line in lines)
    if not gap:
        return counted(
            "1 programme needs {need}; nothing of it stays unfunded.",
            "{count} programmes need {need}; nothing of it stays unfunded.",
            len(lines),
            need=terms.money(need),
        )
    return counted(
        "1 programme needs {need}; {amount} of it stays unfunded.",
        "{count} programmes need {need}; {amount} of it stays unfunded.",
        len(lines),
        need=terms.money(need),
        amount=terms.money(gap),
    )
