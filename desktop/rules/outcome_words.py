"""What the rules and clauses come to, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.document import Solved
from desktop.rules.clause import clauses_of
from desktop.rules.clause_words import payer_in_words
from desktop.rules.rule_values import meaning, rule_here
from desktop.rules.rule_words import value_in_words
from desktop.sentences import nothing_needed, unfunded_in_words
from models.split import PayerLine

_MOST_NAMED = 2
_NO_CENTS = 1000
"""A need from which on sentences leave cents out."""


def totals(solved: Solved) -> dict[str, float]:
    """Return what each payer pays in all."""
    return {line.payer: line.paid for line in solved.split.payers}


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
    """Say who pays more and who less than in the pinned split, the largest change first."""
    translate = QCoreApplication.translate
    changes = sorted(changed(solved, pinned).items(), key=lambda item: -abs(item[1]))
    if not changes:
        return translate("Sentences", "Nobody pays more or less than in the pinned split.")
    currency = solved.split.currency
    named = [
        _one_change(solved, payer, change, currency, locale)
        for payer, change in changes[:_MOST_NAMED]
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
    return translate("Sentences", "{changes}.").format(changes="; ".join(named))


def changed(solved: Solved, pinned: Solved) -> dict[str, float]:
    """Return for each payer whose total changed by how much."""
    before, now = totals(pinned), totals(solved)
    changes = {payer: now[payer] - before.get(payer, 0.0) for payer in now}
    least = max(solved.split.rounding, pinned.split.rounding) / 2
    return {payer: change for payer, change in changes.items() if abs(change) > least}


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
