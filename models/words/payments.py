"""What programmes need and who pays for them, and why a payer pays what it pays, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import fsum

from models.programme import Programme
from models.results.explanation import PaymentReasons, Reason, TraceLine
from models.results.lines import Payment, ProgrammeLine
from models.words.figures import rounded
from models.words.goals import comes_before_shares
from models.words.limits import limit_said, limits_reached
from models.words.names import BasisOf, EntryOf, Terms
from models.words.paragraph import (
    Paragraph,
    column_decimals,
    figure_line,
    parts_of,
    shortened,
    sum_line,
    summed,
)
from models.words.payers import EXISTING_COUNT, burden_figure, left_with
from models.words.sums import persons_at_each, persons_decimals, share_to_multiply
from models.words.text import (
    Argument,
    Joined,
    Linked,
    Money,
    Persons,
    Share,
    Text,
    counted,
    joined,
    listed,
    text,
)


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


def entries_of(why: PaymentReasons, terms: Terms, most: int) -> list[Paragraph]:
    """Say where the persons of a programme go and what that is worth to the payer.

    Each entry leads on to how they come there. Costs stand with their minus.

    Args:
        most: how many are said one by one, the largest first; the others are added up.
    """
    ordered = sorted(why.trace, key=lambda entry: -abs(entry.value))
    together = fsum(entry.value for entry in ordered)
    write = terms.column([together, *(entry.value for entry in ordered)])
    lines = shortened(
        ordered,
        most,
        lambda entry: [_entry(entry, why, write, terms)],
        lambda rest: figure_line(
            counted("1 smaller entry", "{count} smaller entries", len(rest)),
            write(fsum(entry.value for entry in rest)),
        ),
    )
    return summed(lines, sum_line(text("In money of {year}", year=why.year), write(together)))


def _entry(
    entry: TraceLine, why: PaymentReasons, write: Callable[[float], Money], terms: Terms
) -> Paragraph:
    place = entry.place
    said = Linked(terms.place(place), EntryOf(why.payer, why.programme, place))
    shown = write(entry.value)
    decimals = persons_decimals(
        entry.due, entry.benefit_per_person, entry.value, column_decimals(shown)
    )
    each = terms.each(entry.benefit_per_person)
    made_of = persons_at_each(entry.persons, entry.due, each, decimals, entry.years)
    return figure_line(said, shown, made_of)


def worth_in_lines(why: PaymentReasons, terms: Terms) -> list[Paragraph]:
    """Say what part of all benefits that is, and the same share of the need; nothing of none."""
    if why.later_benefit <= 0 or why.benefit_of_all <= 0:
        return []
    part = part_of_all(why, terms)
    return [
        figure_line(text("Part of what all gain later from this programme"), part),
        figure_line(text("The same share of the need"), terms.money(why.target)),
        *_shared_with_others(why, terms),
    ]


def _shared_with_others(why: PaymentReasons, terms: Terms) -> list[Paragraph]:
    """Say what of the later benefit other programmes claim too; nothing of none."""
    if why.claimed_too <= 0:
        return []
    claimed = text("Of it, claimed by other programmes of the same persons too")
    return [figure_line(claimed, terms.money(why.claimed_too))]


def part_of_all(why: PaymentReasons, terms: Terms) -> Share:
    """Return which part of what all gain is the payer's, to multiply the need with."""
    share, decimals = why.later_benefit / why.benefit_of_all, terms.decimals(why.target)
    need = rounded(why.need, terms.decimals(why.need))
    return share_to_multiply(share, (need, why.need), why.target, decimals)


def worth(why: PaymentReasons, terms: Terms) -> Argument | None:
    """Say what all of it is worth to the payer, and the same share of the need."""
    if why.later_benefit <= 0 or why.benefit_of_all <= 0:
        return None
    said = text(
        "Together that is {worth}, {share} of what all gain later from this programme. The same "
        "share of the need would be {target}.",
        worth=terms.money(why.later_benefit),
        share=part_of_all(why, terms),
        target=terms.money(why.target),
    )
    if why.claimed_too <= 0:
        return said
    claimed = text(
        "Other programmes of the same persons claim {amount} of it too.",
        amount=terms.money(why.claimed_too),
    )
    return joined(said, claimed)


def reasons_of(why: PaymentReasons, terms: Terms) -> tuple[Argument, ...]:
    """Say which limits a payment has reached and why it is not, or is, its share."""
    reasons = (_reason(reason, why, terms) for reason in why.reasons)
    return (*_flows_already(why, terms), *limits_reached(why.limits, terms), *reasons)


def _flows_already(why: PaymentReasons, terms: Terms) -> tuple[Argument, ...]:
    """Say what the payer pays towards the programme under other laws; nothing of none."""
    if why.paid_already <= 0:
        return ()
    said = text(
        "{payer} pays {amount} towards it already, under other laws; the need is what remains.",
        payer=terms.territory(why.payer),
        amount=terms.money(why.paid_already),
    )
    return (said,)


def _reason(reason: Reason, why: PaymentReasons, terms: Terms) -> Argument:
    match reason.kind:
        case "limit":
            assert reason.limit is not None
            limit = limit_said(reason.limit, terms)
            return text("It is not that share because of {limit}.", limit=limit)
        case "equal_burden":
            return _equal_burden(reason, why, terms)
        case "other_goal":
            return _comes_before_shares(reason)
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


def _comes_before_shares(reason: Reason) -> Text:
    assert reason.goal is not None  # a reason of this kind is a goal
    return comes_before_shares(reason.goal)


def _equal_burden(reason: Reason, why: PaymentReasons, terms: Terms) -> Joined:
    payer, basis = terms.territory(why.payer), why.burden_basis
    before = _comes_before_shares(reason)
    if reason.figure is None:
        no_basis = text("{payer} has no basis to measure a burden by.", payer=payer)
        return joined(before, no_basis)
    bears = {
        "benefit": text("{payer} contributes {burden} of its later benefit in all."),
        "fiscal_capacity": text("{payer} contributes {burden} of its fiscal capacity."),
        "population": text("{payer} contributes {burden} for each inhabitant."),
    }[basis].filled(
        payer=payer,
        burden=Linked(burden_figure(reason.figure, basis, terms), BasisOf(why.payer, basis)),
    )
    return joined(before, bears, EXISTING_COUNT if why.existing else None)


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


def payments_said(payments: Sequence[Payment], terms: Terms, most: int) -> list[Paragraph]:
    """List payments, each leading to its reasons, with what they add up to.

    Args:
        payments: the largest first.
        most: how many are said one by one; the others are added up.
    """
    write = terms.column(one.amount for one in payments)
    has_one_payer = len({one.payer for one in payments}) == 1
    lines = shortened(
        payments,
        most,
        lambda one: [
            figure_line(_payment(one, terms, names_payer=not has_one_payer), write(one.amount))
        ],
        lambda rest: figure_line(
            counted("1 smaller payment", "{count} smaller payments", len(rest)),
            write(fsum(one.amount for one in rest)),
        ),
    )
    if len(payments) < 2:
        return lines
    return summed(lines, sum_line(text("Together"), write(fsum(one.amount for one in payments))))


def _payment(payment: Payment, terms: Terms, *, names_payer: bool) -> Argument:
    programme = terms.payment(payment.programme, payment.payer)
    if not names_payer:
        return programme
    payer = terms.territory(payment.payer)
    return text("{payer}: {programmes}", payer=payer, programmes=programme)


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
) -> list[Paragraph]:
    """Name programmes for which nothing is paid, with their needs, each leading to its reasons.

    Args:
        lines: the largest need first.
        payer: the only one that was asked about; None: several.
        most: how many are named; the needs of the others are added up.
    """
    write = terms.column(one.need for one in lines)
    return shortened(
        lines,
        most,
        lambda one: [figure_line(terms.payment(one.programme, payer), write(one.need))],
        lambda rest: figure_line(
            counted("1 smaller need", "{count} smaller needs", len(rest)),
            write(fsum(one.need for one in rest)),
        ),
    )


def who_pays(programmes: Argument) -> Text:
    """Name the question of who pays for a programme, or for several."""
    return text("Who pays for {programme}", programme=programmes)


def answers_for(line: ProgrammeLine, terms: Terms) -> Text:
    """Say which payer a programme belongs to."""
    if line.answered_by is None:
        return text("No territory that pays answers for it.")
    return text("{payer} answers for it.", payer=terms.territory(line.answered_by))


def pays_of_need(payer: Argument, amount: float, need: float, terms: Terms) -> Text:
    """Say what a payer pays of what is needed."""
    return text(
        "{payer} pays {amount}, {share} of the need.",
        payer=payer,
        amount=terms.money(amount),
        share=Share(amount / need),
    )


def paid_of_needs(
    paid: Sequence[tuple[Argument, float]], gap: float, need: float, terms: Terms, most: int
) -> list[Paragraph]:
    """List who pays how much of what is needed, and what nobody pays.

    Args:
        paid: each payer, named, with what it pays; the largest first.
        gap: what nobody pays.
        need: what is needed.
        most: how many are named; what the others pay is added up.
    """
    write = terms.column([gap, *(amount for _, amount in paid)])

    def entry(said: Argument, amount: float) -> Paragraph:
        share = text("{share} of the need", share=Share(amount / need, in_table=True))
        return figure_line(said, write(amount), share)

    lines = shortened(
        paid,
        most,
        lambda one: [entry(*one)],
        lambda rest: entry(
            counted("1 other payer", "{count} other payers", len(rest)),
            fsum(amount for _, amount in rest),
        ),
    )
    nobody = [entry(text("Nobody"), gap)] if gap else []
    return parts_of([*lines, *nobody], write(need))


def gains_of(found: Sequence[PaymentReasons], terms: Terms) -> list[Paragraph]:
    """List what payers gain later from a programme, and how much that is of what all gain."""
    write = terms.column(why.later_benefit for why in found)
    return [
        figure_line(
            terms.payer(why.payer, why.programme),
            write(why.later_benefit),
            _of_what_all_gain(why) if why.later_benefit <= why.benefit_of_all else "",
        )
        for why in found
    ]


def _of_what_all_gain(why: PaymentReasons) -> Text:
    share = Share(why.later_benefit / why.benefit_of_all, in_table=True)
    return text("{share} of what all gain", share=share)


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
