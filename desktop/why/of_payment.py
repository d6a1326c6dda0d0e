"""Why a payer pays what it pays for one programme, or for several together."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from PySide6.QtCore import QCoreApplication

from desktop import formats
from desktop.tables.split_figures import Programme
from desktop.why.of_limits import tell_limits
from desktop.why.questions import AboutPayment, Found
from desktop.why.telling import CellOf, Telling, Words, line_of
from models.explanation import PaymentReasons, Reason, TraceLine
from models.split import Payment

MOST_LISTED = 8
"""How many entries or payments are told one by one; the others are added up."""


def tell_payment(
    telling: Telling, question: AboutPayment, found: Found | None, words: Words
) -> None:
    """Tell why; before anything is found, what the split itself says."""
    if len(question.payers) == 1 and len(question.programmes) == 1:
        why = found.payments[0] if found and found.payments else None
        _tell_one(telling, question.payers[0], question.programmes[0], why, words)
    else:
        _tell_several(telling, question, words)


def payments_of(
    words: Words, payers: Sequence[str], programmes: Sequence[Programme] | None = None
) -> list[Payment]:
    """Return the payments of some payers, for some programmes or all, the largest first."""
    wanted, asked = set(payers), None if programmes is None else set(programmes)
    found = [
        line
        for line in words.solved.split.payments
        if line.payer in wanted and (asked is None or (line.host, line.stage, line.year) in asked)
    ]
    return sorted(found, key=lambda line: -line.amount)


def tell_payments(telling: Telling, payments: Sequence[Payment], words: Words) -> None:
    """List payments, the largest one by one, each with a link to its reasons."""
    several = len({line.payer for line in payments}) > 1
    alone = QCoreApplication.translate("Why", "It pays {amount} for {programme}.")
    named = QCoreApplication.translate("Why", "{payer} pays {amount} for {programme}.")
    for line in payments[:MOST_LISTED]:
        programme = (line.host, line.stage, line.year)
        name = words.programme(programme)
        text = (named if several else alone).format(
            payer=words.territory(line.payer), amount=words.money(line.amount), programme=name
        )
        telling.say(text, [(name, CellOf(line.payer, programme))])
    rest = payments[MOST_LISTED:]
    if rest:
        telling.say(_smaller(rest, words))


def _smaller(rest: Sequence[Payment], words: Words) -> str:
    one = QCoreApplication.translate("Why", "1 smaller payment: {amount}.")
    many = QCoreApplication.translate("Why", "{count} smaller payments: {amount} together.")
    amount = words.money(fsum(line.amount for line in rest))
    return (one if len(rest) == 1 else many).format(count=len(rest), amount=amount)


def _tell_several(telling: Telling, question: AboutPayment, words: Words) -> None:
    payments = payments_of(words, question.payers, question.programmes)
    amount = fsum(line.amount for line in payments)
    need = fsum(line_of(words.solved, programme).need for programme in question.programmes)
    payer = formats.listed([words.territory(key) for key in question.payers[:3]])
    if len(question.payers) > 3:
        payer = QCoreApplication.translate("Why", "{count} payers").format(
            count=len(question.payers)
        )
    title = QCoreApplication.translate("Why", "{payer}: {programmes}")
    telling.title = title.format(payer=payer, programmes=question.label)
    text = QCoreApplication.translate("Why", "Paid here: {amount} of the {need} needed.")
    telling.say(text.format(amount=words.money(amount), need=words.money(need)))
    if payments:
        telling.heading(QCoreApplication.translate("Why", "Made of"))
        tell_payments(telling, payments, words)
    else:
        _tell_unpaid(telling, question, words)


def _tell_unpaid(telling: Telling, question: AboutPayment, words: Words) -> None:
    """Lead from a sum of nothing to the programmes that need money, each with its own reasons."""
    lines = [line_of(words.solved, programme) for programme in question.programmes]
    needed = sorted((line for line in lines if line.need > 0), key=lambda line: -line.need)
    if not needed:
        telling.say(
            QCoreApplication.translate("Why", "Nothing is needed: all of it is funded already.")
        )
        return
    gap = fsum(line.unfunded for line in needed)
    if gap:
        text = QCoreApplication.translate("Why", "{amount} of it stays unfunded.")
        telling.say(text.format(amount=words.money(gap)))
    telling.heading(QCoreApplication.translate("Why", "Why nothing is paid for each"))
    payer = question.payers[0] if len(question.payers) == 1 else None
    text = QCoreApplication.translate("Why", "{programme} needs {need}.")
    for line in needed[:MOST_LISTED]:
        programme = (line.host, line.stage, line.year)
        name = words.programme(programme)
        telling.say(
            text.format(programme=name, need=words.money(line.need)),
            [(name, CellOf(payer, programme))],
        )
    rest = needed[MOST_LISTED:]
    if rest:
        text = QCoreApplication.translate("Why", "{count} more need {need} together.")
        need = words.money(fsum(line.need for line in rest))
        telling.say(text.format(count=len(rest), need=need))


def _tell_one(
    telling: Telling, payer: str, programme: Programme, why: PaymentReasons | None, words: Words
) -> None:
    line = line_of(words.solved, programme)
    paid = payments_of(words, [payer], [programme])
    amount = paid[0].amount if paid else 0.0
    name, who = words.programme(programme), words.territory(payer)
    translate = QCoreApplication.translate
    titles = (
        translate("Why", "Why {payer} pays nothing for {programme}"),
        translate("Why", "Why {payer} pays {amount} for {programme}"),
    )
    telling.title = titles[amount > 0].format(payer=who, amount=words.money(amount), programme=name)
    telling.say(
        _paid(amount, line.need).format(
            payer=who,
            amount=words.money(amount),
            need=words.money(line.need),
            programme=name,
            persons=words.persons(line.persons),
        ),
        [(who, CellOf(payer=payer)), (name, CellOf(programme=programme))],
    )
    if why is not None:
        _tell_trace(telling, why, words)
        _tell_reasons(telling, why, words)


def _paid(amount: float, need: float) -> str:
    translate = QCoreApplication.translate
    if need <= 0:
        return translate("Why", "{programme} needs no funding: all of it is funded already.")
    if amount <= 0:
        return translate(
            "Why", "{payer} pays nothing of the {need} that {programme} needs for {persons}."
        )
    if amount == need:
        return translate(
            "Why", "{payer} pays all of the {need} that {programme} needs for {persons}."
        )
    return translate(
        "Why", "{payer} pays {amount} of the {need} that {programme} needs for {persons}."
    )


def _tell_trace(telling: Telling, why: PaymentReasons, words: Words) -> None:
    if not why.trace:
        return
    telling.heading(QCoreApplication.translate("Why", "Where these persons go"))
    ordered = sorted(why.trace, key=lambda line: -abs(line.value))
    for line in ordered[:MOST_LISTED]:
        telling.say(_entry(line, why, words))
    rest = ordered[MOST_LISTED:]
    if rest:
        one = QCoreApplication.translate("Why", "1 smaller entry is worth {value}.")
        many = QCoreApplication.translate(
            "Why", "{count} smaller entries are worth {value} together."
        )
        value = words.money(fsum(line.value for line in rest))
        telling.say((one if len(rest) == 1 else many).format(count=len(rest), value=value))


def _entry(line: TraceLine, why: PaymentReasons, words: Words) -> str:
    translate = QCoreApplication.translate
    patterns = {
        (True, True): translate(
            "Why",
            "{persons} enters {stage} in {territory} in {year} and brings {payer} {value}{when}.",
        ),
        (True, False): translate(
            "Why",
            "{persons} enters {stage} in {territory} in {year} and costs {payer} {value}{when}.",
        ),
        (False, True): translate(
            "Why",
            "{persons} enter {stage} in {territory} in {year} and bring {payer} {each} each: "
            "{value}{when}.",
        ),
        (False, False): translate(
            "Why",
            "{persons} enter {stage} in {territory} in {year} and cost {payer} {each} each: "
            "{value}{when}.",
        ),
    }
    undiscounted = line.persons * line.benefit_per_person
    discounted = abs(line.value - undiscounted) > 1e-9 * abs(undiscounted)
    when = translate("Why", " in money of {year}").format(year=why.year) if discounted else ""
    single = words.persons(line.persons) == words.persons(1)
    return patterns[single, line.benefit_per_person > 0].format(
        persons=words.persons(line.persons),
        stage=words.stage(line.stage),
        territory=words.territory(line.territory),
        year=line.year,
        payer=words.territory(why.payer),
        each=words.money(abs(line.benefit_per_person)),
        value=words.money(abs(line.value)),
        when=when,
    )


def _tell_reasons(telling: Telling, why: PaymentReasons, words: Words) -> None:
    if why.later_benefit > 0 and why.benefit_of_all > 0:
        telling.heading(QCoreApplication.translate("Why", "What that is worth"))
        text = QCoreApplication.translate(
            "Why",
            "Together that is {worth}, {share} of what all gain later from this programme. The "
            "same share of the need would be {target}.",
        )
        telling.say(
            text.format(
                worth=words.money(why.later_benefit),
                share=words.share(why.later_benefit / why.benefit_of_all),
                target=words.money(why.target),
            )
        )
    telling.heading(QCoreApplication.translate("Why", "What shapes the amount"))
    tell_limits(telling, why.limits, words)
    for reason in why.reasons:
        telling.say(_reason(reason, why, words))


def _reason(reason: Reason, why: PaymentReasons, words: Words) -> str:
    translate, payer = QCoreApplication.translate, words.territory(why.payer)
    money = words.money(reason.figure) if reason.figure is not None else ""
    if reason.kind == "equal_burden":
        return _burden(reason, why, words)
    if reason.kind == "others":
        return _others(reason, why, words)
    patterns = {
        "its_share": translate("Why", "But for rounding, the contribution is that share."),
        "limit": translate("Why", "It is not that share because of {limit}."),
        "other_goal": {
            "fewest_transfers": translate(
                "Why", "That as little money as possible changes hands comes before shares."
            ),
            "least_change": translate(
                "Why", "Staying close to the agreement in force comes before shares."
            ),
        }.get(reason.goal or "", translate("Why", "Another goal comes before shares.")),
        "residual": translate(
            "Why",
            "{money} of it is left with {payer} as the host, since nobody else can be asked to "
            "pay it.",
        ),
        "no_benefit": translate("Why", "{payer} gains nothing later from this programme."),
        "de_minimis": translate(
            "Why", "{payer} gains {money} later, too little a part to count under the rules."
        ),
    }
    return patterns[reason.kind].format(
        payer=payer, money=money, limit=words.limit(reason.limit) if reason.limit else ""
    )


def _burden(reason: Reason, why: PaymentReasons, words: Words) -> str:
    translate = QCoreApplication.translate
    patterns = {
        "": translate(
            "Why",
            "Burdens as equal as possible come before shares; {payer} has no basis to measure one "
            "by.",
        ),
        "benefit": translate(
            "Why",
            "Burdens as equal as possible come before shares: {payer} contributes {burden} of its "
            "later benefit in all.",
        ),
        "population": translate(
            "Why",
            "Burdens as equal as possible come before shares: {payer} contributes {burden} for "
            "each inhabitant.",
        ),
        "fiscal_capacity": translate(
            "Why",
            "Burdens as equal as possible come before shares: {payer} contributes {burden} of its "
            "fiscal capacity.",
        ),
    }
    figure = reason.figure
    return patterns[why.burden_basis if figure is not None else ""].format(
        payer=words.territory(why.payer), burden=burden_in_words(figure, why.burden_basis, words)
    )


def burden_in_words(burden: float | None, basis: str, words: Words) -> str:
    """Return a burden as a share, or as money for each inhabitant."""
    if burden is None:
        return ""
    if basis == "population":
        return words.money(burden)
    if 0 < burden < 0.001:
        return f"{formats.trimmed(burden * 100, words.locale, 6)}{formats.NO_BREAK}%"
    return words.share(burden)


def _others(reason: Reason, why: PaymentReasons, words: Words) -> str:
    translate = QCoreApplication.translate
    others = formats.listed([words.territory(key) for key in reason.payers])
    patterns = {
        (True, True): translate("Why", "{others} pays more than its share instead."),
        (True, False): translate("Why", "{others} pays less than its share instead."),
        (False, True): translate("Why", "{others} pay more than their shares instead."),
        (False, False): translate("Why", "{others} pay less than their shares instead."),
    }
    return patterns[len(reason.payers) == 1, why.contribution < why.target].format(others=others)
