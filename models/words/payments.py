"""What programmes need and who pays for them, and why a payer pays what it pays, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from models.results.explanation import PaymentReasons, Reason, TraceLine
from models.results.split import Payment, Programme, ProgrammeLine
from models.words.figures import rounded_to
from models.words.limits import limit_said, limits_reached
from models.words.names import Terms
from models.words.payers import burden_figure, left_with
from models.words.text import Argument, Persons, Share, Text, counted, listed, text

_SAME = 1e-9
"""The part by which a discounted value may differ from one that is not."""


def why_paid(payer: str, programme: Programme, amount: float, terms: Terms) -> Text:
    """Name the question of why a payer pays so much for a programme."""
    said = text("Why {payer} pays {amount} for {programme}")
    if amount <= 0:
        said = text("Why {payer} pays nothing for {programme}")
    return said.filled(
        payer=terms.territory(payer),
        amount=terms.money(amount),
        programme=terms.programme(programme),
    )


def paid_of_need(
    payer: str, programme: Programme, amount: float, need: float, persons: float, terms: Terms
) -> Text:
    """Say how much a payer pays of what a programme needs."""
    if need <= 0:
        said = text("{programme} needs no funding: all of it is funded already.")
    elif amount <= 0:
        said = text("{payer} pays nothing of the {need} that {programme} needs for {persons}.")
    elif amount == need:
        said = text("{payer} pays all of the {need} that {programme} needs for {persons}.")
    else:
        said = text("{payer} pays {amount} of the {need} that {programme} needs for {persons}.")
    return said.filled(
        payer=terms.payer(payer),
        amount=terms.money(amount),
        need=terms.money(need),
        programme=terms.payment(programme),
        persons=Persons(persons),
    )


def entries_of(why: PaymentReasons, terms: Terms, most: int) -> tuple[Text, ...]:
    """Say where the persons of a programme go and what that is worth to the payer.

    Args:
        most: how many are said one by one, the largest first; the others are added up.
    """
    ordered = sorted(why.trace, key=lambda line: -abs(line.value))
    said = [_entry(line, why, terms) for line in ordered[:most]]
    if rest := ordered[most:]:
        smaller = counted(
            "1 smaller entry is worth {value}.",
            "{count} smaller entries are worth {value} together.",
            len(rest),
            value=terms.money(fsum(line.value for line in rest)),
        )
        said.append(smaller)
    return tuple(said)


def _entry(line: TraceLine, why: PaymentReasons, terms: Terms) -> Text:
    persons = float(rounded_to(line.persons, 1))
    said = counted(
        "{persons} enters {stage} in {territory} in {year} and costs {payer} {value}.",
        "{persons} enter {stage} in {territory} in {year} and cost {payer} {each} each: {value}.",
        persons,
    )
    if line.benefit_per_person > 0:
        said = counted(
            "{persons} enters {stage} in {territory} in {year} and brings {payer} {value}.",
            "{persons} enter {stage} in {territory} in {year} and bring {payer} {each} each: "
            "{value}.",
            persons,
        )
    return said.filled(
        persons=Persons(persons),
        stage=terms.stage(line.stage),
        territory=terms.territory(line.territory),
        year=line.year,
        payer=terms.territory(why.payer),
        each=terms.each(abs(line.benefit_per_person)),
        value=_value(line, why, terms),
    )


def _value(line: TraceLine, why: PaymentReasons, terms: Terms) -> Argument:
    """Return what an entry is worth; in the money of which year where that is another."""
    value, undiscounted = terms.money(abs(line.value)), line.persons * line.benefit_per_person
    if abs(line.value - undiscounted) <= _SAME * abs(undiscounted):
        return value
    return text("{amount} in money of {year}", amount=value, year=why.year)


def worth(why: PaymentReasons, terms: Terms) -> Text | None:
    """Say what all of it is worth to the payer, and the same share of the need."""
    if why.later_benefit <= 0 or why.benefit_of_all <= 0:
        return None
    return text(
        "Together that is {worth}, {share} of what all gain later from this programme. The same "
        "share of the need would be {target}.",
        worth=terms.money(why.later_benefit),
        share=Share(why.later_benefit / why.benefit_of_all),
        target=terms.money(why.target),
    )


def reasons_of(why: PaymentReasons, terms: Terms) -> tuple[Argument, ...]:
    """Say which limits a payment has reached and why it is not, or is, its share."""
    reasons = (_reason(reason, why, terms) for reason in why.reasons)
    return (*limits_reached(why.limits, terms), *reasons)


def _reason(reason: Reason, why: PaymentReasons, terms: Terms) -> Text:
    match reason.kind:
        case "limit":
            assert reason.limit is not None
            limit = limit_said(reason.limit, terms)
            return text("It is not that share because of {limit}.", limit=limit)
        case "equal_burden":
            return _equal_burden(reason, why, terms)
        case "other_goal":
            return {
                "fewest_transfers": text(
                    "That as little money as possible changes hands comes before shares."
                ),
                "least_change": text(
                    "Staying close to the agreement in force comes before shares."
                ),
            }.get(reason.goal or "", text("Another goal comes before shares."))
        case "others":
            return _others(reason, why, terms)
        case "residual":
            return left_with(why.payer, reason.figure or 0.0, terms)
        case "its_share" | "no_benefit" | "de_minimis":
            return {
                "its_share": text("But for rounding, the contribution is that share."),
                "no_benefit": text("{payer} gains nothing later from this programme."),
                "de_minimis": text(
                    "{payer} gains {amount} later, too little a part to count under the rules."
                ),
            }[reason.kind].filled(
                payer=terms.territory(why.payer), amount=terms.money(reason.figure or 0.0)
            )


def _equal_burden(reason: Reason, why: PaymentReasons, terms: Terms) -> Text:
    payer, basis = terms.territory(why.payer), why.burden_basis
    if reason.figure is None:
        return text(
            "Burdens as equal as possible come before shares; {payer} has no basis to measure one "
            "by.",
            payer=payer,
        )
    return {
        "benefit": text(
            "Burdens as equal as possible come before shares: {payer} contributes {burden} of its "
            "later benefit in all."
        ),
        "fiscal_capacity": text(
            "Burdens as equal as possible come before shares: {payer} contributes {burden} of its "
            "fiscal capacity."
        ),
        "population": text(
            "Burdens as equal as possible come before shares: {payer} contributes {burden} for "
            "each inhabitant."
        ),
    }[basis].filled(payer=payer, burden=burden_figure(reason.figure, basis, terms))


def _others(reason: Reason, why: PaymentReasons, terms: Terms) -> Text:
    others, count = listed(terms.territory(key) for key in reason.payers), len(reason.payers)
    if why.contribution < why.target:
        return counted(
            "{others} pays more than its share instead.",
            "{others} pay more than their shares instead.",
            count,
            others=others,
        )
    return counted(
        "{others} pays less than its share instead.",
        "{others} pay less than their shares instead.",
        count,
        others=others,
    )


def payments_said(payments: Sequence[Payment], terms: Terms, most: int) -> tuple[Text, ...]:
    """List payments, each leading to its reasons.

    Args:
        payments: the largest first.
        most: how many are said one by one; the others are added up.
    """
    said = [_payment(line, terms) for line in payments[:most]]
    if rest := payments[most:]:
        smaller = counted(
            "1 smaller payment: {amount}.",
            "{count} smaller payments: {amount} together.",
            len(rest),
            amount=terms.money(fsum(line.amount for line in rest)),
        )
        said.append(smaller)
    return tuple(said)


def _payment(line: Payment, terms: Terms) -> Text:
    return text(
        "{payer} pays {amount} for {programme}.",
        payer=terms.territory(line.payer),
        amount=terms.money(line.amount),
        programme=terms.payment(line.programme, line.payer),
    )


def paid_most(largest: Payment, terms: Terms) -> Text:
    """Say for what somebody pays most."""
    return text(
        "The largest payment, {amount}, is for {programme}.",
        amount=terms.money(largest.amount),
        programme=terms.programme(largest.programme),
    )


def paid_here(amount: float, need: float, terms: Terms) -> Text:
    """Say what some payers pay for some programmes together."""
    return text(
        "Paid here: {amount} of the {need} needed.",
        amount=terms.money(amount),
        need=terms.money(need),
    )


def needs_unpaid(
    lines: Sequence[ProgrammeLine], payer: str | None, terms: Terms, most: int
) -> tuple[Text, ...]:
    """Name programmes for which nothing is paid, each leading to its reasons.

    Args:
        lines: the largest need first.
        payer: the only one that was asked about; None: several.
        most: how many are named; the needs of the others are added up.
    """
    said = [
        text(
            "{programme} needs {need}.",
            programme=terms.payment(line.programme, payer),
            need=terms.money(line.need),
        )
        for line in lines[:most]
    ]
    if rest := lines[most:]:
        more = counted(
            "1 more needs {need}.",
            "{count} more need {need} together.",
            len(rest),
            need=terms.money(fsum(line.need for line in rest)),
        )
        said.append(more)
    return tuple(said)


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
    said, share = text("{payer} gains {benefit}."), 0.0
    if 0 < why.later_benefit <= why.benefit_of_all:
        said = text("{payer} gains {benefit}, {share} of what all gain.")
        share = why.later_benefit / why.benefit_of_all
    return said.filled(
        payer=terms.payer(why.payer, (why.host, why.stage, why.year)),
        benefit=terms.money(why.later_benefit),
        share=Share(share),
    )


def need_together(lines: Sequence[ProgrammeLine], terms: Terms) -> Text:
    """Say what several programmes need, and what of it nobody pays."""
    gap = fsum(line.unfunded for line in lines)
    said = counted(
        "1 programme needs {need}; nothing of it stays unfunded.",
        "{count} programmes need {need}; nothing of it stays unfunded.",
        len(lines),
    )
    if gap:
        said = counted(
            "1 programme needs {need}; {amount} of it stays unfunded.",
            "{count} programmes need {need}; {amount} of it stays unfunded.",
            len(lines),
        )
    need = terms.money(fsum(line.need for line in lines))
    return said.filled(need=need, amount=terms.money(gap))
