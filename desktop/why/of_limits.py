"""What holds a split back, in sentences with money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from desktop import formats
from desktop.why.telling import Target, Telling, Words, data_row, first_large
from models.explanation import BindingLimit, LimitName, PaymentLimit, StepEffect

_NAMED = 4
"""How many payers a sentence names; the others are counted."""
_RULES = ("benefit_cap", "own_share")


def tell_binding(
    telling: Telling, binding: Sequence[BindingLimit], words: Words, payer: str | None = None
) -> None:
    """Say what each limit does; with a payer, only what it does to that one."""
    lines = [line for line in binding if payer is None or _touches(line, payer)]
    for line in lines:
        telling.say(_binding(line, words, payer), _links(line.limits, words))
    if not lines:
        telling.say(_nothing(words, payer))


def tell_limits(telling: Telling, limits: Sequence[PaymentLimit], words: Words) -> None:
    """Say which limits a payment has reached and what moving them would change."""
    for limit in limits:
        if limit.reached:
            telling.say(_reached(limit, words), _links((limit.limit,), words))


def _nothing(words: Words, payer: str | None) -> str:
    if payer is None:
        return QCoreApplication.translate(
            "Why", "No budget, clause or cap holds this split back: moving one changes nothing."
        )
    text = QCoreApplication.translate(
        "Why",
        "Moving a budget, a clause or a cap by a round sum does not change what {payer} pays.",
    )
    return text.format(payer=words.territory(payer))


def _links(limits: Sequence[LimitName], words: Words) -> Iterator[tuple[str, Target]]:
    for limit in limits:
        row = data_row(words.solved, limit)
        if row is not None:
            yield words.limit(limit), row


def _touches(line: BindingLimit, payer: str) -> bool:
    steps = (line.looser, line.tighter)
    return any(key == payer for step in steps if step is not None for key, _ in step.payers)


def _binding(line: BindingLimit, words: Words, payer: str | None) -> str:
    names = first_large(formats.listed([words.limit(limit) for limit in line.limits]))
    one, many = (
        QCoreApplication.translate("Why", "{limits} stands at {bound}."),
        QCoreApplication.translate("Why", "{limits} stand at {bound}."),
    )
    first = (one if len(line.limits) == 1 else many).format(
        limits=names, bound=_sum(line, line.bound, words)
    )
    steps = [_step(line, step, words, payer) for step in (line.looser, line.tighter)]
    return " ".join([first, *(step for step in steps if step)])


def _sum(line: BindingLimit, value: float, words: Words) -> str:
    return words.share(value) if line.limits[0].kind in _RULES else words.money(value)


def _step(line: BindingLimit, step: StepEffect | None, words: Words, payer: str | None) -> str:
    if step is None:
        return ""
    changes = list(_changes(step, words, payer))
    if not changes:
        return ""
    more = QCoreApplication.translate("Why", "With {step} more, {changes}.")
    less = QCoreApplication.translate("Why", "With {step} less, {changes}.")
    return (more if step.step > 0 else less).format(
        step=_step_in_words(line, abs(step.step), words), changes=formats.listed(changes)
    )


def _step_in_words(line: BindingLimit, step: float, words: Words) -> str:
    if line.limits[0].kind not in _RULES:
        return words.money(step)
    points = round(step * 100)
    if points == 1:
        return QCoreApplication.translate("Why", "1 percentage point")
    return QCoreApplication.translate("Why", "{points} percentage points").format(points=points)


def _changes(step: StepEffect, words: Words, payer: str | None) -> Iterator[str]:
    translate = QCoreApplication.translate
    more = translate("Why", "{payer} pays {amount} more")
    less = translate("Why", "{payer} pays {amount} less")
    parts = [part for part in step.payers if payer in (None, part[0])]
    ordered = sorted(parts, key=lambda part: -abs(part[1]))
    for key, change in ordered[:_NAMED]:
        yield (more if change > 0 else less).format(
            payer=words.territory(key), amount=words.money(abs(change))
        )
    if len(ordered) > _NAMED:
        others = translate("Why", "{count} others change by less")
        yield others.format(count=len(ordered) - _NAMED)
    if payer is not None:
        return
    sums = (
        (
            step.host_residual,
            translate("Why", "{amount} more is left with hosts"),
            translate("Why", "{amount} less is left with hosts"),
        ),
        (
            step.gap,
            translate("Why", "{amount} more stays unfunded"),
            translate("Why", "{amount} less stays unfunded"),
        ),
    )
    for change, up, down in sums:
        if change:
            yield (up if change > 0 else down).format(amount=words.money(abs(change)))


def _reached(limit: PaymentLimit, words: Words) -> str:
    translate = QCoreApplication.translate
    sense = {
        "at most": translate("Why", "{limit} is reached: at most {bound}."),
        "at least": translate("Why", "{limit} is reached: at least {bound}."),
        "exactly": translate("Why", "{limit} is reached: exactly {bound}."),
    }[limit.sense]
    first = sense.format(
        limit=first_large(words.limit(limit.limit)), bound=words.money(limit.bound)
    )
    moved = _moved(limit, words)
    return f"{first} {moved}" if moved else first


def _moved(limit: PaymentLimit, words: Words) -> str:
    if limit.step is None or limit.change is None:
        return ""
    translate = QCoreApplication.translate
    patterns = {
        (True, 1): translate("Why", "With {step} more, this payment would be {change} higher."),
        (True, -1): translate("Why", "With {step} more, this payment would be {change} lower."),
        (True, 0): translate("Why", "With {step} more, this payment would stay as it is."),
        (False, 1): translate("Why", "With {step} less, this payment would be {change} higher."),
        (False, -1): translate("Why", "With {step} less, this payment would be {change} lower."),
        (False, 0): translate("Why", "With {step} less, this payment would stay as it is."),
    }
    way = (limit.change > 0) - (limit.change < 0)
    return patterns[limit.step > 0, way].format(
        step=words.money(abs(limit.step)), change=words.money(abs(limit.change))
    )
