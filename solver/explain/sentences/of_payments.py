"""Why a payment, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator

from models.explanation import PaymentLimit, PaymentReasons, Reason, TraceLine
from solver.explain.sentences.of_limits import limit_in_words
from solver.explain.sentences.words import Words, first_large, listed

_GOALS = {
    "fewest_transfers": "as little money as possible changes hands",
    "least_change": "the agreement in force changes as little as possible",
}


def payment_sentences(why: PaymentReasons, words: Words) -> tuple[str, ...]:
    """Say what is paid, what it is worth to the payer, which limits count, and why this much."""
    return (
        _paid(why, words),
        *(_entry(line, why, words) for line in why.trace),
        *_worth(why, words),
        *(_limit(limit, words) for limit in why.limits if limit.reached),
        *(_reason(reason, why, words) for reason in why.reasons),
    )


def _paid(why: PaymentReasons, words: Words) -> str:
    return (
        f"{words.territory(why.payer)} pays {words.money(why.amount)} of the "
        f"{words.money(why.need)} that {words.stage(why.stage)} in {words.territory(why.host)} "
        f"needs in {why.year} for {words.persons(why.persons)} people."
    )


def _entry(line: TraceLine, why: PaymentReasons, words: Words) -> str:
    worth = f"{words.money(abs(line.benefit_per_person))} each"
    verb = "bring" if line.benefit_per_person > 0 else "cost"
    return (
        f"Of these, {words.persons(line.persons)} enter {words.stage(line.stage)} in "
        f"{words.territory(line.territory)} in {line.year} and {verb} "
        f"{words.territory(why.payer)} {worth}, {words.money(abs(line.value))} in money of "
        f"{why.year}."
    )


def _worth(why: PaymentReasons, words: Words) -> Iterator[str]:
    if why.later_benefit <= 0 or why.benefit_of_all <= 0:
        return
    share = why.later_benefit / why.benefit_of_all
    yield (
        f"Together that is {words.money(why.later_benefit)}, {words.percent(share)} of what all "
        f"gain from this programme; the same share of the need would be {words.money(why.target)}."
    )


def _limit(limit: PaymentLimit, words: Words) -> str:
    name = first_large(limit_in_words(limit.limit, words))
    text = f"{name} is reached ({limit.sense} {words.money(limit.bound)})"
    if limit.step is None or limit.change is None:
        return f"{text}."
    way = "more" if limit.step > 0 else "less"
    step = f"{words.money(abs(limit.step))} {way}"
    if not limit.change:
        return f"{text}; {step} would not change this payment."
    verb = "raise" if limit.change > 0 else "lower"
    return f"{text}; {step} would {verb} this payment by {words.money(abs(limit.change))}."


def _reason(reason: Reason, why: PaymentReasons, words: Words) -> str:
    payer = words.territory(why.payer)
    if reason.kind == "limit" and reason.limit is not None:
        return f"It is not its share because of {limit_in_words(reason.limit, words)}."
    if reason.kind == "equal_burden":
        return f"Burdens as equal as possible come before shares: {_burden(reason, why, words)}."
    if reason.kind == "others":
        others = listed(words.territory(key) for key in reason.payers)
        return f"{others} pay{'s' if len(reason.payers) == 1 else ''} {_other_side(why)} instead."
    texts = {
        "its_share": "But for rounding, the contribution is that share.",
        "other_goal": f"Before shares comes that {_GOALS.get(reason.goal or '', '')}.",
        "residual": f"{words.money(reason.figure or 0.0)} of it is left with {payer} as the host, "
        "since nobody else can be asked to pay it.",
        "no_benefit": f"{payer} gains nothing later from this programme.",
        "de_minimis": f"{payer} gains {words.money(reason.figure or 0.0)} later, too little a "
        "part to count under the rules.",
    }
    return texts[reason.kind]


def _burden(reason: Reason, why: PaymentReasons, words: Words) -> str:
    payer, burden = words.territory(why.payer), reason.figure
    if burden is None:
        return f"{payer} has no basis to measure one by"
    if why.burden_basis == "benefit":
        return f"{payer} contributes {words.percent(burden)} of its later benefit in all"
    per = "inhabitant" if why.burden_basis == "population" else "unit of fiscal capacity"
    return f"{payer} contributes {words.money(burden)} for each {per} in all"


def _other_side(why: PaymentReasons) -> str:
    return "more than its share" if why.contribution < why.target else "less than its share"
