"""Clauses as sentences."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from models.clause import AGREED, AT_LEAST, AT_MOST, EXACTLY, Clause
from models.clause_reach import ClauseFault, Reach
from models.names import Names
from models.split import ConflictLine

_SMALL = 0.01
_STEPS = (1e-4, 1e-6)
"""The unit to which a share that settles a conflict is rounded, and that of a small one."""
_NOISE = 1e-6


def clause_sentence(clause: Clause, names: Names, currency: str, locale: QLocale) -> str:
    """Return what a clause says: Flanders pays at most EUR 12,000,000 in 2027."""
    pattern = _nothing_pattern() if _is_nothing(clause) else _pattern(clause.measure, clause.sense)
    return pattern.format(
        payer=payer_in_words(clause.payer, names),
        value=value_in_words(clause, clause.value, currency, locale),
        what=programmes_in_words(clause, names),
    )


def clause_origin(clause: Clause) -> str:
    """Return who proposed a clause, whether it is agreed, and where it is in force."""
    translate = QCoreApplication.translate
    parts = []
    if clause.proposed_by:
        by = translate("Clauses", "proposed by {party}")
        parts.append(by.format(party=clause.proposed_by))
    if clause.status == AGREED:
        parts.append(translate("Clauses", "agreed"))
    only = translate("Clauses", "only in {scenario}")
    everywhere = translate("Clauses", "in every scenario")
    parts.append(only.format(scenario=clause.scenario) if clause.scenario else everywhere)
    if not clause.counts:
        parts.append(translate("Clauses", "not counted"))
    return ", ".join(parts)


def whole_sentence(clause: Clause, names: Names, currency: str, locale: QLocale) -> str:
    """Return a clause with its origin."""
    return f"{clause_sentence(clause, names, currency, locale)} — {clause_origin(clause)}"


def payer_in_words(payer: str, names: Names) -> str:
    """Return whose payments a clause means."""
    if payer:
        return names.territory(payer)
    return QCoreApplication.translate("Clauses", "Everyone together")


def value_in_words(clause: Clause, value: float, currency: str, locale: QLocale) -> str:
    """Return a value of a clause in full: an amount with its currency, or a percentage."""
    if math.isnan(value):
        return QCoreApplication.translate("Clauses", "…")
    if clause.is_share:
        return formats.exact_percent(value, locale)
    return f"{currency}{formats.NO_BREAK}{formats.trimmed(value, locale, 2)}"


def value_to_take(clause: Clause, value: float) -> float:
    """Return a value that settles a conflict as people would write it.

    A share is rounded to a hundredth of a percent, to the side that leaves more room, so that
    what it settles stays settled; one that has to be met exactly stays as it is.
    """
    if not clause.is_share or clause.sense == EXACTLY:
        return value
    step = _STEPS[abs(value) < _SMALL]
    steps = value / step
    up = clause.sense == AT_MOST
    whole = math.ceil(steps - _NOISE) if up else math.floor(steps + _NOISE)
    return float(f"{max(whole, 0) * step:.12g}")


def proposed_sentence(clause: Clause, names: Names, currency: str, locale: QLocale) -> str:
    """Return what a clause says and who asks for it."""
    sentence = clause_sentence(clause, names, currency, locale)
    if not clause.proposed_by:
        return sentence
    text = QCoreApplication.translate("Clauses", "{clause} (proposed by {party})")
    return text.format(clause=sentence, party=clause.proposed_by)


def moved_sentence(
    clause: Clause, value: float, names: Names, currency: str, locale: QLocale
) -> str:
    """Return a clause with another value beside its own."""
    text = QCoreApplication.translate("Clauses", "{clause}: {value} in place of {now}")
    return text.format(
        clause=proposed_sentence(clause, names, currency, locale),
        value=value_in_words(clause, value_to_take(clause, value), currency, locale),
        now=value_in_words(clause, clause.value, currency, locale),
    )


def needed_sentence(
    clause: Clause, line: ConflictLine, names: Names, currency: str, locale: QLocale
) -> str:
    """Return a clause of a conflict with the value it needs, and whether that is all."""
    translate = QCoreApplication.translate
    if line.needs is None:
        text = translate("Clauses", "{clause}: none; it clashes whatever its value")
        return text.format(clause=proposed_sentence(clause, names, currency, locale))
    change = moved_sentence(clause, line.needs, names, currency, locale)
    if line.settles_all:
        return change
    text = translate("Clauses", "{change}; other clauses still clash then")
    return text.format(change=change)


def sense_word(sense: str) -> str:
    """Return the sense of a bound in words."""
    translate = QCoreApplication.translate
    return {
        AT_MOST: translate("Clauses", "at most"),
        AT_LEAST: translate("Clauses", "at least"),
    }.get(sense, translate("Clauses", "exactly"))


def _is_nothing(clause: Clause) -> bool:
    return clause.value == 0 and clause.sense != AT_LEAST


def _nothing_pattern() -> str:
    return QCoreApplication.translate("Clauses", "{payer} pays nothing{what}")


def _pattern(measure: str, sense: str) -> str:
    translate = QCoreApplication.translate
    kind = {AT_MOST: 0, AT_LEAST: 1}.get(sense, 2)
    return {
        "amount": (
            translate("Clauses", "{payer} pays at most {value}{what}"),
            translate("Clauses", "{payer} pays at least {value}{what}"),
            translate("Clauses", "{payer} pays exactly {value}{what}"),
        ),
        "share_of_need": (
            translate("Clauses", "{payer} pays at most {value} of what is needed{what}"),
            translate("Clauses", "{payer} pays at least {value} of what is needed{what}"),
            translate("Clauses", "{payer} pays exactly {value} of what is needed{what}"),
        ),
        "share_of_benefit": (
            translate("Clauses", "{payer} pays at most {value} of its later benefit{what}"),
            translate("Clauses", "{payer} pays at least {value} of its later benefit{what}"),
            translate("Clauses", "{payer} pays exactly {value} of its later benefit{what}"),
        ),
    }.get(measure, (translate("Clauses", "{payer} pays {value}{what}"),) * 3)[kind]


def programmes_in_words(clause: Clause, names: Names) -> str:
    """Return for which programmes a clause is, "" for all."""
    translate = QCoreApplication.translate
    parts = []
    if clause.stage:
        pattern = translate("Clauses", " for “{stage}”")
        parts.append(pattern.format(stage=names.stage(clause.stage)))
    if clause.host:
        parts.append(translate("Clauses", " in {host}").format(host=names.territory(clause.host)))
    if clause.year is not None:
        parts.append(translate("Clauses", " in {year}").format(year=clause.year))
    return "".join(parts)


def notice_in_words(clause: Clause, reach: Reach, names: Names) -> str:
    """Say that a clause is about no programme of its scenario; "" where it may be."""
    if not reach.misses(clause):
        return ""
    translate = QCoreApplication.translate
    nothing = translate(
        "Clauses", "“{scenario}” has no programme{what}: this clause binds nothing there."
    )
    never = translate(
        "Clauses", "“{scenario}” has no programme{what}: this clause cannot hold there."
    )
    # Payments for no programme add up to nothing, and so does the need of none.
    is_asked = clause.sense != AT_MOST and clause.measure != "share_of_need"
    text = never if is_asked and clause.value > 0 else nothing
    return text.format(scenario=reach.scenario, what=programmes_in_words(clause, names))


def fault_in_words(fault: ClauseFault) -> str:
    """Say what keeps a clause from being taken."""
    translate = QCoreApplication.translate
    text = {
        "missing": translate("Clauses", "Type how much; the value is missing."),
        "no_number": translate(
            "Clauses", "“{typed}” is not a number; type one such as 25 or 12,000,000."
        ),
        "negative": translate(
            "Clauses", "The value is below zero, but nobody can pay less than nothing."
        ),
        "no_year": translate(
            "Clauses", "“{typed}” is no year; type four digits such as 2027, or choose every year."
        ),
        "payer": translate(
            "Clauses", "“{typed}” is no territory that pays; choose the payer again."
        ),
        "host": translate("Clauses", "There is no territory “{typed}”; choose the host again."),
        "stage": translate("Clauses", "There is no stage “{typed}”; choose the stage again."),
        "scenario": translate(
            "Clauses", "There is no scenario “{typed}”; choose the scenario again."
        ),
    }[fault.code]
    return text.format(typed=fault.typed)
