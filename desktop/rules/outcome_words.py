"""What the rules and clauses come to, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.document import Solved
from desktop.rules.clause_words import payer_in_words
from desktop.rules.rule_words import value_in_words
from desktop.sentences import nothing_needed, unfunded_in_words
from models.clause import clauses_of
from models.rules import meaning, rule_here
from models.split import PayerLine

MOST_NAMED = 2
"""How many payers the sentence of a change names."""
_NO_CENTS = 1000
"""A need from which on sentences leave cents out."""


def totals(solved: Solved) -> dict[str, float]:
    """Return what each payer pays in all."""
    return {line.payer: line.paid for line in solved.split.payers}


def unfunded(solved: Solved) -> float:
    """Return what nobody pays for, 0 where it is less than can be paid."""
    gap = fsum(line.unfunded for line in solved.split.programmes)
    return gap if gap >= solved.split.rounding / 2 else 0.0


def rules_sentence(solved: Solved, locale: QLocale) -> str:
    """State the result of the page: under which rules who pays the most."""
    translate = QCoreApplication.translate
    split, names = solved.split, solved.names
    if not split.programmes:
        return translate("Sentences", "There is no programme to fund.")
    need = sum(line.need for line in split.programmes)
    if need <= 0:
        return nothing_needed(split)
    payers = sorted(split.payers, key=lambda line: line.paid, reverse=True)
    most = payers[0].paid if payers else 0.0
    # Beside a sum of thousands no cent of one payer decides anything.
    whole = need >= _NO_CENTS
    amounts = (round(amount) if whole else amount for amount in (most, need))
    amount, needed = (formats.money_in_words(a, split.currency, locale) for a in amounts)
    terms = _terms(solved, locale)
    said = _who(most, payers, begins=not terms).format(
        payer=names.territory(payers[0].payer) if payers else "", amount=amount, need=needed
    )
    pattern = (
        translate("Sentences", "With {terms}, {said}; {unfunded}.")
        if terms
        else translate("Sentences", "{said}; {unfunded}.")
    )
    return pattern.format(terms=terms, said=said, unfunded=unfunded_in_words(split, locale))


def _terms(solved: Solved, locale: QLocale) -> str:
    """Name the rules and clauses that ask for something; "" where none does."""
    translate = QCoreApplication.translate
    own = rule_here(solved.case, solved.split.scenario, "own_share_min")
    count = sum(c.counts and c.applies_in(solved.split.scenario) for c in clauses_of(solved.case))
    clauses = formats.counted(
        translate("Sentences", "{count} clause"),
        translate("Sentences", "{count} clauses"),
        count,
        locale,
    )
    if not meaning(own.rule, own.value):
        return clauses if count else ""
    text = translate("Sentences", "an own share of at least {own} and {clauses}")
    return text.format(
        own=value_in_words(own.rule, own.value, locale),
        clauses=clauses if count else translate("Sentences", "no clause"),
    )


def _who(most: float, payers: Sequence[PayerLine], *, begins: bool) -> str:
    translate = QCoreApplication.translate
    if most <= 0:
        return (
            translate("Sentences", "Nobody pays anything of the {need} needed")
            if begins
            else translate("Sentences", "nobody pays anything of the {need} needed")
        )
    if len(payers) > 1 and payers[1].paid == most:
        return (
            translate("Sentences", "Nobody pays more than {payer}: {amount} of {need}")
            if begins
            else translate("Sentences", "nobody pays more than {payer}: {amount} of {need}")
        )
    return translate("Sentences", "{payer} pays the most: {amount} of {need}")


def conflict_sentence(conflict: Solved, locale: QLocale) -> str:
    """State that there is no split, and whose payments the clauses that clash are about."""
    keys = [line.clause for line in conflict.split.conflict]
    payers = {clause.key: clause.payer for clause in clauses_of(conflict.case)}
    whose = dict.fromkeys(payer_in_words(payers.get(key, ""), conflict.names) for key in keys)
    text = formats.counted(
        QCoreApplication.translate(
            "Sentences", "There is no split: {count} clause ({{payers}}) cannot hold."
        ),
        QCoreApplication.translate(
            "Sentences", "There is no split: {count} clauses ({{payers}}) cannot hold together."
        ),
        len(keys),
        locale,
    )
    return text.format(payers=", ".join(whose))


def change_sentence(solved: Solved, pinned: Solved, locale: QLocale) -> str:
    """Say who pays more and who less than in the pinned split, and what stays unfunded."""
    translate = QCoreApplication.translate
    gap = unfunded_change_in_words(solved, pinned, locale)
    changes = sorted(changed(solved, pinned).items(), key=lambda item: -abs(item[1]))
    if not changes:
        text = translate(
            "Sentences", "Nobody pays more or less than in the pinned split; {unfunded}."
        )
        return text.format(unfunded=gap)
    currency = solved.split.currency
    named = [
        _one_change(solved, payer, change, currency, locale)
        for payer, change in changes[:MOST_NAMED]
    ]
    others = len(changes) - len(named)
    if others:
        named.append(
            formats.counted(
                translate("Sentences", "{count} other changes by less"),
                translate("Sentences", "{count} others change by less"),
                others,
                locale,
            )
        )
    text = translate("Sentences", "{changes}; {unfunded}.")
    return text.format(changes="; ".join(named), unfunded=gap)


def unfunded_change_in_words(solved: Solved, pinned: Solved, locale: QLocale) -> str:
    """Say what nobody pays for, and by how much that is more or less than in the pinned split."""
    translate, currency = QCoreApplication.translate, solved.split.currency
    gap, before = unfunded(solved), unfunded(pinned)
    text = translate("Sentences", "nothing stays unfunded")
    if gap:
        text = translate("Sentences", "{gap} stays unfunded").format(
            gap=formats.money_in_words(gap, currency, locale)
        )
    if abs(gap - before) <= least_change(solved, pinned):
        return text
    sign = "+" if gap > before else formats.MINUS
    change = formats.money_in_words(abs(gap - before), currency, locale)
    return f"{text} ({sign}{change})"


def changed(solved: Solved, pinned: Solved) -> dict[str, float]:
    """Return for each payer whose total changed by how much."""
    before, now = totals(pinned), totals(solved)
    changes = {payer: now[payer] - before.get(payer, 0.0) for payer in now}
    least = least_change(solved, pinned)
    return {payer: change for payer, change in changes.items() if abs(change) > least}


def least_change(solved: Solved, pinned: Solved) -> float:
    """Return the difference up to which two amounts of these splits are the same."""
    return max(solved.split.rounding, pinned.split.rounding) / 2


def _one_change(solved: Solved, payer: str, change: float, currency: str, locale: QLocale) -> str:
    pattern = (
        QCoreApplication.translate("Sentences", "{payer} pays {amount} more")
        if change > 0
        else QCoreApplication.translate("Sentences", "{payer} pays {amount} less")
    )
    return pattern.format(
        payer=solved.names.territory(payer),
        amount=formats.money_in_words(abs(change), currency, locale),
    )
